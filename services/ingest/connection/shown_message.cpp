#include "services/ingest/connection/shown_message.h"

namespace aurora::ingest {

absl::StatusOr<std::vector<ShownMessage>> Show(const std::vector<kafka::SampledMessage>& messages,
                                               const Translators& translators) {
  std::vector<ShownMessage> shown;
  if (translators.plan().empty()) return shown;
  const std::unique_ptr<Translator> translator = translators.MakeShowing();
  for (const kafka::SampledMessage& message : messages) {
    ShownMessage& one = shown.emplace_back();
    // One that was cut cannot be read.
    if (message.value.size() != message.value_bytes) continue;
    const Translation translation = translator->Translate(
        {message.key, message.value, message.offset, message.timestamp_ms, message.tombstone}, &one.json);
    if (!translation.trouble.ok()) return translation.trouble;
    one.filtered = translation.filtered;
    if (translation.nothing || translation.rejection != table::Rejection::kNone) one.json.clear();
  }
  return shown;
}

}  // namespace aurora::ingest

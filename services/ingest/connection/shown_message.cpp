#include "services/ingest/connection/shown_message.h"

#include "services/ingest/formats/message_elements.h"

namespace aurora::ingest {
namespace {

// Of one message; the text is cut further where it leaves.
constexpr size_t kElementsShownMax = 100;

}  // namespace

absl::StatusOr<std::vector<ShownMessage>> Show(const std::vector<kafka::SampledMessage>& messages,
                                               const Translators& translators, bool several) {
  std::vector<ShownMessage> shown;
  if (translators.plan().empty()) return shown;
  const std::unique_ptr<Translator> translator = translators.MakeShowing();
  for (const kafka::SampledMessage& message : messages) {
    ShownMessage& one = shown.emplace_back();
    // One that was cut cannot be read.
    if (message.value.size() != message.value_bytes) continue;
    MessageBytes bytes{message.key, message.value, message.offset, message.timestamp_ms, message.tombstone};
    std::vector<std::string_view> elements{message.value};
    if (several) elements = ElementsOf(message.value, kElementsShownMax);
    size_t filtered = 0;
    for (const std::string_view element : elements) {
      bytes.value = element;
      std::string json;
      const Translation translation = translator->Translate(bytes, &json);
      if (!translation.trouble.ok()) return translation.trouble;
      filtered += translation.filtered ? 1 : 0;
      if (translation.nothing || translation.rejection != table::Rejection::kNone) continue;
      if (!one.json.empty()) one.json += '\n';
      one.json += json;
    }
    one.filtered = !elements.empty() && filtered == elements.size();
  }
  return shown;
}

}  // namespace aurora::ingest

#include "services/ingest/formats/json_schema/json_schema_translator.h"

#include "services/ingest/formats/registry_frame.h"

namespace aurora::ingest {

Translation JsonSchemaTranslator::Translate(const MessageBytes& message, std::string* json) {
  if (message.tombstone) return Translation::Rejected(table::Rejection::kTombstone);
  const std::string_view value = message.value;
  if (value.size() > table::kMessageBytesMax) return Translation::Rejected(table::Rejection::kTooLarge);
  const std::optional<RegistryFrame> frame = RegistryFrame::Of(value);
  if (!frame.has_value()) return Translation::Rejected(table::Rejection::kSchemaMismatch, kNoFrame);
  if (registry_ != nullptr && last_known_ != frame->schema_id) {
    const absl::Status known = registry_->Get(frame->schema_id).status();
    if (absl::IsNotFound(known)) {
      return Translation::Rejected(table::Rejection::kSchemaUnknown, std::string(known.message()));
    }
    if (!known.ok()) return Translation::NotNow(known);
    last_known_ = frame->schema_id;
  }
  json->assign(frame->payload);
  return {};
}

}  // namespace aurora::ingest

#include "services/ingest/formats/avro/avro_translator.h"

#include "libs/base/text.h"
#include "services/ingest/formats/avro/avro_reader.h"

namespace aurora::ingest {

Translation AvroTranslator::Translate(const MessageBytes& message, std::string* json) {
  if (message.tombstone) return Translation::Rejected(table::Rejection::kTombstone);
  const std::string_view value = message.value;
  if (value.size() > table::kMessageBytesMax) return Translation::Rejected(table::Rejection::kTooLarge);
  const std::optional<RegistryFrame> frame = RegistryFrame::Of(value);
  if (!frame.has_value()) return Translation::Rejected(table::Rejection::kSchemaMismatch, kNoFrame);
  Translation failure;
  const AvroSchema* schema = schemas_.Find(frame->schema_id, &failure);
  if (schema == nullptr) return failure;
  AvroReader reader(frame->payload, json);
  const table::Rejection rejection = reader.Whole(schema->root());
  if (rejection == table::Rejection::kNone) return {};
  return Translation::Rejected(
      rejection, base::StrCat("schema id ", frame->schema_id, " at byte ", value.size() - reader.unread(), " of ",
                              value.size(), "; its producer must write what it registered"));
}

}  // namespace aurora::ingest

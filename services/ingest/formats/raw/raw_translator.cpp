#include "services/ingest/formats/raw/raw_translator.h"

#include "services/ingest/formats/json_writer.h"

namespace aurora::ingest {

Translation RawTranslator::Translate(const MessageBytes& message, std::string* json) {
  if (message.tombstone) return Translation::Rejected(table::Rejection::kTombstone);
  const std::string_view value = message.value;
  if (value.size() > table::kMessageBytesMax) return Translation::Rejected(table::Rejection::kTooLarge);
  json->clear();
  *json += '{';
  AppendJsonString(kRawColumn, json);
  *json += ':';
  AppendJsonString(value, json);
  *json += '}';
  return {};
}

}  // namespace aurora::ingest

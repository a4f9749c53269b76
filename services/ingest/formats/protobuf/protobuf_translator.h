#pragma once

#include "services/ingest/formats/protobuf/protobuf_schema.h"
#include "services/ingest/formats/schema_book.h"
#include "services/ingest/formats/translator.h"

namespace aurora::ingest {

// Protobuf behind a registry's frame and the indexes that say which of the file's types it is -> JSON (ProtobufJson says
// how). Fields that the schema does not know are left out, as Protobuf means it.
class ProtobufTranslator : public Translator {
 public:
  // The registry must outlive the translator.
  explicit ProtobufTranslator(SchemaRegistry& registry) : schemas_(registry) {}
  Translation Translate(const MessageBytes& message, std::string* json) override;

 private:
  SchemaBook<ProtobufSchema> schemas_;
  std::vector<int> indexes_;
};

}  // namespace aurora::ingest

#pragma once

#include "services/ingest/formats/avro/avro_schema.h"
#include "services/ingest/formats/schema_book.h"
#include "services/ingest/formats/translator.h"

namespace aurora::ingest {

// Avro behind a registry's frame -> JSON (AvroReader says how), each message along the schema that it was written with.
// A schema that is no record becomes {"value": ...}.
class AvroTranslator : public Translator {
 public:
  // The registry must outlive the translator.
  explicit AvroTranslator(SchemaRegistry& registry) : schemas_(registry) {}
  Translation Translate(const MessageBytes& message, std::string* json) override;

 private:
  SchemaBook<AvroSchema> schemas_;
};

}  // namespace aurora::ingest

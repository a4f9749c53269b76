#pragma once

#include <cstdint>
#include <optional>

#include "services/ingest/formats/translator.h"
#include "services/ingest/schema_registry/schema_registry.h"

namespace aurora::ingest {

// JSON behind a registry's frame -> the JSON as it stands. It is not validated against its schema: what the table takes
// decides, as for any other JSON. With a registry the schema's id must be known there.
class JsonSchemaTranslator : public Translator {
 public:
  // `registry` may be null; it must outlive the translator.
  explicit JsonSchemaTranslator(SchemaRegistry* registry) : registry_(registry) {}
  Translation Translate(const MessageBytes& message, std::string* json) override;

 private:
  SchemaRegistry* const registry_;
  // Most messages have the schema of the one before.
  std::optional<uint32_t> last_known_;
};

}  // namespace aurora::ingest

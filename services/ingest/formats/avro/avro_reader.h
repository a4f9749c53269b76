#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "libs/table/rejection.h"
#include "services/ingest/formats/avro/avro_schema.h"

namespace aurora::ingest {

// Avro's binary encoding along the writer's schema -> JSON as a person expects it: unions are their value, decimals text,
// times ISO 8601, bytes base64. The record's fields keep their order.
class AvroReader {
 public:
  AvroReader(std::string_view bytes, std::string* json) : rest_(bytes), json_(json) {}

  // Reads one value; kNone, or what is wrong: kSchemaMismatch, kTooDeep, kTooLarge. Every byte must belong to it.
  table::Rejection Whole(const AvroType& type);
  size_t unread() const { return rest_.size(); }

 private:
  table::Rejection Value(const AvroType& type, int depth);
  table::Rejection Integer(const AvroType& type);
  table::Rejection Bytes(const AvroType& type);
  table::Rejection Fixed(const AvroType& type);
  table::Rejection Decimal(std::string_view bytes, int scale);
  table::Rejection Record(const AvroType& type, int depth);
  table::Rejection Blocks(const AvroType& type, int depth);
  bool ReadLong(int64_t* value);
  bool ReadBytes(std::string_view* bytes);
  bool Take(size_t size, std::string_view* bytes);

  std::string_view rest_;
  std::string* const json_;
};

}  // namespace aurora::ingest

#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/ingest/schema_registry/schema_registry.h"

namespace aurora::ingest {

// One node of an Avro schema. Nodes refer to each other: a schema may contain itself.
struct AvroType {
  enum class Kind : uint8_t {
    kNull, kBoolean, kInt, kLong, kFloat, kDouble, kBytes, kString, kRecord, kEnum, kArray, kMap, kUnion, kFixed
  };
  // What the number, bytes or text of the kind stands for.
  enum class Logical : uint8_t { kNone, kDecimal, kUuid, kDate, kTimeOfDay, kTimestamp, kDuration };

  Kind kind = Kind::kNull;
  Logical logical = Logical::kNone;
  // kDecimal: digits behind the point. kTimeOfDay, kTimestamp: digits of the second's fraction that one unit has.
  int scale = 0;
  // kFixed: bytes.
  size_t size = 0;
  // kRecord: names of the fields. kEnum: symbols.
  std::vector<std::string> names;
  // kRecord: types of the fields. kUnion: branches. kArray, kMap: the one element.
  std::vector<const AvroType*> parts;
};

// An Avro schema ready for reading. Immutable.
class AvroSchema {
 public:
  // InvalidArgument says what is wrong with the schema.
  static absl::StatusOr<std::unique_ptr<AvroSchema>> Compile(const RegisteredSchema& registered);

  const AvroType& root() const { return *root_; }

  static constexpr size_t kTypesMax = 10'000;

 private:
  friend class AvroSchemaReader;
  AvroSchema() = default;

  // Addresses stay.
  std::deque<AvroType> types_;
  std::map<std::string, const AvroType*> named_;
  const AvroType* root_ = nullptr;
};

}  // namespace aurora::ingest

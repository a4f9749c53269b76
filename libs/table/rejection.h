#pragma once

#include <cstdint>
#include <string_view>

namespace aurora::table {

// Why a message cannot become a row. The codes are stable: they stand in the dead letters, in metrics and in
// the forecasts of schema inference. A leading UTF-8 byte order mark is skipped and is no reason.
enum class Rejection : uint8_t {
  kNone,
  // No value at all (null), which Kafka calls a tombstone.
  kTombstone,
  // A value of no bytes, or blanks only.
  kEmpty,
  kTooLarge,
  kInvalidUtf8,
  kNotJson,
  // JSON, but an array or a scalar.
  kNotObject,
  kTooDeep,
  kDuplicateKey,
  // The value's JSON type or text does not fit its column.
  kTypeMismatch,
  // A number that its column cannot hold exactly.
  kOutOfRange,
  // Null or absent where the column is not Nullable.
  kMissingValue,
  // The schema registry does not know the schema that the message names.
  kSchemaUnknown,
  // The bytes are not what the message's schema says, or it names none.
  kSchemaMismatch,
  // Not one record of comma separated values.
  kNotCsv,
  // Not a change that a change data capture says: no insert, update or delete of a row with a key.
  kNotChange,
  // More objects in one message than kElementsMax.
  kTooManyElements,
};

inline constexpr int kRejectionCount = static_cast<int>(Rejection::kTooManyElements) + 1;
// Largest value that is decoded; larger ones are rejected as too_large.
inline constexpr uint64_t kMessageBytesMax = 8u << 20;
// Objects that one message may hold, each of which is a row.
inline constexpr uint32_t kElementsMax = 65'536;
// Deepest nesting of objects and arrays.
inline constexpr int kNestingMax = 64;

// "not_json", "type_mismatch", ...; "none" for kNone.
std::string_view RejectionCode(Rejection rejection);
// For people: "not JSON".
std::string_view RejectionText(Rejection rejection);

}  // namespace aurora::table

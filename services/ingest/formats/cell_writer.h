#pragma once

#include <cstdint>
#include <string_view>

#include "libs/clickhouse/column.h"
#include "libs/table/rejection.h"
#include "libs/table/schema.h"

namespace aurora::ingest {

// What a JSON value is, as far as writers care. Text without quotes and escapes; everything else as it stands in
// the message.
enum class JsonKind : uint8_t { kNull, kBool, kNumber, kString, kObject, kArray };

struct JsonValue {
  JsonKind kind = JsonKind::kNull;
  std::string_view text;
};

// Appends one JSON value to a column of the field's type (for an array: to its element). Nothing is appended when
// the answer is not kNone. Values are never bent: what does not fit exactly is a rejection.
//
// String columns take everything (numbers, objects and arrays as their JSON text). Numbers take JSON numbers only,
// Decimal also their text, times text in ISO 8601 and, with an epoch unit, numbers.
// *ticks (for columns of time; may be null): days or ticks that were written.
table::Rejection WriteCell(const table::Field& field, const JsonValue& value, clickhouse::Column& column,
                           int64_t* ticks);

// Appends what an absent value is: NULL, or an empty array (ClickHouse has no NULL array). kMissingValue for others.
table::Rejection WriteMissing(const table::Field& field, clickhouse::Column& column);

}  // namespace aurora::ingest

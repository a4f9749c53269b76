#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "libs/table/type.h"

namespace aurora::table {

// Unit of a time that a message carries as a number since 1970-01-01 00:00:00 UTC; kNone: it carries text.
enum class EpochUnit : uint8_t { kNone, kSeconds, kMilliseconds, kMicroseconds };

// One column, and where its value comes from.
struct Field {
  std::string name = {};
  Type type = {};
  // Steps from the message's root; empty for a column that Aurora fills in itself.
  std::vector<std::string> path = {};
  std::string comment = {};
  EpochUnit epoch_unit = EpochUnit::kNone;

  bool operator==(const Field&) const = default;
};

// A whole table: the words that ingest, schema inference and questions share.
struct TableSchema {
  std::string database;
  std::string table;
  // Aurora's own columns come last.
  std::vector<Field> fields;
  std::string time_column;
  // An expression that IsKeyExpression accepts, or empty.
  std::string partition_by;
  std::vector<std::string> order_by;
  std::string comment;
  uint32_t version = 1;
  // Not empty for a table of latest states: of the rows with equal order_by the one with the largest version_column stays, and
  // is gone when its deleted_column is 1.
  std::string version_column = {};
  std::string deleted_column = {};

  const Field* Find(std::string_view name) const;
  bool operator==(const TableSchema&) const = default;
};

inline constexpr std::string_view kTopicColumn = "_topic";
inline constexpr std::string_view kPartitionColumn = "_partition";
inline constexpr std::string_view kOffsetColumn = "_offset";
inline constexpr std::string_view kTimestampColumn = "_timestamp";
// Fields of the message that have no column, as the text of one JSON object; '' when there are none.
inline constexpr std::string_view kOverflowColumn = "_overflow";
// Only of tables whose messages may hold several objects (docs/adr/0034): which of them the row is, from 0 on.
inline constexpr std::string_view kElementColumn = "_element";

inline constexpr size_t kNameBytesMax = 128;
inline constexpr size_t kFieldsMax = 1000;
inline constexpr size_t kCommentBytesMax = 4096;
// Objects are flattened into columns down to this depth; deeper ones stay raw JSON text.
inline constexpr size_t kFlattenDepthMax = 4;

// _topic LowCardinality(String), _partition Int32, _offset Int64, _timestamp DateTime64(3, 'UTC'), _overflow
// String, in this order.
const std::array<Field, 5>& OwnFields();
// _element UInt32.
const Field& ElementField();
// Of these, too.
bool IsOwnColumn(std::string_view name);
// Whether a message may become several rows. A column of that name which a message fills is somebody else's.
bool HasElements(const TableSchema& schema);
void AddElementField(TableSchema& schema);
// Appends the own columns that are missing.
void AddOwnFields(TableSchema& schema);

// [A-Za-z_][A-Za-z0-9_]*, 1 to kNameBytesMax bytes.
bool IsName(std::string_view name);
// Databases that no table may be loaded into: system, information_schema, aurora, default's aliases and so
// on.
bool IsReservedDatabase(std::string_view database);

// A column or one of a few functions of one column: "state", "toYYYYMM(ordered_at)", "toDate(at)".
// Sets *column to the column's name.
bool IsKeyExpression(std::string_view expression, std::string* column);

// Whether the table is sorted, partitioned or timed by the column: it takes no Nullable.
bool IsKeyColumn(const TableSchema& schema, std::string_view name);

// Everything that CREATE TABLE and ingest rely on; InvalidArgument names the object and the remedy.
absl::Status ValidateSchema(const TableSchema& schema);

}  // namespace aurora::table

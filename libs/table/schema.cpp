#include "libs/table/schema.h"

#include <algorithm>
#include <set>

#include "libs/base/text.h"

namespace aurora::table {
namespace {

using base::StrCat;

// Made by the server itself, or by Aurora for itself.
constexpr std::string_view kReservedDatabases[] = {"system", "information_schema", "aurora",
                                                   "_temporary_and_external_tables"};

constexpr std::string_view kKeyFunctions[] = {
    "toYYYYMM",      "toYYYYMMDD",   "toYear",        "toDate",        "toMonday",        "toStartOfMonth",
    "toStartOfWeek", "toStartOfDay", "toStartOfHour", "toStartOfYear", "toStartOfQuarter"};

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

absl::Status Invalid(const TableSchema& schema, std::string_view problem) {
  return absl::InvalidArgumentError(StrCat("table ", schema.database, ".", schema.table, ": ", problem));
}

absl::Status ValidateNames(const TableSchema& schema) {
  if (!IsName(schema.database)) {
    return absl::InvalidArgumentError(StrCat("database name '", schema.database.substr(0, kNameBytesMax),
                                             "' is not letters, digits and underscores; choose another"));
  }
  if (IsReservedDatabase(schema.database)) {
    return absl::InvalidArgumentError(
        StrCat("database ", schema.database, " is reserved; choose another, e.g. analytics"));
  }
  if (!IsName(schema.table)) {
    return absl::InvalidArgumentError(StrCat("table name '", schema.table.substr(0, kNameBytesMax),
                                             "' is not letters, digits and underscores; choose another"));
  }
  return absl::OkStatus();
}

// Tables had columns called _element before Aurora did.
bool IsOwn(const Field& field) {
  return IsOwnColumn(field.name) && (field.path.empty() || field.name != kElementColumn);
}

absl::Status ValidateField(const TableSchema& schema, const Field& field) {
  if (!IsName(field.name)) {
    return Invalid(
        schema, StrCat("column name '", field.name.substr(0, kNameBytesMax),
                       "' is not letters, digits and underscores (at most ", kNameBytesMax, "); rename it"));
  }
  if (field.path.empty() && !IsOwnColumn(field.name)) {
    return Invalid(schema, StrCat("column ", field.name, " has no path into the message; give it one"));
  }
  if (!field.path.empty() && IsOwn(field)) {
    return Invalid(schema, StrCat("column ", field.name, " is filled by Aurora itself; rename it"));
  }
  if (field.comment.size() > kCommentBytesMax) {
    return Invalid(schema, StrCat("the comment of column ", field.name, " is longer than ", kCommentBytesMax,
                                  " bytes; shorten it"));
  }
  if (field.epoch_unit != EpochUnit::kNone && !field.type.IsTime()) {
    return Invalid(schema, StrCat("column ", field.name, " has a unit of time but its type is ",
                                  field.type.Name(), "; make it a DateTime64 or take the unit away"));
  }
  if (field.type.low_cardinality && field.type.kind != Kind::kString) {
    return Invalid(schema, StrCat("column ", field.name, ": LowCardinality goes with String only"));
  }
  return absl::OkStatus();
}

absl::Status ValidateFields(const TableSchema& schema) {
  if (schema.fields.size() > kFieldsMax) {
    return Invalid(schema,
                   StrCat("more than ", kFieldsMax, " columns; leave some out, they stay in _overflow"));
  }
  std::set<std::string> names;
  std::set<std::vector<std::string>> paths;
  size_t own = 0;
  bool own_begun = false;
  for (const Field& field : schema.fields) {
    if (absl::Status status = ValidateField(schema, field); !status.ok()) return status;
    if (!names.insert(field.name).second) {
      return Invalid(schema, StrCat("column ", field.name, " is there twice; rename one"));
    }
    if (!field.path.empty() && !paths.insert(field.path).second) {
      return Invalid(schema, StrCat("two columns take the same value of the message (column ", field.name,
                                    "); remove one"));
    }
    if (IsOwn(field)) {
      const auto found = std::find_if(OwnFields().begin(), OwnFields().end(),
                                      [&](const Field& f) { return f.name == field.name; });
      const Field& expected = found == OwnFields().end() ? ElementField() : *found;
      if (field.type != expected.type) {
        return Invalid(schema, StrCat("column ", field.name, " must be ", expected.type.Name()));
      }
      own += found == OwnFields().end() ? 0 : 1;
      own_begun = true;
    } else if (own_begun) {
      return Invalid(schema,
                     StrCat("column ", field.name, " stands after Aurora's own; move it before _topic"));
    }
  }
  if (own != OwnFields().size()) {
    return Invalid(
        schema,
        "Aurora's own columns _topic, _partition, _offset, _timestamp and _overflow must all be there");
  }
  return absl::OkStatus();
}

absl::Status ValidateKey(const TableSchema& schema, const std::string& expression, std::string_view what) {
  std::string column;
  if (!IsKeyExpression(expression, &column)) {
    return Invalid(schema,
                   StrCat(what, " ", expression.substr(0, 200),
                          " is not a column or one function of a column; use e.g. state or toYYYYMM(at)"));
  }
  const Field* field = schema.Find(column);
  if (field == nullptr) {
    return Invalid(schema, StrCat(what, " names column ", column, " which is not there; add or replace it"));
  }
  if (field->type.nullable || field->type.array) {
    return Invalid(schema, StrCat(what, " names column ", column, " of type ", field->type.Name(),
                                  "; a key takes neither Nullable nor Array, choose another column"));
  }
  if (column != expression && !field->type.IsTime()) {
    return Invalid(schema, StrCat(what, " ", expression, " needs a time, and column ", column, " is ",
                                  field->type.Name(), "; use the column itself"));
  }
  return absl::OkStatus();
}

// The columns that decide which of several rows stays.
absl::Status ValidateVersions(const TableSchema& schema) {
  if (schema.version_column.empty() && schema.deleted_column.empty()) return absl::OkStatus();
  const Field* version = schema.Find(schema.version_column);
  const Field* deleted = schema.Find(schema.deleted_column);
  if (version == nullptr || version->type != Type::Of(Kind::kUInt64) || deleted == nullptr ||
      deleted->type != Type::Of(Kind::kUInt8)) {
    return Invalid(schema, "a table of latest states needs a version column of UInt64 and a deleted column of UInt8; "
                           "leave both as they were proposed");
  }
  if (schema.order_by.empty() || !schema.partition_by.empty()) {
    return Invalid(schema, "a table of latest states is sorted by its key, and has no partitions: rows of a key must be "
                           "able to meet; leave ORDER BY and PARTITION BY as they were proposed");
  }
  return absl::OkStatus();
}

absl::Status ValidateKeys(const TableSchema& schema) {
  if (!schema.time_column.empty()) {
    const Field* field = schema.Find(schema.time_column);
    if (field == nullptr || !field->type.IsTime() || field->type.array) {
      return Invalid(schema,
                     StrCat("time column ", schema.time_column.substr(0, kNameBytesMax),
                            " is not a time of this table; choose a DateTime64 column, e.g. _timestamp"));
    }
  }
  if (!schema.partition_by.empty()) {
    if (absl::Status status = ValidateKey(schema, schema.partition_by, "PARTITION BY"); !status.ok()) {
      return status;
    }
  }
  for (const std::string& expression : schema.order_by) {
    if (absl::Status status = ValidateKey(schema, expression, "ORDER BY"); !status.ok()) return status;
  }
  return ValidateVersions(schema);
}

}  // namespace

const Field* TableSchema::Find(std::string_view name) const {
  for (const Field& field : fields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

const std::array<Field, 5>& OwnFields() {
  static const auto& fields = *new std::array<Field, 5>{
      Field{std::string(kTopicColumn), Type::LowCardinalityString(), {}, "Kafka topic of the message"},
      Field{std::string(kPartitionColumn), Type::Of(Kind::kInt32), {}, "Kafka partition of the message"},
      Field{std::string(kOffsetColumn), Type::Of(Kind::kInt64), {}, "Kafka offset of the message"},
      Field{std::string(kTimestampColumn), Type::DateTime64(3), {}, "Kafka timestamp of the message"},
      Field{std::string(kOverflowColumn),
            Type::Of(Kind::kString),
            {},
            "fields of the message that have no column, as JSON"}};
  return fields;
}

const Field& ElementField() {
  static const auto& field =
      *new Field{std::string(kElementColumn), Type::Of(Kind::kUInt32), {}, "which of the message's objects the row is, from 0 on"};
  return field;
}

bool IsOwnColumn(std::string_view name) {
  return name == kElementColumn ||
         std::any_of(OwnFields().begin(), OwnFields().end(), [&](const Field& f) { return f.name == name; });
}

bool HasElements(const TableSchema& schema) {
  const Field* field = schema.Find(kElementColumn);
  return field != nullptr && field->path.empty();
}

void AddElementField(TableSchema& schema) {
  if (schema.Find(kElementColumn) == nullptr) schema.fields.push_back(ElementField());
}

void AddOwnFields(TableSchema& schema) {
  for (const Field& field : OwnFields()) {
    if (schema.Find(field.name) == nullptr) schema.fields.push_back(field);
  }
}

bool IsName(std::string_view name) {
  if (name.empty() || name.size() > kNameBytesMax) return false;
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return is_letter(name[0]) && std::all_of(name.begin(), name.end(),
                                           [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

bool IsReservedDatabase(std::string_view database) {
  const std::string lower = Lower(database);
  return std::find(std::begin(kReservedDatabases), std::end(kReservedDatabases), lower) !=
         std::end(kReservedDatabases);
}

bool IsKeyExpression(std::string_view expression, std::string* column) {
  std::string_view name = expression;
  const size_t open = expression.find('(');
  if (open != std::string_view::npos) {
    if (expression.back() != ')' || std::find(std::begin(kKeyFunctions), std::end(kKeyFunctions),
                                              expression.substr(0, open)) == std::end(kKeyFunctions)) {
      return false;
    }
    name = expression.substr(open + 1, expression.size() - open - 2);
  }
  if (!IsName(name)) return false;
  *column = std::string(name);
  return true;
}

bool IsKeyColumn(const TableSchema& schema, std::string_view name) {
  std::string column;
  const auto names = [&](const std::string& expression) {
    return IsKeyExpression(expression, &column) && column == name;
  };
  return schema.time_column == name || schema.version_column == name || schema.deleted_column == name ||
         names(schema.partition_by) ||
         std::any_of(schema.order_by.begin(), schema.order_by.end(), names);
}

absl::Status ValidateSchema(const TableSchema& schema) {
  for (auto* check : {&ValidateNames, &ValidateFields, &ValidateKeys}) {
    if (absl::Status status = (*check)(schema); !status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace aurora::table

#include "services/ingest/connection/table/latest_state.h"

#include "libs/base/text.h"
#include "services/ingest/formats/debezium/debezium_translator.h"

namespace aurora::ingest {
namespace {

table::Field* FindMember(table::TableSchema& schema, std::string_view member) {
  for (table::Field& field : schema.fields) {
    if (field.path.size() == 1 && field.path[0] == member) return &field;
  }
  return nullptr;
}

absl::Status Missing(const table::TableSchema& schema, std::string_view member) {
  return absl::InvalidArgumentError(base::StrCat("table ", schema.database, ".", schema.table, ": member ", member,
                                                 " of the key is no column of its own (an object, or a list); a table of "
                                                 "latest states needs a key of plain values"));
}

}  // namespace

absl::Status MakeLatestState(const std::vector<std::string>& key, table::TableSchema& schema) {
  schema.order_by.clear();
  schema.partition_by.clear();
  schema.time_column = table::kTimestampColumn;
  for (const std::string& member : key) {
    table::Field* field = FindMember(schema, member);
    if (field == nullptr || field->type.array) return Missing(schema, member);
    field->type.nullable = false;
    field->type.low_cardinality = false;
    schema.order_by.push_back(field->name);
  }
  table::Field* version = FindMember(schema, kVersionMember);
  table::Field* deleted = FindMember(schema, kDeletedMember);
  if (version == nullptr || deleted == nullptr) return Missing(schema, version == nullptr ? kVersionMember : kDeletedMember);
  version->type = table::Type::Of(table::Kind::kUInt64);
  version->epoch_unit = table::EpochUnit::kNone;
  version->comment = "grows with each change of the row; the largest one of a key counts";
  deleted->type = table::Type::Of(table::Kind::kUInt8);
  deleted->epoch_unit = table::EpochUnit::kNone;
  deleted->comment = "1 when the row was deleted in its source";
  schema.version_column = version->name;
  schema.deleted_column = deleted->name;
  return table::ValidateSchema(schema);
}

}  // namespace aurora::ingest

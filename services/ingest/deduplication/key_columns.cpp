#include "services/ingest/deduplication/key_columns.h"

#include <algorithm>

#include "libs/base/text.h"
#include "libs/clickhouse/type.h"

namespace aurora::ingest {

absl::StatusOr<KeyColumns> KeyColumns::Create(const Deduplication& deduplication, const table::TableSchema& schema) {
  const std::string target = base::StrCat("table ", schema.database, ".", schema.table);
  if (!schema.version_column.empty()) {
    return absl::InvalidArgumentError(base::StrCat(
        "deduplicate: ", target, " keeps the latest state of each key, so that rows vanish which would have to be remembered; "
                                 "leave the transform out"));
  }
  if (table::HasElements(schema)) {
    return absl::InvalidArgumentError(base::StrCat(
        "deduplicate: messages of ", target, " may be several rows (its column ", table::kElementColumn,
        "), which are kept or left out together; leave the transform out, or take another table with \"several\": \"never\""));
  }
  KeyColumns key;
  for (const Deduplication::Field& wanted : deduplication.by) {
    const auto field = std::find_if(schema.fields.begin(), schema.fields.end(),
                                    [&](const table::Field& known) { return known.path == wanted.path; });
    if (field == schema.fields.end()) {
      return absl::InvalidArgumentError(base::StrCat(
          "deduplicate: ", target, " has no column that is filled from field ", wanted.name,
          "; name a field that has one, or wait until messages carry it"));
    }
    const table::Kind kind = field->type.kind;
    if (field->type.array || kind == table::Kind::kFloat32 || kind == table::Kind::kFloat64) {
      return absl::InvalidArgumentError(
          base::StrCat("deduplicate: column ", field->name, " of ", target, " is ", field->type.Name(),
                       ", which makes no key; cast it to String or to a Decimal, or name another field"));
    }
    table::Type bare = field->type;
    bare.nullable = bare.low_cardinality = false;
    const absl::StatusOr<clickhouse::Type> type = clickhouse::ParseType(bare.Name());
    if (!type.ok()) return type.status();
    key.columns_.push_back({field->name, static_cast<size_t>(field - schema.fields.begin()), bare.Name(),
                            type->FixedBytes()});
  }
  return key;
}

bool KeyColumns::Add(const std::optional<std::string_view>& value) {
  if (!value.has_value() || value->empty()) return false;
  // Behind its length, so that ("ab", "c") is another key than ("a", "bc").
  const uint64_t length = value->size();
  bytes_.append(reinterpret_cast<const char*>(&length), sizeof(length));
  bytes_.append(*value);
  return true;
}

std::optional<KeyHash> KeyColumns::OfLastRow(const std::vector<clickhouse::Column>& columns) {
  bytes_.clear();
  for (const KeyColumn& column : columns_) {
    if (!Add(columns[column.index].Last())) return std::nullopt;
  }
  return HashKey(secret_, bytes_);
}

std::optional<KeyHash> KeyColumns::Of(const std::vector<std::optional<std::string_view>>& values) {
  bytes_.clear();
  for (const std::optional<std::string_view>& value : values) {
    if (!Add(value)) return std::nullopt;
  }
  return HashKey(secret_, bytes_);
}

absl::Status CheckKeyColumns(const TransformPlan& plan, const table::TableSchema& schema) {
  if (!plan.deduplication().has_value()) return absl::OkStatus();
  return KeyColumns::Create(*plan.deduplication(), schema).status();
}

}  // namespace aurora::ingest

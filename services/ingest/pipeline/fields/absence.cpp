#include "services/ingest/pipeline/fields/absence.h"

#include <algorithm>

#include "absl/strings/cord.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "libs/base/text.h"

namespace aurora::ingest {
namespace {

constexpr char kColumnsUrl[] = "aurora/absent-columns";

}  // namespace

std::vector<std::string> ColumnsToWiden(const table::TableSchema& schema, const std::vector<std::string>& absent,
                                        const std::set<std::string>& fixed) {
  for (const std::string& name : absent) {
    if (fixed.count(name) != 0 || table::IsKeyColumn(schema, name)) return {};
  }
  const auto is_needed = [](const table::Field& field) {
    return !field.path.empty() && !field.type.nullable && !field.type.array;
  };
  const auto needed = std::count_if(schema.fields.begin(), schema.fields.end(), is_needed);
  if (static_cast<size_t>(needed) <= absent.size()) return {};
  return absent;
}

std::vector<table::Field> AsNullable(const table::TableSchema& schema, const std::vector<std::string>& columns) {
  std::vector<table::Field> widened;
  for (table::Field field : schema.fields) {
    if (field.type.nullable || std::find(columns.begin(), columns.end(), field.name) == columns.end()) continue;
    field.type.nullable = true;
    widened.push_back(std::move(field));
  }
  return widened;
}

absl::Status AbsentColumnsError(const std::string& object, const std::vector<std::string>& columns) {
  absl::Status status = absl::FailedPreconditionError(
      base::StrCat(object, ": no value for ", absl::StrJoin(columns, ", "), ", which every message before had"));
  // Column names have no comma: table::IsName.
  status.SetPayload(kColumnsUrl, absl::Cord(absl::StrJoin(columns, ",")));
  return status;
}

std::vector<std::string> AbsentColumnsOf(const absl::Status& status) {
  const absl::optional<absl::Cord> columns = status.GetPayload(kColumnsUrl);
  if (!columns.has_value()) return {};
  return absl::StrSplit(std::string(*columns), ',');
}

}  // namespace aurora::ingest

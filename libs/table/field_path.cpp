#include "libs/table/field_path.h"

#include <algorithm>

namespace aurora::table {
namespace {

bool IsPrefix(const std::vector<std::string>& prefix, const std::vector<std::string>& path) {
  return prefix.size() <= path.size() && std::equal(prefix.begin(), prefix.end(), path.begin());
}

}  // namespace

bool HasPlaceFor(const TableSchema& schema, const std::vector<std::string>& path) {
  return std::any_of(schema.fields.begin(), schema.fields.end(), [&](const Field& field) {
    return !field.path.empty() && (IsPrefix(field.path, path) || IsPrefix(path, field.path));
  });
}

}  // namespace aurora::table

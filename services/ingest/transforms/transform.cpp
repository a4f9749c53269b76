#include "services/ingest/transforms/transform.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "libs/base/text.h"
#include "libs/table/rejection.h"
#include "libs/table/schema.h"

namespace aurora::ingest {
namespace {

bool Has(const std::vector<Transform>& steps, TransformKind kind) {
  return std::any_of(steps.begin(), steps.end(), [kind](const Transform& step) { return step.kind == kind; });
}

}  // namespace

bool Transforms::HasFilter() const { return Has(steps, TransformKind::kFilter); }
bool Transforms::HasDeduplication() const { return Has(steps, TransformKind::kDeduplicate); }
bool Transforms::HasHash() const { return Has(steps, TransformKind::kHash); }

std::string_view TransformName(TransformKind kind) {
  switch (kind) {
    case TransformKind::kDrop:
      return "drop";
    case TransformKind::kRename:
      return "rename";
    case TransformKind::kCast:
      return "cast";
    case TransformKind::kFilter:
      return "filter";
    case TransformKind::kRedact:
      return "redact";
    case TransformKind::kHash:
      return "hash";
    case TransformKind::kDeduplicate:
      return "deduplicate";
  }
  return "drop";
}

std::string DescribeTransform(size_t index, const Transform& transform) {
  const bool several = transform.kind == TransformKind::kDeduplicate;
  const std::string fields = several ? absl::StrJoin(transform.by, ",") : transform.field;
  std::string text = base::StrCat("transform ", index + 1, " (", TransformName(transform.kind), ":",
                                  fields.substr(0, table::kNameBytesMax));
  if (several) base::StrAppend(&text, " within ", absl::FormatDuration(transform.within));
  if (transform.kind == TransformKind::kRename)
    base::StrAppend(&text, "=", transform.to.substr(0, table::kNameBytesMax));
  if (transform.kind == TransformKind::kCast) base::StrAppend(&text, "=", transform.type.Name());
  return text + ")";
}

absl::StatusOr<std::vector<std::string>> SplitFieldName(const std::string& name) {
  std::vector<std::string> steps = {""};
  for (size_t i = 0; i < name.size(); ++i) {
    const bool escaped =
        name[i] == '\\' && i + 1 < name.size() && (name[i + 1] == '.' || name[i + 1] == '\\');
    if (escaped) {
      steps.back() += name[++i];
    } else if (name[i] == '.') {
      steps.emplace_back();
    } else {
      steps.back() += name[i];
    }
  }
  const bool empty =
      std::any_of(steps.begin(), steps.end(), [](const std::string& step) { return step.empty(); });
  if (empty || steps.size() > static_cast<size_t>(table::kNestingMax) ||
      name.size() > table::kCommentBytesMax) {
    return absl::InvalidArgumentError(base::StrCat("\"", name.substr(0, table::kNameBytesMax),
                                                   "\" is no field; name one like email or customer.email"));
  }
  return steps;
}

}  // namespace aurora::ingest

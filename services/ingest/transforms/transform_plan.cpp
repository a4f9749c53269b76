#include "services/ingest/transforms/transform_plan.h"

#include <algorithm>

#include "libs/base/text.h"
#include "libs/table/column_name.h"
#include "services/ingest/formats/debezium/debezium_translator.h"
#include "services/ingest/formats/json_writer.h"

namespace aurora::ingest {
namespace {

using FieldPath = TransformPlan::FieldPath;

absl::Status Problem(std::string_view text) { return absl::InvalidArgumentError(base::Absl(text)); }

bool IsNumeric(const table::Type& type) {
  return type.IsInteger() || type.kind == table::Kind::kFloat32 || type.kind == table::Kind::kFloat64 ||
         type.kind == table::Kind::kDecimal;
}

}  // namespace

absl::StatusOr<std::shared_ptr<const TransformPlan>> TransformPlan::Create(const Transforms& transforms,
                                                                           Envelope envelope) {
  if (transforms.steps.size() > kTransformsMax) {
    return absl::InvalidArgumentError(
        base::StrCat("more than ", kTransformsMax, " transforms; leave some out"));
  }
  std::shared_ptr<TransformPlan> plan(new TransformPlan(transforms));
  for (size_t i = 0; i < transforms.steps.size(); ++i) {
    if (absl::Status status = plan->Add(transforms.steps[i], envelope); !status.ok()) {
      return absl::InvalidArgumentError(
          base::StrCat(DescribeTransform(i, transforms.steps[i]), ": ", base::Message(status)));
    }
  }
  if (absl::Status status = plan->CheckKeys(); !status.ok()) return status;
  return plan;
}

std::vector<std::string> TransformPlan::dropped_fields() const {
  std::vector<std::string> dropped;
  for (const auto& [key, node] : root_.children) {
    if (node.action == Action::kDrop) dropped.push_back(key);
  }
  return dropped;
}

absl::StatusOr<FieldPath> TransformPlan::Resolve(const std::string& field) const {
  absl::StatusOr<FieldPath> path = SplitFieldName(field);
  if (!path.ok()) return path.status();
  for (const Rename& rename : renames_) {
    if (path->front() != rename.to) continue;
    FieldPath source = rename.from;
    source.insert(source.end(), path->begin() + 1, path->end());
    return source;
  }
  for (const Rename& rename : renames_) {
    if (IsPrefix(rename.from, *path)) {
      return Problem(
          base::StrCat("the field is called ", rename.to, " since an earlier rename; use that name"));
    }
  }
  return path;
}

absl::Status TransformPlan::CheckUnchanged(const FieldPath& path, bool itself) const {
  const Node* node = &root_;
  for (size_t i = 0; i < path.size(); ++i) {
    const auto child = node->children.find(path[i]);
    if (child == node->children.end()) return absl::OkStatus();
    node = &child->second;
    const bool counts = itself || i + 1 < path.size() || node->action == Action::kDrop;
    if (node->action == Action::kKeep || !counts) continue;
    const char* done = node->action == Action::kDrop   ? "dropped"
                       : node->action == Action::kHash ? "hashed"
                                                       : "redacted";
    return Problem(base::StrCat("the field is ", done,
                                " by an earlier transform; leave one of the two out, or change their "
                                "order"));
  }
  return absl::OkStatus();
}

TransformPlan::Node& TransformPlan::Place(const FieldPath& path) {
  Node* node = &root_;
  for (const std::string& step : path) node = &node->children[step];
  return *node;
}

absl::Status TransformPlan::AddRename(const Transform& step, FieldPath path) {
  if (!table::IsName(step.to) || table::IsOwnColumn(step.to)) {
    return Problem("the new name must be letters, digits and underscores, and none of Aurora's own columns");
  }
  for (const Rename& rename : renames_) {
    if (rename.to == step.to && rename.from != path)
      return Problem("two fields cannot have this name; choose another");
  }
  if (absl::Status status = CheckUnchanged(path, /*itself=*/false); !status.ok()) return status;
  Place(path).renamed = step.to;
  std::erase_if(renames_, [&](const Rename& rename) { return rename.from == path; });
  renames_.push_back({std::move(path), step.to});
  return absl::OkStatus();
}

absl::Status TransformPlan::AddCast(const Transform& step, FieldPath path) {
  if (absl::Status status = CheckUnchanged(path); !status.ok()) return status;
  if (!casts_.emplace(std::move(path), step.type).second)
    return Problem("the field is cast already; cast it once");
  return absl::OkStatus();
}

absl::Status TransformPlan::AddFilter(const Transform& step, const FieldPath& path) {
  const Condition& condition = step.condition;
  const size_t values = condition.values.size();
  const bool exists = condition.comparison == ConditionOperator::kExists;
  const bool in = condition.comparison == ConditionOperator::kIn;
  if (exists ? values != 0 : in ? values == 0 || values > kConditionValuesMax : values != 1) {
    return Problem(exists ? "exists takes no value; leave it out"
                   : in   ? base::StrCat("in takes 1 to ", kConditionValuesMax, " values")
                          : std::string("the comparison takes one value, as in status=paid"));
  }
  for (const std::string& value : condition.values) {
    if (value.size() > kTransformTextBytesMax) {
      return Problem(base::StrCat("a value is longer than ", kTransformTextBytesMax, " bytes; shorten it"));
    }
  }
  if (absl::Status status = CheckUnchanged(path); !status.ok()) return status;
  const auto cast = casts_.find(path);
  Place(path).conditions.push_back(filters_.size());
  filters_.push_back({condition, cast != casts_.end() && IsNumeric(cast->second)});
  return absl::OkStatus();
}

absl::Status TransformPlan::AddChange(const Transform& step, const FieldPath& path) {
  if (absl::Status status = CheckUnchanged(path); !status.ok()) return status;
  Node& node = Place(path);
  if (!node.children.empty()) {
    return Problem("an earlier transform is about a field inside of it; name its single fields instead");
  }
  const auto below = [&](const FieldPath& other) { return IsPrefix(path, other); };
  if (step.kind == TransformKind::kDrop) {
    if (std::any_of(renames_.begin(), renames_.end(),
                    [&](const Rename& rename) { return below(rename.from); })) {
      return Problem(
          "the field, or one inside of it, is renamed by an earlier transform; leave one of the two out");
    }
    node.action = Action::kDrop;
    // The root's own are the decoder's.
    changes_messages_ = changes_messages_ || path.size() > 1;
    return absl::OkStatus();
  }
  for (const auto& [cast, type] : casts_) {
    if (below(cast) && type.kind != table::Kind::kString) {
      return Problem("the field is text afterwards; cast it to String or not at all");
    }
  }
  if (step.text.size() > kTransformTextBytesMax) {
    return Problem(base::StrCat("the text is longer than ", kTransformTextBytesMax, " bytes; shorten it"));
  }
  node.action = step.kind == TransformKind::kHash ? Action::kHash : Action::kRedact;
  AppendJsonString(step.text.empty() ? std::string_view(kRedactedText) : step.text, &node.redacted);
  changes_messages_ = true;
  return absl::OkStatus();
}

absl::Status TransformPlan::AddDeduplication(const Transform& step) {
  if (deduplication_.has_value()) {
    return Problem("messages are deduplicated by an earlier transform; name all fields of the key in one");
  }
  if (step.by.empty() || step.by.size() > kDeduplicateFieldsMax) {
    return Problem(base::StrCat("it takes 1 to ", kDeduplicateFieldsMax, " fields, as in order_id"));
  }
  if (step.within < kDeduplicateWithinMin || step.within > kDeduplicateWithinMax ||
      absl::Trunc(step.within, absl::Milliseconds(1)) != step.within) {
    return Problem(base::StrCat("the window is ", absl::FormatDuration(kDeduplicateWithinMin), " to ",
                                absl::FormatDuration(kDeduplicateWithinMax),
                                " in whole milliseconds, as in within 1h"));
  }
  Deduplication deduplication;
  deduplication.within = step.within;
  for (const std::string& name : step.by) {
    absl::StatusOr<FieldPath> path = Resolve(name);
    if (!path.ok()) return path.status();
    for (const Deduplication::Field& known : deduplication.by) {
      if (known.path == *path) return Problem(base::StrCat("field ", name, " is named twice; name it once"));
    }
    deduplication.by.push_back({name, *std::move(path)});
  }
  deduplication_ = std::move(deduplication);
  return absl::OkStatus();
}

absl::Status TransformPlan::CheckKeys() const {
  if (!deduplication_.has_value()) return absl::OkStatus();
  for (const Deduplication::Field& key : deduplication_->by) {
    const Node* node = &root_;
    for (size_t i = 0; i < key.path.size(); ++i) {
      const auto child = node->children.find(key.path[i]);
      if (child == node->children.end()) break;
      node = &child->second;
      const bool whole = i + 1 == key.path.size();
      if (node->action == Action::kKeep || (node->action == Action::kHash && whole)) continue;
      return Problem(base::StrCat("deduplicate: field ", key.name,
                                  " is dropped, redacted or part of a hash, so that its values cannot be told apart; hash "
                                  "the field itself, or name another one"));
    }
  }
  return absl::OkStatus();
}

absl::Status TransformPlan::Add(const Transform& step, Envelope envelope) {
  if (step.kind == TransformKind::kDeduplicate) {
    return envelope == Envelope::kNone
               ? AddDeduplication(step)
               : Problem(
                     "with the envelope debezium the table keeps the latest state of each key by itself; leave the transform out");
  }
  absl::StatusOr<FieldPath> path = Resolve(step.field);
  if (!path.ok()) return path.status();
  if (envelope != Envelope::kNone && (path->front() == kVersionMember || path->front() == kDeletedMember)) {
    return Problem("Aurora needs the field to know which state is the latest; leave it as it is");
  }
  switch (step.kind) {
    case TransformKind::kRename:
      return AddRename(step, *std::move(path));
    case TransformKind::kCast:
      return AddCast(step, *std::move(path));
    case TransformKind::kFilter:
      if (envelope != Envelope::kNone) {
        return Problem(
            "with the envelope debezium a change that is left out would leave the row's former state in the "
            "table; filter in the question instead");
      }
      return AddFilter(step, *path);
    case TransformKind::kDrop:
    case TransformKind::kRedact:
    case TransformKind::kHash:
      return AddChange(step, *path);
    case TransformKind::kDeduplicate:
      break;
  }
  return absl::OkStatus();
}

bool IsPrefix(const TransformPlan::FieldPath& prefix, const TransformPlan::FieldPath& path) {
  return prefix.size() <= path.size() && std::equal(prefix.begin(), prefix.end(), path.begin());
}

}  // namespace aurora::ingest

#include "services/ingest/connection/definition/transform_proto.h"

#include <utility>

#include "aurora/ingest/v1/ingest.pb.h"
#include "libs/base/text.h"

namespace aurora::ingest {
namespace {

constexpr std::pair<v1::TransformKind, TransformKind> kKinds[] = {
    {v1::TRANSFORM_KIND_DROP, TransformKind::kDrop},     {v1::TRANSFORM_KIND_RENAME, TransformKind::kRename},
    {v1::TRANSFORM_KIND_CAST, TransformKind::kCast},     {v1::TRANSFORM_KIND_FILTER, TransformKind::kFilter},
    {v1::TRANSFORM_KIND_REDACT, TransformKind::kRedact}, {v1::TRANSFORM_KIND_HASH, TransformKind::kHash},
    {v1::TRANSFORM_KIND_DEDUPLICATE, TransformKind::kDeduplicate}};

constexpr std::pair<v1::ConditionOperator, ConditionOperator> kOperators[] = {
    {v1::CONDITION_OPERATOR_EQUAL, ConditionOperator::kEqual},
    {v1::CONDITION_OPERATOR_LESS, ConditionOperator::kLess},
    {v1::CONDITION_OPERATOR_LESS_OR_EQUAL, ConditionOperator::kLessOrEqual},
    {v1::CONDITION_OPERATOR_GREATER, ConditionOperator::kGreater},
    {v1::CONDITION_OPERATOR_GREATER_OR_EQUAL, ConditionOperator::kGreaterOrEqual},
    {v1::CONDITION_OPERATOR_IN, ConditionOperator::kIn},
    {v1::CONDITION_OPERATOR_EXISTS, ConditionOperator::kExists}};

// False for a word that this version does not know.
template <typename Pairs, typename Wire, typename Own>
bool Find(const Pairs& pairs, Wire wire, Own* own) {
  for (const auto& [known, meaning] : pairs) {
    if (known != wire) continue;
    *own = meaning;
    return true;
  }
  return false;
}

template <typename Pairs, typename Own>
auto Wire(const Pairs& pairs, Own own) {
  for (const auto& [wire, meaning] : pairs) {
    if (meaning == own) return wire;
  }
  return pairs[0].first;
}

absl::StatusOr<Transform> FromProto(const v1::Transform& transform) {
  Transform step;
  if (!Find(kKinds, transform.kind(), &step.kind)) {
    return absl::InvalidArgumentError("its kind is unknown; use drop, rename, cast, filter, redact, hash or deduplicate");
  }
  step.field = transform.field();
  step.to = transform.to();
  step.text = transform.text();
  if (step.kind == TransformKind::kCast) {
    absl::StatusOr<table::Type> type = table::ParseType(transform.type());
    if (!type.ok()) return type.status();
    step.type = *type;
  }
  if (step.kind == TransformKind::kDeduplicate) {
    step.by.assign(transform.by().begin(), transform.by().end());
    step.within = absl::Milliseconds(transform.within_ms());
  }
  if (step.kind != TransformKind::kFilter) return step;
  const v1::Condition& condition = transform.condition();
  if (!Find(kOperators, condition.operator_(), &step.condition.comparison)) {
    return absl::InvalidArgumentError("its operator is unknown; use =, !=, <, <=, >, >=, in or exists");
  }
  step.condition.values.assign(condition.values().begin(), condition.values().end());
  step.condition.negated = condition.negated();
  return step;
}

}  // namespace

absl::StatusOr<Transforms> FromProto(const v1::Transforms& transforms) {
  Transforms result;
  if (transforms.steps_size() > static_cast<int>(kTransformsMax)) {
    return absl::InvalidArgumentError(
        base::StrCat("more than ", kTransformsMax, " transforms; leave some out"));
  }
  for (const v1::Transform& transform : transforms.steps()) {
    absl::StatusOr<Transform> step = FromProto(transform);
    if (!step.ok()) {
      return absl::InvalidArgumentError(
          base::StrCat("transform ", result.steps.size() + 1, ": ", base::Message(step.status())));
    }
    result.steps.push_back(*std::move(step));
  }
  if (!transforms.hash_salt().empty() && transforms.hash_salt().size() < kSaltBytesMin) {
    return absl::InvalidArgumentError(
        base::StrCat("the secret of hashes is shorter than ", kSaltBytesMin,
                     " bytes, so that it could be guessed; give a longer one, or none"));
  }
  result.salt = base::Secret(transforms.hash_salt());
  return result;
}

void ToProto(const Transforms& transforms, v1::Transforms* out) {
  for (const Transform& step : transforms.steps) {
    v1::Transform* item = out->add_steps();
    item->set_kind(Wire(kKinds, step.kind));
    item->set_field(step.field);
    item->set_to(step.to);
    item->set_text(step.text);
    if (step.kind == TransformKind::kCast) item->set_type(step.type.Name());
    if (step.kind == TransformKind::kDeduplicate) {
      for (const std::string& field : step.by) item->add_by(field);
      item->set_within_ms(absl::ToInt64Milliseconds(step.within));
    }
    if (step.kind != TransformKind::kFilter) continue;
    item->mutable_condition()->set_operator_(Wire(kOperators, step.condition.comparison));
    for (const std::string& value : step.condition.values) item->mutable_condition()->add_values(value);
    item->mutable_condition()->set_negated(step.condition.negated);
  }
}

}  // namespace aurora::ingest

#include "gateway/api/connections/transforms_json.h"

#include <utility>

#include "absl/time/time.h"
#include "aurora/ingest/v1/ingest.pb.h"
#include "libs/base/text.h"

namespace aurora::gateway::api {
namespace {

using namespace ingest::v1;  // NOLINT: every message below is one of its own.

constexpr size_t kTransformsMax = 100;
constexpr size_t kValuesMax = 1000;
constexpr size_t kTextBytesMax = 1024;
constexpr size_t kKeyFieldsMax = 10;

constexpr std::pair<std::string_view, TransformKind> kKinds[] = {
    {"drop", TRANSFORM_KIND_DROP},     {"rename", TRANSFORM_KIND_RENAME}, {"cast", TRANSFORM_KIND_CAST},
    {"filter", TRANSFORM_KIND_FILTER}, {"redact", TRANSFORM_KIND_REDACT}, {"hash", TRANSFORM_KIND_HASH},
    {"deduplicate", TRANSFORM_KIND_DEDUPLICATE}};

struct OperatorWord {
  std::string_view word;
  ConditionOperator meaning;
  bool negated;
};
constexpr OperatorWord kOperators[] = {
    {"=", CONDITION_OPERATOR_EQUAL, false},       {"!=", CONDITION_OPERATOR_EQUAL, true},
    {"<", CONDITION_OPERATOR_LESS, false},        {"<=", CONDITION_OPERATOR_LESS_OR_EQUAL, false},
    {">", CONDITION_OPERATOR_GREATER, false},     {">=", CONDITION_OPERATOR_GREATER_OR_EQUAL, false},
    {"in", CONDITION_OPERATOR_IN, false},         {"not in", CONDITION_OPERATOR_IN, true},
    {"exists", CONDITION_OPERATOR_EXISTS, false}, {"not exists", CONDITION_OPERATOR_EXISTS, true},
    {"not <", CONDITION_OPERATOR_LESS, true},     {"not <=", CONDITION_OPERATOR_LESS_OR_EQUAL, true},
    {"not >", CONDITION_OPERATOR_GREATER, true},  {"not >=", CONDITION_OPERATOR_GREATER_OR_EQUAL, true}};

void ReadKind(ObjectReader& reader, Transform* transform) {
  std::string text;
  reader.Require("kind");
  if (!reader.Text("kind", &text)) return;
  for (const auto& [word, kind] : kKinds) {
    if (word == text) return transform->set_kind(kind);
  }
  reader.Fail("kind", "must be one of drop, rename, cast, filter, redact, hash, deduplicate");
}

void ReadCondition(ObjectReader& reader, Condition* condition) {
  std::string text;
  reader.Require("operator");
  if (!reader.Text("operator", &text)) return;
  std::vector<std::string> values;
  reader.Texts("values", &values, kValuesMax);
  for (std::string& value : values) condition->add_values(std::move(value));
  for (const OperatorWord& known : kOperators) {
    if (known.word != text) continue;
    condition->set_operator_(known.meaning);
    condition->set_negated(known.negated);
    return;
  }
  reader.Fail("operator", "must be one of =, !=, <, <=, >, >=, in, not in, exists, not exists");
}

void ReadDeduplication(ObjectReader& reader, Transform* transform) {
  reader.Require("by");
  std::vector<std::string> by;
  reader.Texts("by", &by, kKeyFieldsMax);
  for (std::string& field : by) transform->add_by(std::move(field));
  std::string within;
  reader.Require("within");
  if (!reader.Text("within", &within, kTextBytesMax)) return;
  absl::Duration duration;
  // The service says which lengths there may be.
  if (absl::ParseDuration(within, &duration) && duration > absl::ZeroDuration() && duration < absl::Hours(1'000'000)) {
    return transform->set_within_ms(absl::ToInt64Milliseconds(duration));
  }
  reader.Fail("within", "must be a length of time like 30s, 10m or 1h");
}

void ReadTransform(ObjectReader& reader, Transform* transform) {
  ReadKind(reader, transform);
  if (transform->kind() == TRANSFORM_KIND_DEDUPLICATE) return ReadDeduplication(reader, transform);
  reader.Require("field");
  reader.Text("field", transform->mutable_field());
  switch (transform->kind()) {
    case TRANSFORM_KIND_RENAME:
      reader.Require("to");
      reader.Text("to", transform->mutable_to(), kTextBytesMax);
      return;
    case TRANSFORM_KIND_CAST:
      reader.Require("type");
      reader.Text("type", transform->mutable_type(), kTextBytesMax);
      return;
    case TRANSFORM_KIND_REDACT:
      reader.Text("text", transform->mutable_text(), kTextBytesMax);
      return;
    case TRANSFORM_KIND_FILTER:
      return ReadCondition(reader, transform->mutable_condition());
    default:
      return;
  }
}

json::value OperatorJson(const Condition& condition) {
  for (const OperatorWord& known : kOperators) {
    if (known.meaning == condition.operator_() && known.negated == condition.negated()) {
      return json::value(json::string(known.word.data(), known.word.size()));
    }
  }
  return nullptr;
}

json::value KindJson(TransformKind kind) {
  for (const auto& [word, known] : kKinds) {
    if (known == kind) return json::value(json::string(word.data(), word.size()));
  }
  return nullptr;
}

}  // namespace

void ReadTransforms(ObjectReader& reader, Transforms* transforms) {
  reader.Text("hash_salt", transforms->mutable_hash_salt(), kTextBytesMax);
  const json::array* steps = reader.Array("transforms");
  if (steps == nullptr) return;
  if (steps->size() > kTransformsMax) {
    return reader.Fail("transforms", base::StrCat("has more than ", kTransformsMax, " entries"));
  }
  for (size_t i = 0; i < steps->size(); ++i) {
    const std::string where = base::StrCat("transforms[", i, "]");
    if (!(*steps)[i].is_object()) return reader.Fail(where, "must be an object");
    ObjectReader step((*steps)[i].as_object(), where);
    ReadTransform(step, transforms->add_steps());
    reader.Fail(step.Finish());
  }
}

json::array TransformsJson(const Transforms& transforms) {
  json::array steps;
  for (const Transform& transform : transforms.steps()) {
    json::object step{{"kind", KindJson(transform.kind())}};
    if (transform.kind() == TRANSFORM_KIND_DEDUPLICATE) {
      json::array by;
      for (const std::string& field : transform.by()) by.emplace_back(field);
      step["by"] = std::move(by);
      step["within"] = absl::FormatDuration(absl::Milliseconds(transform.within_ms()));
      steps.push_back(std::move(step));
      continue;
    }
    step["field"] = transform.field();
    if (transform.kind() == TRANSFORM_KIND_RENAME) step["to"] = transform.to();
    if (transform.kind() == TRANSFORM_KIND_CAST) step["type"] = transform.type();
    if (transform.kind() == TRANSFORM_KIND_REDACT)
      step["text"] = transform.text().empty() ? "[redacted]" : transform.text();
    if (transform.kind() == TRANSFORM_KIND_FILTER) {
      step["operator"] = OperatorJson(transform.condition());
      json::array values;
      for (const std::string& value : transform.condition().values()) values.emplace_back(value);
      step["values"] = std::move(values);
    }
    steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace aurora::gateway::api

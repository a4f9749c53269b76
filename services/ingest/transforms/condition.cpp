#include "services/ingest/transforms/condition.h"

#include <algorithm>

#include "services/ingest/formats/json_text.h"
#include "services/ingest/transforms/number_order.h"

namespace aurora::ingest {
namespace {

bool Orders(ConditionOperator comparison, int order) {
  switch (comparison) {
    case ConditionOperator::kEqual:
    case ConditionOperator::kIn:
      return order == 0;
    case ConditionOperator::kLess:
      return order < 0;
    case ConditionOperator::kLessOrEqual:
      return order <= 0;
    case ConditionOperator::kGreater:
      return order > 0;
    case ConditionOperator::kGreaterOrEqual:
      return order >= 0;
    case ConditionOperator::kExists:
      return true;
  }
  return false;
}

bool Compares(ConditionOperator comparison, const ConditionInput& input, const std::string& value,
              bool as_number) {
  const bool equality = comparison == ConditionOperator::kEqual || comparison == ConditionOperator::kIn;
  switch (input.kind) {
    case JsonKind::kString:
      if (!as_number || !IsJsonNumber(input.text)) return Orders(comparison, input.text.compare(value));
      [[fallthrough]];
    case JsonKind::kNumber:
      return IsJsonNumber(value) && Orders(comparison, CompareJsonNumbers(input.text, value));
    case JsonKind::kBool:
      return equality && input.text == value;
    case JsonKind::kNull:
    case JsonKind::kObject:
    case JsonKind::kArray:
      return false;
  }
  return false;
}

}  // namespace

bool Meets(const Condition& condition, const ConditionInput& input, bool as_number) {
  bool meets = input.present;
  if (meets && condition.comparison != ConditionOperator::kExists) {
    meets = std::any_of(condition.values.begin(), condition.values.end(), [&](const std::string& value) {
      return Compares(condition.comparison, input, value, as_number);
    });
  }
  return meets != condition.negated;
}

}  // namespace aurora::ingest

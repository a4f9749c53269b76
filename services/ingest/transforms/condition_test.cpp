#include "services/ingest/transforms/condition.h"

#include <catch2/catch.hpp>

#include "services/ingest/transforms/number_order.h"

namespace aurora::ingest {
namespace {

ConditionInput Text(const std::string& text) { return {true, JsonKind::kString, text, true}; }
ConditionInput Number(const std::string& text) { return {true, JsonKind::kNumber, text, true}; }

bool Is(const ConditionInput& input, ConditionOperator comparison, std::vector<std::string> values,
        bool as_number = false) {
  const bool meets = Meets({comparison, values, false}, input, as_number);
  // The negation is the opposite, whatever the value.
  CHECK(Meets({comparison, values, true}, input, as_number) == !meets);
  return meets;
}

TEST_CASE("numbers are compared exactly, however they are written") {
  // In their order; those of one line are equal.
  const std::vector<std::vector<std::string>> order = {{"-1e999999999999999999999"},
                                                       {"-12.5", "-1.25e1", "-125E-1"},
                                                       {"-12"},
                                                       {"-0.5"},
                                                       {"0", "-0", "0.0", "0e5", "-0E-3"},
                                                       {"1e-400"},
                                                       {"0.1", "1e-1", "0.10"},
                                                       {"9007199254740992"},
                                                       {"9007199254740993", "9007199254740993.000"},
                                                       {"123456789012345678901234567890"},
                                                       {"123456789012345678901234567891"},
                                                       {"1e400", "10e399"}};
  for (size_t i = 0; i < order.size(); ++i) {
    for (size_t j = 0; j < order.size(); ++j) {
      for (const std::string& a : order[i]) {
        for (const std::string& b : order[j]) {
          INFO(a << " and " << b);
          const int compared = CompareJsonNumbers(a, b);
          CHECK((compared < 0) == (i < j));
          CHECK((compared > 0) == (i > j));
        }
      }
    }
  }
}

TEST_CASE("a condition compares numbers with numbers and text with text") {
  CHECK(Is(Text("paid"), ConditionOperator::kEqual, {"paid"}));
  CHECK_FALSE(Is(Text("Paid"), ConditionOperator::kEqual, {"paid"}));
  CHECK(Is(Number("10.0"), ConditionOperator::kEqual, {"10"}));
  CHECK_FALSE(Is(Number("10"), ConditionOperator::kEqual, {"ten"}));
  CHECK_FALSE(Is(Number("10"), ConditionOperator::kLess, {"9"}));
  // As text "10" comes before "9".
  CHECK(Is(Text("10"), ConditionOperator::kLess, {"9"}));
  CHECK_FALSE(Is(Text("10"), ConditionOperator::kLess, {"9"}, /*as_number=*/true));
  CHECK(Is(Text("2026-11-21T10:00:00Z"), ConditionOperator::kGreaterOrEqual, {"2026-11-21"}));
  CHECK(Is(Text("b"), ConditionOperator::kIn, {"a", "b"}));
  CHECK_FALSE(Is(Text("c"), ConditionOperator::kIn, {"a", "b"}));
  CHECK(Is(Number("5"), ConditionOperator::kLessOrEqual, {"5"}));
  CHECK_FALSE(Is(Number("5"), ConditionOperator::kGreater, {"5"}));
  CHECK(Is({true, JsonKind::kBool, "true", true}, ConditionOperator::kEqual, {"true"}));
  CHECK_FALSE(Is({true, JsonKind::kBool, "true", true}, ConditionOperator::kGreater, {"false"}));
}

TEST_CASE("what is absent or null meets nothing; objects and lists only exist") {
  for (const ConditionOperator comparison :
       {ConditionOperator::kEqual, ConditionOperator::kLess, ConditionOperator::kGreater,
        ConditionOperator::kIn, ConditionOperator::kExists}) {
    CHECK_FALSE(Is({}, comparison, {""}));
    CHECK_FALSE(Is({false, JsonKind::kNull, "null", true}, comparison, {"null"}));
  }
  const ConditionInput list{true, JsonKind::kArray, "[1]", true};
  CHECK(Is(list, ConditionOperator::kExists, {}));
  CHECK_FALSE(Is(list, ConditionOperator::kEqual, {"[1]"}));
}

}  // namespace
}  // namespace aurora::ingest

#include "services/query-engine/guard/functions.h"

#include <array>
#include <string>
#include <unordered_set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "libs/base/text.h"
#include "services/query-engine/guard/function_names.h"

namespace aurora::query::guard {
namespace {

using Names = std::unordered_set<std::string>;

Names Exact(const char* text) {
  Names names;
  for (absl::string_view name : absl::StrSplit(text, ' ', absl::SkipEmpty())) names.emplace(name);
  return names;
}

Names Lower(const char* text) {
  Names names;
  for (absl::string_view name : absl::StrSplit(text, ' ', absl::SkipEmpty())) names.insert(absl::AsciiStrToLower(name));
  return names;
}

std::string ToLower(std::string_view name) { return absl::AsciiStrToLower(base::Absl(name)); }

bool IsAggregate(const std::string& name) {
  static const Names& exact = *new Names(Exact(kAggregateFunctionNames));
  static const Names& any_case = *new Names(Lower(kAggregateFunctionNamesOfAnyCase));
  return exact.count(name) > 0 || any_case.count(ToLower(name)) > 0;
}

// A combinator changes over which rows or in which form an aggregate is taken. Left out: State, Merge,
// MergeState, SimpleState (they read and make binary states).
constexpr std::array<std::string_view, 9> kCombinators = {"If",       "Array",  "Map",    "ForEach", "Distinct",
                                                          "OrDefault", "OrNull", "Resample", "ArgMin"};

}  // namespace

bool IsAllowedFunction(std::string_view name) {
  static const Names& exact = *new Names(Exact(kOrdinaryFunctionNames));
  static const Names& any_case = *new Names(Lower(kOrdinaryFunctionNamesOfAnyCase));
  std::string rest(name);
  if (exact.count(rest) > 0 || any_case.count(ToLower(rest)) > 0 || IsAggregate(rest)) return true;
  for (bool cut = true; cut;) {
    cut = false;
    for (std::string_view combinator : kCombinators) {
      if (rest.size() > combinator.size() && rest.compare(rest.size() - combinator.size(), combinator.size(),
                                                          combinator.data(), combinator.size()) == 0) {
        rest.resize(rest.size() - combinator.size());
        if (IsAggregate(rest)) return true;
        cut = true;
        break;
      }
    }
  }
  return false;
}

bool IsAggregateFunction(std::string_view name) { return IsAggregate(std::string(name)); }

bool IsRefusedFunctionName(std::string_view name) {
  static const Names& refused = *new Names(Lower(kRefusedFunctionNames));
  return refused.count(ToLower(name)) > 0;
}

bool TakesFunctions(std::string_view name) {
  const std::string lower = ToLower(name);
  return lower.rfind("array", 0) == 0 || lower.rfind("map", 0) == 0;
}

bool IsAllowedType(std::string_view name) {
  // Left out: Object, AggregateFunction and SimpleAggregateFunction (binary states), Identifier (a parameter of that
  // type would be a table or a column).
  static const Names& types = *new Names(Lower(
      "Int8 Int16 Int32 Int64 Int128 Int256 UInt8 UInt16 UInt32 UInt64 UInt128 UInt256 Float32 Float64 BFloat16 "
      "Decimal Decimal32 Decimal64 Decimal128 Decimal256 String FixedString Date Date32 DateTime DateTime32 DateTime64 "
      "Time Time64 Bool UUID IPv4 IPv6 Nullable LowCardinality Array Tuple Map Enum Enum8 Enum16 JSON Dynamic Variant "
      "IntervalSecond IntervalMinute IntervalHour IntervalDay IntervalWeek IntervalMonth IntervalQuarter IntervalYear "
      "Point Ring Polygon MultiPolygon LineString MultiLineString "
      "BOOLEAN TINYINT SMALLINT INT INTEGER BIGINT UNSIGNED SIGNED FLOAT REAL DOUBLE NUMERIC DEC CHAR VARCHAR TEXT "
      "TIMESTAMP"));
  return types.count(ToLower(name)) > 0;
}

}  // namespace aurora::query::guard

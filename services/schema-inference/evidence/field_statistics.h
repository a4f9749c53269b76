#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "services/schema-inference/samples/json_value.h"

namespace aurora::schema_inference {

inline constexpr size_t kDistinctMax = 10'000;
inline constexpr size_t kExamplesMax = 5;
inline constexpr size_t kExampleBytesMax = 120;

// What was seen of one field's texts.
struct TextStatistics {
  uint64_t count = 0;
  uint64_t empty = 0;
  uint64_t uuid = 0;
  uint64_t ipv4 = 0;
  uint64_t ipv6 = 0;
  // A date alone, and how many of them fit Date (from 1970 on).
  uint64_t date = 0;
  uint64_t date_since_1970 = 0;
  // ISO 8601 with a time of day, and the most digits of a fraction among them.
  uint64_t date_time = 0;
  int fraction_digits_max = 0;
  // Plain decimals with digits after the point ("12.50").
  uint64_t decimal = 0;
  int decimal_scale_min = 0;
  int decimal_scale_max = 0;
  int decimal_digits_max = 0;
  size_t bytes_max = 0;
};

// What was seen of one field's numbers.
struct NumberStatistics {
  uint64_t count = 0;
  // Whole numbers that fit Int64, that fit UInt64 only, and that fit neither.
  uint64_t int64 = 0;
  uint64_t uint64 = 0;
  uint64_t beyond = 0;
  uint64_t real = 0;
  // Of `real`: those that are written as plain decimals, and their digits.
  uint64_t plain = 0;
  int scale_min = 0;
  int scale_max = 0;
  int digits_max = 0;
  // Of `int64`.
  int64_t minimum = 0;
  int64_t maximum = 0;
};

// What was seen of one field, or of the elements of one field's arrays. Add() once a value; absent values are
// not added. Not thread-safe.
class FieldStatistics {
 public:
  FieldStatistics();
  ~FieldStatistics();
  FieldStatistics(FieldStatistics&&) noexcept;
  FieldStatistics& operator=(FieldStatistics&&) noexcept;

  void Add(const JsonValue& value);

  // Added values, nulls included.
  uint64_t present = 0;
  uint64_t null = 0;
  uint64_t boolean = 0;
  uint64_t object = 0;
  uint64_t array = 0;
  TextStatistics text;
  NumberStatistics number;
  // Numbers and times, and how many of them are not less, and not more, than the one before.
  uint64_t comparable = 0;
  uint64_t ascending = 0;
  uint64_t descending = 0;
  // Among these; times in seconds since 1970, numbers as they are.
  double smallest = 0;
  double largest = 0;
  std::vector<std::string> examples;

  // Different values, counted up to kDistinctMax.
  uint64_t distinct() const { return seen_.size(); }
  uint64_t values() const { return present - null; }
  // Of the arrays' elements; null before the first array.
  const FieldStatistics* elements() const { return elements_.get(); }

 private:
  void AddText(const std::string& text);
  void AddNumber(const std::string& text);
  void Compare(long double value);
  void Remember(const JsonValue& value);

  std::unordered_set<uint64_t> seen_;
  std::unique_ptr<FieldStatistics> elements_;
  long double last_ = 0;
};

}  // namespace aurora::schema_inference

#include "services/schema-inference/evidence/field_statistics.h"

#include <algorithm>
#include <charconv>
#include <functional>

#include "libs/table/value_text.h"

namespace aurora::schema_inference {
namespace {

// Nanoseconds: no text has more that a column could keep.
constexpr int kFractionDigitsMax = 9;
constexpr int kDecimalDigitsMax = 38;

struct DecimalShape {
  int digits = 0;
  int scale = 0;
};

// "-12.50" -> 4 digits, 2 of them after the point; false for exponents and superfluous zeros in front.
bool ReadDecimalShape(std::string_view text, DecimalShape* shape) {
  if (!text.empty() && text[0] == '-') text.remove_prefix(1);
  const size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? "" : text.substr(point + 1);
  const auto digits = [](std::string_view s) {
    return std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (whole.empty() || !digits(whole) || !digits(fraction) || (whole.size() > 1 && whole[0] == '0'))
    return false;
  if (point != std::string_view::npos && fraction.empty()) return false;
  if (whole.size() + fraction.size() > kDecimalDigitsMax) return false;
  shape->digits = static_cast<int>(whole.size() + fraction.size());
  shape->scale = static_cast<int>(fraction.size());
  return true;
}

template <typename Statistics>
void NoteScale(const DecimalShape& shape, uint64_t before, int Statistics::*minimum, int Statistics::*maximum,
               int Statistics::*digits, Statistics* statistics) {
  statistics->*minimum = before == 0 ? shape.scale : std::min(statistics->*minimum, shape.scale);
  statistics->*maximum = std::max(statistics->*maximum, shape.scale);
  statistics->*digits = std::max(statistics->*digits, shape.digits);
}

template <typename T>
bool IsWhole(std::string_view text, T* value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *value);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

FieldStatistics::FieldStatistics() = default;
FieldStatistics::~FieldStatistics() = default;
FieldStatistics::FieldStatistics(FieldStatistics&&) noexcept = default;
FieldStatistics& FieldStatistics::operator=(FieldStatistics&&) noexcept = default;

void FieldStatistics::Add(const JsonValue& value) {
  ++present;
  switch (value.kind) {
    case JsonValue::Kind::kNull:
      ++null;
      return;
    case JsonValue::Kind::kBool:
      ++boolean;
      break;
    case JsonValue::Kind::kObject:
      ++object;
      break;
    case JsonValue::Kind::kString:
      AddText(value.text);
      break;
    case JsonValue::Kind::kNumber:
      AddNumber(value.text);
      break;
    case JsonValue::Kind::kArray:
      ++array;
      if (elements_ == nullptr) elements_ = std::make_unique<FieldStatistics>();
      for (const JsonValue& element : value.elements) elements_->Add(element);
      break;
  }
  Remember(value);
}

void FieldStatistics::AddText(const std::string& value) {
  uint64_t half = 0;
  uint64_t other_half = 0;
  uint32_t v4 = 0;
  uint8_t v6[16];
  int32_t days = 0;
  int64_t ticks = 0;
  int fraction = 0;
  DecimalShape shape;
  ++text.count;
  text.bytes_max = std::max(text.bytes_max, value.size());
  if (value.empty()) {
    ++text.empty;
  } else if (table::ParseUuid(value, &half, &other_half)) {
    ++text.uuid;
  } else if (table::ParseIpv4(value, &v4)) {
    ++text.ipv4;
  } else if (table::ParseIpv6(value, v6)) {
    ++text.ipv6;
  } else if (table::ParseDate(value, &days)) {
    ++text.date;
    if (table::DateFits(days, table::Kind::kDate)) ++text.date_since_1970;
    Compare(static_cast<long double>(days) * 86400);
  } else if (table::ParseDateTime(value, kFractionDigitsMax, &ticks, &fraction) &&
             table::DateTimeFits(ticks, kFractionDigitsMax, table::Kind::kDateTime64)) {
    ++text.date_time;
    text.fraction_digits_max = std::max(text.fraction_digits_max, fraction);
    Compare(static_cast<long double>(ticks) / 1e9L);
  } else if (ReadDecimalShape(value, &shape) && shape.scale > 0) {
    NoteScale(shape, text.decimal, &TextStatistics::decimal_scale_min, &TextStatistics::decimal_scale_max,
              &TextStatistics::decimal_digits_max, &text);
    ++text.decimal;
  }
}

void FieldStatistics::AddNumber(const std::string& value) {
  ++number.count;
  int64_t whole = 0;
  uint64_t unsigned_whole = 0;
  DecimalShape shape;
  if (IsWhole(value, &whole)) {
    number.minimum = number.int64 == 0 ? whole : std::min(number.minimum, whole);
    number.maximum = number.int64 == 0 ? whole : std::max(number.maximum, whole);
    ++number.int64;
    Compare(static_cast<long double>(whole));
  } else if (IsWhole(value, &unsigned_whole)) {
    ++number.uint64;
  } else if (value.find_first_of(".eE") == std::string::npos) {
    ++number.beyond;
  } else {
    ++number.real;
    double real = 0;
    if (std::from_chars(value.data(), value.data() + value.size(), real).ec != std::errc()) {
      ++number.beyond;
      return;
    }
    Compare(static_cast<long double>(real));
    if (ReadDecimalShape(value, &shape)) {
      NoteScale(shape, number.plain, &NumberStatistics::scale_min, &NumberStatistics::scale_max,
                &NumberStatistics::digits_max, &number);
      ++number.plain;
    }
  }
}

void FieldStatistics::Compare(long double value) {
  if (comparable > 0 && value >= last_) ++ascending;
  if (comparable > 0 && value <= last_) ++descending;
  const double rounded = static_cast<double>(value);
  smallest = comparable == 0 ? rounded : std::min(smallest, rounded);
  largest = comparable == 0 ? rounded : std::max(largest, rounded);
  ++comparable;
  last_ = value;
}

void FieldStatistics::Remember(const JsonValue& value) {
  if (seen_.size() >= kDistinctMax) return;
  const bool scalar = value.kind == JsonValue::Kind::kString || value.kind == JsonValue::Kind::kNumber ||
                      value.kind == JsonValue::Kind::kBool;
  const std::string printed = scalar ? std::string() : value.Print(64 << 10);
  const uint64_t hash = std::hash<std::string_view>()(scalar ? value.text : printed);
  if (!seen_.insert(hash).second || examples.size() >= kExamplesMax) return;
  examples.push_back(value.Print(kExampleBytesMax));
}

}  // namespace aurora::schema_inference

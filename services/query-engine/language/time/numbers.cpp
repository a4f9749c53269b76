#include <cmath>
#include <map>

#include "services/query-engine/language/time/time_reader.h"

namespace aurora::query::language {

std::optional<double> TimeReader::ReadCount(size_t at, size_t* next) const {
  if (Is(at, "a") && Is(at + 1, "couple")) {
    *next = Is(at + 2, "of") ? at + 3 : at + 2;
    return 2;
  }
  if (Is(at, "couple")) {
    *next = Is(at + 1, "of") ? at + 2 : at + 1;
    return 2;
  }
  if (Is(at, "half")) {
    *next = IsAny(at + 1, "a", "an") ? at + 2 : at + 1;
    return 0.5;
  }
  if (IsAny(at, "a", "an")) {
    *next = at + 1;
    return 1;
  }
  const std::optional<double> number = NumberAt(at);
  if (!number.has_value()) return std::nullopt;
  *next = at + 1;
  // "twenty five"; digits are no part of it
  const std::optional<double> ones = NumberAt(at + 1);
  const bool spelled = !Text(at).empty() && Text(at)[0] >= 'a' && !Text(at + 1).empty() && Text(at + 1)[0] >= 'a';
  if (spelled && ones.has_value() && *number >= 20 && *number < 100 && std::fmod(*number, 10) == 0 && *ones >= 1 && *ones < 10) {
    *next = at + 2;
    return *number + *ones;
  }
  return number;
}

std::optional<int64_t> TimeReader::ReadYear(size_t at, size_t* next, bool two_digits) const {
  const std::optional<double> number = NumberAt(at);
  if (!number.has_value() || std::floor(*number) != *number || words_[at].ordinal) return std::nullopt;
  *next = at + 1;
  const bool digits = Text(at)[0] >= '0' && Text(at)[0] <= '9';
  if (digits && *number >= 1000 && *number <= 2200 && words_[at].text.size() == 4) return static_cast<int64_t>(*number);
  if (digits && two_digits && words_[at].text.size() == 2) return static_cast<int64_t>(*number) + (*number < 70 ? 2000 : 1900);
  if (digits) return std::nullopt;
  // "two thousand", "two thousand and fifteen"
  size_t after = 0;
  if (*number == 2 && Is(at + 1, "thousand")) {
    const size_t rest_at = Is(at + 2, "and") ? at + 3 : at + 2;
    const std::optional<double> rest = IsAny(rest_at, "a", "an", "half", "couple") ? std::nullopt : ReadCount(rest_at, &after);
    const bool spelled = rest.has_value() && *rest < 100 && Text(rest_at)[0] >= 'a';
    *next = spelled ? after : at + 2;
    return 2000 + (spelled ? static_cast<int64_t>(*rest) : 0);
  }
  // "nineteen ninety six", "nineteen hundred ninety three"
  if (*number < 17 || *number > 20) return std::nullopt;
  size_t rest_at = at + 1;
  if (Is(rest_at, "hundred")) ++rest_at;
  if (Is(rest_at, "and")) ++rest_at;
  const std::optional<double> rest = IsAny(rest_at, "a", "an", "half", "couple") ? std::nullopt : ReadCount(rest_at, &after);
  if (!rest.has_value() || *rest < 10 || *rest > 99 || Text(rest_at)[0] < 'a') return std::nullopt;
  *next = after;
  return static_cast<int64_t>(*number * 100 + *rest);
}

std::optional<int> TimeReader::ReadIndex(size_t at, size_t* next) const {
  static const auto& words = *new std::map<std::string, int>{{"first", 1}, {"second", 2},  {"third", 3},  {"fourth", 4}, {"fifth", 5},  {"sixth", 6},    {"seventh", 7},
                                                             {"eighth", 8}, {"ninth", 9}, {"tenth", 10}, {"eleventh", 11}, {"twelfth", 12}, {"last", -1}, {"final", -1}};
  *next = at + 1;
  if (const auto found = words.find(Text(at)); found != words.end()) return found->second;
  if (at < words_.size() && words_[at].ordinal && words_[at].number.has_value() && *words_[at].number >= 1 && *words_[at].number <= 1'000) return static_cast<int>(*words_[at].number);
  return std::nullopt;
}

}  // namespace aurora::query::language

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "services/query-engine/language/time/calendar.h"
#include "services/query-engine/language/time/time_reader.h"

// Dates of digits, and which of their numbers is the day.

namespace aurora::query::language {
namespace {

// The numbers of "01/05/2026"; empty for anything else.
std::vector<int> NumbersOf(const std::string& text, char separator) {
  std::vector<int> numbers;
  for (const absl::string_view part : absl::StrSplit(text, separator)) {
    int number = 0;
    if (part.empty() || part.size() > 4 || !absl::SimpleAtoi(part, &number) || number < 0) return {};
    numbers.push_back(number);
  }
  return numbers;
}

// "01/04" is written with zeros where the day comes first, "1/4" mostly where the month does.
bool Padded(const std::string& text) { return text[0] == '0' || text.find("/0") != std::string::npos; }

}  // namespace

// Whether the first number of "01/04" is the day: as another date of the same expression says ("11/05 - 17/05"), or else as such dates
// are written. nullopt where nothing tells.
std::optional<bool> TimeReader::DayFirst(const std::string& text) const {
  for (const Word& word : words_) {
    const std::vector<int> numbers = word.text.find('/') == std::string::npos ? std::vector<int>{} : NumbersOf(word.text, '/');
    if (numbers.size() < 2 || word.text.find('/') == 4) continue;
    if (numbers[0] > 12 && numbers[0] <= 31 && numbers[1] <= 12) return true;
    if (numbers[1] > 12 && numbers[1] <= 31 && numbers[0] <= 12) return false;
  }
  if (Padded(text)) return true;
  // "10/11 to 12/11", asked in November: of two days without a year the later one that has been, and all of them alike.
  const absl::CivilDay today = Today(now_);
  const auto latest = [&](int month, int day) {
    int64_t year = today.year();
    for (int i = 0; i < 8 && (!Exists(year, month, day) || absl::CivilDay(year, month, day) > today); ++i) --year;
    return absl::CivilDay(year, month, day);
  };
  for (const Word& word : words_) {
    const std::vector<int> numbers = word.text.find('/') == std::string::npos ? std::vector<int>{} : NumbersOf(word.text, '/');
    if (numbers.size() == 2 && numbers[0] >= 1 && numbers[1] >= 1 && numbers[0] <= 12 && numbers[1] <= 12) return latest(numbers[1], numbers[0]) > latest(numbers[0], numbers[1]);
  }
  return std::nullopt;
}

// 2026-05-20, 1/22/2016, 22/04, 23.04.2022, 20200701
std::optional<TimeReader::Point> TimeReader::WrittenDate(size_t at) const {
  const auto point = [&](int64_t year, int month, int day, bool dated, bool unsure = false) -> std::optional<Point> {
    if (year < 1000 || year > 2200 || !Exists(year, month, day)) return std::nullopt;
    const absl::CivilDay civil(year, month, day);
    Point found{at + 1, Day(civil), Day(civil + 1), dated, false, false};
    found.unsure = unsure;
    return found;
  };
  const auto latest = [&](int month, int day) {
    int64_t year = Today(now_).year();
    for (int i = 0; i < 8 && (!Exists(year, month, day) || absl::CivilDay(year, month, day) > Today(now_)); ++i) --year;
    return year;
  };
  const std::string text = Text(at);
  if (text.size() == 8 && NumberAt(at).has_value() && *NumberAt(at) < 1e8 && (text.substr(0, 2) == "20" || text.substr(0, 2) == "19")) {
    const int number = static_cast<int>(*NumberAt(at));
    return point(number / 10000, number / 100 % 100, number % 100, true);
  }
  char separator = 0;
  for (char c : {'/', '-', '.'}) {
    if (separator == 0 && text.find(c) != std::string::npos) separator = c;
  }
  if (separator == 0 || text.find(':') != std::string::npos) return std::nullopt;
  // "01.05.", or "01.05" where only a time can stand
  const bool ends_dotted = separator == '.' && text.back() == '.';
  const std::vector<int> numbers = NumbersOf(ends_dotted ? text.substr(0, text.size() - 1) : text, separator);
  if (separator == '.' && numbers.size() == 2) {
    const bool led = at > 0 && (IsAny(at - 1, "since", "until", "till", "on") || WeekdayOf(Text(at - 1)).has_value());
    const bool goes_on = IsAny(at + 1, "until", "till") || (IsAny(at + 1, "to", "through") && IsAny(at + 2, "now", "today", "date", "yesterday")) || (Is(at + 1, "up") && Is(at + 2, "to") && IsAny(at + 3, "now", "today"));
    if (!ends_dotted && (text.size() != 5 || (!led && !goes_on))) return std::nullopt;
    if (numbers[1] < 1 || numbers[1] > 12 || numbers[0] < 1 || numbers[0] > 31) return std::nullopt;
    return point(latest(numbers[1], numbers[0]), numbers[1], numbers[0], false);
  }
  // "5.12" and "19-20" are something else.
  if (numbers.size() == 2 && separator == '/') {
    // "16/17 May" are two days.
    if (MonthOf(Text(at + 1)).has_value()) return std::nullopt;
    int month = numbers[0];
    int day = numbers[1];
    const bool either = month <= 12 && day <= 12 && month != day;
    if (month > 12 || (either && DayFirst(text).value_or(false))) std::swap(month, day);
    if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
    // "in 05/26" may be a month of this year.
    const bool year = day == Today(now_).year() % 100 && numbers[1] == day;
    return point(latest(month, day), month, day, false, year || (either && !SaysOrder()));
  }
  if (numbers.size() != 3 || ends_dotted) return std::nullopt;
  int64_t year = numbers[2];
  if (text.find(separator) == 4) return point(numbers[0], numbers[1], numbers[2], true);
  int month = numbers[0];
  int day = numbers[1];
  const bool either = separator == '/' && month <= 12 && day <= 12 && month != day;
  if (separator == '.' || month > 12 || (either && DayFirst(text).value_or(false))) std::swap(month, day);
  // Of two digits the latest that has begun.
  const size_t digits = text.size() - text.rfind(separator) - 1;
  if (digits == 2) year += year <= Today(now_).year() - 2000 ? 2000 : 1900;
  if (digits != 2 && digits != 4) return std::nullopt;
  return point(year, month, day, true, either && !SaysOrder());
}

// Whether a date of the expression leaves no doubt which number is the day.
bool TimeReader::SaysOrder() const {
  return std::any_of(words_.begin(), words_.end(), [](const Word& word) {
    const std::vector<int> numbers = word.text.find('/') == std::string::npos ? std::vector<int>{} : NumbersOf(word.text, '/');
    return numbers.size() > 1 && word.text.find('/') != 4 && std::max(numbers[0], numbers[1]) > 12 && std::max(numbers[0], numbers[1]) <= 31;
  });
}

// "16/17 May", "May 16/17": two days, the second right after the first; nullopt for anything else.
std::optional<TimeReader::Point> TimeReader::TwoDays(size_t at) const {
  const bool month_first = MonthOf(Text(at)).has_value();
  const size_t days_at = month_first ? at + 1 : at;
  const std::vector<int> days = Text(days_at).find('/') == std::string::npos ? std::vector<int>{} : NumbersOf(Text(days_at), '/');
  if (days.size() != 2 || days[1] != days[0] + 1 || days[0] < 1) return std::nullopt;
  const std::optional<int> month = MonthOf(month_first ? Text(at) : Text(days_at + 1));
  if (!month.has_value()) return std::nullopt;
  size_t next = month_first ? days_at + 1 : days_at + 2;
  const absl::CivilDay today = Today(now_);
  int64_t year = absl::CivilDay(today.year(), *month, days[0]) > today ? today.year() - 1 : today.year();
  size_t year_next = next;
  bool dated = false;
  if (const std::optional<int64_t> said = ReadYear(next, &year_next); said.has_value()) {
    year = *said;
    next = year_next;
    dated = true;
  }
  if (!Exists(year, *month, days[0]) || !Exists(year, *month, days[1])) return std::nullopt;
  const absl::Time from = Day(absl::CivilDay(year, *month, days[0]));
  return Point{next, from, from + absl::Hours(48), dated, false, false};
}

}  // namespace aurora::query::language

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/language/time/time_window.h"

namespace aurora::query::language {

// Reads the time expression that begins at a word. One method a kind of expression, each in the file of its kind; the
// longest reading wins. One use, one thread; `words` must outlive it.
class TimeReader {
 public:
  TimeReader(const std::vector<Word>& words, size_t at, absl::Time now) : words_(words), at_(at), now_(now) {}

  std::optional<TimeSpan> Read();

 private:
  // A moment or a day that a range can begin or end with.
  struct Point {
    size_t next = 0;
    absl::Time from;
    // End of what was named: the next day for a day, the same moment for a clock time.
    absl::Time to;
  };

  // --- words (time_reader.cpp)
  bool Is(size_t at, std::string_view word) const { return at < words_.size() && words_[at].text == word; }
  template <typename... More>
  bool IsAny(size_t at, std::string_view word, More... more) const {
    return Is(at, word) || (Is(at, more) || ...);
  }
  std::string Text(size_t at) const { return at < words_.size() ? words_[at].text : ""; }
  std::optional<double> NumberAt(size_t at) const;
  std::optional<double> YearAt(size_t at) const;
  bool NumberAlone(size_t at) const;
  bool Singular(size_t at) const;
  size_t SkipArticle(size_t at) const { return Is(at, "the") ? at + 1 : at; }
  size_t SkipIn(size_t at) const;
  TimeSpan Span(size_t last, TimeWindow window) const { return {at_, last, std::move(window)}; }

  // --- relative_windows.cpp
  std::optional<TimeSpan> Always();
  std::optional<TimeSpan> Relative();
  TimeWindow RollingWindow(Unit unit, double count) const;
  std::optional<TimeSpan> Rolling();
  std::optional<TimeSpan> Ago();
  std::optional<TimeSpan> ToDate();
  std::optional<TimeSpan> FullUnits();

  // --- calendar_windows.cpp
  std::optional<TimeSpan> MonthOrYear();
  std::optional<TimeSpan> PartOfMonth();
  std::optional<TimeSpan> WeekOf();
  std::optional<TimeSpan> YearFirst();

  // --- day_windows.cpp
  std::optional<TimeSpan> Named();
  std::optional<TimeSpan> NightOrWeekend();
  std::optional<TimeSpan> PartOfDay();

  // --- range_windows.cpp
  std::optional<TimeSpan> Since();
  std::optional<TimeSpan> Until();
  std::optional<TimeSpan> Range();
  std::optional<TimeSpan> ClockRange();

  // --- time_points.cpp
  std::optional<Point> ReadPoint(size_t at, bool past_weekday) const;
  Point AtClock(Point day) const;
  std::optional<std::pair<size_t, absl::Duration>> ReadClock(size_t at) const;

  // --- named_days.cpp
  std::optional<Point> ReadDay(size_t at) const;
  std::optional<double> DayNumber(size_t at, size_t* next) const;
  static bool Exists(int64_t year, int month, int day);

  const std::vector<Word>& words_;
  const size_t at_;
  const absl::Time now_;
};

}  // namespace aurora::query::language

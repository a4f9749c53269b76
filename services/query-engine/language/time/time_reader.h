#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/language/time/pieces.h"
#include "services/query-engine/language/time/time_window.h"

namespace aurora::query::language {

// Reads the time expression that begins at the first piece. Points (a day, a month, a moment) are read first, whatever
// they are called by; windows are made of points and of what stands around them ("since", "from ... to", "or later").
// One method a kind of expression, each in the file of its kind; the longest reading wins. One use, one thread.
class TimeReader {
 public:
  // `pieces` must outlive it.
  TimeReader(const TimePieces& pieces, absl::Time now) : pieces_(pieces), words_(pieces.words), now_(now) {}

  // nullopt when there is none; else `last` is a word of the question, `first` is 0.
  std::optional<TimeSpan> Read();

 private:
  // What a range can begin or end with.
  struct Point {
    size_t next = 0;
    absl::Time from;
    // End of what was named: the next day for a day, the same moment for a clock time.
    absl::Time to;
    // It named its year, so no other year can be meant.
    bool dated = false;
    // A year by its number alone: "2014". Only a preposition or a range makes it a time.
    bool bare = false;
    // A clock time that named no day.
    bool clock = false;
    // TimeWindow::unsure
    bool unsure = false;
  };
  // A clock time of no certain day.
  struct Clock {
    size_t next = 0;
    absl::Duration since_midnight;
    // "9am", "14:30", "noon"; not "9".
    bool certain = false;
    // It said am or pm.
    bool half_said = false;
  };
  struct ClockSpan {
    size_t next = 0;
    absl::Duration from;
    absl::Duration to;
    bool certain = false;
  };

  // --- words (time_reader.cpp)
  bool Is(size_t at, std::string_view word) const { return at < words_.size() && words_[at].text == word; }
  template <typename... More>
  bool IsAny(size_t at, std::string_view word, More... more) const {
    return Is(at, word) || (Is(at, more) || ...);
  }
  std::string Text(size_t at) const { return at < words_.size() ? words_[at].text : ""; }
  std::optional<double> NumberAt(size_t at) const;
  bool Singular(size_t at) const;
  // Whether a time expression may end before this piece: "Monday 21", not "Monday 21 orders".
  bool StandsAlone(size_t at) const { return at >= words_.size() || words_[at - 1].break_after || IsAny(at, "between", "from", "by", "per"); }
  bool Dash(size_t at) const { return at < words_.size() && words_[at].dash_after; }
  size_t SkipArticle(size_t at) const { return Is(at, "the") ? at + 1 : at; }
  size_t SkipIn(size_t at) const;
  TimeSpan Span(size_t next, TimeWindow window) const { return {0, next - 1, std::move(window)}; }

  // --- numbers.cpp
  // 3, "twenty five", "a couple of", "a", "half a".
  std::optional<double> ReadCount(size_t at, size_t* next) const;
  // 2014, "two thousand and fifteen", "nineteen ninety six"; "87" where `two_digits`.
  std::optional<int64_t> ReadYear(size_t at, size_t* next, bool two_digits = false) const;
  // "first", "3rd"; -1 is "last".
  std::optional<int> ReadIndex(size_t at, size_t* next) const;

  // --- relative_windows.cpp
  std::optional<TimeSpan> Always() const;
  std::optional<TimeSpan> Relative() const;
  TimeWindow RollingWindow(Unit unit, double count, absl::Time until) const;
  std::optional<TimeSpan> Rolling() const;
  std::optional<TimeSpan> ToDate() const;
  std::optional<TimeSpan> FullUnits() const;
  std::optional<TimeSpan> Earlier() const;
  std::optional<TimeSpan> FurtherBack() const;
  std::optional<TimeSpan> Lasting() const;

  // --- anchored_windows.cpp
  std::optional<TimeSpan> Anchored() const;
  std::optional<TimeSpan> PartOfNamedDay() const;
  std::optional<TimeSpan> PartAndClocks() const;
  std::optional<Point> PartOfYear(size_t at) const;
  std::optional<Point> NthWeekday(size_t at) const;
  std::optional<Point> DaysAgo(size_t at) const;
  std::optional<Point> SeasonPoint(size_t at) const;

  // --- range_windows.cpp
  std::optional<TimeSpan> Since() const;
  TimeWindow SinceThen(const Point& point, absl::Time from) const;
  std::optional<TimeSpan> Until() const;
  std::optional<TimeSpan> Beyond() const;
  std::optional<TimeSpan> Range() const;
  // Past the word or hyphen that joins two ends of a range; nullopt when there is none.
  std::optional<size_t> Joined(size_t at, bool between) const;
  size_t SkipInclusive(size_t at) const;
  std::optional<Point> SecondPoint(const Point& first, size_t first_at, size_t at) const;

  // --- spoken_windows.cpp
  size_t SkipGone(size_t at) const;
  std::optional<TimeSpan> Behind(size_t at) const;
  std::optional<TimeSpan> SeveralDays() const;
  std::optional<TimeSpan> Bounded() const;
  std::optional<TimeSpan> GoingBack() const;
  std::optional<TimeSpan> JustGone() const;
  std::optional<TimeSpan> WeekendOf() const;
  std::optional<TimeSpan> DayOfWeekBack() const;
  std::optional<TimeSpan> ThisAndLast() const;

  // --- day_windows.cpp
  std::optional<TimeSpan> Named() const;
  std::optional<TimeSpan> NightOrWeekend() const;
  std::optional<TimeSpan> PartOfDay() const;
  std::optional<TimeSpan> ClockRange() const;
  std::optional<TimeSpan> DayAndClocks() const;
  // "morning" -> 6 to 12.
  std::optional<std::pair<int, int>> PartHours(size_t at) const;

  // --- clock.cpp
  std::optional<Clock> ReadClock(size_t at) const;
  std::optional<ClockSpan> ReadClockSpan(size_t at) const;
  std::optional<ClockSpan> ReadClockLength(size_t at) const;

  // --- time_points.cpp
  std::optional<Point> ReadPoint(size_t at) const;
  std::optional<Point> RelativePoint(size_t at) const;
  // today, yesterday, Monday, May 3
  std::optional<Point> DayPoint(size_t at) const;
  std::optional<Point> ClockPoint(size_t at) const;
  std::optional<Point> OffsetPoint(size_t at) const;
  std::optional<Point> EdgePoint(size_t at) const;
  Point AtClock(Point day) const;

  // --- calendar_points.cpp
  std::optional<Point> MonthPoint(size_t at) const;
  std::optional<Point> QuarterPoint(size_t at) const;
  std::optional<Point> YearPoint(size_t at) const;
  std::optional<Point> WeekPoint(size_t at) const;
  std::optional<Point> NthPoint(size_t at) const;
  std::optional<Point> ThirdPoint(size_t at) const;
  // The year that the words after "of" or directly name; the latest whose `from` has begun else.
  Point InYear(size_t next, int month, int months) const;

  // --- named_days.cpp
  std::optional<Point> ReadDay(size_t at) const;
  std::optional<Point> WeekdayPoint(size_t at) const;
  // --- written_dates.cpp
  std::optional<Point> WrittenDate(size_t at) const;
  std::optional<bool> DayFirst(const std::string& text) const;
  bool SaysOrder() const;
  std::optional<Point> TwoDays(size_t at) const;

  // --- named_days.cpp
  std::optional<Point> Holiday(size_t at) const;
  std::optional<Point> HolidayWeekend(size_t at) const;
  std::optional<double> DayNumber(size_t at, size_t* next) const;
  static bool Exists(int64_t year, int month, int day);

  const TimePieces& pieces_;
  const std::vector<Word>& words_;
  const absl::Time now_;
};

}  // namespace aurora::query::language

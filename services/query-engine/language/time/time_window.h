#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::language {

enum class Unit { kSecond, kMinute, kHour, kDay, kWeek, kMonth, kQuarter, kYear };

// Half-open: [from, to). Always UTC.
struct TimeWindow {
  absl::Time from = absl::InfinitePast();
  absl::Time to = absl::InfiniteFuture();
  // How it was read, e.g. "Monday 2026-11-16 00:00 UTC until now".
  std::string reading;
  // Others read the words otherwise: "the first week of May".
  bool unsure = false;

  // "ever", "all time": no bound.
  bool Unbounded() const { return from == absl::InfinitePast() && to == absl::InfiniteFuture(); }
};

// Words first..last name a window.
struct TimeSpan {
  size_t first = 0;
  size_t last = 0;
  TimeWindow window;
};

// A step of time: "hourly", "per day", "every 10 minutes".
struct Grain {
  Unit unit = Unit::kHour;
  int count = 1;

  bool operator==(const Grain&) const = default;
};

// A window that leans on another one: "the week before", "the same day a week earlier", "the 90 minutes before that".
struct TimeShift {
  enum class Kind {
    kBack,    // the same stretch, `count` `unit`s earlier
    kBefore,  // the stretch of equal length that ends where the other begins
    kUnit,    // the `unit` before the one that the other begins in
  };
  Kind kind = Kind::kBefore;
  Unit unit = Unit::kDay;
  int count = 1;
};

// nullopt when none begins at `at`; else `last` is its last word.
std::optional<TimeShift> ReadShift(const std::vector<Word>& words, size_t at, size_t* last);

// The window that `shift` makes of `base`; of the running unit when there is no base.
TimeWindow Shifted(const TimeShift& shift, const std::optional<TimeWindow>& base, absl::Time now);

// Start of the step that holds `time`.
absl::Time StartOf(const Grain& grain, absl::Time time);

// Another stretch that the words for a window may mean.
struct OtherWindow {
  // Stable: "last_7_days".
  std::string id;
  TimeWindow window;
};

// "This week" may be the last seven days, or have begun on Sunday. Empty when nothing else is near; the likeliest first.
std::vector<OtherWindow> OtherWindows(const TimeWindow& window, absl::Time now);

// Finds the longest time expression that begins at word `at`. Weeks begin on Monday, a running period ends now, and
// windows never reach beyond now. nullopt when there is none.
std::optional<TimeSpan> ReadTime(const std::vector<Word>& words, size_t at, absl::Time now);

// "hour", "hours", "mins" -> unit.
std::optional<Unit> ReadUnit(const std::string& word);

// Start of the unit that holds `time`, UTC; weeks on Monday.
absl::Time StartOf(Unit unit, absl::Time time);
absl::Time AddUnits(Unit unit, absl::Time time, int64_t count);

// "2026-11-16 00:00 UTC"
std::string PrintTime(absl::Time time);
std::string UnitName(Unit unit);

// The grain that a trend over a window is shown in when the question names none.
Grain DefaultGrain(const TimeWindow& window, absl::Time now);

}  // namespace aurora::query::language

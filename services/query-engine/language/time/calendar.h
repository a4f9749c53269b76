#pragma once

#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/query-engine/language/time/time_window.h"

namespace aurora::query::language {

inline const absl::TimeZone kUtc = absl::UTCTimeZone();

// "april", "apr" -> 4.
std::optional<int> MonthOf(const std::string& word);
// "monday", "mondays", "mon" -> 0.
std::optional<int> WeekdayOf(std::string word);

inline absl::CivilDay Today(absl::Time now) { return absl::ToCivilDay(now, kUtc); }
inline absl::Time Day(absl::CivilDay day) { return absl::FromCivil(day, kUtc); }

// The whole day, or until now.
TimeWindow DayWindow(absl::CivilDay day, absl::Time now);
// The unit that begins at `from`, until its end or now.
TimeWindow UnitWindow(Unit unit, absl::Time from, absl::Time now);
// From one moment to another, until now at most. Infinitely long ago is allowed.
TimeWindow Stretch(absl::Time from, absl::Time to, absl::Time now);

}  // namespace aurora::query::language

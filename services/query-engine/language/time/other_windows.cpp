#include "libs/base/text.h"
#include "services/query-engine/language/time/calendar.h"
#include "services/query-engine/language/time/time_window.h"

namespace aurora::query::language {
namespace {

// More days than this were meant as a number, not as a calendar.
constexpr int64_t kDaysMax = 400;

OtherWindow Rolling(const char* id, const char* name, absl::Time from, absl::Time now) {
  return {id, {from, now, base::StrCat(name, ": ", PrintTime(from), " until now")}};
}

OtherWindow Whole(const char* id, const std::string& name, absl::Time from, absl::Time to, absl::Time now) {
  return {id, {from, std::min(to, now), base::StrCat(name, ": ", PrintTime(from), " until ", to >= now ? "now" : PrintTime(to))}};
}

// The rolling stretch that is as long as a unit.
OtherWindow RollingUnit(Unit unit, absl::Time now) {
  switch (unit) {
    case Unit::kDay: return Rolling("last_24_hours", "the last 24 hours", now - absl::Hours(24), now);
    case Unit::kWeek: return Rolling("last_7_days", "the last 7 days", now - absl::Hours(24 * 7), now);
    case Unit::kMonth: return Rolling("last_30_days", "the last 30 days", now - absl::Hours(24 * 30), now);
    case Unit::kQuarter: return Rolling("last_90_days", "the last 90 days", now - absl::Hours(24 * 90), now);
    default: return Rolling("last_12_months", "the last 12 months", AddUnits(Unit::kYear, now, -1), now);
  }
}

}  // namespace

std::vector<OtherWindow> OtherWindows(const TimeWindow& window, absl::Time now) {
  if (window.Unbounded()) {
    return {RollingUnit(Unit::kMonth, now), RollingUnit(Unit::kWeek, now), Whole("today", "today", StartOf(Unit::kDay, now), now, now)};
  }
  if (window.from == absl::InfinitePast()) return {};
  if (window.unsure) {
    // The first or last week of a month: seven days from its start or to its end.
    const absl::Duration week = absl::Hours(24 * 7);
    if (window.to - window.from > week) return {};
    const absl::Time start = StartOf(Unit::kMonth, window.from + week / 2);
    const absl::Time end = AddUnits(Unit::kMonth, start, 1);
    const absl::Time whole = window.from + week;
    if (absl::AbsDuration(window.from - start) < week) return {Whole("seven_days", "the first seven days", start, start + week, now)};
    if (absl::AbsDuration(whole - end) < week) return {Whole("seven_days", "the last seven days", end - week, end, now)};
    return {};
  }
  const absl::Time today = StartOf(Unit::kDay, now);
  const bool running = window.to == now;
  for (Unit unit : {Unit::kDay, Unit::kWeek, Unit::kMonth, Unit::kQuarter, Unit::kYear}) {
    const absl::Time start = StartOf(unit, now);
    const bool current = running && window.from == start;
    const bool last = window.to == start && window.from == AddUnits(unit, start, -1);
    if (!current && !last) continue;
    std::vector<OtherWindow> others = {RollingUnit(unit, now)};
    if (unit == Unit::kWeek) {
      const absl::Duration day = absl::Hours(24);
      // On a Sunday the week from Sunday has just begun.
      const absl::Time sunday = absl::ToCivilDay(now, kUtc) == absl::ToCivilDay(start + 6 * day, kUtc) ? start + 6 * day : start - day;
      others.push_back(Whole("week_from_sunday", "the week that begins on Sunday", current ? sunday : sunday - 7 * day, current ? now : sunday, now));
    }
    if (current) {
      others.push_back(Whole("one_before", base::StrCat("the whole ", UnitName(unit), " before"), AddUnits(unit, start, -1), start, now));
    } else {
      others.push_back(Whole("running", base::StrCat("the running ", UnitName(unit)), start, now, now));
    }
    return others;
  }
  // The last N days: rolling, or whole ones.
  const absl::Duration length = now - window.from;
  const int64_t days = length / absl::Hours(24);
  if (!running || days < 2 || days > kDaysMax || length != absl::Hours(24) * days) return {};
  std::vector<OtherWindow> others = {Whole("days_with_today", base::StrCat(days, " days with today"), today - absl::Hours(24) * (days - 1), now, now),
                                     Whole("whole_days", base::StrCat(days, " whole days before today"), today - absl::Hours(24) * days, today, now)};
  if (days % 7 == 0) {
    const absl::Time monday = StartOf(Unit::kWeek, now);
    others.push_back(Whole("whole_weeks", base::StrCat(days / 7, days == 7 ? " whole week" : " whole weeks", " before this one"), monday - absl::Hours(24) * days, monday, now));
  }
  return others;
}

}  // namespace aurora::query::language

#include "services/query-engine/language/time/ahead.h"

#include "libs/base/text.h"

namespace aurora::query::language {
namespace {

// Plans reach no further.
constexpr double kUnitsAheadMax = 1000;

TimeWindow Ahead(absl::Time from, absl::Time to) { return {from, to, base::StrCat(PrintTime(from), " until ", PrintTime(to))}; }

}  // namespace

std::optional<TimeSpan> ReadAhead(const std::vector<Word>& words, size_t at, absl::Time now) {
  const auto is = [&](size_t i, std::string_view text) { return i < words.size() && words[i].text == text; };
  const absl::Time tomorrow = AddUnits(Unit::kDay, StartOf(Unit::kDay, now), 1);
  if (is(at, "tomorrow")) return TimeSpan{at, at, Ahead(tomorrow, AddUnits(Unit::kDay, tomorrow, 1))};
  size_t next = at;
  while (next < at + 2 && (is(next, "in") || is(next, "within") || is(next, "over") || is(next, "during") || is(next, "the"))) ++next;
  if (!is(next, "next") && !is(next, "coming")) return std::nullopt;
  ++next;
  if (next >= words.size()) return std::nullopt;
  if (words[next].number.has_value()) {
    const double count = *words[next].number;
    const std::optional<Unit> unit = next + 1 < words.size() ? ReadUnit(words[next + 1].text) : std::nullopt;
    if (!unit.has_value() || *unit < Unit::kHour || count < 1 || count > kUnitsAheadMax || count != static_cast<double>(static_cast<int64_t>(count))) return std::nullopt;
    return TimeSpan{at, next + 1, Ahead(now, AddUnits(*unit, now, static_cast<int64_t>(count)))};
  }
  const std::optional<Unit> unit = ReadUnit(words[next].text);
  if (!unit.has_value() || *unit < Unit::kWeek || words[next].text.back() == 's') return std::nullopt;
  const absl::Time start = AddUnits(*unit, StartOf(*unit, now), 1);
  return TimeSpan{at, next, Ahead(start, AddUnits(*unit, start, 1))};
}

}  // namespace aurora::query::language

#include "services/query-engine/language/time/time_reader.h"

#include <cmath>

#include "services/query-engine/language/time/calendar.h"

namespace aurora::query::language {

std::optional<TimeSpan> TimeReader::Read() {
  std::optional<TimeSpan> best;
  const auto offer = [&](std::optional<TimeSpan> span) {
    if (span.has_value() && (!best.has_value() || span->last > best->last)) best = span;
  };
  offer(Always());
  offer(Relative());
  offer(Rolling());
  offer(Ago());
  offer(Since());
  offer(Until());
  offer(Range());
  offer(ClockRange());
  offer(Named());
  offer(NightOrWeekend());
  offer(ToDate());
  offer(MonthOrYear());
  offer(PartOfMonth());
  offer(PartOfDay());
  offer(FullUnits());
  offer(WeekOf());
  offer(YearFirst());
  return best;
}

std::optional<double> TimeReader::NumberAt(size_t at) const {
  return at < words_.size() && !words_[at].money && !words_[at].percent ? words_[at].number : std::nullopt;
}

std::optional<double> TimeReader::YearAt(size_t at) const {
  const std::optional<double> number = NumberAt(at);
  if (!number.has_value() || *number < 1970 || *number > 2100 || std::floor(*number) != *number) return std::nullopt;
  return number;
}

bool TimeReader::NumberAlone(size_t at) const { return NumberAt(at).has_value() && !MonthOf(Text(at + 1)).has_value() && !Is(at + 1, "of"); }

bool TimeReader::Singular(size_t at) const {
  const std::string text = Text(at);
  return !text.empty() && text.back() != 's';
}

size_t TimeReader::SkipIn(size_t at) const {
  return IsAny(at, "in", "on", "during", "over", "within", "for", "of", "from", "at") ? at + 1 : at;
}

std::optional<TimeSpan> ReadTime(const std::vector<Word>& words, size_t at, absl::Time now) {
  std::optional<TimeSpan> span = TimeReader(words, at, now).Read();
  if (span.has_value() && span->last >= words.size()) return std::nullopt;
  return span;
}

}  // namespace aurora::query::language

#include "services/query-engine/language/time/time_reader.h"

#include <cmath>

#include "services/query-engine/language/time/calendar.h"

namespace aurora::query::language {

std::optional<TimeSpan> TimeReader::Read() {
  std::optional<TimeSpan> best;
  const auto offer = [&](std::optional<TimeSpan> span) {
    if (!span.has_value() || span->last >= words_.size()) return;
    // It must end where a word does.
    const size_t word = pieces_.ends[span->last];
    if (word == kNoWord) return;
    span->last = word;
    if (!best.has_value() || span->last > best->last) best = span;
  };
  offer(Always());
  offer(Relative());
  offer(Rolling());
  // Before what reads only the day of "over 3 days ago".
  offer(FurtherBack());
  // Before what reads only the day of "the 5 days before May 10".
  offer(Anchored());
  offer(Since());
  offer(Until());
  offer(Beyond());
  offer(Range());
  offer(ClockRange());
  offer(DayAndClocks());
  offer(Named());
  offer(NightOrWeekend());
  offer(PartOfDay());
  offer(PartOfNamedDay());
  offer(PartAndClocks());
  offer(ToDate());
  offer(FullUnits());
  offer(Earlier());
  offer(Lasting());
  offer(SeveralDays());
  offer(Bounded());
  offer(GoingBack());
  offer(JustGone());
  offer(WeekendOf());
  offer(DayOfWeekBack());
  offer(ThisAndLast());
  return best;
}

std::optional<double> TimeReader::NumberAt(size_t at) const {
  return at < words_.size() && !words_[at].money && !words_[at].percent ? words_[at].number : std::nullopt;
}

bool TimeReader::Singular(size_t at) const {
  const std::string text = Text(at);
  return !text.empty() && text.back() != 's';
}

size_t TimeReader::SkipIn(size_t at) const {
  return IsAny(at, "in", "on", "during", "throughout", "over", "within", "for", "of", "from", "at") ? at + 1 : at;
}

std::optional<TimeSpan> ReadTime(const std::vector<Word>& words, size_t at, absl::Time now) {
  if (at >= words.size()) return std::nullopt;
  const TimePieces pieces = TakeApart(words, at);
  std::optional<TimeSpan> span = TimeReader(pieces, now).Read();
  if (span.has_value()) span->first = at;
  return span;
}

}  // namespace aurora::query::language

#include "services/query-engine/language/compose/measures/measures.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/happenings.h"
#include "services/query-engine/knowledge/people.h"
#include "services/query-engine/knowledge/verbs.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

// Whether the words, as they stand, say that something happened that not all rows must have come to.
bool SaysWhatHappened(const std::string& words) {
  if (knowledge::BringsAbout(words)) return false;
  return std::any_of(knowledge::Happenings().begin(), knowledge::Happenings().end(), [&](const knowledge::Happening& one) { return std::find(one.begin(), one.end(), words) != one.end(); });
}

// Whether the column chooses among the rows, or tells them apart.
bool TellsApartBy(const Draft& d, const ColumnRef& column) {
  const auto of = [&](const Condition& condition) { return condition.operand.column == column; };
  const auto by = [&](const Measure& measure, const auto& self) -> bool {
    return std::any_of(measure.only.begin(), measure.only.end(), of) || std::any_of(measure.parts.begin(), measure.parts.end(), [&](const Measure& part) { return self(part, self); });
  };
  return std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) { return of(placed.condition); }) ||
         std::any_of(d.form.groups.begin(), d.form.groups.end(), [&](const Group& group) { return group.kind == GroupKind::kColumn && group.column == column; }) ||
         std::any_of(d.form.measures.begin(), d.form.measures.end(), [&](const Measure& measure) { return by(measure, by); });
}

// Whether each row is somebody, and the table's time is when they were written down: what they did since is told elsewhere.
bool ListsPeople(const Draft& d) {
  const std::vector<std::string> name = SpokenName(d.scope.main().profile().table);
  const std::string noun = name.empty() ? "" : Plural(name.back()) ? name.back().substr(0, name.back().size() - 1) : name.back();
  if (!knowledge::IsPerson(noun)) return false;
  const std::string& time = d.scope.main().profile().time_column;
  if (time.empty()) return true;
  const std::vector<std::string>& said = d.scope.Facts({0, time}).words;
  return std::any_of(said.begin(), said.end(), [](const std::string& word) {
    return IsOneOf(word, {"created", "create", "registered", "registration", "joined", "join", "signed", "signup", "sign", "enrolled", "since", "added", "onboarded", "first", "inserted"});
  });
}

// "how many players bought something" of a list of players, "who crashed and bought something" of a log without purchases.
bool LosesDeal(const Draft& d, size_t tag) {
  const bool deal = IsOneOf(d.Words(tag), {"bought", "purchased", "paid", "pay", "pays", "paying"});
  const bool deed = deal || IsOneOf(d.Words(tag), {"wrote", "written", "send", "sends", "sent", "contacted", "contacted us", "called us", "visited us", "came in", "came by", "come in", "came", "spent", "spend", "spends", "consumed",
                                                 "used", "uses", "use", "travelled", "traveled", "rode", "drove", "ordered", "placed", "reported"});
  if (!deed) return false;
  if (ListsPeople(d)) return d.scope.main().money() == d.scope.main().size();
  bool logs = false;
  for (size_t c = 0; c < d.scope.main().size(); ++c) logs = logs || d.scope.main().LogsEvents(c);
  return deal && logs && d.scope.main().money() == d.scope.main().size();
}

// "arrivals at the lake yesterday", "how many cancellations per day", of a state and a time of the same verb: the acts themselves are asked
// for, and when they were done. "Cancellation rate" is of all rows, and "cancellation fees" are money.
bool CountsActs(const Draft& d, size_t tag) {
  if (d.tags[tag].first != d.tags[tag].last || !Plural(d.Text(tag)) || Participle(d.Text(tag)) || d.Has(TagKind::kRatio) || d.Has(TagKind::kMoney)) return false;
  const size_t next = d.Next(tag);
  if (d.Lexical(next) && !d.BreakBetween(tag, next) && !d.Means(next, MeaningKind::kValue)) return false;
  return std::any_of(d.tags[tag].meanings.begin(), d.tags[tag].meanings.end(), [&](const Meaning& meaning) {
    return meaning.kind == MeaningKind::kMoment && meaning.source == 0 && meaning.values.empty() && meaning.weight >= 0.9 && !(d.Ref(meaning) == d.time);
  });
}

// "bookings cancelled", "kilos handed out", "parcels that Quayside handed out": what something happened to stands before.
bool IsBehindNoun(const Draft& d, size_t before, size_t tag) {
  if (before >= d.tags.size() || d.BreakBetween(before, tag)) return false;
  if (d.Is(before, TagKind::kRows) || d.Is(before, TagKind::kUnit)) return true;
  if (!d.Lexical(before)) return false;
  if (d.Chosen(before).kind != MeaningKind::kValue) return Plural(d.words[d.tags[before].last].text);
  return d.tags[before].first > 0 && IsOneOf(d.words[d.tags[before].first - 1].text, {"that", "which"});
}

}  // namespace

// "ships that sailed last week" of a state "departed" and a time of departure: in that week is when they sailed.
void ReadWhenItHappened(Draft& d) {
  if (!(d.form.window.has_value() || d.form.HasBucket()) || d.fragment) return;
  // "hires brought back in April: percentage with damage": what stands before a share is of all rows of it.
  size_t share = 0;
  while (share < d.tags.size() && !d.Is(share, TagKind::kRatio)) ++share;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    // "orders" of ordered_at are the rows, when nothing else is said.
    if (d.Means(i, MeaningKind::kMoment) && d.used[i] && !(d.Chosen(i).source == 0 && d.Ref(d.Chosen(i)) == d.time)) return;
  }
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Means(i, MeaningKind::kValue) || !d.used[i] || d.Chosen(i).source != 0 || !d.scope.main().TellsWhatHappened(d.Chosen(i).column)) continue;
    if (share < d.tags.size() && !(i < share && d.Is(d.Next(i), TagKind::kTime) && d.Next(i) < share && d.BreakBetween(d.Next(i), d.Next(i) + 1))) continue;
    // "cancelled bookings" are in a state; "bookings cancelled" were put into it.
    const size_t before = d.Previous(i);
    const std::string word = d.tags[i].first > 0 ? d.words[d.tags[i].first - 1].text : "";
    // ", brought back 1 May or later": in a list of what is wanted of the rows
    const std::string& last_word = d.words[d.tags[i].last].text;
    const bool deed = Participle(d.Text(i)) || (d.tags[i].last > d.tags[i].first && IsOneOf(last_word, {"back", "out", "in", "off", "up", "down", "over"}));
    const bool listed = deed && (before == d.tags.size() || d.BreakBetween(before, i)) && d.Is(d.Next(i), TagKind::kTime) && !d.BreakBetween(i, d.Next(i));
    const bool act = CountsActs(d, i);
    // "how many tickets did they finish last week"
    const bool did = !Participle(d.Text(i)) && std::any_of(d.words.begin(), d.words.begin() + static_cast<std::ptrdiff_t>(d.tags[i].first), [](const Word& one) { return one.text == "did"; });
    if (!act && !did && !listed && !IsBehindNoun(d, before, i) && !IsOneOf(word, {"that", "which", "who", "were", "was", "got", "been", "have", "has", "had", "we", "they"})) continue;
    // "that handed back the most cars last month", "handed out week by week since May": the rows and the steps may stand between.
    size_t then = d.Next(i);
    while (d.Is(then, TagKind::kMost) || d.Is(then, TagKind::kGrain) || (d.Means(then, MeaningKind::kTable) && d.Is(d.Previous(then), TagKind::kMost))) then = d.Next(then);
    // "returned on each of the past 14 days"
    if ((d.Is(then, TagKind::kBy) || d.Is(then, TagKind::kPer)) && IsOneOf(d.Text(then), {"on", "in", "each", "every", "for"}) && d.Is(d.Next(then), TagKind::kTime)) then = d.Next(then);
    if (!act && !d.Is(then, TagKind::kTime) && !d.Is(then, TagKind::kShift)) continue;
    ColumnRef moment;
    for (const Meaning& meaning : d.tags[i].meanings) {
      if (meaning.kind == MeaningKind::kMoment && meaning.source == 0 && meaning.values.empty() && !(d.Ref(meaning) == d.time) && moment.empty()) moment = d.Ref(meaning);
    }
    // "lots sold on Tuesday" beside "when it ended, null while the lot is open"
    if (moment.empty() && d.Chosen(i).values.size() == 1) {
      const size_t of_state = d.scope.main().MomentOfState(d.Chosen(i).column, d.Chosen(i).values[0]);
      if (of_state < d.scope.main().size() && !(d.scope.Ref(0, of_state) == d.time)) moment = d.scope.Ref(0, of_state);
    }
    // "brought back in April" of a state "returned" and a column returned_at: the same verb
    for (size_t c = 0; c < d.scope.main().size() && moment.empty() && d.Chosen(i).values.size() == 1; ++c) {
      const ColumnFacts& facts = d.scope.main().column(c);
      if (!facts.time || d.scope.main().profile().columns[c].Hidden() || facts.stems.size() != 1 || d.scope.Ref(0, c) == d.time) continue;
      // "closed last week" of a state "done" and a column closed_at
      const bool ends = d.scope.main().profile().columns[c].nullable && knowledge::IsEnd(facts.words[0]) && knowledge::IsEnd(d.Chosen(i).values[0]);
      if (facts.stems[0] == Stem(d.Chosen(i).values[0]) || ends) moment = d.scope.Ref(0, c);
    }
    if (moment.empty()) continue;
    d.time = moment;
    d.used_columns.push_back(d.time);
    d.assumed = true;
    d.NoteThat("time_column", d.Words(i), base::StrCat("by ", d.time.name));
    return;
  }
}

// "lessons started" of events none of which is called so: all of them is not what was asked. Where rows are things in a state, the verb
// may say no more than that there are such things; the reading is then less sure, and says so.
void RefuseLostVerbs(Draft& d) {
  // "customers who never bought anything": said of the rows of another table, which they lack.
  if (d.form.shape == Shape::kWithout) return;
  if (d.fragment) return;
  // "data sent": of a figure, the verb says no more than the figure.
  const bool rows = std::all_of(d.form.measures.begin(), d.form.measures.end(), [](const Measure& measure) { return measure.operand.empty() || measure.kind == MeasureKind::kCountDistinct; });
  for (size_t i = 0; i < d.tags.size(); ++i) {
    // "cars still plugged in": which state that is, guessed rows do not say.
    const bool guessed = std::any_of(d.tags.begin(), d.tags.end(), [](const Tag& tag) { return tag.rows; });
    if (guessed && d.Is(i, TagKind::kFiller) && IsOneOf(d.Text(i), {"still", "yet", "currently", "now", "right now"})) d.Fail(Problem::kNotUnderstood, i);
    if (d.Is(i, TagKind::kFiller) && !d.tags[i].open && rows && LosesDeal(d, i)) {
      d.Fail(Problem::kNotUnderstood, i);
      return;
    }
    if (!d.Is(i, TagKind::kFiller) || d.tags[i].open || !SaysWhatHappened(d.Words(i))) continue;
    // "used both web and android": what was used is said.
    if (IsOneOf(d.Words(i), {"use", "used", "using"}) && d.Means(d.Next(i), MeaningKind::kValue) && !d.BreakBetween(i, d.Next(i))) continue;
    // "the wards that sent us": who did it.
    if (d.tags[i].last + 1 < d.words.size() && IsOneOf(d.words[d.tags[i].last + 1].text, {"us", "me", "our", "it", "them"})) continue;
    bool weighed = false;
    for (size_t c = 0; c < d.scope.main().size(); ++c) {
      if (!d.scope.main().TellsWhatHappened(c) || TellsApartBy(d, d.scope.Ref(0, c))) continue;
      if (d.scope.main().LogsEvents(c) && rows) {
        d.Fail(Problem::kNotUnderstood, i);
        return;
      }
      weighed = true;
    }
    if (!weighed) continue;
    d.composed.certainty *= 0.92;
    d.NoteThat("left_aside", d.Words(i), "not taken as a condition");
  }
}

}  // namespace aurora::query::language

#include "services/query-engine/language/compose/conditions/conditions.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"
#include "services/query-engine/language/compose/shapes/shapes.h"

namespace aurora::query::language {
namespace {

// "have not moved", "hasn't reported": until now.
bool IsPerfect(const Draft& d, size_t negation) {
  const size_t first = d.tags[negation].first;
  return first > 0 && IsOneOf(d.words[first - 1].text, {"have", "has", "ve"});
}

// "not delivered anything", "not sent any data": of what gives rows, without saying which.
bool GivesRow(const Draft& d, size_t verb) {
  static constexpr std::array<std::string_view, 16> kGives = {"delivered", "sent", "produced", "provided", "supplied", "submitted", "given", "done", "returned", "transmitted", "generated", "contributed", "uploaded", "brought", "logged", "found"};
  const size_t behind = d.tags[verb].last + 1;
  return std::find(kGives.begin(), kGives.end(), std::string_view(d.Text(verb))) != kGives.end() && behind < d.words.size() && !d.words[behind - 1].break_after &&
         (IsOneOf(d.words[behind].text, {"anything", "something"}) || (d.words[behind].text == "a" && behind + 1 < d.words.size() && d.words[behind + 1].text == "thing"));
}

// When something of the row happened; nullopt where the noun is a value, or names the rows.
std::optional<ColumnRef> MomentOf(const Draft& d, size_t tag) {
  if (!d.Lexical(tag) || d.Chosen(tag).kind == MeaningKind::kValue || d.Chosen(tag).kind == MeaningKind::kTable) return std::nullopt;
  for (const Meaning& meaning : d.tags[tag].meanings) {
    if (meaning.kind == MeaningKind::kMoment && meaning.source == 0 && meaning.values.empty() && meaning.weight >= 0.5) return d.Ref(meaning);
  }
  return std::nullopt;
}

// "employees whose last clocking was more than 10 days ago", "members last seen before May": by the last row of each (or the first), and no row that is
// the last of all. The tag that says which; tags.size() where there is none.
size_t LastRowOfEach(const Draft& d) {
  for (size_t i = 1; i + 1 < d.tags.size(); ++i) {
    const std::string& last = d.words[d.tags[i].last].text;
    if (d.used[i] || d.Is(i, TagKind::kTime) || d.Is(i, TagKind::kFirstTime) || !(IsOneOf(last, {"last", "latest", "newest", "first", "earliest"}) || (last == "recent" && d.words[d.tags[i].last - 1].text == "most"))) continue;
    const size_t rows = d.Next(i);
    const bool moment = MomentOf(d, rows).has_value();
    const bool seen = rows < d.tags.size() && IsOneOf(d.words[d.tags[i].last + 1].text, {"seen", "active", "heard"});
    const bool noun = d.Means(rows, MeaningKind::kTable) || d.Is(rows, TagKind::kRows) || (d.Means(rows, MeaningKind::kEntity) && d.Chosen(rows).source == 0 && d.FactsOf(d.Chosen(rows)).row_id);
    if (!(moment || seen || noun) || d.BreakBetween(i, rows) || (noun && Plural(d.words[d.tags[rows].last].text))) continue;
    const size_t when = seen && d.Is(rows, TagKind::kTime) ? rows : d.Next(rows);
    if (!d.Is(when, TagKind::kTime) || d.BreakBetween(rows, when)) continue;
    // Whose: somebody who has many rows, and a word that says so.
    size_t whose = i;
    while (whose-- > 0 && !(d.Lexical(whose) && OfColumn(d.Chosen(whose)) && d.FactsOf(d.Chosen(whose)).category && !(d.Chosen(whose).source == 0 && d.FactsOf(d.Chosen(whose)).row_id))) {
    }
    if (whose >= i) continue;
    bool said = !noun;
    for (size_t w = d.tags[whose].last + 1; w < d.tags[i].first; ++w) said = said || IsOneOf(d.words[w].text, {"whose", "their", "its", "have", "has", "had", "with"});
    // "which customers' latest job"
    said = said || (d.tags[whose].last + 1 == d.tags[i].first && Plural(d.words[d.tags[whose].last].text));
    if (said) return i;
  }
  return d.tags.size();
}

bool ByFirstRow(const Draft& d) { return d.by_last_row && IsOneOf(d.words[d.tags[*d.silent].last].text, {"first", "earliest"}); }

// Since when the last row of each may be, or before when.
void AddLastRow(Draft& d, Comparison comparison, absl::Time when) {
  Having having;
  having.measure.kind = ByFirstRow(d) ? MeasureKind::kMinimum : MeasureKind::kMaximum;
  having.measure.operand.column = d.time;
  having.comparison = comparison;
  having.values = {absl::FormatTime("%Y-%m-%d %H:%M:%E3S", when, absl::UTCTimeZone())};
  d.form.having.push_back(having);
}

}  // namespace

// "accounts that have not paid anything for 40 days"
void FindSilence(Draft& d) {
  if (d.silent.has_value() || d.never.has_value()) return;
  if (const size_t last = LastRowOfEach(d); last < d.tags.size()) {
    d.silent = last;
    d.used[last] = d.by_last_row = true;
    // "whose last pickup is over a week ago" of rides that begin with a request: by when they were picked up.
    const size_t when = d.Next(last);
    if (const std::optional<ColumnRef> moment = MomentOf(d, when); moment.has_value() && !(*moment == d.time)) {
      d.time = *moment;
      d.NoteThat("time_column", d.Words(when), base::StrCat("by ", d.time.name));
    }
    return;
  }
  // "which foremen have had no load since Monday": those that only the rows themselves know.
  for (size_t i = 1; i + 1 < d.tags.size(); ++i) {
    const bool not_since = d.Is(i, TagKind::kNegation) && IsPerfect(d, i);
    const bool none = d.Is(i, TagKind::kWithout) || (d.Is(i, TagKind::kNegation) && d.Text(i) == "no") || not_since;
    // "cranes that have not moved since Monday": what was not done is the row, or a word that says no more.
    size_t rows = d.Next(i);
    if (not_since && d.Means(rows, MeaningKind::kMoment) && d.Ref(d.Chosen(rows)) == d.time) rows = d.Next(rows);
    // "have not delivered anything since 13:20": whatever they do, it is a row.
    const bool deed = not_since && d.Is(rows, TagKind::kUnknown) && GivesRow(d, rows) && d.Is(d.Next(rows), TagKind::kTime);
    const size_t verb = deed ? rows : d.tags.size();
    if (deed) rows = d.Next(rows);
    const bool bare = not_since && d.Is(rows, TagKind::kTime);
    const bool own_row = bare || (d.Means(rows, MeaningKind::kEntity) && d.Chosen(rows).source == 0 && d.FactsOf(d.Chosen(rows)).row_id);
    if (!none || d.used[i] || !(own_row || d.Means(rows, MeaningKind::kTable) || d.Is(rows, TagKind::kRows))) continue;
    const size_t since = bare ? rows : d.Next(rows);
    // "no moves in the last 24 hours" is none since then.
    const bool until_now = d.Is(since, TagKind::kTime) && d.tags[since].window.to >= d.now && d.tags[since].window.from != absl::InfinitePast();
    const bool last = until_now && std::any_of(d.words.begin() + static_cast<std::ptrdiff_t>(d.tags[since].first), d.words.begin() + static_cast<std::ptrdiff_t>(d.tags[since].last), [](const Word& word) { return IsOneOf(word.text, {"last", "past"}); });
    if (!until_now || !(d.words[d.tags[since].first].text == "since" || last)) continue;
    size_t whose = d.Previous(i);
    if (not_since && d.Is(whose, TagKind::kHaving)) whose = d.Previous(whose);
    if (!d.Lexical(whose) || d.Chosen(whose).source != 0 || !OfColumn(d.Chosen(whose))) continue;
    if (!d.FactsOf(d.Chosen(whose)).category || d.FactsOf(d.Chosen(whose)).row_id) continue;
    bool listed = false;
    for (size_t s = 1; s < d.scope.size(); ++s) listed = listed || d.scope.join(s).left == d.Ref(d.Chosen(whose));
    if (listed) continue;
    d.silent = i;
    d.used[i] = true;
    if (deed) {
      d.used[verb] = true;
      d.composed.certainty *= 0.85;
      d.NoteThat("silence", d.Words(verb), "no row since then");
    }
    return;
  }
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    const bool none = d.Is(i, TagKind::kNegation) && (d.Text(i) == "not" || d.Text(i) == "no");
    if ((!none && !d.Is(i, TagKind::kWithout)) || d.used[i]) continue;
    // "no session for a day"
    for (size_t w = d.tags[i].last; w + 2 < d.words.size() && !d.silent.has_value(); ++w) {
      const bool one = d.words[w].text == "for" && (d.words[w + 1].text == "a" || d.words[w + 1].text == "an" || d.words[w + 1].text == "half");
      const size_t unit_at = d.words[w + 1].text == "half" ? w + 3 : w + 2;
      if (!one || unit_at >= d.words.size() || !ReadUnit(d.words[unit_at].text).has_value()) continue;
      d.silent = i;
      d.used[i] = true;
    }
    if (d.silent.has_value()) return;
    for (size_t j = i + 1; j + 1 < d.tags.size(); ++j) {
      if (!d.Is(j, TagKind::kNumber) || !d.Is(j + 1, TagKind::kUnit) || d.tags[j].first == 0) continue;
      const auto unit = knowledge::FindUnit(d.tags[j + 1].unit);
      // "for 60 days", "for more than 60 days"
      const size_t before = d.Is(j - 1, TagKind::kCompare) ? d.tags[j - 1].first : d.tags[j].first;
      // "for more than" may be one word of the language.
      const bool lasts = before > 0 && (d.words[before - 1].text == "for" || d.words[before].text == "for");
      if (!lasts || !unit.has_value() || unit->dimension != knowledge::Dimension::kDuration) continue;
      d.silent = i;
      d.used[i] = true;
      // "have not fed anything for two days" of rounds that were planned and fed: by when they did.
      const size_t deed = d.Next(i);
      if (d.Means(deed, MeaningKind::kMoment) && d.Chosen(deed).source == 0 && d.Chosen(deed).values.empty() && !(d.Ref(d.Chosen(deed)) == d.time) && !d.BreakBetween(i, deed) && SaysAnything(d, i)) {
        d.time = d.Ref(d.Chosen(deed));
        d.NoteThat("time_column", d.Words(deed), base::StrCat("by ", d.time.name));
        d.Use(deed);
      }
      return;
    }
  }
}

// which sensors have been quiet for two hours
void ReadSilence(Draft& d) {
  if (!d.silent.has_value()) return;
  // "have not seen any patient" is about what was not seen.
  const size_t behind = d.tags[*d.silent].last + 1;
  if (behind < d.words.size() && d.words[behind - 1].text == "seen" && IsOneOf(d.words[behind].text, {"any", "a", "an", "the"})) {
    d.Fail(Problem::kNotUnderstood, *d.silent);
    return;
  }
  const std::optional<size_t> group = EntityNoun(d, true);
  // "have not reported" of reported_at: the rows of this table.
  for (size_t w = d.tags[*d.silent].first; w <= d.tags[*d.silent].last && !d.time.empty(); ++w) {
    const std::vector<std::string>& stems = d.scope.Facts(d.time).stems;
    if (std::find(stems.begin(), stems.end(), d.words[w].stem) != stems.end()) d.composed.said_table = true;
  }
  if (!group.has_value() || d.time.empty()) {
    d.Fail(Problem::kNotUnderstood, *d.silent);
    return;
  }
  // "have exported nothing" of what has a list of its own: those without any row are there, and not among these.
  const bool deed = std::any_of(d.words.begin() + static_cast<std::ptrdiff_t>(d.tags[*d.silent].first), d.words.begin() + static_cast<std::ptrdiff_t>(d.tags[*d.silent].last) + 1, [](const Word& word) { return IsOneOf(word.text, {"nothing", "anything"}); });
  for (size_t s = 1; s < d.scope.size() && deed && !d.by_last_row; ++s) {
    if (d.form.window.has_value() && d.scope.join(s).left == d.form.groups[*group].column) return d.Fail(Problem::kNotUnderstood, *d.silent);
  }
  // A date in a list of things says when each of them began; what they did since is in another table.
  const ColumnRef whose = d.form.groups[*group].column;
  const bool of_things = whose.source == 0 && !d.scope.reverse().empty() && (Identifies(d, whose) || (d.scope.Facts(whose).row_id && d.scope.Profile(d.time).column_class == catalog::ColumnClass::kDate));
  if (of_things) {
    d.Fail(Problem::kNotUnderstood, *d.silent);
    return;
  }
  std::optional<absl::Time> since;
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kNumber)) continue;
    const size_t unit_at = d.Next(i);
    const auto unit = d.Is(unit_at, TagKind::kUnit) ? knowledge::FindUnit(d.tags[unit_at].unit) : std::nullopt;
    if (!unit.has_value() || unit->dimension != knowledge::Dimension::kDuration) continue;
    since = d.now - absl::Seconds(1) * (d.tags[i].number * unit->factor);
    d.used[i] = d.used[unit_at] = true;
  }
  // "for half an hour", "for an hour"
  for (size_t w = 0; w + 1 < d.words.size() && !since.has_value(); ++w) {
    double count = 0;
    size_t unit_at = w + 1;
    if (d.words[w].text == "half" && (d.words[w + 1].text == "an" || d.words[w + 1].text == "a")) {
      count = 0.5;
      unit_at = w + 2;
    } else if (d.words[w].text == "a" || d.words[w].text == "an") {
      count = 1;
    } else if (d.words[w].text == "over" || d.words[w].text == "than") {
      if (w + 2 < d.words.size() && (d.words[w + 1].text == "an" || d.words[w + 1].text == "a")) {
        count = 1;
        unit_at = w + 2;
      }
    }
    const auto unit = count > 0 && unit_at < d.words.size() ? knowledge::FindUnit(d.words[unit_at].text) : std::nullopt;
    if (!unit.has_value() || unit->dimension != knowledge::Dimension::kDuration) continue;
    since = d.now - absl::Seconds(1) * (count * unit->factor);
    for (size_t i = 0; i < d.tags.size(); ++i) {
      if (d.tags[i].first >= w && d.tags[i].last <= unit_at) d.used[i] = true;
    }
  }
  if (d.by_last_row && d.form.window.has_value()) {
    if (d.form.window->to < d.now) AddLastRow(d, Comparison::kLess, d.form.window->to);
    if (d.form.window->from != absl::InfinitePast()) AddLastRow(d, Comparison::kGreaterOrEqual, d.form.window->from);
    since = d.form.window->to;
  }
  if (!since.has_value() && d.form.window.has_value() && d.form.window->from != absl::InfinitePast()) since = d.form.window->from;
  // "stopped reporting more than 2 hours ago"
  if (!since.has_value() && d.form.window.has_value() && d.form.window->to < d.now) since = d.form.window->to;
  if (!since.has_value()) {
    since = d.now - absl::Hours(1);
    d.NoteThat("silence", d.Words(*d.silent), "no row for an hour");
    d.composed.certainty = 0.6;
  }
  d.form.window.reset();
  if (!d.by_last_row) AddLastRow(d, Comparison::kLess, *since);
  d.form.measures.clear();
  d.form.shape = d.counted ? Shape::kCountGroups : Shape::kGroups;
  if (!d.counted) {
    Measure last;
    last.kind = ByFirstRow(d) ? MeasureKind::kMinimum : MeasureKind::kMaximum;
    last.operand.column = d.time;
    last.name = ByFirstRow(d) ? "first_seen" : "last_seen";
    d.form.measures.push_back(last);
    d.form.order = Order::kMeasureAscending;
  }
  d.ranked = false;
  // "whose first order was in May" is no first of them all.
  if (d.form.limit == 0 || (d.by_last_row && d.form.limit == 1)) d.form.limit = 1000;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kNegation) || d.Is(i, TagKind::kNone) || d.Is(i, TagKind::kCompare) || d.Is(i, TagKind::kHowLong) || d.Is(i, TagKind::kWithout)) d.used[i] = true;
    // "havent been out", "not been around"
    if (d.Is(i, TagKind::kUnknown) && d.tags[i].first > 0 && IsOneOf(d.words[d.tags[i].first - 1].text, {"been", "gone"}) && IsOneOf(d.Text(i), {"out", "around", "online", "busy"})) d.used[i] = true;
    if (d.Is(i, TagKind::kUnknown) && (d.Text(i) == "ago" || d.Text(i) == "data" || d.Text(i) == "reporting" || d.Text(i) == "sending" || d.Text(i) == "signal" || d.Text(i) == "anything")) d.used[i] = true;
    // "sensors without a reading": the rows. "Whose last order was ...": what the last one is of.
    const bool own_row = d.by_last_row && i > *d.silent && (d.Means(i, MeaningKind::kMoment) || (i == d.Next(*d.silent) && MomentOf(d, i).has_value()) || (d.Means(i, MeaningKind::kEntity) && d.Chosen(i).source == 0 && d.FactsOf(d.Chosen(i)).row_id));
    if (d.Lexical(i) && !d.used[i] && (d.Chosen(i).kind == MeaningKind::kTable || own_row)) d.Use(i);
    if (d.by_last_row && d.Is(i, TagKind::kUnknown) && i > *d.silent && IsOneOf(d.Text(i), {"seen", "active", "heard"})) d.used[i] = true;
  }
}

}  // namespace aurora::query::language

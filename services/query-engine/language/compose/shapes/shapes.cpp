#include "services/query-engine/language/compose/shapes/shapes.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/happenings.h"
#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/context.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"
#include "services/query-engine/language/compose/shapes/their_rows.h"

namespace aurora::query::language {
namespace {

// A table's own name, and no synonym of it.
constexpr double kOwnName = 0.85;

// "passes" of a table pass_sales, where its column pass_kind has the word too.
bool CalledByTable(const Draft& d, size_t tag) {
  if (!d.Lexical(tag) || d.Chosen(tag).source != 0 || d.Chosen(tag).kind == MeaningKind::kValue || !Plural(d.words[d.tags[tag].last].text)) return false;
  const std::vector<std::string>& name = d.scope.main().name_stems();
  return !name.empty() && name[0] == d.words[d.tags[tag].last].stem;
}

// Whether the time stands with the rows themselves, before what they lack: "reports from last week without".
bool OfRowsBefore(const Draft& d, size_t lack) {
  for (size_t i = 0; i < lack && !d.time.empty(); ++i) {
    if (!d.Is(i, TagKind::kTime)) continue;
    const size_t rows = d.Previous(i);
    const std::string ahead = d.tags[i].first > 0 ? d.words[d.tags[i].first - 1].text : "";
    const std::string first = d.words[d.tags[i].first].text;
    const bool joined = IsOneOf(ahead, {"from", "of", "in"}) || IsOneOf(first, {"from", "of", "in"});
    if (joined && d.Means(rows, MeaningKind::kTable) && !d.BreakBetween(rows, i)) return true;
    // "messages that went out yesterday still have no receipt": by what was done with them then.
    const bool done = rows < i && (d.Means(rows, MeaningKind::kMoment) || d.Means(rows, MeaningKind::kValue)) && d.Chosen(rows).source == 0 && d.tags[rows].last + 1 >= d.tags[i].first && !d.BreakBetween(rows, i);
    const std::string& verb = d.words[d.tags[std::min(rows, i)].first].text;
    if (done && (d.Means(rows, MeaningKind::kMoment) || Participle(verb) || IsOneOf(verb, {"sent", "went", "made", "sold", "paid", "came", "put", "built", "taken", "given", "shut", "lost"}))) return true;
  }
  return false;
}

// "listings that never got an offer" of a trade where offers are listings, too: a far-fetched name of these rows, and the other table's own.
bool MeansOtherRows(const Draft& d, size_t tag) {
  return d.Means(tag, MeaningKind::kTable) && d.Chosen(tag).source == 0 && d.Chosen(tag).weight < kOwnName && d.tags[tag].first == d.tags[tag].last && d.tags[tag].linked.empty();
}

bool MakesRows(const std::string& verb) { return knowledge::BringsAbout(verb) || IsOneOf(verb, {"sent", "had", "got", "made", "given", "written"}); }

// "by category", "per category"
bool IsGroup(const Draft& d, size_t tag) {
  size_t at = 0;
  const Context context = ContextOf(d, tag, &at);
  return context == Context::kBy || context == Context::kPer;
}

// "for each category", "which category has the most": the groups in which rows that lack another are counted. nullopt where one is not of
// these rows.
std::optional<std::vector<Group>> GroupsOfThese(const Draft& d) {
  std::vector<Group> kept;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    size_t at = 0;
    if (!d.Lexical(i) || !d.MayGroup(d.Chosen(i))) continue;
    if (!IsGroup(d, i) && (ContextOf(d, i, &at) != Context::kWhich || !d.ranked)) continue;
    const auto group = std::find_if(d.form.groups.begin(), d.form.groups.end(), [&](const Group& one) {
      return one.kind == GroupKind::kColumn && std::any_of(d.tags[i].meanings.begin(), d.tags[i].meanings.end(), [&](const Meaning& meaning) { return OfColumn(meaning) && d.Ref(meaning) == one.column; });
    });
    if (group == d.form.groups.end() || group->column.source != 0) return std::nullopt;
    kept.push_back(*group);
  }
  return kept;
}

// doctors who never had an appointment: rows of this table without one in another
bool ReadWithout(Draft& d) {
  size_t at = d.tags.size();
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kNever) || d.Is(i, TagKind::kWithout) || (d.Is(i, TagKind::kNegation) && !d.used[i])) at = i;
  }
  if (at == d.tags.size()) return false;
  // Whose rows lack one.
  bool whose = false;
  for (size_t i = 0; i < at; ++i) whose = whose || d.Means(i, MeaningKind::kTable) || CalledByKind(d, i) || CalledByTable(d, i) || (d.Means(i, MeaningKind::kEntity) && d.Chosen(i).source == 0 && d.FactsOf(d.Chosen(i)).row_id);
  if (!whose || d.form.HasBucket()) return false;
  const bool share = d.Has(TagKind::kRatio);
  for (size_t i = at + 1; i < d.tags.size(); ++i) {
    // "without an order", where order is also a word of the language
    const bool of_language = d.tags[i].first == d.tags[i].last && (d.Is(i, TagKind::kChange) || d.Is(i, TagKind::kRows) || d.Is(i, TagKind::kMoney) || d.Is(i, TagKind::kUnit));
    // "campaigns without pledges" of a date whose comment speaks of pledges
    const bool mentioned = d.Lexical(i) && d.tags[i].first == d.tags[i].last && d.Chosen(i).source == 0 && OfColumn(d.Chosen(i)) && d.Chosen(i).weight <= kCommentNoun;
    // "stations with no jammed swap" of stations that swap or store: what follows is the other table's own name.
    const bool own_name = d.Means(i, MeaningKind::kValue) && d.Chosen(i).source == 0 && d.tags[i].first == d.tags[i].last && std::any_of(d.scope.reverse().begin(), d.scope.reverse().end(), [&](const Scope::Reverse& reverse) { return CallsRows(*reverse.facts, d.words[d.tags[i].first].stem); });
    // "without a run" of runs, where "run" mostly says nothing.
    const bool their_name = i == at + 1 && std::any_of(d.scope.reverse().begin(), d.scope.reverse().end(), [&](const Scope::Reverse& reverse) { return CallsRows(*reverse.facts, d.words[d.tags[i].first].stem); });
    if (!d.Is(i, TagKind::kUnknown) && !of_language && !mentioned && !own_name && !MeansOtherRows(d, i) && !(d.Is(i, TagKind::kFiller) && (their_name || d.words[d.tags[i].first].text.size() > 4))) continue;
    for (const Scope::Reverse& reverse : d.scope.reverse()) {
      // "services in our catalogue that never got a request": no service is called "catalogue".
      if (mentioned && std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) { return placed.condition.operand.column == ColumnRef{0, reverse.join.right}; })) continue;
      const std::vector<TableFacts::Entry>& entries = reverse.facts->Entries(d.words[d.tags[i].first].stem);
      // "made a transfer" of payments that are transfers or fees: not every row is one.
      double value = 0;
      for (const TableFacts::Entry& entry : entries) {
        if (entry.meaning.kind == MeaningKind::kValue && entry.stems.size() == 1) value = std::max(value, entry.meaning.weight);
      }
      const bool table = std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return entry.meaning.kind == MeaningKind::kTable && entry.stems.size() == 1 && entry.meaning.weight >= value; });
      // "have not booked anything": by the verb of what happened.
      const size_t time = reverse.facts->Find(reverse.facts->profile().time_column);
      const bool verb = std::any_of(entries.begin(), entries.end(), [&](const auto& entry) { return entry.meaning.kind == MeaningKind::kMoment && entry.meaning.column == time && entry.stems.size() == 1; });
      // "booked a class": what the other table's rows are called, too; a value of theirs would be a condition.
      const auto called = [&](const Tag& tag) {
        const std::vector<TableFacts::Entry>& theirs = reverse.facts->Entries(d.words[tag.first].stem);
        return !theirs.empty() && std::none_of(theirs.begin(), theirs.end(), [](const auto& entry) { return entry.meaning.kind == MeaningKind::kValue; });
      };
      const bool other_noun = std::any_of(d.tags.begin() + static_cast<std::ptrdiff_t>(i) + 1, d.tags.end(),
                                          [&](const Tag& tag) { return (tag.kind == TagKind::kUnknown && !called(tag)) || (tag.kind == TagKind::kLexicon && !IsGroup(d, static_cast<size_t>(&tag - d.tags.data()))); });
      // "machines that never sold" of presses that sold or failed: none that did.
      const auto says = [&](const Scope::Reverse& one) { return TheirValue(*one.facts, d.words[d.tags[i].first].stem).has_value(); };
      // "never sent a message", where messages may be sent or held back: the rows, by what makes any of them.
      const bool made = MakesRows(d.Text(i)) && std::any_of(d.tags.begin() + static_cast<std::ptrdiff_t>(i) + 1, d.tags.end(), [&](const Tag& tag) { return CallsRows(*reverse.facts, d.words[tag.first].stem); });
      const bool outcome = !table && !made && (d.Is(at, TagKind::kNever) || SaysAnything(d, at)) && d.Next(at) == i && d.Is(i, TagKind::kUnknown) && says(reverse) && std::count_if(d.scope.reverse().begin(), d.scope.reverse().end(), says) == 1;
      if (!table && !outcome && !(verb && !other_noun && (d.Is(i, TagKind::kUnknown) || MeansOtherRows(d, i)))) continue;
      const catalog::TableProfile& other = reverse.facts->profile();
      // "what percentage was never attempted": no list of them.
      if (share) {
        d.Fail(Problem::kNotUnderstood, at);
        return true;
      }
      LackTheirRows(d, reverse);
      // "boxes that arrived last week and were never scanned": the time is theirs, not that of what is missing.
      bool dated = false;
      for (size_t j = 0; j < at && d.form.window.has_value(); ++j) {
        if (!d.Means(j, MeaningKind::kMoment) || d.Chosen(j).source != 0 || !d.Is(d.Next(j), TagKind::kTime)) continue;
        const bool alone = std::count_if(d.tags.begin(), d.tags.end(), [](const Tag& tag) { return tag.kind == TagKind::kTime || tag.kind == TagKind::kShift; }) == 1 && d.Chosen(j).values.empty();
        if (!alone) d.Fail(Problem::kNotUnderstood, j);
        dated = alone;
        if (alone) d.time = d.Ref(d.Chosen(j));
      }
      // "reports from last week without a decision": those of last week, whenever a decision came.
      const bool of_these = dated || OfRowsBefore(d, at);
      if (d.form.window.has_value() && !of_these) d.time = other.time_column.empty() ? ColumnRef{} : ColumnRef{1, other.time_column};
      d.used[at] = d.used[i] = true;
      // "no service visit" of service_visits: the rest of their name.
      if (i + 1 < d.tags.size() && d.Is(i + 1, TagKind::kUnknown) && !d.BreakBetween(i, i + 1)) {
        const std::vector<std::string>& names = reverse.facts->name_stems();
        if (std::find(names.begin(), names.end(), d.words[d.tags[i + 1].first].stem) != names.end()) d.used[i + 1] = true;
      }
      std::erase_if(d.placed, [&](const Placed& placed) { return placed.tag == i; });
      // "never sat an exam": the verb is the other table's.
      NarrowTheirRows(d, at, i, *reverse.facts, of_these);
      for (size_t j = at + 1; j < d.tags.size(); ++j) {
        const std::vector<TableFacts::Entry>& theirs = reverse.facts->Entries(d.words[d.tags[j].first].stem);
        const bool known = std::any_of(theirs.begin(), theirs.end(), [](const auto& entry) { return entry.meaning.kind == MeaningKind::kMoment; });
        if (d.Is(j, TagKind::kUnknown) && (known || (verb && !other_noun && j > i) || (j < i && MakesRows(d.Text(j))))) d.used[j] = true;
      }
      d.never.reset();
      d.composed.said_table = true;
      d.form.measures.clear();
      std::optional<std::vector<Group>> groups = GroupsOfThese(d);
      if (!groups.has_value()) d.Fail(Problem::kNotUnderstood, d.tags.size());
      d.form.groups = groups.value_or(std::vector<Group>());
      if (d.counted || d.Has(TagKind::kCount) || !d.form.groups.empty()) d.AddMeasure(MeasureKind::kCount, {});
      for (size_t j = 0; j < at; ++j) {
        if (d.Lexical(j) && d.Chosen(j).kind != MeaningKind::kValue) d.Use(j);
      }
      d.ranked = d.ranked && !d.form.groups.empty();
      if (d.form.groups.empty()) d.form.limit = 1000;
      return true;
    }
  }
  return false;
}

}  // namespace

// What is counted as an entity becomes the group.
std::optional<size_t> EntityNoun(Draft& d, bool required) {
  (void)required;
  for (size_t m = 0; m < d.form.measures.size(); ++m) {
    const Measure measure = d.form.measures[m];
    if (measure.kind != MeasureKind::kCountDistinct) continue;
    d.form.measures.clear();
    d.AddGroup(measure.operand.column);
    d.counted = true;
    return d.form.groups.size() - 1;
  }
  for (size_t g = 0; g < d.form.groups.size(); ++g) {
    if (d.form.groups[g].kind == GroupKind::kColumn) return g;
  }
  // "which cranes" of crane_cd in a table of crane_moves: each of them, and not their rows.
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Means(i, MeaningKind::kTable) || d.Chosen(i).weight > 0.5 || d.tags[i].first != d.tags[i].last) continue;
    std::optional<size_t> named;
    bool several = false;
    for (size_t c = 0; c < d.scope.main().size(); ++c) {
      const ColumnFacts& facts = d.scope.main().column(c);
      const bool code = facts.words.size() == 2 && IsOneOf(facts.words[1], {"code", "number", "no", "sn", "ref", "tag", "name", "badge"});
      if (!code || !facts.category || facts.row_id || facts.stems[0] != d.words[d.tags[i].first].stem) continue;
      several = several || named.has_value();
      named = c;
    }
    if (!named.has_value() || several) continue;
    d.AddGroup(d.scope.Ref(0, *named));
    d.explicit_group = true;
    d.Use(i);
    return d.form.groups.size() - 1;
  }
  return std::nullopt;
}

// Whether a flag was read of a noun that there was none of: its rows are of those that may have others, too, so that each of them is looked at.
bool LacksFlagged(Draft& d) {
  const bool entities = d.form.shape == Shape::kGroups || (d.form.measures.size() == 1 && d.form.measures[0].kind == MeasureKind::kCountDistinct && d.form.groups.empty());
  if (!entities || d.never.has_value() || !d.form.having.empty()) return false;
  for (size_t p = 0; p < d.placed.size(); ++p) {
    const size_t tag = d.placed[p].tag;
    const size_t none = d.Previous(tag);
    const size_t rows = d.Next(tag);
    if (!d.Means(tag, MeaningKind::kValue) || !d.FactsOf(d.Chosen(tag)).flag || d.Chosen(tag).source != 0 || d.placed[p].condition.comparison != Comparison::kIs || d.placed[p].condition.values == d.Chosen(tag).values) continue;
    const bool lacks = d.Is(none, TagKind::kWithout) || (d.Is(none, TagKind::kNegation) && d.Text(none) == "no");
    if (!lacks || !d.Means(rows, MeaningKind::kTable) || d.BreakBetween(none, tag) || d.BreakBetween(tag, rows)) continue;
    const std::optional<size_t> group = EntityNoun(d, true);
    if (!group.has_value()) return false;
    // Those without any row are in the list of them.
    for (size_t s = 1; s < d.scope.size(); ++s) {
      if (d.scope.join(s).left == d.form.groups[*group].column) d.Fail(Problem::kNotUnderstood, none);
    }
    Having having;
    having.measure.only = {d.placed[p].condition};
    having.measure.only[0].values = d.Chosen(tag).values;
    having.comparison = Comparison::kIs;
    having.values = {"0"};
    d.form.having.push_back(having);
    d.placed.erase(d.placed.begin() + static_cast<std::ptrdiff_t>(p));
    d.form.measures.clear();
    d.form.shape = d.counted || d.Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
    return true;
  }
  return false;
}

// parcels that were never loaded: seen, but without such a row
void ReadNever(Draft& d) {
  if (ReadWithout(d) || ReadNothingSince(d)) return;
  if (ReadBoth(d)) return;
  if (d.each_once && d.form.having.empty()) return d.Fail(Problem::kNotUnderstood, d.tags.size());
  std::optional<size_t> at = d.never;
  bool negated = false;
  // "sites that had no towed fines": none of theirs, where "not towed" would be of some.
  if (LacksFlagged(d)) return;
  if (!at.has_value()) {
    // "which viewers did not finish anything this week"
    for (size_t p = 0; p < d.placed.size(); ++p) {
      if (d.placed[p].condition.comparison != Comparison::kIsNot || d.placed[p].condition.operand.IsSpan()) continue;
      // "reported no faults": none at all; "not completed" of a state is a filter.
      const ColumnFacts& facts = d.scope.Facts(d.placed[p].condition.operand.column);
      const size_t before = d.Previous(d.placed[p].tag);
      const bool none = facts.event || (facts.status && d.Is(before, TagKind::kNegation) && (d.Text(before) == "no" || SaysAnything(d, before)));
      if (none && d.form.having.empty() &&
          (d.form.shape == Shape::kGroups || d.form.shape == Shape::kCountGroups || (d.form.measures.size() == 1 && d.form.measures[0].kind == MeasureKind::kCountDistinct && d.form.groups.empty()))) {
        at = p > 0 ? d.placed[p].tag - 1 : 0;
        negated = true;
      }
    }
  }
  // "workspaces that have not exported anything": in none of their rows, and not in some.
  for (size_t p = 0; p < d.placed.size() && !at.has_value() && d.form.having.empty(); ++p) {
    const size_t before = d.Previous(d.placed[p].tag);
    if (d.placed[p].condition.comparison == Comparison::kIsNot && !d.placed[p].condition.operand.IsSpan() && d.Is(before, TagKind::kNegation) && SaysAnything(d, before) && d.Is(d.Previous(before), TagKind::kHaving)) d.Fail(Problem::kNotUnderstood, before);
  }
  if (!at.has_value()) return;
  std::vector<Condition> never;
  for (size_t p = d.placed.size(); p-- > 0;) {
    if (d.placed[p].tag < *at && !negated) continue;
    if (negated && d.placed[p].condition.comparison != Comparison::kIsNot) continue;
    const ColumnFacts& facts = d.scope.Facts(d.placed[p].condition.operand.column);
    if (!facts.event && !facts.status && !never.empty()) continue;
    Condition condition = d.placed[p].condition;
    condition.comparison = Comparison::kIs;
    never.push_back(condition);
    d.placed.erase(d.placed.begin() + static_cast<std::ptrdiff_t>(p));
  }
  const std::optional<size_t> group = EntityNoun(d, true);
  // "lenders that have not funded a loan" beside lenders of a kind "fund": what each of them is in their own list does not happen.
  if (!never.empty() && !never[0].operand.IsSpan() && never[0].operand.column.source > 0) return d.Fail(Problem::kNotUnderstood, *at);
  if (never.empty() || !group.has_value()) {
    if (d.never.has_value()) d.Fail(Problem::kNotUnderstood, *d.never);
    return;
  }
  // "clicked but never purchased": the other step must have been there.
  bool windowed = false;
  for (size_t p = d.placed.size(); p-- > 0;) {
    if (d.placed[p].condition.comparison != Comparison::kIs || !(d.placed[p].condition.operand == never[0].operand)) continue;
    Having there;
    there.measure.only = {d.placed[p].condition};
    // The window is that of what happened; never is at no time at all.
    if (d.form.window.has_value() && !d.time.empty() && !negated) {
      const auto bound = [&](Comparison comparison, absl::Time when) {
        Condition condition;
        condition.operand.column = d.time;
        condition.comparison = comparison;
        condition.values = {absl::FormatTime(d.scope.Profile(d.time).column_class == catalog::ColumnClass::kDate ? "%Y-%m-%d" : "%Y-%m-%d %H:%M:%E3S", when, absl::UTCTimeZone())};
        there.measure.only.push_back(condition);
      };
      if (d.form.window->from != absl::InfinitePast()) bound(Comparison::kGreaterOrEqual, d.form.window->from);
      if (d.form.window->to != absl::InfiniteFuture()) bound(Comparison::kLess, d.form.window->to);
      windowed = true;
      d.NoteThat("never", d.form.window_words, "the time is that of what happened; never means at no time");
    }
    there.comparison = Comparison::kGreater;
    there.values = {"0"};
    d.form.having.push_back(there);
    d.placed.erase(d.placed.begin() + static_cast<std::ptrdiff_t>(p));
  }
  if (windowed) d.form.window.reset();
  // Those of a list of their own that have no row at all are not among these: a reading of that list goes before this one.
  const bool listed = std::any_of(d.form.groups.begin(), d.form.groups.end(), [&](const Group& one) {
    bool key = one.kind == GroupKind::kColumn && one.column.source > 0;
    for (size_t source = 1; one.kind == GroupKind::kColumn && source < d.scope.size() && !key; ++source) key = d.scope.join(source).left == one.column;
    return key;
  });
  if (listed && !negated) d.composed.certainty *= 0.8;
  Having having;
  having.measure.only = never;
  having.comparison = Comparison::kIs;
  having.values = {"0"};
  d.form.having.push_back(having);
  d.form.measures.clear();
  d.form.shape = d.counted || d.Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
}

// Nothing but a row says that somebody was active.
void ReadActive(Draft& d) {
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    // "daily active players"
    if (!(d.Is(i, TagKind::kUnknown) || (d.Means(i, MeaningKind::kMoment) && !d.used[i])) || d.Text(i) != "active" || !(d.form.HasBucket() || (d.form.window.has_value() && d.Previous(i) >= i)) || !d.form.measures.empty() || d.form.shape != Shape::kMeasures || !d.Means(i + 1, MeaningKind::kEntity)) continue;
    d.AddMeasure(MeasureKind::kCountDistinct, {d.Ref(d.Chosen(i + 1)), {}, 1});
    d.form.groups.erase(std::remove_if(d.form.groups.begin(), d.form.groups.end(), [&](const Group& group) { return group.kind == GroupKind::kColumn && group.column == d.Ref(d.Chosen(i + 1)); }), d.form.groups.end());
    d.counted = true;
    d.used[i] = d.used[i + 1] = true;
    SaysActive(d, i);
  }
  const bool counted = std::any_of(d.form.measures.begin(), d.form.measures.end(), [](const Measure& measure) { return measure.kind == MeasureKind::kCountDistinct; });
  if (!d.form.window.has_value() || (!counted && d.form.shape != Shape::kGroups)) return;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!(d.Is(i, TagKind::kUnknown) || (d.Means(i, MeaningKind::kMoment) && !d.used[i])) || !IsOneOf(d.Text(i), {"active", "online", "around"})) continue;
    d.used[i] = true;
    SaysActive(d, i);
  }
}

// What somebody did is told by a table of events rather than by one of payments or bookings.
void SaysActive(Draft& d, size_t tag) {
  d.NoteThat("active", d.Words(tag), "with a row in that time");
  for (size_t c = 0; c < d.scope.main().size(); ++c) d.told_by_events = d.told_by_events || d.scope.main().LogsEvents(c);
}

// how many riders took their first trip this week
void ReadFirstTime(Draft& d) {
  if (!d.first_time.has_value()) return;
  // "new subscriptions per month" of a table of subscriptions: each row is one, new when it happened.
  const bool rows = d.composed.said_table || d.counted || d.rows_noun;
  const bool entity = std::any_of(d.form.measures.begin(), d.form.measures.end(), [](const Measure& measure) { return measure.kind == MeasureKind::kCountDistinct; });
  if (d.Text(*d.first_time) == "new" && rows && !entity && d.form.having.empty() && !d.time.empty() && (d.form.window.has_value() || d.form.HasBucket())) {
    d.NoteThat("new", d.Words(*d.first_time), base::StrCat("by ", d.time.name));
    return;
  }
  // "whose first ever event was on 20 May": the row, and not the kind of each.
  if (const size_t row = d.Next(*d.first_time); entity && d.Lexical(row) && OfColumn(d.Chosen(row)) && !d.BreakBetween(*d.first_time, row)) {
    std::erase_if(d.form.groups, [&](const Group& group) { return group.kind == GroupKind::kColumn && group.column == d.Ref(d.Chosen(row)) && std::none_of(d.form.measures.begin(), d.form.measures.end(), [&](const Measure& measure) { return measure.operand.column == group.column; }); });
  }
  // New ones of each month would need each one's first month: not what this reads.
  const bool stepped = d.form.HasBucket();
  const std::optional<size_t> group = EntityNoun(d, true);
  if (stepped || !group.has_value() || !d.form.window.has_value() || d.time.empty() || d.form.window->from == absl::InfinitePast()) {
    d.Fail(Problem::kNotUnderstood, *d.first_time);
    return;
  }
  Having having;
  having.measure.kind = MeasureKind::kMinimum;
  having.measure.operand.column = d.time;
  having.comparison = Comparison::kGreaterOrEqual;
  having.values = {absl::FormatTime("%Y-%m-%d %H:%M:%E3S", d.form.window->from, absl::UTCTimeZone())};
  d.form.having.push_back(having);
  if (d.form.window->to < d.now) {
    having.comparison = Comparison::kLess;
    having.values = {absl::FormatTime("%Y-%m-%d %H:%M:%E3S", d.form.window->to, absl::UTCTimeZone())};
    d.form.having.push_back(having);
  }
  d.form.window.reset();
  d.form.measures.clear();
  d.form.shape = d.counted || d.Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
  d.NoteThat("first_time", d.Words(*d.first_time), "no earlier row in the table");
}

}  // namespace aurora::query::language

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
// What is counted as an entity becomes the group.
std::optional<size_t> Composer::EntityNoun(bool required) {
  (void)required;
  for (size_t m = 0; m < form_.measures.size(); ++m) {
    const Measure measure = form_.measures[m];
    if (measure.kind != MeasureKind::kCountDistinct) continue;
    form_.measures.clear();
    AddGroup(measure.operand.column, 0);
    counted_ = true;
    return form_.groups.size() - 1;
  }
  for (size_t g = 0; g < form_.groups.size(); ++g) {
    if (form_.groups[g].kind == GroupKind::kColumn) return g;
  }
  // "which cranes" of crane_cd in a table of crane_moves: each of them, and not their rows.
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Means(i, MeaningKind::kTable) || Chosen(i).weight > 0.5 || tags_[i].first != tags_[i].last) continue;
    std::optional<size_t> named;
    bool several = false;
    for (size_t c = 0; c < scope_.main().size(); ++c) {
      const ColumnFacts& facts = scope_.main().column(c);
      const bool code = facts.words.size() == 2 && IsOneOf(facts.words[1], {"code", "number", "no", "sn", "ref", "tag", "name", "badge"});
      if (!code || !facts.category || facts.row_id || facts.stems[0] != words_[tags_[i].first].stem) continue;
      several = several || named.has_value();
      named = c;
    }
    if (!named.has_value() || several) continue;
    AddGroup(scope_.Ref(0, *named), i);
    explicit_group_ = true;
    Use(i);
    return form_.groups.size() - 1;
  }
  return std::nullopt;
}

// parcels that were never loaded: seen, but without such a row
void Composer::ReadNever() {
  if (ReadWithout()) return;
  if (ReadBoth()) return;
  std::optional<size_t> at = never_;
  bool negated = false;
  if (!at.has_value()) {
    // "which viewers did not finish anything this week"
    for (size_t p = 0; p < placed_.size(); ++p) {
      if (placed_[p].condition.comparison != Comparison::kIsNot || placed_[p].condition.operand.IsSpan()) continue;
      // "reported no faults": none at all; "not completed" of a state is a filter.
      const ColumnFacts& facts = scope_.Facts(placed_[p].condition.operand.column);
      const size_t before = Previous(placed_[p].tag);
      const bool none = facts.event || (facts.status && Is(before, TagKind::kNegation) && (Text(before) == "no" || SaysAnything(before)));
      if (none && form_.having.empty() &&
          (form_.shape == Shape::kGroups || form_.shape == Shape::kCountGroups || (form_.measures.size() == 1 && form_.measures[0].kind == MeasureKind::kCountDistinct && form_.groups.empty()))) {
        at = p > 0 ? placed_[p].tag - 1 : 0;
        negated = true;
      }
    }
  }
  if (!at.has_value()) return;
  std::vector<Condition> never;
  for (size_t p = placed_.size(); p-- > 0;) {
    if (placed_[p].tag < *at && !negated) continue;
    if (negated && placed_[p].condition.comparison != Comparison::kIsNot) continue;
    const ColumnFacts& facts = scope_.Facts(placed_[p].condition.operand.column);
    if (!facts.event && !facts.status && !never.empty()) continue;
    Condition condition = placed_[p].condition;
    condition.comparison = Comparison::kIs;
    never.push_back(condition);
    placed_.erase(placed_.begin() + static_cast<std::ptrdiff_t>(p));
  }
  const std::optional<size_t> group = EntityNoun(true);
  if (never.empty() || !group.has_value()) {
    if (never_.has_value()) Fail(Problem::kNotUnderstood, *never_);
    return;
  }
  // "clicked but never purchased": the other step must have been there.
  bool windowed = false;
  for (size_t p = placed_.size(); p-- > 0;) {
    if (placed_[p].condition.comparison != Comparison::kIs || !(placed_[p].condition.operand == never[0].operand)) continue;
    Having there;
    there.measure.only = {placed_[p].condition};
    // The window is that of what happened; never is at no time at all.
    if (form_.window.has_value() && !time_.empty() && !negated) {
      const auto bound = [&](Comparison comparison, absl::Time when) {
        Condition condition;
        condition.operand.column = time_;
        condition.comparison = comparison;
        condition.values = {absl::FormatTime(scope_.Profile(time_).column_class == catalog::ColumnClass::kDate ? "%Y-%m-%d" : "%Y-%m-%d %H:%M:%E3S", when, absl::UTCTimeZone())};
        there.measure.only.push_back(condition);
      };
      if (form_.window->from != absl::InfinitePast()) bound(Comparison::kGreaterOrEqual, form_.window->from);
      if (form_.window->to != absl::InfiniteFuture()) bound(Comparison::kLess, form_.window->to);
      windowed = true;
      NoteThat("never", form_.window_words, "the time is that of what happened; never means at no time");
    }
    there.comparison = Comparison::kGreater;
    there.values = {"0"};
    form_.having.push_back(there);
    placed_.erase(placed_.begin() + static_cast<std::ptrdiff_t>(p));
  }
  if (windowed) form_.window.reset();
  Having having;
  having.measure.only = never;
  having.comparison = Comparison::kIs;
  having.values = {"0"};
  form_.having.push_back(having);
  form_.measures.clear();
  form_.shape = counted_ || Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
}

// "passes" of a table pass_sales, where its column pass_kind has the word too.
bool Composer::CalledByTable(size_t tag) const {
  if (!Lexical(tag) || Chosen(tag).source != 0 || Chosen(tag).kind == MeaningKind::kValue || !Plural(words_[tags_[tag].last].text)) return false;
  const std::vector<std::string>& name = scope_.main().name_stems();
  return !name.empty() && name[0] == words_[tags_[tag].last].stem;
}

// Whether the time stands with the rows themselves, before what they lack: "reports from last week without".
bool Composer::OfRowsBefore(size_t lack) const {
  for (size_t i = 0; i < lack && !time_.empty(); ++i) {
    if (!Is(i, TagKind::kTime)) continue;
    const size_t rows = Previous(i);
    const std::string ahead = tags_[i].first > 0 ? words_[tags_[i].first - 1].text : "";
    const std::string first = words_[tags_[i].first].text;
    const bool joined = IsOneOf(ahead, {"from", "of", "in"}) || IsOneOf(first, {"from", "of", "in"});
    if (joined && Means(rows, MeaningKind::kTable) && !BreakBetween(rows, i)) return true;
  }
  return false;
}

bool Composer::ReadWithout() {
  size_t at = tags_.size();
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kNever) || Is(i, TagKind::kWithout) || (Is(i, TagKind::kNegation) && !used_[i])) at = i;
  }
  if (at == tags_.size()) return false;
  // Whose rows lack one.
  bool whose = false;
  for (size_t i = 0; i < at; ++i) whose = whose || Means(i, MeaningKind::kTable) || CalledByTable(i) || (Means(i, MeaningKind::kEntity) && Chosen(i).source == 0 && FactsOf(Chosen(i)).row_id);
  if (!whose || form_.HasBucket()) return false;
  for (size_t i = at + 1; i < tags_.size(); ++i) {
    // "without an order", where order is also a word of the language
    const bool of_language = tags_[i].first == tags_[i].last && (Is(i, TagKind::kChange) || Is(i, TagKind::kRows) || Is(i, TagKind::kMoney) || Is(i, TagKind::kUnit));
    if (!Is(i, TagKind::kUnknown) && !of_language && !(Is(i, TagKind::kFiller) && words_[tags_[i].first].text.size() > 4)) continue;
    for (const Scope::Reverse& reverse : scope_.reverse()) {
      const auto [begin, end] = reverse.facts->Entries(words_[tags_[i].first].stem);
      // "made a transfer" of payments that are transfers or fees: not every row is one.
      double value = 0;
      for (auto entry = begin; entry != end; ++entry) {
        if (entry->second.meaning.kind == MeaningKind::kValue && entry->second.stems.size() == 1) value = std::max(value, entry->second.meaning.weight);
      }
      const bool table = std::any_of(begin, end, [&](const auto& entry) { return entry.second.meaning.kind == MeaningKind::kTable && entry.second.stems.size() == 1 && entry.second.meaning.weight >= value; });
      // "have not booked anything": by the verb of what happened.
      const size_t time = reverse.facts->Find(reverse.facts->profile().time_column);
      const bool verb = std::any_of(begin, end, [&](const auto& entry) { return entry.second.meaning.kind == MeaningKind::kMoment && entry.second.meaning.column == time && entry.second.stems.size() == 1; });
      // "booked a class": what the other table's rows are called, too; a value of theirs would be a condition.
      const auto called = [&](const Tag& tag) {
        const auto [first, last] = reverse.facts->Entries(words_[tag.first].stem);
        return first != last && std::none_of(first, last, [](const auto& entry) { return entry.second.meaning.kind == MeaningKind::kValue; });
      };
      const bool other_noun = std::any_of(tags_.begin() + static_cast<std::ptrdiff_t>(i) + 1, tags_.end(),
                                          [&](const Tag& tag) { return (tag.kind == TagKind::kUnknown && !called(tag)) || tag.kind == TagKind::kLexicon; });
      if (!table && !(verb && !other_noun && Is(i, TagKind::kUnknown))) continue;
      const catalog::TableProfile& other = reverse.facts->profile();
      form_.shape = Shape::kWithout;
      form_.sources.push_back({other.database, other.table});
      TableJoin join;
      join.source = 1;
      join.left = {0, reverse.join.right};
      join.right = reverse.join.left.name;
      form_.joins.push_back(join);
      // "who joined in April but never booked": the time is theirs, not that of what is missing.
      for (size_t j = 0; j < at && form_.window.has_value(); ++j) {
        if (Means(j, MeaningKind::kMoment) && Chosen(j).source == 0 && Is(Next(j), TagKind::kTime)) Fail(Problem::kNotUnderstood, j);
      }
      // "reports from last week without a decision": those of last week, whenever a decision came.
      const bool of_these = OfRowsBefore(at);
      if (form_.window.has_value() && !of_these) time_ = other.time_column.empty() ? ColumnRef{} : ColumnRef{1, other.time_column};
      used_[at] = used_[i] = true;
      // "never sat an exam": the verb is the other table's.
      for (size_t j = at + 1; j < tags_.size(); ++j) {
        const auto [first, last] = reverse.facts->Entries(words_[tags_[j].first].stem);
        const bool known = std::any_of(first, last, [](const auto& entry) { return entry.second.meaning.kind == MeaningKind::kMoment; });
        if (Is(j, TagKind::kUnknown) && (known || (verb && !other_noun && j > i))) used_[j] = true;
      }
      never_.reset();
      composed_.said_table = true;
      form_.measures.clear();
      form_.groups.clear();
      if (counted_ || Has(TagKind::kCount)) AddMeasure(MeasureKind::kCount, {});
      for (size_t j = 0; j < at; ++j) {
        if (Lexical(j) && Chosen(j).kind != MeaningKind::kValue) Use(j);
      }
      form_.limit = 1000;
      ranked_ = false;
      return true;
    }
  }
  return false;
}

// Nothing but a row says that somebody was active.
void Composer::ReadActive() {
  for (size_t i = 0; i + 1 < tags_.size(); ++i) {
    // "daily active players"
    if (!(Is(i, TagKind::kUnknown) || (Means(i, MeaningKind::kMoment) && !used_[i])) || Text(i) != "active" || !form_.HasBucket() || !form_.measures.empty() || form_.shape != Shape::kMeasures || !Means(i + 1, MeaningKind::kEntity)) continue;
    AddMeasure(MeasureKind::kCountDistinct, {Ref(Chosen(i + 1)), {}, 1});
    form_.groups.erase(std::remove_if(form_.groups.begin(), form_.groups.end(), [&](const Group& group) { return group.kind == GroupKind::kColumn && group.column == Ref(Chosen(i + 1)); }), form_.groups.end());
    counted_ = true;
    used_[i] = used_[i + 1] = true;
    SaysActive(i);
  }
  const bool counted = std::any_of(form_.measures.begin(), form_.measures.end(), [](const Measure& measure) { return measure.kind == MeasureKind::kCountDistinct; });
  if (!form_.window.has_value() || (!counted && form_.shape != Shape::kGroups)) return;
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!(Is(i, TagKind::kUnknown) || (Means(i, MeaningKind::kMoment) && !used_[i])) || !IsOneOf(Text(i), {"active", "online", "around"})) continue;
    used_[i] = true;
    SaysActive(i);
  }
}

// What somebody did is told by a table of events rather than by one of payments or bookings.
void Composer::SaysActive(size_t tag) {
  NoteThat("active", Words(tag), "with a row in that time");
  for (size_t c = 0; c < scope_.main().size(); ++c) told_by_events_ = told_by_events_ || scope_.main().LogsEvents(c);
}

// how many riders took their first trip this week
void Composer::ReadFirstTime() {
  if (!first_time_.has_value()) return;
  // "new subscriptions per month" of a table of subscriptions: each row is one, new when it happened.
  const bool rows = composed_.said_table || counted_ || rows_noun_;
  const bool entity = std::any_of(form_.measures.begin(), form_.measures.end(), [](const Measure& measure) { return measure.kind == MeasureKind::kCountDistinct; });
  if (Text(*first_time_) == "new" && rows && !entity && form_.having.empty() && !time_.empty() && (form_.window.has_value() || form_.HasBucket())) {
    NoteThat("new", Words(*first_time_), base::StrCat("by ", time_.name));
    return;
  }
  // New ones of each month would need each one's first month: not what this reads.
  const bool stepped = form_.HasBucket();
  const std::optional<size_t> group = EntityNoun(true);
  if (stepped || !group.has_value() || !form_.window.has_value() || time_.empty() || form_.window->from == absl::InfinitePast()) {
    Fail(Problem::kNotUnderstood, *first_time_);
    return;
  }
  Having having;
  having.measure.kind = MeasureKind::kMinimum;
  having.measure.operand.column = time_;
  having.comparison = Comparison::kGreaterOrEqual;
  having.values = {absl::FormatTime("%Y-%m-%d %H:%M:%E3S", form_.window->from, absl::UTCTimeZone())};
  form_.having.push_back(having);
  if (form_.window->to < now_) {
    having.comparison = Comparison::kLess;
    having.values = {absl::FormatTime("%Y-%m-%d %H:%M:%E3S", form_.window->to, absl::UTCTimeZone())};
    form_.having.push_back(having);
  }
  form_.window.reset();
  form_.measures.clear();
  form_.shape = counted_ || Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
  NoteThat("first_time", Words(*first_time_), "no earlier row in the table");
}

}  // namespace aurora::query::language

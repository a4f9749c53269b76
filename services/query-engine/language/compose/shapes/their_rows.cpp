#include "services/query-engine/language/compose/shapes/their_rows.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

// Below it a word is taken for a value by a far-fetched synonym.
constexpr double kSureValue = 0.8;
// A table's own name, and no synonym of it.
constexpr double kSureName = 0.9;

// The one moment of their rows that the word is the verb of; size() where it is none, or also the verb of when they happened.
size_t TheirMoment(const TableFacts& theirs, const std::string& stem) {
  const size_t time = theirs.Find(theirs.profile().time_column);
  size_t moment = theirs.size();
  const std::vector<TableFacts::Entry>& entries = theirs.Entries(stem);
  for (const TableFacts::Entry& entry : entries) {
    const Meaning& meaning = entry.meaning;
    if (meaning.kind != MeaningKind::kMoment || entry.stems.size() != 1 || !meaning.values.empty()) continue;
    if (meaning.column == time || (moment < theirs.size() && moment != meaning.column)) return theirs.size();
    moment = meaning.column;
  }
  return moment;
}

void Narrow(Draft& d, size_t tag, Condition condition, std::string reading) {
  condition.words = d.Words(tag);
  d.NoteThat("filter_" + condition.operand.column.name, d.Words(tag), base::StrCat(condition.operand.column.name, reading));
  d.form.filters.push_back(std::move(condition));
  d.used[tag] = true;
}

}  // namespace

std::optional<Meaning> TheirValue(const TableFacts& theirs, const std::string& stem) {
  std::optional<Meaning> best;
  const std::vector<TableFacts::Entry>& entries = theirs.Entries(stem);
  for (const TableFacts::Entry& entry : entries) {
    const Meaning& meaning = entry.meaning;
    if (meaning.kind != MeaningKind::kValue || entry.stems.size() != 1 || meaning.weight < kSureValue) continue;
    if (best.has_value() && best->column != meaning.column && best->weight == meaning.weight) return std::nullopt;
    if (!best.has_value() || meaning.weight > best->weight) best = meaning;
  }
  return best;
}

bool CallsRows(const TableFacts& theirs, const std::string& stem) {
  const std::vector<TableFacts::Entry>& entries = theirs.Entries(stem);
  return std::any_of(entries.begin(), entries.end(), [](const auto& entry) { return entry.meaning.kind == MeaningKind::kTable && entry.stems.size() == 1 && entry.meaning.weight >= kSureName; });
}

void NarrowTheirRows(Draft& d, size_t lack, size_t rows, const TableFacts& theirs, bool of_these) {
  const auto apart = [&](size_t tag) {
    for (size_t t = std::min(tag, rows); t < std::max(tag, rows); ++t) {
      if (d.BreakBetween(t, t + 1)) return true;
    }
    return false;
  };
  bool behind = false;
  for (size_t j = lack + 1; j < d.tags.size(); ++j) {
    if (j > rows && (d.Is(j, TagKind::kTime) || apart(j))) behind = true;
    if (d.tags[j].first != d.tags[j].last || (behind && !d.used[j])) continue;
    const std::string& text = d.words[d.tags[j].first].text;
    const std::string& stem = d.words[d.tags[j].first].stem;
    // "not one row in the delivery table"
    if (d.Is(j, TagKind::kRows) && j < rows && !apart(j)) d.used[j] = true;
    if (j == rows + 1 && !apart(j) && !d.Lexical(j) && IsOneOf(text, {"table", "log", "list", "file", "register", "data"})) d.used[j] = true;
    // "no single visit": as no visit.
    if (j < rows && d.Is(j, TagKind::kUnknown) && IsOneOf(text, {"single", "one"})) d.used[j] = true;
    const bool unknown = d.Is(j, TagKind::kUnknown) && !d.used[j];
    // "members without a cancelled booking", where members may be cancelled as well
    const bool between = j < rows && d.Means(j, MeaningKind::kValue) && d.Chosen(j).source == 0;
    if (!unknown && !between && j != rows) continue;
    const std::optional<Meaning> value = j == rows ? (d.Is(lack, TagKind::kNever) || SaysAnything(d, lack) ? TheirValue(theirs, stem) : std::nullopt) : TheirValue(theirs, stem);
    const auto names_rows = [&] {
      const std::vector<TableFacts::Entry>& entries = theirs.Entries(stem);
      return std::any_of(entries.begin(), entries.end(), [](const auto& entry) { return entry.meaning.kind == MeaningKind::kTable; });
    };
    if (value.has_value() && !(j == rows && names_rows())) {
      Condition condition;
      condition.operand.column = {1, theirs.profile().columns[value->column].name};
      condition.comparison = value->comparison;
      condition.values = value->values;
      if (between) d.placed.erase(std::remove_if(d.placed.begin(), d.placed.end(), [&](const Placed& placed) { return placed.tag == j; }), d.placed.end());
      std::string reading = " is";
      for (size_t v = 0; v < value->values.size() && v < 6; ++v) base::StrAppend(&reading, v == 0 ? " " : " or ", value->values[v]);
      Narrow(d, j, std::move(condition), std::move(reading));
      // "visit marked done", "rows with outcome done"
      for (size_t before = j; before-- > rows;) {
        const bool said = d.Is(before, TagKind::kUnknown) && IsOneOf(d.Text(before), {"marked", "labelled", "labeled", "tagged", "flagged", "in", "state", "status", "outcome", "result"});
        if (said || d.Is(before, TagKind::kHaving)) d.used[before] = true;
        if (!said && !d.Is(before, TagKind::kHaving) && !d.Is(before, TagKind::kFiller)) break;
      }
      continue;
    }
    if (!unknown || j == rows) continue;
    // "no rental returned this week": when they were returned, and not when they began.
    const size_t moment = TheirMoment(theirs, stem);
    if (moment == theirs.size()) continue;
    const ColumnRef column{1, theirs.profile().columns[moment].name};
    d.used[j] = true;
    if (d.form.window.has_value() && !of_these) {
      d.time = column;
      d.NoteThat("time_column", d.Words(j), base::StrCat("by ", column.name));
    } else if (theirs.profile().columns[moment].nullable) {
      Condition condition;
      condition.operand.column = column;
      condition.comparison = Comparison::kIsNotNull;
      Narrow(d, j, std::move(condition), " is there");
    }
  }
}

void LackTheirRows(Draft& d, const Scope::Reverse& reverse) {
  const catalog::TableProfile& other = reverse.facts->profile();
  d.form.shape = Shape::kWithout;
  d.form.sources.push_back({other.database, other.table});
  TableJoin join;
  join.source = 1;
  join.left = {0, reverse.join.right};
  join.right = reverse.join.left.name;
  d.form.joins.push_back(join);
}

bool ReadNothingSince(Draft& d) {
  if (!d.silent.has_value() || d.by_last_row || d.scope.reverse().size() != 1 || d.form.HasBucket() || !d.form.groups.empty()) return false;
  const Tag& silent = d.tags[*d.silent];
  const auto begin = d.words.begin() + static_cast<std::ptrdiff_t>(silent.first);
  const auto end = d.words.begin() + static_cast<std::ptrdiff_t>(silent.last) + 1;
  if (std::none_of(begin, end, [](const Word& word) { return IsOneOf(word.text, {"nothing", "anything"}); })) return false;
  if (!d.form.window.has_value() || d.form.window->from == absl::InfinitePast() || d.form.window->to < d.now) return false;
  const bool whose = std::any_of(d.tags.begin(), d.tags.begin() + static_cast<std::ptrdiff_t>(*d.silent), [&](const Tag& tag) { return d.Means(static_cast<size_t>(&tag - d.tags.data()), MeaningKind::kTable); });
  const Scope::Reverse& reverse = d.scope.reverse()[0];
  const std::string& time = reverse.facts->profile().time_column;
  if (!whose || time.empty()) return false;
  LackTheirRows(d, reverse);
  d.time = {1, time};
  for (auto word = begin; word != end; ++word) {
    const std::optional<Meaning> value = TheirValue(*reverse.facts, word->stem);
    if (!value.has_value()) continue;
    Condition condition;
    condition.operand.column = {1, reverse.facts->profile().columns[value->column].name};
    condition.comparison = value->comparison;
    condition.values = value->values;
    Narrow(d, *d.silent, std::move(condition), base::StrCat(" is ", value->values.empty() ? "" : value->values[0]));
  }
  d.silent.reset();
  d.composed.said_table = true;
  d.form.measures.clear();
  if (d.counted || d.Has(TagKind::kCount)) d.AddMeasure(MeasureKind::kCount, {});
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kHaving) || d.Means(i, MeaningKind::kTable)) d.Use(i);
  }
  d.ranked = false;
  d.form.limit = 1000;
  return true;
}

bool CalledByKind(const Draft& d, size_t tag) {
  return d.Means(tag, MeaningKind::kValue) && d.Chosen(tag).source == 0 && d.Chosen(tag).weight >= kSureValue && d.FactsOf(d.Chosen(tag)).category && !d.FactsOf(d.Chosen(tag)).flag && Plural(d.words[d.tags[tag].last].text) &&
         IsOneOf(d.Text(d.Previous(tag)), {"", "which", "what", "many", "how", "the", "count", "number", "list", "show"});
}

}  // namespace aurora::query::language

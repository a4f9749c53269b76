#include "services/query-engine/language/compose/conditions/conditions.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

bool OrBetween(const Draft& d, size_t one, size_t other) {
  for (size_t t = std::min(one, other) + 1; t < std::max(one, other); ++t) {
    // "heavier than 9 kg that got one or two stars": of the numbers of one condition.
    const bool of_numbers = d.Is(t + 1, TagKind::kNumber) && (d.Is(t - 1, TagKind::kNumber) || d.Text(t - 1) == "one");
    if (d.Is(t, TagKind::kOr) && !of_numbers) return true;
  }
  return false;
}

}  // namespace

namespace {

// The one column of free text that a row has.
std::optional<ColumnRef> FreeText(const Draft& d) {
  for (std::string_view name : {"message", "text", "body", "content", "description", "comment", "note", "subject", "title"}) {
    for (size_t c = 0; c < d.scope.main().size(); ++c) {
      const catalog::ColumnProfile& profile = d.scope.main().profile().columns[c];
      const std::vector<std::string>& words = d.scope.main().column(c).words;
      if (words.size() == 1 && words[0] == name && profile.column_class == catalog::ColumnClass::kText && !profile.Hidden() && !profile.array) return d.scope.Ref(0, c);
    }
  }
  return std::nullopt;
}

// "logs containing timed out", "errors that mention memory": so written, in the text that each row has.
bool ContainsWords(Draft& d, size_t contains) {
  const std::optional<ColumnRef> text = FreeText(d);
  if (!text.has_value() || !IsOneOf(d.Text(contains), {"contain", "contains", "containing", "mention", "mentions", "mentioning", "with"})) return false;
  // What is said of the rows, and of no other column.
  const size_t noun = d.Previous(contains);
  const bool rows = d.Means(noun, MeaningKind::kTable) || d.Means(noun, MeaningKind::kValue) || d.Is(noun, TagKind::kRows) || (d.Means(noun, MeaningKind::kColumn) && d.Ref(d.Chosen(noun)) == *text);
  if (!rows || d.BreakBetween(noun, contains)) return false;
  size_t first = contains + 1;
  while (d.Is(first, TagKind::kFiller) && IsOneOf(d.Words(first), {"the", "a", "an", "word", "words", "text"})) ++first;
  size_t last = first;
  while (last + 1 < d.tags.size() && !d.BreakBetween(last, last + 1) && (d.Is(last + 1, TagKind::kFiller) || d.Is(last + 1, TagKind::kUnknown) || d.Means(last + 1, MeaningKind::kValue)) && !IsOneOf(d.Text(last + 1), {"in", "on", "at", "for", "of"})) ++last;
  // Of a value of another column something else is said: "logs with the word error of checkout".
  for (size_t i = first; i <= last && i < d.tags.size(); ++i) {
    if (d.Lexical(i) && !(d.Means(i, MeaningKind::kValue) && d.Ref(d.Chosen(i)) == *text)) return false;
  }
  if (first >= d.tags.size() || d.BreakBetween(contains, first) || d.Is(first, TagKind::kNumber) || d.Is(first, TagKind::kTime) || d.tags[last].last - d.tags[first].first > 5) return false;
  Condition condition;
  condition.operand = {*text, {}, 1};
  condition.comparison = Comparison::kContains;
  condition.values = {Join(d.words, d.tags[first].first, d.tags[last].last)};
  condition.words = d.Words(contains, last);
  d.Place(condition, contains);
  d.NoteThat("contains_" + text->name, condition.words, base::StrCat(text->name, " contains ", condition.values[0]));
  if (d.Means(noun, MeaningKind::kColumn)) d.Use(noun);
  for (size_t i = contains; i <= last; ++i) d.used[i] = true;
  return true;
}

}  // namespace

// scanners whose names begin with H-
void ReadTextConditions(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    Comparison comparison = Comparison::kStartsWith;
    if (d.Is(i, TagKind::kEndsWith)) comparison = Comparison::kEndsWith;
    if (d.Is(i, TagKind::kContains)) comparison = Comparison::kContains;
    if ((!d.Is(i, TagKind::kStartsWith) && comparison == Comparison::kStartsWith) || d.used[i]) continue;
    const size_t next = i + 1;
    if (next >= d.tags.size()) continue;
    // "loans that end in a return": as ReadPresent has it.
    if (comparison == Comparison::kEndsWith && d.Means(d.Next(i), MeaningKind::kMoment)) continue;
    if (comparison == Comparison::kContains && ContainsWords(d, i)) continue;
    // "bookings that end in a no-show": only a verb.
    if (d.Means(next, MeaningKind::kValue) || d.Means(d.Next(i), MeaningKind::kValue)) {
      d.used[i] = true;
      continue;
    }
    size_t noun = d.tags.size();
    for (size_t j = i; j-- > 0;) {
      if (!d.Lexical(j) || d.used[j]) continue;
      for (const Meaning& meaning : d.tags[j].meanings) {
        const bool column = OfColumn(meaning);
        if (column && d.scope.source(meaning.source).profile().columns[meaning.column].column_class == catalog::ColumnClass::kText) {
          noun = j;
          Condition condition;
          condition.operand = {d.Ref(meaning), {}, 1};
          condition.comparison = comparison;
          condition.values = {d.Words(next)};
          condition.words = d.Words(noun, next);
          d.Place(condition, i);
          break;
        }
      }
      if (noun < d.tags.size()) break;
    }
    if (noun == d.tags.size()) continue;
    d.Use(noun);
    d.least = 1;
    d.used[i] = true;
    d.used[next] = true;
  }
}

// outside the driver's home city: the row's city is another
void ReadSameColumns(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    const bool different = d.Is(i, TagKind::kNegation);
    const bool same = d.Is(i, TagKind::kFiller) && d.Text(i) == "same";
    // "(no reader id)": missing, not another one.
    if ((!different && !same) || (different && (d.used[i] || d.Text(i) == "no"))) continue;
    for (size_t j = i + 1; j < d.tags.size() && j < i + 6; ++j) {
      if (d.Is(j, TagKind::kFiller)) continue;
      if (!d.Lexical(j)) break;
      const Meaning& meaning = d.Chosen(j);
      if (meaning.kind == MeaningKind::kEntity) continue;
      if (meaning.kind != MeaningKind::kColumn || !d.FactsOf(meaning).category || d.FactsOf(meaning).stems.empty()) break;
      // Its counterpart: the same kind of thing, of the row or of the other table.
      std::optional<ColumnRef> other;
      for (size_t s = 0; s < d.scope.size() && !other.has_value(); ++s) {
        for (size_t c = 0; c < d.scope.source(s).size(); ++c) {
          const ColumnFacts& facts = d.scope.source(s).column(c);
          if ((s == meaning.source && c == meaning.column) || facts.stems.empty() || facts.stems.back() != d.FactsOf(meaning).stems.back()) continue;
          if (s == meaning.source && meaning.source != 0) continue;
          other = d.scope.Ref(s, c);
          break;
        }
      }
      if (!other.has_value()) break;
      if (same && meaning.source == 0) break;
      Condition condition;
      condition.operand = {*other, {}, 1};
      condition.comparison = different ? Comparison::kNotSameAs : Comparison::kSameAs;
      condition.other = d.Ref(meaning);
      condition.words = d.Words(i, j);
      d.Place(condition, i);
      d.Use(i);
      for (size_t k = 0; k < d.tags.size(); ++k) {
        // "at a site other than the home site of the doctor": both, and whose they are.
        const bool own = d.Lexical(k) && (d.Chosen(k).kind == MeaningKind::kColumn && (d.Ref(d.Chosen(k)) == *other || d.Ref(d.Chosen(k)) == condition.other));
        const bool whose = d.Lexical(k) && k > j && k < j + 4 && d.Chosen(k).kind == MeaningKind::kEntity;
        if ((k > i && k <= j && d.Lexical(k)) || own || whose) d.Use(k);
      }
      break;
    }
  }
}

std::vector<Condition> Combine(const Draft& d, const std::vector<Placed>& placed) {
  std::vector<Condition> conditions;
  std::vector<size_t> tags;
  for (const Placed& one : placed) {
    const Condition& condition = one.condition;
    bool merged = false;
    for (size_t c = 0; c < conditions.size() && !merged; ++c) {
      Condition& known = conditions[c];
      const bool either = known.comparison == Comparison::kIs || known.comparison == Comparison::kIsNot;
      // "with wax and polish": a row has both of its elements; "with wax or polish" either.
      const bool both = condition.comparison == Comparison::kIs && !condition.operand.IsSpan() && d.scope.Profile(condition.operand.column).array &&
                        !OrBetween(d, tags[c], one.tag);
      if (either && !both && known.comparison == condition.comparison && known.operand == condition.operand && known.part == condition.part && !known.defined.has_value() && !condition.defined.has_value()) {
        // "spins began" of spin_open and spin_done: the one of them that began.
        const auto within = [](const Condition& few, const Condition& many) {
          return few.values.size() < many.values.size() && std::all_of(few.values.begin(), few.values.end(), [&](const std::string& value) { return std::find(many.values.begin(), many.values.end(), value) != many.values.end(); });
        };
        const bool beside = known.comparison == Comparison::kIs && d.Next(tags[c]) == one.tag && !d.BreakBetween(tags[c], one.tag);
        if (beside && within(condition, known)) {
          known.values = condition.values;
        } else if (!beside || !within(known, condition)) {
          for (const std::string& value : condition.values) {
            if (std::find(known.values.begin(), known.values.end(), value) == known.values.end()) known.values.push_back(value);
          }
        }
        base::StrAppend(&known.words, ", ", condition.words);
        tags[c] = one.tag;
        merged = true;
        continue;
      }
      // "in Leeds or by van": either of two columns.
      bool other_between = false;
      for (size_t t = std::min(tags[c], one.tag) + 1; t < std::max(tags[c], one.tag); ++t) {
        other_between = other_between || (d.Lexical(t) && d.Chosen(t).kind == MeaningKind::kValue);
      }
      if (OrBetween(d, tags[c], one.tag) && !other_between && !condition.relative_to.has_value() && !known.relative_to.has_value()) {
        known.any.push_back(condition);
        merged = true;
      }
    }
    if (merged) continue;
    conditions.push_back(condition);
    tags.push_back(one.tag);
  }
  return conditions;
}

}  // namespace aurora::query::language

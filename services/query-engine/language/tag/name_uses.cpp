#include "services/query-engine/language/tag/name_uses.h"

#include <algorithm>

#include "services/query-engine/language/tag/lexical_tag.h"
#include "services/query-engine/language/tag/question_words.h"

namespace aurora::query::language {

bool IsDateOf(const std::vector<Word>& words, const Scope& scope, const Tag& tag) {
  // "past their due date" compares with it.
  for (size_t w = tag.first; w-- > 0 && w + 3 >= tag.first;) {
    if (IsOneOf(words[w].text, {"past", "before", "after", "over", "beyond", "until", "till", "by"})) return false;
  }
  return std::any_of(tag.meanings.begin(), tag.meanings.end(), [&](const Meaning& meaning) {
    if (meaning.kind == MeaningKind::kTable || meaning.kind == MeaningKind::kValue) return false;
    const ColumnFacts& facts = scope.source(meaning.source).column(meaning.column);
    const std::vector<std::string> name = SplitName(scope.source(meaning.source).profile().columns[meaning.column].name);
    return facts.time && name.size() > 1 && IsOneOf(name.back(), {"date", "dt", "on", "at"}) && IsOneOf(words[tag.last].stem, {Stem(name[name.size() - 2]), facts.stems.empty() ? std::string() : facts.stems.back()});
  });
}

bool HasObject(const std::vector<Word>& words, const Tag& silent) {
  if (words[silent.first].text != "not" || words[silent.last].break_after || !IsOneOf(words[silent.first + 1].text, {"sent", "delivered", "produced", "given", "transmitted"})) return false;
  size_t noun = silent.last + 1;
  if (noun > silent.first + 1 && words[silent.last].text == "any") noun = silent.last;
  size_t object = noun;
  while (object < words.size() && IsOneOf(words[object].text, {"a", "an", "any", "one", "single", "the", "even"})) ++object;
  return object > noun && object < words.size() && !words[object - 1].break_after &&
         !IsOneOf(words[object].text, {"data", "anything", "signal", "signals", "sign", "signs", "reading", "readings", "message", "messages", "value", "values", "more", "thing", "word", "longer", "life", "activity"});
}

bool TakesObject(const std::vector<Word>& words, const Scope& scope, size_t at, const Tag& lexical) {
  const Meaning& meaning = lexical.meanings[0];
  if (meaning.kind != MeaningKind::kMoment || meaning.source == 0 || lexical.last != at || words[at].break_after) return false;
  size_t object = at + 1;
  while (object < words.size() && !words[object - 1].break_after && IsOneOf(words[object].text, {"a", "an", "the", "any", "their", "very", "first", "one", "another", "more", "several", "some", "at", "least"})) ++object;
  if (object >= words.size() || words[object - 1].break_after) return false;
  const std::optional<Tag> noun = FindLexical(words, object, scope);
  return noun.has_value() && std::any_of(noun->meanings.begin(), noun->meanings.end(), [](const Meaning& one) { return one.source == 0 && one.kind == MeaningKind::kTable; });
}

bool DoesWhatIsMeasured(const std::vector<Word>& words, const Scope& scope, size_t at) {
  const std::string& text = words[at].text;
  if (at < 2 || words[at - 1].text != "the" || !IsOneOf(words[at - 2].text, {"in", "on", "through", "at", "inside"}) || text.size() < 6 || !IsOneOf(text.substr(text.size() - 2), {"er", "or"})) return false;
  const std::string verb = text.substr(0, text.size() - 2);
  for (size_t c = 0; c < scope.main().size(); ++c) {
    const ColumnFacts& facts = scope.main().column(c);
    if (facts.measure && facts.dimension == knowledge::Dimension::kDuration && std::any_of(facts.words.begin(), facts.words.end(), [&](const std::string& word) { return word == verb || word == verb + "e"; })) return true;
  }
  return false;
}

bool IsSmallWordHere(const std::vector<Word>& words, const Scope& scope, const std::vector<Tag>& tags, size_t at, const Meaning& value) {
  if (words[at].text == "first") return at + 1 < words.size() && !words[at].break_after && words[at + 1].number.has_value();
  if (!IsOneOf(words[at].text, {"in", "on", "at", "by", "for", "from", "to", "off", "up", "out", "over", "under"})) return false;
  for (size_t i = tags.size(); i-- > 0;) {
    if (tags[i].kind == TagKind::kFiller && IsOneOf(words[tags[i].last].text, {"is", "was", "are", "equals", "=", "set", "to"})) continue;
    const bool named = tags[i].kind == TagKind::kLexicon && std::any_of(tags[i].meanings.begin(), tags[i].meanings.end(), [&](const Meaning& one) { return one.kind == MeaningKind::kColumn && one.source == value.source && one.column == value.column; });
    if (named) return false;
    break;
  }
  // "vans still out", "which are on": a state at the end of what is said of the rows.
  const bool ends = at + 1 == words.size() || words[at].break_after || IsOneOf(words[at + 1].text, {"though", "although", "because", "despite", "but"});
  if (ends) return IsOneOf(words[at].text, {"in", "at", "by", "for", "from", "to"});
  const std::optional<Tag> behind = FindLexical(words, at + 1, scope);
  const bool rows = behind.has_value() && std::any_of(behind->meanings.begin(), behind->meanings.end(), [](const Meaning& one) { return one.kind == MeaningKind::kTable; });
  const bool led = at == 0 || words[at - 1].break_after || IsOneOf(words[at - 1].text, {"many", "of", "all", "only", "just", "count", "number", "the", "which", "and", "vs"});
  if (IsOneOf(words[at].text, {"off", "up", "out", "over", "under"})) return false;
  return !rows || !led;
}

bool IsCalledNumber(const std::vector<Word>& words, const Scope& scope, size_t at) {
  const std::optional<Tag> lexical = FindLexical(words, at, scope);
  if (!lexical.has_value()) return false;
  const Meaning& meaning = lexical->meanings[0];
  if (meaning.kind != MeaningKind::kColumn && meaning.kind != MeaningKind::kEntity) return true;
  const ColumnFacts& facts = scope.source(meaning.source).column(meaning.column);
  return !facts.id && !facts.row_id;
}

bool IsKindBehind(const std::vector<Word>& words, const Scope& scope, size_t at) {
  if (at + 1 >= words.size() || words[at].break_after) return false;
  const std::optional<Tag> behind = FindLexical(words, at + 1, scope);
  if (!behind.has_value() || behind->meanings[0].kind != MeaningKind::kColumn || behind->meanings[0].weight < 0.7) return false;
  const ColumnFacts& facts = scope.source(behind->meanings[0].source).column(behind->meanings[0].column);
  return facts.category && !facts.measure && !facts.id && !facts.time;
}

bool IsColumnCalledSo(QuestionWords& question, size_t at, const Tag& keyword, const Tag& lexical, const Scope& scope, const std::vector<Tag>& tags) {
  const std::vector<Word>& words = question.words();
  const Meaning& column = lexical.meanings[0];
  if (lexical.last != at || column.kind != MeaningKind::kColumn || column.source != 0) return false;
  const ColumnFacts& facts = scope.main().column(column.column);
  const bool sum = keyword.kind == TagKind::kAggregate && keyword.aggregate == MeasureKind::kSum && words[at].stem == "total";
  const bool count = keyword.kind == TagKind::kCount && words[at].stem == "count";
  const bool of = keyword.last == at + 1 && words[at + 1].text == "of";
  if (!facts.measure || facts.words.size() != 1 || facts.stems[0] != words[at].stem || (!sum && !count) || (keyword.last != at && !of)) return false;
  // What is added up or counted stands behind it: "total discount", "total orders", "total number of".
  size_t next = keyword.last + 1;
  while (next < words.size() && !words[next - 1].break_after && IsOneOf(words[next].text, {"the", "all", "our", "each", "every", "these", "those"})) ++next;
  const bool follows = next < words.size() && !words[next - 1].break_after;
  const std::optional<Tag>& small = follows ? question.Keyword(next) : std::nullopt;
  if (follows && !words[next].number.has_value() && !question.Time(next).has_value()) {
    const std::optional<Tag> noun = FindLexical(words, next, scope);
    const bool rows = noun.has_value() && std::any_of(noun->meanings.begin(), noun->meanings.end(), [](const Meaning& meaning) { return meaning.kind == MeaningKind::kTable && meaning.source == 0; });
    const bool kind = noun.has_value() && noun->meanings[0].kind == MeaningKind::kValue && noun->meanings[0].weight >= 0.7;
    // "total of all orders", "total of cancelled orders"
    if (rows || (kind && of)) return sum && of;
    const bool number = noun.has_value() && noun->meanings[0].kind == MeaningKind::kColumn && scope.source(noun->meanings[0].source).column(noun->meanings[0].column).measure;
    if (noun.has_value() && noun->meanings[0].weight >= 0.5 && (number || !(small.has_value() && (small->kind == TagKind::kFiller || small->kind == TagKind::kCompare)))) return false;
    if (!small.has_value() || small->kind == TagKind::kMoney || small->kind == TagKind::kUnit || small->kind == TagKind::kCount || small->kind == TagKind::kDistinct || small->kind == TagKind::kAggregate) return false;
  }
  if (sum) return true;
  // "count by platform" is of the rows.
  const auto before = std::find_if(tags.rbegin(), tags.rend(), [](const Tag& tag) { return tag.kind != TagKind::kFiller; });
  const bool measured = before != tags.rend() && (before->kind == TagKind::kAggregate || before->kind == TagKind::kMost);
  return measured || (small.has_value() && small->kind == TagKind::kCompare);
}

}  // namespace aurora::query::language

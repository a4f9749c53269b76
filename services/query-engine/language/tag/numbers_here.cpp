#include "services/query-engine/language/tag/numbers_here.h"

#include <algorithm>

#include "services/query-engine/language/tag/lexical_tag.h"

namespace aurora::query::language {
namespace {

// Of a number that stands like an HTTP status, where the rows have one.
constexpr double kStatusCode = 0.9;

}  // namespace

bool AsksNumberLast(const std::vector<Word>& words, size_t at) {
  if (at + 1 != words.size() || words[at].text != "number") return false;
  while (at > 0 && !words[at - 1].break_after && !words[at - 1].sentence_after && IsOneOf(words[at - 1].text, {"what", "is", "was", "are", "were", "the", "s", "whats", "total", "exact"})) --at;
  return at > 0 && (words[at - 1].break_after || words[at - 1].sentence_after);
}

std::optional<Tag> FindOne(QuestionWords& question, size_t at, const Scope& scope, const std::vector<Tag>& tags) {
  const std::vector<Word>& words = question.words();
  const bool half = words[at].text == "half" && at + 1 < words.size() && (words[at + 1].text == "a" || words[at + 1].text == "an");
  // "an hour and a half": its end
  if (at > 0 && words[at].text == "and" && at + 2 < words.size() && words[at + 1].text == "a" && words[at + 2].text == "half" && !tags.empty() && tags.back().kind == TagKind::kUnit) {
    Tag tag;
    tag.kind = TagKind::kFiller;
    tag.first = at;
    tag.last = at + 2;
    return tag;
  }
  // "longer than three quarters of an hour"
  if ((words[at].text == "three" || (words[at].number.has_value() && *words[at].number == 3)) && at + 4 < words.size() && words[at + 1].text == "quarters" && words[at + 2].text == "of" && words[at + 3].text == "an" && words[at + 4].text == "hour") {
    Tag tag;
    tag.kind = TagKind::kNumber;
    tag.first = at;
    tag.last = at + 3;
    tag.number = 0.75;
    return tag;
  }
  // "more than half open": of a share; "more than half of the orders" is one of rows.
  if (words[at].text == "half" && !half && !tags.empty() && tags.back().kind == TagKind::kCompare && tags.back().last + 1 == at &&
      (at + 1 == words.size() || words[at].break_after || (!IsOneOf(words[at + 1].text, {"of", "the", "hour", "hours", "day"}) && !knowledge::FindUnit(words[at + 1].text).has_value()))) {
    Tag tag;
    tag.kind = TagKind::kNumber;
    tag.first = tag.last = at;
    // What is full at a hundred; "half empty" would be the other way round.
    if (at + 1 < words.size() && !words[at].break_after && IsOneOf(words[at + 1].text, {"full", "open", "filled", "charged", "loaded", "done"}) && !FindLexical(words, at + 1, scope).has_value()) tag.last = at + 1;
    tag.number = 50;
    tag.unit = "percent";
    return tag;
  }
  if (!half && words[at].text != "a" && words[at].text != "an") return std::nullopt;
  const size_t unit_at = half ? at + 2 : at + 1;
  if (unit_at >= words.size() || !knowledge::FindUnit(words[unit_at].text).has_value()) return std::nullopt;
  const bool and_half = !half && unit_at + 3 < words.size() && words[unit_at + 1].text == "and" && words[unit_at + 2].text == "a" && words[unit_at + 3].text == "half";
  const bool compared = !tags.empty() && tags.back().kind == TagKind::kCompare && tags.back().last + 1 == at;
  const bool trailing = unit_at + 2 < words.size() && (words[unit_at + 1].text == "or" || words[unit_at + 1].text == "and") && question.Keyword(unit_at + 1).has_value() &&
                        question.Keyword(unit_at + 1)->kind == TagKind::kCompare;
  if (!compared && !trailing) return std::nullopt;
  Tag tag;
  tag.kind = TagKind::kNumber;
  tag.first = at;
  tag.last = unit_at - 1;
  tag.number = half ? 0.5 : (and_half ? 1.5 : 1);
  return tag;
}

std::optional<Tag> FindStatusCode(const std::vector<Word>& words, size_t at, const Scope& scope, const std::vector<Tag>& tags) {
  // "requests that returned 404": the verb says no more than the code.
  if (IsOneOf(words[at].text, {"returned", "returning", "replied", "replying", "answered", "answering", "gave", "giving", "threw", "throwing"}) && at + 1 < words.size() && !words[at].break_after && words[at + 1].number.has_value()) {
    std::optional<Tag> code = FindStatusCode(words, at + 1, scope, tags);
    if (code.has_value()) code->first = at;
    return code;
  }
  const Word& word = words[at];
  if (!word.number.has_value() || word.text.size() != 3 || word.money || word.percent || word.ordinal || *word.number < 200 || *word.number > 599) return std::nullopt;
  if (!tags.empty() && tags.back().kind == TagKind::kCompare && tags.back().last + 1 == at) return std::nullopt;
  // "500 errors"
  const bool named = !word.break_after && at + 1 < words.size() && IsOneOf(words[at + 1].text, {"error", "errors", "response", "responses", "status", "statuses", "code", "codes"});
  const bool several = !word.break_after && at + 1 < words.size() && words[at + 1].text == "seconds" && (at == 0 || !IsOneOf(words[at - 1].text, {"in", "within", "after", "for", "took", "takes", "every", "than", "lasted"}));
  const bool counted = at > 0 && words[at - 1].text == "of" && !tags.empty() && (tags.back().kind == TagKind::kCount || tags.back().kind == TagKind::kRatio);
  const bool led = counted || (at > 0 && !words[at - 1].break_after &&
                   IsOneOf(words[at - 1].text, {"a", "an", "with", "as", "in", "replied", "replying", "returned", "returning", "answered", "answering", "gave", "giving", "got", "getting", "threw", "throwing"}));
  if (!several && !named && (!led || (at + 1 < words.size() && knowledge::FindUnit(words[at + 1].text).has_value()))) return std::nullopt;
  for (size_t c = 0; c < scope.main().size(); ++c) {
    if (!scope.main().column(c).http_status) continue;
    Tag tag;
    tag.kind = TagKind::kLexicon;
    tag.first = at;
    tag.last = several || named ? at + 1 : at;
    tag.meanings = {Meaning{MeaningKind::kValue, 0, c, {word.text}, kStatusCode}};
    return tag;
  }
  return std::nullopt;
}

bool IsUnitHere(const std::vector<Word>& words, size_t at, const Scope& scope, const std::vector<Tag>& tags) {
  const std::optional<knowledge::UnitOfMeasure> unit = knowledge::FindUnit(words[at].text);
  // "under 3.4 V" of a voltage
  const bool letter = words[at].text.size() < 2 && !tags.empty() && tags.back().kind == TagKind::kNumber && tags.back().last + 1 == at;
  if (!unit.has_value() || (words[at].text.size() < 2 && !letter)) return false;
  const bool measured = [&] {
    for (size_t source = 0; source < scope.size(); ++source) {
      for (size_t c = 0; c < scope.source(source).size(); ++c) {
        const ColumnFacts& facts = scope.source(source).column(c);
        if (facts.measure && facts.dimension == unit->dimension) return true;
      }
    }
    return false;
  }();
  if (!measured) return false;
  if (!tags.empty() && tags.back().kind == TagKind::kNumber && tags.back().last + 1 == at) return true;
  if (at + 1 == words.size() || words[at].break_after) return false;
  const std::optional<Tag> behind = FindLexical(words, at + 1, scope);
  return behind.has_value() && behind->meanings[0].kind == MeaningKind::kColumn && behind->meanings[0].weight >= 0.5 &&
         scope.source(behind->meanings[0].source).column(behind->meanings[0].column).dimension == unit->dimension;
}

bool IsMinutesHere(const std::vector<Word>& words, size_t at, const std::vector<Tag>& tags) {
  if (at == 0) return false;
  const std::string& before = words[at - 1].text;
  // "mean length in min of the outages"
  if (at + 1 < words.size() && !words[at].break_after && words[at + 1].text == "of") return before == "in";
  const bool bracketed = words[at - 1].break_after && (words[at].break_after || at + 1 == words.size());
  const bool averaged = !tags.empty() && tags.back().kind == TagKind::kAggregate && tags.back().last + 1 == at && tags.back().aggregate != MeasureKind::kMaximum;
  return IsOneOf(before, {"in", "to", "into"}) || bracketed || averaged;
}

}  // namespace aurora::query::language

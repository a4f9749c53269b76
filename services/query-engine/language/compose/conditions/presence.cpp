#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

// What is there, and what is missing.

namespace aurora::query::language {

bool Composer::Negated(size_t tag) {
  // "days on which nobody signed in": already said by what is shown.
  if (form_.shape == Shape::kEmptyBuckets) return false;
  if (NoneBehind(tag)) return true;
  int content = 0;
  for (size_t i = tag; i-- > 0 && content < 3;) {
    if (BreakBetween(i, i + 1) && !Lexical(i)) return false;
    // "have no valid badge", "without a valid badge": what is lacked is the flag, or the element of a list.
    const bool lacks = Is(i, TagKind::kWithout) && Means(tag, MeaningKind::kValue) && (FactsOf(Chosen(tag)).flag || scope_.Profile(Ref(Chosen(tag))).array) && !used_[i];
    // "exposures this year, without planets": at the end of the question, which of them not.
    const size_t behind = Next(tag);
    const bool leaves_out = Is(i, TagKind::kWithout) && Text(i) == "without" && !used_[i] && Means(tag, MeaningKind::kValue) && Chosen(tag).source == 0 &&
                            ((i > 0 && BreakBetween(i - 1, i)) || (fragment_ && Previous(i) == tags_.size()) || (fragment_ && Is(Previous(i), TagKind::kAnd) && Previous(Previous(i)) == tags_.size())) &&
                            (behind == tags_.size() || Is(behind, TagKind::kTime) || BreakBetween(tag, behind) ||
                             ((Is(behind, TagKind::kAnd) || Is(behind, TagKind::kOr)) && Means(Next(behind), MeaningKind::kValue) && Ref(Chosen(Next(behind))) == Ref(Chosen(tag))));
    // "without the cancelled and the returned ones": both.
    const bool goes_on = Is(i, TagKind::kWithout) && used_[i] && Means(tag, MeaningKind::kValue) && std::any_of(placed_.begin(), placed_.end(), [&](const Placed& one) {
      return one.tag > i && one.tag < tag && one.condition.comparison == Comparison::kIsNot && one.condition.operand.column == Ref(Chosen(tag));
    });
    // "days when nobody started a lesson": no other event, but none.
    const size_t object = tags_[tag].last + 1;
    if (Is(i, TagKind::kNegation) && IsOneOf(Text(i), {"nobody", "noone", "no"}) && Means(tag, MeaningKind::kValue) && FactsOf(Chosen(tag)).event && object < words_.size() && IsOneOf(words_[object].text, {"a", "an", "any"})) return false;
    // "were never phoned through" of a flag: it was not.
    bool never = Is(i, TagKind::kNever) && content == 0 && Means(tag, MeaningKind::kValue) && Chosen(tag).source == 0 && FactsOf(Chosen(tag)).flag && Participle(words_[tags_[tag].first].text);
    // "players who never won": in none of their rows.
    for (size_t e = 0; e < i && never; ++e) never = !(Lexical(e) && (Chosen(e).kind == MeaningKind::kEntity || Chosen(e).kind == MeaningKind::kColumn) && FactsOf(Chosen(e)).category && !(Chosen(e).source == 0 && FactsOf(Chosen(e)).row_id));
    if (Is(i, TagKind::kNegation) || lacks || leaves_out || goes_on || never) {
      used_[i] = true;
      if (never_ == i) never_.reset();
      return true;
    }
    // "do not have SSO", "not caused by weather"
    if (Is(i, TagKind::kFiller) || Is(i, TagKind::kHaving) || Is(i, TagKind::kFrom) || (Is(i, TagKind::kBy) && Text(i) == "by")) continue;
    if (Means(i, MeaningKind::kMoment) && content == 0) {
      ++content;
      continue;
    }
    // "not from Leeds or Hanoi"
    if (Is(i, TagKind::kOr) || (Is(i, TagKind::kAnd) && Lexical(i - 1)) || (Lexical(i) && (Is(i + 1, TagKind::kOr) || Is(i + 1, TagKind::kAnd)))) {
      ++content;
      continue;
    }
    if (Lexical(i) && Chosen(i).kind == MeaningKind::kColumn && FactsOf(Chosen(i)).category) {
      ++content;
      continue;
    }
    return false;
  }
  return false;
}

// "did not send anything", "no sale at all": none, whatever it would be.
bool Composer::SaysAnything(size_t negation) const {
  for (size_t w = tags_[negation].last + 1; w < words_.size() && w < tags_[negation].last + 6; ++w) {
    if (IsOneOf(words_[w].text, {"anything", "any", "single", "one"})) return true;
    if (words_[w].text == "at" && w + 1 < words_.size() && words_[w + 1].text == "all") return true;
    if (words_[w].break_after) return false;
  }
  return false;
}

// without a driver, never picked up, with a tip
void Composer::ReadMissing() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    const bool missing = Is(i, TagKind::kWithout) || Is(i, TagKind::kNegation) || Is(i, TagKind::kNever) || Is(i, TagKind::kNone);
    const bool present = Is(i, TagKind::kHaving);
    if ((!missing && !present) || (used_[i] && !Is(i, TagKind::kNever))) continue;
    const size_t noun = Next(i);
    // "days on which nothing happened", "when nobody came": no row at all.
    const bool nothing = (Is(i, TagKind::kNone) || (Is(i, TagKind::kNegation) && (Text(i) == "nobody" || SaysAnything(i)))) && (noun == tags_.size() || Is(noun, TagKind::kTime) || BreakBetween(i, noun));
    if (nothing && form_.HasBucket() && group_noun_seen_ && form_.shape == Shape::kMeasures) {
      form_.shape = Shape::kEmptyBuckets;
      used_[i] = true;
      continue;
    }
    // "on which days did we have no orders"
    if (missing && form_.HasBucket() && group_noun_seen_ && (Is(noun, TagKind::kRows) || Means(noun, MeaningKind::kTable) || Means(noun, MeaningKind::kValue) || Means(noun, MeaningKind::kMoment) || Means(noun, MeaningKind::kEntity))) {
      form_.shape = Shape::kEmptyBuckets;
      used_[i] = true;
      if (never_ == i) never_.reset();
      if (!Means(noun, MeaningKind::kValue)) {
        if (Means(noun, MeaningKind::kTable)) composed_.said_table = true;
        // "did nobody enter": when they enter, and not when the row began.
        if (Means(noun, MeaningKind::kMoment) && Chosen(noun).source == 0 && Chosen(noun).values.empty()) {
          time_ = Ref(Chosen(noun));
          NoteThat("time_column", Words(noun), base::StrCat("by ", time_.name));
        }
        Use(noun);
      }
      continue;
    }
    if (!Lexical(noun) || used_[noun] || (BreakBetween(i, noun)) || Is(i, TagKind::kNone)) continue;
    for (const Meaning& meaning : tags_[noun].meanings) {
      if (meaning.kind == MeaningKind::kTable || meaning.kind == MeaningKind::kValue) {
        if (meaning.weight >= 0.9) break;
        continue;
      }
      const ColumnRef ref = Ref(meaning);
      const catalog::ColumnProfile& profile = scope_.Profile(ref);
      if (!profile.nullable && !profile.array) continue;
      const size_t after = Next(noun);
      // "did not arrive late": not late.
      if (missing && meaning.kind == MeaningKind::kMoment && after == noun + 1 && Means(after, MeaningKind::kValue) && !BreakBetween(noun, after)) break;
      // "not caused by weather": of that value, not without one.
      const size_t value = Is(after, TagKind::kBy) ? Next(after) : after;
      if (missing && Means(value, MeaningKind::kValue) && !BreakBetween(noun, value) && Ref(Chosen(value)) == ref) break;
      if (present && (Is(after, TagKind::kCompare) || Is(after, TagKind::kNumber) || (FactsOf(meaning).category && !profile.array))) break;
      Condition condition;
      condition.operand = {ref, {}, 1};
      condition.comparison = missing ? Comparison::kIsNull : Comparison::kIsNotNull;
      condition.words = Words(i, noun);
      Place(condition, i);
      used_[i] = true;
      if (never_ == i) never_.reset();
      Use(noun);
      break;
    }
  }
}

// "loans that end in a return" of returned_at, which is empty until then.
bool Composer::HasComeTo(size_t tag) {
  if (!Means(tag, MeaningKind::kMoment) || Chosen(tag).source != 0 || !Chosen(tag).values.empty() || !scope_.Profile(Ref(Chosen(tag))).nullable) return false;
  const size_t first = tags_[tag].first;
  if (first < 3 || !IsOneOf(words_[first - 1].text, {"a", "an"}) || !IsOneOf(words_[first - 2].text, {"in", "with", "to"})) return false;
  if (!IsOneOf(words_[first - 3].text, {"end", "ends", "ended", "ending", "lead", "leads", "led", "result", "results", "resulted", "finish", "finished"})) return false;
  for (size_t i = 0; i < tag; ++i) {
    if (Is(i, TagKind::kEndsWith)) used_[i] = true;
  }
  return true;
}

// "chipped animals" of a chip that not all have.
bool Composer::IsMadeOf(size_t tag) const {
  const Meaning& meaning = Chosen(tag);
  if (meaning.kind != MeaningKind::kColumn || meaning.source != 0 || tags_[tag].first != tags_[tag].last) return false;
  const ColumnFacts& facts = FactsOf(meaning);
  const Word& word = words_[tags_[tag].first];
  // "caused by weather": by what, which is another condition.
  const size_t after = Next(tag);
  if (!BreakBetween(tag, after) && (Is(after, TagKind::kBy) || (Means(after, MeaningKind::kValue) && Ref(Chosen(after)) == Ref(meaning)))) return false;
  return !facts.id && scope_.Profile(Ref(meaning)).nullable && facts.words.size() == 1 && Participle(word.text) && !Participle(facts.words[0]) && word.stem == facts.stems[0];
}

// "had a complaint", "complaint rate", of a column that is empty where there is none
void Composer::ReadPresent() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Lexical(i) || used_[i] || modifier_[i]) continue;
    const Meaning& meaning = Chosen(i);
    if (HasComeTo(i) || IsMadeOf(i)) {
      Condition condition;
      condition.operand = {Ref(meaning), {}, 1};
      condition.comparison = Negated(i) ? Comparison::kIsNull : Comparison::kIsNotNull;
      condition.words = Words(i);
      Place(condition, i);
      Use(i);
      continue;
    }
    if (meaning.kind != MeaningKind::kColumn || meaning.source != 0 || meaning.weight < 0.7) continue;
    const ColumnRef ref = Ref(meaning);
    const catalog::ColumnProfile& profile = scope_.Profile(ref);
    const ColumnFacts& facts = FactsOf(meaning);
    const bool text = (profile.nullable && profile.column_class == catalog::ColumnClass::kText && !facts.id) || profile.array;
    // "a tip" that may be 0, "a rating" that may be missing; "with a fare above" is compared.
    const bool amount = facts.measure && (profile.nullable || facts.dimension == knowledge::Dimension::kMoney) && !Is(Next(i), TagKind::kCompare) && !Is(Next(i), TagKind::kNumber);
    if (!text && !amount) continue;
    const size_t next = i + 1;
    const bool rate = Is(next, TagKind::kRatio) && IsOneOf(Text(next), {"rate", "rates"}) && !BreakBetween(i, next);
    const size_t first = tags_[i].first;
    const bool one = first > 1 && IsOneOf(words_[first - 1].text, {"a", "an", "any"}) && IsOneOf(words_[first - 2].text, {"had", "has", "have", "with", "got", "having", "get", "received", "used", "use", "using", "uses", "applied", "redeemed", "gave", "leave", "left"});
    if (!one && !(rate && text)) continue;
    Condition condition;
    condition.operand = {ref, {}, 1};
    condition.comparison = profile.nullable || profile.array ? Comparison::kIsNotNull : Comparison::kGreater;
    if (condition.comparison == Comparison::kGreater) condition.values = {"0"};
    condition.words = Words(i);
    Place(condition, i);
    if (const size_t having = Previous(i); Is(having, TagKind::kHaving)) Use(having);
    Use(i);
  }
}

}  // namespace aurora::query::language

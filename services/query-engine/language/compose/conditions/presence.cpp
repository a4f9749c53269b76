#include "services/query-engine/language/compose/conditions/conditions.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/people.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

// "loans that end in a return" of returned_at, which is empty until then.
bool HasComeTo(Draft& d, size_t tag) {
  if (!d.Means(tag, MeaningKind::kMoment) || d.Chosen(tag).source != 0 || !d.Chosen(tag).values.empty() || !d.scope.Profile(d.Ref(d.Chosen(tag))).nullable) return false;
  const size_t first = d.tags[tag].first;
  if (first < 3 || !IsOneOf(d.words[first - 1].text, {"a", "an"}) || !IsOneOf(d.words[first - 2].text, {"in", "with", "to"})) return false;
  if (!IsOneOf(d.words[first - 3].text, {"end", "ends", "ended", "ending", "lead", "leads", "led", "result", "results", "resulted", "finish", "finished"})) return false;
  for (size_t i = 0; i < tag; ++i) {
    if (d.Is(i, TagKind::kEndsWith)) d.used[i] = true;
  }
  return true;
}

// "chipped animals" of a chip that not all have.
bool IsMadeOf(const Draft& d, size_t tag) {
  const Meaning& meaning = d.Chosen(tag);
  if (meaning.kind != MeaningKind::kColumn || meaning.source != 0 || d.tags[tag].first != d.tags[tag].last) return false;
  const ColumnFacts& facts = d.FactsOf(meaning);
  const Word& word = d.words[d.tags[tag].first];
  // "caused by weather": by what, which is another condition.
  const size_t after = d.Next(tag);
  if (!d.BreakBetween(tag, after) && (d.Is(after, TagKind::kBy) || (d.Means(after, MeaningKind::kValue) && d.Ref(d.Chosen(after)) == d.Ref(meaning)))) return false;
  return !facts.id && d.scope.Profile(d.Ref(meaning)).nullable && facts.words.size() == 1 && Participle(word.text) && !Participle(facts.words[0]) && word.stem == facts.stems[0];
}

// "came for a course" of a course_id that not all have; "only members please" of a member_id, after another question.
bool HasOneOfThem(const Draft& d, size_t tag) {
  const Meaning& meaning = d.Chosen(tag);
  if (meaning.kind != MeaningKind::kEntity || meaning.source != 0 || meaning.weight < 0.6 || d.FactsOf(meaning).row_id || !d.scope.Profile(d.Ref(meaning)).nullable) return false;
  const size_t first = d.tags[tag].first;
  const bool ends = d.tags[tag].last + 1 == d.words.size() || d.words[d.tags[tag].last].break_after || IsOneOf(d.words[d.tags[tag].last + 1].text, {"please", "pls", "this", "last", "since", "today", "yesterday", "in", "on", "and", "per", "by"});
  if (d.fragment) return ends && first == 1 && IsOneOf(d.words[0].text, {"only", "just"}) && Plural(d.words[d.tags[tag].last].text) && (d.Next(tag) == d.tags.size() || d.BreakBetween(tag, d.Next(tag)));
  return ends && first > 2 && IsOneOf(d.words[first - 1].text, {"a", "an"}) && IsOneOf(d.words[first - 2].text, {"for", "on", "with", "under", "through", "via"}) && !Plural(d.words[d.tags[tag].last].text);
}

}  // namespace

namespace {

// Whether the word belongs to a value of the same column: "cancelled or" of "cancelled or refunded".
bool LeftOutBefore(const Draft& d, size_t tag, size_t word) {
  return std::any_of(d.tags.begin(), d.tags.begin() + static_cast<std::ptrdiff_t>(tag), [&](const Tag& one) {
    const size_t at = static_cast<size_t>(&one - d.tags.data());
    return one.first <= word && word <= one.last && d.Means(at, MeaningKind::kValue) && d.Means(tag, MeaningKind::kValue) && d.Ref(d.Chosen(at)) == d.Ref(d.Chosen(tag));
  });
}

// "fleet customers excluded", "voided ones left out", "voided lines not counted": the noun says no more than what they are.
bool NamesThem(Draft& d, size_t noun) {
  if (noun + 1 >= d.tags.size() || d.BreakBetween(noun, noun + 1) || !d.Is(noun + 1, TagKind::kNegation) || d.tags[noun].first != d.tags[noun].last) return false;
  const std::string& text = d.words[d.tags[noun].first].text;
  if (d.Is(noun, TagKind::kFiller) && IsOneOf(text, {"ones", "those"})) return true;
  const bool entity = d.Means(noun, MeaningKind::kEntity) && d.Chosen(noun).source == 0;
  const bool mentioned = d.Lexical(noun) && d.Chosen(noun).kind == MeaningKind::kColumn && d.Chosen(noun).weight <= kCommentNoun;
  if (!Plural(text) || !(entity || mentioned || knowledge::IsPerson(text.substr(0, text.size() - 1))) || d.Means(noun, MeaningKind::kValue)) return false;
  d.used[noun] = true;
  return true;
}

// ", robots left out", ", test orders excluded", "anything cancelled or refunded doesn't count": said behind, at the end of a clause of its own.
bool LeftOutBehind(Draft& d, size_t tag) {
  const auto same_column = [&](size_t at) { return d.Means(at, MeaningKind::kValue) && d.Means(tag, MeaningKind::kValue) && d.Ref(d.Chosen(at)) == d.Ref(d.Chosen(tag)); };
  size_t behind = tag + 1;
  bool more = false;
  while (behind < d.tags.size() && !d.BreakBetween(behind - 1, behind) && (d.Means(behind, MeaningKind::kTable) || d.Is(behind, TagKind::kRows) || NamesThem(d, behind) || d.Is(behind, TagKind::kOr) || d.Is(behind, TagKind::kAnd) || same_column(behind))) {
    more = more || same_column(behind);
    ++behind;
  }
  const bool said = d.Is(behind, TagKind::kNegation) && !d.used[behind] &&
                    IsOneOf(d.Words(behind), {"left out", "excluded", "left aside", "omitted", "filtered out", "not counted", "not included", "not counting", "left off", "set aside", "stripped out", "cut out", "not considered", "not taken into account", "disregarded", "not meant", "is not meant", "are not meant", "not wanted", "are not wanted", "is not wanted", "not of interest", "is not of interest", "are not of interest", "do not count", "does not count"});
  if (!said || d.BreakBetween(behind - 1, behind) || (d.Next(behind) < d.tags.size() && !d.BreakBetween(behind, d.Next(behind)))) return false;
  size_t begins = d.tags[tag].first;
  while (begins > 0 && !d.words[begins - 1].break_after && !d.words[begins - 1].sentence_after &&
         (IsOneOf(d.words[begins - 1].text, {"anything", "everything", "the", "all", "any", "or", "and", "which", "what", "was"}) || LeftOutBefore(d, tag, begins - 1))) {
    --begins;
  }
  // "takings per brand with cancelled orders left out": what follows is a clause of its own, too.
  const bool with = begins > 0 && d.words[begins - 1].text == "with";
  if ((begins == 0 && !d.fragment) || !(begins == 0 || with || d.words[begins - 1].break_after || d.words[begins - 1].sentence_after)) return false;
  for (size_t i = 0; i < tag && with; ++i) {
    if (d.tags[i].last + 1 == begins && d.Is(i, TagKind::kHaving)) d.used[i] = true;
  }
  // Of several it is said once.
  if (!more) d.used[behind] = true;
  return true;
}

}  // namespace

// "ignoring messages nobody answered", "leaving out visits without an exit": what is left out are those that lack it. The tag of what leaves out;
// tags.size() for none.
size_t LeavesOutLacking(const Draft& d, size_t lack) {
  for (size_t i = lack; i-- > 0 && !d.BreakBetween(i, i + 1);) {
    if (d.Is(i, TagKind::kNegation)) return IsOneOf(d.Text(i), {"no", "not", "nobody", "noone", "non", "neither", "nor"}) ? d.tags.size() : i;
    if (!d.Is(i, TagKind::kFiller) && !d.Is(i, TagKind::kRows) && !d.Means(i, MeaningKind::kTable) && !d.Means(i, MeaningKind::kValue) && !(d.Means(i, MeaningKind::kEntity) && d.FactsOf(d.Chosen(i)).row_id)) break;
  }
  return d.tags.size();
}

bool Negated(Draft& d, size_t tag) {
  // "days on which nobody signed in": already said by what is shown.
  if (d.form.shape == Shape::kEmptyBuckets) return false;
  if (NoneBehind(d, tag)) return true;
  if (LeftOutBehind(d, tag)) return true;
  int content = 0;
  for (size_t i = tag; i-- > 0 && content < 3;) {
    if (d.BreakBetween(i, i + 1) && !d.Lexical(i)) return false;
    // "have no valid badge", "without a valid badge": what is lacked is the flag, or the element of a list.
    const bool lacks = d.Is(i, TagKind::kWithout) && d.Means(tag, MeaningKind::kValue) && (d.FactsOf(d.Chosen(tag)).flag || d.scope.Profile(d.Ref(d.Chosen(tag))).array || (d.FactsOf(d.Chosen(tag)).status && d.Chosen(tag).source == 0 && d.tags[tag].last > d.tags[tag].first)) && !d.used[i];
    // "exposures this year, without planets": at the end of the question, which of them not.
    const size_t behind = d.Next(tag);
    const bool leaves_out = d.Is(i, TagKind::kWithout) && d.Text(i) == "without" && !d.used[i] && d.Means(tag, MeaningKind::kValue) && d.Chosen(tag).source == 0 &&
                            ((i > 0 && d.BreakBetween(i - 1, i)) || (d.fragment && d.Previous(i) == d.tags.size()) || (d.fragment && d.Is(d.Previous(i), TagKind::kAnd) && d.Previous(d.Previous(i)) == d.tags.size())) &&
                            (behind == d.tags.size() || d.Is(behind, TagKind::kTime) || d.BreakBetween(tag, behind) ||
                             ((d.Is(behind, TagKind::kAnd) || d.Is(behind, TagKind::kOr)) && d.Means(d.Next(behind), MeaningKind::kValue) && d.Ref(d.Chosen(d.Next(behind))) == d.Ref(d.Chosen(tag))));
    // "without the cancelled and the returned ones": both.
    const bool goes_on = d.Is(i, TagKind::kWithout) && d.used[i] && d.Means(tag, MeaningKind::kValue) && std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& one) {
      return one.tag > i && one.tag < tag && one.condition.comparison == Comparison::kIsNot && one.condition.operand.column == d.Ref(d.Chosen(tag));
    });
    // "days when nobody started a lesson": no other event, but none.
    const size_t object = d.tags[tag].last + 1;
    if (d.Is(i, TagKind::kNegation) && IsOneOf(d.Text(i), {"nobody", "noone", "no"}) && d.Means(tag, MeaningKind::kValue) && d.FactsOf(d.Chosen(tag)).event && object < d.words.size() && IsOneOf(d.words[object].text, {"a", "an", "any"})) return false;
    // "were never phoned through" of a flag: it was not.
    bool never = d.Is(i, TagKind::kNever) && content == 0 && d.Means(tag, MeaningKind::kValue) && d.Chosen(tag).source == 0 && d.FactsOf(d.Chosen(tag)).flag && Participle(d.words[d.tags[tag].first].text);
    // "players who never won": in none of their rows.
    for (size_t e = 0; e < i && never; ++e) never = !(d.Lexical(e) && d.MayGroup(d.Chosen(e)));
    // It left out those that lack something.
    if (d.left_lacking == i) return false;
    if (d.Is(i, TagKind::kNegation) || lacks || leaves_out || goes_on || never) {
      d.used[i] = true;
      if (d.never == i) d.never.reset();
      return true;
    }
    // "do not have SSO", "not caused by weather"
    if (d.Is(i, TagKind::kFiller) || d.Is(i, TagKind::kHaving) || d.Is(i, TagKind::kFrom) || (d.Is(i, TagKind::kBy) && d.Text(i) == "by")) continue;
    if (d.Means(i, MeaningKind::kMoment) && content == 0) {
      ++content;
      continue;
    }
    // "not from Leeds or Hanoi"
    if (d.Is(i, TagKind::kOr) || (d.Is(i, TagKind::kAnd) && d.Lexical(i - 1)) || (d.Lexical(i) && (d.Is(i + 1, TagKind::kOr) || d.Is(i + 1, TagKind::kAnd)))) {
      ++content;
      continue;
    }
    if (d.Lexical(i) && d.Chosen(i).kind == MeaningKind::kColumn && d.FactsOf(d.Chosen(i)).category) {
      ++content;
      continue;
    }
    return false;
  }
  return false;
}

// "did not send anything", "no sale at all": none, whatever it would be.
bool SaysAnything(const Draft& d, size_t negation) {
  for (size_t w = d.tags[negation].last + 1; w < d.words.size() && w < d.tags[negation].last + 6; ++w) {
    if (IsOneOf(d.words[w].text, {"anything", "any", "single", "one"})) return true;
    if (d.words[w].text == "at" && w + 1 < d.words.size() && d.words[w + 1].text == "all") return true;
    if (d.words[w].break_after) return false;
  }
  return false;
}

namespace {

// "orders with discount", "without discount" of an amount that is 0 where there is none.
bool HasSomeAmount(Draft& d, size_t said, size_t noun, const Meaning& meaning, bool missing) {
  if (meaning.kind != MeaningKind::kColumn || meaning.source != 0 || d.scope.Profile(d.Ref(meaning)).nullable || (missing && !d.Is(said, TagKind::kWithout))) return false;
  // "classes without a surcharge", "orders that had a voucher", where only the comment calls it so: "0 when there was no voucher".
  const std::string comment = " " + d.scope.Profile(d.Ref(meaning)).comment;
  if (meaning.weight < 0.9 && comment.find(" 0 ") == std::string::npos) return false;
  const ColumnFacts& facts = d.FactsOf(meaning);
  if (!facts.measure || facts.rate || facts.dimension != knowledge::Dimension::kMoney || d.scope.main().money() == meaning.column) return false;
  // "orders since Sunday that had a voucher"
  size_t rows = d.Previous(said);
  while (d.Is(rows, TagKind::kTime)) rows = d.Previous(rows);
  const size_t behind = d.Next(noun);
  const bool of_rows = d.Means(rows, MeaningKind::kTable) || (d.Lexical(rows) && d.Chosen(rows).source == 0 && OfColumn(d.Chosen(rows)) && (missing || d.FactsOf(d.Chosen(rows)).row_id));
  const bool ends = behind == d.tags.size() || d.BreakBetween(noun, behind) || d.Is(behind, TagKind::kTime) || d.Is(behind, TagKind::kBy) || d.Is(behind, TagKind::kPer) || d.Is(behind, TagKind::kGrain);
  if (!of_rows || !ends || d.BreakBetween(rows, said)) return false;
  Condition condition;
  condition.operand = {d.Ref(meaning), {}, 1};
  condition.comparison = missing ? Comparison::kIs : Comparison::kGreater;
  condition.values = {"0"};
  condition.words = d.Words(said, noun);
  d.Place(condition, said);
  d.NoteThat("amount_" + condition.operand.column.name, condition.words, base::StrCat(condition.operand.column.name, missing ? " is 0" : " is above 0"));
  d.used[said] = true;
  d.Use(noun);
  return true;
}

// "insured parcels", "parcels that are insured" of an amount called so: those that have one.
bool SaysOfRows(const Draft& d, size_t tag) {
  const size_t rows = d.Next(tag);
  const bool before = !d.BreakBetween(tag, rows) && (d.Means(rows, MeaningKind::kTable) || (d.Lexical(rows) && d.Chosen(rows).source == 0 && OfColumn(d.Chosen(rows)) && d.FactsOf(d.Chosen(rows)).row_id));
  size_t word = d.tags[tag].first;
  if (word > 0 && d.words[word - 1].text == "not") --word;
  const bool behind = word > 1 && IsOneOf(d.words[word - 1].text, {"is", "are", "was", "were"}) && (rows == d.tags.size() || d.BreakBetween(tag, rows) || d.Is(rows, TagKind::kTime) || d.Is(rows, TagKind::kBy) || d.Is(rows, TagKind::kPer));
  return before || behind;
}

}  // namespace

void ReadRateOfMoment(Draft& d) {
  for (size_t i = 1; i < d.tags.size(); ++i) {
    const size_t deed = i - 1;
    if (!d.Is(i, TagKind::kRatio) || !IsOneOf(d.Text(i), {"rate", "rates"}) || !d.Means(deed, MeaningKind::kMoment) || d.used[deed] || d.BreakBetween(deed, i)) continue;
    const Meaning& moment = d.Chosen(deed);
    if (moment.source != 0 || !moment.values.empty() || !d.scope.Profile(d.Ref(moment)).nullable) continue;
    Condition condition;
    condition.operand = {d.Ref(moment), {}, 1};
    condition.comparison = Comparison::kIsNotNull;
    condition.words = d.Words(deed);
    d.Place(condition, deed);
    d.Use(deed);
  }
}

void ReadLastDeed(Draft& d) {
  if (!d.Has(TagKind::kRatio) || d.time.empty() || d.tags.empty()) return;
  const size_t last = d.tags.size() - 1;
  if (!d.Means(last, MeaningKind::kMoment) || d.used[last] || d.Chosen(last).source != 0 || !d.Chosen(last).values.empty() || d.tags[last].first == 0) return;
  const ColumnRef moment = d.Ref(d.Chosen(last));
  if (moment == d.time || !d.scope.Profile(moment).nullable || !IsOneOf(d.words[d.tags[last].first - 1].text, {"was", "were", "got", "been"})) return;
  if (std::none_of(d.tags.begin(), d.tags.end(), [](const Tag& tag) { return tag.kind == TagKind::kTime; })) return;
  Condition condition;
  condition.operand = {moment, {}, 1};
  condition.comparison = Comparison::kIsNotNull;
  condition.words = d.Words(last);
  d.Place(std::move(condition), last);
  d.Use(last);
}

void ReadSomeAmount(Draft& d) {
  // "deliveries with missing boxes" of a number called missing, whose comment says "boxes that were not on the van": those that have some.
  for (size_t i = 1; i + 1 < d.tags.size(); ++i) {
    const size_t with = d.Previous(i);
    const size_t things = i + 1;
    if (!d.Is(with, TagKind::kHaving) || d.used[i] || !d.Means(i, MeaningKind::kColumn) || d.Chosen(i).source != 0 || !d.FactsOf(d.Chosen(i)).measure || d.BreakBetween(i, things)) continue;
    const std::vector<Word> comment = Normalise(d.scope.Profile(d.Ref(d.Chosen(i))).comment);
    if (comment.empty() || comment[0].stem != d.words[d.tags[things].first].stem || d.FactsOf(d.Chosen(i)).words.size() != 1) continue;
    Condition condition;
    condition.operand = {d.Ref(d.Chosen(i)), {}, 1};
    condition.comparison = Comparison::kGreater;
    condition.values = {"0"};
    condition.words = d.Words(i, things);
    d.Place(condition, i);
    d.NoteThat("amount_" + condition.operand.column.name, condition.words, base::StrCat(condition.operand.column.name, " is above 0"));
    d.used[with] = d.used[things] = true;
    d.Use(i);
  }
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Means(i, MeaningKind::kColumn) || d.used[i] || d.Chosen(i).source != 0 || d.tags[i].first != d.tags[i].last) continue;
    const ColumnFacts& facts = d.FactsOf(d.Chosen(i));
    const std::string& said = d.Text(i);
    if (!facts.measure || facts.rate || facts.dimension != knowledge::Dimension::kMoney || facts.words.size() != 1 || facts.words[0] != said || !Participle(said) || !SaysOfRows(d, i)) continue;
    const size_t ahead = d.Previous(i);
    if (d.Is(ahead, TagKind::kAggregate) || d.Is(ahead, TagKind::kMost) || d.Is(ahead, TagKind::kTop) || d.Is(ahead, TagKind::kHowLong)) continue;
    Condition condition;
    condition.operand = {d.Ref(d.Chosen(i)), {}, 1};
    const bool none = Negated(d, i);
    condition.comparison = none ? Comparison::kIs : Comparison::kGreater;
    condition.values = {"0"};
    condition.words = d.Words(i);
    d.Place(condition, i);
    d.NoteThat("amount_" + condition.operand.column.name, condition.words, base::StrCat(condition.operand.column.name, none ? " is 0" : " is above 0"));
    d.Use(i);
  }
}

// without a driver, never picked up, with a tip
void ReadMissing(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    const bool missing = d.Is(i, TagKind::kWithout) || d.Is(i, TagKind::kNegation) || d.Is(i, TagKind::kNever) || d.Is(i, TagKind::kNone);
    const bool present = d.Is(i, TagKind::kHaving);
    if ((!missing && !present) || (d.used[i] && !d.Is(i, TagKind::kNever))) continue;
    size_t noun = d.Next(i);
    // "did we not have a single delivery"
    if (d.Is(i, TagKind::kNegation) && d.Text(i) == "not" && d.Is(noun, TagKind::kHaving) && d.form.HasBucket() && d.group_noun_seen && SaysAnything(d, i)) {
      d.used[noun] = true;
      noun = d.Next(noun);
    }
    // "faults that nobody has acknowledged"
    if (missing && d.Is(noun, TagKind::kHaving) && IsOneOf(d.Text(noun), {"has", "have", "had"}) && d.Means(d.Next(noun), MeaningKind::kMoment) && !d.BreakBetween(i, d.Next(noun)) && d.Chosen(d.Next(noun)).source == 0 && d.scope.Profile(d.Ref(d.Chosen(d.Next(noun)))).nullable && !d.form.HasBucket()) {
      d.used[noun] = true;
      noun = d.Next(noun);
    }
    // "days on which nothing happened", "when nobody came": no row at all.
    const bool nothing = (d.Is(i, TagKind::kNone) || (d.Is(i, TagKind::kNegation) && (d.Text(i) == "nobody" || SaysAnything(d, i)))) && (noun == d.tags.size() || d.Is(noun, TagKind::kTime) || d.BreakBetween(i, noun));
    if (nothing && d.form.HasBucket() && d.group_noun_seen && d.form.shape == Shape::kMeasures) {
      d.form.shape = Shape::kEmptyBuckets;
      d.used[i] = true;
      continue;
    }
    // "on which days did we have no orders"
    if (missing && d.form.HasBucket() && d.group_noun_seen && (d.Is(noun, TagKind::kRows) || d.Means(noun, MeaningKind::kTable) || d.Means(noun, MeaningKind::kValue) || d.Means(noun, MeaningKind::kMoment) || d.Means(noun, MeaningKind::kEntity))) {
      d.form.shape = Shape::kEmptyBuckets;
      d.used[i] = true;
      if (d.never == i) d.never.reset();
      if (!d.Means(noun, MeaningKind::kValue)) {
        if (d.Means(noun, MeaningKind::kTable)) d.composed.said_table = true;
        // "did nobody enter": when they enter, and not when the row began.
        if (d.Means(noun, MeaningKind::kMoment) && d.Chosen(noun).source == 0 && d.Chosen(noun).values.empty()) {
          d.time = d.Ref(d.Chosen(noun));
          d.NoteThat("time_column", d.Words(noun), base::StrCat("by ", d.time.name));
        }
        d.Use(noun);
      }
      continue;
    }
    if (!d.Lexical(noun) || d.used[noun] || (d.BreakBetween(i, noun)) || d.Is(i, TagKind::kNone)) continue;
    for (const Meaning& meaning : d.tags[noun].meanings) {
      if (meaning.kind == MeaningKind::kTable || meaning.kind == MeaningKind::kValue) {
        if (meaning.weight >= 0.9) break;
        continue;
      }
      // "no podcasts" of a price whose comment says that podcasts have none: those, and not what has no price.
      if (meaning.weight <= kCommentNoun && d.Means(noun, MeaningKind::kValue)) break;
      const ColumnRef ref = d.Ref(meaning);
      const catalog::ColumnProfile& profile = d.scope.Profile(ref);
      if (HasSomeAmount(d, i, noun, meaning, missing)) break;
      if (!profile.nullable && !profile.array) continue;
      // "with balers" of a power that is "null for balers": those have none.
      if (present && meaning.weight <= kCommentNoun && profile.comment.find("null") != std::string::npos) break;
      const size_t after = d.Next(noun);
      // "did not arrive late": not late.
      if (missing && meaning.kind == MeaningKind::kMoment && after == noun + 1 && d.Means(after, MeaningKind::kValue) && !d.BreakBetween(noun, after)) break;
      // "with closed_at on 19 May", "with parkers who drove out since 14:50": when, and not whether.
      if (present && meaning.kind == MeaningKind::kMoment && meaning.source == 0 && meaning.values.empty() && (d.Is(after, TagKind::kTime) || d.Is(after, TagKind::kShift)) && !d.BreakBetween(noun, after)) {
        d.used[i] = true;
        break;
      }
      // "not caused by weather": of that value, not without one.
      const size_t value = d.Is(after, TagKind::kBy) ? d.Next(after) : after;
      if (missing && d.Means(value, MeaningKind::kValue) && !d.BreakBetween(noun, value) && d.Ref(d.Chosen(value)) == ref) break;
      // "lines that carry a member_id": one that is there.
      const bool some_id = d.FactsOf(meaning).id && meaning.source == 0 && d.tags[noun].first > 0 && IsOneOf(d.words[d.tags[noun].first - 1].text, {"a", "an", "any", "some"}) && (after >= d.tags.size() || !d.Lexical(after) || d.BreakBetween(noun, after));
      if (present && (d.Is(after, TagKind::kCompare) || d.Is(after, TagKind::kNumber) || (d.FactsOf(meaning).category && !profile.array && !some_id))) break;
      Condition condition;
      condition.operand = {ref, {}, 1};
      condition.comparison = missing ? Comparison::kIsNull : Comparison::kIsNotNull;
      condition.words = d.Words(i, noun);
      // Said before, or behind: "visits without an exit do not count".
      size_t out = missing ? LeavesOutLacking(d, i) : d.tags.size();
      if (missing && out == d.tags.size() && d.Is(after, TagKind::kNegation) && !d.used[after] && !d.BreakBetween(noun, after) && (d.Next(after) == d.tags.size() || d.BreakBetween(after, d.Next(after))) &&
          IsOneOf(d.Words(after), {"do not count", "does not count", "left out", "excluded", "not counted", "not included", "omitted", "disregarded"})) {
        out = after;
      }
      if (out < d.tags.size()) {
        condition.comparison = Comparison::kIsNotNull;
        d.used[out] = true;
        d.left_lacking = out;
        d.form.filters.push_back(condition);
        d.NoteThat("missing_" + ref.name, condition.words, base::StrCat(ref.name, " is there"));
      } else {
        d.Place(condition, i);
      }
      d.used[i] = true;
      if (d.never == i) d.never.reset();
      d.Use(noun);
      break;
    }
  }
}

namespace {

bool SaysEmptyWhen(const std::string& comment) {
  const std::vector<Word> words = Normalise(comment);
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i].text == "empty" && IsOneOf(words[i + 1].text, {"when", "if", "for", "where"})) return true;
  }
  return false;
}

}  // namespace

// "had a complaint", "complaint rate", of a column that is empty where there is none
void ReadPresent(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i] || d.modifier[i]) continue;
    const Meaning& meaning = d.Chosen(i);
    // "total refunded": so much, and not those that have some.
    const size_t sum = d.Previous(i);
    if (meaning.kind == MeaningKind::kColumn && d.FactsOf(meaning).measure && d.Is(sum, TagKind::kAggregate) && d.tags[sum].last + 1 == d.tags[i].first && !d.BreakBetween(sum, i)) continue;
    if (HasComeTo(d, i) || IsMadeOf(d, i) || HasOneOfThem(d, i)) {
      Condition condition;
      condition.operand = {d.Ref(meaning), {}, 1};
      condition.comparison = Negated(d, i) ? Comparison::kIsNull : Comparison::kIsNotNull;
      condition.words = d.Words(i);
      d.Place(condition, i);
      d.Use(i);
      continue;
    }
    if (meaning.kind != MeaningKind::kColumn || meaning.source != 0 || meaning.weight < 0.7) continue;
    const ColumnRef ref = d.Ref(meaning);
    const catalog::ColumnProfile& profile = d.scope.Profile(ref);
    const ColumnFacts& facts = d.FactsOf(meaning);
    // "made with a voucher" of a text that is empty when none was used.
    const bool empty = !profile.nullable && profile.column_class == catalog::ColumnClass::kText && !facts.id && SaysEmptyWhen(profile.comment);
    const bool text = (profile.nullable && profile.column_class == catalog::ColumnClass::kText && !facts.id) || profile.array || empty;
    // "a tip" that may be 0, "a rating" that may be missing; "with a fare above" is compared.
    const bool amount = facts.measure && (profile.nullable || facts.dimension == knowledge::Dimension::kMoney) && !d.Is(d.Next(i), TagKind::kCompare) && !d.Is(d.Next(i), TagKind::kNumber);
    if (!text && !amount) continue;
    const size_t next = i + 1;
    const bool rate = d.Is(next, TagKind::kRatio) && IsOneOf(d.Text(next), {"rate", "rates"}) && !d.BreakBetween(i, next);
    const size_t first = d.tags[i].first;
    const bool one = first > 1 && IsOneOf(d.words[first - 1].text, {"a", "an", "any"}) && IsOneOf(d.words[first - 2].text, {"had", "has", "have", "with", "got", "having", "get", "received", "used", "use", "using", "uses", "applied", "redeemed", "gave", "leave", "left"});
    if (!one && !(rate && text)) continue;
    Condition condition;
    condition.operand = {ref, {}, 1};
    condition.comparison = empty ? Comparison::kIsNot : profile.nullable || profile.array ? Comparison::kIsNotNull : Comparison::kGreater;
    if (empty) condition.values = {""};
    if (condition.comparison == Comparison::kGreater) condition.values = {"0"};
    condition.words = d.Words(i);
    d.Place(condition, i);
    if (const size_t having = d.Previous(i); d.Is(having, TagKind::kHaving)) d.Use(having);
    d.Use(i);
  }
}

}  // namespace aurora::query::language

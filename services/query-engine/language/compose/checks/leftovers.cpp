#include <algorithm>
#include <array>

#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"
#include "services/query-engine/language/frame/frame.h"

// Whether every word of the question was read, and whether what was read can be what was asked.

namespace aurora::query::language {
namespace {

using knowledge::Dimension;

bool BoundsValue(Comparison comparison) {
  return comparison == Comparison::kGreater || comparison == Comparison::kGreaterOrEqual || comparison == Comparison::kLess || comparison == Comparison::kLessOrEqual || comparison == Comparison::kBetween;
}

}  // namespace

// "loyalty tier": the word beside it names the same column.
bool Composer::SaidTwice(size_t tag) const {
  if (!Lexical(tag)) return false;
  // "time until a book comes back": the end of what is measured.
  if (Means(tag, MeaningKind::kMoment) && Chosen(tag).values.empty() &&
      std::any_of(form_.measures.begin(), form_.measures.end(), [&](const Measure& measure) { return measure.operand.IsSpan() && measure.operand.until == Ref(Chosen(tag)); })) {
    return true;
  }
  // "went out of the warehouse", where the comment of shipped_at says "left the warehouse".
  if (const size_t moment = Previous(tag); Means(moment, MeaningKind::kMoment) && used_[moment] && !BreakBetween(moment, tag)) {
    const bool of_it = std::any_of(tags_[tag].meanings.begin(), tags_[tag].meanings.end(), [&](const Meaning& own) {
      return own.weight <= kCommentNoun && own.kind == MeaningKind::kColumn && own.source == Chosen(moment).source && own.column == Chosen(moment).column;
    });
    if (of_it) return true;
  }
  for (size_t beside : {tag - 1, tag + 1}) {
    if (beside >= tags_.size() || !Lexical(beside) || !used_[beside] || BreakBetween(std::min(tag, beside), std::max(tag, beside))) continue;
    for (const Meaning& own : tags_[tag].meanings) {
      for (const Meaning& other : tags_[beside].meanings) {
        const bool column = own.kind != MeaningKind::kTable && own.kind != MeaningKind::kValue && own.kind == other.kind;
        if (column && own.source == other.source && own.column == other.column) return true;
      }
    }
  }
  return false;
}

// "turnover ex VAT", "sent over the wire", where the comment of what is measured has the words: they say no more of it.
bool Composer::SaidByComment(size_t tag) const {
  const bool plain = Is(tag, TagKind::kUnknown) || (Is(tag, TagKind::kCompare) && Text(tag) == "over" && !Is(tag + 1, TagKind::kNumber)) || (Lexical(tag) && Chosen(tag).kind == MeaningKind::kColumn && Chosen(tag).weight <= kCommentNoun);
  if (!plain) return false;
  std::vector<ColumnRef> measured;
  for (const Measure& measure : form_.measures) {
    if (!measure.operand.empty()) measured.push_back(measure.operand.column);
    for (const Measure& part : measure.parts) {
      if (!part.operand.empty()) measured.push_back(part.operand.column);
    }
  }
  for (const Placed& placed : placed_) measured.push_back(placed.condition.operand.column);
  return std::any_of(measured.begin(), measured.end(), [&](const ColumnRef& column) {
    if (column.empty() || !scope_.Facts(column).measure) return false;
    const std::vector<Word> comment = Normalise(scope_.Profile(column).comment);
    for (size_t at = 0; at + (tags_[tag].last - tags_[tag].first) < comment.size(); ++at) {
      bool same = true;
      for (size_t w = tags_[tag].first; w <= tags_[tag].last && same; ++w) same = comment[at + w - tags_[tag].first].text == words_[w].text;
      if (same) return true;
    }
    return false;
  });
}

// "shipped out", "ended up", "euros earned": a particle of the verb before it, and the unit of the money behind it.
bool Composer::SaidByVerb(size_t tag) const {
  const bool particle = IsOneOf(Text(tag), {"out", "up"}) && tags_[tag].first == tags_[tag].last && tag > 0 && !BreakBetween(tag - 1, tag) && Means(tag - 1, MeaningKind::kMoment) && used_[tag - 1];
  if (particle) return true;
  const size_t money = scope_.main().money();
  const bool in_parts = money < scope_.main().size() && IsOneOf(scope_.main().column(money).unit, {"cents", "cent", "ct", "cts", "pence", "pennies"});
  return Is(tag, TagKind::kUnit) && tags_[tag].dimension == Dimension::kMoney && Is(tag + 1, TagKind::kMoney) && used_[tag + 1] && !BreakBetween(tag, tag + 1) && !in_parts;
}

// Small words that mostly say nothing, and that restrict the rows where they do. Those that always do decline the
// question; the others cost its certainty, and are shown.
void Composer::WeighSmallWords() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kFiller)) continue;
    const std::string text = Words(i);
    if (tags_[i].open) {
      composed_.certainty *= 0.92;
      NoteThat("left_aside", text, "not taken as a condition");
      continue;
    }
    const size_t last = tags_[i].last;
    const std::string next = last + 1 < words_.size() ? words_[last + 1].text : "";
    // "heavy rain", "real customers", "sold again": which of them? "Heavy parcels (over 20 kilos)" says it.
    const bool restricts = IsOneOf(text, {"heavy", "real", "again", "else", "another"}) && !fragment_ && !(text == "heavy" && Has(TagKind::kCompare));
    // "readers who only used tablets": and nothing else.
    const bool exclusive = i > 0 && IsOneOf(text, {"only", "exclusively", "solely"}) && IsOneOf(words_[tags_[i].first - 1].text, {"who", "that", "which", "have", "has"});
    // "... and where": another question.
    const bool second = i > 0 && last + 1 == words_.size() && IsOneOf(text, {"where", "when", "who", "whom", "how", "why"}) && words_[tags_[i].first - 1].text == "and";
    // "how many people": of a table that does not know who.
    const bool nobody = IsOneOf(text, {"people", "folks"}) && Is(Previous(i), TagKind::kCount) && !fragment_;
    // "were paid", "had been sent": more than that there are such rows, where no column says so.
    const std::string before = i > 0 ? words_[tags_[i].first - 1].text : "";
    const bool said = IsOneOf(before, {"was", "were", "been", "is", "are", "got", "get"}) && IsOneOf(text, {"paid", "sent", "reported", "submitted", "filed", "moved", "written", "raised", "emitted", "ended", "started", "found", "noted", "observed", "tracked", "captured", "documented", "conducted"});
    // "still in": which state that is, no column says.
    const bool state = last > 0 && words_[last].text == "in" && (last + 1 == words_.size() || words_[last].break_after) &&
                       IsOneOf(words_[last - 1].text, {"still", "currently", "is", "are", "now", "was", "were"}) && !fragment_;
    // "marked as paid": a state that no value is called by.
    const bool marked = last > tags_[i].first && IsOneOf(words_[last].text, {"as", "to"}) &&
                        IsOneOf(words_[last - 1].text, {"marked", "flagged", "recorded", "listed", "shown", "labelled", "labeled", "tagged", "set", "registered", "noted", "kept", "counted", "booked", "classed", "classified"}) &&
                        !Lexical(i + 1) && !Is(i + 1, TagKind::kNegation) && !(IsOneOf(Text(i + 1), {"fully", "totally", "completely", "entirely", "already", "still"}) && Lexical(i + 2));
    if (restricts || exclusive || second || state || marked) {
      Fail(Problem::kNotUnderstood, i);
    } else if (nobody || said) {
      composed_.certainty *= 0.92;
      NoteThat("left_aside", text, nobody ? "rows are counted; no column says who" : "not taken as a condition");
    } else if (IsOneOf(text, {"other", "others", "once", "still", "already", "current", "certain", "particular", "own", "yet"}) && !next.empty()) {
      composed_.certainty *= 0.92;
      NoteThat("left_aside", text, "not taken as a condition");
    }
  }
}

// "fees collected", "toll charged", "tonnes gathered": what is done with money or a mass says no more than the money or the mass.
bool Composer::SaysOfMeasure(size_t tag) const {
  if (!Is(tag, TagKind::kUnknown)) return false;
  const bool of_money = IsOneOf(Text(tag), {"collected", "charged", "billed", "levied", "invoiced"});
  const bool of_amount = IsOneOf(Text(tag), {"collected", "gathered", "hauled", "transported", "handled", "processed", "recorded", "measured", "logged", "produced", "generated", "consumed", "pumped", "carried",
                                             "moved", "worked", "covered", "travelled", "traveled", "driven", "dispensed", "harvested", "lifted", "shifted", "registered"});
  for (size_t beside : {Previous(tag), Next(tag)}) {
    if (beside >= tags_.size() || !used_[beside] || BreakBetween(std::min(beside, tag), std::max(beside, tag))) continue;
    const bool behind = beside < tag;
    if (behind ? tags_[beside].last + 1 != tags_[tag].first : tags_[tag].last + 1 != tags_[beside].first) continue;
    if (of_money && behind && Is(beside, TagKind::kMoney)) return true;
    if (of_amount && behind && Is(beside, TagKind::kUnit)) return true;
    if (!Lexical(beside) || Chosen(beside).kind != MeaningKind::kColumn || !FactsOf(Chosen(beside)).measure) continue;
    const Dimension dimension = FactsOf(Chosen(beside)).dimension;
    if (dimension == Dimension::kMoney ? of_money && behind : of_amount && (Additive(dimension) || dimension == Dimension::kDuration)) return true;
  }
  return false;
}

// "number of parcels" of parcel_weight_g, "5xx responses" of resp_bytes: the things that are weighed are the rows.
bool Composer::CountsWhatIsMeasured(size_t tag, const Meaning& meaning) const {
  const ColumnFacts& facts = FactsOf(meaning);
  const std::string& spoken = words_[tags_[tag].last].text;
  const bool of_things = facts.dimension == Dimension::kWeight || facts.dimension == Dimension::kData || facts.dimension == Dimension::kDistance || facts.dimension == Dimension::kVolume || facts.dimension == Dimension::kArea;
  if (!of_things || meaning.source != 0 || tags_[tag].first != tags_[tag].last || !Plural(spoken) || SplitName(Ref(meaning).name).size() < 2 || form_.shape != Shape::kMeasures || !form_.measures.empty()) return false;
  if (knowledge::FindUnit(spoken).has_value() || std::find(facts.words.begin(), facts.words.end(), spoken) != facts.words.end() || facts.words.empty()) return false;
  const std::string first = SpokenName(Ref(meaning).name).front();
  const size_t before = Previous(tag);
  return Stem(first) == words_[tags_[tag].last].stem && !Is(before, TagKind::kAggregate) && !Is(before, TagKind::kTop) && !Is(before, TagKind::kMost) && !Is(before, TagKind::kExtreme);
}

// Whether anything of the form tells different ones apart.
bool Composer::TellsApart() const {
  const auto distinct = [](const Measure& measure) {
    return measure.kind == MeasureKind::kCountDistinct || measure.kind == MeasureKind::kDefined ||
           std::any_of(measure.parts.begin(), measure.parts.end(), [](const Measure& part) { return part.kind == MeasureKind::kCountDistinct; });
  };
  return !form_.groups.empty() || !form_.inner.empty() || form_.shape != Shape::kMeasures || std::any_of(form_.measures.begin(), form_.measures.end(), distinct) ||
         std::any_of(form_.having.begin(), form_.having.end(), [&](const Having& having) { return distinct(having.measure); });
}

// Whether rows are counted or listed, and all that the question says of them is of a table that they belong to.
bool Composer::OnlyOfOthers() const {
  const bool figure = std::any_of(form_.measures.begin(), form_.measures.end(), [](const Measure& measure) { return measure.kind != MeasureKind::kCount || !measure.operand.empty(); });
  if (figure || (form_.shape != Shape::kMeasures && form_.shape != Shape::kRows)) return false;
  bool others = false;
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Lexical(i) || !used_[i]) continue;
    if (Chosen(i).source == 0) return false;
    others = true;
  }
  return others;
}

bool Composer::AllUsed() {
  WeighSmallWords();
  RefuseLostVerbs();
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (tags_[i].rows && used_[i]) NoteThat("rows", Words(i), base::StrCat("rows of ", scope_.main().profile().table));
    if (tags_[i].linked.empty() || !used_[i]) continue;
    NoteThat("meaning", Words(i), base::StrCat("taken for ", tags_[i].linked, ", which is nearest in meaning"));
    least_ = std::min(least_, Chosen(i).weight);
  }
  bool all = true;
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (used_[i] || tags_[i].kind == TagKind::kFiller) continue;
    // Small words of the language that found nothing to do.
    if (Is(i, TagKind::kWhich) || Is(i, TagKind::kHaving) || Is(i, TagKind::kList) || Is(i, TagKind::kRows)) continue;
    if (Is(i, TagKind::kDistinct) && (fragment_ || TellsApart())) continue;
    if (SaysOfMeasure(i)) {
      // What was charged is more than what was kept.
      if (IsOneOf(Text(i), {"charged", "billed", "levied", "invoiced"})) money_ = false;
      continue;
    }
    if (Is(i, TagKind::kBy) && Text(i) == "across") continue;
    if (SaidTwice(i) || SaidByComment(i) || SaidByVerb(i)) continue;
    if (Is(i, TagKind::kCount) && !form_.measures.empty()) continue;
    all = false;
    Fail(Problem::kNotUnderstood, i);
  }
  return all;
}

// Whether a figure of a joined row that happened by itself (a trip) is taken once for each row that belongs to it (its readings).
bool Composer::TakenTooOften(const Measure& measure) const {
  static constexpr std::array kFigures = {MeasureKind::kSum, MeasureKind::kAverage, MeasureKind::kMedian, MeasureKind::kQuantile, MeasureKind::kDeviation};
  const bool once = std::find(kFigures.begin(), kFigures.end(), measure.kind) != kFigures.end();
  const size_t source = measure.operand.column.source;
  if (once && !measure.operand.empty() && source > 0 && !scope_.source(source).profile().time_column.empty() && measure.operand.times.empty()) return true;
  return std::any_of(measure.parts.begin(), measure.parts.end(), [&](const Measure& part) { return TakenTooOften(part); });
}

// Forms that are well made and still cannot be what was asked.
void Composer::RefuseDegenerate() {
  if (std::any_of(form_.measures.begin(), form_.measures.end(), [&](const Measure& measure) { return TakenTooOften(measure); })) Fail(Problem::kNotUnderstood, tags_.size());
  // Two times beside each other are of figures: a list of both says nothing.
  if (form_.shape == Shape::kRows && form_.compared.has_value()) Fail(Problem::kNotUnderstood, tags_.size());
  // The code of one and the name of another: no row is both.
  for (size_t a = 0; a + 1 < placed_.size(); ++a) {
    for (size_t b = a + 1; b < placed_.size(); ++b) {
      const bool columns = !(placed_[a].condition.operand == placed_[b].condition.operand);
      if (columns && ExcludeEachOther(placed_[a].condition, placed_[b].condition)) Fail(Problem::kNotUnderstood, placed_[b].tag);
    }
  }
  // "more than half open" of a share that is 100 where it is open: what it is, and how much of it, are not both meant.
  std::vector<Condition> all;
  for (const Placed& placed : placed_) all.push_back(placed.condition);
  for (const Measure& measure : form_.measures) {
    for (const Measure& part : measure.parts) all.insert(all.end(), part.only.begin(), part.only.end());
  }
  for (const Condition& one : all) {
    const bool number = one.comparison == Comparison::kIs && !one.operand.column.empty() && scope_.Profile(one.operand.column).column_class == catalog::ColumnClass::kNumber;
    const bool bounded = number && std::any_of(all.begin(), all.end(), [&](const Condition& other) { return one.operand == other.operand && one.part == other.part && BoundsValue(other.comparison); });
    if (bounded) Fail(Problem::kNotUnderstood, tags_.size());
  }
  // "booked both with a car and with a motorbike": whoever did has rows of each, and no row is of both.
  for (size_t w = 0; w + 4 < words_.size(); ++w) {
    const std::string& way = words_[w + 1].text;
    if (words_[w].text != "both" || !IsOneOf(way, {"with", "by", "in", "on", "at", "a", "an"})) continue;
    bool again = false;
    for (size_t v = w + 2; v + 1 < words_.size(); ++v) again = again || (words_[v].text == "and" && words_[v + 1].text == way);
    for (size_t p = 0; again && p + 1 < placed_.size(); ++p) {
      if (tags_[placed_[p].tag].first > w && ExcludeEachOther(placed_[p].condition, placed_[p + 1].condition)) Fail(Problem::kNotUnderstood, placed_[p + 1].tag);
    }
  }
  // "booked yoga but not pilates" of a row says nothing more than "booked yoga": sets are meant.
  for (const Placed& one : placed_) {
    for (const Placed& other : placed_) {
      const bool opposed = one.condition.operand == other.condition.operand && one.condition.part == other.condition.part && one.condition.comparison == Comparison::kIs && other.condition.comparison == Comparison::kIsNot;
      if (!opposed) continue;
      const bool apart = std::none_of(other.condition.values.begin(), other.condition.values.end(), [&](const std::string& value) {
        return std::find(one.condition.values.begin(), one.condition.values.end(), value) != one.condition.values.end();
      });
      if (apart) Fail(Problem::kNotUnderstood, other.tag);
    }
  }
  // "at which hour do most patients arrive": of the hours, and not of each patient's hours.
  const bool timed = std::any_of(form_.groups.begin(), form_.groups.end(), [](const Group& group) { return group.kind != GroupKind::kColumn; });
  const bool single = std::any_of(form_.groups.begin(), form_.groups.end(), [&](const Group& group) { return group.kind == GroupKind::kColumn && scope_.Facts(group.column).id; });
  if (timed && single && ranked_ && AsksForTime(words_) && !Has(TagKind::kBy) && !Has(TagKind::kPer)) Fail(Problem::kNotUnderstood, tags_.size());
  for (size_t i = 0; i < tags_.size(); ++i) {
    // "first booking of each member": no ranking by how many.
    const bool grouped = std::any_of(form_.groups.begin(), form_.groups.end(), [](const Group& group) { return group.kind == GroupKind::kColumn; });
    if (Is(i, TagKind::kTop) && Text(i) == "first" && grouped && Lexical(Next(i)) && !BreakBetween(i, Next(i)) && Has(TagKind::kBy) && form_.shape == Shape::kMeasures) Fail(Problem::kNotUnderstood, i);
    // "the best recruiter": what is good is not said, and the most rows are not it.
    const bool judged = Is(i, TagKind::kTop) && IsOneOf(Text(i), {"best", "worst", "strongest", "weakest", "poorest"});
    if (judged && form_.order != Order::kNone && form_.shape == Shape::kMeasures && !Has(TagKind::kCount) && !Has(TagKind::kBy) && form_.measures.size() == 1 &&
        form_.measures[0].kind == MeasureKind::kCount) {
      Fail(Problem::kNotUnderstood, i);
    }
    // "how many days did she teach": a number of days, and not each of them.
    const size_t unit = Next(i);
    if (Is(i, TagKind::kCount) && unit < tags_.size() && IsOneOf(Text(unit), {"days", "weeks", "months", "hours", "years"}) && form_.HasBucket() && form_.shape == Shape::kMeasures) Fail(Problem::kNotUnderstood, i);
  }
}

}  // namespace aurora::query::language

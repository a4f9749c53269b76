#include "services/query-engine/language/compose/checks/checks.h"

#include <algorithm>
#include <array>

#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/measures/measures.h"
#include "services/query-engine/language/compose/noun_words.h"
#include "services/query-engine/language/frame/frame.h"
#include "services/query-engine/language/schema/value_meanings.h"

namespace aurora::query::language {
namespace {

using knowledge::Dimension;

bool BoundsValue(Comparison comparison) {
  return comparison == Comparison::kGreater || comparison == Comparison::kGreaterOrEqual || comparison == Comparison::kLess || comparison == Comparison::kLessOrEqual || comparison == Comparison::kBetween;
}

// "in camps with a pool": the thing of another table that a condition is said of.
bool NamesJoined(const Draft& d, size_t tag) {
  if (!d.Lexical(tag) || (d.Chosen(tag).kind != MeaningKind::kEntity && d.Chosen(tag).kind != MeaningKind::kColumn) || d.tags[tag].first == 0) return false;
  if (!IsOneOf(d.words[d.tags[tag].first - 1].text, {"in", "at", "from", "of", "by", "for", "to", "on"})) return false;
  for (size_t source = 1; source < d.scope.size(); ++source) {
    if (!(d.scope.join(source).left == d.Ref(d.Chosen(tag)))) continue;
    const auto of_it = [&](const Placed& placed) { return placed.tag > tag && placed.tag <= tag + 3 && !d.BreakBetween(tag, tag + 1) && !placed.condition.operand.IsSpan() && placed.condition.operand.column.source == source; };
    if (std::any_of(d.placed.begin(), d.placed.end(), of_it)) return true;
  }
  return false;
}

// "loyalty tier": the word beside it names the same column.
bool SaidTwice(const Draft& d, size_t tag) {
  if (!d.Lexical(tag)) return false;
  // "time until a book comes back": the end of what is measured.
  if (d.Means(tag, MeaningKind::kMoment) && d.Chosen(tag).values.empty() &&
      std::any_of(d.form.measures.begin(), d.form.measures.end(), [&](const Measure& measure) { return measure.operand.IsSpan() && measure.operand.until == d.Ref(d.Chosen(tag)); })) {
    return true;
  }
  // "went out of the warehouse", where the comment of shipped_at says "left the warehouse".
  if (const size_t moment = d.Previous(tag); d.Means(moment, MeaningKind::kMoment) && d.used[moment] && !d.BreakBetween(moment, tag)) {
    const bool of_it = std::any_of(d.tags[tag].meanings.begin(), d.tags[tag].meanings.end(), [&](const Meaning& own) {
      return own.weight <= kCommentNoun && own.kind == MeaningKind::kColumn && own.source == d.Chosen(moment).source && own.column == d.Chosen(moment).column;
    });
    if (of_it) return true;
  }
  for (size_t beside : {tag - 1, tag + 1}) {
    if (beside >= d.tags.size() || !d.Lexical(beside) || !d.used[beside] || d.BreakBetween(std::min(tag, beside), std::max(tag, beside))) continue;
    for (const Meaning& own : d.tags[tag].meanings) {
      for (const Meaning& other : d.tags[beside].meanings) {
        const bool column = own.kind != MeaningKind::kTable && own.kind != MeaningKind::kValue && own.kind == other.kind;
        if (column && own.source == other.source && own.column == other.column) return true;
      }
    }
  }
  return false;
}

// The columns that are measured.
std::vector<ColumnRef> Measured(const Draft& d) {
  std::vector<ColumnRef> measured;
  for (const Measure& measure : d.form.measures) {
    if (!measure.operand.empty()) measured.push_back(measure.operand.column);
    for (const Measure& part : measure.parts) {
      if (!part.operand.empty()) measured.push_back(part.operand.column);
    }
  }
  return measured;
}

// "questions that buyers sent" of a value question whose comment says "(by a buyer)": what all of the chosen rows are.
bool SaidByGloss(const Draft& d, size_t tag) {
  const bool plain = d.Is(tag, TagKind::kUnknown) || (d.Lexical(tag) && d.Chosen(tag).kind == MeaningKind::kColumn && d.Chosen(tag).weight <= kCommentNoun);
  if (!plain || d.tags[tag].first != d.tags[tag].last) return false;
  const Word& word = d.words[d.tags[tag].first];
  std::vector<Condition> chosen;
  for (const Placed& placed : d.placed) chosen.push_back(placed.condition);
  for (const Measure& measure : d.form.measures) {
    for (const Measure& part : measure.parts) chosen.insert(chosen.end(), part.only.begin(), part.only.end());
  }
  return std::any_of(chosen.begin(), chosen.end(), [&](const Condition& condition) {
    if (condition.comparison != Comparison::kIs || condition.values.size() != 1 || condition.operand.IsSpan() || condition.operand.column.empty()) return false;
    const catalog::ColumnProfile& profile = d.scope.Profile(condition.operand.column);
    std::vector<std::string> values;
    for (const catalog::ValueCount& value : profile.values) values.push_back(value.value);
    const std::vector<ValueMeaning> meanings = ReadValueMeanings(profile.comment, values, profile.column_class != catalog::ColumnClass::kText);
    return std::any_of(meanings.begin(), meanings.end(), [&](const ValueMeaning& meaning) {
      if (meaning.value != condition.values[0] || meaning.others) return false;
      return std::any_of(meaning.phrases.begin(), meaning.phrases.end(), [&](const std::string& phrase) {
        const std::vector<Word> gloss = Normalise(phrase);
        const bool denied = std::any_of(gloss.begin(), gloss.end(), [](const Word& said) { return IsOneOf(said.text, {"not", "no", "never", "without"}); });
        return !denied && std::any_of(gloss.begin(), gloss.end(), [&](const Word& said) { return said.stem == word.stem; });
      });
    });
  });
}

// "without a booked slot" of a flag whose comment says "came within a slot it had booked": what the flag is about.
bool SaidOfFlag(const Draft& d, size_t tag) {
  const bool plain = d.Is(tag, TagKind::kUnknown) || (d.Lexical(tag) && d.Chosen(tag).kind == MeaningKind::kColumn && d.Chosen(tag).weight <= kCommentNoun);
  if (!plain || d.tags[tag].first != d.tags[tag].last) return false;
  return std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) {
    const ColumnRef& column = placed.condition.operand.column;
    if (placed.tag + 1 != tag || d.BreakBetween(placed.tag, tag) || column.empty() || !d.scope.Facts(column).flag) return false;
    const std::vector<Word> comment = Normalise(d.scope.Profile(column).comment);
    return std::any_of(comment.begin(), comment.end(), [&](const Word& word) { return word.stem == d.words[d.tags[tag].first].stem; });
  });
}

// "turnover ex VAT", "sent over the wire", where the comment of what is measured has the words: they say no more of it.
bool SaidByComment(const Draft& d, size_t tag) {
  const bool plain = d.Is(tag, TagKind::kUnknown) || (d.Is(tag, TagKind::kCompare) && d.Text(tag) == "over" && !d.Is(tag + 1, TagKind::kNumber)) || (d.Lexical(tag) && d.Chosen(tag).kind == MeaningKind::kColumn && d.Chosen(tag).weight <= kCommentNoun);
  if (!plain) return false;
  std::vector<ColumnRef> measured = Measured(d);
  for (const Placed& placed : d.placed) measured.push_back(placed.condition.operand.column);
  return std::any_of(measured.begin(), measured.end(), [&](const ColumnRef& column) {
    if (column.empty() || !d.scope.Facts(column).measure) return false;
    const std::vector<Word> comment = Normalise(d.scope.Profile(column).comment);
    for (size_t at = 0; at + (d.tags[tag].last - d.tags[tag].first) < comment.size(); ++at) {
      bool same = true;
      for (size_t w = d.tags[tag].first; w <= d.tags[tag].last && same; ++w) same = comment[at + w - d.tags[tag].first].text == d.words[w].text;
      if (same) return true;
    }
    return false;
  });
}

// "work was interrupted (act = pause)", "completed work (finish entries)": what the bracket says it is.
bool SaidInBrackets(const Draft& d, size_t tag) {
  const size_t before = d.Previous(tag);
  if (!d.Is(tag, TagKind::kUnknown) || d.asks_when || d.Is(before, TagKind::kBy) || d.Is(before, TagKind::kPer) || d.Is(before, TagKind::kWhich)) return false;
  size_t w = d.tags[tag].last;
  while (w < d.words.size() && w < d.tags[tag].last + 2 && !d.words[w].bracket_after && !d.words[w].break_after) ++w;
  if (w >= d.words.size() || !d.words[w].bracket_after) return false;
  size_t end = w + 1;
  while (end < d.words.size() && !d.words[end].break_after) ++end;
  return std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) { return d.tags[placed.tag].first > w && d.tags[placed.tag].last <= end; });
}

// "shipped out", "ended up", "euros earned": a particle of the verb before it, and the unit of the money behind it.
bool SaidByVerb(const Draft& d, size_t tag) {
  const bool particle = IsOneOf(d.Text(tag), {"out", "up", "off", "in", "down", "back", "over", "away"}) && d.tags[tag].first == d.tags[tag].last && tag > 0 && !d.BreakBetween(tag - 1, tag) && d.Means(tag - 1, MeaningKind::kMoment) && d.used[tag - 1];
  if (particle) return true;
  const size_t money = d.scope.main().money();
  const bool in_parts = money < d.scope.main().size() && IsOneOf(d.scope.main().column(money).unit, {"cents", "cent", "ct", "cts", "pence", "pennies"});
  return d.Is(tag, TagKind::kUnit) && d.tags[tag].dimension == Dimension::kMoney && d.Is(tag + 1, TagKind::kMoney) && d.used[tag + 1] && !d.BreakBetween(tag, tag + 1) && !in_parts;
}

// Small words that mostly say nothing, and that restrict the rows where they do. Those that always do decline the
// question; the others cost its certainty, and are shown.
void WeighSmallWords(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kFiller)) continue;
    const std::string text = d.Words(i);
    if (d.tags[i].open) {
      d.composed.certainty *= 0.92;
      d.NoteThat("left_aside", text, "not taken as a condition");
      continue;
    }
    const size_t last = d.tags[i].last;
    const std::string next = last + 1 < d.words.size() ? d.words[last + 1].text : "";
    // "heavy rain", "real customers", "sold again": which of them? "Heavy parcels (over 20 kilos)" says it.
    const bool restricts = IsOneOf(text, {"heavy", "real", "again", "else", "another"}) && !d.fragment && !(d.each_once && text == "another") && !(text == "heavy" && d.Has(TagKind::kCompare));
    // "travelling alone": how; "critical alone" is only that.
    const bool lonely = text == "alone" && !d.Means(d.Previous(i), MeaningKind::kValue) && !d.Means(d.Previous(i), MeaningKind::kColumn);
    // "readers who only used tablets": and nothing else.
    const bool exclusive = i > 0 && IsOneOf(text, {"only", "exclusively", "solely"}) && IsOneOf(d.words[d.tags[i].first - 1].text, {"who", "that", "which", "have", "has"});
    // "... and where": another question.
    const bool second = i > 0 && last + 1 == d.words.size() && IsOneOf(text, {"where", "when", "who", "whom", "how", "why"}) && d.words[d.tags[i].first - 1].text == "and";
    // "how many people": of a table that does not know who.
    const bool nobody = IsOneOf(text, {"people", "folks"}) && d.Is(d.Previous(i), TagKind::kCount) && !d.fragment;
    // "were paid", "had been sent": more than that there are such rows, where no column says so.
    const std::string before = i > 0 ? d.words[d.tags[i].first - 1].text : "";
    const bool said = IsOneOf(before, {"was", "were", "been", "is", "are", "got", "get"}) && IsOneOf(text, {"paid", "sent", "reported", "submitted", "filed", "moved", "written", "raised", "emitted", "ended", "started", "found", "noted", "observed", "tracked", "captured", "documented", "conducted"});
    // "still in": which state that is, no column says.
    const bool state = last > 0 && d.words[last].text == "in" && (last + 1 == d.words.size() || d.words[last].break_after) &&
                       IsOneOf(d.words[last - 1].text, {"still", "currently", "is", "are", "now", "was", "were"}) && !d.fragment;
    // "marked as paid": a state that no value is called by.
    const bool marked = last > d.tags[i].first && IsOneOf(d.words[last].text, {"as", "to"}) &&
                        IsOneOf(d.words[last - 1].text, {"marked", "flagged", "recorded", "listed", "shown", "labelled", "labeled", "tagged", "set", "registered", "noted", "kept", "counted", "booked", "classed", "classified"}) &&
                        !d.Lexical(i + 1) && !d.Is(i + 1, TagKind::kNegation) && !(IsOneOf(d.Text(i + 1), {"fully", "totally", "completely", "entirely", "already", "still"}) && d.Lexical(i + 2));
    // "by where the buyer came from": a clause that no column's comment has is none of the groups.
    const bool clause = i > 0 && (d.Is(i - 1, TagKind::kBy) || d.Is(i - 1, TagKind::kPer)) && IsOneOf(d.Text(i), {"where", "how", "who", "whom", "whose", "why", "whether"});
    if (restricts || lonely || exclusive || second || state || marked || clause) {
      d.Fail(Problem::kNotUnderstood, i);
    } else if (said && text == "paid" && !d.scope.main().kept().empty() && d.scope.main().money() < d.scope.main().size()) {
      d.money = true;  // "how many washes were paid for": those whose money a state says was kept
    } else if (nobody || said) {
      d.composed.certainty *= 0.92;
      d.NoteThat("left_aside", text, nobody ? "rows are counted; no column says who" : "not taken as a condition");
    } else if (IsOneOf(text, {"other", "others", "once", "still", "already", "current", "certain", "particular", "own", "yet"}) && !next.empty()) {
      d.composed.certainty *= 0.92;
      d.NoteThat("left_aside", text, "not taken as a condition");
    }
  }
}

// "fees collected", "toll charged", "tonnes gathered": what is done with money or a mass says no more than the money or the mass.
bool SaysOfMeasure(const Draft& d, size_t tag) {
  if (!d.Is(tag, TagKind::kUnknown)) return false;
  const bool of_money = IsOneOf(d.Text(tag), {"collected", "charged", "billed", "levied", "invoiced"});
  const bool of_amount = IsOneOf(d.Text(tag), {"collected", "gathered", "hauled", "transported", "handled", "processed", "recorded", "measured", "logged", "produced", "generated", "consumed", "pumped", "carried",
                                             "moved", "worked", "covered", "travelled", "traveled", "driven", "dispensed", "harvested", "lifted", "shifted", "registered"});
  for (size_t beside : {d.Previous(tag), d.Next(tag)}) {
    if (beside >= d.tags.size() || !d.used[beside] || d.BreakBetween(std::min(beside, tag), std::max(beside, tag))) continue;
    const bool behind = beside < tag;
    if (behind ? d.tags[beside].last + 1 != d.tags[tag].first : d.tags[tag].last + 1 != d.tags[beside].first) continue;
    if (of_money && behind && d.Is(beside, TagKind::kMoney)) return true;
    if (of_amount && behind && d.Is(beside, TagKind::kUnit)) return true;
    if (!d.Lexical(beside) || d.Chosen(beside).kind != MeaningKind::kColumn || !d.FactsOf(d.Chosen(beside)).measure) continue;
    const Dimension dimension = d.FactsOf(d.Chosen(beside)).dimension;
    if (dimension == Dimension::kMoney ? of_money && behind : of_amount && (Additive(dimension) || dimension == Dimension::kDuration)) return true;
  }
  return false;
}

// Whether anything of the form tells different ones apart.
bool TellsApart(const Draft& d) {
  const auto distinct = [](const Measure& measure) {
    return measure.kind == MeasureKind::kCountDistinct || measure.kind == MeasureKind::kDefined ||
           std::any_of(measure.parts.begin(), measure.parts.end(), [](const Measure& part) { return part.kind == MeasureKind::kCountDistinct; });
  };
  return !d.form.groups.empty() || !d.form.inner.empty() || d.form.shape != Shape::kMeasures || std::any_of(d.form.measures.begin(), d.form.measures.end(), distinct) ||
         std::any_of(d.form.having.begin(), d.form.having.end(), [&](const Having& having) { return distinct(having.measure); });
}

// Whether a figure of a joined row that happened by itself (a trip) is taken once for each row that belongs to it (its readings).
bool TakenTooOften(const Draft& d, const Measure& measure) {
  static constexpr std::array kFigures = {MeasureKind::kSum, MeasureKind::kAverage, MeasureKind::kMedian, MeasureKind::kQuantile, MeasureKind::kDeviation};
  const bool once = std::find(kFigures.begin(), kFigures.end(), measure.kind) != kFigures.end();
  const size_t source = measure.operand.column.source;
  if (once && !measure.operand.empty() && source > 0 && !d.scope.source(source).profile().time_column.empty() && measure.operand.times.empty()) return true;
  return std::any_of(measure.parts.begin(), measure.parts.end(), [&](const Measure& part) { return TakenTooOften(d, part); });
}

}  // namespace

// "number of parcels" of parcel_weight_g, "5xx responses" of resp_bytes: the things that are weighed are the rows.
bool CountsWhatIsMeasured(const Draft& d, size_t tag, const Meaning& meaning) {
  const ColumnFacts& facts = d.FactsOf(meaning);
  const std::string& spoken = d.words[d.tags[tag].last].text;
  // "how many calls", "rate of dropped calls" of call_secs
  const bool asks_how_many = d.Is(d.Previous(tag), TagKind::kCount) || d.Has(TagKind::kRatio);
  if (facts.dimension == Dimension::kDuration && asks_how_many && meaning.source == 0 && d.tags[tag].first == d.tags[tag].last && facts.words.size() == 1 && spoken == facts.words[0] + "s" && !facts.unit.empty() && d.form.shape == Shape::kMeasures && d.form.measures.empty() &&
      !knowledge::FindUnit(spoken).has_value() && !IsOneOf(facts.words[0], {"delay", "wait", "duration", "length", "time", "latency"})) {
    return true;
  }
  const bool of_things = facts.dimension == Dimension::kWeight || facts.dimension == Dimension::kData || facts.dimension == Dimension::kDistance || facts.dimension == Dimension::kVolume || facts.dimension == Dimension::kArea;
  if (!of_things || meaning.source != 0 || d.tags[tag].first != d.tags[tag].last || !Plural(spoken) || SplitName(d.Ref(meaning).name).size() < 2 || d.form.shape != Shape::kMeasures || !d.form.measures.empty()) return false;
  if (knowledge::FindUnit(spoken).has_value() || std::find(facts.words.begin(), facts.words.end(), spoken) != facts.words.end() || facts.words.empty()) return false;
  const std::string first = SpokenName(d.Ref(meaning).name).front();
  const size_t before = d.Previous(tag);
  return Stem(first) == d.words[d.tags[tag].last].stem && !d.Is(before, TagKind::kAggregate) && !d.Is(before, TagKind::kTop) && !d.Is(before, TagKind::kMost) && !d.Is(before, TagKind::kExtreme);
}

// Whether rows are counted or listed, and all that the question says of them is of a table that they belong to.
bool OnlyOfOthers(const Draft& d) {
  const bool figure = std::any_of(d.form.measures.begin(), d.form.measures.end(), [](const Measure& measure) { return measure.kind != MeasureKind::kCount || !measure.operand.empty(); });
  if (figure || (d.form.shape != Shape::kMeasures && d.form.shape != Shape::kRows)) return false;
  bool others = false;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || !d.used[i]) continue;
    if (d.Chosen(i).source == 0) return false;
    others = true;
  }
  return others;
}

bool AllUsed(Draft& d) {
  WeighSmallWords(d);
  RefuseLostVerbs(d);
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.tags[i].rows && d.used[i]) d.NoteThat("rows", d.Words(i), base::StrCat("rows of ", d.scope.main().profile().table));
    if (d.tags[i].linked.empty() || !d.used[i]) continue;
    d.NoteThat("meaning", d.Words(i), base::StrCat("taken for ", d.tags[i].linked, ", which is nearest in meaning"));
    d.least = std::min(d.least, d.Chosen(i).weight);
  }
  bool all = true;
  for (const Draft::SaidOf& said : d.said_of) {
    const std::vector<ColumnRef> measured = Measured(d);
    if (std::any_of(measured.begin(), measured.end(), [&](const ColumnRef& column) { return std::find(said.columns.begin(), said.columns.end(), column) != said.columns.end(); })) continue;
    all = false;
    d.Fail(Problem::kNotUnderstood, said.tag);
  }
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.used[i] || d.tags[i].kind == TagKind::kFiller) continue;
    // Small words of the language that found nothing to do.
    if (d.Is(i, TagKind::kWhich) || d.Is(i, TagKind::kHaving) || d.Is(i, TagKind::kList) || d.Is(i, TagKind::kRows)) continue;
    if (d.Is(i, TagKind::kDistinct) && (d.fragment || TellsApart(d))) continue;
    if (SaysOfMeasure(d, i)) {
      // What was charged is more than what was kept.
      if (IsOneOf(d.Text(i), {"charged", "billed", "levied", "invoiced"})) d.money = false;
      continue;
    }
    if (d.Is(i, TagKind::kBy) && d.Text(i) == "across") continue;
    // "on 16 May and on 17 May, one figure each": as many as there are groups or times.
    const bool each = d.Is(i, TagKind::kBy) && d.words[d.tags[i].last].text == "each" && (i + 1 == d.tags.size() || d.BreakBetween(i, i + 1));
    if (each && (!d.form.groups.empty() || d.form.compared.has_value())) continue;
    // "a voluntary tip on top": beside what was charged.
    if (d.Is(i, TagKind::kTop) && d.Text(i) == "top" && d.tags[i].first > 0 && d.words[d.tags[i].first - 1].text == "on" && (i + 1 == d.tags.size() || d.BreakBetween(i, i + 1))) continue;
    if (NamesJoined(d, i) || SaidTwice(d, i) || SaidByComment(d, i) || SaidByVerb(d, i) || SaidByGloss(d, i) || SaidOfFlag(d, i)) continue;
    if (SaidInBrackets(d, i)) {
      d.composed.certainty *= 0.85;
      d.NoteThat("left_aside", d.Words(i), "taken for what the bracket says");
      continue;
    }
    if (d.Is(i, TagKind::kCount) && !d.form.measures.empty()) continue;
    all = false;
    d.Fail(Problem::kNotUnderstood, i);
  }
  return all;
}

// "customers whose last order was cancelled": of the last one of each, which no condition on all rows says.
bool LosesLastOfEach(const Draft& d) {
  if (d.by_last_row || d.first_time.has_value()) return false;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    const bool rows = d.Means(i, MeaningKind::kTable) || (d.Means(i, MeaningKind::kEntity) && d.Chosen(i).source == 0 && d.FactsOf(d.Chosen(i)).row_id);
    const size_t first = d.tags[i].first;
    if (!rows || first < 2 || Plural(d.words[d.tags[i].last].text) || !IsOneOf(d.words[first - 1].text, {"last", "latest", "newest", "first", "earliest", "recent"})) continue;
    const size_t whose = d.words[first - 1].text == "recent" && first > 2 ? first - 3 : first - 2;
    if (d.words[whose].text == "whose") return true;
  }
  return false;
}

// "three pools that were slowest" as single rows of these pools: each of them is one thing, and its rows are others.
bool ListsRowsOfGroups(const Draft& d) {
  const bool grouped = std::any_of(d.form.groups.begin(), d.form.groups.end(), [](const Group& group) { return group.kind == GroupKind::kColumn; });
  // The biggest of their money are rows.
  const bool lasts = !d.form.row_order.empty() && (d.form.row_order.IsSpan() || d.scope.Facts(d.form.row_order.column).dimension == Dimension::kDuration);
  return d.form.shape == Shape::kRows && grouped && lasts && !d.Has(TagKind::kBy) && !d.Has(TagKind::kPer);
}

// "number of requests" as the sum of what they weigh.
bool LosesCount(const Draft& d) {
  if (d.form.shape != Shape::kMeasures || !d.form.having.empty() || d.form.measures.size() != 1 || d.form.measures[0].kind != MeasureKind::kSum || d.form.measures[0].operand.empty() || d.Has(TagKind::kMoney)) return false;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kCount) || !(d.tags[i].first == 0 || d.words[d.tags[i].first - 1].break_after || d.words[d.tags[i].first - 1].sentence_after)) continue;
    const size_t noun = d.Next(i);
    if (d.Means(noun, MeaningKind::kTable) && d.Chosen(noun).source == 0 && Plural(d.words[d.tags[noun].last].text) && !d.Is(noun + 1, TagKind::kUnit)) return true;
  }
  return false;
}

// "how many sites have had no towing" as sites with a row that was not towed: none of their rows was.
bool LosesNoneOfEach(const Draft& d) {
  if (d.form.measures.size() != 1 || d.form.measures[0].kind != MeasureKind::kCountDistinct) return false;
  return std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) {
    const ColumnRef& column = placed.condition.operand.column;
    const size_t first = d.tags[placed.tag].first;
    if (column.empty() || column.source != 0 || column == d.form.measures[0].operand.column || !(d.scope.Facts(column).flag || d.scope.Facts(column).event) || first < 2) return false;
    return d.words[first - 1].text == "no" && IsOneOf(d.words[first - 2].text, {"had", "have", "has", "with", "saw", "got"});
  });
}

// "which washer at the Lille plant has the longest cycle" told apart by the plant, which is one.
bool TellsOneApart(const Draft& d) {
  if (d.form.groups.size() != 1 || d.form.groups[0].kind != GroupKind::kColumn || !d.form.inner.empty() || !d.ranked) return false;
  return std::count_if(d.placed.begin(), d.placed.end(), [&](const Placed& placed) {
    const Condition& condition = placed.condition;
    return condition.operand.column == d.form.groups[0].column && !condition.operand.IsSpan() && condition.comparison == Comparison::kIs && condition.values.size() == 1;
  }) == 1;
}

// "bigger than 2000 including VAT" as the VAT that is more, "that no host has replied to" as those that somebody has.
bool TurnsRound(const Draft& d) {
  return std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) {
    const Condition& condition = placed.condition;
    if (condition.operand.column.empty() || condition.operand.IsSpan()) return false;
    const std::vector<std::string>& name = d.scope.Facts(condition.operand.column).words;
    for (size_t w = 0; w + 1 < d.words.size() && BoundsValue(condition.comparison); ++w) {
      if (IsOneOf(d.words[w].text, {"incl", "including", "inclusive"}) && IsOneOf(d.words[w + 1].text, {"vat", "tax"}) && std::find(name.begin(), name.end(), d.words[w + 1].text) != name.end()) return true;
    }
    const size_t first = d.tags[placed.tag].first;
    if (condition.comparison != Comparison::kIsNotNull || !d.scope.Facts(condition.operand.column).time || first < 3 || !IsOneOf(d.words[first - 1].text, {"has", "have"})) return false;
    return d.words[first - 3].text == "no" && !d.words[first - 2].break_after;
  });
}

// Forms that are well made and still cannot be what was asked.
void RefuseDegenerate(Draft& d) {
  if (ListsRowsOfGroups(d) || LosesCount(d) || LosesNoneOfEach(d) || TellsOneApart(d) || TurnsRound(d)) d.Fail(Problem::kNotUnderstood, d.tags.size());
  if (LosesLastOfEach(d)) d.Fail(Problem::kNotUnderstood, d.tags.size());
  if (std::any_of(d.form.measures.begin(), d.form.measures.end(), [&](const Measure& measure) { return TakenTooOften(d, measure); })) d.Fail(Problem::kNotUnderstood, d.tags.size());
  // "how much milk" of a tank's temperature: degrees and the like do not add up.
  for (const Measure& measure : d.form.measures) {
    if (measure.kind != MeasureKind::kSum || measure.operand.empty() || measure.operand.IsSpan()) continue;
    const Dimension dimension = d.scope.Facts(measure.operand.column).dimension;
    const bool level = dimension == Dimension::kTemperature || dimension == Dimension::kSpeed || dimension == Dimension::kPressure || dimension == Dimension::kVoltage ||
                       dimension == Dimension::kFrequency || dimension == Dimension::kAge;
    if (level) d.Fail(Problem::kNotUnderstood, d.tags.size());
  }
  // "doctors by number of doctors": of each there is one.
  for (const Measure& measure : d.form.measures) {
    if (measure.kind != MeasureKind::kCountDistinct) continue;
    if (std::any_of(d.form.groups.begin(), d.form.groups.end(), [&](const Group& group) { return group.kind == GroupKind::kColumn && group.column == measure.operand.column; })) d.Fail(Problem::kNotUnderstood, d.tags.size());
  }
  // "which bottle size do we sell the fewest bottles of": one of each kind is asked for, and two figures of all of them are not it.
  if (d.form.shape == Shape::kMeasures && d.form.groups.empty() && d.form.inner.empty() && d.form.measures.size() > 1 && d.Has(TagKind::kWhich) && d.Has(TagKind::kMost) && !d.form.compared.has_value()) d.Fail(Problem::kNotUnderstood, d.tags.size());
  // "how much energy did solar homes export": of two figures that nothing joins one may not be meant.
  const bool joined = std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return word.break_after || word.sentence_after || IsOneOf(word.text, {"and", "plus", "versus", "vs", "against", "with", "per", "both", "along", "beside", "besides", "or", "to", "than"}); });
  const bool figures = d.form.shape == Shape::kMeasures && d.form.measures.size() > 1 && std::all_of(d.form.measures.begin(), d.form.measures.end(), [](const Measure& measure) { return !measure.operand.empty() && measure.parts.empty(); });
  if (figures && !joined && !d.form.compared.has_value() && d.form.inner.empty() && !(d.form.measures[0].operand == d.form.measures[1].operand)) d.assumed = true;
  // "cut rate by spot length", where the length tells no groups apart: one figure of all is not it.
  for (size_t i = 0; i < d.tags.size() && d.form.shape == Shape::kMeasures && d.form.groups.empty() && d.form.inner.empty(); ++i) {
    size_t noun = d.Next(i);
    while (noun < d.tags.size() && d.modifier[noun]) noun = d.Next(noun);
    const bool by = d.Is(i, TagKind::kBy) && d.Text(i) == "by" && d.used[i] && d.Means(noun, MeaningKind::kColumn) && d.FactsOf(d.Chosen(noun)).measure && !d.BreakBetween(i, noun) && d.Has(TagKind::kRatio);
    const std::vector<ColumnRef> measured = Measured(d);
    if (by && std::find(measured.begin(), measured.end(), d.Ref(d.Chosen(noun))) == measured.end() && !d.form.compared.has_value() && !d.ranked) d.Fail(Problem::kNotUnderstood, noun);
  }
  // Two times beside each other are of figures: a list of both says nothing.
  if (d.form.shape == Shape::kRows && d.form.compared.has_value()) d.Fail(Problem::kNotUnderstood, d.tags.size());
  // The code of one and the name of another: no row is both.
  for (size_t a = 0; a + 1 < d.placed.size(); ++a) {
    for (size_t b = a + 1; b < d.placed.size(); ++b) {
      const bool columns = !(d.placed[a].condition.operand == d.placed[b].condition.operand);
      if (columns && ExcludeEachOther(d, d.placed[a].condition, d.placed[b].condition)) d.Fail(Problem::kNotUnderstood, d.placed[b].tag);
    }
  }
  // "more than half open" of a share that is 100 where it is open: what it is, and how much of it, are not both meant.
  std::vector<Condition> all;
  for (const Placed& placed : d.placed) all.push_back(placed.condition);
  for (const Measure& measure : d.form.measures) {
    for (const Measure& part : measure.parts) all.insert(all.end(), part.only.begin(), part.only.end());
  }
  for (const Condition& one : all) {
    const bool number = one.comparison == Comparison::kIs && !one.operand.column.empty() && d.scope.Profile(one.operand.column).column_class == catalog::ColumnClass::kNumber;
    const bool bounded = number && std::any_of(all.begin(), all.end(), [&](const Condition& other) { return one.operand == other.operand && one.part == other.part && BoundsValue(other.comparison); });
    if (bounded) d.Fail(Problem::kNotUnderstood, d.tags.size());
  }
  // "booked both with a car and with a motorbike": whoever did has rows of each, and no row is of both.
  for (size_t w = 0; w + 4 < d.words.size(); ++w) {
    const std::string& way = d.words[w + 1].text;
    if (d.words[w].text != "both" || !IsOneOf(way, {"with", "by", "in", "on", "at", "a", "an"})) continue;
    bool again = false;
    for (size_t v = w + 2; v + 1 < d.words.size(); ++v) again = again || (d.words[v].text == "and" && d.words[v + 1].text == way);
    for (size_t p = 0; again && p + 1 < d.placed.size(); ++p) {
      if (d.tags[d.placed[p].tag].first > w && ExcludeEachOther(d, d.placed[p].condition, d.placed[p + 1].condition)) d.Fail(Problem::kNotUnderstood, d.placed[p + 1].tag);
    }
  }
  // "booked yoga but not pilates" of a row says nothing more than "booked yoga": sets are meant.
  for (const Placed& one : d.placed) {
    for (const Placed& other : d.placed) {
      const bool opposed = one.condition.operand == other.condition.operand && one.condition.part == other.condition.part && one.condition.comparison == Comparison::kIs && other.condition.comparison == Comparison::kIsNot;
      if (!opposed) continue;
      const bool apart = std::none_of(other.condition.values.begin(), other.condition.values.end(), [&](const std::string& value) {
        return std::find(one.condition.values.begin(), one.condition.values.end(), value) != one.condition.values.end();
      });
      if (apart) d.Fail(Problem::kNotUnderstood, other.tag);
    }
  }
  // "at which hour do most patients arrive": of the hours, and not of each patient's hours.
  const bool timed = std::any_of(d.form.groups.begin(), d.form.groups.end(), [](const Group& group) { return group.kind != GroupKind::kColumn; });
  const bool single = std::any_of(d.form.groups.begin(), d.form.groups.end(), [&](const Group& group) { return group.kind == GroupKind::kColumn && d.scope.Facts(group.column).id; });
  const auto second = d.words.begin() + static_cast<std::ptrdiff_t>(std::min<size_t>(2, d.words.size()));
  const bool asks_for_time = AsksForTime(d.words) || std::any_of(d.words.begin(), second, [](const Word& word) { return IsOneOf(word.text, {"hour", "day", "weekday", "date", "month", "week", "time"}); });
  if (timed && single && d.ranked && asks_for_time && !d.Has(TagKind::kBy) && !d.Has(TagKind::kPer)) d.Fail(Problem::kNotUnderstood, d.tags.size());
  for (size_t i = 0; i < d.tags.size(); ++i) {
    // "sessions that ended in the last 90 minutes", where no column says when they ended: not when they began.
    if (d.Is(i, TagKind::kFiller) && d.words[d.tags[i].first].text == "ended" && d.Is(i + 1, TagKind::kTime) && !d.BreakBetween(i, i + 1)) d.Fail(Problem::kNotUnderstood, d.tags.size());
    // "first booking of each member": no ranking by how many.
    const bool grouped = std::any_of(d.form.groups.begin(), d.form.groups.end(), [](const Group& group) { return group.kind == GroupKind::kColumn; });
    if (d.Is(i, TagKind::kTop) && d.Text(i) == "first" && grouped && d.Lexical(d.Next(i)) && !d.BreakBetween(i, d.Next(i)) && d.Has(TagKind::kBy) && d.form.shape == Shape::kMeasures) d.Fail(Problem::kNotUnderstood, i);
    // "the best recruiter": what is good is not said, and the most rows are not it.
    // "best first" orders what is ranked already.
    const bool orders = d.tags[i].last + 1 < d.words.size() && IsOneOf(d.words[d.tags[i].last + 1].text, {"first", "one", "ones", "on", "at"});
    const bool judged = d.Is(i, TagKind::kTop) && !orders && IsOneOf(d.Text(i), {"best", "worst", "strongest", "weakest", "poorest"});
    // "worst line for cancellations": what there is most of is said, and is nothing good.
    bool of_what = false;
    for (size_t w = d.tags[i].last + 1; d.Text(i) == "worst" && w < d.words.size() && w <= d.tags[i].last + 4; ++w) of_what = of_what || (d.words[w].text == "for" && std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) { return d.tags[placed.tag].first > w; }));
    if (judged && !of_what && d.form.order != Order::kNone && d.form.shape == Shape::kMeasures && !d.Has(TagKind::kCount) && !d.Has(TagKind::kBy) && d.form.measures.size() == 1 &&
        d.form.measures[0].kind == MeasureKind::kCount) {
      d.Fail(Problem::kNotUnderstood, i);
    }
    // "how many days did she teach": a number of days, and not each of them.
    const size_t unit = d.Next(i);
    if (d.Is(i, TagKind::kCount) && unit < d.tags.size() && IsOneOf(d.Text(unit), {"days", "weeks", "months", "hours", "years"}) && d.form.HasBucket() && d.form.shape == Shape::kMeasures) d.Fail(Problem::kNotUnderstood, i);
  }
}

}  // namespace aurora::query::language

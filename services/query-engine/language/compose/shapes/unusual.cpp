#include "services/query-engine/language/compose/shapes/shapes.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/measures/measures.h"
#include "services/query-engine/language/frame/frame.h"

namespace aurora::query::language {
namespace {

// Below it a word only stands in a comment.
constexpr double kNamedNoun = 0.5;

// Rows stand for the things that they are of.
constexpr double kCountedByRows = 0.85;

// "is anybody sending suspiciously many": somebody is asked for, of the one column that knows who; an hour is no answer.
bool AsksForSomebody(const Draft& d) {
  for (size_t w = 0; w < d.words.size() && !d.asks_when; ++w) {
    // "could somebody check": whoever reads it.
    const bool reader = w > 0 && IsOneOf(d.words[w - 1].text, {"can", "could", "would", "will", "may"});
    if (!reader && IsOneOf(d.words[w].text, {"anybody", "anyone", "somebody", "someone", "who"})) return true;
  }
  return false;
}

void GroupBySomebody(Draft& d) {
  size_t length = 0;
  for (const Meaning& meaning : d.scope.Find(Normalise("people"), 0, &length)) {
    if (meaning.source != 0 || !d.MayGroup(meaning)) continue;
    d.AddGroup(d.Ref(meaning));
    d.explicit_group = d.assumed = true;
    d.NoteThat("somebody", "", base::StrCat("by ", d.Ref(meaning).name));
    return;
  }
  d.Fail(Problem::kNotUnderstood, *d.unusual);
}

}  // namespace

// Groups or times that stand out.
void ReadUnusual(Draft& d) {
  if (!d.unusual.has_value() || d.silent.has_value()) return;
  if (d.form.shape == Shape::kWithout) return d.Fail(Problem::kNotUnderstood, *d.unusual);
  // "when did faults at these stations jump": the time is asked for, not which of them.
  if (d.asks_when && !d.Has(TagKind::kWhich) && !d.Has(TagKind::kBy) && !d.Has(TagKind::kPer)) {
    d.form.groups.erase(std::remove_if(d.form.groups.begin(), d.form.groups.end(), [](const Group& group) { return group.kind == GroupKind::kColumn; }), d.form.groups.end());
    if (!d.form.HasBucket() && !d.time.empty()) d.AddBucket({Unit::kHour, 1});
  }
  // "matches crashed like mad. Which hour was it?": the hour is asked for, and not the match.
  const bool which_time = d.form.HasBucket() && d.group_noun_seen && AsksForTime(d.words) && !d.Has(TagKind::kBy) && !d.Has(TagKind::kPer);
  if (which_time) d.form.groups.erase(std::remove_if(d.form.groups.begin(), d.form.groups.end(), [](const Group& group) { return group.kind == GroupKind::kColumn; }), d.form.groups.end());
  const bool grouped = std::any_of(d.form.groups.begin(), d.form.groups.end(), [](const Group& group) { return group.kind == GroupKind::kColumn; });
  // Of what has hardly more than a row of its own, nothing is usual.
  const auto own_row = [&](const Group& group) {
    return group.kind == GroupKind::kColumn && group.column.source == 0 && d.scope.Profile(group.column).distinct * 10 > d.scope.main().profile().rows * 9;
  };
  if (std::any_of(d.form.groups.begin(), d.form.groups.end(), own_row)) {
    d.Fail(Problem::kNotUnderstood, *d.unusual);
    return;
  }
  // "which elevator's doors reopen abnormally often" of a number of times that they did: no group of any.
  const auto number = [&](const Group& group) { return group.kind == GroupKind::kColumn && d.scope.Facts(group.column).dimension == knowledge::Dimension::kQuantity; };
  const auto counts = [&](const Group& group) {
    if (group.kind != GroupKind::kColumn || d.scope.Profile(group.column).column_class != catalog::ColumnClass::kNumber || d.scope.Facts(group.column).id || d.scope.Facts(group.column).flag) return false;
    const std::vector<std::string>& words = d.scope.Facts(group.column).words;
    return words.size() > 1 && Plural(words.back());
  };
  if (std::any_of(d.form.groups.begin(), d.form.groups.end(), [&](const Group& group) { return number(group) || counts(group); })) {
    d.Fail(Problem::kNotUnderstood, *d.unusual);
    return;
  }
  if (grouped) {
    d.form.groups.erase(std::remove_if(d.form.groups.begin(), d.form.groups.end(), [](const Group& group) { return group.kind != GroupKind::kColumn; }), d.form.groups.end());
  } else {
    if (!d.asks_when && !which_time) (void)EntityNoun(d, false);
    if (d.form.groups.empty() && AsksForSomebody(d)) GroupBySomebody(d);
    if (d.failed) return;
    const bool now_grouped = std::any_of(d.form.groups.begin(), d.form.groups.end(), [](const Group& group) { return group.kind == GroupKind::kColumn; });
    if (!now_grouped && !d.form.HasBucket()) {
      if (d.time.empty()) {
        d.Fail(Problem::kNotUnderstood, *d.unusual);
        return;
      }
      d.AddBucket({Unit::kHour, 1});
    }
  }
  for (Group& group : d.form.groups) {
    if (group.kind == GroupKind::kBucket && group.grain.count == 0) {
      group.grain = {Unit::kHour, 1};
      group.name = "hour";
    }
  }
  d.form.shape = Shape::kUnusual;
  d.form.direction = d.tags[*d.unusual].direction;
  // "an abnormal drop": the noun says which way.
  if (const size_t noun = d.Next(*d.unusual); d.form.direction == Direction::kEither && d.Is(noun, TagKind::kChange)) {
    if (IsOneOf(d.Text(noun), {"drop", "fall", "decline", "decrease"})) d.form.direction = Direction::kDown;
    if (IsOneOf(d.Text(noun), {"rise", "increase", "growth"})) d.form.direction = Direction::kUp;
  }
  d.form.compared.reset();
  d.composed.said_shape = true;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kCount) || d.Is(i, TagKind::kMost) || d.Is(i, TagKind::kCompare) || d.Is(i, TagKind::kChange) || d.Is(i, TagKind::kWhich) || d.Is(i, TagKind::kVersus)) d.used[i] = true;
    if (d.Is(i, TagKind::kTop)) d.used[i] = true;
    // "referring far more patients than usual" of visits that each are of an animal: what there are more of, by the rows that tell of them.
    const bool beside = i == d.Previous(*d.unusual) || i == d.Next(*d.unusual);
    if (grouped && beside && !d.used[i] && d.Lexical(i) && !d.tags[i].linked.empty() && d.Chosen(i).source == 0 && d.Chosen(i).kind == MeaningKind::kEntity && Plural(d.words[d.tags[i].last].text)) {
      d.used[i] = true;
      d.composed.certainty *= kCountedByRows;
      d.NoteThat("rows", d.Words(i), "the rows of each");
    }
  }
  d.form.order = Order::kNone;
  d.ranked = false;
  // "which crane gives up far more often": an hour is no answer to it.
  if (d.form.HasBucket() && !which_time && !d.asks_when && !grouped) {
    for (size_t i = 0; i < d.tags.size(); ++i) {
      if (!d.Is(i, TagKind::kWhich) || !d.Lexical(d.Next(i)) || d.BreakBetween(i, d.Next(i)) || ReadUnit(d.words[d.tags[d.Next(i)].first].text).has_value()) continue;
      d.Fail(Problem::kNotUnderstood, d.Next(i));
      return;
    }
  }
  // "which terminal got no answer unusually often", "an abnormal number of typed-in weights": how many, and not how long or how heavy.
  const size_t behind = std::min(d.tags[*d.unusual].last + 2, d.words.size() - 1);
  const bool how_many = std::any_of(d.words.begin() + static_cast<std::ptrdiff_t>(d.tags[*d.unusual].first), d.words.begin() + static_cast<std::ptrdiff_t>(behind) + 1, [](const Word& word) { return IsOneOf(word.text, {"often", "frequently", "number", "numbers"}); });
  if (how_many && grouped && !d.placed.empty() && !d.Has(TagKind::kAggregate) && !d.Has(TagKind::kMoney) && !d.Has(TagKind::kRatio)) d.form.measures.clear();
  // "when did payments start bouncing in droves" beside the answer time of the payment gateway: how many, of a noun that only a comment has.
  if (d.guessed_average.has_value() && d.form.measures.size() == 1 && !d.placed.empty() && d.Chosen(*d.guessed_average).weight < kNamedNoun && Plural(d.words[d.tags[*d.guessed_average].last].text) && !d.Has(TagKind::kAggregate)) d.form.measures.clear();
  // "much water per load": the average of it.
  for (Measure& measure : d.form.measures) {
    const bool per_row = measure.kind == MeasureKind::kRatio && measure.parts.size() == 2 && measure.parts[0].kind == MeasureKind::kSum && measure.parts[0].only.empty() && measure.parts[1].kind == MeasureKind::kCount && measure.parts[1].only.empty() && measure.parts[1].operand.empty();
    if (!per_row) continue;
    Measure average;
    average.kind = MeasureKind::kAverage;
    average.operand = measure.parts[0].operand;
    measure = average;
  }
  if (!d.form.measures.empty()) return;
  // "strangely hot", "suspiciously slow": the level of what has that degree.
  const auto degree = d.tags[*d.unusual].dimension;
  if (degree != knowledge::Dimension::kNone) {
    const std::optional<Operand> speed = degree == knowledge::Dimension::kDuration ? SpeedOperand(d) : std::nullopt;
    const std::optional<Operand> operand = speed.has_value() ? speed : degree == knowledge::Dimension::kMoney ? MoneyOperand(d) : OperandOf(d, degree, *d.unusual);
    if (!operand.has_value()) {
      d.Fail(Problem::kNotUnderstood, *d.unusual);
      return;
    }
    if (speed.has_value() && d.form.direction != Direction::kEither) d.form.direction = d.form.direction == Direction::kUp ? Direction::kDown : Direction::kUp;
    d.AddMeasure(MeasureKind::kAverage, *operand);
    return;
  }
  Measure all;
  const bool bucket = d.form.HasBucket();
  std::vector<Placed> events;
  for (size_t p = d.placed.size(); p-- > 0 && !bucket;) {
    const Condition& condition = d.placed[p].condition;
    if (condition.operand.IsSpan() || condition.comparison != Comparison::kIs) continue;
    const ColumnFacts& facts = d.scope.Facts(condition.operand.column);
    if (!facts.event && !facts.status && !facts.flag) continue;
    // "does any account play strangely much": the most frequent event is no part of a whole.
    const catalog::ColumnProfile& profile = d.scope.Profile(condition.operand.column);
    if (facts.event && condition.values.size() == 1 && !profile.values.empty() && profile.values[0].value == condition.values[0]) continue;
    events.push_back(d.placed[p]);
    d.placed.erase(d.placed.begin() + static_cast<std::ptrdiff_t>(p));
  }
  if (events.empty()) {
    all.name = d.NameOf(all);
    d.form.measures.push_back(all);
    return;
  }
  Measure part;
  part.only = Combine(d, events);
  Measure measure;
  measure.kind = MeasureKind::kRatio;
  measure.parts = {part, all};
  measure.name = "share";
  d.form.measures.push_back(measure);
}

}  // namespace aurora::query::language

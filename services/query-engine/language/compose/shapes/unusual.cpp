#include <algorithm>

#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/frame/frame.h"

namespace aurora::query::language {

// Groups or times that stand out.
void Composer::ReadUnusual() {
  if (!unusual_.has_value() || silent_.has_value()) return;
  // "when did faults at these stations jump": the time is asked for, not which of them.
  if (asks_when_ && !Has(TagKind::kWhich) && !Has(TagKind::kBy) && !Has(TagKind::kPer)) {
    form_.groups.erase(std::remove_if(form_.groups.begin(), form_.groups.end(), [](const Group& group) { return group.kind == GroupKind::kColumn; }), form_.groups.end());
    if (!form_.HasBucket() && !time_.empty()) AddBucket({Unit::kHour, 1});
  }
  // "matches crashed like mad. Which hour was it?": the hour is asked for, and not the match.
  const bool which_time = form_.HasBucket() && group_noun_seen_ && AsksForTime(words_) && !Has(TagKind::kBy) && !Has(TagKind::kPer);
  if (which_time) form_.groups.erase(std::remove_if(form_.groups.begin(), form_.groups.end(), [](const Group& group) { return group.kind == GroupKind::kColumn; }), form_.groups.end());
  const bool grouped = std::any_of(form_.groups.begin(), form_.groups.end(), [](const Group& group) { return group.kind == GroupKind::kColumn; });
  // Of what has hardly more than a row of its own, nothing is usual.
  const auto own_row = [&](const Group& group) {
    return group.kind == GroupKind::kColumn && group.column.source == 0 && scope_.Profile(group.column).distinct * 10 > scope_.main().profile().rows * 9;
  };
  if (std::any_of(form_.groups.begin(), form_.groups.end(), own_row)) {
    Fail(Problem::kNotUnderstood, *unusual_);
    return;
  }
  if (grouped) {
    form_.groups.erase(std::remove_if(form_.groups.begin(), form_.groups.end(), [](const Group& group) { return group.kind != GroupKind::kColumn; }), form_.groups.end());
  } else {
    if (!asks_when_ && !which_time) (void)EntityNoun(false);
    const bool now_grouped = std::any_of(form_.groups.begin(), form_.groups.end(), [](const Group& group) { return group.kind == GroupKind::kColumn; });
    if (!now_grouped && !form_.HasBucket()) {
      if (time_.empty()) {
        Fail(Problem::kNotUnderstood, *unusual_);
        return;
      }
      AddBucket({Unit::kHour, 1});
    }
  }
  for (Group& group : form_.groups) {
    if (group.kind == GroupKind::kBucket && group.grain.count == 0) {
      group.grain = {Unit::kHour, 1};
      group.name = "hour";
    }
  }
  form_.shape = Shape::kUnusual;
  form_.direction = tags_[*unusual_].direction;
  // "an abnormal drop": the noun says which way.
  if (const size_t noun = Next(*unusual_); form_.direction == Direction::kEither && Is(noun, TagKind::kChange)) {
    if (IsOneOf(Text(noun), {"drop", "fall", "decline", "decrease"})) form_.direction = Direction::kDown;
    if (IsOneOf(Text(noun), {"rise", "increase", "growth"})) form_.direction = Direction::kUp;
  }
  form_.compared.reset();
  composed_.said_shape = true;
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kCount) || Is(i, TagKind::kMost) || Is(i, TagKind::kCompare) || Is(i, TagKind::kChange) || Is(i, TagKind::kWhich) || Is(i, TagKind::kVersus)) used_[i] = true;
    if (Is(i, TagKind::kTop)) used_[i] = true;
  }
  form_.order = Order::kNone;
  ranked_ = false;
  // "which crane gives up far more often": an hour is no answer to it.
  if (form_.HasBucket() && !which_time && !asks_when_ && !grouped) {
    for (size_t i = 0; i < tags_.size(); ++i) {
      if (!Is(i, TagKind::kWhich) || !Lexical(Next(i)) || BreakBetween(i, Next(i)) || ReadUnit(words_[tags_[Next(i)].first].text).has_value()) continue;
      Fail(Problem::kNotUnderstood, Next(i));
      return;
    }
  }
  if (!form_.measures.empty()) return;
  // "strangely hot", "suspiciously slow": the level of what has that degree.
  const auto degree = tags_[*unusual_].dimension;
  if (degree != knowledge::Dimension::kNone) {
    const std::optional<Operand> speed = degree == knowledge::Dimension::kDuration ? SpeedOperand() : std::nullopt;
    const std::optional<Operand> operand = speed.has_value() ? speed : degree == knowledge::Dimension::kMoney ? MoneyOperand() : OperandOf(degree, *unusual_);
    if (!operand.has_value()) {
      Fail(Problem::kNotUnderstood, *unusual_);
      return;
    }
    if (speed.has_value() && form_.direction != Direction::kEither) form_.direction = form_.direction == Direction::kUp ? Direction::kDown : Direction::kUp;
    AddMeasure(MeasureKind::kAverage, *operand);
    return;
  }
  Measure all;
  const bool bucket = form_.HasBucket();
  std::vector<Placed> events;
  for (size_t p = placed_.size(); p-- > 0 && !bucket;) {
    const Condition& condition = placed_[p].condition;
    if (condition.operand.IsSpan() || condition.comparison != Comparison::kIs) continue;
    const ColumnFacts& facts = scope_.Facts(condition.operand.column);
    if (!facts.event && !facts.status && !facts.flag) continue;
    // "does any account play strangely much": the most frequent event is no part of a whole.
    const catalog::ColumnProfile& profile = scope_.Profile(condition.operand.column);
    if (facts.event && condition.values.size() == 1 && !profile.values.empty() && profile.values[0].value == condition.values[0]) continue;
    events.push_back(placed_[p]);
    placed_.erase(placed_.begin() + static_cast<std::ptrdiff_t>(p));
  }
  if (events.empty()) {
    all.name = NameOf(all);
    form_.measures.push_back(all);
    return;
  }
  Measure part;
  part.only = Combine(events);
  Measure measure;
  measure.kind = MeasureKind::kRatio;
  measure.parts = {part, all};
  measure.name = "share";
  form_.measures.push_back(measure);
}

}  // namespace aurora::query::language

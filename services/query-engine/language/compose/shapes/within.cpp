#include <algorithm>

#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

// What is counted or ranked within something else: days on which it happened, the first three of each.

namespace aurora::query::language {

// "top 3 drivers per yard", "the best-selling drink in each bar": ranked within each yard, and not among all pairs.
void Composer::RankWithinEach() {
  if (form_.limit == 0 || form_.order == Order::kNone || form_.groups.size() != 2 || form_.shape != Shape::kMeasures || form_.compared.has_value()) return;
  std::optional<size_t> within;
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!used_[i]) continue;
    // "each day", "per month"
    const bool stepped = Is(i, TagKind::kGrain) && IsOneOf(Text(i), {"per", "each", "every", "by", "for", "in", "daily", "weekly", "monthly", "hourly"});
    for (size_t g = 0; g < form_.groups.size() && stepped; ++g) {
      if (form_.groups[g].kind == GroupKind::kBucket) within = g;
    }
    const std::string& last = words_[tags_[i].last].text;
    const bool each = Is(i, TagKind::kPer) || (Is(i, TagKind::kBy) && IsOneOf(last, {"each", "every"}));
    const size_t noun = Next(i);
    if (!each || !Lexical(noun) || Text(i) == "divided") continue;
    for (size_t g = 0; g < form_.groups.size(); ++g) {
      if (form_.groups[g].kind != GroupKind::kColumn || scope_.Facts(form_.groups[g].column).row_id) continue;
      const bool said = std::any_of(tags_[noun].meanings.begin(), tags_[noun].meanings.end(), [&](const Meaning& meaning) {
        return meaning.kind != MeaningKind::kTable && meaning.kind != MeaningKind::kValue && Ref(meaning) == form_.groups[g].column;
      });
      if (said) within = g;
    }
  }
  form_.limit_per = within;
}

// "on how many days", "how many different days": the steps that have a row.
void Composer::CountSteps() {
  if (time_.empty() || !form_.measures.empty() || form_.shape != Shape::kMeasures || !form_.having.empty()) return;
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kCount)) continue;
    const bool distinct = Is(Next(i), TagKind::kDistinct);
    const size_t unit = distinct ? Next(Next(i)) : Next(i);
    const auto step = unit < tags_.size() ? ReadUnit(Text(unit)) : std::nullopt;
    const bool on = tags_[i].first > 0 && IsOneOf(words_[tags_[i].first - 1].text, {"on", "in"});
    // "how many days did Acme come": each of them was told apart, where their number is asked for.
    const auto bucket = std::find_if(form_.groups.begin(), form_.groups.end(), [&](const Group& group) { return step.has_value() && group.kind == GroupKind::kBucket && group.grain == Grain{*step, 1}; });
    const bool apart = bucket != form_.groups.end() && !Has(TagKind::kGrain);
    if (!step.has_value() || *step < Unit::kHour || !(apart || (!used_[i] && (on || distinct))) || (form_.HasBucket() && !apart)) continue;
    if (apart) form_.groups.erase(bucket);
    Measure measure;
    measure.kind = MeasureKind::kCountDistinct;
    measure.step = Grain{*step, 1};
    measure.operand.column = time_;
    measure.name = NameOf(measure);
    form_.measures.push_back(std::move(measure));
    composed_.said_measure = true;
    Use(i);
    used_[unit] = true;
    if (distinct) used_[Next(i)] = true;
    return;
  }
}

}  // namespace aurora::query::language

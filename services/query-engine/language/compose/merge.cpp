#include "services/query-engine/language/compose/merge.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "services/query-engine/language/time/calendar.h"

namespace aurora::query::language {
namespace {

bool IsTime(const Group& group) { return group.kind == GroupKind::kBucket; }

// Sources of `said` as sources of `merged`; joins come along.
class SourceMap {
 public:
  SourceMap(LogicalForm& merged, const LogicalForm& said) {
    for (size_t i = 0; i < said.sources.size(); ++i) {
      const auto known = std::find(merged.sources.begin(), merged.sources.end(), said.sources[i]);
      to_.push_back(static_cast<size_t>(known - merged.sources.begin()));
      if (known != merged.sources.end()) continue;
      merged.sources.push_back(said.sources[i]);
      for (TableJoin join : said.joins) {
        if (join.source != i) continue;
        join.source = to_.back();
        join.left.source = to_[join.left.source];
        merged.joins.push_back(std::move(join));
      }
    }
  }
  void Apply(ColumnRef& ref) const {
    if (!ref.empty()) ref.source = to_[ref.source];
  }
  void Apply(std::optional<Defined>& defined) const {
    if (defined.has_value()) defined->source = to_[defined->source];
  }
  void Apply(Condition& condition) const {
    Apply(condition.operand.column);
    Apply(condition.operand.until);
    Apply(condition.operand.times);
    Apply(condition.other);
    Apply(condition.defined);
    for (Condition& other : condition.any) Apply(other);
  }
  void Apply(Measure& measure) const {
    Apply(measure.operand.column);
    Apply(measure.operand.until);
    Apply(measure.operand.times);
    Apply(measure.defined);
    for (Condition& only : measure.only) Apply(only);
    for (Measure& part : measure.parts) Apply(part);
  }

 private:
  std::vector<size_t> to_;
};

// "and on Tuesday?" after a question about certain hours of a day: the same hours of that one. nullopt where either is no such thing.
std::optional<TimeWindow> SameHoursOf(const TimeWindow& day, const std::optional<TimeWindow>& hours, absl::Time now) {
  if (!hours.has_value() || hours->Unbounded() || hours->from == absl::InfinitePast()) return std::nullopt;
  const auto midnight = [](absl::Time time) { return absl::FromCivil(absl::ToCivilDay(time, absl::UTCTimeZone()), absl::UTCTimeZone()); };
  const absl::Duration whole = absl::Hours(24);
  const bool one_day = day.from == midnight(day.from) && (day.to == day.from + whole || (day.to == now && now - day.from < whole));
  const absl::Time before = midnight(hours->from);
  // Until now is no hour of a clock.
  const bool part = hours->to <= before + whole && hours->to - hours->from < whole && hours->to != now;
  if (!one_day || !part || day.from + (hours->from - before) >= now) return std::nullopt;
  return Stretch(day.from + (hours->from - before), day.from + (hours->to - before), now);
}

}  // namespace

namespace {

// "and the median?" of an average, "as a percentage" of numbers by group; nullopt where there is no such figure of it.
std::optional<Measure> OtherFigure(const LogicalForm& form, const Composed::Figure& figure) {
  if (form.measures.size() != 1 || form.shape != Shape::kMeasures) return std::nullopt;
  Measure measure = form.measures[0];
  if (figure.kind == MeasureKind::kShareOfAll) {
    const bool adds_up = measure.kind == MeasureKind::kCount || measure.kind == MeasureKind::kSum;
    if (!adds_up || form.compared.has_value() || form.series != Series::kPlain || std::none_of(form.groups.begin(), form.groups.end(), [](const Group& group) { return group.kind == GroupKind::kColumn; })) return std::nullopt;
    Measure share;
    share.kind = MeasureKind::kShareOfAll;
    share.parts = {std::move(measure)};
    share.name = "share";
    return share;
  }
  static constexpr std::array<std::pair<MeasureKind, std::string_view>, 7> kNames = {{{MeasureKind::kSum, "total"}, {MeasureKind::kAverage, "average"}, {MeasureKind::kMinimum, "minimum"}, {MeasureKind::kMaximum, "maximum"}, {MeasureKind::kMedian, "median"}, {MeasureKind::kQuantile, "quantile"}, {MeasureKind::kDeviation, "deviation"}}};
  const auto named = [&](MeasureKind kind) { return std::find_if(kNames.begin(), kNames.end(), [&](const auto& one) { return one.first == kind; }); };
  const auto to = named(figure.kind);
  if (measure.operand.empty() || named(measure.kind) == kNames.end() || to == kNames.end() || (figure.kind == MeasureKind::kSum && measure.operand.IsSpan())) return std::nullopt;
  measure.kind = figure.kind;
  measure.quantile = figure.quantile;
  measure.name = std::string(to->second) + "_" + (measure.operand.IsSpan() ? "time" : measure.operand.column.name);
  return measure;
}

// "same for returns" after a rate of voids: the rate of those. Whether it was one.
bool ReplacedInRate(LogicalForm& merged, const Condition& condition) {
  bool replaced = false;
  for (Measure& measure : merged.measures) {
    for (Measure& part : measure.parts) {
      for (Condition& only : part.only) {
        if (!(only.operand == condition.operand) || only.part != condition.part || !only.any.empty() || only.defined.has_value()) continue;
        only = condition;
        replaced = true;
      }
    }
  }
  return replaced;
}

}  // namespace

std::optional<LogicalForm> Merge(const LogicalForm& previous, const Composed& follow_up, absl::Time now) {
  LogicalForm merged = previous;
  LogicalForm said = *follow_up.form;
  const SourceMap map(merged, said);
  if (follow_up.shift.has_value()) {
    const TimeWindow day = Shifted(*follow_up.shift, previous.window, now);
    // "and the day before that?" after certain hours of a day: the same hours.
    const TimeWindow other = SameHoursOf(day, previous.window, now).value_or(day);
    if (follow_up.said_compared) {
      merged.compared = other;
      merged.compared_words = said.window_words;
    } else {
      merged.window = other;
      merged.window_words = said.window_words;
      merged.compared.reset();
    }
  } else if (said.window.has_value()) {
    if (follow_up.said_compared && !said.compared.has_value() && previous.window.has_value()) {
      merged.compared = said.window;
      merged.compared_words = said.window_words;
    } else {
      const std::optional<TimeWindow> hours = said.compared.has_value() ? std::nullopt : SameHoursOf(*said.window, previous.window, now);
      merged.window = hours.has_value() ? hours : said.window;
      merged.window_words = said.window_words;
      merged.compared = said.compared;
      merged.compared_words = said.compared_words;
    }
  }
  for (Condition& condition : said.filters) map.Apply(condition);
  if (!follow_up.said_measure && !follow_up.narrows) {
    said.filters.erase(std::remove_if(said.filters.begin(), said.filters.end(), [&](const Condition& condition) { return ReplacedInRate(merged, condition); }), said.filters.end());
  }
  for (const Condition& condition : said.filters) {
    const auto same = [&](const Condition& known) { return known.operand == condition.operand && known.part == condition.part && known.any.empty() &&
             (known.defined.has_value() ? condition.defined.has_value() && known.defined->term == condition.defined->term : !condition.defined.has_value()); };
    merged.filters.erase(std::remove_if(merged.filters.begin(), merged.filters.end(), same), merged.filters.end());
  }
  merged.filters.insert(merged.filters.end(), said.filters.begin(), said.filters.end());
  if (follow_up.said_measure && !said.measures.empty()) {
    merged.measures = said.measures;
    for (Measure& measure : merged.measures) map.Apply(measure);
    if (said.shape == Shape::kMeasures && merged.shape == Shape::kRows) merged.shape = Shape::kMeasures;
  }
  if (follow_up.figure.has_value()) {
    std::optional<Measure> other = OtherFigure(merged, *follow_up.figure);
    if (!other.has_value()) return std::nullopt;
    merged.measures = {*std::move(other)};
  }
  for (Group& group : said.groups) map.Apply(group.column);
  if (!said.groups.empty()) {
    const bool only_time = std::all_of(said.groups.begin(), said.groups.end(), IsTime);
    // "as an hourly chart" changes the step; "by X instead" replaces; "split by X" adds to a series.
    std::vector<Group> kept;
    for (const Group& group : merged.groups) {
      if (follow_up.instead) continue;
      const bool again = std::any_of(said.groups.begin(), said.groups.end(), [&](const Group& one) { return one.kind == group.kind && one.column == group.column; });
      if (follow_up.also && !again && !IsTime(group)) kept.push_back(group);
      if (follow_up.also && !IsTime(group)) continue;
      if (only_time ? !IsTime(group) : IsTime(group)) kept.push_back(group);
    }
    if (follow_up.said_shape && !only_time && !follow_up.also) kept.clear();
    kept.insert(kept.end(), said.groups.begin(), said.groups.end());
    std::stable_partition(kept.begin(), kept.end(), IsTime);
    merged.groups = std::move(kept);
    if (merged.shape == Shape::kRows) {
      merged.shape = Shape::kMeasures;
      merged.row_order = {};
      merged.limit = 0;
    }
    if (merged.measures.empty()) {
      Measure count;
      count.name = previous.main().table;
      merged.measures.push_back(count);
    }
    // "by country instead" of the top 3: the top 3 of those.
    const bool still_ranked = follow_up.instead && !only_time && said.limit == 0 && previous.order != Order::kNone && previous.shape == Shape::kMeasures;
    if (!follow_up.said_limit && !still_ranked) merged.limit = said.limit;
    if (!follow_up.said_order) merged.order = only_time ? Order::kNone : merged.order;
    if (follow_up.said_all) merged.limit = 0;
    for (Measure& measure : merged.measures) {
      for (const Group& group : merged.groups) {
        if (measure.name == group.name) measure.name += "_value";
      }
    }
  }
  if (follow_up.said_all) merged.limit = merged.shape == Shape::kRows || merged.shape == Shape::kGroups ? 1000 : 0;
  if (follow_up.said_limit) merged.limit = said.limit;
  if (follow_up.said_order && said.order != Order::kNone) merged.order = said.order;
  if (said.fill) merged.fill = true;
  if (said.series != Series::kPlain) {
    merged.series = said.series;
    merged.moving = said.moving;
  }
  // A series over a window of another length keeps its step unless that would make one bucket of it.
  if (said.window.has_value() && said.groups.empty()) {
    for (Group& group : merged.groups) {
      if (!IsTime(group)) continue;
      const Grain wanted = DefaultGrain(*merged.window, now);
      if (static_cast<int>(wanted.unit) < static_cast<int>(group.grain.unit)) {
        group.grain = wanted;
        group.name = UnitName(wanted.unit);
      }
    }
  }
  return merged;
}

}  // namespace aurora::query::language

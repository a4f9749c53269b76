#include <array>

#include "libs/base/text.h"
#include "services/query-engine/language/print/sql_printer.h"

namespace aurora::query::language {
namespace {

class Describer {
 public:
  explicit Describer(const LogicalForm& form) : form_(form) {}

  std::string Run() {
    std::string text = Subject();
    for (size_t i = 0; i < form_.filters.size(); ++i) base::StrAppend(&text, i == 0 ? " where " : " and ", Of(form_.filters[i]));
    for (size_t i = 0; i < form_.groups.size() && form_.shape != Shape::kRows; ++i) base::StrAppend(&text, i == 0 ? ", by " : " and ", Of(form_.groups[i]));
    for (const Having& having : form_.having) {
      base::StrAppend(&text, ", only those whose ", Of(having.measure), Word(having.comparison), Joined(having.values, " and "));
    }
    if (form_.limit > 0 && !form_.groups.empty() && form_.shape != Shape::kRows) {
      base::StrAppend(&text, ", the ", form_.order == Order::kMeasureAscending ? "lowest " : "highest ", form_.limit);
      if (form_.limit_per.has_value()) base::StrAppend(&text, " of each ", Of(form_.groups[*form_.limit_per]));
    }
    if (form_.shape == Shape::kRows && !form_.row_order.empty()) {
      base::StrAppend(&text, ", the ", form_.limit, form_.row_descending ? " highest by " : " lowest by ", Of(form_.row_order));
      if (form_.limit_per.has_value()) base::StrAppend(&text, " of each ", Of(form_.groups[*form_.limit_per]));
    }
    if (form_.series == Series::kMovingAverage) base::StrAppend(&text, ", as the average over ", form_.moving, " steps");
    if (form_.series == Series::kCumulative) text += ", added up from the window's start";
    if (form_.series == Series::kChange) text += ", as the change from step to step";
    if (form_.fill) text += ", empty steps as 0";
    if (form_.window.has_value() && !form_.window->reading.empty()) base::StrAppend(&text, "; ", form_.window->reading);
    if (form_.compared.has_value()) base::StrAppend(&text, ", beside ", form_.compared->reading);
    return text;
  }

 private:
  std::string Name(const ColumnRef& ref) const {
    return ref.source == 0 ? ref.name : base::StrCat(form_.sources[ref.source].table, ".", ref.name);
  }
  std::string Table() const { return base::StrCat(form_.main().database, ".", form_.main().table); }
  static std::string Joined(const std::vector<std::string>& values, const char* between) {
    std::string text;
    for (const std::string& value : values) base::StrAppend(&text, text.empty() ? "" : between, value);
    return text;
  }
  static const char* Word(Comparison comparison) {
    static constexpr std::array<const char*, 14> kWords = {
        " is ",          " is not ",        " > ",       " >= ",        " < ",        " <= ",         " between ", " is missing",
        " is not missing", " starts with ", " ends with ", " contains ", " is the same as ", " is not the same as "};
    return kWords[static_cast<size_t>(comparison)];
  }

  std::string Subject() const {
    switch (form_.shape) {
      case Shape::kRows:
        return base::StrCat("rows of ", Table());
      case Shape::kGroups:
        return base::StrCat("groups of rows of ", Table());
      case Shape::kCountGroups:
        return base::StrCat("number of groups of rows of ", Table());
      case Shape::kWithout:
        return base::StrCat(form_.measures.empty() ? "rows of " : "number of rows of ", Table(), " without one in ", form_.sources[1].database, ".",
                            form_.sources[1].table);
      case Shape::kEmptyBuckets:
        return base::StrCat(form_.measures.empty() ? "times" : "number of times", " without a row in ", Table());
      case Shape::kUnusual:
        return base::StrCat("what is unusual, strongest first: ", Of(form_.measures[0]), " in ", Table());
      case Shape::kContributions:
        return base::StrCat("what contributed to the change, not what caused it; largest first: ", Of(form_.measures[0]), " in ", Table());
      case Shape::kNested: {
        std::string text = base::StrCat(Word(form_.outer), " over ");
        for (size_t i = 0; i < form_.inner.size(); ++i) base::StrAppend(&text, i == 0 ? "" : " and ", Of(form_.inner[i]));
        return base::StrCat(text, " of the ", Of(form_.measures[0]), " in ", Table());
      }
      case Shape::kMeasures:
        break;
    }
    std::string text;
    for (const Measure& measure : form_.measures) base::StrAppend(&text, text.empty() ? "" : " and ", Of(measure));
    return base::StrCat(text, " in ", Table());
  }

  static const char* Word(MeasureKind kind) {
    switch (kind) {
      case MeasureKind::kSum:
        return "sum";
      case MeasureKind::kMinimum:
        return "smallest";
      case MeasureKind::kMaximum:
        return "largest";
      case MeasureKind::kMedian:
        return "median";
      case MeasureKind::kDeviation:
        return "standard deviation";
      default:
        return "average";
    }
  }

  std::string Of(const Operand& operand) const {
    if (operand.IsSpan()) return base::StrCat("time from ", Name(operand.column), " to ", Name(operand.until));
    return operand.times.empty() ? Name(operand.column) : base::StrCat(Name(operand.times), " times ", Name(operand.column));
  }

  std::string Of(const Measure& measure) const {
    std::string text;
    switch (measure.kind) {
      case MeasureKind::kCount:
        text = "number of rows";
        break;
      case MeasureKind::kCountDistinct:
        if (measure.step.has_value()) {
          text = base::StrCat("number of ", UnitName(measure.step->unit), "s that have a row, by ", Of(measure.operand));
          break;
        }
        text = base::StrCat("number of distinct ", Of(measure.operand));
        break;
      case MeasureKind::kQuantile:
        text = base::StrCat(measure.quantile * 100, "th percentile of ", Of(measure.operand));
        break;
      case MeasureKind::kRatio:
        return base::StrCat(Of(measure.parts[0]), " divided by ", Of(measure.parts[1]));
      case MeasureKind::kShareOfAll:
        return base::StrCat("share of the ", Of(measure.parts[0]));
      case MeasureKind::kDefined:
        text = measure.defined->term;
        break;
      default:
        text = base::StrCat(Word(measure.kind), " of ", Of(measure.operand));
    }
    for (size_t i = 0; i < measure.only.size(); ++i) base::StrAppend(&text, i == 0 ? " (only where " : " and ", Of(measure.only[i]));
    return measure.only.empty() ? text : text + ")";
  }

  static const char* OfElements(Comparison comparison) {
    switch (comparison) {
      case Comparison::kIs:
        return " has ";
      case Comparison::kIsNot:
        return " has no ";
      case Comparison::kIsNull:
        return " is empty";
      case Comparison::kIsNotNull:
        return " is not empty";
      default:
        return Word(comparison);
    }
  }

  std::string Of(const Condition& condition) const {
    if (condition.defined.has_value()) {
      std::string text = base::StrCat(condition.comparison == Comparison::kIsNot ? "not " : "", condition.defined->term, " (glossary)");
      for (const Condition& other : condition.any) base::StrAppend(&text, " or ", Of(other));
      return text;
    }
    std::string name = Of(condition.operand);
    if (condition.part == TimePart::kHour) name = "hour of " + name;
    if (condition.part == TimePart::kWeekday) name = "weekday of " + name;
    std::string text = base::StrCat(name, condition.of_elements ? OfElements(condition.comparison) : Word(condition.comparison));
    if (!condition.other.empty()) return base::StrCat(text, Name(condition.other));
    if (condition.relative_to.has_value()) return base::StrCat(text, condition.values[0], " times its ", Word(*condition.relative_to));
    text += Joined(condition.values, condition.comparison == Comparison::kBetween ? " and " : " or ");
    for (const Condition& other : condition.any) base::StrAppend(&text, " or ", Of(other));
    return text;
  }

  std::string Of(const Group& group) const {
    switch (group.kind) {
      case GroupKind::kBucket:
        return group.grain.count == 1 ? UnitName(group.grain.unit) : base::StrCat(group.grain.count, " ", UnitName(group.grain.unit), "s");
      case GroupKind::kHourOfDay:
        return "hour of the day";
      case GroupKind::kDayOfWeek:
        return "day of the week (1 is Monday)";
      case GroupKind::kColumn:
        break;
    }
    return Name(group.column);
  }

  const LogicalForm& form_;
};

}  // namespace

std::string Describe(const LogicalForm& form) { return Describer(form).Run(); }

}  // namespace aurora::query::language

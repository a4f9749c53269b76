#include "services/query-engine/language/print/sql_printer.h"

#include <array>
#include <cmath>
#include <set>

#include "libs/base/text.h"

namespace aurora::query::language {
namespace {

using catalog::ColumnClass;
using catalog::ColumnProfile;

constexpr std::string_view kIndent = "\n";

// Bare where it can be, quoted where it must.
std::string Name(const std::string& name) {
  static const auto& reserved = *new std::set<std::string>{
      "select", "from", "where", "group", "order", "by", "limit", "and", "or", "not", "in", "as", "on", "using", "with",
      "case",   "when", "then",  "else",  "end",   "is", "null",  "like", "between", "join", "having", "union", "all",
      "distinct", "interval", "date", "timestamp", "final", "sample", "array", "offset", "settings", "format", "exists",
      "left", "right", "inner", "full", "cross", "any", "asof", "window", "over", "div", "mod", "true", "false", "into"};
  bool plain = !name.empty() && !(name[0] >= '0' && name[0] <= '9');
  std::string lower;
  for (char c : name) {
    plain = plain && ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_');
    lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  if (plain && reserved.count(lower) == 0) return name;
  return base::StrCat("`", name, "`");
}

class Printer {
 public:
  Printer(const LogicalForm& form, const catalog::TableProfile& table) : form_(form), table_(table) {}

  guard::UncheckedSql Run() {
    if (form_.rows) {
      PrintRows();
    } else if (form_.having.has_value()) {
      PrintHaving();
    } else {
      PrintMeasure();
    }
    return {std::move(sql_), std::move(parameters_)};
  }

 private:
  void PrintMeasure() {
    std::vector<std::string> selected;
    std::string grouped;
    for (const Group& group : form_.groups) {
      const std::string expression = GroupExpression(group);
      selected.push_back(expression == Name(group.name) ? expression : base::StrCat(expression, " AS ", Name(group.name)));
      grouped += (grouped.empty() ? "" : ", ") + Name(group.name);
    }
    std::string condition;
    if (form_.compared.has_value()) {
      const std::string first = Window(*form_.window, "a");
      const std::string second = Window(*form_.compared, "b");
      selected.push_back(base::StrCat(MeasureExpression(form_.measure, first), " AS ", Name(form_.measure.name)));
      selected.push_back(base::StrCat(MeasureExpression(form_.measure, second), " AS ", Name(form_.measure.name + "_before")));
      condition = And(Filters(), base::StrCat("((", first, ") OR (", second, "))"));
    } else {
      selected.push_back(base::StrCat(MeasureExpression(form_.measure, ""), " AS ", Name(form_.measure.name)));
      condition = Where();
    }
    Select(selected);
    if (!condition.empty()) base::StrAppend(&sql_, kIndent, "WHERE ", condition);
    if (!grouped.empty()) base::StrAppend(&sql_, kIndent, "GROUP BY ", grouped);
    PrintOrder();
  }

  void PrintOrder() {
    std::string order;
    if (form_.order != Order::kNone) {
      order = base::StrCat(Name(form_.measure.name), form_.order == Order::kMeasureDescending ? " DESC" : " ASC");
      // The same answer each time, also where ranks are equal.
      for (const Group& group : form_.groups) base::StrAppend(&order, ", ", Name(group.name));
    } else if (!form_.groups.empty()) {
      const bool by_time = form_.groups[0].kind != GroupKind::kColumn;
      if (!by_time) order = base::StrCat(Name(form_.measure.name), " DESC");
      for (const Group& group : form_.groups) order += (order.empty() ? "" : ", ") + Name(group.name);
    }
    if (!order.empty()) base::StrAppend(&sql_, kIndent, "ORDER BY ", order);
    if (form_.limit > 0 && !form_.groups.empty()) base::StrAppend(&sql_, kIndent, "LIMIT ", form_.limit);
  }

  void PrintRows() {
    std::vector<std::string> selected;
    for (const ColumnProfile& column : table_.columns) {
      if (!column.Hidden()) selected.push_back(Name(column.name));
    }
    Select(selected);
    const std::string condition = Where();
    if (!condition.empty()) base::StrAppend(&sql_, kIndent, "WHERE ", condition);
    if (!form_.row_order.empty()) {
      base::StrAppend(&sql_, kIndent, "ORDER BY ", Name(form_.row_order), form_.row_descending ? " DESC" : " ASC");
    }
    base::StrAppend(&sql_, kIndent, "LIMIT ", form_.limit);
  }

  void PrintHaving() {
    const std::string condition = Where();
    base::StrAppend(&sql_, "SELECT count() AS ", Name(form_.measure.name), kIndent, "FROM (", kIndent, "  SELECT ",
                    Name(form_.having->column), kIndent, "  FROM ", Name(form_.database), ".", Name(form_.table));
    if (!condition.empty()) base::StrAppend(&sql_, kIndent, "  WHERE ", condition);
    base::StrAppend(&sql_, kIndent, "  GROUP BY ", Name(form_.having->column), kIndent, "  HAVING count() ",
                    Operator(form_.having->comparison), " ", Bind("UInt64", base::StrCat(form_.having->count)), kIndent, ")");
  }

  void Select(const std::vector<std::string>& selected) {
    base::StrAppend(&sql_, "SELECT ");
    for (size_t i = 0; i < selected.size(); ++i) base::StrAppend(&sql_, i == 0 ? "" : ", ", selected[i]);
    base::StrAppend(&sql_, kIndent, "FROM ", Name(form_.database), ".", Name(form_.table));
  }

  std::string Where() {
    std::string condition = Filters();
    if (form_.window.has_value() && !form_.window->Unbounded()) condition = And(condition, Window(*form_.window, ""));
    return condition;
  }

  std::string Filters() {
    std::string condition;
    for (const Condition& filter : form_.filters) condition = And(condition, Print(filter));
    return condition;
  }

  static std::string And(const std::string& left, const std::string& right) {
    if (left.empty()) return right;
    if (right.empty()) return left;
    return base::StrCat(left, kIndent, "  AND ", right);
  }

  // Half-open. The same bounds are bound once.
  std::string Window(const TimeWindow& window, const std::string& suffix) {
    std::string condition;
    const std::string column = Name(form_.time_column);
    if (window.from != absl::InfinitePast()) {
      condition = base::StrCat(column, " >= ", BindTime("from" + suffix, window.from));
    }
    if (window.to != absl::InfiniteFuture()) {
      if (!condition.empty()) condition += " AND ";
      condition += base::StrCat(column, " < ", BindTime("to" + suffix, window.to));
    }
    return condition;
  }

  std::string BindTime(const std::string& name, absl::Time time) {
    bool known = false;
    for (const guard::Parameter& parameter : parameters_) known = known || parameter.name == name;
    if (!known) {
      parameters_.push_back({name, "DateTime64(3, 'UTC')",
                             absl::FormatTime("%Y-%m-%d %H:%M:%E3S", time, absl::UTCTimeZone())});
    }
    return base::StrCat("{", name, ":DateTime64(3, 'UTC')}");
  }

  std::string Bind(std::string_view type, const std::string& value) {
    const std::string name = base::StrCat("p", ++bound_);
    parameters_.push_back({name, std::string(type), value});
    return base::StrCat("{", name, ":", type, "}");
  }

  std::string BindFor(const std::string& column, const std::string& value) {
    const ColumnProfile* profile = table_.Find(column);
    std::string type = "String";
    if (profile != nullptr && profile->column_class == ColumnClass::kNumber) {
      const bool whole = value.find_first_of(".eE") == std::string::npos;
      const bool decimal = profile->bare_type.rfind("Decimal", 0) == 0;
      type = whole ? "Int64" : (decimal && value.find_first_of("eE") == std::string::npos ? "Decimal(18, 6)" : "Float64");
    } else if (profile != nullptr && profile->column_class == ColumnClass::kBool) {
      type = "Bool";
    }
    return Bind(type, value);
  }

  static std::string_view Operator(Comparison comparison) {
    switch (comparison) {
      case Comparison::kGreater:
        return ">";
      case Comparison::kGreaterOrEqual:
        return ">=";
      case Comparison::kLess:
        return "<";
      case Comparison::kLessOrEqual:
        return "<=";
      case Comparison::kIsNot:
        return "!=";
      case Comparison::kIs:
      case Comparison::kBetween:
        return "=";
    }
    return "=";
  }

  std::string Print(const Condition& condition) {
    const std::string column = Name(condition.column);
    if (condition.comparison == Comparison::kBetween) {
      return base::StrCat(column, " BETWEEN ", BindFor(condition.column, condition.values[0]), " AND ",
                          BindFor(condition.column, condition.values[1]));
    }
    if (condition.values.size() == 1) {
      return base::StrCat(column, " ", Operator(condition.comparison), " ", BindFor(condition.column, condition.values[0]));
    }
    std::string list;
    for (const std::string& value : condition.values) list += (list.empty() ? "" : ", ") + BindFor(condition.column, value);
    return base::StrCat(column, condition.comparison == Comparison::kIsNot ? " NOT IN (" : " IN (", list, ")");
  }

  std::string PrintAll(const std::vector<Condition>& conditions) {
    std::string text;
    for (const Condition& condition : conditions) base::StrAppend(&text, text.empty() ? "" : " AND ", Print(condition));
    return text;
  }

  // `within`: only rows of this condition; "" for all.
  std::string MeasureExpression(const Measure& measure, const std::string& within) {
    const std::string suffix = within.empty() ? "" : "If";
    const std::string more = within.empty() ? "" : ", " + within;
    const std::string column = Name(measure.column);
    switch (measure.kind) {
      case MeasureKind::kCount:
        return within.empty() ? "count()" : base::StrCat("countIf(", within, ")");
      case MeasureKind::kCountDistinct:
        return base::StrCat("uniqExact", suffix, "(", column, more, ")");
      case MeasureKind::kSum:
        return base::StrCat("sum", suffix, "(", column, more, ")");
      case MeasureKind::kAverage:
        return base::StrCat("avg", suffix, "(", column, more, ")");
      case MeasureKind::kMinimum:
        return base::StrCat("min", suffix, "(", column, more, ")");
      case MeasureKind::kMaximum:
        return base::StrCat("max", suffix, "(", column, more, ")");
      case MeasureKind::kMedian:
        return base::StrCat("quantile", suffix, "(0.5)(", column, more, ")");
      case MeasureKind::kQuantile:
        return base::StrCat("quantile", suffix, "(", measure.quantile, ")(", column, more, ")");
      case MeasureKind::kDeviation:
        return base::StrCat("stddevPop", suffix, "(", column, more, ")");
      case MeasureKind::kShare: {
        const std::string wanted = PrintAll(measure.condition);
        return within.empty() ? base::StrCat("countIf(", wanted, ") / count()")
                              : base::StrCat("countIf(", wanted, " AND ", within, ") / countIf(", within, ")");
      }
      case MeasureKind::kPerEntity: {
        std::string wanted = PrintAll(measure.condition);
        if (!within.empty()) wanted = wanted.empty() ? within : base::StrCat(wanted, " AND ", within);
        return base::StrCat(wanted.empty() ? "count()" : base::StrCat("countIf(", wanted, ")"), " / ",
                            within.empty() ? base::StrCat("uniqExact(", column, ")") : base::StrCat("uniqExactIf(", column, ", ", within, ")"));
      }
      case MeasureKind::kConversion: {
        std::string reached = PrintAll(measure.condition);
        std::string base = PrintAll(measure.base);
        if (!within.empty()) {
          reached = base::StrCat(reached, " AND ", within);
          base = base.empty() ? within : base::StrCat(base, " AND ", within);
        }
        const std::string all = base.empty() ? base::StrCat("uniqExact(", column, ")")
                                             : base::StrCat("uniqExactIf(", column, ", ", base, ")");
        return base::StrCat("uniqExactIf(", column, ", ", reached, ") / ", all);
      }
    }
    return "count()";
  }

  // 'UTC' where the column does not say it itself.
  std::string Zone() const {
    const ColumnProfile* time = table_.Find(form_.time_column);
    if (time == nullptr || time->column_class == ColumnClass::kDate || time->type.find("'UTC'") != std::string::npos) return "";
    return ", 'UTC'";
  }

  std::string GroupExpression(const Group& group) {
    if (group.kind == GroupKind::kColumn) return Name(group.column);
    const std::string column = Name(group.column);
    if (group.kind == GroupKind::kHourOfDay) return base::StrCat("toHour(", column, Zone(), ")");
    if (group.kind == GroupKind::kDayOfWeek) return base::StrCat("toDayOfWeek(", column, Zone().empty() ? "" : ", 0, 'UTC'", ")");
    if (group.grain.count == 1) {
      switch (group.grain.unit) {
        case Unit::kMinute:
          return base::StrCat("toStartOfMinute(", column, Zone(), ")");
        case Unit::kHour:
          return base::StrCat("toStartOfHour(", column, Zone(), ")");
        case Unit::kDay:
          return base::StrCat("toDate(", column, Zone(), ")");
        case Unit::kWeek:
          return base::StrCat("toMonday(", column, Zone(), ")");
        case Unit::kMonth:
          return base::StrCat("toStartOfMonth(", column, Zone(), ")");
        case Unit::kQuarter:
          return base::StrCat("toStartOfQuarter(", column, Zone(), ")");
        case Unit::kYear:
          return base::StrCat("toStartOfYear(", column, Zone(), ")");
        case Unit::kSecond:
          return base::StrCat("toStartOfSecond(", column, Zone(), ")");
      }
    }
    std::string unit = UnitName(group.grain.unit);
    for (char& c : unit) c = static_cast<char>(c - 32);
    return base::StrCat("toStartOfInterval(", column, ", INTERVAL ", group.grain.count, " ", unit, Zone(), ")");
  }

  const LogicalForm& form_;
  const catalog::TableProfile& table_;
  std::string sql_;
  std::vector<guard::Parameter> parameters_;
  int bound_ = 0;
};

std::string DescribeMeasure(const LogicalForm& form) {
  const Measure& measure = form.measure;
  switch (measure.kind) {
    case MeasureKind::kCount:
      return base::StrCat("number of rows of ", form.database, ".", form.table);
    case MeasureKind::kCountDistinct:
      if (form.having.has_value()) {
        return base::StrCat("number of distinct ", measure.column, " with a certain number of rows in ", form.database, ".", form.table);
      }
      return base::StrCat("number of distinct ", measure.column, " in ", form.database, ".", form.table);
    case MeasureKind::kSum:
      return base::StrCat("sum of ", measure.column, " in ", form.database, ".", form.table);
    case MeasureKind::kAverage:
      return base::StrCat("average of ", measure.column, " in ", form.database, ".", form.table);
    case MeasureKind::kMinimum:
      return base::StrCat("smallest ", measure.column, " in ", form.database, ".", form.table);
    case MeasureKind::kMaximum:
      return base::StrCat("largest ", measure.column, " in ", form.database, ".", form.table);
    case MeasureKind::kMedian:
      return base::StrCat("median of ", measure.column, " in ", form.database, ".", form.table);
    case MeasureKind::kQuantile:
      return base::StrCat(measure.quantile * 100, "th percentile of ", measure.column, " in ", form.database, ".", form.table);
    case MeasureKind::kDeviation:
      return base::StrCat("standard deviation of ", measure.column, " in ", form.database, ".", form.table);
    case MeasureKind::kShare:
      return base::StrCat("share of the rows of ", form.database, ".", form.table, " that fulfil the condition");
    case MeasureKind::kPerEntity:
      return base::StrCat("rows of ", form.database, ".", form.table, " per distinct ", measure.column);
    case MeasureKind::kConversion:
      return base::StrCat("conversion in ", form.database, ".", form.table, " by distinct ", measure.column);
  }
  return "";
}

std::string DescribeCondition(const Condition& condition) {
  static constexpr std::array<const char*, 7> kWords = {" is ", " is not ", " > ", " >= ", " < ", " <= ", " between "};
  std::string text = base::StrCat(condition.column, kWords[static_cast<size_t>(condition.comparison)]);
  for (size_t i = 0; i < condition.values.size(); ++i) {
    base::StrAppend(&text, i == 0 ? "" : (condition.comparison == Comparison::kBetween ? " and " : " or "), condition.values[i]);
  }
  return text;
}

}  // namespace

guard::UncheckedSql PrintSql(const LogicalForm& form, const catalog::TableProfile& table) {
  return Printer(form, table).Run();
}

std::string Describe(const LogicalForm& form) {
  std::string text = form.rows ? base::StrCat("rows of ", form.database, ".", form.table) : DescribeMeasure(form);
  for (size_t i = 0; i < form.filters.size(); ++i) {
    base::StrAppend(&text, i == 0 ? " where " : " and ", DescribeCondition(form.filters[i]));
  }
  for (size_t i = 0; i < form.measure.condition.size() && !form.rows; ++i) {
    base::StrAppend(&text, i == 0 ? ", condition: " : " and ", DescribeCondition(form.measure.condition[i]));
  }
  for (size_t i = 0; i < form.groups.size(); ++i) {
    const Group& group = form.groups[i];
    std::string name = group.column;
    if (group.kind == GroupKind::kBucket) {
      name = group.grain.count == 1 ? UnitName(group.grain.unit)
                                    : base::StrCat(group.grain.count, " ", UnitName(group.grain.unit), "s");
    }
    if (group.kind == GroupKind::kHourOfDay) name = "hour of the day";
    if (group.kind == GroupKind::kDayOfWeek) name = "day of the week (1 is Monday)";
    base::StrAppend(&text, i == 0 ? ", by " : " and ", name);
  }
  if (form.limit > 0 && !form.groups.empty()) {
    base::StrAppend(&text, ", the ", form.order == Order::kMeasureAscending ? "lowest " : "highest ", form.limit);
  }
  if (form.window.has_value() && !form.window->reading.empty()) base::StrAppend(&text, "; ", form.window->reading);
  if (form.compared.has_value()) base::StrAppend(&text, ", beside ", form.compared->reading);
  return text;
}

}  // namespace aurora::query::language

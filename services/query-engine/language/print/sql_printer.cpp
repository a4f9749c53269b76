#include "services/query-engine/language/print/sql_printer.h"

#include <utility>

#include "libs/base/text.h"
#include "services/query-engine/language/print/contribution_printer.h"
#include "services/query-engine/language/print/expression_printer.h"
#include "services/query-engine/language/print/unusual_printer.h"

namespace aurora::query::language {
namespace {

using catalog::ColumnProfile;

// Of "the latest of each", together.
constexpr uint64_t kRowsOfEachMax = 1'000;

class Printer {
 public:
  Printer(const LogicalForm& form, const std::vector<const catalog::TableProfile*>& tables)
      : form_(form), tables_(tables), print_(form, tables) {}

  guard::UncheckedSql Run() {
    switch (form_.shape) {
      case Shape::kMeasures:
        Measures();
        break;
      case Shape::kRows:
        Rows();
        break;
      case Shape::kGroups:
        Groups();
        break;
      case Shape::kCountGroups:
        CountGroups();
        break;
      case Shape::kNested:
        Nested();
        break;
      case Shape::kWithout:
        Without();
        break;
      case Shape::kEmptyBuckets:
        EmptyBuckets();
        break;
      case Shape::kUnusual:
        sql_ = PrintUnusual(form_, print_);
        break;
      case Shape::kContributions:
        sql_ = PrintContributions(form_, print_);
        break;
    }
    return {std::move(sql_), print_.TakeParameters()};
  }

 private:
  std::string Selected(const Group& group) const {
    const std::string expression = print_.OfGroup(group);
    return expression == PrintName(group.name) ? expression : base::StrCat(expression, " AS ", PrintName(group.name));
  }
  std::string Names(const std::vector<Group>& groups) const {
    std::string names;
    for (const Group& group : groups) base::StrAppend(&names, names.empty() ? "" : ", ", PrintName(group.name));
    return names;
  }
  void Clause(const char* word, const std::string& text) {
    if (!text.empty()) base::StrAppend(&sql_, "\n", word, " ", text);
  }
  std::string HavingText() {
    std::string text;
    for (const Having& having : form_.having) base::StrAppend(&text, text.empty() ? "" : " AND ", print_.OfHaving(having));
    return text;
  }

  void Measures() {
    if (form_.series != Series::kPlain && form_.HasBucket()) return OverSeries();
    Aggregated(/*ordered=*/true);
  }

  // A step without rows, or whose rows have no value, is shown as 0: the sum of what may be missing would be missing as well.
  std::string Filled(const Measure& measure) {
    std::string expression = print_.OfMeasure(measure, "");
    const ColumnRef& column = measure.operand.column;
    if (!form_.fill || form_.groups.size() != 1 || measure.kind != MeasureKind::kSum || column.empty()) return expression;
    const ColumnProfile* profile = tables_[column.source]->Find(column.name);
    return profile != nullptr && profile->nullable ? base::StrCat("ifNull(", expression, ", 0)") : expression;
  }

  void Aggregated(bool ordered) {
    std::vector<std::string> selected;
    for (const Group& group : form_.groups) selected.push_back(Selected(group));
    std::string condition;
    if (form_.compared.has_value()) {
      const std::string first = print_.Window(*form_.window, "a");
      const std::string second = print_.Window(*form_.compared, "b");
      for (const Measure& measure : form_.measures) {
        selected.push_back(base::StrCat(print_.OfMeasure(measure, first), " AS ", PrintName(measure.name)));
        selected.push_back(base::StrCat(print_.OfMeasure(measure, second), " AS ", PrintName(measure.name + "_before")));
      }
      condition = And(print_.Filters(), base::StrCat("((", first, ") OR (", second, "))"));
    } else {
      for (const Measure& measure : form_.measures) {
        selected.push_back(base::StrCat(Filled(measure), " AS ", PrintName(measure.name)));
      }
      condition = print_.Where();
    }
    base::StrAppend(&sql_, "SELECT ");
    for (size_t i = 0; i < selected.size(); ++i) base::StrAppend(&sql_, i == 0 ? "" : ", ", selected[i]);
    base::StrAppend(&sql_, "\nFROM ", print_.From());
    Clause("WHERE", condition);
    Clause("GROUP BY", Names(form_.groups));
    Clause("HAVING", HavingText());
    if (ordered) OrderAndLimit();
  }

  void OrderAndLimit() {
    if (form_.groups.empty()) return;
    std::string order;
    if (form_.order != Order::kNone && !form_.measures.empty()) {
      order = base::StrCat(PrintName(form_.measures[0].name), form_.order == Order::kMeasureDescending ? " DESC" : " ASC");
    } else if (form_.groups[0].kind == GroupKind::kColumn && !form_.measures.empty()) {
      order = base::StrCat(PrintName(form_.measures[0].name), " DESC");
    }
    const bool within = form_.limit > 0 && form_.limit_per.has_value();
    if (within) order = base::StrCat(PrintName(form_.groups[*form_.limit_per].name), order.empty() ? "" : ", ", order);
    // The same answer each time, also where ranks are equal.
    for (size_t i = 0; i < form_.groups.size(); ++i) {
      if (!within || i != *form_.limit_per) base::StrAppend(&order, order.empty() ? "" : ", ", PrintName(form_.groups[i].name));
    }
    Clause("ORDER BY", order);
    if (form_.fill && form_.groups.size() == 1 && form_.order == Order::kNone) sql_ += Fill(form_.groups[0]);
    if (form_.limit > 0) base::StrAppend(&sql_, "\nLIMIT ", form_.limit, within ? " BY " + PrintName(form_.groups[*form_.limit_per].name) : "");
  }

  // All buckets of the window, where it has both ends.
  std::string Fill(const Group& group) {
    std::string unit = UnitName(group.grain.unit);
    for (char& c : unit) c = static_cast<char>(c - 32);
    std::string range;
    if (form_.window.has_value() && form_.window->from != absl::InfinitePast() && form_.window->to != absl::InfiniteFuture()) {
      const absl::Time from = StartOf(group.grain, form_.window->from);
      const absl::Time to = AddUnits(group.grain.unit, StartOf(group.grain, form_.window->to - absl::Milliseconds(1)), group.grain.count);
      range = base::StrCat(" FROM ", print_.BindBucket("fill_from", group.grain, from));
      base::StrAppend(&range, " TO ", print_.BindBucket("fill_to", group.grain, to));
    }
    return base::StrCat(" WITH FILL", range, " STEP INTERVAL ", group.grain.count, " ", unit);
  }

  // A window function over the series; other groups are partitions.
  void OverSeries() {
    const Measure& measure = form_.measures[0];
    std::string bucket;
    std::string partition;
    for (const Group& group : form_.groups) {
      if (group.kind == GroupKind::kBucket) {
        bucket = PrintName(group.name);
      } else {
        base::StrAppend(&partition, partition.empty() ? "PARTITION BY " : ", ", PrintName(group.name));
      }
    }
    if (!partition.empty()) partition += " ";
    const std::string name = PrintName(measure.name);
    const std::string names = Names(form_.groups);
    std::string columns;
    switch (form_.series) {
      case Series::kMovingAverage:
        columns = base::StrCat("avg(", name, ") OVER (", partition, "ORDER BY ", bucket, " ROWS BETWEEN ", form_.moving - 1,
                               " PRECEDING AND CURRENT ROW) AS moving_average");
        break;
      case Series::kCumulative:
        columns = base::StrCat("sum(", name, ") OVER (", partition, "ORDER BY ", bucket,
                               " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS cumulative");
        break;
      default:
        columns = base::StrCat(name, " - lagInFrame(", name, ", 1, ", name, ") OVER (", partition, "ORDER BY ", bucket,
                               " ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS change");
        break;
    }
    std::string outer = base::StrCat("SELECT ", names, ", ", columns, ", ", name, "\nFROM (\n");
    Aggregated(/*ordered=*/false);
    if (form_.fill && form_.groups.size() == 1) base::StrAppend(&sql_, "\nORDER BY ", bucket, Fill(form_.groups[0]));
    sql_ = base::StrCat(outer, sql_, "\n)\nORDER BY ", names);
  }

  std::string RowColumns(size_t source) const {
    std::string columns;
    const catalog::TableProfile* table = tables_[source];
    for (const ColumnProfile& column : table->columns) {
      if (column.Hidden()) continue;
      const std::string printed = print_.Column({source, column.name});
      base::StrAppend(&columns, columns.empty() ? "" : ", ", printed);
      if (form_.sources.size() > 1) base::StrAppend(&columns, " AS ", PrintName(column.name));
    }
    return columns;
  }

  void Rows() {
    std::string columns = RowColumns(0);
    const std::string value = form_.row_order.empty() ? "" : print_.Value(form_.row_order);
    if (form_.row_order.IsSpan()) base::StrAppend(&columns, ", ", value, " AS length");
    // In the unit that was asked for: cents as euros.
    if (!form_.row_order.IsSpan() && !form_.row_order.empty() && form_.row_order.scale != 1) base::StrAppend(&columns, ", ", value, " AS converted");
    // Columns of other tables that the rows were chosen by.
    for (const Condition& filter : form_.filters) {
      if (filter.operand.column.source == 0 || filter.operand.empty()) continue;
      base::StrAppend(&columns, ", ", print_.Column(filter.operand.column), " AS ",
                      PrintName(base::StrCat(form_.sources[filter.operand.column.source].table, "_", filter.operand.column.name)));
    }
    base::StrAppend(&sql_, "SELECT ", columns, "\nFROM ", print_.From());
    std::string condition = print_.Where();
    if (!value.empty() && form_.sources[form_.row_order.column.source].table == tables_[form_.row_order.column.source]->table) {
      const ColumnProfile* profile = tables_[form_.row_order.column.source]->Find(form_.row_order.column.name);
      const ColumnProfile* until =
          form_.row_order.IsSpan() ? tables_[form_.row_order.until.source]->Find(form_.row_order.until.name) : nullptr;
      if ((profile != nullptr && profile->nullable) || (until != nullptr && until->nullable)) {
        condition = And(condition, value + " IS NOT NULL");
      }
    }
    Clause("WHERE", condition);
    if (!value.empty()) Clause("ORDER BY", base::StrCat(value, form_.row_descending ? " DESC" : " ASC"));
    if (form_.limit_per.has_value()) {
      base::StrAppend(&sql_, "\nLIMIT ", form_.limit, " BY ", print_.Column(form_.groups[*form_.limit_per].column), "\nLIMIT ", kRowsOfEachMax);
    } else {
      base::StrAppend(&sql_, "\nLIMIT ", form_.limit);
    }
  }

  void Groups() {
    std::vector<std::string> selected;
    for (const Group& group : form_.groups) selected.push_back(Selected(group));
    for (const Measure& measure : form_.measures) {
      selected.push_back(base::StrCat(print_.OfMeasure(measure, ""), " AS ", PrintName(measure.name)));
    }
    base::StrAppend(&sql_, "SELECT ");
    for (size_t i = 0; i < selected.size(); ++i) base::StrAppend(&sql_, i == 0 ? "" : ", ", selected[i]);
    base::StrAppend(&sql_, "\nFROM ", print_.From());
    Clause("WHERE", print_.Where());
    Clause("GROUP BY", Names(form_.groups));
    Clause("HAVING", HavingText());
    OrderAndLimit();
  }

  void CountGroups() {
    base::StrAppend(&sql_, "SELECT count() AS ", PrintName(form_.measures.empty() ? "groups" : form_.measures[0].name), "\nFROM (\nSELECT ");
    std::string selected;
    for (const Group& group : form_.groups) base::StrAppend(&selected, selected.empty() ? "" : ", ", Selected(group));
    base::StrAppend(&sql_, selected, "\nFROM ", print_.From());
    Clause("WHERE", print_.Where());
    Clause("GROUP BY", Names(form_.groups));
    Clause("HAVING", HavingText());
    sql_ += "\n)";
  }

  void Nested() {
    const Measure& measure = form_.measures[0];
    std::vector<Group> all = form_.groups;
    all.insert(all.end(), form_.inner.begin(), form_.inner.end());
    std::string selected;
    for (const Group& group : all) base::StrAppend(&selected, Selected(group), ", ");
    const std::string inner = base::StrCat("SELECT ", selected, print_.OfMeasure(measure, ""), " AS value\nFROM ", print_.From());
    Measure outer;
    outer.kind = form_.outer;
    std::string function = "avg";
    if (form_.outer == MeasureKind::kMaximum) function = "max";
    if (form_.outer == MeasureKind::kMinimum) function = "min";
    if (form_.outer == MeasureKind::kMedian) function = "quantileExact(0.5)";
    if (form_.outer == MeasureKind::kDeviation) function = "stddevPop";
    const std::string names = Names(form_.groups);
    base::StrAppend(&sql_, "SELECT ", names, names.empty() ? "" : ", ", function, "(value) AS ", PrintName(measure.name), "\nFROM (\n", inner);
    Clause("WHERE", print_.Where());
    Clause("GROUP BY", Names(all));
    sql_ += "\n)";
    Clause("GROUP BY", names);
    OrderAndLimit();
  }

  void Without() {
    const TableJoin& join = form_.joins[0];
    std::vector<Condition> here;
    std::vector<Condition> there;
    for (const Condition& filter : form_.filters) (filter.operand.column.source == 0 ? here : there).push_back(filter);
    const Source& main = form_.sources[0];
    const Source& other = form_.sources[1];
    const auto name = [](const Source& source) {
      return base::StrCat(PrintName(source.database), ".", PrintName(source.table), " AS ", PrintName(source.table));
    };
    std::string inner = print_.All(there);
    std::string outer = print_.All(here);
    if (form_.window.has_value() && !form_.window->Unbounded()) {
      std::string& target = form_.time.source == 0 ? outer : inner;
      target = And(target, print_.Window(*form_.window, ""));
    }
    std::string columns;
    for (const Group& group : form_.groups) base::StrAppend(&columns, Selected(group), ", ");
    columns += form_.measures.empty() ? RowColumns(0) : base::StrCat("count() AS ", PrintName(form_.measures[0].name));
    base::StrAppend(&sql_, "SELECT ", columns, "\nFROM ", name(main), "\nWHERE ", outer, outer.empty() ? "" : "\n  AND ",
                    print_.Column(join.left), " NOT IN (SELECT ", print_.Column({1, join.right}), " FROM ", name(other),
                    inner.empty() ? "" : " WHERE " + inner, ")");
    Clause("GROUP BY", Names(form_.groups));
    OrderAndLimit();
    if (form_.measures.empty()) base::StrAppend(&sql_, "\nLIMIT ", form_.limit);
  }

  void EmptyBuckets() {
    const Group& group = form_.groups[0];
    const bool counted = !form_.measures.empty();
    base::StrAppend(&sql_, "SELECT ", counted ? base::StrCat("count() AS ", PrintName(form_.measures[0].name)) : PrintName(group.name), "\nFROM (\nSELECT ", Selected(group), ", count() AS rows_seen\nFROM ",
                    print_.From());
    Clause("WHERE", print_.Where());
    Clause("GROUP BY", PrintName(group.name));
    Clause("ORDER BY", PrintName(group.name) + Fill(group));
    base::StrAppend(&sql_, "\n)\nWHERE rows_seen = 0");
    if (!counted) Clause("ORDER BY", PrintName(group.name));
  }

  const LogicalForm& form_;
  const std::vector<const catalog::TableProfile*>& tables_;
  ExpressionPrinter print_;
  std::string sql_;
};

}  // namespace

guard::UncheckedSql PrintSql(const LogicalForm& form, const std::vector<const catalog::TableProfile*>& tables) {
  return Printer(form, tables).Run();
}

}  // namespace aurora::query::language

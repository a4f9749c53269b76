#include "services/query-engine/language/print/expression_printer.h"

#include <set>

#include "libs/base/text.h"

namespace aurora::query::language {
namespace {

using catalog::ColumnClass;
using catalog::ColumnProfile;

std::string_view Operator(Comparison comparison) {
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
    case Comparison::kNotSameAs:
      return "!=";
    default:
      return "=";
  }
}

std::string UpperUnit(Unit unit) {
  std::string name = UnitName(unit);
  for (char& c : name) c = static_cast<char>(c - 32);
  return name;
}

}  // namespace

std::string PrintName(const std::string& name) {
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

std::string And(const std::string& left, const std::string& right) {
  if (left.empty()) return right;
  if (right.empty()) return left;
  return base::StrCat(left, "\n  AND ", right);
}

ExpressionPrinter::ExpressionPrinter(const LogicalForm& form, std::vector<const catalog::TableProfile*> tables)
    : form_(form), tables_(std::move(tables)) {}

const ColumnProfile* ExpressionPrinter::Profile(const ColumnRef& ref) const {
  return ref.source < tables_.size() && tables_[ref.source] != nullptr ? tables_[ref.source]->Find(ref.name) : nullptr;
}

bool ExpressionPrinter::IsArray(const Operand& operand) const {
  const ColumnProfile* column = operand.IsSpan() ? nullptr : Profile(operand.column);
  return column != nullptr && column->array;
}

bool ExpressionPrinter::IsDecimal(const Operand& operand) const {
  const auto decimal = [&](const ColumnRef& ref) {
    const ColumnProfile* column = ref.empty() ? nullptr : Profile(ref);
    return column != nullptr && column->bare_type.rfind("Decimal", 0) == 0;
  };
  return !operand.IsSpan() && (decimal(operand.column) || decimal(operand.times));
}

std::string ExpressionPrinter::Column(const ColumnRef& ref) const {
  if (form_.sources.size() < 2) return PrintName(ref.name);
  return base::StrCat(PrintName(form_.sources[ref.source].table), ".", PrintName(ref.name));
}

std::string ExpressionPrinter::Value(const Operand& operand) const {
  const std::string plain = operand.times.empty() ? Column(operand.column) : base::StrCat(Column(operand.times), " * ", Column(operand.column));
  const std::string value = operand.IsSpan() ? base::StrCat("dateDiff('second', ", Column(operand.column), ", ", Column(operand.until), ")")
                                             : plain;
  if (operand.scale == 1) return value;
  // A decimal divided keeps its own digits: 123.4 kWh would be 0.1 MWh.
  return base::StrCat(IsDecimal(operand) ? base::StrCat("toFloat64(", value, ")") : value, " / ", operand.scale);
}

std::string ExpressionPrinter::From() const {
  const auto name = [](const Source& source) { return base::StrCat(PrintName(source.database), ".", PrintName(source.table)); };
  if (form_.sources.size() < 2) return name(form_.main());
  std::string from = base::StrCat(name(form_.main()), " AS ", PrintName(form_.main().table));
  for (const TableJoin& join : form_.joins) {
    const Source& source = form_.sources[join.source];
    base::StrAppend(&from, "\nINNER JOIN ", name(source), " AS ", PrintName(source.table), " ON ", Column(join.left), " = ",
                    Column({join.source, join.right}));
  }
  return from;
}

std::string ExpressionPrinter::Zone(const ColumnRef& ref) const {
  const ColumnProfile* time = Profile(ref);
  if (time == nullptr || time->column_class == ColumnClass::kDate || time->type.find("'UTC'") != std::string::npos) return "";
  return ", 'UTC'";
}

std::string ExpressionPrinter::Bind(const std::string& type, const std::string& value) {
  const std::string name = base::StrCat("p", ++bound_);
  parameters_.push_back({name, type, value});
  return base::StrCat("{", name, ":", type, "}");
}

std::string ExpressionPrinter::BindTime(const std::string& name, absl::Time time) {
  bool known = false;
  for (const guard::Parameter& parameter : parameters_) known = known || parameter.name == name;
  if (!known) {
    parameters_.push_back({name, "DateTime64(3, 'UTC')", absl::FormatTime("%Y-%m-%d %H:%M:%E3S", time, absl::UTCTimeZone())});
  }
  return base::StrCat("{", name, ":DateTime64(3, 'UTC')}");
}

std::string ExpressionPrinter::BucketType(const Grain& grain) {
  if (static_cast<int>(grain.unit) < static_cast<int>(Unit::kDay)) return "DateTime('UTC')";
  return "Date";
}

std::string ExpressionPrinter::BindBucket(const std::string& name, const Grain& grain, absl::Time time) {
  const std::string type = BucketType(grain);
  parameters_.push_back({name, type, absl::FormatTime(type == "Date" ? "%Y-%m-%d" : "%Y-%m-%d %H:%M:%S", time, absl::UTCTimeZone())});
  return base::StrCat("{", name, ":", type, "}");
}

std::string ExpressionPrinter::BindFor(const Operand& operand, TimePart part, const std::string& value) {
  const ColumnProfile* profile = Profile(operand.column);
  std::string type = "String";
  const bool number = part != TimePart::kNone || operand.IsSpan() ||
                      (profile != nullptr && profile->column_class == ColumnClass::kNumber);
  if (number) {
    const bool whole = value.find_first_of(".eE") == std::string::npos;
    const bool decimal = profile != nullptr && profile->bare_type.rfind("Decimal", 0) == 0;
    type = whole ? "Int64" : (decimal && value.find_first_of("eE") == std::string::npos ? "Decimal(18, 6)" : "Float64");
  } else if (profile != nullptr && profile->column_class == ColumnClass::kBool) {
    type = "Bool";
  } else if (profile != nullptr && profile->column_class == ColumnClass::kDate) {
    type = "Date";
  } else if (profile != nullptr && profile->column_class == ColumnClass::kTime) {
    type = "DateTime64(3, 'UTC')";
  }
  return Bind(type, value);
}

std::string ExpressionPrinter::Print(const Condition& condition) {
  if (!condition.any.empty()) {
    Condition first = condition;
    first.any.clear();
    std::string text = Print(first);
    for (const Condition& other : condition.any) base::StrAppend(&text, " OR ", Print(other));
    return base::StrCat("(", text, ")");
  }
  if (condition.defined.has_value()) {
    const std::string holds = base::StrCat("(", OfDefined(*condition.defined, ""), ")");
    // What cannot be told does not hold.
    return condition.comparison == Comparison::kIsNot ? base::StrCat("NOT ifNull(", holds, ", false)") : holds;
  }
  std::string left = Value(condition.operand);
  if (condition.part == TimePart::kHour) left = base::StrCat("toHour(", left, Zone(condition.operand.column), ")");
  if (condition.part == TimePart::kWeekday) {
    left = base::StrCat("toDayOfWeek(", left, Zone(condition.operand.column).empty() ? "" : ", 0, 'UTC'", ")");
  }
  if (condition.relative_to.has_value()) {
    Measure measure;
    measure.kind = *condition.relative_to;
    measure.operand = condition.operand;
    std::vector<Condition> others;
    for (const Condition& filter : form_.filters) {
      if (!(filter == condition)) others.push_back(filter);
    }
    std::string where = All(others);
    if (form_.window.has_value() && !form_.window->Unbounded()) where = And(where, Window(*form_.window, ""));
    return base::StrCat(left, " ", Operator(condition.comparison), " ", condition.values[0], " * (SELECT ", OfMeasure(measure, ""),
                        " FROM ", From(), where.empty() ? "" : " WHERE " + where, ")");
  }
  const auto bind = [&](size_t i) { return BindFor(condition.operand, condition.part, condition.values[i]); };
  const bool array = IsArray(condition.operand);
  switch (condition.comparison) {
    case Comparison::kBetween: {
      const std::string low = bind(0);
      return base::StrCat(left, " BETWEEN ", low, " AND ", bind(1));
    }
    case Comparison::kIsNull:
    case Comparison::kIsNotNull: {
      const ColumnProfile* profile = Profile(condition.operand.column);
      const bool null = condition.comparison == Comparison::kIsNull;
      if (array) return base::StrCat(null ? "empty(" : "notEmpty(", left, ")");
      if (profile != nullptr && !profile->nullable && profile->column_class == ColumnClass::kText) {
        return base::StrCat(left, null ? " = ''" : " != ''");
      }
      return base::StrCat(left, null ? " IS NULL" : " IS NOT NULL");
    }
    case Comparison::kStartsWith:
      return base::StrCat("startsWith(toString(", left, "), ", Bind("String", condition.values[0]), ")");
    case Comparison::kEndsWith:
      return base::StrCat("endsWith(toString(", left, "), ", Bind("String", condition.values[0]), ")");
    case Comparison::kContains:
      return base::StrCat("positionCaseInsensitiveUTF8(toString(", left, "), ", Bind("String", condition.values[0]), ") > 0");
    case Comparison::kSameAs:
    case Comparison::kNotSameAs:
      return base::StrCat(left, " ", Operator(condition.comparison), " ", Column(condition.other));
    default:
      break;
  }
  const bool is_not = condition.comparison == Comparison::kIsNot;
  if (array && condition.values.size() == 1) return base::StrCat(is_not ? "NOT " : "", "has(", left, ", ", bind(0), ")");
  if (condition.values.size() == 1) return base::StrCat(left, " ", Operator(condition.comparison), " ", bind(0));
  std::string list;
  for (size_t i = 0; i < condition.values.size(); ++i) base::StrAppend(&list, i == 0 ? "" : ", ", bind(i));
  if (array) return base::StrCat(is_not ? "NOT " : "", "hasAny(", left, ", [", list, "])");
  return base::StrCat(left, condition.comparison == Comparison::kIsNot ? " NOT IN (" : " IN (", list, ")");
}

std::string ExpressionPrinter::All(const std::vector<Condition>& conditions) {
  std::string text;
  for (const Condition& condition : conditions) base::StrAppend(&text, text.empty() ? "" : " AND ", Print(condition));
  return text;
}

// Half-open.
std::string ExpressionPrinter::Window(const TimeWindow& window, const std::string& suffix) {
  std::string condition;
  const std::string column = Column(form_.time);
  if (window.from != absl::InfinitePast()) condition = base::StrCat(column, " >= ", BindTime("from" + suffix, window.from));
  if (window.to != absl::InfiniteFuture()) {
    if (!condition.empty()) condition += " AND ";
    condition += base::StrCat(column, " < ", BindTime("to" + suffix, window.to));
  }
  return condition;
}

std::string ExpressionPrinter::Where() {
  std::string condition = Filters();
  if (form_.window.has_value() && !form_.window->Unbounded()) condition = And(condition, Window(*form_.window, ""));
  return condition;
}

std::string ExpressionPrinter::Aggregate(const std::string& function, const std::string& argument,
                                         const std::string& condition) const {
  const size_t bracket = function.find('(');
  if (condition.empty()) return base::StrCat(function, "(", argument, ")");
  const std::string name = bracket == std::string::npos ? function + "If"
                                                        : base::StrCat(function.substr(0, bracket), "If", function.substr(bracket));
  return base::StrCat(name, "(", argument, argument.empty() ? "" : ", ", condition, ")");
}

std::string ExpressionPrinter::OfMeasure(const Measure& measure, const std::string& within) {
  if (measure.kind == MeasureKind::kRatio) {
    const std::string top = OfMeasure(measure.parts[0], within);
    return base::StrCat(top, " / ", OfMeasure(measure.parts[1], within));
  }
  if (measure.kind == MeasureKind::kShareOfAll) {
    const std::string part = OfMeasure(measure.parts[0], within);
    return base::StrCat(part, " / sum(", part, ") OVER ()");
  }
  std::string condition = All(measure.only);
  if (!within.empty()) condition = condition.empty() ? within : base::StrCat(condition, " AND ", within);
  const std::string value = measure.operand.empty() ? "" : Value(measure.operand);
  switch (measure.kind) {
    case MeasureKind::kCount:
      return Aggregate("count", "", condition);
    case MeasureKind::kCountDistinct:
      if (measure.step.has_value()) return Aggregate("uniqExact", OfGroup({GroupKind::kBucket, measure.operand.column, *measure.step, ""}), condition);
      return Aggregate(IsArray(measure.operand) ? "uniqExactArray" : "uniqExact", value, condition);
    case MeasureKind::kSum: {
      if (measure.operand.scale == 1 || !IsDecimal(measure.operand)) return Aggregate("sum", value, condition);
      Operand whole = measure.operand;
      whole.scale = 1;
      return base::StrCat(Aggregate("sum", Value(whole), condition), " / ", measure.operand.scale);
    }
    case MeasureKind::kAverage:
      return Aggregate("avg", value, condition);
    case MeasureKind::kMinimum:
      return Aggregate("min", value, condition);
    case MeasureKind::kMaximum:
      return Aggregate("max", value, condition);
    case MeasureKind::kMedian:
      return Aggregate("quantileExact(0.5)", value, condition);
    case MeasureKind::kQuantile:
      return Aggregate(base::StrCat("quantileExact(", measure.quantile, ")"), value, condition);
    case MeasureKind::kDeviation:
      return Aggregate("stddevPop", value, condition);
    case MeasureKind::kDefined:
      return base::StrCat("(", OfDefined(*measure.defined, condition), ")");
    case MeasureKind::kRatio:
    case MeasureKind::kShareOfAll:
      break;
  }
  return "count()";
}

void PrintPiece(const Defined::Piece& piece, const std::string& text, const std::string& within, std::string* out) {
  using Part = Defined::Part;
  if (piece.blank) *out += ' ';
  if (!within.empty()) {
    if (piece.part == Part::kAggregateEnd) *out += ", ";
    if (piece.part == Part::kConditionEnd) *out += " AND ";
    const bool ends = piece.part == Part::kAggregateEnd || piece.part == Part::kAggregateEndEmpty || piece.part == Part::kConditionEnd;
    if (ends) base::StrAppend(out, "(", within, ")");
  }
  *out += text;
  if (!within.empty() && piece.part == Part::kAggregate) *out += "If";
}

std::string ExpressionPrinter::OfDefined(const Defined& defined, const std::string& within) const {
  std::string text;
  for (const Defined::Piece& piece : defined.pieces) {
    PrintPiece(piece, piece.part == Defined::Part::kColumn ? Column({defined.source, piece.text}) : piece.text, within, &text);
  }
  return text;
}

std::string ExpressionPrinter::OfHaving(const Having& having) {
  const std::string left = OfMeasure(having.measure, "");
  const auto bind = [&](size_t i) {
    const std::string& value = having.values[i];
    const ColumnProfile* profile = having.measure.operand.empty() ? nullptr : Profile(having.measure.operand.column);
    const bool time = profile != nullptr && (profile->column_class == ColumnClass::kTime || profile->column_class == ColumnClass::kDate) &&
                      (having.measure.kind == MeasureKind::kMaximum || having.measure.kind == MeasureKind::kMinimum);
    if (time) return Bind("DateTime64(3, 'UTC')", value);
    return Bind(value.find_first_of(".e") == std::string::npos ? "Int64" : "Float64", value);
  };
  if (having.comparison == Comparison::kBetween) {
    const std::string low = bind(0);
    return base::StrCat(left, " BETWEEN ", low, " AND ", bind(1));
  }
  return base::StrCat(left, " ", Operator(having.comparison), " ", bind(0));
}

std::string ExpressionPrinter::OfGroup(const Group& group) const {
  const std::string column = Column(group.column);
  const std::string zone = Zone(group.column);
  switch (group.kind) {
    case GroupKind::kColumn:
      return IsArray({group.column, {}, 1}) ? base::StrCat("arrayJoin(", column, ")") : column;
    case GroupKind::kHourOfDay:
      return base::StrCat("toHour(", column, zone, ")");
    case GroupKind::kDayOfWeek:
      return base::StrCat("toDayOfWeek(", column, zone.empty() ? "" : ", 0, 'UTC'", ")");
    case GroupKind::kBucket:
      break;
  }
  if (group.grain.count == 1) {
    switch (group.grain.unit) {
      case Unit::kSecond:
        return base::StrCat("toStartOfSecond(", column, zone, ")");
      case Unit::kMinute:
        return base::StrCat("toStartOfMinute(", column, zone, ")");
      case Unit::kHour:
        return base::StrCat("toStartOfHour(", column, zone, ")");
      case Unit::kDay:
        return base::StrCat("toDate(", column, zone, ")");
      case Unit::kWeek:
        return base::StrCat("toMonday(", column, zone, ")");
      case Unit::kMonth:
        return base::StrCat("toStartOfMonth(", column, zone, ")");
      case Unit::kQuarter:
        return base::StrCat("toStartOfQuarter(", column, zone, ")");
      case Unit::kYear:
        return base::StrCat("toStartOfYear(", column, zone, ")");
    }
  }
  return base::StrCat("toStartOfInterval(", column, ", INTERVAL ", group.grain.count, " ", UpperUnit(group.grain.unit), zone, ")");
}

}  // namespace aurora::query::language

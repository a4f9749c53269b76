#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/catalog/table_profile.h"
#include "services/query-engine/guard/sql_guard.h"
#include "services/query-engine/language/logical_form.h"

namespace aurora::query::language {

// Bare where it can be, quoted where it must.
std::string PrintName(const std::string& name);

// The parts of a statement that are values: columns, conditions, measures, groups. Every value of the question becomes a
// parameter. One statement, one thread.
class ExpressionPrinter {
 public:
  // `tables`: one for each source of the form.
  ExpressionPrinter(const LogicalForm& form, std::vector<const catalog::TableProfile*> tables);

  std::string Column(const ColumnRef& ref) const;
  std::string Value(const Operand& operand) const;
  // FROM with its joins.
  std::string From() const;
  // All of them, joined by AND; "" for none.
  std::string All(const std::vector<Condition>& conditions);
  // The form's filters.
  std::string Filters() { return All(form_.filters); }
  // `suffix` tells parameters of several windows apart.
  std::string Window(const TimeWindow& window, const std::string& suffix);
  // Filters and window.
  std::string Where();
  // `within`: only rows of this condition; "" for all.
  std::string OfMeasure(const Measure& measure, const std::string& within);
  std::string OfGroup(const Group& group) const;
  std::string OfHaving(const Having& having);

  std::string Bind(const std::string& type, const std::string& value);
  // The same name is bound once.
  std::string BindTime(const std::string& name, absl::Time time);
  // "Date" or "DateTime('UTC')": what a bucket of this grain is.
  static std::string BucketType(const Grain& grain);
  std::string BindBucket(const std::string& name, const Grain& grain, absl::Time time);

  std::vector<guard::Parameter> TakeParameters() { return std::move(parameters_); }

 private:
  const catalog::ColumnProfile* Profile(const ColumnRef& ref) const;
  bool IsArray(const Operand& operand) const;
  // Whether the value is a decimal, which a division rounds to its own digits. Sums are divided as a whole, other values as floats.
  bool IsDecimal(const Operand& operand) const;
  std::string Zone(const ColumnRef& ref) const;
  std::string Print(const Condition& condition);
  // Its aggregates are taken over the rows of this condition; "" for all.
  std::string OfDefined(const Defined& defined, const std::string& within) const;
  std::string Aggregate(const std::string& function, const std::string& argument, const std::string& condition) const;
  std::string BindFor(const Operand& operand, TimePart part, const std::string& value);

  const LogicalForm& form_;
  const std::vector<const catalog::TableProfile*> tables_;
  std::vector<guard::Parameter> parameters_;
  int bound_ = 0;
};

// Appends one piece of a defined expression, `text` for its own; its aggregates are taken over the rows of `within`.
void PrintPiece(const Defined::Piece& piece, const std::string& text, const std::string& within, std::string* out);

std::string And(const std::string& left, const std::string& right);

}  // namespace aurora::query::language

#include "services/query-engine/language/print/contribution_printer.h"

#include "libs/base/text.h"

namespace aurora::query::language {
namespace {

constexpr uint64_t kContributionsShown = 10;

}  // namespace

std::string PrintContributions(const LogicalForm& form, ExpressionPrinter& print) {
  const std::string now = print.Window(*form.window, "a");
  const std::string before = print.Window(*form.compared, "b");
  const std::string where = And(print.Filters(), base::StrCat("((", now, ") OR (", before, "))"));
  const Measure& measure = form.measures[0];
  // Each row is counted once for each of the columns: the table is read once for all of them.
  std::string parts;
  for (const Group& group : form.groups) {
    base::StrAppend(&parts, parts.empty() ? "" : ", ", "(", print.Bind("String", group.name), ", ifNull(toString(", print.OfGroup(group), "), ''))");
  }
  return base::StrCat(
      "SELECT part, value, now, before, change, if(whole = 0, 0, change / whole) AS share_of_change\nFROM (\n",
      "SELECT part, value, now, before, now - before AS change, sum(now - before) OVER (PARTITION BY part) AS whole,\n",
      "  change - whole * before / greatest(sum(before) OVER (PARTITION BY part), 1) AS beyond\nFROM (\n",
      "SELECT pair.1 AS part, pair.2 AS value, toFloat64(", print.OfMeasure(measure, now), ") AS now, toFloat64(", print.OfMeasure(measure, before), ") AS before\nFROM ", print.From(),
      "\nARRAY JOIN [", parts, "] AS pair\nWHERE ", where, "\nGROUP BY part, value\n)\n)\nORDER BY abs(beyond) DESC, part, value\nLIMIT ", form.limit > 0 ? form.limit : kContributionsShown);
}

}  // namespace aurora::query::language

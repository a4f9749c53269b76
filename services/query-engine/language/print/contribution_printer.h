#pragma once

#include <string>

#include "services/query-engine/language/logical_form.h"
#include "services/query-engine/language/print/expression_printer.h"

namespace aurora::query::language {

// SQL of a form of shape kContributions. One row for a value of a column: `part` (the column), `value`, `now`, `before`,
// `change`, and `share_of_change` (of the change of everything, 1 is all of it). Those whose change is furthest from what
// their share of `before` lets expect come first, so that a value that everything has does not stand for the change.
std::string PrintContributions(const LogicalForm& form, ExpressionPrinter& print);

}  // namespace aurora::query::language

#pragma once

#include <string>

#include "services/query-engine/language/logical_form.h"
#include "services/query-engine/language/print/expression_printer.h"

namespace aurora::query::language {

// Groups or time buckets that stand out, strongest first, with what was expected and a score (how many standard
// deviations off). Groups are held against their own past where the window leaves one, else against the others.
std::string PrintUnusual(const LogicalForm& form, ExpressionPrinter& print);

}  // namespace aurora::query::language

#pragma once

#include <vector>

#include "services/query-engine/catalog/table_profile.h"
#include "services/query-engine/guard/sql_guard.h"
#include "services/query-engine/language/logical_form.h"

namespace aurora::query::language {

// A logical form as ClickHouse SQL. Every value of the question travels as a {name:Type} parameter; names of tables and
// columns come from the catalog and are quoted where they need it. `tables`: one for each source of the form.
guard::UncheckedSql PrintSql(const LogicalForm& form, const std::vector<const catalog::TableProfile*>& tables);

// A logical form in words: "number of orders where state is CA, from Monday ... until now".
std::string Describe(const LogicalForm& form);

}  // namespace aurora::query::language

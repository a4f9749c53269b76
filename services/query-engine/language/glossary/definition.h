#pragma once

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/query-engine/guard/known_tables.h"
#include "services/query-engine/guard/sql_guard.h"
#include "services/query-engine/language/glossary/term.h"

namespace aurora::query::language {

// SQL of a term -> pieces of an expression, by the guard's rules: columns of `table` alone, allowed functions, no subquery,
// no parameter, nothing of a statement. A measure has its columns within aggregates, a filter has no aggregate.
// Errors: InvalidArgument that names the fault and the remedy, with the guard's reasons where it is the guard's.
absl::StatusOr<std::vector<Defined::Piece>> ReadDefinition(std::string_view sql, TermKind kind, const Source& table,
                                                           const guard::KnownTables& known);

// A query that uses the pieces as questions do, for a dry run.
guard::UncheckedSql TrialQuery(const std::vector<Defined::Piece>& pieces, TermKind kind, const Source& table);

}  // namespace aurora::query::language

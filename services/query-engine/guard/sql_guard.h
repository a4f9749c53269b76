#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/query-engine/guard/known_tables.h"

namespace aurora::query::guard {

// A value of a {name:Type} parameter. It travels beside the SQL and is never spliced into it.
struct Parameter {
  std::string name;
  // ClickHouse type.
  std::string type;
  // As ClickHouse prints it, without quotes.
  std::string value;
};

// SQL that a person or a generator wrote: not to be trusted, and nothing runs it.
struct UncheckedSql {
  std::string text;
  std::vector<Parameter> parameters;
};

// One SELECT that reads nothing but known tables, through known functions, without settings. Only SqlGuard makes
// one, only CheckedSql is run.
class CheckedSql {
 public:
  // Printed anew from the tokens that were checked, so that the engine reads what the guard read.
  const std::string& text() const { return text_; }
  const std::vector<Parameter>& parameters() const { return parameters_; }
  const std::set<TableName>& tables() const { return tables_; }

 private:
  friend class SqlGuard;
  CheckedSql(std::string text, std::vector<Parameter> parameters, std::set<TableName> tables)
      : text_(std::move(text)), parameters_(std::move(parameters)), tables_(std::move(tables)) {}

  std::string text_;
  std::vector<Parameter> parameters_;
  std::set<TableName> tables_;
};

// The first of two walls between people's SQL and the engine (the second is the engine's read-only user). It reads
// the whole statement with a parser of its own and lets through only what it knows: one SELECT, tables of the
// catalog, functions of a list, types of a list. What it does not understand it refuses.
//
// Stateless and thread-safe.
class SqlGuard {
 public:
  // Errors: InvalidArgument with reason sql_refused (the rule is named) or sql_error (unknown table or column with
  // the nearest known one, a mistake of syntax, a missing parameter).
  static absl::StatusOr<CheckedSql> Check(const UncheckedSql& sql, const KnownTables& tables);
  // The parameters of a statement that would pass Check once they have values: name and type of each, in the order in
  // which they come first; a name that has two types is there twice. Errors as Check.
  static absl::StatusOr<std::vector<Parameter>> Parameters(const std::string& sql, const KnownTables& tables);
};

}  // namespace aurora::query::guard

#include "services/query-engine/answer/describe_sql.h"

#include <array>
#include <vector>

#include "libs/base/text.h"
#include "services/query-engine/guard/token.h"

namespace aurora::query::answer {
namespace {

// The clauses of the outermost SELECT: its tokens between one keyword and the next.
struct Clauses {
  std::string select;
  std::string where;
  std::string group;
  std::string having;
  std::string order;
  std::string limit;
  int subqueries = 0;
  int joins = 0;
  int unions = 0;
};

Clauses Split(const std::vector<guard::Token>& tokens) {
  Clauses clauses;
  std::vector<guard::Token> part;
  std::string* target = nullptr;
  int depth = 0;
  const auto flush = [&] {
    if (target != nullptr && target->empty()) {
      part.push_back({});
      *target = guard::Print(part);
    }
    part.clear();
  };
  for (const guard::Token& token : tokens) {
    if (token.IsOperator("(")) ++depth;
    if (token.IsOperator(")")) --depth;
    if (depth > 0) {
      if (token.IsKeyword("SELECT")) ++clauses.subqueries;
    } else {
      std::string* next = nullptr;
      bool boundary = true;
      if (token.IsKeyword("SELECT")) {
        next = &clauses.select;
      } else if (token.IsKeyword("WHERE") || token.IsKeyword("PREWHERE")) {
        next = &clauses.where;
      } else if (token.IsKeyword("GROUP")) {
        next = &clauses.group;
      } else if (token.IsKeyword("HAVING")) {
        next = &clauses.having;
      } else if (token.IsKeyword("ORDER")) {
        next = &clauses.order;
      } else if (token.IsKeyword("LIMIT")) {
        next = &clauses.limit;
      } else if (token.IsKeyword("FROM")) {
        next = nullptr;
      } else {
        boundary = false;
      }
      if (token.IsKeyword("JOIN")) ++clauses.joins;
      if (token.IsKeyword("UNION") || token.IsKeyword("EXCEPT") || token.IsKeyword("INTERSECT")) ++clauses.unions;
      if (boundary) {
        flush();
        target = next;
        continue;
      }
      if (token.IsKeyword("BY") && part.empty()) continue;
    }
    if (target != nullptr) part.push_back(token);
  }
  flush();
  return clauses;
}

}  // namespace

std::string DescribeSql(const guard::CheckedSql& sql, const execution::Estimate& estimate) {
  absl::StatusOr<std::vector<guard::Token>> tokens = guard::Tokenize(sql.text());
  if (!tokens.ok()) return "";
  const Clauses clauses = Split(*tokens);
  std::string tables;
  for (const auto& [database, table] : sql.tables()) {
    base::StrAppend(&tables, tables.empty() ? "" : ", ", database, ".", table);
  }
  std::string words = base::StrCat("Shows ", clauses.select);
  base::StrAppend(&words, tables.empty() ? " (reads no table)" : " from ", tables);
  if (clauses.joins > 0) base::StrAppend(&words, ", joined");
  if (!clauses.where.empty()) base::StrAppend(&words, ", only rows where ", clauses.where);
  if (!clauses.group.empty()) base::StrAppend(&words, ", one row for each ", clauses.group);
  if (!clauses.having.empty()) base::StrAppend(&words, ", only groups where ", clauses.having);
  if (!clauses.order.empty()) base::StrAppend(&words, ", ordered by ", clauses.order);
  if (!clauses.limit.empty()) base::StrAppend(&words, ", at most ", clauses.limit, " rows");
  if (clauses.subqueries > 0) base::StrAppend(&words, "; with ", clauses.subqueries, " inner quer", clauses.subqueries == 1 ? "y" : "ies");
  if (clauses.unions > 0) base::StrAppend(&words, "; put together from ", clauses.unions + 1, " queries");
  if (!tables.empty()) base::StrAppend(&words, ". Reads about ", estimate.rows, " rows in ", estimate.parts, " parts");
  words += '.';
  return words;
}

}  // namespace aurora::query::answer

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "services/query-engine/guard/known_tables.h"
#include "services/query-engine/guard/token.h"

namespace aurora::query::guard {

inline constexpr int kNestingMax = 48;

// A name that stands where a value is expected, to be looked up when all tables and aliases are known.
struct NameUse {
  std::string first;
  bool compound = false;
  size_t offset = 0;
};

// Reads one SELECT from its first token to its last and notes what it touches. It builds no tree: what counts is that
// every token has a place that is known to be harmless. Names of tables are resolved on the way (a bare table name
// gets its database, in the tokens), names of columns at the end.
//
// One use, one thread.
class SelectParser {
 public:
  SelectParser(std::vector<Token>& tokens, const KnownTables& known) : tokens_(tokens), known_(known) {}

  absl::Status Parse();
  // Reads the tokens as one type and nothing else.
  absl::Status ParseType();

  const std::set<TableName>& tables() const { return tables_; }
  // Indexes of tokens.
  const std::vector<size_t>& parameters() const { return parameters_; }

 private:
  // What an expression turned out to be, as far as it matters.
  struct Shape {
    // A lone name, maybe in parentheses or with an alias: after IN the engine takes it for a table.
    bool lone_name = false;
    size_t first = 0;
    size_t last = 0;
  };

  // --- tokens
  const Token& Peek(size_t ahead = 0) const;
  bool AtKeyword(std::string_view word) const { return Peek().IsKeyword(word); }
  bool AtOperator(std::string_view op) const { return Peek().IsOperator(op); }
  bool SkipKeyword(std::string_view word);
  bool SkipOperator(std::string_view op);
  absl::Status Expect(std::string_view op);
  absl::Status ExpectKeyword(std::string_view word);
  absl::Status Unexpected(std::string_view wanted) const;

  // --- statement (select_parser.cpp)
  absl::Status Query();
  absl::Status Subquery();
  absl::Status WithList();
  absl::Status QueryBody();
  absl::Status SelectCore();
  absl::Status SelectList();
  absl::Status GroupBy();
  absl::Status WindowList();
  absl::Status OrderBy();
  absl::Status WithFill();
  absl::Status Interpolate();
  absl::Status Limits();
  absl::Status From();
  absl::Status TableElement();
  absl::Status TableAlias();
  absl::Status TableReference();
  absl::Status Joins();
  absl::Status JoinCondition();

  // --- expressions (select_expression.cpp)
  absl::Status Expression(Shape* shape = nullptr);
  absl::Status ExpressionList(bool aliases_without_as = false);
  absl::Status Operand(Shape* shape);
  absl::Status Primary(Shape* shape);
  absl::Status Parenthesised(Shape* shape);
  absl::Status NameOrCall(Shape* shape);
  absl::Status Star();
  absl::Status StarModifiers();
  absl::Status Case();
  absl::Status AfterIn();
  absl::Status Postfix(Shape* shape);
  absl::Status BinaryOperator(bool* taken);
  absl::Status Alias();

  // --- calls, their windows, types and intervals (select_call.cpp)
  absl::Status Call(size_t name);
  absl::Status CallArguments(const Token& function);
  absl::Status CheckTypeArgument(const Token& function, const std::vector<Token>& texts) const;
  absl::Status CheckTypeText(const Token& text) const;
  absl::Status CallTail();
  absl::Status SpecialCall(bool* taken);
  absl::Status Window();
  absl::Status WindowBody();
  absl::Status FrameBound();
  absl::Status TypeName();
  absl::Status Interval();

  absl::Status Enter();
  absl::Status ResolveTable(size_t first, size_t last);
  absl::Status CheckNames() const;
  bool IsCommonTable(const std::string& name) const;
  bool IsListWithAlias(size_t first) const;
  bool IsListAlias(size_t first, size_t last) const;

  std::vector<Token>& tokens_;
  const KnownTables& known_;
  size_t at_ = 0;
  int depth_ = 0;

  std::set<TableName> tables_;
  std::vector<size_t> parameters_;
  // Names that WITH gives to subqueries, those of the innermost query last.
  std::vector<std::string> common_tables_;
  // Names that WITH gives to lists of literals, in the same order: behind IN they are no tables.
  std::vector<std::string> list_aliases_;
  // Names that the statement itself gives: aliases, lambda arguments, windows.
  std::set<std::string> given_names_;
  std::vector<NameUse> uses_;
};

// DAY, HOURS: what may follow the number of an interval.
bool IsIntervalUnit(const Token& token);

}  // namespace aurora::query::guard

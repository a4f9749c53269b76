#include "services/query-engine/guard/select_parser.h"

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "libs/base/edit_distance.h"
#include "libs/base/text.h"
#include "services/query-engine/guard/functions.h"
#include "services/query-engine/guard/refusal.h"

namespace aurora::query::guard {
namespace {

#define AURORA_RETURN_IF_ERROR(expression)                    \
  do {                                                        \
    if (absl::Status status_ = (expression); !status_.ok()) { \
      return status_;                                         \
    }                                                         \
  } while (false)

// Databases that hold no analytics, whatever the catalog says.
constexpr std::array<std::string_view, 3> kClosedDatabases = {"system", "information_schema", "aurora"};

bool IsClosedDatabase(const std::string& name) {
  const std::string lower = absl::AsciiStrToLower(name);
  return std::find(kClosedDatabases.begin(), kClosedDatabases.end(), std::string_view(lower)) !=
         kClosedDatabases.end();
}

// Words behind a table that the engine takes for more than an alias: a join's kind, a stream without end, another reading of the
// name.
bool IsTableModifier(std::string_view upper) {
  constexpr std::array<std::string_view, 7> kWords = {"ANY", "ALL", "LOCAL", "STREAM", "NATURAL", "ONLY", "UUID"};
  return std::find(kWords.begin(), kWords.end(), upper) != kWords.end();
}

bool IsAllowedTableFunction(const Token& token) {
  return token.text == "numbers" || token.text == "generate_series" || token.text == "generateSeries";
}

}  // namespace

const Token& SelectParser::Peek(size_t ahead) const {
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

bool SelectParser::SkipKeyword(std::string_view word) {
  if (!AtKeyword(word)) return false;
  ++at_;
  return true;
}

bool SelectParser::SkipOperator(std::string_view op) {
  if (!AtOperator(op)) return false;
  ++at_;
  return true;
}

absl::Status SelectParser::Expect(std::string_view op) {
  return SkipOperator(op) ? absl::OkStatus() : Unexpected(base::StrCat("`", op, "`"));
}

absl::Status SelectParser::ExpectKeyword(std::string_view word) {
  return SkipKeyword(word) ? absl::OkStatus() : Unexpected(word);
}

absl::Status SelectParser::Unexpected(std::string_view wanted) const {
  const Token& token = Peek();
  if (token.IsKeyword("SETTINGS")) return Refuse("settings", "a query must not change settings");
  if (token.IsKeyword("FORMAT")) return Refuse("format", "leave FORMAT out; the caller chooses the format");
  if (token.IsKeyword("INTO") || token.IsKeyword("OUTFILE")) return Refuse("outfile", "a query must not write files");
  if (token.kind == TokenKind::kEnd) return SqlError(base::StrCat("the SQL ends where ", wanted, " was expected"));
  return SqlError(base::StrCat("`", token.raw, "` at byte ", token.offset + 1, " was not expected there; wanted ",
                               wanted));
}

absl::Status SelectParser::Enter() {
  if (depth_ >= kNestingMax) return Refuse("nesting", base::StrCat("more than ", kNestingMax, " levels are nested"));
  return absl::OkStatus();
}

absl::Status SelectParser::Parse() {
  const Token& first = Peek();
  if (first.kind == TokenKind::kEnd) return SqlError("there is no SQL");
  if (!first.IsKeyword("SELECT") && !first.IsKeyword("WITH") && !first.IsOperator("(")) {
    return Refuse("statement", base::StrCat("only SELECT (or WITH ... SELECT) is run, not `", first.raw, "`"));
  }
  for (const Token& token : tokens_) {
    // Whatever the place: no query needs it.
    if (token.IsKeyword("SETTINGS")) return Refuse("settings", "a query must not change settings");
  }
  AURORA_RETURN_IF_ERROR(Query());
  if (Peek().kind != TokenKind::kEnd) return Unexpected("the end");
  return CheckNames();
}

// [WITH ...] body
absl::Status SelectParser::Query() {
  AURORA_RETURN_IF_ERROR(Enter());
  ++depth_;
  const size_t outer = common_tables_.size();
  const size_t outer_lists = list_aliases_.size();
  if (AtKeyword("WITH")) AURORA_RETURN_IF_ERROR(WithList());
  AURORA_RETURN_IF_ERROR(QueryBody());
  common_tables_.resize(outer);
  list_aliases_.resize(outer_lists);
  --depth_;
  return absl::OkStatus();
}

absl::Status SelectParser::Subquery() {
  AURORA_RETURN_IF_ERROR(Expect("("));
  AURORA_RETURN_IF_ERROR(Query());
  return Expect(")");
}

absl::Status SelectParser::WithList() {
  ++at_;
  if (AtKeyword("RECURSIVE")) return Refuse("recursive", "WITH RECURSIVE is not run");
  do {
    // name AS (SELECT ...), or expression AS name
    if (Peek().IsName() && Peek(1).IsKeyword("AS") && Peek(2).IsOperator("(") &&
        (Peek(3).IsKeyword("SELECT") || Peek(3).IsKeyword("WITH") || Peek(3).IsOperator("("))) {
      const std::string name = Peek().text;
      if (IsRefusedFunctionName(name)) return Refuse("name", base::StrCat("`", name, "` names a function; choose another"));
      at_ += 2;
      AURORA_RETURN_IF_ERROR(Subquery());
      common_tables_.push_back(name);
      given_names_.insert(name);
    } else {
      const size_t first = at_;
      AURORA_RETURN_IF_ERROR(Expression());
      if (IsListWithAlias(first)) list_aliases_.push_back(tokens_[at_ - 1].text);
    }
  } while (SkipOperator(","));
  return absl::OkStatus();
}

// Whether the tokens from `first` to where we are are `(1, 2) AS name` or `[1, 2] AS name`, of literals only. A name that a table
// has as well is none: nobody should have to know which of the two the engine takes.
bool SelectParser::IsListWithAlias(size_t first) const {
  if (at_ < first + 5 || !tokens_[at_ - 2].IsKeyword("AS")) return false;
  const size_t last = at_ - 3;
  if (!(tokens_[first].IsOperator("(") && tokens_[last].IsOperator(")")) && !(tokens_[first].IsOperator("[") && tokens_[last].IsOperator("]"))) return false;
  for (size_t i = first; i <= last; ++i) {
    const Token& token = tokens_[i];
    const bool literal = token.kind == TokenKind::kNumber || token.kind == TokenKind::kText || token.kind == TokenKind::kParameter;
    const bool sign = token.IsOperator("(") || token.IsOperator(")") || token.IsOperator("[") || token.IsOperator("]") || token.IsOperator(",") ||
                      token.IsOperator("-") || token.IsOperator("+");
    if (!literal && !sign) return false;
  }
  const std::string& name = tokens_[at_ - 1].text;
  return !IsCommonTable(name) && known_.DatabasesWith(name).empty();
}

// core { UNION [ALL|DISTINCT] | INTERSECT | EXCEPT core }
absl::Status SelectParser::QueryBody() {
  while (true) {
    if (AtOperator("(")) {
      AURORA_RETURN_IF_ERROR(Subquery());
    } else {
      AURORA_RETURN_IF_ERROR(SelectCore());
    }
    if (!SkipKeyword("UNION") && !SkipKeyword("INTERSECT") && !SkipKeyword("EXCEPT")) return absl::OkStatus();
    if (!SkipKeyword("ALL")) SkipKeyword("DISTINCT");
  }
}

absl::Status SelectParser::SelectCore() {
  // A WITH that stands here (behind UNION) is this SELECT's alone: to the next one its name is a table's.
  const size_t outer = common_tables_.size();
  const size_t outer_lists = list_aliases_.size();
  if (AtKeyword("WITH")) AURORA_RETURN_IF_ERROR(WithList());
  AURORA_RETURN_IF_ERROR(ExpectKeyword("SELECT"));
  AURORA_RETURN_IF_ERROR(SelectList());
  if (SkipKeyword("FROM")) AURORA_RETURN_IF_ERROR(From());
  if (SkipKeyword("PREWHERE")) AURORA_RETURN_IF_ERROR(Expression());
  if (SkipKeyword("WHERE")) AURORA_RETURN_IF_ERROR(Expression());
  if (AtKeyword("GROUP")) AURORA_RETURN_IF_ERROR(GroupBy());
  if (SkipKeyword("HAVING")) AURORA_RETURN_IF_ERROR(Expression());
  if (SkipKeyword("WINDOW")) AURORA_RETURN_IF_ERROR(WindowList());
  if (SkipKeyword("QUALIFY")) AURORA_RETURN_IF_ERROR(Expression());
  if (AtKeyword("ORDER")) AURORA_RETURN_IF_ERROR(OrderBy());
  AURORA_RETURN_IF_ERROR(Limits());
  common_tables_.resize(outer);
  list_aliases_.resize(outer_lists);
  return absl::OkStatus();
}

absl::Status SelectParser::SelectList() {
  if (SkipKeyword("DISTINCT") && SkipKeyword("ON")) {
    AURORA_RETURN_IF_ERROR(Expect("("));
    AURORA_RETURN_IF_ERROR(ExpressionList());
    AURORA_RETURN_IF_ERROR(Expect(")"));
  }
  return ExpressionList(/*aliases_without_as=*/true);
}

absl::Status SelectParser::GroupBy() {
  ++at_;
  AURORA_RETURN_IF_ERROR(ExpectKeyword("BY"));
  if (!SkipKeyword("ALL")) {
    if (AtKeyword("GROUPING") && Peek(1).IsKeyword("SETS")) {
      at_ += 2;
      AURORA_RETURN_IF_ERROR(Expect("("));
      do {
        AURORA_RETURN_IF_ERROR(Expect("("));
        if (!AtOperator(")")) AURORA_RETURN_IF_ERROR(ExpressionList());
        AURORA_RETURN_IF_ERROR(Expect(")"));
      } while (SkipOperator(","));
      AURORA_RETURN_IF_ERROR(Expect(")"));
    } else {
      if ((AtKeyword("ROLLUP") || AtKeyword("CUBE")) && Peek(1).IsOperator("(")) ++at_;
      AURORA_RETURN_IF_ERROR(ExpressionList());
    }
  }
  while (AtKeyword("WITH") && (Peek(1).IsKeyword("TOTALS") || Peek(1).IsKeyword("ROLLUP") || Peek(1).IsKeyword("CUBE"))) {
    at_ += 2;
  }
  return absl::OkStatus();
}

absl::Status SelectParser::WindowList() {
  do {
    if (!Peek().IsName()) return Unexpected("the name of a window");
    given_names_.insert(Peek().text);
    ++at_;
    AURORA_RETURN_IF_ERROR(ExpectKeyword("AS"));
    AURORA_RETURN_IF_ERROR(Window());
  } while (SkipOperator(","));
  return absl::OkStatus();
}

absl::Status SelectParser::OrderBy() {
  ++at_;
  AURORA_RETURN_IF_ERROR(ExpectKeyword("BY"));
  if (SkipKeyword("ALL")) {
    if (!SkipKeyword("ASC")) SkipKeyword("DESC");
    return absl::OkStatus();
  }
  do {
    AURORA_RETURN_IF_ERROR(Expression());
    if (!SkipKeyword("ASC")) SkipKeyword("DESC");
    if (SkipKeyword("NULLS")) {
      if (!SkipKeyword("FIRST") && !SkipKeyword("LAST")) return Unexpected("FIRST or LAST");
    }
    if (SkipKeyword("COLLATE")) {
      if (Peek().kind != TokenKind::kText) return Unexpected("the name of a collation");
      ++at_;
    }
    if (AtKeyword("WITH") && Peek(1).IsKeyword("FILL")) AURORA_RETURN_IF_ERROR(WithFill());
  } while (SkipOperator(","));
  if (SkipKeyword("INTERPOLATE")) return Interpolate();
  return absl::OkStatus();
}

absl::Status SelectParser::WithFill() {
  at_ += 2;
  if (SkipKeyword("FROM")) AURORA_RETURN_IF_ERROR(Expression());
  if (SkipKeyword("TO")) AURORA_RETURN_IF_ERROR(Expression());
  if (SkipKeyword("STEP")) AURORA_RETURN_IF_ERROR(Expression());
  if (SkipKeyword("STALENESS")) AURORA_RETURN_IF_ERROR(Expression());
  return absl::OkStatus();
}

absl::Status SelectParser::Interpolate() {
  if (!SkipOperator("(")) return absl::OkStatus();
  do {
    if (!Peek().IsName()) return Unexpected("the name of a column");
    uses_.push_back({Peek().text, false, Peek().offset});
    ++at_;
    if (SkipKeyword("AS")) AURORA_RETURN_IF_ERROR(Expression());
  } while (SkipOperator(","));
  return Expect(")");
}

// LIMIT n [, m | OFFSET m] [WITH TIES] [BY ...], twice at most; OFFSET n [ROWS] [FETCH FIRST n ROWS ONLY|WITH TIES]
absl::Status SelectParser::Limits() {
  for (int i = 0; i < 2 && SkipKeyword("LIMIT"); ++i) {
    AURORA_RETURN_IF_ERROR(Expression());
    if (SkipOperator(",") || SkipKeyword("OFFSET")) AURORA_RETURN_IF_ERROR(Expression());
    if (AtKeyword("WITH") && Peek(1).IsKeyword("TIES")) at_ += 2;
    if (SkipKeyword("BY")) AURORA_RETURN_IF_ERROR(ExpressionList());
  }
  if (SkipKeyword("OFFSET")) {
    AURORA_RETURN_IF_ERROR(Expression());
    if (!SkipKeyword("ROW")) SkipKeyword("ROWS");
  }
  if (SkipKeyword("FETCH")) {
    if (!SkipKeyword("FIRST") && !SkipKeyword("NEXT")) return Unexpected("FIRST");
    AURORA_RETURN_IF_ERROR(Expression());
    if (!SkipKeyword("ROW") && !SkipKeyword("ROWS")) return Unexpected("ROWS");
    if (!SkipKeyword("ONLY")) {
      AURORA_RETURN_IF_ERROR(ExpectKeyword("WITH"));
      AURORA_RETURN_IF_ERROR(ExpectKeyword("TIES"));
    }
  }
  return absl::OkStatus();
}

absl::Status SelectParser::From() {
  AURORA_RETURN_IF_ERROR(TableElement());
  return Joins();
}

absl::Status SelectParser::TableElement() {
  if (AtOperator("(")) {
    AURORA_RETURN_IF_ERROR(Subquery());
  } else {
    AURORA_RETURN_IF_ERROR(TableReference());
  }
  AURORA_RETURN_IF_ERROR(TableAlias());
  SkipKeyword("FINAL");
  if (SkipKeyword("SAMPLE")) {
    AURORA_RETURN_IF_ERROR(Expression());
    if (SkipKeyword("OFFSET")) AURORA_RETURN_IF_ERROR(Expression());
  }
  return absl::OkStatus();
}

absl::Status SelectParser::TableAlias() {
  const bool as = SkipKeyword("AS");
  if (Peek().IsName() && !(Peek().kind == TokenKind::kWord && (IsReservedWord(Peek().extra) || IsTableModifier(Peek().extra)))) {
    if (IsRefusedFunctionName(Peek().text)) {
      return Refuse("name", base::StrCat("`", Peek().text, "` names a function; choose another alias"));
    }
    given_names_.insert(Peek().text);
    ++at_;
    return absl::OkStatus();
  }
  return as ? Unexpected("an alias") : absl::OkStatus();
}

absl::Status SelectParser::TableReference() {
  if (Peek().kind == TokenKind::kParameter) return Refuse("table", "a table must be named, not given as a parameter");
  if (!Peek().IsName()) return Unexpected("a table");
  if (Peek().kind == TokenKind::kWord && IsReservedWord(Peek().extra)) return Unexpected("a table");
  if (Peek(1).IsOperator("(")) {
    if (!IsAllowedTableFunction(Peek())) {
      return Refuse("table function", base::StrCat("the table function `", Peek().text, "` is not run; query tables"));
    }
    given_names_.insert("number");
    given_names_.insert("generate_series");
    at_ += 2;
    if (!AtOperator(")")) AURORA_RETURN_IF_ERROR(ExpressionList());
    return Expect(")");
  }
  const size_t first = at_;
  ++at_;
  while (AtOperator(".") && Peek(1).IsName()) at_ += 2;
  const size_t last = at_ - 1;
  if (AtOperator(".") || AtOperator("(")) return Unexpected("a table");
  const size_t before = tokens_.size();
  AURORA_RETURN_IF_ERROR(ResolveTable(first, last));
  at_ += tokens_.size() - before;
  return absl::OkStatus();
}

bool SelectParser::IsCommonTable(const std::string& name) const {
  return std::find(common_tables_.begin(), common_tables_.end(), name) != common_tables_.end();
}

// tokens_[first..last] is name or database.name.
absl::Status SelectParser::ResolveTable(size_t first, size_t last) {
  const std::string head = tokens_[first].text;
  if (last == first) {
    if (IsCommonTable(head)) return absl::OkStatus();
    const std::vector<std::string> databases = known_.DatabasesWith(head);
    if (databases.size() == 1) {
      tables_.insert({databases[0], head});
      given_names_.insert(head);
      Token database;
      database.kind = TokenKind::kQuotedName;
      database.text = databases[0];
      database.raw = base::StrCat("`", databases[0], "`");
      database.offset = tokens_[first].offset;
      Token dot;
      dot.kind = TokenKind::kOperator;
      dot.raw = ".";
      dot.text = ".";
      tokens_.insert(tokens_.begin() + static_cast<std::ptrdiff_t>(first), {database, dot});
      return absl::OkStatus();
    }
    if (databases.size() > 1) {
      return SqlError(base::StrCat("table ", head, " is in several databases (", absl::StrJoin(databases, ", "),
                                   "); write database.", head));
    }
    std::string nearest = base::Nearest(head, known_.Names());
    for (const std::string& name : known_.Names()) {
      const std::string table = name.substr(name.find('.') + 1);
      if (nearest.empty() && base::Nearest(head, {table}) == table) nearest = name;
    }
    return UnknownName(base::StrCat("table ", head, " is unknown",
                                 nearest.empty() ? "; write database.table" : base::StrCat("; did you mean ", nearest, "?")));
  }
  const std::string name = base::StrCat(head, ".", tokens_[first + 2].text);
  if (IsClosedDatabase(head)) {
    return Refuse("table", base::StrCat("tables of the database ", head, " are not open to queries"));
  }
  if (last != first + 2) return SqlError(base::StrCat("a table is written database.table, not ", name, ".…"));
  const TableName table{head, tokens_[first + 2].text};
  if (known_.Columns(table) == nullptr) {
    const std::string nearest = base::Nearest(name, known_.Names());
    return UnknownName(base::StrCat("table ", name, " is unknown",
                                 nearest.empty() ? "" : base::StrCat("; did you mean ", nearest, "?")));
  }
  tables_.insert(table);
  given_names_.insert(table.second);
  given_names_.insert(head);
  return absl::OkStatus();
}

absl::Status SelectParser::Joins() {
  while (true) {
    if (SkipOperator(",")) {
      AURORA_RETURN_IF_ERROR(TableElement());
      continue;
    }
    const size_t start = at_;
    if (AtKeyword("GLOBAL")) return Refuse("global", "GLOBAL joins are not run");
    if ((AtKeyword("LEFT") && Peek(1).IsKeyword("ARRAY")) || AtKeyword("ARRAY")) {
      SkipKeyword("LEFT");
      ++at_;
      AURORA_RETURN_IF_ERROR(ExpectKeyword("JOIN"));
      AURORA_RETURN_IF_ERROR(ExpressionList());
      continue;
    }
    static constexpr std::array<std::string_view, 12> kKinds = {"INNER", "LEFT", "RIGHT", "FULL", "OUTER", "CROSS",
                                                                "ANY",   "ALL",  "ASOF",  "SEMI", "ANTI",  "PASTE"};
    while (std::any_of(kKinds.begin(), kKinds.end(), [this](std::string_view kind) { return AtKeyword(kind); })) ++at_;
    if (!SkipKeyword("JOIN")) {
      return at_ == start ? absl::OkStatus() : Unexpected("JOIN");
    }
    AURORA_RETURN_IF_ERROR(TableElement());
    AURORA_RETURN_IF_ERROR(JoinCondition());
  }
}

absl::Status SelectParser::JoinCondition() {
  if (SkipKeyword("ON")) return Expression();
  if (!SkipKeyword("USING")) return absl::OkStatus();
  const bool parenthesised = SkipOperator("(");
  AURORA_RETURN_IF_ERROR(ExpressionList());
  return parenthesised ? Expect(")") : absl::OkStatus();
}

// Every name must be one that the statement or its tables give: the engine also takes names of functions for
// names (`user`, `arrayMap(file, ...)`).
absl::Status SelectParser::CheckNames() const {
  std::vector<std::string> columns;
  std::set<std::string> names = given_names_;
  names.insert(common_tables_.begin(), common_tables_.end());
  for (const TableName& table : tables_) {
    for (const std::string& column : *known_.Columns(table)) {
      names.insert(column);
      columns.push_back(column);
      // Nested and JSON columns: the part before the first dot is a name as well.
      names.insert(column.substr(0, column.find('.')));
    }
  }
  for (const NameUse& use : uses_) {
    if (names.count(use.first) > 0) continue;
    if (use.compound && IsClosedDatabase(use.first)) {
      return Refuse("table", base::StrCat("tables of the database ", use.first, " are not open to queries"));
    }
    // Also what the engine could take for a function (`user`, `nothing`): to who wrote it, it is a column that is not there.
    const std::string nearest = base::Nearest(use.first, columns);
    return UnknownName(base::StrCat("column ", use.first, " at byte ", use.offset + 1, " is unknown",
                                 nearest.empty() ? "" : base::StrCat("; did you mean ", nearest, "?")));
  }
  return absl::OkStatus();
}

}  // namespace aurora::query::guard

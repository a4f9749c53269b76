#include "services/query-engine/language/glossary/definition.h"

#include <set>

#include "libs/base/edit_distance.h"
#include "libs/base/text.h"
#include "services/query-engine/guard/functions.h"
#include "services/query-engine/guard/select_parser.h"
#include "services/query-engine/guard/token.h"
#include "services/query-engine/language/print/expression_printer.h"

namespace aurora::query::language {
namespace {

using guard::Token;
using guard::TokenKind;
using Part = Defined::Part;
using Piece = Defined::Piece;

absl::Status Wrong(std::string_view what) { return absl::InvalidArgumentError(base::StrCat("definition: ", what)); }

std::string QualifiedName(const Source& table) { return base::StrCat(PrintName(table.database), ".", PrintName(table.table)); }

// Reads the tokens of an expression from left to right; what is not known to be harmless is refused.
class DefinitionReader {
 public:
  DefinitionReader(const std::vector<Token>& tokens, const Source& table, const std::set<std::string>& columns)
      : tokens_(tokens), table_(table), columns_(columns) {}

  absl::Status Run() {
    while (Peek().kind != TokenKind::kEnd) {
      if (absl::Status read = Next(); !read.ok()) return read;
    }
    return absl::OkStatus();
  }

  std::vector<Piece> TakePieces() { return std::move(pieces_); }
  bool aggregates() const { return aggregates_; }
  bool condition() const { return condition_; }
  const std::string& bare_column() const { return bare_column_; }

 private:
  struct Bracket {
    bool aggregate = false;
    // Of a parametric aggregate: its arguments come in the next pair.
    bool parameters = false;
    // sumIf(x, c): where the condition begins.
    bool conditional = false;
    bool empty = true;
    // Piece after the last comma.
    size_t last_argument = 0;
  };

  const Token& Peek(size_t ahead = 0) const { return tokens_[std::min(at_ + ahead, tokens_.size() - 1)]; }

  bool Blank() const {
    if (at_ == 0) return false;
    const Token& token = tokens_[at_];
    const Token& before = tokens_[at_ - 1];
    for (const char* glued : {".", ",", ")", "]", "::"}) {
      if (token.IsOperator(glued)) return false;
    }
    for (const char* glued : {".", "(", "[", "::"}) {
      if (before.IsOperator(glued)) return false;
    }
    return !(token.IsOperator("(") && (before.IsName() || before.IsOperator(")")));
  }

  void Push(Part part, std::string text) {
    pieces_.push_back({part, std::move(text), Blank()});
    if (!brackets_.empty()) brackets_.back().empty = false;
    ++at_;
  }

  absl::Status Next() {
    const Token& token = Peek();
    switch (token.kind) {
      case TokenKind::kParameter:
        return Wrong(base::StrCat("{", token.text, "} is a parameter; write its value"));
      case TokenKind::kNumber:
      case TokenKind::kText:
        Push(Part::kText, token.raw);
        return absl::OkStatus();
      case TokenKind::kOperator:
        return Operator();
      case TokenKind::kQuotedName:
        return Column();
      default:
        return Word();
    }
  }

  absl::Status Operator() {
    const Token& token = Peek();
    if (token.IsOperator("(")) {
      Open({});
      return absl::OkStatus();
    }
    if (token.IsOperator(")")) return Close();
    if (token.IsOperator("->")) return Wrong("`->` is not taken here; write the expression without a lambda");
    if (token.IsOperator("*") && !brackets_.empty() && brackets_.back().empty) {
      if (!Peek(1).IsOperator(")")) return Wrong("`*` stands for no column here; name one");
      ++at_;  // count(*) is count()
      return absl::OkStatus();
    }
    if (token.IsOperator("*") && pieces_.empty()) return Wrong("`*` stands for no column here; name one");
    static const auto& comparisons = *new std::set<std::string>{"=", "==", "!=", "<>", "<", ">", "<=", ">="};
    if (comparisons.count(token.raw) > 0 && !InAggregate()) condition_ = true;
    const bool comma = token.IsOperator(",");
    Push(Part::kText, token.raw);
    if (comma && !brackets_.empty()) brackets_.back().last_argument = pieces_.size();
    return absl::OkStatus();
  }

  bool InAggregate() const {
    for (const Bracket& bracket : brackets_) {
      if (bracket.aggregate) return true;
    }
    return false;
  }

  void Open(Bracket bracket) {
    Push(Part::kText, "(");
    bracket.last_argument = pieces_.size();
    brackets_.push_back(bracket);
  }

  absl::Status Close() {
    if (brackets_.empty()) return Wrong("a bracket closes that was not opened");
    const Bracket bracket = brackets_.back();
    if (bracket.conditional && bracket.last_argument < pieces_.size()) {
      // Its condition and another one: sumIf(x, (a OR b) AND ...)
      pieces_.insert(pieces_.begin() + static_cast<std::ptrdiff_t>(bracket.last_argument), {Part::kText, "(", true});
      pieces_[bracket.last_argument + 1].blank = false;
      pieces_.push_back({Part::kText, ")", false});
    }
    brackets_.pop_back();
    const bool ends = bracket.aggregate && !bracket.parameters;
    Push(!ends ? Part::kText : bracket.conditional ? Part::kConditionEnd : bracket.empty ? Part::kAggregateEndEmpty : Part::kAggregateEnd, ")");
    if (bracket.parameters) Open({bracket.aggregate, false, bracket.conditional});
    return absl::OkStatus();
  }

  absl::Status Word() {
    static const auto& keywords = *new std::set<std::string>{"AND",  "OR",  "NOT",  "IN",   "LIKE", "ILIKE", "BETWEEN", "IS",    "NULL", "CASE",
                                                             "WHEN", "THEN", "ELSE", "END", "DIV",  "MOD",   "TRUE",    "FALSE", "AS"};
    static const auto& conditions = *new std::set<std::string>{"AND", "OR", "NOT", "IN", "LIKE", "ILIKE", "BETWEEN", "IS"};
    const Token& token = Peek();
    if (token.extra == "SELECT" || token.extra == "WITH") return Wrong("a definition reads one table by its columns; leave the inner query out");
    if (token.extra == "OVER" || token.extra == "FILTER") return Wrong(base::StrCat("`", token.raw, "` is not taken here; use an aggregate such as sumIf(x, condition)"));
    if (token.extra == "DISTINCT") return Wrong("write uniqExact(x) instead of count(DISTINCT x)");
    if (Peek(1).IsOperator("(") && keywords.count(token.extra) == 0) return Call();
    if (keywords.count(token.extra) > 0) {
      if (conditions.count(token.extra) > 0 && !InAggregate()) condition_ = true;
      const bool type = token.extra == "AS";
      const bool in = token.extra == "IN";
      if (type && brackets_.empty()) return Wrong("leave the alias out; the term is the name");
      Push(Part::kText, token.raw);
      if (type) return Type();
      // The engine takes a lone name for a table.
      if (in && !(Peek().IsOperator("(") && (Peek(1).kind == TokenKind::kText || Peek(1).kind == TokenKind::kNumber || Peek(1).IsOperator("-")))) {
        return Wrong("after IN comes a list of values, e.g. ('a', 'b')");
      }
      return absl::OkStatus();
    }
    if (at_ > 0 && tokens_[at_ - 1].IsOperator("::")) return Type();
    if (token.extra == "INTERVAL") {
      Push(Part::kText, token.raw);
      if (Peek().kind != TokenKind::kNumber && Peek().kind != TokenKind::kText) return Wrong("after INTERVAL come a number and a unit, e.g. INTERVAL 30 DAY");
      Push(Part::kText, Peek().raw);
      if (guard::IsIntervalUnit(Peek())) Push(Part::kText, Peek().raw);
      return absl::OkStatus();
    }
    return Column();
  }

  // A type's name and what it has in brackets; the guard checks it.
  absl::Status Type() {
    if (!Peek().IsName()) return Wrong("the name of a type was expected");
    Push(Part::kText, Peek().raw);
    if (!Peek().IsOperator("(")) return absl::OkStatus();
    for (int depth = 0; Peek().kind != TokenKind::kEnd;) {
      if (Peek().IsOperator("(")) ++depth;
      if (Peek().IsOperator(")")) --depth;
      Push(Part::kText, Peek().raw);
      if (depth == 0) break;
    }
    return absl::OkStatus();
  }

  absl::Status Call() {
    const Token& token = Peek();
    std::string name = token.text;
    bool conditional = false;
    bool aggregate = guard::IsAggregateFunction(name);
    for (std::string_view combinator : {"OrNull", "OrDefault", "If", "Distinct"}) {
      if (aggregate || name.size() <= combinator.size() || !name.ends_with(combinator)) continue;
      name.resize(name.size() - combinator.size());
      conditional = conditional || combinator == "If";
      aggregate = guard::IsAggregateFunction(name);
    }
    if (aggregate && InAggregate()) return Wrong(base::StrCat("`", token.raw, "` stands within another aggregate; an aggregate is taken of columns"));
    aggregates_ = aggregates_ || aggregate;
    // quantile(0.9)(x)
    bool parameters = false;
    if (aggregate) {
      int depth = 0;
      for (size_t ahead = 1; Peek(ahead).kind != TokenKind::kEnd; ++ahead) {
        if (Peek(ahead).IsOperator("(")) ++depth;
        if (!Peek(ahead).IsOperator(")") || --depth > 0) continue;
        parameters = Peek(ahead + 1).IsOperator("(");
        break;
      }
    }
    Push(aggregate && !conditional ? Part::kAggregate : Part::kText, token.raw);
    Open({aggregate, parameters, conditional});
    return absl::OkStatus();
  }

  // column, or table.column
  absl::Status Column() {
    if (Peek().text == table_.table && Peek(1).IsOperator(".") && columns_.count(Peek().text) == 0) {
      at_ += 2;
      if (!Peek().IsName()) return Wrong("a column was expected");
    }
    const Token& token = Peek();
    if (columns_.count(token.text) == 0) {
      const std::string nearest = base::Nearest(token.text, {columns_.begin(), columns_.end()});
      return Wrong(base::StrCat("table ", table_.database, ".", table_.table, " has no column ", token.text,
                                nearest.empty() ? "" : base::StrCat("; did you mean ", nearest, "?")));
    }
    if (pieces_.empty() && Peek(1).kind == TokenKind::kEnd) bare_column_ = token.text;
    Push(Part::kColumn, token.text);
    return absl::OkStatus();
  }

  const std::vector<Token>& tokens_;
  const Source& table_;
  const std::set<std::string>& columns_;
  size_t at_ = 0;
  std::vector<Piece> pieces_;
  std::vector<Bracket> brackets_;
  bool aggregates_ = false;
  bool condition_ = false;
  std::string bare_column_;
};

std::string Print(const std::vector<Piece>& pieces, const std::string& within) {
  std::string text;
  for (const Piece& piece : pieces) PrintPiece(piece, piece.part == Part::kColumn ? PrintName(piece.text) : piece.text, within, &text);
  return text;
}

}  // namespace

absl::StatusOr<std::vector<Piece>> ReadDefinition(std::string_view sql, TermKind kind, const Source& table, const guard::KnownTables& known) {
  const std::set<std::string>* columns = known.Columns({table.database, table.table});
  if (columns == nullptr) {
    const std::string name = base::StrCat(table.database, ".", table.table);
    const std::string nearest = base::Nearest(name, known.Names());
    return absl::InvalidArgumentError(base::StrCat("table: ", name, " is unknown", nearest.empty() ? "; see the list of tables" : base::StrCat("; did you mean ", nearest, "?")));
  }
  absl::StatusOr<std::vector<Token>> tokens = guard::Tokenize(sql);
  if (!tokens.ok()) return tokens.status();
  DefinitionReader reader(*tokens, table, *columns);
  if (absl::Status read = reader.Run(); !read.ok()) return read;
  const bool condition = reader.condition() || tokens->size() == 2 || (tokens->size() > 2 && (*tokens)[1].IsOperator("("));
  if (kind == TermKind::kMeasure && !reader.aggregates()) {
    return Wrong("a measure gives one number of many rows; use an aggregate, e.g. sum(total), or make it a filter");
  }
  if (kind == TermKind::kFilter && reader.aggregates()) return Wrong("a filter looks at one row; leave the aggregate out, or make it a measure");
  if (kind == TermKind::kFilter && !condition) return Wrong("a filter is a condition on a row, e.g. tier = 'gold'");
  std::vector<Piece> pieces = reader.TakePieces();
  // The guard reads it as part of a query that knows this one table.
  guard::KnownTables one;
  one.Add({table.database, table.table}, *columns);
  if (auto checked = guard::SqlGuard::Check(TrialQuery(pieces, kind, table), one); !checked.ok()) return checked.status();
  return pieces;
}

guard::UncheckedSql TrialQuery(const std::vector<Piece>& pieces, TermKind kind, const Source& table) {
  const std::string from = QualifiedName(table);
  if (kind == TermKind::kFilter) return {base::StrCat("SELECT count() FROM ", from, " WHERE (", Print(pieces, ""), ")"), {}};
  return {base::StrCat("SELECT (", Print(pieces, ""), ") AS a, (", Print(pieces, "1 = 1"), ") AS b FROM ", from), {}};
}

}  // namespace aurora::query::language

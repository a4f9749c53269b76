#include <algorithm>
#include <array>

#include "libs/base/text.h"
#include "services/query-engine/guard/functions.h"
#include "services/query-engine/guard/refusal.h"
#include "services/query-engine/guard/select_parser.h"

namespace aurora::query::guard {
namespace {

#define AURORA_RETURN_IF_ERROR(expression)                    \
  do {                                                        \
    if (absl::Status status_ = (expression); !status_.ok()) { \
      return status_;                                         \
    }                                                         \
  } while (false)

constexpr std::array<std::string_view, 16> kBinaryOperators = {"+", "-", "*", "/", "%",  "||", "=",  "==",
                                                               "!=", "<>", "<", ">", "<=", ">=", "->", "<=>"};

}  // namespace

// A chain of operands and operators. Which operator binds stronger does not matter here.
absl::Status SelectParser::Expression(Shape* shape) {
  AURORA_RETURN_IF_ERROR(Enter());
  ++depth_;
  Shape own;
  AURORA_RETURN_IF_ERROR(Operand(&own));
  while (true) {
    if (AtKeyword("AS")) {
      AURORA_RETURN_IF_ERROR(Alias());
      continue;  // what was named keeps its shape
    }
    bool taken = false;
    AURORA_RETURN_IF_ERROR(BinaryOperator(&taken));
    if (!taken) break;
    own.lone_name = false;
  }
  --depth_;
  if (shape != nullptr) *shape = own;
  return absl::OkStatus();
}

absl::Status SelectParser::ExpressionList(bool aliases_without_as) {
  do {
    AURORA_RETURN_IF_ERROR(Expression());
    if (aliases_without_as && Peek().IsName() &&
        !(Peek().kind == TokenKind::kWord && IsReservedWord(Peek().extra))) {
      if (IsRefusedFunctionName(Peek().text)) {
        return Refuse("name", base::StrCat("`", Peek().text, "` names a function; choose another alias"));
      }
      given_names_.insert(Peek().text);
      ++at_;
    }
  } while (SkipOperator(","));
  return absl::OkStatus();
}

absl::Status SelectParser::Alias() {
  ++at_;
  if (!Peek().IsName() || (Peek().kind == TokenKind::kWord && IsReservedWord(Peek().extra))) {
    return Unexpected("an alias");
  }
  // "events.version AS version": the column keeps its name, which is checked where it is used.
  const bool own_name = at_ > 2 && tokens_[at_ - 2].IsName() && tokens_[at_ - 2].text == Peek().text && tokens_[at_ - 3].IsOperator(".");
  if (!own_name && IsRefusedFunctionName(Peek().text)) {
    return Refuse("name", base::StrCat("`", Peek().text, "` names a function; choose another alias"));
  }
  given_names_.insert(Peek().text);
  ++at_;
  return absl::OkStatus();
}

absl::Status SelectParser::BinaryOperator(bool* taken) {
  *taken = true;
  for (std::string_view op : kBinaryOperators) {
    if (!AtOperator(op)) continue;
    ++at_;
    return Operand(nullptr);
  }
  if (SkipOperator("?")) {
    AURORA_RETURN_IF_ERROR(Expression());
    AURORA_RETURN_IF_ERROR(Expect(":"));
    return Operand(nullptr);
  }
  if (AtKeyword("AND") || AtKeyword("OR") || AtKeyword("DIV") || AtKeyword("MOD")) {
    ++at_;
    return Operand(nullptr);
  }
  if (SkipKeyword("IS")) {
    SkipKeyword("NOT");
    if (SkipKeyword("NULL") || SkipKeyword("TRUE") || SkipKeyword("FALSE")) return absl::OkStatus();
    AURORA_RETURN_IF_ERROR(ExpectKeyword("DISTINCT"));
    AURORA_RETURN_IF_ERROR(ExpectKeyword("FROM"));
    return Operand(nullptr);
  }
  if (AtKeyword("GLOBAL")) return Refuse("global", "GLOBAL IN is not run");
  const size_t ahead = AtKeyword("NOT") ? 1 : 0;
  const Token& word = Peek(ahead);
  if (word.IsKeyword("IN")) {
    at_ += ahead + 1;
    return AfterIn();
  }
  if (word.IsKeyword("LIKE") || word.IsKeyword("ILIKE") || word.IsKeyword("REGEXP") || word.IsKeyword("RLIKE") ||
      word.IsKeyword("BETWEEN")) {
    // BETWEEN's AND is read as one more operator.
    at_ += ahead + 1;
    return Operand(nullptr);
  }
  *taken = false;
  return absl::OkStatus();
}

// `WITH (1, 2) AS list`, in the query that we are in or one around it.
bool SelectParser::IsListAlias(size_t first, size_t last) const {
  return first == last && std::find(list_aliases_.begin(), list_aliases_.end(), tokens_[first].text) != list_aliases_.end();
}

// The engine takes a lone name after IN, even in parentheses, for a table, unless the query gives it to a list.
absl::Status SelectParser::AfterIn() {
  Shape shape;
  AURORA_RETURN_IF_ERROR(Operand(&shape));
  if (!shape.lone_name || IsListAlias(shape.first, shape.last)) return absl::OkStatus();
  const size_t before = tokens_.size();
  AURORA_RETURN_IF_ERROR(ResolveTable(shape.first, shape.last));
  at_ += tokens_.size() - before;
  return absl::OkStatus();
}

absl::Status SelectParser::Operand(Shape* shape) {
  Shape own;
  int signs = 0;
  while (AtOperator("-") || AtOperator("+") || (AtKeyword("NOT") && !Peek(1).IsOperator("("))) {
    ++at_;
    if (++signs > kNestingMax) return Refuse("nesting", "too many signs in a row");
  }
  AURORA_RETURN_IF_ERROR(Primary(&own));
  const size_t end = at_;
  AURORA_RETURN_IF_ERROR(Postfix(&own));
  if (signs > 0 || at_ != end) own.lone_name = false;
  if (shape != nullptr) *shape = own;
  return absl::OkStatus();
}

absl::Status SelectParser::Postfix(Shape* shape) {
  while (true) {
    if (SkipOperator("[")) {
      AURORA_RETURN_IF_ERROR(Expression());
      AURORA_RETURN_IF_ERROR(Expect("]"));
    } else if (SkipOperator("::")) {
      AURORA_RETURN_IF_ERROR(TypeName());
    } else if (AtOperator(".") && CanHaveElements(tokens_, at_) &&
               (Peek(1).IsName() || Peek(1).kind == TokenKind::kNumber)) {
      // Not so behind a literal: `1 .x` would be printed as `1.x`, which starts with the number `1.`.
      if (Peek(2).IsOperator("(")) return Refuse("function", "a function's name has no dots");
      at_ += 2;
    } else {
      return absl::OkStatus();
    }
    if (shape != nullptr) shape->lone_name = false;
  }
}

absl::Status SelectParser::Primary(Shape* shape) {
  const Token& token = Peek();
  switch (token.kind) {
    case TokenKind::kNumber:
    case TokenKind::kText:
      ++at_;
      return absl::OkStatus();
    case TokenKind::kParameter:
      parameters_.push_back(at_);
      ++at_;
      return absl::OkStatus();
    case TokenKind::kOperator:
      if (AtOperator("(")) return Parenthesised(shape);
      if (AtOperator("*")) return Star();
      if (SkipOperator("[")) {
        if (!AtOperator("]")) AURORA_RETURN_IF_ERROR(ExpressionList());
        return Expect("]");
      }
      return Unexpected("an expression");
    case TokenKind::kQuotedName:
      return NameOrCall(shape);
    case TokenKind::kEnd:
      return Unexpected("an expression");
    case TokenKind::kWord:
      break;
  }
  if (token.extra == "CASE") return Case();
  if (token.extra == "NULL" || token.extra == "TRUE" || token.extra == "FALSE") {
    ++at_;
    return absl::OkStatus();
  }
  if (token.extra == "EXISTS" && Peek(1).IsOperator("(")) {
    ++at_;
    return Subquery();
  }
  if ((token.extra == "DATE" || token.extra == "TIMESTAMP") && Peek(1).kind == TokenKind::kText) {
    at_ += 2;
    return absl::OkStatus();
  }
  if (token.extra == "INTERVAL" && (Peek(1).kind == TokenKind::kText || Peek(1).kind == TokenKind::kNumber ||
                                    Peek(1).kind == TokenKind::kParameter || Peek(1).IsOperator("(") ||
                                    Peek(1).IsOperator("-") || (Peek(1).IsName() && IsIntervalUnit(Peek(2))))) {
    return Interval();
  }
  if ((token.extra == "CURRENT_DATE" || token.extra == "CURRENT_TIMESTAMP") && !Peek(1).IsOperator("(")) {
    ++at_;
    return absl::OkStatus();
  }
  if ((token.extra == "LEFT" || token.extra == "RIGHT" || token.extra == "MOD" || token.extra == "LIKE" ||
       token.extra == "ILIKE" || token.extra == "NOT" || token.extra == "FORMAT") &&
      Peek(1).IsOperator("(")) {
    return Call(at_);  // words that are functions too
  }
  if (IsReservedWord(token.extra)) return Unexpected("an expression");
  return NameOrCall(shape);
}

absl::Status SelectParser::Parenthesised(Shape* shape) {
  if (Peek(1).IsKeyword("SELECT") || Peek(1).IsKeyword("WITH")) return Subquery();
  const size_t first = at_;
  ++at_;
  AURORA_RETURN_IF_ERROR(Expression(shape));
  if (AtOperator(",")) shape->lone_name = false;
  while (SkipOperator(",")) {
    if (AtOperator(")")) break;  // (x,) is a tuple of one
    AURORA_RETURN_IF_ERROR(Expression());
  }
  AURORA_RETURN_IF_ERROR(Expect(")"));
  if (AtOperator("->")) {  // (x, y) -> ...
    for (size_t i = first; i < at_; ++i) {
      if (!tokens_[i].IsName()) continue;
      if (IsRefusedFunctionName(tokens_[i].text)) {
        return Refuse("name", base::StrCat("`", tokens_[i].text, "` names a function; choose another"));
      }
      given_names_.insert(tokens_[i].text);
    }
  }
  return absl::OkStatus();
}

absl::Status SelectParser::NameOrCall(Shape* shape) {
  const size_t name = at_;
  if (Peek(1).IsOperator("(")) return Call(name);
  ++at_;
  while (AtOperator(".") && (Peek(1).IsName() || Peek(1).kind == TokenKind::kNumber)) at_ += 2;
  if (AtOperator("(")) return Refuse("function", "a function's name has no dots");
  if (AtOperator(".") && Peek(1).IsOperator("*")) {  // table.*
    uses_.push_back({tokens_[name].text, true, tokens_[name].offset});
    at_ += 2;
    return StarModifiers();
  }
  if (AtOperator("->")) {
    if (IsRefusedFunctionName(tokens_[name].text)) {
      return Refuse("name", base::StrCat("`", tokens_[name].text, "` names a function; choose another"));
    }
    given_names_.insert(tokens_[name].text);
    return absl::OkStatus();
  }
  uses_.push_back({tokens_[name].text, at_ - name > 1, tokens_[name].offset});
  shape->lone_name = true;
  shape->first = name;
  shape->last = at_ - 1;
  return absl::OkStatus();
}

absl::Status SelectParser::Star() {
  ++at_;
  return StarModifiers();
}

// * [EXCEPT (a, b) | EXCEPT a] [REPLACE (e AS a)] [APPLY f]
absl::Status SelectParser::StarModifiers() {
  while (true) {
    if (AtKeyword("EXCEPT") && !Peek(1).IsKeyword("SELECT") && !Peek(1).IsKeyword("ALL") &&
        !(Peek(1).IsOperator("(") && Peek(2).IsKeyword("SELECT"))) {
      ++at_;
      const bool parenthesised = SkipOperator("(");
      AURORA_RETURN_IF_ERROR(ExpressionList());
      if (parenthesised) AURORA_RETURN_IF_ERROR(Expect(")"));
    } else if (AtKeyword("REPLACE")) {
      ++at_;
      const bool parenthesised = SkipOperator("(");
      AURORA_RETURN_IF_ERROR(ExpressionList());
      if (parenthesised) AURORA_RETURN_IF_ERROR(Expect(")"));
    } else if (SkipKeyword("APPLY")) {
      const bool parenthesised = SkipOperator("(");
      if (parenthesised && Peek(1).IsOperator("->")) {
        AURORA_RETURN_IF_ERROR(Expression());
      } else {
        if (!Peek().IsName() || !IsAllowedFunction(Peek().text)) {
          return Refuse("function", base::StrCat("`", Peek().raw, "` is not applied to columns"));
        }
        ++at_;
        if (AtOperator("(")) return Refuse("function", "APPLY takes the name of a function only");
      }
      if (parenthesised) AURORA_RETURN_IF_ERROR(Expect(")"));
    } else {
      return absl::OkStatus();
    }
  }
}

absl::Status SelectParser::Case() {
  ++at_;
  if (!AtKeyword("WHEN")) AURORA_RETURN_IF_ERROR(Expression());
  if (!AtKeyword("WHEN")) return Unexpected("WHEN");
  while (SkipKeyword("WHEN")) {
    AURORA_RETURN_IF_ERROR(Expression());
    AURORA_RETURN_IF_ERROR(ExpectKeyword("THEN"));
    AURORA_RETURN_IF_ERROR(Expression());
  }
  if (SkipKeyword("ELSE")) AURORA_RETURN_IF_ERROR(Expression());
  return ExpectKeyword("END");
}

}  // namespace aurora::query::guard

#include <algorithm>
#include <array>

#include "absl/strings/ascii.h"
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

// Functions whose argument of this position (from 0; kLast: the last one) is a type as text.
struct TypeArgument {
  std::string_view function;
  size_t position;
};
constexpr size_t kLast = SIZE_MAX;
constexpr std::array<TypeArgument, 12> kTypeArguments = {{{"cast", 1},
                                                          {"accuratecast", 1},
                                                          {"accuratecastornull", 1},
                                                          {"accuratecastordefault", 1},
                                                          {"reinterpret", 1},
                                                          {"defaultvalueoftypename", 0},
                                                          {"dynamicelement", 1},
                                                          {"variantelement", 1},
                                                          {"jsonextract", kLast},
                                                          {"jsonextractcaseinsensitive", kLast},
                                                          {"jsonextractkeysandvalues", kLast},
                                                          {"jsonextractkeysandvaluescaseinsensitive", kLast}}};

constexpr std::array<std::string_view, 18> kIntervalUnits = {
    "NANOSECOND", "MICROSECOND", "MILLISECOND", "SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH",
    "QUARTER",    "YEAR",        "SECONDS",     "MINUTES", "HOURS", "DAYS", "WEEKS", "MONTHS", "YEARS"};

}  // namespace

bool IsIntervalUnit(const Token& token) {
  return token.kind == TokenKind::kWord &&
         std::find(kIntervalUnits.begin(), kIntervalUnits.end(), std::string_view(token.extra)) != kIntervalUnits.end();
}

absl::Status SelectParser::Call(size_t name) {
  const Token function = tokens_[name];
  bool special = false;
  AURORA_RETURN_IF_ERROR(SpecialCall(&special));
  if (special) return absl::OkStatus();
  if (!IsAllowedFunction(function.text)) {
    return Refuse("function", base::StrCat("the function `", function.text, "` is not on the list of allowed functions"));
  }
  ++at_;
  AURORA_RETURN_IF_ERROR(CallArguments(function));
  // quantile(0.9)(x)
  if (AtOperator("(")) AURORA_RETURN_IF_ERROR(CallArguments(function));
  return CallTail();
}

absl::Status SelectParser::CallArguments(const Token& function) {
  AURORA_RETURN_IF_ERROR(Expect("("));
  if (SkipOperator(")")) return absl::OkStatus();
  SkipKeyword("DISTINCT");
  // Of each argument its token if it is a lone text, kEnd otherwise.
  std::vector<Token> texts;
  do {
    Shape shape;
    const bool text = Peek().kind == TokenKind::kText && (Peek(1).IsOperator(",") || Peek(1).IsOperator(")"));
    texts.push_back(text ? Peek() : Token());
    AURORA_RETURN_IF_ERROR(Expression(&shape));
    if (shape.lone_name && shape.first == shape.last && TakesFunctions(function.text) &&
        IsRefusedFunctionName(tokens_[shape.first].text)) {
      return Refuse("function", base::StrCat("`", tokens_[shape.first].text, "` could be taken for a function"));
    }
  } while (SkipOperator(","));
  AURORA_RETURN_IF_ERROR(CheckTypeArgument(function, texts));
  return Expect(")");
}

// A type may also be named by text: the same types as elsewhere, and as it stands, not put together by an expression.
absl::Status SelectParser::CheckTypeArgument(const Token& function, const std::vector<Token>& texts) const {
  const std::string name = absl::AsciiStrToLower(function.text);
  for (const TypeArgument& argument : kTypeArguments) {
    if (argument.function != name) continue;
    const size_t position = argument.position == kLast ? texts.size() - 1 : argument.position;
    if (position >= texts.size() || texts[position].kind != TokenKind::kText) {
      return Refuse("type", base::StrCat("`", function.text, "` takes the name of a type as a text, 'UInt64'"));
    }
    return CheckTypeText(texts[position]);
  }
  return absl::OkStatus();
}

absl::Status SelectParser::CheckTypeText(const Token& text) const {
  std::string type;
  for (size_t i = 1; i + 1 < text.raw.size(); ++i) {
    // 'DateTime(\'UTC\')' and 'DateTime(''UTC'')'
    const bool quote = text.raw[i] == '\'' || (text.raw[i] == '\\' && text.raw[i + 1] == '\'');
    if (text.raw[i] == '\\' && !quote) return Refuse("type", base::StrCat("the type ", text.raw, " holds a backslash"));
    if (quote) ++i;
    type.push_back(text.raw[i]);
  }
  absl::StatusOr<std::vector<Token>> tokens = Tokenize(type);
  if (!tokens.ok()) return tokens.status();
  return SelectParser(*tokens, known_).ParseType();
}

// [FILTER (WHERE e)] [IGNORE|RESPECT NULLS] [OVER w]
absl::Status SelectParser::CallTail() {
  if ((AtKeyword("IGNORE") || AtKeyword("RESPECT")) && Peek(1).IsKeyword("NULLS")) at_ += 2;
  if (AtKeyword("FILTER") && Peek(1).IsOperator("(")) {
    at_ += 2;
    AURORA_RETURN_IF_ERROR(ExpectKeyword("WHERE"));
    AURORA_RETURN_IF_ERROR(Expression());
    AURORA_RETURN_IF_ERROR(Expect(")"));
  }
  if (SkipKeyword("OVER")) {
    if (AtOperator("(")) return Window();
    if (!Peek().IsName()) return Unexpected("a window");
    uses_.push_back({Peek().text, false, Peek().offset});
    ++at_;
  }
  return absl::OkStatus();
}

// Calls with a grammar of their own.
absl::Status SelectParser::SpecialCall(bool* taken) {
  *taken = true;
  const Token& token = Peek();
  if (token.IsKeyword("CAST")) {
    at_ += 2;
    // CAST(e AS Type): the AS must not be read as an alias.
    Shape ignored;
    AURORA_RETURN_IF_ERROR(Operand(&ignored));
    while (!AtKeyword("AS")) {
      bool more = false;
      AURORA_RETURN_IF_ERROR(BinaryOperator(&more));
      if (!more) break;
    }
    if (SkipKeyword("AS")) {
      AURORA_RETURN_IF_ERROR(TypeName());
    } else {
      AURORA_RETURN_IF_ERROR(Expect(","));
      if (Peek().kind != TokenKind::kText) return Unexpected("a type as text");
      AURORA_RETURN_IF_ERROR(CheckTypeText(Peek()));
      ++at_;
    }
    return Expect(")");
  }
  if (token.IsKeyword("EXTRACT") && IsIntervalUnit(Peek(2)) && Peek(3).IsKeyword("FROM")) {
    at_ += 4;
    AURORA_RETURN_IF_ERROR(Expression());
    return Expect(")");
  }
  if (token.IsKeyword("TRIM") &&
      (Peek(2).IsKeyword("BOTH") || Peek(2).IsKeyword("LEADING") || Peek(2).IsKeyword("TRAILING"))) {
    at_ += 3;
    AURORA_RETURN_IF_ERROR(Expression());
    AURORA_RETURN_IF_ERROR(ExpectKeyword("FROM"));
    AURORA_RETURN_IF_ERROR(Expression());
    return Expect(")");
  }
  if (token.IsKeyword("SUBSTRING")) {
    at_ += 2;
    AURORA_RETURN_IF_ERROR(Expression());
    if (SkipKeyword("FROM")) {
      AURORA_RETURN_IF_ERROR(Expression());
      if (SkipKeyword("FOR")) AURORA_RETURN_IF_ERROR(Expression());
    } else {
      while (SkipOperator(",")) AURORA_RETURN_IF_ERROR(Expression());
    }
    return Expect(")");
  }
  if (token.IsKeyword("COLUMNS")) {
    at_ += 2;
    if (Peek().kind == TokenKind::kText) {
      ++at_;
    } else {
      AURORA_RETURN_IF_ERROR(ExpressionList());
    }
    AURORA_RETURN_IF_ERROR(Expect(")"));
    return StarModifiers();
  }
  // dateAdd(DAY, 1, x) and its like: the unit is a bare word.
  static constexpr std::array<std::string_view, 10> kUnitFirst = {
      "DATEADD", "DATE_ADD", "TIMESTAMPADD", "TIMESTAMP_ADD", "DATESUB", "DATE_SUB", "TIMESTAMPSUB", "TIMESTAMP_SUB",
      "DATEDIFF", "DATE_DIFF"};
  if (token.kind == TokenKind::kWord &&
      std::find(kUnitFirst.begin(), kUnitFirst.end(), std::string_view(token.extra)) != kUnitFirst.end() &&
      (IsIntervalUnit(Peek(2)) || (token.extra != "DATEDIFF" && token.extra != "DATE_DIFF"))) {
    at_ += 2;
    if (IsIntervalUnit(Peek()) && Peek(1).IsOperator(",")) at_ += 2;
    AURORA_RETURN_IF_ERROR(ExpressionList());
    return Expect(")");
  }
  *taken = false;
  return absl::OkStatus();
}

absl::Status SelectParser::Window() {
  AURORA_RETURN_IF_ERROR(Expect("("));
  AURORA_RETURN_IF_ERROR(WindowBody());
  return Expect(")");
}

absl::Status SelectParser::WindowBody() {
  if (Peek().IsName() && !AtKeyword("PARTITION") && !AtKeyword("ORDER") && !AtKeyword("ROWS") && !AtKeyword("RANGE") &&
      !AtKeyword("GROUPS")) {
    uses_.push_back({Peek().text, false, Peek().offset});
    ++at_;
  }
  if (SkipKeyword("PARTITION")) {
    AURORA_RETURN_IF_ERROR(ExpectKeyword("BY"));
    AURORA_RETURN_IF_ERROR(ExpressionList());
  }
  if (AtKeyword("ORDER")) AURORA_RETURN_IF_ERROR(OrderBy());
  if (SkipKeyword("ROWS") || SkipKeyword("RANGE") || SkipKeyword("GROUPS")) {
    if (SkipKeyword("BETWEEN")) {
      AURORA_RETURN_IF_ERROR(FrameBound());
      AURORA_RETURN_IF_ERROR(ExpectKeyword("AND"));
    }
    return FrameBound();
  }
  return absl::OkStatus();
}

absl::Status SelectParser::FrameBound() {
  if (SkipKeyword("CURRENT")) return ExpectKeyword("ROW");
  if (!SkipKeyword("UNBOUNDED")) AURORA_RETURN_IF_ERROR(Operand(nullptr));
  if (SkipKeyword("PRECEDING") || SkipKeyword("FOLLOWING")) return absl::OkStatus();
  return Unexpected("PRECEDING or FOLLOWING");
}

absl::Status SelectParser::ParseType() {
  AURORA_RETURN_IF_ERROR(TypeName());
  return Peek().kind == TokenKind::kEnd ? absl::OkStatus() : Unexpected("the end of the type");
}

// Name [ ( argument, ... ) ]; an argument is a type, `name Type`, a number, or 'text' [= number].
absl::Status SelectParser::TypeName() {
  AURORA_RETURN_IF_ERROR(Enter());
  ++depth_;
  if (Peek().kind != TokenKind::kWord) return Unexpected("a type");
  if (!IsAllowedType(Peek().text)) {
    return Refuse("type", base::StrCat("the type `", Peek().text, "` is not on the list of allowed types"));
  }
  ++at_;
  if (SkipOperator("(")) {
    while (!AtOperator(")")) {
      if (Peek().kind == TokenKind::kNumber) {
        ++at_;
      } else if (Peek().kind == TokenKind::kText) {
        ++at_;
        if (SkipOperator("=")) {
          SkipOperator("-");
          if (Peek().kind != TokenKind::kNumber) return Unexpected("a number");
          ++at_;
        }
      } else {
        if (Peek().IsName() && Peek(1).kind == TokenKind::kWord) ++at_;
        AURORA_RETURN_IF_ERROR(TypeName());
      }
      if (!SkipOperator(",")) break;
    }
    AURORA_RETURN_IF_ERROR(Expect(")"));
  }
  --depth_;
  return absl::OkStatus();
}

absl::Status SelectParser::Interval() {
  AURORA_RETURN_IF_ERROR(Enter());
  ++depth_;
  ++at_;
  SkipOperator("-");
  const bool text = Peek().kind == TokenKind::kText;
  Shape ignored;
  AURORA_RETURN_IF_ERROR(Primary(&ignored));
  --depth_;
  if (IsIntervalUnit(Peek())) {
    ++at_;
    return absl::OkStatus();
  }
  return text ? absl::OkStatus() : Unexpected("a unit of time (SECOND, DAY, ...)");
}

}  // namespace aurora::query::guard

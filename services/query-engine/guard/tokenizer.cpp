#include <array>
#include <unordered_set>
#include <utility>

#include "absl/strings/ascii.h"
#include "libs/base/text.h"
#include "services/query-engine/guard/refusal.h"
#include "services/query-engine/guard/token.h"

namespace aurora::query::guard {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsWordStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsWordPart(char c) { return IsWordStart(c) || IsDigit(c); }

// Longest first.
constexpr std::array<std::string_view, 25> kOperators = {"<=>", "->", "::", "||", "==", "!=", "<>", "<=", ">=",
                                                         "(",   ")",  "[",  "]",  ",",  ".",  "*",  "+",  "-",
                                                         "/",   "%",  "=",  "<",  ">",  "?",  ":"};

class Scanner {
 public:
  explicit Scanner(std::string_view sql) : sql_(sql) {}

  absl::StatusOr<std::vector<Token>> Run() {
    if (sql_.size() > kSqlBytesMax) {
      return SqlError(base::StrCat("the SQL has ", sql_.size(), " bytes; at most ", kSqlBytesMax, " are read"));
    }
    // Also behind a backslash or in a comment: readers differ on where such a text ends.
    const size_t zero = sql_.find('\0');
    if (zero != std::string_view::npos) return Refuse("character", base::StrCat("a zero byte stands at byte ", zero + 1));
    while (true) {
      if (absl::Status skipped = SkipBlanks(); !skipped.ok()) return skipped;
      if (at_ == sql_.size()) break;
      if (sql_[at_] == ';') {
        ++at_;
        if (absl::Status rest = SkipBlanks(); !rest.ok()) return rest;
        if (at_ != sql_.size()) return Refuse("one statement", "only one statement is run at a time");
        break;
      }
      if (tokens_.size() >= kTokensMax) {
        return SqlError(base::StrCat("the SQL has more than ", kTokensMax, " words and signs"));
      }
      if (absl::Status one = ScanOne(); !one.ok()) return one;
    }
    tokens_.push_back({TokenKind::kEnd, "", "", "", sql_.size()});
    return std::move(tokens_);
  }

 private:
  char Peek(size_t ahead = 0) const { return at_ + ahead < sql_.size() ? sql_[at_ + ahead] : '\0'; }

  absl::Status SkipBlanks() {
    while (at_ < sql_.size()) {
      if (IsBlank(sql_[at_])) {
        ++at_;
      } else if (Peek() == '-' && Peek(1) == '-') {
        while (at_ < sql_.size() && sql_[at_] != '\n') ++at_;
      } else if (Peek() == '/' && Peek(1) == '*') {
        const size_t end = sql_.find("*/", at_ + 2);
        if (end == std::string_view::npos) return Refuse("comment", "a comment /* is not closed");
        // The engine's own reader and others disagree on comments inside comments.
        if (sql_.substr(at_ + 2, end - at_ - 2).find("/*") != std::string_view::npos) {
          return Refuse("comment", "comments must not be nested");
        }
        at_ = end + 2;
      } else {
        break;
      }
    }
    return absl::OkStatus();
  }

  absl::Status ScanOne() {
    const char c = sql_[at_];
    if (IsWordStart(c)) return ScanWord();
    if (IsDigit(c) || AtBareFraction()) return ScanNumber();
    if (c == '\'') return ScanText();
    if (c == '"' || c == '`') return ScanQuotedName(c);
    if (c == '{') return ScanParameter();
    if (c == '/' && Peek(1) == '/') return Refuse("comment", "write comments as -- or /* */");
    for (std::string_view op : kOperators) {
      if (sql_.substr(at_, op.size()) == op) {
        Push(TokenKind::kOperator, at_ + op.size());
        return absl::OkStatus();
      }
    }
    return UnknownCharacter();
  }

  // `.5` where no element can stand
  bool AtBareFraction() const {
    if (Peek() != '.' || !IsDigit(Peek(1)) || CanHaveElements(tokens_, tokens_.size())) return false;
    return tokens_.empty() || !tokens_.back().IsOperator(".");
  }

  void Push(TokenKind kind, size_t end) {
    Token token;
    token.kind = kind;
    token.raw = std::string(sql_.substr(at_, end - at_));
    token.text = token.raw;
    token.offset = at_;
    if (kind == TokenKind::kWord) token.extra = absl::AsciiStrToUpper(token.raw);
    tokens_.push_back(std::move(token));
    at_ = end;
  }

  absl::Status ScanWord() {
    size_t end = at_;
    while (end < sql_.size() && IsWordPart(sql_[end])) ++end;
    if (end < sql_.size() && (sql_[end] == '\'' || sql_[end] == '"' || sql_[end] == '`')) {
      return Refuse("literal", "leave a blank between a word and a quote");
    }
    if (end < sql_.size() && (sql_[end] == '$' || static_cast<unsigned char>(sql_[end]) >= 0x80)) {
      at_ = end;
      return UnknownCharacter();
    }
    Push(TokenKind::kWord, end);
    return absl::OkStatus();
  }

  absl::Status ScanNumber() {
    size_t end = at_;
    if (Peek() == '0' && (Peek(1) == 'x' || Peek(1) == 'X')) {
      end += 2;
      while (end < sql_.size() && absl::ascii_isxdigit(static_cast<unsigned char>(sql_[end]))) ++end;
    } else {
      while (end < sql_.size() && IsDigit(sql_[end])) ++end;
      // After a dot (`t.1.2`) a number is only digits.
      const bool element = !tokens_.empty() && tokens_.back().IsOperator(".");
      if (!element && end < sql_.size() && sql_[end] == '.') {
        ++end;
        while (end < sql_.size() && IsDigit(sql_[end])) ++end;
      }
      if (!element && end < sql_.size() && (sql_[end] == 'e' || sql_[end] == 'E')) {
        size_t exponent = end + 1;
        if (exponent < sql_.size() && (sql_[exponent] == '+' || sql_[exponent] == '-')) ++exponent;
        if (exponent == sql_.size() || !IsDigit(sql_[exponent])) return Refuse("literal", "a number is not complete");
        while (exponent < sql_.size() && IsDigit(sql_[exponent])) ++exponent;
        end = exponent;
      }
    }
    if (end < sql_.size() && (IsWordPart(sql_[end]) || sql_[end] == '$' || sql_[end] == '\'' ||
                              static_cast<unsigned char>(sql_[end]) >= 0x80)) {
      return Refuse("literal", "leave a blank between a number and what follows it");
    }
    const bool fraction = Peek() == '.';
    Push(TokenKind::kNumber, end);
    // One spelling for the engine, which takes a dot behind a word for an element's.
    if (fraction) tokens_.back().raw.insert(0, "0");
    return absl::OkStatus();
  }

  absl::Status ScanText() {
    size_t end = at_ + 1;
    while (true) {
      if (end >= sql_.size()) return Refuse("literal", "a text in '...' is not closed");
      const char c = sql_[end];
      if (c == '\\') {
        if (end + 1 >= sql_.size()) return Refuse("literal", "a text in '...' is not closed");
        end += 2;
      } else if (c == '\'') {
        if (end + 1 < sql_.size() && sql_[end + 1] == '\'') {
          end += 2;
        } else {
          break;
        }
      } else {
        ++end;
      }
    }
    Push(TokenKind::kText, end + 1);
    return absl::OkStatus();
  }

  absl::Status ScanQuotedName(char quote) {
    size_t end = at_ + 1;
    while (end < sql_.size() && sql_[end] != quote) {
      const char c = sql_[end];
      if (c == '\\' || static_cast<unsigned char>(c) < 0x20) {
        return Refuse("quoted name", "a quoted name must not hold a backslash or a control character");
      }
      ++end;
    }
    if (end == sql_.size()) return Refuse("quoted name", "a quoted name is not closed");
    if (end + 1 < sql_.size() && (sql_[end + 1] == quote || sql_[end + 1] == '\'')) {
      return Refuse("quoted name", "a quoted name must not hold a quote");
    }
    const std::string name(sql_.substr(at_ + 1, end - at_ - 1));
    if (name.empty()) return Refuse("quoted name", "a quoted name is empty");
    if (name.find_first_of("'\"`") != std::string::npos) {
      return Refuse("quoted name", "a quoted name must not hold a quote");
    }
    Push(TokenKind::kQuotedName, end + 1);
    tokens_.back().text = name;
    // One spelling for the engine.
    tokens_.back().raw = base::StrCat("`", name, "`");
    return absl::OkStatus();
  }

  absl::Status ScanParameter() {
    const size_t end = sql_.find('}', at_);
    const size_t colon = sql_.find(':', at_);
    if (end == std::string_view::npos || colon == std::string_view::npos || colon > end) {
      return Refuse("parameter", "braces are only for parameters: {name:Type}");
    }
    const std::string name(absl::StripAsciiWhitespace(base::Absl(sql_.substr(at_ + 1, colon - at_ - 1))));
    // Printed anew like the statement itself: a comment in it (`{a:String --}`) would hide from the engine what follows.
    absl::StatusOr<std::vector<Token>> written = Tokenize(sql_.substr(colon + 1, end - colon - 1));
    if (!written.ok()) return written.status();
    const std::string type = Print(*written);
    if (name.empty() || name.size() > 64 || !IsWordStart(name[0]) || type.empty()) {
      return Refuse("parameter", "a parameter is written {name:Type}");
    }
    for (char c : name) {
      if (!IsWordPart(c)) return Refuse("parameter", "a parameter's name has letters, digits and _ only");
    }
    Push(TokenKind::kParameter, end + 1);
    tokens_.back().text = name;
    tokens_.back().extra = type;
    tokens_.back().raw = base::StrCat("{", name, ":", type, "}");
    return absl::OkStatus();
  }

  absl::Status UnknownCharacter() const {
    const unsigned char c = static_cast<unsigned char>(sql_[at_]);
    if (c >= 0x80) {
      return Refuse("character", base::StrCat("a sign outside ASCII stands at byte ", at_ + 1,
                                              "; use plain blanks and straight quotes"));
    }
    if (c < 0x20 || c == 0x7f) {
      return Refuse("character", base::StrCat("a control character stands at byte ", at_ + 1));
    }
    return Refuse("character", base::StrCat("`", std::string_view(&sql_[at_], 1), "` at byte ", at_ + 1,
                                            " is not part of a query here"));
  }

  std::string_view sql_;
  size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

bool IsReservedWord(std::string_view upper) {
  static const auto& words = *new std::unordered_set<std::string_view>{
      "SELECT", "FROM",   "PREWHERE", "WHERE",  "GROUP",  "HAVING",    "WINDOW", "QUALIFY", "ORDER",     "LIMIT",
      "OFFSET", "FETCH",  "SETTINGS", "FORMAT", "INTO",   "UNION",     "EXCEPT", "INTERSECT", "JOIN",    "ON",
      "USING",  "AS",     "AND",      "OR",     "NOT",    "IN",        "LIKE",   "ILIKE",   "BETWEEN",   "IS",
      "CASE",   "WHEN",   "THEN",     "ELSE",   "END",    "WITH",      "INNER",  "LEFT",    "RIGHT",     "FULL",
      "CROSS",  "GLOBAL", "ASOF",     "SEMI",   "ANTI",   "PASTE",     "ARRAY",  "FINAL",   "SAMPLE",    "DISTINCT",
      "BY",     "ASC",    "DESC",     "DIV",    "MOD",    "REGEXP",    "RLIKE",  "OUTFILE", "PARALLEL",  "INTERPOLATE",
      "EXISTS", "OVER",   "NULLS",    "COLLATE"};
  return words.count(upper) > 0;
}

bool CanHaveElements(const std::vector<Token>& tokens, size_t end) {
  if (end == 0) return false;
  const Token& last = tokens[end - 1];
  const bool element = end > 1 && tokens[end - 2].IsOperator(".");
  // `AND .5`: a keyword has none, but for the one that ends an expression.
  if (last.kind == TokenKind::kWord && !element && last.extra != "END" && IsReservedWord(last.extra)) return false;
  return last.IsName() || last.IsOperator(")") || last.IsOperator("]") ||
         (last.kind == TokenKind::kNumber && element);
}

absl::StatusOr<std::vector<Token>> Tokenize(std::string_view sql) { return Scanner(sql).Run(); }

std::string Print(const std::vector<Token>& tokens) {
  std::string sql;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    if (token.kind == TokenKind::kEnd) break;
    // Blanks everywhere but around dots, before a call's parenthesis and inside parentheses: harmless to the
    // engine, pleasant in its log.
    const bool glued = sql.empty() || token.IsOperator(".") || token.IsOperator(",") || token.IsOperator(")") ||
                       token.IsOperator("]") || tokens[i - 1].IsOperator(".") || tokens[i - 1].IsOperator("(") ||
                       tokens[i - 1].IsOperator("[") || tokens[i - 1].IsOperator("::") || token.IsOperator("::") ||
                       (token.IsOperator("(") && tokens[i - 1].IsName());
    if (!glued) sql.push_back(' ');
    sql += token.raw;
  }
  return sql;
}

}  // namespace aurora::query::guard

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace aurora::query::guard {

enum class TokenKind {
  kWord,        // bare identifier or keyword
  kQuotedName,  // "name" or `name`
  kNumber,
  kText,       // 'text'
  kOperator,   // punctuation, 1 to 3 characters
  kParameter,  // {name:Type}
  kEnd,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  // As written; what is sent to the engine.
  std::string raw;
  // Word: as written. Quoted name: without quotes. Parameter: its name.
  std::string text;
  // Parameter: its type. Word: upper case, to compare with keywords.
  std::string extra;
  size_t offset = 0;

  bool IsOperator(std::string_view op) const { return kind == TokenKind::kOperator && raw == op; }
  // Only an unquoted word is a keyword.
  bool IsKeyword(std::string_view upper) const { return kind == TokenKind::kWord && extra == upper; }
  bool IsName() const { return kind == TokenKind::kWord || kind == TokenKind::kQuotedName; }
};

inline constexpr size_t kSqlBytesMax = 64 * 1024;
inline constexpr size_t kTokensMax = 8 * 1024;

// Splits SQL into tokens; comments and blanks are dropped, one trailing `;` too. Everything that this tokenizer
// and the engine's could read differently is refused: blanks and quotes outside ASCII, heredocs, `#` and `//`
// comments, escapes in quoted names, letters glued to a literal, control characters.
absl::StatusOr<std::vector<Token>> Tokenize(std::string_view sql);

// Words that end an expression or a table, and so are never a bare name or an alias.
bool IsReservedWord(std::string_view upper);

// Whether a dot behind the first `end` tokens leads to an element (`t.1`), rather than beginning a number (`.1`).
bool CanHaveElements(const std::vector<Token>& tokens, size_t end);

// The tokens as one line of SQL that means the same to every reader.
std::string Print(const std::vector<Token>& tokens);

}  // namespace aurora::query::guard

#include <re2/re2.h>

#include <algorithm>
#include <array>

#include "gateway/grafana/dashboard.h"
#include "libs/base/text.h"

namespace aurora::gateway::grafana {
namespace {

// A string of ClickHouse's with its quotes, a comment, or a parameter: a brace within the first two is none.
constexpr char kPieces[] = R"((?s)'(?:[^'\\]|\\.|'')*'|--[^\n]*|/\*.*?\*/|\{\s*(\w+)\s*:\s*([^}]+?)\s*\})";

std::string Quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

std::string Cast(std::string_view value, std::string_view type) { return base::StrCat("CAST(", value, ", ", Quoted(type), ")"); }

std::string Unescaped(std::string text) {
  std::string plain;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    plain += text[i];
  }
  return plain;
}

// A match and its groups; a group that took no part has no data.
using Match = std::array<re2::StringPiece, 3>;

std::string TextOf(const re2::StringPiece& piece) { return std::string(piece.data(), piece.size()); }

// Every match of the expression replaced by what `replace` makes of it. In time linear in the text, which may come from
// anybody; bytes that are no UTF-8 stay as they are.
template <typename Replace>
std::string ReplaceEach(const std::string& text, const RE2& expression, const Replace& replace) {
  std::string result;
  size_t begin = 0;
  Match match;
  while (expression.Match(text, begin, text.size(), RE2::UNANCHORED, match.data(),
                          std::min<int>(3, expression.NumberOfCapturingGroups() + 1))) {
    const size_t at = static_cast<size_t>(match[0].data() - text.data());
    result.append(text, begin, at - begin);
    result += replace(match);
    begin = at + match[0].size();
  }
  return result.append(text, begin);
}

}  // namespace

bool IsSql(std::string_view text) {
  static const RE2& statement = *new RE2(
      R"re((?is)^\s*(?:(?:--[^\n]*\n|/\*.*?\*/)\s*)*(?:select\s|with\s+[\w"`]+\s*(?:\(|as\b)|with\s*\())re", RE2::Latin1);
  return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), statement);
}

std::string ToGrafanaSql(std::string_view sql, const std::vector<SqlParameter>& parameters) {
  static const RE2& pieces = *new RE2(kPieces, RE2::Latin1);
  return ReplaceEach(std::string(sql), pieces, [&](const Match& match) -> std::string {
    if (match[1].data() == nullptr) return TextOf(match[0]);
    const std::string name = TextOf(match[1]);
    const std::string type = TextOf(match[2]);
    // Milliseconds, where the type has them.
    const char* precise = type.rfind("DateTime64", 0) == 0 ? "_ms" : "";
    if (name == "from") return Cast(base::StrCat("$__fromTime", precise), type);
    if (name == "to") return Cast(base::StrCat("$__toTime", precise), type);
    const auto found = std::find_if(parameters.begin(), parameters.end(), [&](const auto& one) { return one.name == name; });
    return found == parameters.end() ? TextOf(match[0]) : Cast(Quoted(found->value), type);
  });
}

absl::StatusOr<std::string> FromGrafanaSql(std::string_view sql) {
  static const RE2& casts = *new RE2(R"((?s)CAST\(\$__(from|to)Time(?:_ms)?, '((?:[^'\\]|\\.)*)'\))", RE2::Latin1);
  static const RE2& filters = *new RE2(R"(\$__timeFilter(_ms)?\(([^()]+)\))", RE2::Latin1);
  static const RE2& times = *new RE2(R"(\$__(from|to)Time(_ms)?\b)", RE2::Latin1);
  static const RE2& others = *new RE2(R"((\$__?\w+|\$\w+|\$\{[^}]*\}|\[\[[^\]]*\]\]))", RE2::Latin1);
  const auto type = [](bool precise) { return precise ? "DateTime64(3)" : "DateTime"; };
  std::string text = ReplaceEach(std::string(sql), casts, [](const Match& match) {
    return base::StrCat("{", TextOf(match[1]), ":", Unescaped(TextOf(match[2])), "}");
  });
  text = ReplaceEach(text, filters, [&](const Match& match) {
    const std::string column = TextOf(match[2]);
    const char* t = type(match[1].data() != nullptr);
    return base::StrCat(column, " >= {from:", t, "} AND ", column, " <= {to:", t, "}");
  });
  text = ReplaceEach(text, times, [&](const Match& match) {
    return base::StrCat("{", TextOf(match[1]), ":", type(match[2].data() != nullptr), "}");
  });
  std::string other;
  if (RE2::PartialMatch(text, others, &other)) {
    return absl::InvalidArgumentError(base::StrCat("it uses ", other, ", which Aurora has no counterpart for"));
  }
  return text;
}

}  // namespace aurora::gateway::grafana

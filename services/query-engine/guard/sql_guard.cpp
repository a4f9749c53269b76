#include "services/query-engine/guard/sql_guard.h"

#include <algorithm>
#include <map>

#include "absl/strings/str_join.h"
#include "libs/base/text.h"
#include "services/query-engine/guard/functions.h"
#include "services/query-engine/guard/refusal.h"
#include "services/query-engine/guard/select_parser.h"
#include "services/query-engine/guard/token.h"

namespace aurora::query::guard {
namespace {

inline constexpr size_t kParametersMax = 200;
inline constexpr size_t kParameterBytesMax = 64 * 1024;

// A parameter's type is read by the same rules as a cast's.
absl::Status CheckType(const Token& parameter, const KnownTables& tables) {
  absl::StatusOr<std::vector<Token>> tokens = Tokenize(parameter.extra);
  if (tokens.ok() && SelectParser(*tokens, tables).ParseType().ok()) return absl::OkStatus();
  return Refuse("type", base::StrCat("parameter ", parameter.text, " has the type ", parameter.extra,
                                     ", which is not on the list of allowed types"));
}

absl::StatusOr<std::vector<Parameter>> Bind(const std::vector<Token>& tokens, const std::vector<size_t>& used,
                                            const std::vector<Parameter>& given, const KnownTables& tables) {
  if (given.size() > kParametersMax) {
    return SqlError(base::StrCat("more than ", kParametersMax, " parameters are given"));
  }
  std::map<std::string, Parameter> bound;
  for (size_t index : used) {
    const Token& token = tokens[index];
    if (absl::Status type = CheckType(token, tables); !type.ok()) return type;
    bool found = false;
    for (const Parameter& parameter : given) {
      if (parameter.name != token.text) continue;
      if (parameter.value.size() > kParameterBytesMax) {
        return SqlError(base::StrCat("parameter ", parameter.name, " has more than ", kParameterBytesMax, " bytes"));
      }
      bound[token.text] = {token.text, token.extra, parameter.value};
      found = true;
    }
    if (!found) return SqlError(base::StrCat("parameter ", token.text, " has no value; give it in `parameters`"));
  }
  std::vector<Parameter> parameters;
  parameters.reserve(bound.size());
  for (auto& [name, parameter] : bound) parameters.push_back(std::move(parameter));
  return parameters;
}

}  // namespace

absl::StatusOr<CheckedSql> SqlGuard::Check(const UncheckedSql& sql, const KnownTables& tables) {
  absl::StatusOr<std::vector<Token>> tokens = Tokenize(sql.text);
  if (!tokens.ok()) return tokens.status();
  SelectParser parser(*tokens, tables);
  if (absl::Status parsed = parser.Parse(); !parsed.ok()) return parsed;
  absl::StatusOr<std::vector<Parameter>> parameters = Bind(*tokens, parser.parameters(), sql.parameters, tables);
  if (!parameters.ok()) return parameters.status();
  return CheckedSql(Print(*tokens), *std::move(parameters), parser.tables());
}

absl::StatusOr<std::vector<Parameter>> SqlGuard::Parameters(const std::string& sql, const KnownTables& tables) {
  absl::StatusOr<std::vector<Token>> tokens = Tokenize(sql);
  if (!tokens.ok()) return tokens.status();
  SelectParser parser(*tokens, tables);
  if (absl::Status parsed = parser.Parse(); !parsed.ok()) return parsed;
  std::vector<Parameter> parameters;
  for (size_t index : parser.parameters()) {
    const Token& token = (*tokens)[index];
    if (absl::Status type = CheckType(token, tables); !type.ok()) return type;
    const bool known = std::any_of(parameters.begin(), parameters.end(), [&token](const Parameter& one) {
      return one.name == token.text && one.type == token.extra;
    });
    if (!known) parameters.push_back({token.text, token.extra, ""});
  }
  if (parameters.size() > kParametersMax) {
    return SqlError(base::StrCat("the statement has more than ", kParametersMax, " parameters"));
  }
  return parameters;
}

}  // namespace aurora::query::guard

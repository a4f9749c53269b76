// SQL -> the guard. What it lets through is one line of SQL that every reader takes apart in the same way, that the guard reads
// again as the same, and that calls nothing refused.
#include "libs/base/text.h"
#include "services/query-engine/guard/functions.h"
#include "services/query-engine/guard/sql_guard.h"
#include "services/query-engine/guard/token.h"
#include "tests/fuzz/fuzz_target.h"

namespace aurora::fuzz {
namespace {

using namespace query::guard;

const KnownTables& Tables() {
  static const auto& tables = *[] {
    auto* made = new KnownTables;
    made->Add({"shop", "orders"}, {"order_id", "at", "state", "customer", "total", "tags", "attributes", "note"});
    made->Add({"shop", "payments"}, {"payment_id", "order_id", "paid_at", "amount", "status", "user", "file"});
    made->Add({"lab", "runs"}, {"id", "at", "m.k"});
    return made;
  }();
  return tables;
}

const std::vector<Parameter>& Parameters() {
  static const auto& parameters = *new std::vector<Parameter>{
      {"a", "", "1"}, {"b", "", "1"}, {"n", "", "1"}, {"s", "", "1"}, {"p1", "", "1"}, {"x", "", "1"}};
  return parameters;
}

// Reads on its own, as simply as can be, and independently of the guard's tokenizer: outside of quotes there is nothing that
// some reader takes for a comment, a heredoc, an escape, an end of the statement or a line's end.
bool IsPlain(std::string_view sql) {
  char quote = 0;
  for (size_t i = 0; i < sql.size(); ++i) {
    const char c = sql[i];
    const std::string_view two = sql.substr(i, 2);
    if (quote != 0) {
      if (c == '\\' && quote == '\'') {
        ++i;
      } else if (c == quote) {
        quote = 0;
      }
      continue;
    }
    if (c == '\'' || c == '`') {
      quote = c;
    } else if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7f || c == ';' || c == '"' ||
               c == '#' || c == '$' || c == '\\' || c == '@' || two == "--" || two == "//" || two == "/*") {
      return false;
    }
  }
  return quote == 0;
}

bool CallsNothingRefused(const std::vector<Token>& tokens) {
  for (size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (tokens[i].IsKeyword("SETTINGS")) return false;
    if (tokens[i].IsName() && tokens[i + 1].IsOperator("(") && IsRefusedFunctionName(tokens[i].text) && !tokens[i].IsKeyword("IN")) {
      return false;
    }
  }
  return true;
}

}  // namespace
}  // namespace aurora::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace aurora::fuzz;
  const auto checked = SqlGuard::Check({std::string(Text(data, size)), Parameters()}, Tables());
  if (!checked.ok()) {
    Require(!checked.status().message().empty(), "a refusal says why", "");
    return 0;
  }
  Require(checked->text().find('\0') == std::string::npos, "no zero byte passes", checked->text());
  Require(IsPlain(checked->text()), "all readers take it apart in the same way", checked->text());
  const auto tokens = Tokenize(checked->text());
  Require(tokens.ok() && Print(*tokens) == checked->text(), "it is printed as it is read", checked->text());
  Require(CallsNothingRefused(*tokens), "it calls nothing refused", checked->text());
  Require((*tokens)[0].IsKeyword("SELECT") || (*tokens)[0].IsKeyword("WITH") || (*tokens)[0].IsOperator("("), "it is a SELECT",
          checked->text());
  const auto again = SqlGuard::Check({checked->text(), checked->parameters()}, Tables());
  Require(again.ok(), "what was let through once is let through again", checked->text());
  Require(again->text() == checked->text() && again->tables() == checked->tables(), "and means the same", checked->text());
  return 0;
}

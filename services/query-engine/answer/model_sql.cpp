#include "services/query-engine/answer/model_sql.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "libs/base/text.h"
#include "services/query-engine/guard/refusal.h"
#include "services/query-engine/guard/token.h"

namespace aurora::query::answer {
namespace {

constexpr char kNow[] = "now";

std::string Lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool IsClock(const std::string& name) {
  return name == "now" || name == "now64" || name == "today" || name == "yesterday" || name == "nowinblock" || name == "nowinblock64" ||
         name == "curdate" || name == "current_date" || name == "current_timestamp" || name == "utctimestamp" || name == "utc_timestamp";
}

bool IsRandom(const std::string& name) { return name.rfind("rand", 0) == 0 || name == "generateuuidv4" || name == "generateuuidv7"; }

}  // namespace

absl::Status BindNow(guard::UncheckedSql& sql, absl::Time now) {
  absl::StatusOr<std::vector<guard::Token>> tokens = guard::Tokenize(sql.text);
  if (!tokens.ok()) return tokens.status();
  bool used = false;
  bool milliseconds = true;
  for (size_t i = 0; i < tokens->size(); ++i) {
    const guard::Token& token = (*tokens)[i];
    if (token.kind == guard::TokenKind::kParameter && token.text == kNow) {
      used = true;
      const bool fine = token.extra.rfind("DateTime64(", 0) == 0;
      if (token.extra.find("'UTC'") == std::string::npos || (!fine && token.extra.rfind("DateTime(", 0) != 0)) {
        return guard::SqlError("the parameter now has the type DateTime64(3, 'UTC'): write {now:DateTime64(3, 'UTC')}");
      }
      milliseconds = milliseconds && fine;
    }
    const bool called = token.kind == guard::TokenKind::kWord && i + 1 < tokens->size() && (*tokens)[i + 1].IsOperator("(");
    if (!called) continue;
    const std::string name = Lower(token.text);
    if (IsClock(name)) return guard::SqlError(base::StrCat(token.text, "() is not to be used; write {now:DateTime64(3, 'UTC')}"));
    if (IsRandom(name)) return guard::SqlError(base::StrCat(token.text, "() is not to be used: an answer must not be random"));
  }
  // A value of the model's own would be another clock.
  std::erase_if(sql.parameters, [](const guard::Parameter& parameter) { return parameter.name == kNow; });
  if (used) {
    sql.parameters.push_back({kNow, milliseconds ? "DateTime64(3, 'UTC')" : "DateTime('UTC')",
                              absl::FormatTime(milliseconds ? "%Y-%m-%d %H:%M:%E3S" : "%Y-%m-%d %H:%M:%S", now, absl::UTCTimeZone())});
  }
  return absl::OkStatus();
}

}  // namespace aurora::query::answer

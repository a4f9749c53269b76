#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/query-engine/answer/reading.h"
#include "services/query-engine/guard/sql_guard.h"

namespace aurora::query::model::chat {

// What a model says about a question. Nothing of it is to be trusted.
struct ChatAnswer {
  // The model says that the tables hold the answer.
  bool answerable = false;
  guard::UncheckedSql sql;
  std::vector<answer::Assumption> assumptions;
};

// The JSON of a model's answer, also inside a Markdown fence or between other words. `malformed` when there is none or it has
// other types. Bounded: at most 50 parameters and 10 assumptions of 300 bytes.
absl::StatusOr<ChatAnswer> ParseChatAnswer(const std::string& text);

}  // namespace aurora::query::model::chat

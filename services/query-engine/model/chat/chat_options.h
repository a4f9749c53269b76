#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/base/secret.h"

namespace aurora::service {
class Configuration;
}

namespace aurora::query::model::chat {

// An OpenAI-compatible chat endpoint as a second generator of SQL, and what it may cost.
struct ChatOptions {
  // "http://127.0.0.1:11434/v1": `/chat/completions` is called below it. Empty: no model.
  std::string endpoint;
  std::string ca_file;
  std::string name;
  base::Secret api_key;

  // "never", "unsure" or "always".
  std::string use = "unsure";
  // Answers of the embedded generator with less confidence than this are unsure.
  double unsure_below = 0.65;

  // Of one request, and of all requests for one question.
  absl::Duration timeout = absl::Seconds(20);
  absl::Duration question_time_max = absl::Seconds(40);
  // Of one request that failed for a passing reason.
  int64_t retries = 2;
  int64_t requests_per_minute = 60;
  // Questions that the model works on at a time; there is no queue.
  int64_t concurrent_max = 4;
  // Independent answers that are compared by their results.
  int64_t candidates = 2;

  int64_t prompt_tokens_max = 6'000;
  int64_t answer_tokens_max = 1'000;
  // In and out, over all requests for a question.
  int64_t tokens_per_question_max = 40'000;
  // In the provider's currency; 0 where nothing is charged.
  double cost_in_per_million = 0;
  double cost_out_per_million = 0;
  // 0: no limit.
  double budget_per_question = 0;
  double budget_per_day = 0;

  // "database.table.column" whose frequent values the model may see; "database.table.*" for all of a table.
  std::vector<std::string> values_allowed;

  absl::Duration cache_ttl = absl::Hours(1);
  // 0: nothing is kept.
  int64_t cache_entries_max = 1'000;

  bool enabled() const { return !endpoint.empty() && use != "never"; }
  void Declare(service::Configuration& configuration);
};

}  // namespace aurora::query::model::chat

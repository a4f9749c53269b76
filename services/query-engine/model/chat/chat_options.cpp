#include "services/query-engine/model/chat/chat_options.h"

#include "libs/service/configuration.h"

namespace aurora::query::model::chat {

void ChatOptions::Declare(service::Configuration& configuration) {
  configuration.Add("model.endpoint", &endpoint,
                    "base URL of an OpenAI-compatible chat endpoint, e.g. http://127.0.0.1:11434/v1; empty: no model");
  configuration.Add("model.ca_file", &ca_file, "certificate authority of an https endpoint; empty: the system's");
  configuration.Add("model.name", &name, "name of the endpoint's model; answers name it as their generator");
  configuration.AddSecret("model.api_key", &api_key, "the endpoint's key, if it wants one");
  configuration.AddChoice("model.use", &use,
                          "which questions the model is asked: none, those that the embedded generator declines or is unsure of, or all",
                          {"never", "unsure", "always"});
  configuration.Add("model.unsure_below", &unsure_below,
                    "confidence below which an answer of the embedded generator is unsure", 0, 1);
  configuration.Add("model.timeout", &timeout, "longest request to the model", absl::Milliseconds(100), absl::Minutes(10));
  configuration.Add("model.question_time_max", &question_time_max,
                    "longest time that the model may take for a question, all requests together", absl::Milliseconds(100),
                    absl::Minutes(10));
  configuration.Add("model.retries", &retries, "times that a request is repeated after a passing failure", 0, 10);
  configuration.Add("model.requests_per_minute", &requests_per_minute,
                    "requests a minute, of this process; beyond it the embedded generator answers", 1, 1'000'000);
  configuration.Add("model.concurrent_max", &concurrent_max,
                    "questions that the model works on at a time; beyond it the embedded generator answers", 1, 1'000);
  configuration.Add("model.candidates", &candidates, "independent answers of the model that are compared by their results", 1, 2);
  configuration.Add("model.prompt_tokens_max", &prompt_tokens_max, "most tokens of tables and question in a request (estimated)", 500,
                    1'000'000);
  configuration.Add("model.answer_tokens_max", &answer_tokens_max, "most tokens of an answer", 50, 100'000);
  configuration.Add("model.tokens_per_question_max", &tokens_per_question_max,
                    "most tokens in and out for a question, all requests together", 500, 10'000'000);
  configuration.Add("model.cost_in_per_million", &cost_in_per_million, "price of a million tokens sent", 0, 1'000'000);
  configuration.Add("model.cost_out_per_million", &cost_out_per_million, "price of a million tokens received", 0, 1'000'000);
  configuration.Add("model.budget_per_question", &budget_per_question, "most that a question may cost; 0: no limit", 0, 1'000'000);
  configuration.Add("model.budget_per_day", &budget_per_day,
                    "most that this process may spend a day (UTC), counted from its start; 0: no limit", 0, 1'000'000'000);
  configuration.Add("model.values_allowed", &values_allowed,
                    "columns whose frequent values the model may see, as database.table.column or database.table.*; empty: none");
  configuration.Add("model.cache_ttl", &cache_ttl, "how long the model's answer to a question is used again", absl::Seconds(1),
                    absl::Hours(24 * 30));
  configuration.Add("model.cache_entries_max", &cache_entries_max, "answers kept; 0: none", 0, 1'000'000);
}

}  // namespace aurora::query::model::chat

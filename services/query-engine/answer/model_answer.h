#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "services/query-engine/answer/reading.h"
#include "services/query-engine/execution/query_runner.h"
#include "services/query-engine/guard/sql_guard.h"
#include "services/query-engine/model/chat/answer_cache.h"
#include "services/query-engine/model/generator.h"

namespace aurora::query::execution {
class QueryRunner;
}
namespace aurora::query::model::chat {
class ChatGenerator;
class ChatMetrics;
}  // namespace aurora::query::model::chat
namespace aurora::query::retrieval {
class MeaningSearch;
}

namespace aurora::query::answer {

struct ModelOutcome {
  // Present when the model answered; `sql` is its checked SQL.
  std::optional<Reading> reading;
  std::optional<guard::CheckedSql> sql;
  // Why it did not, for people; empty when it did, or when there is nothing to say.
  std::string warning;
};

// What the embedded generator made of the question.
struct EmbeddedAnswer {
  const Reading& reading;
  // nullptr when it declined.
  const guard::CheckedSql* sql;
};

// A model's answer to one question: looks into the cache, asks for candidates, has each checked by guard and dry run, has what
// was refused repaired (at most twice), compares by result what is left. What stands in the answer about the SQL is read off
// the SQL, never taken from the model's words.
//
// Thread-safe. Blocks, for at most model.question_time_max; at most model.concurrent_max questions at a time, others get a
// warning at once.
class ModelAnswer {
 public:
  ModelAnswer(const model::chat::ChatGenerator& generator, execution::QueryRunner& runner, const retrieval::MeaningSearch* meanings,
              model::chat::ChatMetrics& metrics);

  // Whether the model is to be asked at all.
  bool Wants(const model::GenerateRequest& request, const model::Generated& embedded) const;
  ModelOutcome Run(model::GenerateRequest request, const EmbeddedAnswer& embedded);

 private:
  // One answer of the model, checked.
  struct Candidate {
    model::Generated generated;
    // InvalidArgument: what guard or engine said about its SQL.
    absl::Status problem;
    std::optional<guard::CheckedSql> sql;
    execution::Estimate estimate;
    int repairs = 0;
  };

  Candidate Ask(const model::GenerateRequest& request);
  std::vector<Candidate> AskAll(const model::GenerateRequest& request);
  void Check(const model::GenerateRequest& request, Candidate& candidate);
  Candidate Repair(model::GenerateRequest request, Candidate candidate);
  // Leaves the answer in `reading`, with its confidence and what differs as alternatives.
  Reading Compare(const model::GenerateRequest& request, Candidate& chosen, const Candidate* other, const EmbeddedAnswer& embedded);
  std::optional<ModelOutcome> FromCache(const model::GenerateRequest& request, const std::string& key);
  ModelOutcome Failed(const Candidate& candidate);

  const model::chat::ChatGenerator& generator_;
  execution::QueryRunner& runner_;
  // nullptr without an embedding service.
  const retrieval::MeaningSearch* meanings_;
  model::chat::ChatMetrics& metrics_;
  model::chat::AnswerCache cache_;
  std::atomic<int64_t> running_{0};
};

}  // namespace aurora::query::answer

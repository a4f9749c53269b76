#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/query-engine/answer/accepted_statements.h"
#include "services/query-engine/answer/conversation_store.h"
#include "services/query-engine/answer/reading.h"
#include "services/query-engine/guard/sql_guard.h"

namespace aurora::http {
class Cancellation;
}
namespace aurora::query::catalog {
class Catalog;
struct Snapshot;
}  // namespace aurora::query::catalog
namespace aurora::query::execution {
class QueryRunner;
}
namespace aurora::query::learned {
class Knowledge;
}
namespace aurora::query::model {
struct Generated;
struct GenerateRequest;
class Generator;
}  // namespace aurora::query::model
namespace aurora::query::retrieval {
class MeaningSearch;
}

namespace aurora::query::answer {

inline constexpr size_t kQuestionBytesMax = 2'000;
inline constexpr size_t kReadingsMax = 20;

struct Question {
  std::string text;
  // Empty for a new conversation.
  std::string conversation_id;
  // The clock of relative time expressions.
  absl::Time now;
  // "database.table"; empty: all.
  std::vector<std::string> tables;
  // Readings that the asker chose: assumption id -> alternative id.
  std::map<std::string, std::string> readings;
  absl::Time deadline = absl::InfiniteFuture();
  // Ends what the answer waits for when the asker leaves.
  std::shared_ptr<http::Cancellation> cancellation;
};

struct Answer {
  Reading reading;
  // Present when it was answered: what to run.
  std::optional<guard::CheckedSql> sql;
};

class ModelAnswer;

// Question -> reading and checked SQL. The verified answer to the same question, else: retrieve (which tables) -> generate -> guard -> dry
// run. Declining is an answer. Where there is a model it is asked when the embedded generator declines or is unsure
// (ModelAnswer::Wants). Words that no table knows are looked up by meaning: where one thing is meant the question is read with it, with
// an assumption that says so and a confidence below 0.9; else, where they only say what kind of thing the rows are, without them, likewise
// (docs/adr/0072); else what is near becomes an alternative. A statement that the engine has accepted is not tried again.
// Thread-safe.
class AnswerQuestion {
 public:
  AnswerQuestion(const catalog::Catalog& catalog, const model::Generator& generator, execution::QueryRunner& runner,
                 ConversationStore& conversations, const retrieval::MeaningSearch* meanings, learned::Knowledge* knowledge,
                 ModelAnswer* model)
      : catalog_(catalog),
        generator_(generator),
        runner_(runner),
        conversations_(conversations),
        meanings_(meanings),
        knowledge_(knowledge),
        model_(model) {}

  // A failing model is no error, but a warning in the reading. InvalidArgument for an empty or too long question, NotFound for an unknown table of the restriction.
  absl::StatusOr<Answer> Run(const Question& question);

 private:
  absl::StatusOr<Answer> Read(const Question& question, const std::shared_ptr<const catalog::Snapshot>& snapshot, absl::Time clock);
  // Guard and dry run; what does not pass them becomes a refusal. An error when the engine does not answer.
  absl::StatusOr<std::optional<guard::CheckedSql>> CheckOwn(const Question& question, const catalog::Snapshot& snapshot, Reading& reading);
  // The model's answer in the place of the embedded generator's, or a warning beside it.
  void AskModel(const model::GenerateRequest& request, model::Generated& generated, std::optional<guard::CheckedSql>& sql) const;
  // Ids of verified answers; empty without an embedding service.
  std::vector<std::string> NearestQuestions(const model::GenerateRequest& request) const;
  // What the next three are going to search by meaning.
  void ExpectSearches(const model::GenerateRequest& request, const model::Generated& generated) const;
  void LinkByMeaning(const model::GenerateRequest& request, model::Generated& generated) const;
  void SetAside(const model::GenerateRequest& request, model::Generated& generated) const;
  void SuggestByMeaning(const model::GenerateRequest& request, absl::Time deadline, model::Generated& generated) const;
  void SuggestWithout(const model::GenerateRequest& request, model::Generated& generated) const;

  const catalog::Catalog& catalog_;
  const model::Generator& generator_;
  execution::QueryRunner& runner_;
  ConversationStore& conversations_;
  AcceptedStatements accepted_;
  // nullptr without an embedding service.
  const retrieval::MeaningSearch* meanings_;
  // nullptr where nothing is learned.
  learned::Knowledge* const knowledge_;
  // nullptr without a model.
  ModelAnswer* const model_;
};

}  // namespace aurora::query::answer

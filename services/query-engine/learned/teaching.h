#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/query-engine/learned/feedback_store.h"
#include "services/query-engine/learned/glossary_store.h"
#include "services/query-engine/learned/knowledge.h"
#include "services/query-engine/learned/verified_store.h"

namespace aurora::query::catalog {
class Catalog;
}
namespace aurora::query::execution {
class QueryRunner;
}

namespace aurora::query::learned {

// Takes what people teach: checks it against the tables, keeps it, and lets the next question know. Blocks; thread-safe.
// Owner: main. Errors: InvalidArgument that begins with the field that has to change, and those of the stores.
class Teaching {
 public:
  Teaching(state::Database& database, Knowledge& knowledge, const catalog::Catalog& catalog, execution::QueryRunner& runner)
      : terms_(database), verified_(database), feedback_(database), knowledge_(knowledge), catalog_(catalog), runner_(runner) {}

  absl::StatusOr<StoredTerm> PutTerm(StoredTerm term, absl::Time deadline);
  absl::Status RemoveTerm(const std::string& id);
  absl::StatusOr<VerifiedAnswer> AddVerified(VerifiedAnswer answer, absl::Time deadline);
  absl::Status RemoveVerified(const std::string& id);
  absl::StatusOr<Feedback> GiveFeedback(Feedback feedback);
  absl::StatusOr<std::vector<Feedback>> ListFeedback(int64_t limit) { return feedback_.List(limit); }

 private:
  absl::Status CheckTerm(const StoredTerm& term, absl::Time deadline);

  GlossaryStore terms_;
  VerifiedStore verified_;
  FeedbackStore feedback_;
  Knowledge& knowledge_;
  const catalog::Catalog& catalog_;
  execution::QueryRunner& runner_;
};

}  // namespace aurora::query::learned

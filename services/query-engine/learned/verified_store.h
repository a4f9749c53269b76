#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/query-engine/guard/sql_guard.h"

namespace aurora::state {
class Database;
class Session;
}  // namespace aurora::state

namespace aurora::query::learned {

inline constexpr int64_t kVerifiedMax = 5'000;

// A question with the SQL that a person saw to be right.
struct VerifiedAnswer {
  std::string id;
  std::string question;
  guard::UncheckedSql sql;
  std::string made_by;
  absl::Time at;
};

// Questions are the same when this is: their words, whatever their case and punctuation.
std::string QuestionKey(const std::string& question);

// Verified answers in the query engine's state. SQL was checked before it comes here. Blocks; thread-safe. Owner: main.
// Errors: NotFound, FailedPrecondition (there are kVerifiedMax), and those of state::Database.
class VerifiedStore {
 public:
  explicit VerifiedStore(state::Database& database) : database_(database) {}

  // Takes the place of the verified answer to the same question.
  absl::StatusOr<VerifiedAnswer> Add(VerifiedAnswer answer, absl::Time now);
  absl::Status Remove(const std::string& id);
  // Newest first.
  static absl::StatusOr<std::vector<VerifiedAnswer>> List(state::Session& session);

 private:
  state::Database& database_;
};

}  // namespace aurora::query::learned

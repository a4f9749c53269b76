#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace aurora::state {
class Database;
}

namespace aurora::query::learned {

// The oldest go first.
inline constexpr int64_t kFeedbackMax = 10'000;
inline constexpr size_t kNoteBytesMax = 2'000;

struct Feedback {
  std::string id;
  std::string answer_id;
  bool right = false;
  std::string note;
  // As the person saw them.
  std::string question;
  std::string sql;
  std::string made_by;
  absl::Time at;
};

// What people said of answers, in the query engine's state. Blocks; thread-safe. Owner: main. Errors: those of
// state::Database.
class FeedbackStore {
 public:
  explicit FeedbackStore(state::Database& database) : database_(database) {}

  // Takes the place of what the same person said of the same answer.
  absl::StatusOr<Feedback> Add(Feedback feedback, absl::Time now);
  // Newest first.
  absl::StatusOr<std::vector<Feedback>> List(int64_t limit);

 private:
  state::Database& database_;
};

}  // namespace aurora::query::learned

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/workspace/page_cursor.h"

namespace aurora::state {
class Database;
}

namespace aurora::gateway::workspace {

struct HistoryEntry {
  std::string id;
  // JSON of what was asked and what came of it, checked by the API.
  std::string body;
  bool starred = false;
  // How often the same was asked.
  int64_t runs = 1;
  absl::Time asked_at;
};

// What a person asks is found by: whose, and (in lower case) which words.
struct HistoryFilter {
  std::string owner;
  std::string words;
  bool starred_only = false;
};

struct HistoryPage {
  // Newest first.
  std::vector<HistoryEntry> entries;
  // "" on the last page.
  std::string next_page;
};

// Each person's own questions and SQL. The same asked again is one entry that moves to the front. The oldest above
// kEntriesMax go, starred ones stay. Blocks; thread-safe. Owner: main. Errors: NotFound, FailedPrecondition (too many
// stars), and those of state::Database.
class HistoryStore {
 public:
  explicit HistoryStore(state::Database& database) : database_(database) {}

  // `identity` tells two askings apart, `words` is what a search looks at.
  absl::StatusOr<HistoryEntry> Add(const std::string& owner, const std::string& identity, const std::string& words,
                                   const std::string& body, absl::Time now);
  absl::StatusOr<HistoryPage> List(const HistoryFilter& filter, int64_t limit, const PageCursor& after);
  absl::StatusOr<HistoryEntry> SetStar(const std::string& owner, const std::string& id, bool starred);
  absl::Status Delete(const std::string& owner, const std::string& id);
  // All of a person's without a star; how many went.
  absl::StatusOr<int64_t> Clear(const std::string& owner);

  static constexpr int64_t kEntriesMax = 500;
  static constexpr int64_t kStarsMax = 200;

 private:
  state::Database& database_;
};

}  // namespace aurora::gateway::workspace

#pragma once

#include <cstdint>
#include <optional>
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

// A kind of document: how it is called in messages, how its ids begin, and how many there may be.
struct DocumentKind {
  // Also what the state keeps, at most 16 characters.
  const char* name;
  const char* id_prefix;
  int64_t count_max;
};

inline constexpr DocumentKind kBoard{"board", "b-", 1000};
inline constexpr DocumentKind kSavedQuestion{"question", "q-", 5000};
inline constexpr DocumentKind kShare{"share", "s-", 10'000};
inline constexpr DocumentKind kExport{"export", "x-", 1000};
// Their names are unique: programs call them by it.
inline constexpr DocumentKind kEndpoint{"endpoint", "e-", 500};

struct Document {
  std::string id;
  std::string owner;
  std::string name;
  // JSON, checked by the API before it comes here.
  std::string body;
  // 1 when made, one more with each change.
  int64_t revision = 1;
  absl::Time created_at;
  absl::Time updated_at;
  std::optional<absl::Time> expires_at;
};

struct DocumentPage {
  // Last changed first.
  std::vector<Document> documents;
  // "" on the last page.
  std::string next_page;
};

// Boards, saved questions, share links, prepared exports and endpoints in the gateway's state. Blocks; thread-safe.
// Owner: main. Errors: NotFound, Aborted (another revision than expected: somebody changed it in between),
// AlreadyExists (an endpoint's name is taken), FailedPrecondition (there are count_max of them), and those of
// state::Database.
class DocumentStore {
 public:
  explicit DocumentStore(state::Database& database) : database_(database) {}

  // What is past its time is removed first.
  absl::StatusOr<Document> Create(const DocumentKind& kind, const std::string& owner, const std::string& name,
                                  const std::string& body, absl::Time now,
                                  std::optional<absl::Duration> lifetime = std::nullopt);
  absl::StatusOr<Document> Get(const DocumentKind& kind, const std::string& id, absl::Time now);
  // For kinds whose names are unique.
  absl::StatusOr<Document> FindByName(const DocumentKind& kind, const std::string& name, absl::Time now);
  // Up to `limit` documents after the cursor.
  absl::StatusOr<DocumentPage> List(const DocumentKind& kind, int64_t limit, const PageCursor& after, absl::Time now);
  absl::StatusOr<Document> Replace(const DocumentKind& kind, const std::string& id, const std::string& name,
                                   const std::string& body, int64_t expected_revision, absl::Time now);
  absl::Status Delete(const DocumentKind& kind, const std::string& id);

 private:
  state::Database& database_;
};

}  // namespace aurora::gateway::workspace

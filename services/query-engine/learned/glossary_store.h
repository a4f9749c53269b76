#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/query-engine/language/glossary/term.h"

namespace aurora::state {
class Database;
class Session;
}  // namespace aurora::state

namespace aurora::query::learned {

inline constexpr int64_t kTermsMax = 2'000;

struct StoredTerm {
  std::string id;
  std::string term;
  language::TermKind kind = language::TermKind::kSynonym;
  std::string definition;
  // Empty for a synonym.
  language::Source table;
  std::string made_by;
  absl::Time created_at;
  absl::Time updated_at;
};

std::string_view KindName(language::TermKind kind);

// The glossary in the query engine's state. Definitions were checked before they come here. Blocks; thread-safe. Owner: main.
// Errors: AlreadyExists (the term is defined already), NotFound, FailedPrecondition (there are kTermsMax), and those of
// state::Database.
class GlossaryStore {
 public:
  explicit GlossaryStore(state::Database& database) : database_(database) {}

  // Replaces the term of `term.id`; makes a new one when that is empty.
  absl::StatusOr<StoredTerm> Put(StoredTerm term, absl::Time now);
  absl::Status Remove(const std::string& id);
  // By name.
  static absl::StatusOr<std::vector<StoredTerm>> List(state::Session& session);

 private:
  state::Database& database_;
};

}  // namespace aurora::query::learned

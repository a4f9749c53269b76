#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/secret.h"
#include "libs/state/database.h"

namespace aurora::gateway::auth {

// What every token has, whatever it opens. Times are to the microsecond, as the state keeps them.
struct TokenFacts {
  std::string id;
  std::string name;
  absl::Time created_at;
  // Absent: it does not end.
  std::optional<absl::Time> expires_at;
  std::optional<absl::Time> last_used_at;
};

// A token that was just made: the only time that its secret is there.
struct FreshToken {
  TokenFacts facts;
  base::Secret secret;
};

// `prefix` begins the id: "t-".
FreshToken MakeToken(const char* prefix, const std::string& name, std::optional<absl::Duration> lifetime, absl::Time now);

// A table of tokens that are kept as hashes: how one is added, listed and found again. It has the columns id, name, hash,
// created_at, expires_at and last_used_at, and text columns of its own. Tables do not know each other: a token of one is
// never found in another. Blocks; thread-safe. Owner: the store of one kind of token.
class TokenTable {
 public:
  struct Kept {
    TokenFacts facts;
    // In the order of `own`.
    std::vector<std::string> own;
  };

  // `unknown` is the error for a token that is not there or is over: the two are not told apart.
  TokenTable(state::Database& database, std::string name, std::vector<std::string> own, absl::Status unknown);

  // Inside the caller's transaction, so that it can count first. `own`: a value for each column of its own. AlreadyExists.
  absl::Status Add(state::Session& session, const FreshToken& token, const std::vector<std::string>& own) const;
  // Newest first. `where` is "" or a condition with `parameters`.
  absl::StatusOr<std::vector<Kept>> List(const std::string& where = "", const state::Parameters& parameters = {}) const;
  // Notes the use, no more often than once a minute.
  absl::StatusOr<Kept> Find(std::string_view token, absl::Time now) const;

 private:
  Kept Read(const state::Row& row) const;
  size_t ColumnCount() const;

  state::Database& database_;
  const std::string name_;
  const std::vector<std::string> own_;
  const absl::Status unknown_;
  // What Read takes.
  const std::string columns_;
};

}  // namespace aurora::gateway::auth

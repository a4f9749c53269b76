#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/auth/identity.h"
#include "gateway/auth/token_table.h"
#include "libs/base/secret.h"
#include "libs/state/migration.h"

namespace aurora::gateway::auth {

struct Token : TokenFacts {
  Role role = Role::kViewer;
};

struct NewCredential {
  base::Secret secret;
  absl::Time expires_at;
};

struct NewToken {
  Token token;
  base::Secret secret;
};

struct SessionLimits {
  absl::Duration idle = absl::Hours(12);
  absl::Duration absolute = absl::Hours(24 * 7);
};

// API tokens, sessions and one-time sign-in links, as hashes in the state. Blocks; thread-safe. Owner: main.
class CredentialStore {
 public:
  // Schema of the state that the store needs.
  static std::vector<state::Migration> Migrations();

  CredentialStore(state::Database& database, const SessionLimits& limits);

  // Makes the token of a file (kept by the operator) an administrator's; an earlier one ends.
  absl::Status RegisterAdminToken(const base::Secret& token, absl::Time now);

  // AlreadyExists for a name that is taken.
  absl::StatusOr<NewToken> CreateToken(const std::string& name, Role role,
                                       std::optional<absl::Duration> lifetime, absl::Time now);
  // Newest first, at most kTokensMax.
  absl::StatusOr<std::vector<Token>> ListTokens();
  // Its sessions end with it. NotFound.
  absl::Status DeleteToken(const std::string& id);

  absl::StatusOr<NewCredential> CreateLink(const std::string& user, Role role, absl::Duration lifetime,
                                           absl::Time now);
  // Uses a link up. Unauthenticated when it is unknown, used or too old: the three are not told apart.
  absl::StatusOr<Identity> RedeemLink(std::string_view link_token, absl::Time now);

  absl::StatusOr<NewCredential> CreateSession(const Identity& identity, absl::Time now);
  absl::Status DeleteSession(std::string_view session_token);
  struct Session {
    Identity identity;
    absl::Time expires_at;
  };

  // Unauthenticated when there is no such credential or it is over.
  absl::StatusOr<Identity> FindToken(std::string_view token, absl::Time now);
  absl::StatusOr<Session> FindSession(std::string_view session_token, absl::Time now);

  static constexpr int kTokensMax = 1000;

 private:
  state::Database& database_;
  SessionLimits limits_;
  const TokenTable tokens_;
};

}  // namespace aurora::gateway::auth

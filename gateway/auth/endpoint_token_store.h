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

namespace aurora::gateway::auth {

struct EndpointToken : TokenFacts {
  std::string endpoint_id;
  std::string made_by;
};

struct NewEndpointToken {
  EndpointToken token;
  base::Secret secret;
};

// Tokens that open one endpoint each and nothing else, as hashes in the state. A table of their own: nothing that looks
// for an API token or makes a session of one can ever find them. Blocks; thread-safe. Owner: main.
class EndpointTokenStore {
 public:
  // Statements that make the table, for the gateway's migrations.
  static const char* Schema();

  explicit EndpointTokenStore(state::Database& database);

  // What is past its time is removed first. FailedPrecondition when the endpoint has kTokensMax.
  absl::StatusOr<NewEndpointToken> Create(const std::string& endpoint_id, const std::string& name,
                                          const std::string& made_by, std::optional<absl::Duration> lifetime,
                                          absl::Time now);
  // Newest first; those past their time are among them until the next is made.
  absl::StatusOr<std::vector<EndpointToken>> List(const std::string& endpoint_id);
  // NotFound.
  absl::Status Delete(const std::string& endpoint_id, const std::string& id);
  absl::Status DeleteAll(const std::string& endpoint_id);
  // A viewer whose endpoint_id is set. Unauthenticated when the token is unknown or over.
  absl::StatusOr<Identity> Find(std::string_view token, absl::Time now);

  // Of one endpoint.
  static constexpr int kTokensMax = 50;

 private:
  state::Database& database_;
  const TokenTable table_;
};

}  // namespace aurora::gateway::auth

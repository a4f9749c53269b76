#include "gateway/auth/endpoint_token_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/auth/hashed_row.h"
#include "libs/state/database.h"

namespace aurora::gateway::auth {
namespace {

// The columns of its own.
enum Own { kEndpointId, kMadeBy };

EndpointToken FromKept(TokenTable::Kept kept) {
  return {std::move(kept.facts), kept.own[kEndpointId], kept.own[kMadeBy]};
}

}  // namespace

EndpointTokenStore::EndpointTokenStore(state::Database& database)
    : database_(database),
      table_(database, "endpoint_tokens", {"endpoint_id", "made_by"},
             absl::UnauthenticatedError("the token is unknown, revoked or has expired")) {}

const char* EndpointTokenStore::Schema() {
  return "CREATE TABLE endpoint_tokens (id VARCHAR(64) PRIMARY KEY, endpoint_id VARCHAR(64) NOT NULL, "
         "name VARCHAR(64) NOT NULL, made_by VARCHAR(80) NOT NULL, hash VARCHAR(64) NOT NULL UNIQUE, "
         "created_at BIGINT NOT NULL, expires_at BIGINT, last_used_at BIGINT);\n"
         "CREATE INDEX endpoint_tokens_by_endpoint ON endpoint_tokens (endpoint_id, created_at);\n";
}

absl::StatusOr<NewEndpointToken> EndpointTokenStore::Create(const std::string& endpoint_id, const std::string& name,
                                                            const std::string& made_by,
                                                            std::optional<absl::Duration> lifetime, absl::Time now) {
  const FreshToken made = MakeToken("et-", name, lifetime, now);
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    auto gone = session.Execute("DELETE FROM endpoint_tokens WHERE endpoint_id = :endpoint_id AND expires_at <= :now",
                                {{"endpoint_id", endpoint_id}, {"now", ToMicros(now)}});
    if (!gone.ok()) return gone.status();
    auto count = session.Select("SELECT count(*) FROM endpoint_tokens WHERE endpoint_id = :endpoint_id", 1,
                                {{"endpoint_id", endpoint_id}});
    if (!count.ok()) return count.status();
    if (count->at(0).Number(0) >= kTokensMax) {
      return absl::FailedPreconditionError(
          absl::StrCat("the endpoint has ", kTokensMax, " tokens, the most that it can have; revoke some first"));
    }
    return table_.Add(session, made, {endpoint_id, made_by});
  });
  if (!status.ok()) return status;
  return NewEndpointToken{{made.facts, endpoint_id, made_by}, made.secret};
}

absl::StatusOr<std::vector<EndpointToken>> EndpointTokenStore::List(const std::string& endpoint_id) {
  auto kept = table_.List("endpoint_id = :endpoint_id", {{"endpoint_id", endpoint_id}});
  if (!kept.ok()) return kept.status();
  std::vector<EndpointToken> tokens;
  for (TokenTable::Kept& token : *kept) tokens.push_back(FromKept(std::move(token)));
  return tokens;
}

absl::Status EndpointTokenStore::Delete(const std::string& endpoint_id, const std::string& id) {
  return database_.Transact([&](state::Session& session) -> absl::Status {
    auto deleted = session.Execute("DELETE FROM endpoint_tokens WHERE id = :id AND endpoint_id = :endpoint_id",
                                   {{"id", id}, {"endpoint_id", endpoint_id}});
    if (!deleted.ok()) return deleted.status();
    if (*deleted == 0) return absl::NotFoundError(absl::StrCat("the endpoint has no token ", id, " (any more)"));
    return absl::OkStatus();
  });
}

absl::Status EndpointTokenStore::DeleteAll(const std::string& endpoint_id) {
  return database_.Transact([&](state::Session& session) {
    return session
        .Execute("DELETE FROM endpoint_tokens WHERE endpoint_id = :endpoint_id", {{"endpoint_id", endpoint_id}})
        .status();
  });
}

absl::StatusOr<Identity> EndpointTokenStore::Find(std::string_view token, absl::Time now) {
  const auto found = table_.Find(token, now);
  if (!found.ok()) return found.status();
  Identity identity;
  identity.token_id = found->facts.id;
  identity.endpoint_id = found->own[kEndpointId];
  identity.user = absl::StrCat("endpoint-token:", identity.token_id);
  identity.role = Role::kViewer;
  identity.via = Identity::Via::kToken;
  return identity;
}

}  // namespace aurora::gateway::auth

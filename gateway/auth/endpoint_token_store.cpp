#include "gateway/auth/endpoint_token_store.h"

#include "absl/strings/str_cat.h"
#include "gateway/auth/credential.h"
#include "libs/base/identifier.h"
#include "libs/state/database.h"

namespace aurora::gateway::auth {
namespace {

// last_used_at is written no more often than this.
constexpr absl::Duration kUseGranularity = absl::Minutes(1);

int64_t Micros(absl::Time time) { return absl::ToUnixMicros(time); }

std::optional<absl::Time> OptionalTime(const state::Row& row, size_t column) {
  if (row.IsNull(column)) return std::nullopt;
  return absl::FromUnixMicros(row.Number(column));
}

}  // namespace

const char* EndpointTokenStore::Schema() {
  return "CREATE TABLE endpoint_tokens (id VARCHAR(64) PRIMARY KEY, endpoint_id VARCHAR(64) NOT NULL, "
         "name VARCHAR(64) NOT NULL, made_by VARCHAR(80) NOT NULL, hash VARCHAR(64) NOT NULL UNIQUE, "
         "created_at BIGINT NOT NULL, expires_at BIGINT, last_used_at BIGINT);\n"
         "CREATE INDEX endpoint_tokens_by_endpoint ON endpoint_tokens (endpoint_id, created_at);\n";
}

absl::StatusOr<NewEndpointToken> EndpointTokenStore::Create(const std::string& endpoint_id, const std::string& name,
                                                            const std::string& made_by,
                                                            std::optional<absl::Duration> lifetime, absl::Time now) {
  NewEndpointToken made;
  made.secret = MakeCredential();
  // To the microsecond, as the state keeps it.
  made.token = {base::MakeIdentifier("et-"), endpoint_id, name, made_by, absl::FromUnixMicros(Micros(now)), std::nullopt, std::nullopt};
  std::optional<int64_t> expires_at;
  if (lifetime.has_value()) {
    made.token.expires_at = made.token.created_at + *lifetime;
    expires_at = Micros(*made.token.expires_at);
  }
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    auto gone = session.Execute("DELETE FROM endpoint_tokens WHERE endpoint_id = :endpoint_id AND expires_at <= :now",
                                {{"endpoint_id", endpoint_id}, {"now", Micros(now)}});
    if (!gone.ok()) return gone.status();
    auto count = session.Select("SELECT count(*) FROM endpoint_tokens WHERE endpoint_id = :endpoint_id", 1,
                                {{"endpoint_id", endpoint_id}});
    if (!count.ok()) return count.status();
    if (count->at(0).Number(0) >= kTokensMax) {
      return absl::FailedPreconditionError(
          absl::StrCat("the endpoint has ", kTokensMax, " tokens, the most that it can have; revoke some first"));
    }
    return session
        .Execute("INSERT INTO endpoint_tokens (id, endpoint_id, name, made_by, hash, created_at, expires_at) "
                 "VALUES (:id, :endpoint_id, :name, :made_by, :hash, :now, :expires_at)",
                 {{"id", made.token.id},
                  {"endpoint_id", endpoint_id},
                  {"name", name},
                  {"made_by", made_by},
                  {"hash", HashCredential(made.secret.Reveal())},
                  {"now", Micros(now)},
                  {"expires_at", expires_at}})
        .status();
  });
  if (!status.ok()) return status;
  return made;
}

absl::StatusOr<std::vector<EndpointToken>> EndpointTokenStore::List(const std::string& endpoint_id) {
  std::vector<EndpointToken> tokens;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    auto rows = session.Select("SELECT id, name, made_by, created_at, expires_at, last_used_at FROM endpoint_tokens "
                               "WHERE endpoint_id = :endpoint_id ORDER BY created_at DESC, id",
                               6, {{"endpoint_id", endpoint_id}});
    if (!rows.ok()) return rows.status();
    for (const state::Row& row : *rows) {
      tokens.push_back({row.Text(0), endpoint_id, row.Text(1), row.Text(2), absl::FromUnixMicros(row.Number(3)),
                        OptionalTime(row, 4), OptionalTime(row, 5)});
    }
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
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
  const std::string hash = HashCredential(token);
  const absl::Status unknown = absl::UnauthenticatedError("the token is unknown, revoked or has expired");
  Identity identity;
  bool note_use = false;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    auto rows = session.Select(
        "SELECT id, endpoint_id, hash, expires_at, last_used_at FROM endpoint_tokens WHERE hash = :hash", 5,
        {{"hash", hash}});
    if (!rows.ok()) return rows.status();
    if (rows->empty() || !ConstantTimeEquals(rows->at(0).Text(2), hash)) return unknown;
    const state::Row& row = rows->at(0);
    if (const auto end = OptionalTime(row, 3); end.has_value() && *end <= now) return unknown;
    const auto used = OptionalTime(row, 4);
    note_use = !used.has_value() || now - *used > kUseGranularity;
    identity.token_id = row.Text(0);
    identity.endpoint_id = row.Text(1);
    identity.user = absl::StrCat("endpoint-token:", identity.token_id);
    identity.role = Role::kViewer;
    identity.via = Identity::Via::kToken;
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  if (note_use) {
    // Only a note: a full disk must not keep anyone out.
    database_
        .Transact([&](state::Session& session) {
          return session
              .Execute("UPDATE endpoint_tokens SET last_used_at = :now WHERE hash = :hash",
                       {{"now", Micros(now)}, {"hash", hash}})
              .status();
        })
        .IgnoreError();
  }
  return identity;
}

}  // namespace aurora::gateway::auth

#include "gateway/auth/credential_store.h"

#include "absl/strings/str_cat.h"
#include "gateway/auth/credential.h"
#include "libs/base/identifier.h"
#include "libs/state/database.h"

namespace aurora::gateway::auth {
namespace {

constexpr char kAdminTokenId[] = "t-admin";
// last_used_at and last_seen_at are written no more often than this.
constexpr absl::Duration kUseGranularity = absl::Minutes(1);

constexpr char kSchema[] =
    "CREATE TABLE tokens (id VARCHAR(64) PRIMARY KEY, name VARCHAR(64) NOT NULL UNIQUE, "
    "role VARCHAR(16) NOT NULL, hash VARCHAR(64) NOT NULL UNIQUE, created_at BIGINT NOT NULL, "
    "expires_at BIGINT, last_used_at BIGINT);\n"
    "CREATE TABLE sessions (hash VARCHAR(64) PRIMARY KEY, user_name VARCHAR(80) NOT NULL, "
    "role VARCHAR(16) NOT NULL, token_id VARCHAR(64), created_at BIGINT NOT NULL, "
    "last_seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL);\n"
    "CREATE TABLE sign_in_links (hash VARCHAR(64) PRIMARY KEY, user_name VARCHAR(80) NOT NULL, "
    "role VARCHAR(16) NOT NULL, expires_at BIGINT NOT NULL, used_at BIGINT);\n";

int64_t Micros(absl::Time time) { return absl::ToUnixMicros(time); }
std::optional<absl::Time> OptionalTime(const state::Row& row, size_t column) {
  if (row.IsNull(column)) return std::nullopt;
  return absl::FromUnixMicros(row.Number(column));
}

absl::Status NoSuchCredential() {
  return absl::UnauthenticatedError("the credential is unknown or has expired; sign in again");
}

std::string UserOfToken(const std::string& id, const std::string& name) {
  return id == kAdminTokenId ? "admin" : absl::StrCat("token:", name);
}

}  // namespace

std::vector<state::Migration> CredentialStore::Migrations() { return {{1, "credentials", kSchema, ""}}; }

absl::Status CredentialStore::RegisterAdminToken(const base::Secret& token, absl::Time now) {
  return database_.Transact([&](state::Session& session) -> absl::Status {
    const std::string hash = HashCredential(token.Reveal());
    auto same = session.Select("SELECT id FROM tokens WHERE id = :id AND hash = :hash", 1,
                               {{"id", kAdminTokenId}, {"hash", hash}});
    if (!same.ok()) return same.status();
    if (!same->empty()) return absl::OkStatus();
    const state::Parameters id = {{"id", kAdminTokenId}};
    if (auto done = session.Execute("DELETE FROM sessions WHERE token_id = :id", id); !done.ok()) {
      return done.status();
    }
    if (auto done = session.Execute("DELETE FROM tokens WHERE id = :id", id); !done.ok()) return done.status();
    return session
        .Execute("INSERT INTO tokens (id, name, role, hash, created_at) VALUES (:id, 'admin', 'admin', :hash, :now)",
                 {{"id", kAdminTokenId}, {"hash", hash}, {"now", Micros(now)}})
        .status();
  });
}

absl::StatusOr<NewToken> CredentialStore::CreateToken(const std::string& name, Role role,
                                                      std::optional<absl::Duration> lifetime, absl::Time now) {
  NewToken made;
  made.secret = MakeCredential();
  made.token = {base::MakeIdentifier("t-"), name, role, now, std::nullopt, std::nullopt};
  std::optional<int64_t> expires_at;
  if (lifetime.has_value()) {
    made.token.expires_at = now + *lifetime;
    expires_at = Micros(*made.token.expires_at);
  }
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    auto count = session.Select("SELECT count(*) FROM tokens", 1);
    if (!count.ok()) return count.status();
    if (count->at(0).Number(0) >= kTokensMax) {
      return absl::FailedPreconditionError(absl::StrCat("there are ", kTokensMax, " tokens; delete some"));
    }
    return session
        .Execute("INSERT INTO tokens (id, name, role, hash, created_at, expires_at) "
                 "VALUES (:id, :name, :role, :hash, :now, :expires_at)",
                 {{"id", made.token.id},
                  {"name", name},
                  {"role", RoleName(role)},
                  {"hash", HashCredential(made.secret.Reveal())},
                  {"now", Micros(now)},
                  {"expires_at", expires_at}})
        .status();
  });
  if (absl::IsAlreadyExists(status)) {
    return absl::AlreadyExistsError(absl::StrCat("token ", name, " exists; delete it or choose another name"));
  }
  if (!status.ok()) return status;
  return made;
}

absl::StatusOr<std::vector<Token>> CredentialStore::ListTokens() {
  std::vector<Token> tokens;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    auto rows = session.Select(
        "SELECT id, name, role, created_at, expires_at, last_used_at FROM tokens ORDER BY created_at DESC, id", 6);
    if (!rows.ok()) return rows.status();
    for (const state::Row& row : *rows) {
      tokens.push_back({row.Text(0), row.Text(1), ParseRole(row.Text(2)).value_or(Role::kViewer),
                        absl::FromUnixMicros(row.Number(3)), OptionalTime(row, 4), OptionalTime(row, 5)});
    }
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return tokens;
}

absl::Status CredentialStore::DeleteToken(const std::string& id) {
  return database_.Transact([&](state::Session& session) -> absl::Status {
    auto sessions = session.Execute("DELETE FROM sessions WHERE token_id = :id", {{"id", id}});
    if (!sessions.ok()) return sessions.status();
    auto deleted = session.Execute("DELETE FROM tokens WHERE id = :id", {{"id", id}});
    if (!deleted.ok()) return deleted.status();
    if (*deleted == 0) return absl::NotFoundError(absl::StrCat("there is no token ", id));
    return absl::OkStatus();
  });
}

absl::StatusOr<NewCredential> CredentialStore::CreateLink(const std::string& user, Role role,
                                                          absl::Duration lifetime, absl::Time now) {
  NewCredential made{MakeCredential(), now + lifetime};
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    auto old = session.Execute("DELETE FROM sign_in_links WHERE expires_at < :now", {{"now", Micros(now)}});
    if (!old.ok()) return old.status();
    return session
        .Execute("INSERT INTO sign_in_links (hash, user_name, role, expires_at) "
                 "VALUES (:hash, :user_name, :role, :expires_at)",
                 {{"hash", HashCredential(made.secret.Reveal())},
                  {"user_name", user},
                  {"role", RoleName(role)},
                  {"expires_at", Micros(made.expires_at)}})
        .status();
  });
  if (!status.ok()) return status;
  return made;
}

absl::StatusOr<Identity> CredentialStore::RedeemLink(std::string_view link_token, absl::Time now) {
  Identity identity;
  identity.via = Identity::Via::kSession;
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    const std::string hash = HashCredential(link_token);
    // One statement decides who of several redeemers comes first.
    auto used = session.Execute(
        "UPDATE sign_in_links SET used_at = :now WHERE hash = :hash AND used_at IS NULL AND expires_at > :now2",
        {{"now", Micros(now)}, {"hash", hash}, {"now2", Micros(now)}});
    if (!used.ok()) return used.status();
    if (*used != 1) return NoSuchCredential();
    auto rows = session.Select("SELECT user_name, role FROM sign_in_links WHERE hash = :hash", 2, {{"hash", hash}});
    if (!rows.ok()) return rows.status();
    identity.user = rows->at(0).Text(0);
    identity.role = ParseRole(rows->at(0).Text(1)).value_or(Role::kViewer);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return identity;
}

absl::StatusOr<NewCredential> CredentialStore::CreateSession(const Identity& identity, absl::Time now) {
  NewCredential made{MakeCredential(), now + limits_.absolute};
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    auto old = session.Execute("DELETE FROM sessions WHERE expires_at < :now OR last_seen_at < :idle",
                               {{"now", Micros(now)}, {"idle", Micros(now - limits_.idle)}});
    if (!old.ok()) return old.status();
    return session
        .Execute("INSERT INTO sessions (hash, user_name, role, token_id, created_at, last_seen_at, expires_at) "
                 "VALUES (:hash, :user_name, :role, :token_id, :now, :seen, :expires_at)",
                 {{"hash", HashCredential(made.secret.Reveal())},
                  {"user_name", identity.user},
                  {"role", RoleName(identity.role)},
                  {"token_id", identity.token_id},
                  {"now", Micros(now)},
                  {"seen", Micros(now)},
                  {"expires_at", Micros(made.expires_at)}})
        .status();
  });
  if (!status.ok()) return status;
  return made;
}

absl::Status CredentialStore::DeleteSession(std::string_view session_token) {
  return database_.Transact([&](state::Session& session) {
    return session
        .Execute("DELETE FROM sessions WHERE hash = :hash", {{"hash", HashCredential(session_token)}})
        .status();
  });
}

absl::StatusOr<Identity> CredentialStore::FindToken(std::string_view token, absl::Time now) {
  const std::string hash = HashCredential(token);
  Identity identity;
  bool note_use = false;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    auto rows = session.Select("SELECT id, name, role, hash, expires_at, last_used_at FROM tokens WHERE hash = :hash",
                               6, {{"hash", hash}});
    if (!rows.ok()) return rows.status();
    if (rows->empty() || !ConstantTimeEquals(rows->at(0).Text(3), hash)) return NoSuchCredential();
    const state::Row& row = rows->at(0);
    if (const auto end = OptionalTime(row, 4); end.has_value() && *end <= now) return NoSuchCredential();
    const auto used = OptionalTime(row, 5);
    note_use = !used.has_value() || now - *used > kUseGranularity;
    identity.user = UserOfToken(row.Text(0), row.Text(1));
    identity.role = ParseRole(row.Text(2)).value_or(Role::kViewer);
    identity.via = Identity::Via::kToken;
    identity.token_id = row.Text(0);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  if (note_use) {
    // Only a note: a full disk must not keep anyone out.
    database_
        .Transact([&](state::Session& session) {
          return session
              .Execute("UPDATE tokens SET last_used_at = :now WHERE hash = :hash",
                       {{"now", Micros(now)}, {"hash", hash}})
              .status();
        })
        .IgnoreError();
  }
  return identity;
}

absl::StatusOr<CredentialStore::Session> CredentialStore::FindSession(std::string_view session_token,
                                                                      absl::Time now) {
  const std::string hash = HashCredential(session_token);
  Session found;
  bool note_use = false;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    auto rows = session.Select(
        "SELECT user_name, role, token_id, last_seen_at, expires_at, hash FROM sessions WHERE hash = :hash", 6,
        {{"hash", hash}});
    if (!rows.ok()) return rows.status();
    if (rows->empty() || !ConstantTimeEquals(rows->at(0).Text(5), hash)) return NoSuchCredential();
    const state::Row& row = rows->at(0);
    const absl::Time seen = absl::FromUnixMicros(row.Number(3));
    found.expires_at = absl::FromUnixMicros(row.Number(4));
    if (found.expires_at <= now || now - seen > limits_.idle) return NoSuchCredential();
    note_use = now - seen > kUseGranularity;
    found.identity.user = row.Text(0);
    found.identity.role = ParseRole(row.Text(1)).value_or(Role::kViewer);
    found.identity.token_id = row.Text(2);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  found.identity.via = Identity::Via::kSession;
  found.identity.csrf_token = CsrfToken(session_token);
  if (note_use) {
    database_
        .Transact([&](state::Session& session) {
          return session
              .Execute("UPDATE sessions SET last_seen_at = :now WHERE hash = :hash",
                       {{"now", Micros(now)}, {"hash", hash}})
              .status();
        })
        .IgnoreError();
  }
  return found;
}

}  // namespace aurora::gateway::auth

#include "gateway/auth/credential_store.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "gateway/auth/credential.h"
#include "gateway/auth/hashed_row.h"
#include "libs/state/database.h"

namespace aurora::gateway::auth {
namespace {

constexpr char kAdminTokenId[] = "t-admin";

constexpr char kSchema[] =
    "CREATE TABLE tokens (id VARCHAR(64) PRIMARY KEY, name VARCHAR(64) NOT NULL UNIQUE, "
    "role VARCHAR(16) NOT NULL, hash VARCHAR(64) NOT NULL UNIQUE, created_at BIGINT NOT NULL, "
    "expires_at BIGINT, last_used_at BIGINT);\n"
    "CREATE TABLE sessions (hash VARCHAR(64) PRIMARY KEY, user_name VARCHAR(80) NOT NULL, "
    "role VARCHAR(16) NOT NULL, token_id VARCHAR(64), created_at BIGINT NOT NULL, "
    "last_seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL);\n"
    "CREATE TABLE sign_in_links (hash VARCHAR(64) PRIMARY KEY, user_name VARCHAR(80) NOT NULL, "
    "role VARCHAR(16) NOT NULL, expires_at BIGINT NOT NULL, used_at BIGINT);\n";

absl::Status NoSuchCredential() {
  return absl::UnauthenticatedError("the credential is unknown or has expired; sign in again");
}

std::string UserOfToken(const std::string& id, const std::string& name) {
  return id == kAdminTokenId ? "admin" : absl::StrCat("token:", name);
}

Role RoleFrom(const std::string& name) { return ParseRole(name).value_or(Role::kViewer); }

}  // namespace

CredentialStore::CredentialStore(state::Database& database, const SessionLimits& limits)
    : database_(database), limits_(limits), tokens_(database, "tokens", {"role"}, NoSuchCredential()) {}

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
    const FreshToken admin{{kAdminTokenId, "admin", now, std::nullopt, std::nullopt}, token};
    return tokens_.Add(session, admin, {std::string(RoleName(Role::kAdmin))});
  });
}

absl::StatusOr<NewToken> CredentialStore::CreateToken(const std::string& name, Role role,
                                                      std::optional<absl::Duration> lifetime, absl::Time now) {
  const FreshToken made = MakeToken("t-", name, lifetime, now);
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    auto count = session.Select("SELECT count(*) FROM tokens", 1);
    if (!count.ok()) return count.status();
    if (count->at(0).Number(0) >= kTokensMax) {
      return absl::FailedPreconditionError(absl::StrCat("there are ", kTokensMax, " tokens; delete some"));
    }
    return tokens_.Add(session, made, {std::string(RoleName(role))});
  });
  if (absl::IsAlreadyExists(status)) {
    return absl::AlreadyExistsError(absl::StrCat("token ", name, " exists; delete it or choose another name"));
  }
  if (!status.ok()) return status;
  return NewToken{{made.facts, role}, made.secret};
}

absl::StatusOr<std::vector<Token>> CredentialStore::ListTokens() {
  auto kept = tokens_.List();
  if (!kept.ok()) return kept.status();
  std::vector<Token> tokens;
  for (TokenTable::Kept& token : *kept) tokens.push_back({std::move(token.facts), RoleFrom(token.own[0])});
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
    auto old = session.Execute("DELETE FROM sign_in_links WHERE expires_at < :now", {{"now", ToMicros(now)}});
    if (!old.ok()) return old.status();
    return session
        .Execute("INSERT INTO sign_in_links (hash, user_name, role, expires_at) "
                 "VALUES (:hash, :user_name, :role, :expires_at)",
                 {{"hash", HashCredential(made.secret.Reveal())},
                  {"user_name", user},
                  {"role", RoleName(role)},
                  {"expires_at", ToMicros(made.expires_at)}})
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
        {{"now", ToMicros(now)}, {"hash", hash}, {"now2", ToMicros(now)}});
    if (!used.ok()) return used.status();
    if (*used != 1) return NoSuchCredential();
    auto rows = session.Select("SELECT user_name, role FROM sign_in_links WHERE hash = :hash", 2, {{"hash", hash}});
    if (!rows.ok()) return rows.status();
    identity.user = rows->at(0).Text(0);
    identity.role = RoleFrom(rows->at(0).Text(1));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return identity;
}

absl::StatusOr<NewCredential> CredentialStore::CreateSession(const Identity& identity, absl::Time now) {
  NewCredential made{MakeCredential(), now + limits_.absolute};
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    auto old = session.Execute("DELETE FROM sessions WHERE expires_at < :now OR last_seen_at < :idle",
                               {{"now", ToMicros(now)}, {"idle", ToMicros(now - limits_.idle)}});
    if (!old.ok()) return old.status();
    return session
        .Execute("INSERT INTO sessions (hash, user_name, role, token_id, created_at, last_seen_at, expires_at) "
                 "VALUES (:hash, :user_name, :role, :token_id, :now, :seen, :expires_at)",
                 {{"hash", HashCredential(made.secret.Reveal())},
                  {"user_name", identity.user},
                  {"role", RoleName(identity.role)},
                  {"token_id", identity.token_id},
                  {"now", ToMicros(now)},
                  {"seen", ToMicros(now)},
                  {"expires_at", ToMicros(made.expires_at)}})
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
  const auto found = tokens_.Find(token, now);
  if (!found.ok()) return found.status();
  Identity identity;
  identity.user = UserOfToken(found->facts.id, found->facts.name);
  identity.role = RoleFrom(found->own[0]);
  identity.via = Identity::Via::kToken;
  identity.token_id = found->facts.id;
  return identity;
}

absl::StatusOr<CredentialStore::Session> CredentialStore::FindSession(std::string_view session_token,
                                                                      absl::Time now) {
  const std::string hash = HashCredential(session_token);
  Session found;
  bool note_use = false;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    auto row = SelectByHash(session, "sessions", "user_name, role, token_id, last_seen_at, expires_at", 5, hash,
                            NoSuchCredential());
    if (!row.ok()) return row.status();
    const absl::Time seen = TimeOf(*row, 3);
    found.expires_at = TimeOf(*row, 4);
    if (found.expires_at <= now || now - seen > limits_.idle) return NoSuchCredential();
    note_use = IsUseNoted(seen, now);
    found.identity.user = row->Text(0);
    found.identity.role = RoleFrom(row->Text(1));
    found.identity.token_id = row->Text(2);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  found.identity.via = Identity::Via::kSession;
  found.identity.csrf_token = CsrfToken(session_token);
  if (note_use) NoteUse(database_, "sessions", "last_seen_at", hash, now);
  return found;
}

}  // namespace aurora::gateway::auth

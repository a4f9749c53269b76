#include "gateway/workspace/state_schema.h"

#include "absl/strings/str_cat.h"
#include "gateway/auth/credential_store.h"
#include "gateway/auth/endpoint_token_store.h"

namespace aurora::gateway::workspace {
namespace {

constexpr char kSchema[] =
    "CREATE TABLE documents (id VARCHAR(64) PRIMARY KEY, kind VARCHAR(16) NOT NULL, owner VARCHAR(80) NOT NULL, "
    "name VARCHAR(400) NOT NULL, body TEXT NOT NULL, revision BIGINT NOT NULL, created_at BIGINT NOT NULL, "
    "updated_at BIGINT NOT NULL, expires_at BIGINT);\n"
    "CREATE INDEX documents_by_change ON documents (kind, updated_at, id);\n"
    "CREATE TABLE history (id VARCHAR(64) PRIMARY KEY, owner VARCHAR(80) NOT NULL, hash VARCHAR(64) NOT NULL, "
    "body TEXT NOT NULL, words TEXT NOT NULL, starred BIGINT NOT NULL, runs BIGINT NOT NULL, "
    "asked_at BIGINT NOT NULL, UNIQUE (owner, hash));\n"
    "CREATE INDEX history_by_time ON history (owner, asked_at, id);\n";

// An endpoint is called by its name, so no two share one; of the other kinds any number may.
constexpr char kEndpointNames[] = "CREATE UNIQUE INDEX endpoint_names ON documents (name) WHERE kind = 'endpoint';\n";

}  // namespace

std::vector<state::Migration> StateMigrations() {
  std::vector<state::Migration> migrations = auth::CredentialStore::Migrations();
  const auto version = static_cast<uint32_t>(migrations.size()) + 1;
  migrations.push_back({version, "workspace", kSchema, ""});
  migrations.push_back({version + 1, "endpoints", absl::StrCat(auth::EndpointTokenStore::Schema(), kEndpointNames), ""});
  return migrations;
}

}  // namespace aurora::gateway::workspace

#include "gateway/workspace/state_schema.h"

#include "gateway/auth/credential_store.h"

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

}  // namespace

std::vector<state::Migration> StateMigrations() {
  std::vector<state::Migration> migrations = auth::CredentialStore::Migrations();
  const auto version = static_cast<uint32_t>(migrations.size()) + 1;
  migrations.push_back({version, "workspace", kSchema, ""});
  return migrations;
}

}  // namespace aurora::gateway::workspace

#include "services/query-engine/learned/state_schema.h"

namespace aurora::query::learned {
namespace {

constexpr char kSchema[] =
    "CREATE TABLE terms (id VARCHAR(64) PRIMARY KEY, term_key VARCHAR(400) NOT NULL UNIQUE, term VARCHAR(400) NOT NULL, "
    "kind VARCHAR(16) NOT NULL, definition TEXT NOT NULL, database_name VARCHAR(400) NOT NULL, table_name VARCHAR(400) NOT NULL, "
    "made_by VARCHAR(200) NOT NULL, created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL);\n"
    "CREATE TABLE verified_answers (id VARCHAR(64) PRIMARY KEY, question_key TEXT NOT NULL UNIQUE, question TEXT NOT NULL, "
    "sql_text TEXT NOT NULL, parameters TEXT NOT NULL, made_by VARCHAR(200) NOT NULL, verified_at BIGINT NOT NULL);\n"
    "CREATE TABLE feedback (id VARCHAR(64) PRIMARY KEY, answer_id VARCHAR(64) NOT NULL, made_by VARCHAR(200) NOT NULL, "
    "verdict VARCHAR(16) NOT NULL, note TEXT NOT NULL, question TEXT NOT NULL, sql_text TEXT NOT NULL, given_at BIGINT NOT NULL, "
    "UNIQUE (answer_id, made_by));\n"
    "CREATE INDEX feedback_by_time ON feedback (given_at, id);\n"
    "CREATE TABLE learned_changes (id BIGINT PRIMARY KEY, changes BIGINT NOT NULL);\n"
    "INSERT INTO learned_changes (id, changes) VALUES (1, 1);\n";

}  // namespace

std::vector<state::Migration> StateMigrations() { return {{1, "learned", kSchema, ""}}; }

absl::Status CountChange(state::Session& session) {
  return session.Execute("UPDATE learned_changes SET changes = changes + 1 WHERE id = 1").status();
}

}  // namespace aurora::query::learned

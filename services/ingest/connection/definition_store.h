#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/state/database.h"
#include "services/ingest/connection/definition.h"
#include "services/ingest/connection/secret_box.h"

namespace aurora::ingest {

// Definitions in the control-plane database, secrets encrypted. Thread-safe; every call is one transaction.
class DefinitionStore {
 public:
  static std::vector<state::Migration> Migrations();

  DefinitionStore(state::Database& database, const SecretBox& box) : database_(database), box_(box) {}

  // AlreadyExists when a connection of the topic to the same table is there.
  absl::Status Insert(const Definition& definition);
  // NotFound for an unknown id; so below.
  absl::Status SetSchema(const Definition& definition);
  absl::Status SetPaused(const std::string& id, bool paused);
  absl::Status Remove(const std::string& id);
  // By id.
  absl::StatusOr<std::map<std::string, Definition>> All();

 private:
  absl::StatusOr<Definition> Read(const state::Row& row);
  absl::Status Change(const std::string& id, const std::string& sql, state::Parameters parameters);

  state::Database& database_;
  const SecretBox& box_;
};

}  // namespace aurora::ingest

#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/state/database.h"
#include "services/ingest/connection/definition/definition.h"
#include "services/ingest/connection/definition/secret_box.h"

namespace aurora::ingest {

// Definitions in the control-plane database, secrets encrypted. Thread-safe; every call is one transaction.
class DefinitionStore {
 public:
  static std::vector<state::Migration> Migrations();

  DefinitionStore(state::Database& database, const SecretBox& box) : database_(database), box_(box) {}

  // AlreadyExists when a connection of one of its topics to the same table is there.
  absl::Status Insert(const Definition& definition);
  // NotFound for an unknown id; so below.
  absl::StatusOr<Definition> Get(const std::string& id);
  // Reads a definition, changes it and writes it, in one transaction with what `also` writes (may be null); begins anew when another
  // replica came first, so that `change` may run several times. Schema, batch bounds and policy can be changed, nothing
  // else. What came of it.
  using Changer = std::function<absl::Status(Definition&)>;
  using Companion = std::function<absl::Status(state::Session&, const Definition&)>;
  absl::StatusOr<Definition> Update(const std::string& id, const Changer& change, const Companion& also);
  // Of topics that came up for its pattern those that no other connection loads into its table: from now on none will. None of them
  // when the connection is gone.
  absl::StatusOr<std::set<std::string>> Claim(const std::string& id, const std::vector<SourceTopic>& topics);
  absl::Status SetPaused(const std::string& id, bool paused);
  // Pauses it because a rule says so.
  absl::Status Stop(const std::string& id, const Stopped& stopped);
  // What a restore into this database has left there to be taken in (v1::RestoredState as JSON); "" when there is nothing.
  absl::StatusOr<std::string> WaitingRestore();
  // All connections came out of a backup; those without a point are read again from their beginning. Of a restore that waited: only once,
  // whichever replica comes first, and then it waits no more.
  absl::Status MarkRestored(const std::string& restore_id, const std::map<std::string, ResumePoint>& points, bool waited = false);
  absl::Status Remove(const std::string& id);
  // By id.
  absl::StatusOr<std::map<std::string, Definition>> All();

 private:
  absl::StatusOr<Definition> Read(const state::Row& row);
  absl::StatusOr<state::Row> Find(state::Session& session, const std::string& id);
  absl::Status Change(const std::string& id, const std::string& sql, state::Parameters parameters);

  state::Database& database_;
  const SecretBox& box_;
};

}  // namespace aurora::ingest

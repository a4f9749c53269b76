#pragma once

#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/provisioning/access/managed_user.h"
#include "services/provisioning/migrations/migration.h"

namespace aurora::provisioning {

class Server;

// Makes ClickHouse what Aurora needs, and keeps it so. Every method can be repeated at any time.
//
// Two kinds of servers: one with a writable access storage, where users, limits and grants are made here by
// SQL; and one whose users are declared in its own configuration (the embedded engine), where they are only
// checked: all there, and aurora_query no stronger than it may be.
//
// Threads: thread-safe; one pass runs at a time. Owner: main.
class Provisioner {
 public:
  struct Options {
    // With passwords.
    std::vector<ManagedUser> users;
    QueryLimits limits;
    // Made at the first pass.
    std::vector<std::string> databases;
  };
  struct State {
    std::vector<ManagedUser> users;
    std::vector<std::string> databases;
    std::vector<AppliedMigration> migrations;
    std::string clickhouse_version;
  };

  Provisioner(Server& server, Options options);

  // One pass; the first one, and the one after a failure, sets everything up. Returns the databases that
  // became readable by it. Errors: Unavailable, PermissionDenied, FailedPrecondition; each names the remedy.
  absl::StatusOr<std::vector<std::string>> Reconcile();

  // Makes the database and lets ingest write to it; whether it was made now. InvalidArgument for its name.
  absl::StatusOr<bool> EnsureDatabase(const std::string& database);

  absl::StatusOr<State> Describe();
  // What the last pass said; Unavailable before the first one. Does not block.
  absl::Status readiness() const;

 private:
  absl::StatusOr<std::vector<std::string>> ReconcileLocked();
  absl::Status SetUp();
  absl::Status SetUpUsers();
  absl::Status CheckDeclaredUsers();
  absl::StatusOr<bool> EnsureDatabaseLocked(const std::string& database);
  absl::StatusOr<std::vector<std::string>> GrantMissing();
  absl::StatusOr<std::set<std::string>> AnalyticsDatabases();

  Server& server_;
  const Options options_;

  std::mutex pass_mutex_;
  bool set_up_ = false;
  // Whether the users are declared in the server's configuration.
  bool users_declared_ = false;
  // What the grants cover.
  std::set<std::string> readable_;
  std::set<std::string> writable_;
  std::vector<AppliedMigration> migrations_;
  std::string version_;

  mutable std::mutex readiness_mutex_;
  absl::Status readiness_;
};

}  // namespace aurora::provisioning

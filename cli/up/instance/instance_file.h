#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "cli/up/plan/plan.h"
#include "cli/up/supervision/supervisor.h"

namespace aurora::cli {

// run/instance.json: what other commands need to find a running Aurora. Written by the supervisor, whole, at
// each change.
struct Instance {
  struct Part {
    PartStatus status;
    std::string address;
    std::string version;
    Probe probe;
  };

  pid_t pid = 0;
  std::string version;
  absl::Time started_at;
  // All parts are up and the demonstration is connected.
  bool ready = false;
  std::string url;
  std::string admin_token_file;
  std::string clickhouse_url;
  std::string clickhouse_user;
  std::string clickhouse_password_file;
  std::string kafka_brokers;
  // Folder or s3://BUCKET/PREFIX of backups that are made by themselves; empty: none are.
  std::string backup_to;
  std::vector<Part> parts;
};

absl::Status WriteInstance(const DataDirectory& data, const Instance& instance);
// Unavailable when no Aurora runs on this data, with the remedy.
absl::StatusOr<Instance> ReadInstance(const DataDirectory& data);

}  // namespace aurora::cli

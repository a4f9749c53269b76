#pragma once

#include <map>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace aurora::cli {

// What `aurora up` was asked for: flags over the YAML file of --config over defaults.
struct Settings {
  int port = 7171;
  // What flags and file say of the demonstration; absent: it stays as the data directory has it.
  std::optional<bool> demo_asked;
  bool demo = true;
  // Events a second in total.
  double rate = 200;

  // A ClickHouse of the user's own instead of the embedded one; empty: embedded.
  std::string clickhouse_url;
  std::string clickhouse_user;
  std::string clickhouse_password_file;
  // Brokers of the user's own for the demonstration and AURORA's environment; empty: a node of our own.
  std::string kafka_brokers;

  // A Grafana to show under /grafana/; empty: none. With a password file it is set up too: a service account's token, or
  // the password of the user.
  std::string grafana_url;
  std::string grafana_user;
  std::string grafana_password_file;

  // Folder or s3://BUCKET/PREFIX of backups that are made by themselves; empty: none are.
  std::string backup_to;
  absl::Duration backup_every = absl::Hours(24);
  int backup_keep = 14;

  // Part name -> YAML that is laid over its generated configuration.
  std::map<std::string, std::string> overrides;
};

// Reads the file into `settings`. InvalidArgument (not readable; unknown key: the nearest known one).
//
//   port: 7171
//   demo: {enabled: true, rate: 200}
//   clickhouse: {url: "https://ch:8443", user: admin, password_file: /etc/aurora/clickhouse}
//   kafka: {brokers: "kafka:9092"}
//   grafana: {url: "http://127.0.0.1:3000", password_file: /etc/aurora/grafana-token}
//   backup: {to: /mnt/backups, every: 24h, keep: 14}
//   services: {ingest: {batch: {rows_max: 10000}}}
absl::Status ReadSettings(const std::string& path, Settings* settings);

}  // namespace aurora::cli

#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/api/client.h"
#include "cli/backup/stores/postgres.h"
#include "libs/clickhouse/client.h"

namespace aurora::cli {

// Where an Aurora whose ClickHouse and PostgreSQL are servers of their own keeps what a backup holds (the file of --stores). This program runs
// beside that ClickHouse, as its user: what the server's BACKUP ... TO File writes is in a folder of this machine.
struct Stores {
  std::string gateway_url;
  // The name that the gateway answers to, where it is not that of its URL; "".
  std::string gateway_host;
  std::string gateway_token_file;
  clickhouse::Options clickhouse;
  // The folder that relative paths of File() lead to.
  std::string engine_folder;
  // Of ingest: the key that the connections' secrets are encrypted with.
  std::string key_file;
  // In the order in which they are copied.
  std::vector<PostgresDatabase> states;

  static constexpr char kIngest[] = "ingest";
  // The file of a backup, below state/, that a service's database is copied into.
  static std::string CopyName(const std::string& service) { return service + ".sql"; }

  // What writes backups: the same on whatever machine or in whichever pod it runs.
  std::string owner() const { return clickhouse.url; }
  absl::StatusOr<std::unique_ptr<ApiClient>> Api() const;
};

//   gateway: {url: "http://aurora-gateway:7171", host: aurora.example.com, token_file: /run/secrets/admin-token}
//   clickhouse: {url: "http://clickhouse:8123", user: aurora_admin, password_file: /run/secrets/clickhouse-admin, ca_file: "", backups: /.../backups}
//   state:
//     ingest: {url: "postgresql://aurora@postgres/aurora_ingest", password_file: /run/secrets/postgres, key_file: /run/secrets/ingest-key}
//     gateway: {url: ..., password_file: ...}
//     query_engine: {url: ..., password_file: ...}
//
// InvalidArgument (not readable, unknown or missing key) names the key; NotFound and others a file that it names.
absl::StatusOr<Stores> ReadStores(const std::string& path);

}  // namespace aurora::cli

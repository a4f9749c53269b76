#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/base/secret.h"

namespace aurora::service {
class Configuration;
}

namespace aurora::embedded_clickhouse {

// A user that this process declares; without a password it is not made.
struct User {
  std::string name;
  base::Secret password;
};

struct Options {
  // Everything that is kept: tables, the engine's metadata, backups.
  std::string data_path;
  // Another folder whose backups may be restored from; read only. "": none.
  std::string restore_from;
  // "": ../lib/aurora/libchdb.so beside this program.
  std::string library;
  std::string listen_host = "127.0.0.1";
  int64_t http_port = 8123;
  // 0: not opened.
  int64_t tcp_port = 9000;
  // 0: nine tenths of the machine's memory, as the engine decides.
  int64_t memory_bytes_max = 0;
  // Room that inserts and merges leave on the disk. A merge that meets a disk without any was once seen to leave a damaged part.
  int64_t disk_free_bytes_min = int64_t{100} << 20;
  // "preferred": without Landlock in the kernel it goes on and says so. "required": it does not start.
  std::string sandbox = "preferred";

  User admin{"aurora_admin", {}};
  User ingest{"aurora_ingest", {}};
  User query{"aurora_query", {}};
  User catalog{"aurora_catalog", {}};
  // Where users may come from; empty: loopback when listen_host is loopback, else anywhere.
  std::vector<std::string> networks;

  // For the query user: what its own settings cannot go beyond.
  absl::Duration query_time_max = absl::Seconds(60);
  int64_t query_memory_bytes_max = int64_t{2} << 30;
  int64_t queries_at_a_time_max = 16;

  void Declare(service::Configuration& configuration);
};

}  // namespace aurora::embedded_clickhouse

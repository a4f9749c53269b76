#include "services/embedded-clickhouse/options.h"

#include "libs/service/configuration.h"

namespace aurora::embedded_clickhouse {

void Options::Declare(service::Configuration& configuration) {
  constexpr int64_t kPortMax = 65535;
  constexpr int64_t kBytesMax = int64_t{1} << 50;
  configuration.Add("data_path", &data_path, "folder that keeps tables, metadata and backups (needed)");
  configuration.Add("restore_from", &restore_from,
                    "another folder that RESTORE may read backups from; empty: only the one below data_path");
  configuration.Add("library", &library, "path of libchdb.so; empty: ../lib/aurora/libchdb.so beside this program");
  configuration.Add("listen_host", &listen_host, "address on which ClickHouse's protocols are served");
  configuration.Add("http_port", &http_port, "port of ClickHouse's HTTP interface", 1, kPortMax);
  configuration.Add("tcp_port", &tcp_port, "port of ClickHouse's native protocol; 0: not opened", 0, kPortMax);
  configuration.Add("memory_bytes_max", &memory_bytes_max, "memory of the engine in bytes; 0: nine tenths of the machine's",
                    0, kBytesMax);
  configuration.Add("disk_free_bytes_min", &disk_free_bytes_min,
                    "room in bytes that inserts and merges leave on the disk; with less of it they are refused", 0, kBytesMax);
  configuration.AddChoice("sandbox", &sandbox, "Landlock around the engine; preferred: start also without it",
                          {"required", "preferred", "off"});
  const auto add_user = [&](const std::string& key, User* user, const std::string& purpose) {
    configuration.Add("users." + key + ".name", &user->name, "name of the user that " + purpose);
    configuration.AddSecret("users." + key + ".password", &user->password, "password of the user that " + purpose);
  };
  add_user("admin", &admin, "administers (needed)");
  add_user("ingest", &ingest, "creates tables and inserts");
  add_user("query", &query, "runs people's questions");
  add_user("catalog", &catalog, "reads what tables there are");
  configuration.Add("users.networks", &networks,
                    "addresses or networks that users may come from, the one where this process listens among them; empty: loopback when "
                    "listen_host is, else anywhere");
  configuration.Add("query.time_max", &query_time_max, "longest query of the query user", absl::Seconds(1),
                    absl::Hours(24));
  configuration.Add("query.memory_bytes_max", &query_memory_bytes_max, "memory of one query of the query user, in bytes",
                    1 << 20, kBytesMax);
  configuration.Add("query.at_a_time_max", &queries_at_a_time_max, "queries of the query user at the same time", 1, 1000);
}

}  // namespace aurora::embedded_clickhouse

#include "services/ingest/options.h"

#include "libs/service/configuration.h"

namespace aurora::ingest {

void Options::Declare(service::Configuration& configuration) {
  grpc.Declare(configuration);
  configuration.Add("clickhouse.url", &clickhouse.url, "ClickHouse's HTTP interface");
  configuration.Add("clickhouse.user", &clickhouse.user, "user that may make and fill tables");
  configuration.AddSecret("clickhouse.password", &clickhouse.password, "that user's password");
  configuration.Add("clickhouse.ca_file", &clickhouse.ca_file, "authorities for an https URL; empty: the system's");
  schema_inference.Declare(configuration, "schema_inference", "the schema inference service");
  provisioning.Declare(configuration, "provisioning", "the provisioning service");
  configuration.Add("state.url", &state_url,
                    "where connections are kept: sqlite:///absolute/path or postgresql://user@host/database");
  configuration.AddSecret("state.password", &state_password, "password of the PostgreSQL user");
  configuration.Add("state.key_file", &state_key_file,
                    "key that encrypts the connections' secrets; made at the first start, keep a copy");
  configuration.Add("state.restored_file", &restored_file,
                    "where a restore says at which offsets connections go on; taken in once, at the start, and removed");
  configuration.Add("instance_file", &instance_file,
                    "keeps this process's name in consumer groups; one for each replica; empty: beside state.key_file");
  configuration.Add("database", &database, "database of tables whose connection names none");
  configuration.Add("batch.rows_max", &rows_max, "rows of a batch", 1, kBatchRowsMax);
  configuration.Add("batch.bytes_max", &bytes_max, "messages of a batch, bytes", 1024, 512 << 20);
  configuration.Add("batch.delay_max", &delay_max, "time that an event waits for its batch while inserts are quick; it widens when they are slow or the table has many parts",
                    absl::Milliseconds(1), absl::Minutes(1));
  configuration.Add("consumers", &consumers, "group members for each connection; more use more cores", 1, 64);
  configuration.Add("session_timeout", &session_timeout,
                    "after this time without a sign of life other replicas take over", absl::Seconds(1),
                    absl::Minutes(5));
  configuration.Add("insert.timeout", &insert_timeout,
                    "after this time without an answer an insert is given up, and the table is asked what it holds",
                    absl::Seconds(1), absl::Minutes(10));
  configuration.Add("insert.fsync", &fsync,
                    "new tables sync each part to disk before an insert is acknowledged: slower, survives power loss");
  configuration.Add("evolution.columns_max", &columns_added_max,
                    "columns that new fields may add to one table by themselves; further ones stay in _overflow", 0, 900);
  configuration.Add("evolution.columns_per_hour", &columns_per_hour_max,
                    "of these, how many within an hour; guards against topics whose keys are data", 0, 900);
}

EvolutionLimits Options::evolution() const {
  return {static_cast<size_t>(columns_added_max), static_cast<size_t>(columns_per_hour_max)};
}

ConnectionOptions Options::connection() const {
  ConnectionOptions options;
  options.batch.rows_max = static_cast<uint32_t>(rows_max);
  options.batch.bytes_max = static_cast<uint64_t>(bytes_max);
  options.batch.delay = delay_max;
  options.shards = static_cast<int>(consumers);
  options.session_timeout = session_timeout;
  options.insert_timeout = insert_timeout;
  return options;
}

}  // namespace aurora::ingest

#include "services/query-engine/options.h"

#include "libs/service/configuration.h"

namespace aurora::query {

void Options::Declare(service::Configuration& configuration) {
  grpc.Declare(configuration);
  configuration.Add("clickhouse.url", &clickhouse_url, "where ClickHouse answers HTTP");
  configuration.Add("clickhouse.ca_file", &clickhouse_ca_file,
                    "certificate authority of an https URL; empty: the system's");
  configuration.Add("clickhouse.user", &query_user, "read-only user that runs people's SQL");
  configuration.AddSecret("clickhouse.password", &query_password, "its password");
  configuration.Add("catalog.url", &catalog_url, "where the tables are described; empty: clickhouse.url");
  configuration.Add("catalog.user", &catalog_user, "user that reads what tables and values there are");
  configuration.AddSecret("catalog.password", &catalog_password, "its password");
  configuration.Add("state.url", &state_url,
                    "keeps the glossary, verified answers and feedback: sqlite:///absolute/path or postgresql://user@host:port/database; "
                    "empty: nothing is learned");
  configuration.AddSecret("state.password", &state_password, "password of the PostgreSQL user");
  configuration.Add("state.interval", &state_interval, "how often changes by other replicas are looked for", absl::Milliseconds(50),
                    absl::Minutes(1));
  embedding.Declare(configuration, "embedding", "the embedding service; without it words alone are matched");
  model.Declare(configuration);
  configuration.Add("catalog.interval", &catalog_interval, "how often new and changed tables are looked for",
                    absl::Milliseconds(100), absl::Minutes(10));
  configuration.Add("queries.concurrent_max", &queries_concurrent_max, "queries that run at a time", 1, 1'000);
  configuration.Add("queries.waiting_max", &queries_waiting_max, "queries that may wait for their turn", 0, 100'000);
  configuration.Add("queries.time_max", &query_time_max, "longest time that a query may run", absl::Milliseconds(100),
                    absl::Hours(24));
  configuration.Add("queries.rows_max", &rows_max, "most rows of a result that a caller may ask for", 1,
                    1'000'000'000);
  configuration.Add("queries.rows_default", &rows_default, "rows of a result when the caller names no limit", 1,
                    1'000'000'000);
  configuration.Add("queries.bytes_max", &bytes_max, "most bytes of a result", 1'024, int64_t{1} << 40);
  configuration.Add("conversations.ttl", &conversation_ttl, "how long a conversation can be continued",
                    absl::Seconds(1), absl::Hours(24 * 7));
  configuration.Add("conversations.max", &conversations_max, "conversations kept; the oldest go first", 1, 10'000'000);
}

}  // namespace aurora::query

#include "services/provisioning/options.h"

#include "libs/service/configuration.h"

namespace aurora::provisioning {
namespace {

const char* KeyOf(Role role) {
  switch (role) {
    case Role::kIngest:
      return "users.ingest.password";
    case Role::kQuery:
      return "users.query.password";
    case Role::kCatalog:
      return "users.catalog.password";
  }
  return "";
}

}  // namespace

void Options::Declare(service::Configuration& configuration) {
  configuration.Add("clickhouse.url", &clickhouse.url, "ClickHouse's HTTP interface");
  configuration.Add("clickhouse.user", &clickhouse.user,
                    "administrator with the right to make users and databases");
  configuration.AddSecret("clickhouse.password", &clickhouse.password, "the administrator's password");
  configuration.Add("clickhouse.ca_file", &clickhouse.ca_file,
                    "authorities for an https URL; empty: the system's");
  grpc.Declare(configuration);
  for (ManagedUser& user : users) {
    configuration.AddSecret(
        KeyOf(user.role), &user.password,
        "password of " + user.name + "; needed where ClickHouse lets users be made by SQL");
  }
  configuration.Add("databases", &databases, "analytics databases that are made at the start");
  configuration.Add("reconcile_interval", &reconcile_interval,
                    "how often databases that others made are looked for", absl::Milliseconds(100),
                    absl::Seconds(60));
  configuration.Add("limits.execution_time_max", &limits.execution_time_max, "longest question",
                    absl::Seconds(1), absl::Hours(1));
  configuration.Add("limits.memory_bytes_max", &limits.memory_bytes_max, "memory of one question, bytes",
                    1 << 20, int64_t{1} << 42);
  configuration.Add("limits.temporary_bytes_max", &limits.temporary_bytes_max,
                    "disk that questions may use at a time, bytes", 1 << 20, int64_t{1} << 44);
  configuration.Add("limits.threads_max", &limits.threads_max, "threads of one question", 1, 256);
  configuration.Add("limits.concurrent_queries_max", &limits.concurrent_queries_max, "questions at a time", 1,
                    10'000);
  configuration.Add("grafana.url", &grafana.url,
                    "Grafana that gets the data source and dashboards, e.g. http://127.0.0.1:3000; empty: none");
  configuration.Add("grafana.ca_file", &grafana.ca_file, "authorities for an https URL; empty: the system's");
  configuration.Add("grafana.user", &grafana.user,
                    "administrator in Grafana; empty: the password is a service account's token");
  configuration.AddSecret("grafana.password", &grafana.password, "token of a service account with the role Admin, or the user's password");
  configuration.Add("grafana.clickhouse_url", &grafana_clickhouse_url,
                    "ClickHouse's HTTP interface as Grafana reaches it; empty: clickhouse.url");
  configuration.Add("grafana.clickhouse_user", &grafana_clickhouse_user, "reading user of Grafana's data source");
  configuration.AddSecret("grafana.clickhouse_password", &grafana_clickhouse_password,
                          "password of grafana.clickhouse_user; not needed for aurora_query");
  configuration.Add("grafana.dashboards", &grafana_dashboards,
                    "folder of dashboards as JSON files; empty: share/aurora/grafana beside this program");
  configuration.Add("grafana.interval", &grafana_interval, "how often Grafana is looked at", absl::Milliseconds(100),
                    absl::Hours(1));
  configuration.Add("limits.queries_per_hour_max", &limits.queries_per_hour_max, "questions in an hour", 1,
                    1'000'000'000);
}

}  // namespace aurora::provisioning

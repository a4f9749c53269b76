#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/clickhouse/client.h"
#include "libs/rpc/endpoint.h"
#include "services/provisioning/access/managed_user.h"
#include "services/provisioning/grafana/api.h"

namespace aurora::provisioning {

// Every key of aurora-provisioning; `aurora-provisioning --print-config` documents them.
struct Options {
  clickhouse::Options clickhouse;
  rpc::ServerOptions grpc;
  // users.ingest.password_file, users.query.password_file, users.catalog.password_file
  std::vector<ManagedUser> users = ManagedUsers();
  QueryLimits limits;
  std::vector<std::string> databases;
  absl::Duration reconcile_interval = absl::Seconds(3);

  // Empty URL: no Grafana.
  grafana::ApiOptions grafana;
  std::string grafana_clickhouse_url;
  std::string grafana_clickhouse_user = "aurora_query";
  base::Secret grafana_clickhouse_password;
  std::string grafana_dashboards;
  absl::Duration grafana_interval = absl::Seconds(30);

  Options() { clickhouse.user = "aurora_admin"; }
  void Declare(service::Configuration& configuration);
};

}  // namespace aurora::provisioning

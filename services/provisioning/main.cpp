#include <optional>

#include "libs/base/worker_pool.h"
#include "libs/rpc/endpoint.h"
#include "libs/service/runtime.h"
#include "services/provisioning/clickhouse/server.h"
#include "services/provisioning/grafana/set_up.h"
#include "services/provisioning/options.h"
#include "services/provisioning/reconcile/provisioner.h"
#include "services/provisioning/reconcile/reconcile_loop.h"
#include "services/provisioning/service/provisioning_service.h"

namespace aurora::provisioning {

absl::StatusOr<int> Serve(const Options& options, service::Runtime& runtime) {
  auto client = clickhouse::Client::Create(options.clickhouse);
  if (!client.ok()) return client.status();
  ClickHouseServer server(**client);
  Provisioner provisioner(server, {options.users, options.limits, options.databases});
  runtime.AddReadinessCheck("clickhouse", [&] { return provisioner.readiness(); });

  absl::StatusOr<grafana::SetUp> grafana = grafana::MakeSetUp(options);
  if (!grafana.ok()) return grafana.status();
  grafana::Provisioner* const dashboards = grafana->provisioner.get();
  std::optional<ReconcileLoop> grafana_loop;
  if (dashboards != nullptr) {
    runtime.AddReadinessNote("grafana", [dashboards] { return dashboards->Describe(); });
    grafana_loop.emplace("grafana", [dashboards] { return dashboards->Reconcile().status(); }, options.grafana_interval);
  }

  // The first pass needs no server of our own: a start is ready as soon as ClickHouse is.
  ReconcileLoop loop("clickhouse", [&] { return provisioner.Reconcile().status(); }, options.reconcile_interval);
  base::WorkerPool pool(2, 64);
  ProvisioningServiceImpl service(provisioner, dashboards, pool);
  auto grpc_server = rpc::Server::Create(options.grpc, {&service}, runtime);
  if (!grpc_server.ok()) return grpc_server.status();
  runtime.AddDrainStep("reconcile loop", [&](absl::Time) {
    loop.Stop();
    if (grafana_loop.has_value()) grafana_loop->Stop();
  });
  return runtime.Run();
}

}  // namespace aurora::provisioning

int main(int argc, char** argv) {
  aurora::provisioning::Options options;
  return aurora::service::Main(
      argc, argv, {"provisioning", "ClickHouse databases, users, grants and limits; Grafana's data source and dashboards"},
      [&](auto& configuration) { options.Declare(configuration); },
      [&](auto& runtime) { return aurora::provisioning::Serve(options, runtime); });
}

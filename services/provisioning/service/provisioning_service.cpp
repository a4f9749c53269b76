#include "services/provisioning/service/provisioning_service.h"

#include "libs/rpc/unary_call.h"
#include "services/provisioning/grafana/provisioner.h"
#include "services/provisioning/reconcile/provisioner.h"

namespace aurora::provisioning {

grpc::ServerUnaryReactor* ProvisioningServiceImpl::EnsureDatabase(grpc::CallbackServerContext* context,
                                                                  const v1::EnsureDatabaseRequest* request,
                                                                  v1::EnsureDatabaseResponse* response) {
  return rpc::RunUnary(pool_, context, [this, request, response] {
    const absl::StatusOr<bool> created = provisioner_.EnsureDatabase(request->database());
    if (created.ok()) response->set_created(*created);
    return created.status();
  });
}

grpc::ServerUnaryReactor* ProvisioningServiceImpl::GetState(grpc::CallbackServerContext* context,
                                                            const v1::GetStateRequest*,
                                                            v1::GetStateResponse* response) {
  return rpc::RunUnary(pool_, context, [this, response] {
    const absl::StatusOr<Provisioner::State> state = provisioner_.Describe();
    if (!state.ok()) return state.status();
    for (const ManagedUser& user : state->users) {
      v1::ManagedUser* out = response->add_users();
      out->set_name(user.name);
      out->set_purpose(user.purpose);
    }
    for (const std::string& database : state->databases) response->add_databases(database);
    for (const AppliedMigration& migration : state->migrations) {
      v1::AppliedMigration* out = response->add_migrations();
      out->set_version(migration.version);
      out->set_name(migration.name);
      out->set_applied_at(migration.applied_at);
    }
    response->set_clickhouse_version(state->clickhouse_version);
    if (grafana_ != nullptr) response->set_grafana(grafana_->Describe());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* ProvisioningServiceImpl::Reconcile(grpc::CallbackServerContext* context,
                                                             const v1::ReconcileRequest*,
                                                             v1::ReconcileResponse* response) {
  return rpc::RunUnary(pool_, context, [this, response] {
    const absl::StatusOr<std::vector<std::string>> granted = provisioner_.Reconcile();
    if (!granted.ok()) return granted.status();
    for (const std::string& database : *granted) response->add_granted_databases(database);
    if (grafana_ == nullptr) return absl::OkStatus();
    const absl::StatusOr<std::vector<std::string>> changes = grafana_->Reconcile();
    // ClickHouse is set up in any case; what is wrong with Grafana stands beside it.
    response->set_grafana(grafana_->Describe());
    if (changes.ok()) response->mutable_grafana_changes()->Assign(changes->begin(), changes->end());
    return absl::OkStatus();
  });
}

}  // namespace aurora::provisioning

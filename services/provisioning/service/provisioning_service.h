#pragma once

#include "aurora/provisioning/v1/provisioning.grpc.pb.h"

namespace aurora::base {
class WorkerPool;
}

namespace aurora::provisioning {

class Provisioner;
namespace grafana {
class Provisioner;
}

// aurora.provisioning.v1 over the provisioner: converts, calls, converts. Work runs on the pool.
class ProvisioningServiceImpl final : public v1::ProvisioningService::CallbackService {
 public:
  // `grafana` may be null.
  ProvisioningServiceImpl(Provisioner& provisioner, grafana::Provisioner* grafana, base::WorkerPool& pool)
      : provisioner_(provisioner), grafana_(grafana), pool_(pool) {}

  grpc::ServerUnaryReactor* EnsureDatabase(grpc::CallbackServerContext* context,
                                           const v1::EnsureDatabaseRequest* request,
                                           v1::EnsureDatabaseResponse* response) override;
  grpc::ServerUnaryReactor* GetState(grpc::CallbackServerContext* context, const v1::GetStateRequest* request,
                                     v1::GetStateResponse* response) override;
  grpc::ServerUnaryReactor* Reconcile(grpc::CallbackServerContext* context,
                                      const v1::ReconcileRequest* request,
                                      v1::ReconcileResponse* response) override;

 private:
  Provisioner& provisioner_;
  grafana::Provisioner* const grafana_;
  base::WorkerPool& pool_;
};

}  // namespace aurora::provisioning

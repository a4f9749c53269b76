#pragma once

#include "aurora/schema/v1/schema.grpc.pb.h"

namespace aurora::base {
class WorkerPool;
}

namespace aurora::schema_inference {

// aurora.schema.v1 over the functions of proposal/: converts, calls, converts. Stateless; work runs on the
// pool.
class SchemaInferenceServiceImpl final : public schema::v1::SchemaInferenceService::CallbackService {
 public:
  explicit SchemaInferenceServiceImpl(base::WorkerPool& pool) : pool_(pool) {}

  grpc::ServerUnaryReactor* InferSchema(grpc::CallbackServerContext* context,
                                        const schema::v1::InferSchemaRequest* request,
                                        schema::v1::InferSchemaResponse* response) override;
  grpc::ServerUnaryReactor* PlanEvolution(grpc::CallbackServerContext* context,
                                          const schema::v1::PlanEvolutionRequest* request,
                                          schema::v1::PlanEvolutionResponse* response) override;
  grpc::ServerUnaryReactor* CheckSchema(grpc::CallbackServerContext* context,
                                        const schema::v1::CheckSchemaRequest* request,
                                        schema::v1::CheckSchemaResponse* response) override;

 private:
  base::WorkerPool& pool_;
};

}  // namespace aurora::schema_inference

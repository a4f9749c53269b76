#include "services/schema-inference/service/schema_inference_service.h"

#include "absl/time/clock.h"
#include "libs/rpc/unary_call.h"
#include "libs/table/table_proto.h"
#include "services/schema-inference/proposal/schema_proposal.h"

namespace aurora::schema_inference {
namespace {

namespace wire = schema::v1;

template <typename Samples>
std::vector<std::string_view> Views(const Samples& samples) {
  return {samples.begin(), samples.end()};
}

void ToProto(uint64_t usable, const std::vector<RejectedSamples>& rejected, wire::SampleReport* out) {
  out->set_usable(usable);
  for (const RejectedSamples& reason : rejected) {
    wire::RejectedSamples* row = out->add_rejected();
    row->set_reason(reason.reason);
    row->set_count(reason.count);
    row->set_first_sample(reason.first);
  }
}

void ToProto(const FieldEvidence& evidence, wire::FieldEvidence* out) {
  out->set_name(evidence.name);
  out->set_present(evidence.present);
  out->set_null(evidence.null);
  out->set_samples(evidence.samples);
  out->set_distinct(evidence.distinct);
  for (const std::string& example : evidence.examples) out->add_examples(example);
  out->set_reason(evidence.reason);
}

absl::Status Infer(const wire::InferSchemaRequest& request, wire::InferSchemaResponse* response) {
  const absl::StatusOr<SchemaProposal> proposal = ProposeSchema(
      Views(request.samples()), {request.database(), request.table(), request.topic()}, absl::Now());
  if (!proposal.ok()) return proposal.status();
  table::ToProto(proposal->schema, response->mutable_schema());
  for (const FieldEvidence& evidence : proposal->evidence) ToProto(evidence, response->add_evidence());
  response->set_time_column_reason(proposal->keys.time_column_reason);
  response->set_partition_by_reason(proposal->keys.partition_by_reason);
  response->set_order_by_reason(proposal->keys.order_by_reason);
  response->set_create_table_sql(proposal->create_table_sql);
  ToProto(proposal->usable, proposal->rejected, response->mutable_samples());
  return absl::OkStatus();
}

absl::Status Plan(const wire::PlanEvolutionRequest& request, wire::PlanEvolutionResponse* response) {
  const absl::StatusOr<table::TableSchema> current = table::FromProto(request.current());
  if (!current.ok()) return current.status();
  const absl::StatusOr<EvolutionPlan> plan = PlanEvolution(
      *current, Views(request.samples()), absl::Now(), request.new_fields_only());
  if (!plan.ok()) return plan.status();
  table::ToProto(plan->schema, response->mutable_schema());
  for (const SchemaChange& change : plan->changes) {
    wire::SchemaChange* out = response->add_changes();
    table::ToProto(change.field, out->mutable_field());
    out->set_sql(change.sql);
    out->set_reason(change.reason);
  }
  return absl::OkStatus();
}

absl::Status Check(const wire::CheckSchemaRequest& request, wire::CheckSchemaResponse* response) {
  const absl::StatusOr<table::TableSchema> schema = table::FromProto(request.schema());
  if (!schema.ok()) return schema.status();
  const absl::StatusOr<SchemaCheck> check = CheckSchema(*schema, Views(request.samples()));
  if (!check.ok()) return check.status();
  response->set_create_table_sql(check->create_table_sql);
  ToProto(check->usable, check->rejected, response->mutable_samples());
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* SchemaInferenceServiceImpl::InferSchema(grpc::CallbackServerContext* context,
                                                                  const wire::InferSchemaRequest* request,
                                                                  wire::InferSchemaResponse* response) {
  return rpc::RunUnary(pool_, context, [request, response] { return Infer(*request, response); });
}

grpc::ServerUnaryReactor* SchemaInferenceServiceImpl::PlanEvolution(grpc::CallbackServerContext* context,
                                                                    const wire::PlanEvolutionRequest* request,
                                                                    wire::PlanEvolutionResponse* response) {
  return rpc::RunUnary(pool_, context, [request, response] { return Plan(*request, response); });
}

grpc::ServerUnaryReactor* SchemaInferenceServiceImpl::CheckSchema(grpc::CallbackServerContext* context,
                                                                  const wire::CheckSchemaRequest* request,
                                                                  wire::CheckSchemaResponse* response) {
  return rpc::RunUnary(pool_, context, [request, response] { return Check(*request, response); });
}

}  // namespace aurora::schema_inference

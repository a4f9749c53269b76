#include "services/ingest/service/neighbour_channels.h"

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include "aurora/provisioning/v1/provisioning.grpc.pb.h"
#include "aurora/schema/v1/schema.grpc.pb.h"
#include "libs/base/text.h"
#include "libs/rpc/request_context.h"
#include "libs/rpc/status.h"
#include "libs/table/table_proto.h"

namespace aurora::ingest {
namespace {

rpc::RequestContext OwnCall(absl::Time deadline) {
  rpc::RequestContext context;
  context.principal = "service:ingest";
  context.deadline = deadline;
  return context;
}

// A service that is not there is named, so that people look at the right process.
absl::Status Named(const char* service, const grpc::Status& answer) {
  absl::Status status = rpc::FromGrpc(answer);
  if (!absl::IsUnavailable(status)) return status;
  return absl::UnavailableError(base::StrCat(service, " does not answer; check that it runs"));
}

}  // namespace

struct NeighbourChannels::Impl {
  std::unique_ptr<schema::v1::SchemaInferenceService::Stub> schema;
  std::unique_ptr<provisioning::v1::ProvisioningService::Stub> provisioning;
};

NeighbourChannels::NeighbourChannels(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
NeighbourChannels::~NeighbourChannels() = default;

absl::StatusOr<std::unique_ptr<NeighbourChannels>> NeighbourChannels::Create(const rpc::Endpoint& schema_inference,
                                                                             const rpc::Endpoint& provisioning) {
  auto schema_channel = rpc::MakeChannel(schema_inference, schema::v1::SchemaInferenceService::service_full_name());
  if (!schema_channel.ok()) return schema_channel.status();
  auto provisioning_channel = rpc::MakeChannel(provisioning, provisioning::v1::ProvisioningService::service_full_name());
  if (!provisioning_channel.ok()) return provisioning_channel.status();
  auto impl = std::make_unique<Impl>();
  impl->schema = schema::v1::SchemaInferenceService::NewStub(*schema_channel);
  impl->provisioning = provisioning::v1::ProvisioningService::NewStub(*provisioning_channel);
  return std::unique_ptr<NeighbourChannels>(new NeighbourChannels(std::move(impl)));
}

absl::StatusOr<TableProposal> NeighbourChannels::InferSchema(const std::vector<std::string>& samples,
                                                             const std::string& database, const std::string& table,
                                                             const std::string& topic, absl::Time deadline) {
  schema::v1::InferSchemaRequest request;
  for (const std::string& sample : samples) request.add_samples(sample);
  request.set_database(database);
  request.set_table(table);
  request.set_topic(topic);
  schema::v1::InferSchemaResponse response;
  grpc::ClientContext context;
  OwnCall(deadline).ApplyTo(context);
  // A service that is just being restarted is worth waiting for.
  context.set_wait_for_ready(true);
  const grpc::Status answer = impl_->schema->InferSchema(&context, request, &response);
  if (!answer.ok()) return Named("schema inference", answer);

  TableProposal proposal;
  absl::StatusOr<table::TableSchema> schema = table::FromProto(response.schema());
  if (!schema.ok()) return schema.status();
  proposal.schema = *std::move(schema);
  proposal.create_table_sql = response.create_table_sql();
  for (const std::string& reason :
       {response.time_column_reason(), response.partition_by_reason(), response.order_by_reason()}) {
    if (!reason.empty()) proposal.reasons.push_back(reason);
  }
  for (const schema::v1::FieldEvidence& field : response.evidence()) {
    proposal.evidence.push_back({field.name(), field.present(), field.null(), field.samples(), field.distinct(),
                                 {field.examples().begin(), field.examples().end()}, field.reason()});
  }
  for (const schema::v1::RejectedSamples& rejected : response.samples().rejected()) {
    proposal.rejected.push_back({rejected.reason(), rejected.count()});
  }
  return proposal;
}

absl::StatusOr<std::vector<NewColumn>> NeighbourChannels::PlanNewColumns(const table::TableSchema& schema,
                                                                         const std::vector<std::string>& samples,
                                                                         absl::Time deadline) {
  schema::v1::PlanEvolutionRequest request;
  table::ToProto(schema, request.mutable_current());
  for (const std::string& sample : samples) request.add_samples(sample);
  request.set_new_fields_only(true);
  schema::v1::PlanEvolutionResponse response;
  grpc::ClientContext context;
  OwnCall(deadline).ApplyTo(context);
  const grpc::Status answer = impl_->schema->PlanEvolution(&context, request, &response);
  if (!answer.ok()) return Named("schema inference", answer);
  std::vector<NewColumn> columns;
  for (const schema::v1::SchemaChange& change : response.changes()) {
    absl::StatusOr<table::Field> field = table::FromProto(change.field());
    if (!field.ok()) return field.status();
    columns.push_back({*std::move(field), change.reason()});
  }
  return columns;
}

absl::Status NeighbourChannels::EnsureDatabase(const std::string& database, absl::Time deadline) {
  provisioning::v1::EnsureDatabaseRequest request;
  request.set_database(database);
  provisioning::v1::EnsureDatabaseResponse response;
  grpc::ClientContext context;
  OwnCall(deadline).ApplyTo(context);
  context.set_wait_for_ready(true);
  const grpc::Status answer = impl_->provisioning->EnsureDatabase(&context, request, &response);
  return answer.ok() ? absl::OkStatus() : Named("provisioning", answer);
}

}  // namespace aurora::ingest

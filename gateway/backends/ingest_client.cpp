#include "gateway/backends/ingest_client.h"

#include "aurora/ingest/v1/ingest.grpc.pb.h"
#include "gateway/backends/grpc_call.h"

namespace aurora::gateway::backends {
namespace {

using namespace ingest::v1;  // NOLINT: every name below is one of its messages.

using IngestMethods = Backend<IngestService>::Methods;

class GrpcIngestClient final : public IngestClient {
 public:
  explicit GrpcIngestClient(std::shared_ptr<grpc::Channel> channel)
      : service_("the ingest service", std::move(channel)) {}

  Reply<TestConnectionResponse> Test(TestConnectionRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::TestConnection, std::move(request), std::move(options));
  }
  Reply<PreviewTopicResponse> Preview(PreviewTopicRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::PreviewTopic, std::move(request), std::move(options));
  }
  Reply<CreateConnectionResponse> Create(CreateConnectionRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::CreateConnection, std::move(request), std::move(options));
  }
  Reply<ListConnectionsResponse> List(ListConnectionsRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::ListConnections, std::move(request), std::move(options));
  }
  Reply<GetConnectionResponse> Get(GetConnectionRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::GetConnection, std::move(request), std::move(options));
  }
  Reply<PauseConnectionResponse> Pause(PauseConnectionRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::PauseConnection, std::move(request), std::move(options));
  }
  Reply<ResumeConnectionResponse> Resume(ResumeConnectionRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::ResumeConnection, std::move(request), std::move(options));
  }
  Reply<DeleteConnectionResponse> Delete(DeleteConnectionRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::DeleteConnection, std::move(request), std::move(options));
  }
  Reply<UpdateConnectionResponse> Update(UpdateConnectionRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::UpdateConnection, std::move(request), std::move(options));
  }
  Reply<ListProposalsResponse> Proposals(ListProposalsRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::ListProposals, std::move(request), std::move(options));
  }
  Reply<ApplyProposalsResponse> ApplyProposals(ApplyProposalsRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::ApplyProposals, std::move(request), std::move(options));
  }
  Reply<RejectProposalsResponse> RejectProposals(RejectProposalsRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::RejectProposals, std::move(request), std::move(options));
  }
  Reply<GetSchemaHistoryResponse> SchemaHistory(GetSchemaHistoryRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::GetSchemaHistory, std::move(request), std::move(options));
  }
  Reply<GetLedgerResponse> Ledger(GetLedgerRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::GetLedger, std::move(request), std::move(options));
  }
  Reply<GetResumePointResponse> ResumePoint(GetResumePointRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::GetResumePoint, std::move(request), std::move(options));
  }
  Reply<CheckConnectionResponse> Check(CheckConnectionRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::CheckConnection, std::move(request), std::move(options));
  }
  Reply<ListDeadLettersResponse> DeadLetters(ListDeadLettersRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::ListDeadLetters, std::move(request), std::move(options));
  }
  Reply<ListDeadLetterGroupsResponse> DeadLetterGroups(ListDeadLetterGroupsRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::ListDeadLetterGroups, std::move(request), std::move(options));
  }
  Reply<ReplayDeadLettersResponse> ReplayDeadLetters(ReplayDeadLettersRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::ReplayDeadLetters, std::move(request), std::move(options));
  }
  Reply<StartRangeReplayResponse> StartRangeReplay(StartRangeReplayRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::StartRangeReplay, std::move(request), std::move(options));
  }
  Reply<ListRangeReplaysResponse> ListRangeReplays(ListRangeReplaysRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::ListRangeReplays, std::move(request), std::move(options));
  }
  Reply<GetRangeReplayResponse> GetRangeReplay(GetRangeReplayRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::GetRangeReplay, std::move(request), std::move(options));
  }
  Reply<DecideRangeReplayResponse> DecideRangeReplay(DecideRangeReplayRequest request, CallOptions options) override {
    return service_.Call(&IngestMethods::DecideRangeReplay, std::move(request), std::move(options));
  }

 private:
  Backend<IngestService> service_;
};

}  // namespace

std::unique_ptr<IngestClient> MakeIngestClient(std::shared_ptr<grpc::Channel> channel) {
  return std::make_unique<GrpcIngestClient>(std::move(channel));
}

}  // namespace aurora::gateway::backends

#include "gateway/backends/ingest_client.h"

#include "aurora/ingest/v1/ingest.grpc.pb.h"
#include "gateway/backends/grpc_call.h"

namespace aurora::gateway::backends {
namespace {

using namespace ingest::v1;  // NOLINT: every name below is one of its messages.

constexpr char kService[] = "the ingest service";

class GrpcIngestClient final : public IngestClient {
 public:
  explicit GrpcIngestClient(std::shared_ptr<grpc::Channel> channel) : stub_(IngestService::NewStub(channel)) {}

  Reply<TestConnectionResponse> Test(TestConnectionRequest request, CallOptions options) override {
    return Unary<TestConnectionResponse, TestConnectionRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->TestConnection(context, sent, answer, std::move(done));
        });
  }
  Reply<PreviewTopicResponse> Preview(PreviewTopicRequest request, CallOptions options) override {
    return Unary<PreviewTopicResponse, PreviewTopicRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->PreviewTopic(context, sent, answer, std::move(done));
        });
  }
  Reply<CreateConnectionResponse> Create(CreateConnectionRequest request, CallOptions options) override {
    return Unary<CreateConnectionResponse, CreateConnectionRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->CreateConnection(context, sent, answer, std::move(done));
        });
  }
  Reply<ListConnectionsResponse> List(ListConnectionsRequest request, CallOptions options) override {
    return Unary<ListConnectionsResponse, ListConnectionsRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->ListConnections(context, sent, answer, std::move(done));
        });
  }
  Reply<GetConnectionResponse> Get(GetConnectionRequest request, CallOptions options) override {
    return Unary<GetConnectionResponse, GetConnectionRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->GetConnection(context, sent, answer, std::move(done));
        });
  }
  Reply<PauseConnectionResponse> Pause(PauseConnectionRequest request, CallOptions options) override {
    return Unary<PauseConnectionResponse, PauseConnectionRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->PauseConnection(context, sent, answer, std::move(done));
        });
  }
  Reply<ResumeConnectionResponse> Resume(ResumeConnectionRequest request, CallOptions options) override {
    return Unary<ResumeConnectionResponse, ResumeConnectionRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->ResumeConnection(context, sent, answer, std::move(done));
        });
  }
  Reply<DeleteConnectionResponse> Delete(DeleteConnectionRequest request, CallOptions options) override {
    return Unary<DeleteConnectionResponse, DeleteConnectionRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->DeleteConnection(context, sent, answer, std::move(done));
        });
  }
  Reply<UpdateConnectionResponse> Update(UpdateConnectionRequest request, CallOptions options) override {
    return Unary<UpdateConnectionResponse, UpdateConnectionRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->UpdateConnection(context, sent, answer, std::move(done));
        });
  }
  Reply<ListProposalsResponse> Proposals(ListProposalsRequest request, CallOptions options) override {
    return Unary<ListProposalsResponse, ListProposalsRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->ListProposals(context, sent, answer, std::move(done));
        });
  }
  Reply<ApplyProposalsResponse> ApplyProposals(ApplyProposalsRequest request, CallOptions options) override {
    return Unary<ApplyProposalsResponse, ApplyProposalsRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->ApplyProposals(context, sent, answer, std::move(done));
        });
  }
  Reply<RejectProposalsResponse> RejectProposals(RejectProposalsRequest request, CallOptions options) override {
    return Unary<RejectProposalsResponse, RejectProposalsRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->RejectProposals(context, sent, answer, std::move(done));
        });
  }
  Reply<GetSchemaHistoryResponse> SchemaHistory(GetSchemaHistoryRequest request, CallOptions options) override {
    return Unary<GetSchemaHistoryResponse, GetSchemaHistoryRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->GetSchemaHistory(context, sent, answer, std::move(done));
        });
  }
  Reply<GetLedgerResponse> Ledger(GetLedgerRequest request, CallOptions options) override {
    return Unary<GetLedgerResponse, GetLedgerRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->GetLedger(context, sent, answer, std::move(done));
        });
  }
  Reply<GetResumePointResponse> ResumePoint(GetResumePointRequest request, CallOptions options) override {
    return Unary<GetResumePointResponse, GetResumePointRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->GetResumePoint(context, sent, answer, std::move(done));
        });
  }
  Reply<ListDeadLettersResponse> DeadLetters(ListDeadLettersRequest request, CallOptions options) override {
    return Unary<ListDeadLettersResponse, ListDeadLettersRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->ListDeadLetters(context, sent, answer, std::move(done));
        });
  }
  Reply<ListDeadLetterGroupsResponse> DeadLetterGroups(ListDeadLetterGroupsRequest request, CallOptions options) override {
    return Unary<ListDeadLetterGroupsResponse, ListDeadLetterGroupsRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->ListDeadLetterGroups(context, sent, answer, std::move(done));
        });
  }
  Reply<ReplayDeadLettersResponse> ReplayDeadLetters(ReplayDeadLettersRequest request, CallOptions options) override {
    return Unary<ReplayDeadLettersResponse, ReplayDeadLettersRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->ReplayDeadLetters(context, sent, answer, std::move(done));
        });
  }
  Reply<StartRangeReplayResponse> StartRangeReplay(StartRangeReplayRequest request, CallOptions options) override {
    return Unary<StartRangeReplayResponse, StartRangeReplayRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->StartRangeReplay(context, sent, answer, std::move(done));
        });
  }
  Reply<ListRangeReplaysResponse> ListRangeReplays(ListRangeReplaysRequest request, CallOptions options) override {
    return Unary<ListRangeReplaysResponse, ListRangeReplaysRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->ListRangeReplays(context, sent, answer, std::move(done));
        });
  }
  Reply<GetRangeReplayResponse> GetRangeReplay(GetRangeReplayRequest request, CallOptions options) override {
    return Unary<GetRangeReplayResponse, GetRangeReplayRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->GetRangeReplay(context, sent, answer, std::move(done));
        });
  }
  Reply<DecideRangeReplayResponse> DecideRangeReplay(DecideRangeReplayRequest request, CallOptions options) override {
    return Unary<DecideRangeReplayResponse, DecideRangeReplayRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->DecideRangeReplay(context, sent, answer, std::move(done));
        });
  }

 private:
  std::unique_ptr<IngestService::Stub> stub_;
};

}  // namespace

std::unique_ptr<IngestClient> MakeIngestClient(std::shared_ptr<grpc::Channel> channel) {
  return std::make_unique<GrpcIngestClient>(std::move(channel));
}

}  // namespace aurora::gateway::backends

#pragma once

#include <memory>

#include "aurora/ingest/v1/ingest.pb.h"
#include "gateway/backends/call.h"

namespace grpc {
class Channel;
}

namespace aurora::gateway::backends {

// The ingest service, as aurora.ingest.v1 describes it. Thread-safe.
class IngestClient {
 public:
  virtual ~IngestClient() = default;
  virtual Reply<ingest::v1::TestConnectionResponse> Test(ingest::v1::TestConnectionRequest request,
                                                         CallOptions options) = 0;
  virtual Reply<ingest::v1::PreviewTopicResponse> Preview(ingest::v1::PreviewTopicRequest request,
                                                          CallOptions options) = 0;
  virtual Reply<ingest::v1::CreateConnectionResponse> Create(ingest::v1::CreateConnectionRequest request,
                                                             CallOptions options) = 0;
  virtual Reply<ingest::v1::ListConnectionsResponse> List(ingest::v1::ListConnectionsRequest request,
                                                          CallOptions options) = 0;
  virtual Reply<ingest::v1::GetConnectionResponse> Get(ingest::v1::GetConnectionRequest request,
                                                       CallOptions options) = 0;
  virtual Reply<ingest::v1::PauseConnectionResponse> Pause(ingest::v1::PauseConnectionRequest request,
                                                           CallOptions options) = 0;
  virtual Reply<ingest::v1::ResumeConnectionResponse> Resume(ingest::v1::ResumeConnectionRequest request,
                                                             CallOptions options) = 0;
  virtual Reply<ingest::v1::DeleteConnectionResponse> Delete(ingest::v1::DeleteConnectionRequest request,
                                                             CallOptions options) = 0;
  virtual Reply<ingest::v1::UpdateConnectionResponse> Update(ingest::v1::UpdateConnectionRequest request,
                                                             CallOptions options) = 0;
  virtual Reply<ingest::v1::ListProposalsResponse> Proposals(ingest::v1::ListProposalsRequest request,
                                                             CallOptions options) = 0;
  virtual Reply<ingest::v1::ApplyProposalsResponse> ApplyProposals(ingest::v1::ApplyProposalsRequest request,
                                                                   CallOptions options) = 0;
  virtual Reply<ingest::v1::RejectProposalsResponse> RejectProposals(ingest::v1::RejectProposalsRequest request,
                                                                     CallOptions options) = 0;
  virtual Reply<ingest::v1::GetSchemaHistoryResponse> SchemaHistory(ingest::v1::GetSchemaHistoryRequest request,
                                                                    CallOptions options) = 0;
  virtual Reply<ingest::v1::GetLedgerResponse> Ledger(ingest::v1::GetLedgerRequest request, CallOptions options) = 0;
  virtual Reply<ingest::v1::GetResumePointResponse> ResumePoint(ingest::v1::GetResumePointRequest request,
                                                                CallOptions options) = 0;
  virtual Reply<ingest::v1::CheckConnectionResponse> Check(ingest::v1::CheckConnectionRequest request,
                                                           CallOptions options) = 0;
  virtual Reply<ingest::v1::ListDeadLettersResponse> DeadLetters(ingest::v1::ListDeadLettersRequest request,
                                                                 CallOptions options) = 0;
  virtual Reply<ingest::v1::ListDeadLetterGroupsResponse> DeadLetterGroups(
      ingest::v1::ListDeadLetterGroupsRequest request, CallOptions options) = 0;
  virtual Reply<ingest::v1::ReplayDeadLettersResponse> ReplayDeadLetters(ingest::v1::ReplayDeadLettersRequest request,
                                                                         CallOptions options) = 0;
  virtual Reply<ingest::v1::StartRangeReplayResponse> StartRangeReplay(ingest::v1::StartRangeReplayRequest request,
                                                                       CallOptions options) = 0;
  virtual Reply<ingest::v1::ListRangeReplaysResponse> ListRangeReplays(ingest::v1::ListRangeReplaysRequest request,
                                                                       CallOptions options) = 0;
  virtual Reply<ingest::v1::GetRangeReplayResponse> GetRangeReplay(ingest::v1::GetRangeReplayRequest request,
                                                                   CallOptions options) = 0;
  virtual Reply<ingest::v1::DecideRangeReplayResponse> DecideRangeReplay(ingest::v1::DecideRangeReplayRequest request,
                                                                         CallOptions options) = 0;
};

std::unique_ptr<IngestClient> MakeIngestClient(std::shared_ptr<grpc::Channel> channel);

}  // namespace aurora::gateway::backends

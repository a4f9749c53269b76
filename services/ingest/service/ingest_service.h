#pragma once

#include <functional>

#include "aurora/ingest/v1/ingest.grpc.pb.h"
#include "libs/base/worker_pool.h"
#include "libs/clickhouse/client.h"
#include "services/ingest/connection/connection_manager.h"
#include "services/ingest/dead_letters/replayer.h"
#include "services/ingest/range_replay/range_replayer.h"

namespace aurora::ingest {

// aurora.ingest.v1 in and out: converts, calls, converts. What blocks runs in the pool. Thread-safe; owned by main.
class IngestServiceImpl final : public v1::IngestService::CallbackService {
 public:
  IngestServiceImpl(ConnectionManager& manager, Replayer& replayer, RangeReplayer& ranges, clickhouse::Client& clickhouse,
                    base::WorkerPool& pool)
      : manager_(manager), replayer_(replayer), ranges_(ranges), clickhouse_(clickhouse), pool_(pool) {}

  grpc::ServerUnaryReactor* TestConnection(grpc::CallbackServerContext* context,
                                           const v1::TestConnectionRequest* request,
                                           v1::TestConnectionResponse* response) override;
  grpc::ServerUnaryReactor* PreviewTopic(grpc::CallbackServerContext* context, const v1::PreviewTopicRequest* request,
                                         v1::PreviewTopicResponse* response) override;
  grpc::ServerUnaryReactor* CreateConnection(grpc::CallbackServerContext* context,
                                             const v1::CreateConnectionRequest* request,
                                             v1::CreateConnectionResponse* response) override;
  grpc::ServerUnaryReactor* ListConnections(grpc::CallbackServerContext* context,
                                            const v1::ListConnectionsRequest* request,
                                            v1::ListConnectionsResponse* response) override;
  grpc::ServerUnaryReactor* GetConnection(grpc::CallbackServerContext* context,
                                          const v1::GetConnectionRequest* request,
                                          v1::GetConnectionResponse* response) override;
  grpc::ServerUnaryReactor* PauseConnection(grpc::CallbackServerContext* context,
                                            const v1::PauseConnectionRequest* request,
                                            v1::PauseConnectionResponse* response) override;
  grpc::ServerUnaryReactor* ResumeConnection(grpc::CallbackServerContext* context,
                                             const v1::ResumeConnectionRequest* request,
                                             v1::ResumeConnectionResponse* response) override;
  grpc::ServerUnaryReactor* DeleteConnection(grpc::CallbackServerContext* context,
                                             const v1::DeleteConnectionRequest* request,
                                             v1::DeleteConnectionResponse* response) override;
  grpc::ServerUnaryReactor* GetLedger(grpc::CallbackServerContext* context, const v1::GetLedgerRequest* request,
                                      v1::GetLedgerResponse* response) override;
  grpc::ServerUnaryReactor* GetResumePoint(grpc::CallbackServerContext* context, const v1::GetResumePointRequest* request,
                                           v1::GetResumePointResponse* response) override;
  grpc::ServerUnaryReactor* CheckConnection(grpc::CallbackServerContext* context,
                                            const v1::CheckConnectionRequest* request,
                                            v1::CheckConnectionResponse* response) override;
  grpc::ServerUnaryReactor* UpdateConnection(grpc::CallbackServerContext* context,
                                             const v1::UpdateConnectionRequest* request,
                                             v1::UpdateConnectionResponse* response) override;
  grpc::ServerUnaryReactor* ListProposals(grpc::CallbackServerContext* context,
                                          const v1::ListProposalsRequest* request,
                                          v1::ListProposalsResponse* response) override;
  grpc::ServerUnaryReactor* ApplyProposals(grpc::CallbackServerContext* context,
                                           const v1::ApplyProposalsRequest* request,
                                           v1::ApplyProposalsResponse* response) override;
  grpc::ServerUnaryReactor* RejectProposals(grpc::CallbackServerContext* context,
                                            const v1::RejectProposalsRequest* request,
                                            v1::RejectProposalsResponse* response) override;
  grpc::ServerUnaryReactor* GetSchemaHistory(grpc::CallbackServerContext* context,
                                             const v1::GetSchemaHistoryRequest* request,
                                             v1::GetSchemaHistoryResponse* response) override;
  grpc::ServerUnaryReactor* ListDeadLetters(grpc::CallbackServerContext* context,
                                            const v1::ListDeadLettersRequest* request,
                                            v1::ListDeadLettersResponse* response) override;
  grpc::ServerUnaryReactor* ListDeadLetterGroups(grpc::CallbackServerContext* context,
                                                 const v1::ListDeadLetterGroupsRequest* request,
                                                 v1::ListDeadLetterGroupsResponse* response) override;
  grpc::ServerUnaryReactor* ReplayDeadLetters(grpc::CallbackServerContext* context,
                                              const v1::ReplayDeadLettersRequest* request,
                                              v1::ReplayDeadLettersResponse* response) override;
  grpc::ServerUnaryReactor* StartRangeReplay(grpc::CallbackServerContext* context,
                                             const v1::StartRangeReplayRequest* request,
                                             v1::StartRangeReplayResponse* response) override;
  grpc::ServerUnaryReactor* ListRangeReplays(grpc::CallbackServerContext* context,
                                             const v1::ListRangeReplaysRequest* request,
                                             v1::ListRangeReplaysResponse* response) override;
  grpc::ServerUnaryReactor* GetRangeReplay(grpc::CallbackServerContext* context,
                                           const v1::GetRangeReplayRequest* request,
                                           v1::GetRangeReplayResponse* response) override;
  grpc::ServerUnaryReactor* DecideRangeReplay(grpc::CallbackServerContext* context,
                                              const v1::DecideRangeReplayRequest* request,
                                              v1::DecideRangeReplayResponse* response) override;

 private:
  grpc::ServerUnaryReactor* Run(grpc::CallbackServerContext* context,
                                std::function<absl::Status(absl::Time deadline)> work);

  ConnectionManager& manager_;
  Replayer& replayer_;
  RangeReplayer& ranges_;
  clickhouse::Client& clickhouse_;
  base::WorkerPool& pool_;
};

}  // namespace aurora::ingest

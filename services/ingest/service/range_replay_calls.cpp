#include "libs/rpc/request_context.h"
#include "services/ingest/range_replay/range_replay_proto.h"
#include "services/ingest/service/ingest_service.h"

namespace aurora::ingest {

grpc::ServerUnaryReactor* IngestServiceImpl::StartRangeReplay(grpc::CallbackServerContext* context,
                                                              const v1::StartRangeReplayRequest* request,
                                                              v1::StartRangeReplayResponse* response) {
  const std::string person = rpc::RequestContext::FromServer(*context).principal;
  return Run(context, [=, this](absl::Time deadline) -> absl::Status {
    const absl::StatusOr<RangeWish> wish = FromProto(*request);
    if (!wish.ok()) return wish.status();
    if (absl::Status known = manager_.Get(request->connection_id()).status(); !known.ok()) return known;
    const absl::StatusOr<RangeReplay> replay =
        ranges_.Plan(request->connection_id(), *wish, person, !request->plan_only(), deadline);
    if (!replay.ok()) return replay.status();
    ToAnswer(*replay, response->mutable_replay());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::ListRangeReplays(grpc::CallbackServerContext* context,
                                                              const v1::ListRangeReplaysRequest* request,
                                                              v1::ListRangeReplaysResponse* response) {
  return Run(context, [=, this](absl::Time) -> absl::Status {
    if (absl::Status known = manager_.Get(request->connection_id()).status(); !known.ok()) return known;
    const absl::StatusOr<std::vector<RangeReplay>> replays = ranges_.List(request->connection_id());
    if (!replays.ok()) return replays.status();
    for (const RangeReplay& replay : *replays) ToAnswer(replay, response->add_replays());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::GetRangeReplay(grpc::CallbackServerContext* context,
                                                            const v1::GetRangeReplayRequest* request,
                                                            v1::GetRangeReplayResponse* response) {
  return Run(context, [=, this](absl::Time) -> absl::Status {
    const absl::StatusOr<RangeReplay> replay = ranges_.Get(request->connection_id(), request->id());
    if (!replay.ok()) return replay.status();
    ToAnswer(*replay, response->mutable_replay());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::DecideRangeReplay(grpc::CallbackServerContext* context,
                                                               const v1::DecideRangeReplayRequest* request,
                                                               v1::DecideRangeReplayResponse* response) {
  return Run(context, [=, this](absl::Time) -> absl::Status {
    const RangeVerdict verdict = FromProto(request->decision());
    if (verdict == RangeVerdict::kNone) return absl::InvalidArgumentError("say what becomes of the replay: swap or discard");
    const absl::StatusOr<RangeReplay> replay = ranges_.Decide(request->connection_id(), request->id(), verdict);
    if (!replay.ok()) return replay.status();
    ToAnswer(*replay, response->mutable_replay());
    return absl::OkStatus();
  });
}

}  // namespace aurora::ingest

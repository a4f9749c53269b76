#include "services/ingest/service/ingest_service.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "libs/kafka/diagnosis/diagnosis.h"
#include "libs/rpc/request_context.h"
#include "libs/rpc/status.h"
#include "libs/rpc/unary_call.h"
#include "services/ingest/check/connection_check.h"
#include "services/ingest/connection/definition/definition_proto.h"
#include "services/ingest/restore/resume_point.h"
#include "services/ingest/service/conversions.h"

namespace aurora::ingest {
namespace {

// For callers without a deadline, and below the deadline of those with one: the answer must still travel.
constexpr absl::Duration kCallMax = absl::Seconds(60);
constexpr absl::Duration kAnswerMargin = absl::Milliseconds(100);

}  // namespace

grpc::ServerUnaryReactor* IngestServiceImpl::Run(grpc::CallbackServerContext* context,
                                                 std::function<absl::Status(absl::Time deadline)> work) {
  const absl::Time caller = rpc::RequestContext::FromServer(*context).deadline;
  return rpc::RunUnary(pool_, context, [caller, work = std::move(work)] {
    absl::Status status = work(std::min(caller - kAnswerMargin, absl::Now() + kCallMax));
    if (status.ok() || !rpc::Reason(status).empty()) return status;
    return rpc::WithReason(status, ErrorCodeOf(status));
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::TestConnection(grpc::CallbackServerContext* context,
                                                            const v1::TestConnectionRequest* request,
                                                            v1::TestConnectionResponse* response) {
  return Run(context, [=](absl::Time deadline) -> absl::Status {
    if (!request->topic().empty()) {
      if (absl::Status status = kafka::ValidateTopic(request->topic()); !status.ok()) return status;
    }
    absl::StatusOr<kafka::Cluster> cluster = FromProto(request->brokers());
    if (!cluster.ok()) return cluster.status();
    ToProto(kafka::Diagnose(*cluster, request->topic(), deadline), response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::PreviewTopic(grpc::CallbackServerContext* context,
                                                          const v1::PreviewTopicRequest* request,
                                                          v1::PreviewTopicResponse* response) {
  return Run(context, [=, this](absl::Time deadline) -> absl::Status {
    absl::StatusOr<PreviewQuestion> question = FromProto(*request);
    if (!question.ok()) return question.status();
    absl::StatusOr<Preview> preview = manager_.LookInto(*question, deadline);
    if (!preview.ok()) return preview.status();
    ToProto(*preview, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::CreateConnection(grpc::CallbackServerContext* context,
                                                              const v1::CreateConnectionRequest* request,
                                                              v1::CreateConnectionResponse* response) {
  return Run(context, [=, this](absl::Time deadline) -> absl::Status {
    absl::StatusOr<ConnectionWish> wish = FromProto(*request);
    if (!wish.ok()) return wish.status();
    absl::StatusOr<ConnectionView> view = manager_.Create(*wish, deadline);
    if (!view.ok()) return view.status();
    ToProto(*view, response->mutable_connection());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::ListConnections(grpc::CallbackServerContext* context,
                                                             const v1::ListConnectionsRequest*,
                                                             v1::ListConnectionsResponse* response) {
  return Run(context, [=, this](absl::Time) {
    for (const ConnectionView& view : manager_.List()) ToProto(view, response->add_connections());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::GetConnection(grpc::CallbackServerContext* context,
                                                           const v1::GetConnectionRequest* request,
                                                           v1::GetConnectionResponse* response) {
  return Run(context, [=, this](absl::Time) -> absl::Status {
    absl::StatusOr<ConnectionView> view = manager_.Get(request->id());
    if (!view.ok()) return view.status();
    ToProto(*view, response->mutable_connection());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::PauseConnection(grpc::CallbackServerContext* context,
                                                             const v1::PauseConnectionRequest* request,
                                                             v1::PauseConnectionResponse* response) {
  return Run(context, [=, this](absl::Time) -> absl::Status {
    absl::StatusOr<ConnectionView> view = manager_.SetPaused(request->id(), true);
    if (!view.ok()) return view.status();
    ToProto(*view, response->mutable_connection());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::ResumeConnection(grpc::CallbackServerContext* context,
                                                              const v1::ResumeConnectionRequest* request,
                                                              v1::ResumeConnectionResponse* response) {
  return Run(context, [=, this](absl::Time) -> absl::Status {
    absl::StatusOr<ConnectionView> view = manager_.SetPaused(request->id(), false);
    if (!view.ok()) return view.status();
    ToProto(*view, response->mutable_connection());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::DeleteConnection(grpc::CallbackServerContext* context,
                                                              const v1::DeleteConnectionRequest* request,
                                                              v1::DeleteConnectionResponse* response) {
  return Run(context, [=, this](absl::Time deadline) -> absl::Status {
    absl::StatusOr<std::string> message = manager_.Remove(request->id(), request->drop_table(), deadline);
    if (!message.ok()) return message.status();
    response->set_message(*message);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::GetLedger(grpc::CallbackServerContext* context,
                                                       const v1::GetLedgerRequest* request,
                                                       v1::GetLedgerResponse* response) {
  return Run(context, [=, this](absl::Time deadline) -> absl::Status {
    absl::StatusOr<ConnectionView> view = manager_.Get(request->id());
    if (!view.ok()) return view.status();
    const auto replaying = [&]() -> absl::StatusOr<bool> {
      const absl::StatusOr<bool> swapping = ranges_.IsSwapping(request->id());
      if (!swapping.ok() || *swapping) return swapping;
      return replayer_.IsUnderway(request->id());
    };
    auto ledger = ReadLedger(view->definition, replaying, clickhouse_, deadline);
    if (!ledger.ok()) return ledger.status();
    ToProto(*ledger, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::GetResumePoint(grpc::CallbackServerContext* context,
                                                            const v1::GetResumePointRequest* request,
                                                            v1::GetResumePointResponse* response) {
  return Run(context, [=, this](absl::Time deadline) -> absl::Status {
    absl::StatusOr<ConnectionView> view = manager_.Get(request->id());
    if (!view.ok()) return view.status();
    const absl::StatusOr<ResumePoint> point = FindResumePoint(view->definition, deadline);
    if (!point.ok()) return point.status();
    ToProto(*point, response->mutable_point());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::CheckConnection(grpc::CallbackServerContext* context,
                                                             const v1::CheckConnectionRequest* request,
                                                             v1::CheckConnectionResponse* response) {
  return Run(context, [=, this](absl::Time deadline) -> absl::Status {
    const absl::StatusOr<ConnectionView> view = manager_.Get(request->id());
    if (!view.ok()) return view.status();
    for (CheckFinding& finding : aurora::ingest::CheckConnection(*view, clickhouse_, deadline)) {
      v1::CheckFinding* const item = response->add_findings();
      item->set_what(std::move(finding.what));
      item->set_ok(finding.ok);
      item->set_message(std::move(finding.message));
    }
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::UpdateConnection(grpc::CallbackServerContext* context,
                                                              const v1::UpdateConnectionRequest* request,
                                                              v1::UpdateConnectionResponse* response) {
  const std::string person = rpc::RequestContext::FromServer(*context).principal;
  return Run(context, [=, this](absl::Time deadline) -> absl::Status {
    absl::StatusOr<ConnectionChange> change = FromProto(*request);
    if (!change.ok()) return change.status();
    absl::StatusOr<ConnectionView> view = manager_.Update(request->id(), *change, person, deadline);
    if (!view.ok()) return view.status();
    ToProto(*view, response->mutable_connection());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::ListProposals(grpc::CallbackServerContext* context,
                                                           const v1::ListProposalsRequest* request,
                                                           v1::ListProposalsResponse* response) {
  return Run(context, [=, this](absl::Time) -> absl::Status {
    absl::StatusOr<std::vector<Proposal>> proposals = manager_.Proposals(request->id());
    if (!proposals.ok()) return proposals.status();
    for (const Proposal& proposal : *proposals) ToProto(proposal, response->add_proposals());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::ApplyProposals(grpc::CallbackServerContext* context,
                                                            const v1::ApplyProposalsRequest* request,
                                                            v1::ApplyProposalsResponse* response) {
  const std::string person = rpc::RequestContext::FromServer(*context).principal;
  return Run(context, [=, this](absl::Time deadline) -> absl::Status {
    absl::StatusOr<ConnectionView> view = manager_.Apply(
        request->id(), {request->columns().begin(), request->columns().end()}, person, deadline);
    if (!view.ok()) return view.status();
    ToProto(*view, response->mutable_connection());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::RejectProposals(grpc::CallbackServerContext* context,
                                                             const v1::RejectProposalsRequest* request,
                                                             v1::RejectProposalsResponse* response) {
  return Run(context, [=, this](absl::Time) -> absl::Status {
    absl::StatusOr<std::vector<Proposal>> proposals =
        manager_.Reject(request->id(), {request->columns().begin(), request->columns().end()});
    if (!proposals.ok()) return proposals.status();
    for (const Proposal& proposal : *proposals) ToProto(proposal, response->add_proposals());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::GetSchemaHistory(grpc::CallbackServerContext* context,
                                                              const v1::GetSchemaHistoryRequest* request,
                                                              v1::GetSchemaHistoryResponse* response) {
  return Run(context, [=, this](absl::Time) -> absl::Status {
    absl::StatusOr<std::vector<HistoryEntry>> history = manager_.History(request->id());
    if (!history.ok()) return history.status();
    for (const HistoryEntry& entry : *history) ToProto(entry, response->add_entries());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::ListDeadLetters(grpc::CallbackServerContext* context,
                                                             const v1::ListDeadLettersRequest* request,
                                                             v1::ListDeadLettersResponse* response) {
  return Run(context, [=, this](absl::Time deadline) -> absl::Status {
    absl::StatusOr<ConnectionView> view = manager_.Get(request->id());
    if (!view.ok()) return view.status();
    absl::StatusOr<DeadLetterPage> page = ingest::ListDeadLetters(
        clickhouse_, {request->id(), request->limit(), request->page(), request->reason()}, deadline);
    if (!page.ok()) return page.status();
    ToProto(*page, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::ListDeadLetterGroups(grpc::CallbackServerContext* context,
                                                                  const v1::ListDeadLetterGroupsRequest* request,
                                                                  v1::ListDeadLetterGroupsResponse* response) {
  return Run(context, [=, this](absl::Time deadline) -> absl::Status {
    if (absl::Status known = manager_.Get(request->id()).status(); !known.ok()) return known;
    absl::StatusOr<DeadLetterGroups> groups = GroupDeadLetters(clickhouse_, request->id(), deadline);
    if (!groups.ok()) return groups.status();
    ToProto(*groups, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::ReplayDeadLetters(grpc::CallbackServerContext* context,
                                                               const v1::ReplayDeadLettersRequest* request,
                                                               v1::ReplayDeadLettersResponse* response) {
  return Run(context, [=, this](absl::Time deadline) -> absl::Status {
    absl::StatusOr<LetterChoice> choice = FromProto(request->choice());
    if (!choice.ok()) return choice.status();
    if (absl::Status known = manager_.Get(request->id()).status(); !known.ok()) return known;
    absl::StatusOr<ReplayReport> report = replayer_.Replay(request->id(), *choice, request->page(), deadline);
    if (!report.ok()) return report.status();
    ToProto(*report, response);
    return absl::OkStatus();
  });
}

}  // namespace aurora::ingest

#include "services/ingest/service/ingest_service.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "libs/kafka/diagnosis.h"
#include "libs/rpc/request_context.h"
#include "libs/rpc/status.h"
#include "libs/rpc/unary_call.h"
#include "services/ingest/connection/definition_proto.h"
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
    auto ledger = ReadLedger(view->definition, clickhouse_, deadline);
    if (!ledger.ok()) return ledger.status();
    ToProto(*ledger, response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* IngestServiceImpl::ListDeadLetters(grpc::CallbackServerContext* context,
                                                             const v1::ListDeadLettersRequest* request,
                                                             v1::ListDeadLettersResponse* response) {
  return Run(context, [=, this](absl::Time deadline) -> absl::Status {
    absl::StatusOr<ConnectionView> view = manager_.Get(request->id());
    if (!view.ok()) return view.status();
    absl::StatusOr<DeadLetterPage> page =
        ingest::ListDeadLetters(clickhouse_, request->id(), request->limit(), request->page(), deadline);
    if (!page.ok()) return page.status();
    ToProto(*page, response);
    return absl::OkStatus();
  });
}

}  // namespace aurora::ingest

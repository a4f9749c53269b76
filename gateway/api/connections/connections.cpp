#include "gateway/api/connections/connections.h"

#include "absl/strings/numbers.h"
#include "gateway/api/connections/calls.h"
#include "gateway/api/connections/connection_json.h"
#include "gateway/api/connections/ledger_text.h"
#include "gateway/api/connections/limits.h"
#include "gateway/api/exchange.h"
#include "gateway/api/questions/result_stream.h"
#include "libs/base/text.h"

namespace aurora::gateway::api {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;
using backends::IngestClient;
using namespace ingest::v1;  // NOLINT: the messages below.

// A broker that does not answer is found out within this.
constexpr absl::Duration kProbeTime = absl::Seconds(45);
// Creating waits for the topic, the table and what the caller wants in it (at most a minute).
constexpr absl::Duration kCreateTime = absl::Seconds(120);
// Dead letters are replayed for 20 s, after waiting for the replay of somebody else.
constexpr absl::Duration kReplayTime = absl::Seconds(50);
constexpr int kDeadLettersMax = 1000;

// What a new connection reads, for the audit log.
std::string SourceOf(const CreateConnectionRequest& request) {
  return !request.topic().empty()           ? request.topic()
         : !request.topic_pattern().empty() ? request.topic_pattern()
                                            : request.topics(0);
}

absl::StatusOr<DeleteConnectionRequest> ReadDelete(const Request& request) {
  auto call = ById<DeleteConnectionRequest>(request);
  const std::string_view drop = request.QueryParameter("drop_table").value_or("false");
  if (drop != "true" && drop != "false") {
    return absl::InvalidArgumentError("query parameter drop_table must be true or false");
  }
  call.set_drop_table(drop == "true");
  return call;
}

absl::StatusOr<ListDeadLettersRequest> ReadDeadLetters(const Request& request) {
  auto call = ById<ListDeadLettersRequest>(request);
  if (const auto limit = request.QueryParameter("limit"); limit.has_value()) {
    int number = 0;
    if (!absl::SimpleAtoi(base::Absl(*limit), &number) || number < 1 || number > kDeadLettersMax) {
      return absl::InvalidArgumentError("query parameter limit must be from 1 to 1000");
    }
    call.set_limit(static_cast<uint32_t>(number));
  }
  call.set_page(std::string(request.QueryParameter("page").value_or("").substr(0, 512)));
  const std::string reason(request.QueryParameter("reason").value_or(""));
  if (reason.size() > kReasonBytesMax || !IsUtf8(reason)) {
    return absl::InvalidArgumentError(
        base::StrCat("query parameter reason must be text of at most ", kReasonBytesMax, " bytes"));
  }
  call.set_reason(reason);
  return call;
}

constexpr auto kShow = [](const auto& reply) { return ToJson(reply); };

Response ShowNew(const CreateConnectionResponse& reply) {
  Response response = JsonResponse(ToJson(reply.connection()), 201);
  response.headers.Add("Location", "/api/v1/connections/" + reply.connection().id());
  return response;
}

json::object ShowConnections(const ListConnectionsResponse& reply) {
  json::array connections;
  for (const auto& connection : reply.connections()) connections.push_back(ToJson(connection));
  return json::object{{"connections", std::move(connections)}};
}

}  // namespace

void Connections::AddTo(Router& router) {
  const ServiceCalls<IngestClient> call(ingest_);
  AddExchange(router, "POST", "/api/v1/connections/test", Access::kEditor, Body(ParseTestConnection),
              call(&IngestClient::Test, kProbeTime), kShow);
  AddExchange(router, "POST", "/api/v1/connections/preview", Access::kEditor, Body(ParsePreviewTopic),
              call(&IngestClient::Preview, kProbeTime), kShow);
  AddExchange(router, "POST", "/api/v1/connections", Access::kEditor, Body(ParseNewConnection),
              call(&IngestClient::Create, kCreateTime), ShowNew,
              Audited(audit_, [](const CreateConnectionRequest& asked, const CreateConnectionResponse* made) {
                return Deed{"connection.create", made != nullptr ? made->connection().id() : SourceOf(asked)};
              }));
  AddExchange(router, "GET", "/api/v1/connections", Access::kViewer, Nothing<ListConnectionsRequest>,
              call(&IngestClient::List, kReadTime), ShowConnections);
  AddExchange(router, "GET", "/api/v1/connections/{id}", Access::kViewer, ById<GetConnectionRequest>,
              call(&IngestClient::Get, kReadTime), kShowConnection);
  AddExchange(router, "DELETE", "/api/v1/connections/{id}", Access::kEditor, ReadDelete,
              call(&IngestClient::Delete, kChangeTime),
              [](const DeleteConnectionResponse& reply) { return json::object{{"message", reply.message()}}; },
              Audited(audit_, [](const DeleteConnectionRequest& asked, const DeleteConnectionResponse*) {
                return Deed{asked.drop_table() ? "connection.delete-with-table" : "connection.delete", asked.id()};
              }));
  AddExchange(router, "POST", "/api/v1/connections/{id}:pause", Access::kEditor, ById<PauseConnectionRequest>,
              call(&IngestClient::Pause, kChangeTime), kShowConnection, Audited(audit_, "connection.pause"));
  AddExchange(router, "POST", "/api/v1/connections/{id}:resume", Access::kEditor, ById<ResumeConnectionRequest>,
              call(&IngestClient::Resume, kChangeTime), kShowConnection, Audited(audit_, "connection.resume"));
  router.AddSimple("GET", "/api/v1/connections/{id}/ledger", Access::kViewer, [this](Request& r) { return Ledger(r); });
  AddExchange(router, "GET", "/api/v1/connections/{id}/resume-point", Access::kViewer, ById<GetResumePointRequest>,
              call(&IngestClient::ResumePoint, kChangeTime),
              [](const GetResumePointResponse& reply) { return ToJson(reply.point()); });
  // It knocks at the brokers anew.
  AddExchange(router, "POST", "/api/v1/connections/{id}:check", Access::kEditor, ById<CheckConnectionRequest>,
              call(&IngestClient::Check, kProbeTime), kShow);
  AddExchange(router, "GET", "/api/v1/connections/{id}/dead-letters", Access::kViewer, ReadDeadLetters,
              call(&IngestClient::DeadLetters, kChangeTime), kShow);
  AddExchange(router, "GET", "/api/v1/connections/{id}/dead-letters:groups", Access::kViewer,
              ById<ListDeadLetterGroupsRequest>, call(&IngestClient::DeadLetterGroups, kChangeTime), kShow);
  AddExchange(router, "POST", "/api/v1/connections/{id}/dead-letters:replay", Access::kEditor, BodyById(ParseReplay),
              call(&IngestClient::ReplayDeadLetters, kReplayTime), kShow,
              Audited(audit_, "connection.replay-dead-letters"));
}

awaitable<Response> Connections::Ledger(Request& request) {
  const absl::StatusOr<ResultForm> form = ChooseForm(request.headers.Find("Accept"));
  if (!form.ok() || form->format == query::v1::RESULT_FORMAT_ARROW ||
      form->format == query::v1::RESULT_FORMAT_PARQUET) {
    co_return ErrorResponse(absl::InvalidArgumentError("Accept names no form that the ledger comes in; ask for "
                                                       "application/json, application/x-ndjson or text/csv"),
                            request);
  }
  GetLedgerRequest call;
  const std::string id(request.PathParameter("id"));
  call.set_id(id);
  auto reply = co_await ingest_.Ledger(std::move(call), CallFor(request, kChangeTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  if (form->format == query::v1::RESULT_FORMAT_JSON_ROWS) co_return JsonResponse(ToJson(*reply));
  Response response;
  response.content_type = form->content_type;
  response.body = form->format == query::v1::RESULT_FORMAT_CSV ? LedgerCsv(id, *reply) : LedgerNdjson(id, *reply);
  co_return response;
}

}  // namespace aurora::gateway::api

#include "gateway/api/connections/connections.h"

#include "absl/strings/numbers.h"
#include "gateway/api/answer.h"
#include "gateway/api/connections/connection_json.h"
#include "gateway/api/connections/ledger_text.h"
#include "gateway/api/questions/result_stream.h"
#include "libs/base/text.h"

namespace aurora::gateway::api {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;

// Looking at what is known.
constexpr absl::Duration kReadTime = absl::Seconds(10);
// A broker that does not answer is found out within this.
constexpr absl::Duration kProbeTime = absl::Seconds(45);
// Creating waits for the topic, the table and what the caller wants in it (at most a minute).
constexpr absl::Duration kCreateTime = absl::Seconds(120);
// A batch in hand is finished first.
constexpr absl::Duration kChangeTime = absl::Seconds(30);
// Dead letters are replayed for 20 s, after waiting for the replay of somebody else.
constexpr absl::Duration kReplayTime = absl::Seconds(50);
constexpr int kDeadLettersMax = 1000;
constexpr size_t kReasonBytesMax = 1024;

}  // namespace

void Connections::AddTo(Router& router) {
  router.AddSimple("POST", "/api/v1/connections/test", Access::kEditor, [this](Request& r) { return Test(r); });
  router.AddSimple("POST", "/api/v1/connections/preview", Access::kEditor, [this](Request& r) { return Preview(r); });
  router.AddSimple("POST", "/api/v1/connections", Access::kEditor, [this](Request& r) { return Create(r); });
  router.AddSimple("GET", "/api/v1/connections", Access::kViewer, [this](Request& r) { return List(r); });
  router.AddSimple("GET", "/api/v1/connections/{id}", Access::kViewer, [this](Request& r) { return Get(r); });
  router.AddSimple("DELETE", "/api/v1/connections/{id}", Access::kEditor, [this](Request& r) { return Delete(r); });
  router.AddSimple("POST", "/api/v1/connections/{id}:pause", Access::kEditor, [this](Request& r) { return Pause(r); });
  router.AddSimple("POST", "/api/v1/connections/{id}:resume", Access::kEditor,
                   [this](Request& r) { return Resume(r); });
  router.AddSimple("GET", "/api/v1/connections/{id}/ledger", Access::kViewer, [this](Request& r) { return Ledger(r); });
  router.AddSimple("GET", "/api/v1/connections/{id}/resume-point", Access::kViewer,
                   [this](Request& r) { return ResumePoint(r); });
  router.AddSimple("GET", "/api/v1/connections/{id}/dead-letters", Access::kViewer,
                   [this](Request& r) { return DeadLetters(r); });
  router.AddSimple("GET", "/api/v1/connections/{id}/dead-letters:groups", Access::kViewer,
                   [this](Request& r) { return DeadLetterGroups(r); });
  router.AddSimple("POST", "/api/v1/connections/{id}/dead-letters:replay", Access::kEditor,
                   [this](Request& r) { return ReplayDeadLetters(r); });
}

awaitable<Response> Connections::Test(Request& request) {
  auto parsed = ParseTestConnection(request.body);
  if (!parsed.ok()) co_return ErrorResponse(parsed.status(), request);
  auto reply = co_await ingest_.Test(*std::move(parsed), CallFor(request, kProbeTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  co_return JsonResponse(ToJson(*reply));
}

awaitable<Response> Connections::Preview(Request& request) {
  auto parsed = ParsePreviewTopic(request.body);
  if (!parsed.ok()) co_return ErrorResponse(parsed.status(), request);
  auto reply = co_await ingest_.Preview(*std::move(parsed), CallFor(request, kProbeTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  co_return JsonResponse(ToJson(*reply));
}

awaitable<Response> Connections::Create(Request& request) {
  auto parsed = ParseNewConnection(request.body);
  if (!parsed.ok()) co_return ErrorResponse(parsed.status(), request);
  const std::string topic = !parsed->topic().empty()           ? parsed->topic()
                            : !parsed->topic_pattern().empty() ? parsed->topic_pattern()
                                                               : parsed->topics(0);
  auto reply = co_await ingest_.Create(*std::move(parsed), CallFor(request, kCreateTime));
  if (!reply.ok()) {
    Response response = ErrorResponse(reply.status(), request);
    audit_.Write(request, "connection.create", topic, response.status);
    co_return response;
  }
  audit_.Write(request, "connection.create", reply->connection().id(), 201);
  Response response = JsonResponse(ToJson(reply->connection()), 201);
  response.headers.Add("Location", "/api/v1/connections/" + reply->connection().id());
  co_return response;
}

awaitable<Response> Connections::List(Request& request) {
  auto reply = co_await ingest_.List({}, CallFor(request, kReadTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  json::array connections;
  for (const auto& connection : reply->connections()) connections.push_back(ToJson(connection));
  co_return JsonResponse(json::object{{"connections", std::move(connections)}});
}

awaitable<Response> Connections::Get(Request& request) {
  ingest::v1::GetConnectionRequest call;
  call.set_id(std::string(request.PathParameter("id")));
  auto reply = co_await ingest_.Get(std::move(call), CallFor(request, kReadTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  co_return JsonResponse(ToJson(reply->connection()));
}

awaitable<Response> Connections::Pause(Request& request) {
  ingest::v1::PauseConnectionRequest call;
  call.set_id(std::string(request.PathParameter("id")));
  const std::string id = call.id();
  auto reply = co_await ingest_.Pause(std::move(call), CallFor(request, kChangeTime));
  Response response = reply.ok() ? JsonResponse(ToJson(reply->connection())) : ErrorResponse(reply.status(), request);
  audit_.Write(request, "connection.pause", id, response.status);
  co_return response;
}

awaitable<Response> Connections::Resume(Request& request) {
  ingest::v1::ResumeConnectionRequest call;
  call.set_id(std::string(request.PathParameter("id")));
  const std::string id = call.id();
  auto reply = co_await ingest_.Resume(std::move(call), CallFor(request, kChangeTime));
  Response response = reply.ok() ? JsonResponse(ToJson(reply->connection())) : ErrorResponse(reply.status(), request);
  audit_.Write(request, "connection.resume", id, response.status);
  co_return response;
}

awaitable<Response> Connections::Delete(Request& request) {
  ingest::v1::DeleteConnectionRequest call;
  call.set_id(std::string(request.PathParameter("id")));
  const std::string_view drop = request.QueryParameter("drop_table").value_or("false");
  if (drop != "true" && drop != "false") {
    co_return ErrorResponse(absl::InvalidArgumentError("query parameter drop_table must be true or false"), request);
  }
  call.set_drop_table(drop == "true");
  const std::string id = call.id();
  auto reply = co_await ingest_.Delete(std::move(call), CallFor(request, kChangeTime));
  Response response =
      reply.ok() ? JsonResponse(json::object{{"message", reply->message()}}) : ErrorResponse(reply.status(), request);
  audit_.Write(request, drop == "true" ? "connection.delete-with-table" : "connection.delete", id, response.status);
  co_return response;
}

awaitable<Response> Connections::Ledger(Request& request) {
  const absl::StatusOr<ResultForm> form = ChooseForm(request.headers.Find("Accept"));
  if (!form.ok() || form->format == query::v1::RESULT_FORMAT_ARROW ||
      form->format == query::v1::RESULT_FORMAT_PARQUET) {
    co_return ErrorResponse(absl::InvalidArgumentError("Accept names no form that the ledger comes in; ask for "
                                                       "application/json, application/x-ndjson or text/csv"),
                            request);
  }
  ingest::v1::GetLedgerRequest call;
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

awaitable<Response> Connections::ResumePoint(Request& request) {
  ingest::v1::GetResumePointRequest call;
  call.set_id(std::string(request.PathParameter("id")));
  auto reply = co_await ingest_.ResumePoint(std::move(call), CallFor(request, kChangeTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  co_return JsonResponse(ToJson(reply->point()));
}

awaitable<Response> Connections::DeadLetters(Request& request) {
  ingest::v1::ListDeadLettersRequest call;
  call.set_id(std::string(request.PathParameter("id")));
  if (const auto limit = request.QueryParameter("limit"); limit.has_value()) {
    int number = 0;
    if (!absl::SimpleAtoi(base::Absl(*limit), &number) || number < 1 || number > kDeadLettersMax) {
      co_return ErrorResponse(absl::InvalidArgumentError("query parameter limit must be from 1 to 1000"), request);
    }
    call.set_limit(static_cast<uint32_t>(number));
  }
  call.set_page(std::string(request.QueryParameter("page").value_or("").substr(0, 512)));
  const std::string reason(request.QueryParameter("reason").value_or(""));
  if (reason.size() > kReasonBytesMax || !IsUtf8(reason)) {
    co_return ErrorResponse(
        absl::InvalidArgumentError(base::StrCat("query parameter reason must be text of at most ", kReasonBytesMax, " bytes")),
        request);
  }
  call.set_reason(reason);
  auto reply = co_await ingest_.DeadLetters(std::move(call), CallFor(request, kChangeTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  co_return JsonResponse(ToJson(*reply));
}

awaitable<Response> Connections::DeadLetterGroups(Request& request) {
  ingest::v1::ListDeadLetterGroupsRequest call;
  call.set_id(std::string(request.PathParameter("id")));
  auto reply = co_await ingest_.DeadLetterGroups(std::move(call), CallFor(request, kChangeTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  co_return JsonResponse(ToJson(*reply));
}

awaitable<Response> Connections::ReplayDeadLetters(Request& request) {
  auto parsed = ParseReplay(request.body);
  if (!parsed.ok()) co_return ErrorResponse(parsed.status(), request);
  const std::string id(request.PathParameter("id"));
  parsed->set_id(id);
  auto reply = co_await ingest_.ReplayDeadLetters(*std::move(parsed), CallFor(request, kReplayTime));
  Response response = reply.ok() ? JsonResponse(ToJson(*reply)) : ErrorResponse(reply.status(), request);
  audit_.Write(request, "connection.replay-dead-letters", id, response.status);
  co_return response;
}

}  // namespace aurora::gateway::api

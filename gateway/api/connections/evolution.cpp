#include "gateway/api/connections/evolution.h"

#include "gateway/api/answer.h"
#include "gateway/api/connections/connection_json.h"

namespace aurora::gateway::api {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;

// Looking at what is known.
constexpr absl::Duration kReadTime = absl::Seconds(10);
// ClickHouse changes a table.
constexpr absl::Duration kChangeTime = absl::Seconds(30);

template <typename Proposals>
Response ProposalsResponse(const Proposals& proposals) {
  json::array array;
  for (const auto& proposal : proposals) array.push_back(ToJson(proposal));
  return JsonResponse(json::object{{"proposals", std::move(array)}});
}

}  // namespace

void Evolution::AddTo(Router& router) {
  router.AddSimple("PATCH", "/api/v1/connections/{id}", Access::kEditor, [this](Request& r) { return Update(r); });
  router.AddSimple("GET", "/api/v1/connections/{id}/proposals", Access::kViewer,
                   [this](Request& r) { return Proposals(r); });
  router.AddSimple("POST", "/api/v1/connections/{id}/proposals:apply", Access::kEditor,
                   [this](Request& r) { return Apply(r); });
  router.AddSimple("POST", "/api/v1/connections/{id}/proposals:reject", Access::kEditor,
                   [this](Request& r) { return Reject(r); });
  router.AddSimple("GET", "/api/v1/connections/{id}/schema-history", Access::kViewer,
                   [this](Request& r) { return History(r); });
}

awaitable<Response> Evolution::Update(Request& request) {
  auto parsed = ParseConnectionChange(request.body);
  if (!parsed.ok()) co_return ErrorResponse(parsed.status(), request);
  const std::string id(request.PathParameter("id"));
  parsed->set_id(id);
  auto reply = co_await ingest_.Update(*std::move(parsed), CallFor(request, kChangeTime));
  Response response = reply.ok() ? JsonResponse(ToJson(reply->connection())) : ErrorResponse(reply.status(), request);
  audit_.Write(request, "connection.update", id, response.status);
  co_return response;
}

awaitable<Response> Evolution::Proposals(Request& request) {
  ingest::v1::ListProposalsRequest call;
  call.set_id(std::string(request.PathParameter("id")));
  auto reply = co_await ingest_.Proposals(std::move(call), CallFor(request, kReadTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  co_return ProposalsResponse(reply->proposals());
}

awaitable<Response> Evolution::Apply(Request& request) {
  auto columns = ParseProposalChoice(request.body);
  if (!columns.ok()) co_return ErrorResponse(columns.status(), request);
  ingest::v1::ApplyProposalsRequest call;
  call.set_id(std::string(request.PathParameter("id")));
  for (std::string& column : *columns) call.add_columns(std::move(column));
  const std::string id = call.id();
  auto reply = co_await ingest_.ApplyProposals(std::move(call), CallFor(request, kChangeTime));
  Response response = reply.ok() ? JsonResponse(ToJson(reply->connection())) : ErrorResponse(reply.status(), request);
  audit_.Write(request, "connection.apply-proposals", id, response.status);
  co_return response;
}

awaitable<Response> Evolution::Reject(Request& request) {
  auto columns = ParseProposalChoice(request.body);
  if (!columns.ok()) co_return ErrorResponse(columns.status(), request);
  ingest::v1::RejectProposalsRequest call;
  call.set_id(std::string(request.PathParameter("id")));
  for (std::string& column : *columns) call.add_columns(std::move(column));
  const std::string id = call.id();
  auto reply = co_await ingest_.RejectProposals(std::move(call), CallFor(request, kReadTime));
  Response response = reply.ok() ? ProposalsResponse(reply->proposals()) : ErrorResponse(reply.status(), request);
  audit_.Write(request, "connection.reject-proposals", id, response.status);
  co_return response;
}

awaitable<Response> Evolution::History(Request& request) {
  ingest::v1::GetSchemaHistoryRequest call;
  call.set_id(std::string(request.PathParameter("id")));
  auto reply = co_await ingest_.SchemaHistory(std::move(call), CallFor(request, kReadTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  co_return JsonResponse(ToJson(*reply));
}

}  // namespace aurora::gateway::api

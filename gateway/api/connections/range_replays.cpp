#include "gateway/api/connections/range_replays.h"

#include "gateway/api/answer.h"
#include "gateway/api/connections/range_replay_json.h"
#include "libs/base/text.h"

namespace aurora::gateway::api {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;

// Looking at what is known.
constexpr absl::Duration kReadTime = absl::Seconds(10);
// Brokers and ClickHouse are asked about the range.
constexpr absl::Duration kPlanTime = absl::Seconds(45);

}  // namespace

void RangeReplays::AddTo(Router& router) {
  router.AddSimple("POST", "/api/v1/connections/{id}:replay", Access::kEditor, [this](Request& r) { return Start(r); });
  router.AddSimple("GET", "/api/v1/connections/{id}/replays", Access::kViewer, [this](Request& r) { return List(r); });
  router.AddSimple("GET", "/api/v1/connections/{id}/replays/{replay}", Access::kViewer,
                   [this](Request& r) { return Get(r); });
  router.AddSimple("POST", "/api/v1/connections/{id}/replays/{replay}:swap", Access::kEditor,
                   [this](Request& r) { return Decide(r, ingest::v1::RANGE_REPLAY_DECISION_SWAP); });
  router.AddSimple("POST", "/api/v1/connections/{id}/replays/{replay}:discard", Access::kEditor,
                   [this](Request& r) { return Decide(r, ingest::v1::RANGE_REPLAY_DECISION_DISCARD); });
}

awaitable<Response> RangeReplays::Start(Request& request) {
  auto parsed = ParseRangeReplay(request.body);
  if (!parsed.ok()) co_return ErrorResponse(parsed.status(), request);
  const std::string id(request.PathParameter("id"));
  parsed->set_connection_id(id);
  const bool plan_only = parsed->plan_only();
  auto reply = co_await ingest_.StartRangeReplay(*std::move(parsed), CallFor(request, kPlanTime));
  Response response = reply.ok() ? JsonResponse(ToJson(reply->replay())) : ErrorResponse(reply.status(), request);
  if (!plan_only) audit_.Write(request, "connection.replay", id, response.status);
  co_return response;
}

awaitable<Response> RangeReplays::List(Request& request) {
  ingest::v1::ListRangeReplaysRequest call;
  call.set_connection_id(std::string(request.PathParameter("id")));
  auto reply = co_await ingest_.ListRangeReplays(std::move(call), CallFor(request, kReadTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  json::array replays;
  for (const ingest::v1::RangeReplay& replay : reply->replays()) replays.push_back(ToJson(replay));
  co_return JsonResponse(json::object{{"replays", std::move(replays)}});
}

awaitable<Response> RangeReplays::Get(Request& request) {
  ingest::v1::GetRangeReplayRequest call;
  call.set_connection_id(std::string(request.PathParameter("id")));
  call.set_id(std::string(request.PathParameter("replay")));
  auto reply = co_await ingest_.GetRangeReplay(std::move(call), CallFor(request, kReadTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  co_return JsonResponse(ToJson(reply->replay()));
}

awaitable<Response> RangeReplays::Decide(Request& request, ingest::v1::RangeReplayDecision decision) {
  ingest::v1::DecideRangeReplayRequest call;
  const std::string id(request.PathParameter("id"));
  call.set_connection_id(id);
  call.set_id(std::string(request.PathParameter("replay")));
  call.set_decision(decision);
  auto reply = co_await ingest_.DecideRangeReplay(std::move(call), CallFor(request, kReadTime));
  Response response = reply.ok() ? JsonResponse(ToJson(reply->replay())) : ErrorResponse(reply.status(), request);
  const bool swap = decision == ingest::v1::RANGE_REPLAY_DECISION_SWAP;
  audit_.Write(request, swap ? "connection.swap-replay" : "connection.discard-replay", id, response.status);
  co_return response;
}

}  // namespace aurora::gateway::api

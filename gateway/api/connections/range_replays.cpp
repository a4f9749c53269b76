#include "gateway/api/connections/range_replays.h"

#include "gateway/api/connections/calls.h"
#include "gateway/api/connections/range_replay_json.h"
#include "gateway/api/exchange.h"

namespace aurora::gateway::api {
namespace {

using backends::IngestClient;
using http::Request;
using namespace ingest::v1;  // NOLINT: the messages below.

// Brokers and ClickHouse are asked about the range.
constexpr absl::Duration kPlanTime = absl::Seconds(45);

absl::StatusOr<StartRangeReplayRequest> ReadRangeReplay(const Request& request) {
  auto call = ParseRangeReplay(request.body);
  if (call.ok()) call->set_connection_id(std::string(request.PathParameter("id")));
  return call;
}

template <typename Message>
Message OfConnection(const Request& request) {
  Message call;
  call.set_connection_id(std::string(request.PathParameter("id")));
  return call;
}

template <typename Message>
Message OfReplay(const Request& request) {
  auto call = OfConnection<Message>(request);
  call.set_id(std::string(request.PathParameter("replay")));
  return call;
}

template <RangeReplayDecision decision>
DecideRangeReplayRequest ReadDecision(const Request& request) {
  auto call = OfReplay<DecideRangeReplayRequest>(request);
  call.set_decision(decision);
  return call;
}

constexpr auto kShowReplay = [](const auto& reply) { return ToJson(reply.replay()); };

json::object ShowRangeReplays(const ListRangeReplaysResponse& reply) {
  json::array replays;
  for (const RangeReplay& replay : reply.replays()) replays.push_back(ToJson(replay));
  return json::object{{"replays", std::move(replays)}};
}

// A plan changes nothing.
std::optional<Deed> Started(const StartRangeReplayRequest& asked, const StartRangeReplayResponse*) {
  if (asked.plan_only()) return std::nullopt;
  return Deed{"connection.replay", asked.connection_id()};
}

}  // namespace

void RangeReplays::AddTo(Router& router) {
  const ServiceCalls<IngestClient> call(ingest_);
  AddExchange(router, "POST", "/api/v1/connections/{id}:replay", Access::kEditor, ReadRangeReplay,
              call(&IngestClient::StartRangeReplay, kPlanTime), kShowReplay, Audited(audit_, Started));
  AddExchange(router, "GET", "/api/v1/connections/{id}/replays", Access::kViewer,
              OfConnection<ListRangeReplaysRequest>, call(&IngestClient::ListRangeReplays, kReadTime),
              ShowRangeReplays);
  AddExchange(router, "GET", "/api/v1/connections/{id}/replays/{replay}", Access::kViewer,
              OfReplay<GetRangeReplayRequest>, call(&IngestClient::GetRangeReplay, kReadTime), kShowReplay);
  AddExchange(router, "POST", "/api/v1/connections/{id}/replays/{replay}:swap", Access::kEditor,
              ReadDecision<RANGE_REPLAY_DECISION_SWAP>, call(&IngestClient::DecideRangeReplay, kReadTime), kShowReplay,
              Audited(audit_, "connection.swap-replay"));
  AddExchange(router, "POST", "/api/v1/connections/{id}/replays/{replay}:discard", Access::kEditor,
              ReadDecision<RANGE_REPLAY_DECISION_DISCARD>, call(&IngestClient::DecideRangeReplay, kReadTime),
              kShowReplay, Audited(audit_, "connection.discard-replay"));
}

}  // namespace aurora::gateway::api

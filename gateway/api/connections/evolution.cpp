#include "gateway/api/connections/evolution.h"

#include "gateway/api/connections/calls.h"
#include "gateway/api/connections/connection_json.h"
#include "gateway/api/exchange.h"

namespace aurora::gateway::api {
namespace {

using backends::IngestClient;
using http::Request;
using namespace ingest::v1;  // NOLINT: the messages below.

template <typename Message>
absl::StatusOr<Message> ReadProposalChoice(const Request& request) {
  auto columns = ParseProposalChoice(request.body);
  if (!columns.ok()) return columns.status();
  auto call = ById<Message>(request);
  for (std::string& column : *columns) call.add_columns(std::move(column));
  return call;
}

constexpr auto kShowProposals = [](const auto& reply) {
  json::array proposals;
  for (const auto& proposal : reply.proposals()) proposals.push_back(ToJson(proposal));
  return json::object{{"proposals", std::move(proposals)}};
};

}  // namespace

void Evolution::AddTo(Router& router) {
  const ServiceCalls<IngestClient> call(ingest_);
  AddExchange(router, "PATCH", "/api/v1/connections/{id}", Access::kEditor, BodyById(ParseConnectionChange),
              call(&IngestClient::Update, kChangeTime), kShowConnection, Audited(audit_, "connection.update"));
  AddExchange(router, "GET", "/api/v1/connections/{id}/proposals", Access::kViewer, ById<ListProposalsRequest>,
              call(&IngestClient::Proposals, kReadTime), kShowProposals);
  AddExchange(router, "POST", "/api/v1/connections/{id}/proposals:apply", Access::kEditor,
              ReadProposalChoice<ApplyProposalsRequest>, call(&IngestClient::ApplyProposals, kChangeTime),
              kShowConnection, Audited(audit_, "connection.apply-proposals"));
  AddExchange(router, "POST", "/api/v1/connections/{id}/proposals:reject", Access::kEditor,
              ReadProposalChoice<RejectProposalsRequest>, call(&IngestClient::RejectProposals, kReadTime),
              kShowProposals, Audited(audit_, "connection.reject-proposals"));
  AddExchange(router, "GET", "/api/v1/connections/{id}/schema-history", Access::kViewer, ById<GetSchemaHistoryRequest>,
              call(&IngestClient::SchemaHistory, kReadTime),
              [](const GetSchemaHistoryResponse& reply) { return ToJson(reply); });
}

}  // namespace aurora::gateway::api

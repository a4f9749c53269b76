#include "gateway/api/questions/model.h"

#include "gateway/api/exchange.h"
#include "gateway/api/json.h"

namespace aurora::gateway::api {
namespace {

using backends::QueryClient;

// A model that is loaded first takes long.
constexpr absl::Duration kModelCheckTime = absl::Seconds(100);

json::object CheckJson(const query::v1::CheckModelResponse& response) {
  json::array findings;
  for (const query::v1::ModelFinding& finding : response.findings()) {
    findings.push_back(json::object{{"what", finding.what()}, {"ok", finding.ok()}, {"message", finding.message()}});
  }
  json::array values;
  for (const std::string& column : response.values_allowed()) values.emplace_back(column);
  json::object check{{"endpoint", response.endpoint()},
                     {"name", response.name()},
                     {"use", response.use()},
                     {"findings", std::move(findings)},
                     {"values_allowed", std::move(values)}};
  if (response.answer_ms() > 0) check["answer_ms"] = response.answer_ms();
  return check;
}

}  // namespace

void Model::AddTo(Router& router) {
  // It costs a request, and names an address inside.
  AddExchange(router, "POST", "/api/v1/model:check", Access::kAdmin, Nothing<query::v1::CheckModelRequest>,
              ServiceCalls<QueryClient>(query_)(&QueryClient::CheckModel, kModelCheckTime),
              [](const query::v1::CheckModelResponse& reply) { return CheckJson(reply); });
}

}  // namespace aurora::gateway::api

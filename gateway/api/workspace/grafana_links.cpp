#include "gateway/api/workspace/grafana_links.h"

#include "aurora/query/v1/query.pb.h"
#include "gateway/api/answer.h"
#include "gateway/api/questions/query_json.h"
#include "gateway/grafana/explore.h"

namespace aurora::gateway::api {

using boost::asio::awaitable;
using http::Request;
using http::Response;

void GrafanaLinks::AddTo(Router& router) {
  router.AddSimple("GET", "/api/v1/grafana", Access::kViewer, [this](Request& r) { return Describe(r); });
  router.AddSimple("POST", "/api/v1/grafana/explore", Access::kViewer, [this](Request& r) { return Explore(r); });
}

awaitable<Response> GrafanaLinks::Describe(Request&) {
  co_return JsonResponse(json::object{{"configured", proxy_.configured()}, {"url", "/grafana/"}});
}

awaitable<Response> GrafanaLinks::Explore(Request& request) {
  // Without a Grafana the answer is the one that its pages give.
  if (std::optional<Response> refusal = proxy_.CheckMethod(request); refusal.has_value()) co_return *std::move(refusal);
  const auto parsed = ParseExplain(request.body);
  if (!parsed.ok()) co_return ErrorResponse(parsed.status(), request);
  std::vector<grafana::SqlParameter> parameters;
  for (const query::v1::Parameter& one : parsed->parameters()) parameters.push_back({one.name(), one.type(), one.value()});
  co_return JsonResponse(json::object{{"url", grafana::ExploreAddress(parsed->sql(), parameters)}});
}

}  // namespace aurora::gateway::api

#include "gateway/api/questions/model.h"

#include "gateway/api/answer.h"
#include "gateway/api/json.h"

namespace aurora::gateway::api {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;

// A model that is loaded first takes long.
constexpr absl::Duration kCheckTime = absl::Seconds(100);

json::object ToJson(const query::v1::CheckModelResponse& response) {
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
  router.AddSimple("POST", "/api/v1/model:check", Access::kAdmin, [this](Request& r) { return Check(r); });
}

awaitable<Response> Model::Check(Request& request) {
  auto reply = co_await query_.CheckModel({}, CallFor(request, kCheckTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  co_return JsonResponse(ToJson(*reply));
}

}  // namespace aurora::gateway::api

#include "gateway/api/endpoints/endpoint_calls.h"

#include "absl/time/clock.h"
#include "gateway/api/answer.h"
#include "gateway/api/endpoints/endpoint_json.h"
#include "gateway/endpoints/openapi_document.h"
#include "gateway/http/await.h"
#include "libs/rpc/status.h"

namespace aurora::gateway::api {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;
using Found = absl::StatusOr<workspace::Document>;

constexpr char kAction[] = "endpoint.call";

absl::Status NotUtf8() {
  return rpc::WithReason(absl::InvalidArgumentError("a parameter is not UTF-8; send its bytes percent-encoded as UTF-8"),
                         "invalid_parameter");
}

}  // namespace

void EndpointCalls::AddTo(Router& router) {
  router.AddSimple("GET", "/api/v1/endpoints/openapi.json", Access::kEndpoint, [this](Request& r) { return Document(r); });
  for (const char* method : {"GET", "POST"}) {
    router.Add(method, "/api/v1/endpoints/{name}", Access::kEndpoint,
               [this](Request& r, http::ResponseWriter& w) { return Call(r, w); });
  }
}

awaitable<Found> EndpointCalls::Find(const Request& request) {
  const std::string name(request.PathParameter("name"));
  std::function<Found()> find = [this, name]() -> Found {
    if (!endpoints::IsEndpointName(name)) return absl::NotFoundError("there is no such endpoint; see GET /api/v1/endpoints");
    return store_.FindByName(workspace::kEndpoint, name, absl::Now());
  };
  const Found found = co_await http::RunBlocking<Found>(blocking_.get_executor(), std::move(find));
  const std::string& only = request.identity->endpoint_id;
  const bool other = absl::IsNotFound(found.status()) || (found.ok() && found->id != only);
  if (!only.empty() && other) {
    co_return absl::PermissionDeniedError("this token belongs to another endpoint; make one for this endpoint");
  }
  co_return found;
}

absl::StatusOr<query::v1::RunSqlRequest> EndpointCalls::Statement(const workspace::Document& document,
                                                                  const Request& request) const {
  auto given = ParseCall(request.body);
  if (!given.ok()) return given.status();
  for (const auto& [name, value] : request.query) {
    if (!IsUtf8(name) || !IsUtf8(value)) return NotUtf8();
    given->emplace_back(name, value);
  }
  const endpoints::Endpoint endpoint = EndpointOf(document);
  auto bound = endpoints::BindParameters(endpoint, *given);
  if (!bound.ok()) return bound.status();
  query::v1::RunSqlRequest statement;
  statement.set_sql(endpoint.sql);
  for (auto& [name, value] : *bound) {
    query::v1::Parameter* parameter = statement.add_parameters();
    parameter->set_name(name);
    parameter->set_value(std::move(value));
  }
  return statement;
}

awaitable<void> EndpointCalls::Call(Request& request, http::ResponseWriter& writer) {
  const Found found = co_await Find(request);
  const absl::StatusOr<ResultForm> form = ChooseForm(request.headers.Find("Accept"));
  auto statement = found.ok() ? Statement(*found, request) : absl::StatusOr<query::v1::RunSqlRequest>(found.status());
  if (!statement.ok() || !form.ok()) {
    Response refusal = statement.ok() ? NotAcceptable(form.status(), request) : ErrorResponse(statement.status(), request);
    const std::string named = found.ok() ? found->name : std::string(request.PathParameter("name")).substr(0, 64);
    audit_.Write(request, kAction, named, refusal.status);
    co_await writer.Send(std::move(refusal));
    co_return;
  }
  Deed deed{kAction, found->name};
  co_await questions_.Run(*std::move(statement), *form, std::move(deed), request, writer);
}

awaitable<Response> EndpointCalls::Document(Request& request) {
  using Listed = absl::StatusOr<workspace::DocumentPage>;
  std::function<Listed()> list = [this] {
    return store_.List(workspace::kEndpoint, workspace::kEndpoint.count_max, {}, absl::Now());
  };
  const Listed listed = co_await http::RunBlocking<Listed>(blocking_.get_executor(), std::move(list));
  if (!listed.ok()) co_return ErrorResponse(listed.status(), request);
  const std::string& only = request.identity->endpoint_id;
  std::vector<endpoints::Endpoint> shown;
  for (const workspace::Document& document : listed->documents) {
    if (only.empty() || document.id == only) shown.push_back(EndpointOf(document));
  }
  co_return JsonResponse(endpoints::OpenApiDocument(shown));
}

}  // namespace aurora::gateway::api

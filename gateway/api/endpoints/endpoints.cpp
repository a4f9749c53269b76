#include "gateway/api/endpoints/endpoints.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/api/answer.h"
#include "gateway/api/endpoints/endpoint_json.h"
#include "gateway/api/paging.h"
#include "gateway/api/workspace/workspace_json.h"
#include "gateway/http/await.h"

namespace aurora::gateway::api {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;
using workspace::Document;
using Found = absl::StatusOr<Document>;

constexpr char kCollection[] = "/api/v1/endpoints";
constexpr absl::Duration kTrialTime = absl::Seconds(30);

Response Shown(const Document& document, int status = 200) {
  Response response = JsonResponse(EndpointJson(document), status);
  response.headers.Add("ETag", RevisionTag(document.revision));
  return response;
}

std::string NameIn(const Request& request) { return std::string(request.PathParameter("name")); }

}  // namespace

void Endpoints::AddTo(Router& router) {
  const std::string one = absl::StrCat(kCollection, "/{name}");
  router.AddSimple("GET", kCollection, Access::kViewer, [this](Request& r) { return List(r); });
  router.AddSimple("POST", kCollection, Access::kEditor, [this](Request& r) { return Create(r); });
  // The address itself is the call: the thing behind it has one of its own.
  router.AddSimple("GET", one + ":definition", Access::kViewer, [this](Request& r) { return Get(r); });
  router.AddSimple("PUT", one, Access::kEditor, [this](Request& r) { return Replace(r); });
  router.AddSimple("DELETE", one, Access::kEditor, [this](Request& r) { return Delete(r); });
  router.AddSimple("GET", one + "/tokens", Access::kEditor, [this](Request& r) { return ListTokens(r); });
  router.AddSimple("POST", one + "/tokens", Access::kEditor, [this](Request& r) { return CreateToken(r); });
  router.AddSimple("DELETE", one + "/tokens/{id}", Access::kEditor, [this](Request& r) { return DeleteToken(r); });
}

Endpoints::Result<Document> Endpoints::Find(const Request& request) {
  std::function<Found()> find = [this, name = NameIn(request)] {
    return store_.FindByName(workspace::kEndpoint, name, absl::Now());
  };
  co_return co_await http::RunBlocking<Found>(blocking_.get_executor(), std::move(find));
}

Endpoints::Result<endpoints::Endpoint> Endpoints::ReadAndTry(const Request& request) {
  auto said = ParseEndpoint(request.body);
  if (!said.ok()) co_return said.status();
  query::v1::ExplainSqlRequest list;
  list.set_sql(said->sql);
  list.set_parameters_only(true);
  auto listed = co_await query_.Explain(std::move(list), CallFor(request, kTrialTime));
  if (!listed.ok()) co_return listed.status();
  std::vector<endpoints::NamedValue> types;
  for (const query::v1::Parameter& parameter : listed->parameters()) types.emplace_back(parameter.name(), parameter.type());
  auto endpoint = WithTypes(*std::move(said), std::move(types));
  if (!endpoint.ok()) co_return endpoint.status();
  auto values = endpoints::BindParameters(*endpoint, endpoints::TrialValues(*endpoint));
  if (!values.ok()) co_return values.status();
  query::v1::ExplainSqlRequest trial;
  trial.set_sql(endpoint->sql);
  for (const auto& [name, value] : *values) {
    query::v1::Parameter* parameter = trial.add_parameters();
    parameter->set_name(name);
    parameter->set_value(value);
  }
  auto tried = co_await query_.Explain(std::move(trial), CallFor(request, kTrialTime));
  if (!tried.ok()) co_return tried.status();
  co_return endpoint;
}

awaitable<Response> Endpoints::List(Request& request) {
  const absl::StatusOr<PageRequest> page = ReadPage(request);
  if (!page.ok()) co_return ErrorResponse(page.status(), request);
  using Listed = absl::StatusOr<workspace::DocumentPage>;
  std::function<Listed()> list = [this, page = *page] {
    return store_.List(workspace::kEndpoint, page.limit, page.after, absl::Now());
  };
  const Listed listed = co_await http::RunBlocking<Listed>(blocking_.get_executor(), std::move(list));
  if (!listed.ok()) co_return ErrorResponse(listed.status(), request);
  json::array shown;
  for (const Document& document : listed->documents) shown.push_back(EndpointJson(document));
  json::value next = listed->next_page.empty() ? json::value(nullptr) : json::value(listed->next_page);
  co_return JsonResponse(json::object{{"endpoints", std::move(shown)}, {"next_page", std::move(next)}});
}

awaitable<Response> Endpoints::Create(Request& request) {
  const auto endpoint = co_await ReadAndTry(request);
  if (!endpoint.ok()) co_return ErrorResponse(endpoint.status(), request);
  std::function<Found()> create = [this, owner = request.identity->user, endpoint = *endpoint] {
    return store_.Create(workspace::kEndpoint, owner, endpoint.name, Serialize(KeptEndpoint(endpoint)), absl::Now());
  };
  const Found made = co_await http::RunBlocking<Found>(blocking_.get_executor(), std::move(create));
  if (!made.ok()) co_return ErrorResponse(made.status(), request);
  audit_.Write(request, "endpoint.create", made->name, 201, endpoint->sql);
  Response response = Shown(*made, 201);
  response.headers.Add("Location", absl::StrCat(EndpointPath(made->name), ":definition"));
  co_return response;
}

awaitable<Response> Endpoints::Get(Request& request) {
  const Found found = co_await Find(request);
  if (!found.ok()) co_return ErrorResponse(found.status(), request);
  co_return Shown(*found);
}

awaitable<Response> Endpoints::Replace(Request& request) {
  const int64_t revision = RevisionOf(request.headers.Find("If-Match"));
  if (revision == 0) {
    http::Problem problem = http::MakeProblem(
        428, "precondition_required", "send If-Match with the ETag of the endpoint that was changed, e.g. \"3\"");
    co_return problem.ToResponse(request.request_id);
  }
  const Found found = co_await Find(request);
  if (!found.ok()) co_return ErrorResponse(found.status(), request);
  const auto endpoint = co_await ReadAndTry(request);
  if (!endpoint.ok()) co_return ErrorResponse(endpoint.status(), request);
  std::function<Found()> replace = [this, id = found->id, revision, endpoint = *endpoint] {
    return store_.Replace(workspace::kEndpoint, id, endpoint.name, Serialize(KeptEndpoint(endpoint)), revision, absl::Now());
  };
  const Found changed = co_await http::RunBlocking<Found>(blocking_.get_executor(), std::move(replace));
  if (absl::IsAborted(changed.status())) {
    http::Problem problem = http::MakeProblem(412, "changed_elsewhere", std::string(changed.status().message()));
    co_return problem.ToResponse(request.request_id);
  }
  if (!changed.ok()) co_return ErrorResponse(changed.status(), request);
  audit_.Write(request, "endpoint.change", changed->name, 200, endpoint->sql);
  co_return Shown(*changed);
}

awaitable<Response> Endpoints::Delete(Request& request) {
  const Found found = co_await Find(request);
  if (!found.ok()) co_return ErrorResponse(found.status(), request);
  // Tokens first: a failure in between leaves an endpoint that nobody can call, never a token without its endpoint.
  std::function<absl::Status()> remove = [this, id = found->id]() -> absl::Status {
    if (absl::Status status = tokens_.DeleteAll(id); !status.ok()) return status;
    return store_.Delete(workspace::kEndpoint, id);
  };
  const absl::Status status = co_await http::RunBlocking<absl::Status>(blocking_.get_executor(), std::move(remove));
  authenticator_.Forget();
  if (!status.ok()) co_return ErrorResponse(status, request);
  audit_.Write(request, "endpoint.delete", found->name, 204);
  co_return EmptyResponse();
}

awaitable<Response> Endpoints::ListTokens(Request& request) {
  const Found found = co_await Find(request);
  if (!found.ok()) co_return ErrorResponse(found.status(), request);
  using Listed = absl::StatusOr<std::vector<auth::EndpointToken>>;
  std::function<Listed()> list = [this, id = found->id] { return tokens_.List(id); };
  const Listed listed = co_await http::RunBlocking<Listed>(blocking_.get_executor(), std::move(list));
  if (!listed.ok()) co_return ErrorResponse(listed.status(), request);
  json::array tokens;
  for (const auth::EndpointToken& token : *listed) tokens.push_back(EndpointTokenJson(token));
  co_return JsonResponse(json::object{{"tokens", std::move(tokens)}});
}

awaitable<Response> Endpoints::CreateToken(Request& request) {
  const auto body = ParseEndpointToken(request.body);
  if (!body.ok()) co_return ErrorResponse(body.status(), request);
  const Found found = co_await Find(request);
  if (!found.ok()) co_return ErrorResponse(found.status(), request);
  using Made = absl::StatusOr<auth::NewEndpointToken>;
  std::function<Made()> make = [this, id = found->id, by = request.identity->user, body = *body] {
    return tokens_.Create(id, body.name, by, body.lifetime, absl::Now());
  };
  const Made made = co_await http::RunBlocking<Made>(blocking_.get_executor(), std::move(make));
  if (!made.ok()) co_return ErrorResponse(made.status(), request);
  audit_.Write(request, "endpoint.token.create", absl::StrCat(found->name, " ", made->token.id), 201);
  json::object shown = EndpointTokenJson(made->token);
  shown["token"] = made->secret.Reveal();
  co_return JsonResponse(shown, 201);
}

awaitable<Response> Endpoints::DeleteToken(Request& request) {
  const Found found = co_await Find(request);
  if (!found.ok()) co_return ErrorResponse(found.status(), request);
  const std::string token(request.PathParameter("id"));
  std::function<absl::Status()> remove = [this, id = found->id, token] { return tokens_.Delete(id, token); };
  const absl::Status status = co_await http::RunBlocking<absl::Status>(blocking_.get_executor(), std::move(remove));
  authenticator_.Forget();
  if (!status.ok()) co_return ErrorResponse(status, request);
  audit_.Write(request, "endpoint.token.delete", absl::StrCat(found->name, " ", token), 204);
  co_return EmptyResponse();
}

}  // namespace aurora::gateway::api

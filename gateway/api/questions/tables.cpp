#include "gateway/api/questions/tables.h"

#include "gateway/api/answer.h"
#include "gateway/api/questions/query_json.h"

namespace aurora::gateway::api {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;

constexpr absl::Duration kReadTime = absl::Seconds(10);
constexpr absl::Duration kRefreshTime = absl::Seconds(30);

}  // namespace

void Tables::AddTo(Router& router) {
  router.AddSimple("GET", "/api/v1/tables", Access::kViewer, [this](Request& r) { return List(r); });
  router.AddSimple("GET", "/api/v1/tables/{database}/{table}", Access::kViewer, [this](Request& r) { return Get(r); });
  router.AddSimple("POST", "/api/v1/tables:refresh", Access::kViewer, [this](Request& r) { return Refresh(r); });
}

awaitable<Response> Tables::List(Request& request) {
  auto reply = co_await query_.ListTables({}, CallFor(request, kReadTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  co_return JsonResponse(ToJson(*reply));
}

awaitable<Response> Tables::Get(Request& request) {
  query::v1::GetTableRequest call;
  call.set_database(std::string(request.PathParameter("database")));
  call.set_table(std::string(request.PathParameter("table")));
  auto reply = co_await query_.GetTable(std::move(call), CallFor(request, kReadTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  co_return JsonResponse(ToJson(reply->table()));
}

awaitable<Response> Tables::Refresh(Request& request) {
  auto reply = co_await query_.RefreshTables({}, CallFor(request, kRefreshTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  co_return JsonResponse(json::object{{"tables", reply->tables()}});
}

}  // namespace aurora::gateway::api

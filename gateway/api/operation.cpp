#include "gateway/api/operation.h"

#include "gateway/api/answer.h"

namespace aurora::gateway::api {

using boost::asio::awaitable;
using http::Request;
using http::Response;

void Operation::AddTo(Router& router) {
  router.AddSimple("GET", "/healthz", Access::kPublic,
                   [](Request&) -> awaitable<Response> { co_return JsonResponse(json::object{{"status", "ok"}}); });
  router.AddSimple("GET", "/api/openapi.json", Access::kPublic, [this](Request&) -> awaitable<Response> {
    Response response;
    response.body = openapi_;
    response.headers.Add("Cache-Control", "no-cache");
    co_return response;
  });
  router.AddSimple("GET", "/api/v1/status", Access::kViewer,
                   [this](Request&) -> awaitable<Response> { co_return JsonResponse(board_.Json()); });
  router.AddSocket("/api/v1/live", Access::kViewer,
                   [](Request& request, http::ResponseWriter& writer) -> awaitable<void> {
                     Response response = http::InvalidRequest("this call is a WebSocket; send Upgrade: websocket")
                                             .ToResponse(request.request_id);
                     co_await writer.Send(std::move(response));
                   });
}

}  // namespace aurora::gateway::api

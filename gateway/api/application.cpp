#include "gateway/api/application.h"

#include <cmath>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/api/answer.h"
#include "gateway/auth/credential.h"
#include "gateway/grafana/headers.h"
#include "gateway/http/problem.h"
#include "libs/base/log.h"
#include "libs/base/text.h"

namespace aurora::gateway::api {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;

constexpr size_t kRateKeysMax = 100'000;

bool IsSafe(const Request& request) { return request.method == "GET" || request.method == "HEAD"; }

auth::Role RoleFor(Access access) {
  switch (access) {
    case Access::kPublic:
    case Access::kEndpoint:
    case Access::kViewer:
      return auth::Role::kViewer;
    case Access::kEditor:
      return auth::Role::kEditor;
    case Access::kAdmin:
      return auth::Role::kAdmin;
  }
  return auth::Role::kAdmin;
}

}  // namespace

Application::Application(const ApplicationLimits& limits, http::HostGuard guard, const Router& router,
                         Authenticator& authenticator, http::StaticFiles& files, live::Hub& hub,
                         grafana::Proxy& grafana, http::RequestMetrics& metrics)
    : limits_(limits),
      guard_(std::move(guard)),
      router_(router),
      authenticator_(authenticator),
      files_(files),
      hub_(hub),
      grafana_(grafana),
      metrics_(metrics),
      by_identity_(limits.per_identity, kRateKeysMax),
      by_address_(limits.per_address, kRateKeysMax) {}

bool Application::IsApi(const Request& request) {
  return absl::StartsWith(request.path, "/api/") || request.path == "/api" || request.path == "/healthz";
}

std::optional<Response> Application::CheckRate(http::RateLimiter& limiter, const std::string& key,
                                               const Request& request) {
  absl::Duration wait;
  if (limiter.Take(key, absl::Now(), &wait)) return std::nullopt;
  const double seconds = std::ceil(absl::ToDoubleSeconds(wait));
  Response response =
      http::MakeProblem(429, "rate_limited", absl::StrCat("too many calls; try again in ", seconds, " s"))
          .ToResponse(request.request_id);
  response.headers.Add("Retry-After", absl::StrCat(seconds));
  return response;
}

std::optional<Response> Application::CheckRights(const Route& route, const Request& request) const {
  const auth::Identity& identity = *request.identity;
  const std::string_view host = request.headers.Find("Host");
  const std::string_view origin = request.headers.Find("Origin");
  if (identity.via == auth::Identity::Via::kSession) {
    // A WebSocket's handshake is a GET that a page of another site may send with our cookie.
    const bool needs_origin = route.websocket || !IsSafe(request);
    if (needs_origin && !origin.empty() && !guard_.AllowsOrigin(origin, host)) {
      return http::MakeProblem(403, "csrf", "the request comes from a page of another site")
          .ToResponse(request.request_id);
    }
    if (!IsSafe(request) &&
        !auth::ConstantTimeEquals(request.headers.Find("X-CSRF-Token"), identity.csrf_token)) {
      return http::MakeProblem(403, "csrf",
                               "with a session, X-CSRF-Token must hold the csrf_token of GET /api/v1/session")
          .ToResponse(request.request_id);
    }
  }
  if (identity.role < RoleFor(route.access)) {
    return http::Forbidden(base::StrCat("this call needs the role ", auth::RoleName(RoleFor(route.access)), "; ",
                                        identity.user, " has ", auth::RoleName(identity.role)))
        .ToResponse(request.request_id);
  }
  return std::nullopt;
}

awaitable<std::optional<Response>> Application::Identify(Access access, Request& request) {
  absl::StatusOr<auth::Identity> identity = co_await authenticator_.Identify(request);
  if (!identity.ok()) {
    co_return absl::IsUnauthenticated(identity.status()) ? http::Unauthenticated().ToResponse(request.request_id)
                                                         : ErrorResponse(identity.status(), request);
  }
  request.identity = *std::move(identity);
  if (!request.identity->endpoint_id.empty() && access != Access::kEndpoint) {
    co_return http::Forbidden("this is the token of an endpoint; it opens that endpoint and nothing else")
        .ToResponse(request.request_id);
  }
  co_return CheckRate(by_identity_, request.identity->user, request);
}

// Grafana's pages are part of the API's origin and of no route of it.
awaitable<http::Application::Admission> Application::AdmitToGrafana(Request& request) {
  Admission admission;
  admission.refusal = CheckRate(by_address_, request.remote_address, request);
  if (!admission.refusal.has_value()) admission.refusal = co_await Identify(Access::kViewer, request);
  if (!admission.refusal.has_value()) admission.refusal = grafana_.CheckMethod(request);
  if (!admission.refusal.has_value()) admission.refusal = grafana_.CheckOrigin(request, guard_);
  admission.body_bytes_max = grafana_.limits().body_bytes_max;
  admission.websocket = grafana::IsSocket(request);
  admission.websocket_message_bytes_max = grafana_.limits().socket_message_bytes_max;
  co_return admission;
}

awaitable<http::Application::Admission> Application::Admit(Request& request) {
  Admission admission;
  // Probes of an orchestrator know no name of ours.
  if (request.path != "/healthz" && !guard_.AllowsHost(request.headers.Find("Host"))) {
    admission.refusal = http::MakeProblem(421, "misdirected_host",
                                          "this Host is not ours; use localhost, or set http.public_url")
                            .ToResponse(request.request_id);
    co_return admission;
  }
  if (grafana::Proxy::Owns(request.path)) co_return co_await AdmitToGrafana(request);
  if (!IsApi(request)) {
    if (!IsSafe(request)) {
      admission.refusal = http::MakeProblem(405, "method_not_allowed", "pages are read by GET and HEAD")
                              .ToResponse(request.request_id);
      admission.refusal->headers.Add("Allow", "GET, HEAD");
    }
    co_return admission;
  }
  const Router::Match match = router_.Find(request);
  if (match.route == nullptr || match.route->access != Access::kPublic || !IsSafe(request)) {
    admission.refusal = CheckRate(by_address_, request.remote_address, request);
    if (admission.refusal.has_value()) co_return admission;
  }
  if (match.route == nullptr) {
    admission.refusal =
        match.allowed.empty()
            ? http::NotFound(base::StrCat("there is no call ", request.path, "; see /api/openapi.json"))
                  .ToResponse(request.request_id)
            : http::MakeProblem(405, "method_not_allowed",
                                base::StrCat(request.path, " takes ", match.allowed))
                  .ToResponse(request.request_id);
    if (!match.allowed.empty()) admission.refusal->headers.Add("Allow", match.allowed);
    co_return admission;
  }
  if (match.route->access != Access::kPublic) {
    admission.refusal = co_await Identify(match.route->access, request);
    if (!admission.refusal.has_value()) admission.refusal = CheckRights(*match.route, request);
    if (admission.refusal.has_value()) co_return admission;
  }
  if (match.route->websocket && hub_.full()) {
    admission.refusal = http::MakeProblem(503, "too_many_connections", "too many live connections; try again later")
                            .ToResponse(request.request_id);
  }
  const std::string_view type = request.headers.Find("Content-Type");
  if (!IsSafe(request) && !type.empty() && !absl::StartsWithIgnoreCase(base::Absl(type), "application/json")) {
    admission.refusal =
        http::MakeProblem(415, "unsupported_media_type", "bodies are application/json").ToResponse(request.request_id);
  }
  admission.body_bytes_max = limits_.body_bytes_max;
  admission.websocket = match.route->websocket;
  co_return admission;
}

awaitable<void> Application::Handle(Request& request, http::ResponseWriter& writer) {
  if (grafana::Proxy::Owns(request.path)) co_return co_await grafana_.Handle(request, writer);
  if (!IsApi(request)) {
    Response page = files_.Serve(request);
    co_await writer.Send(std::move(page));
    co_return;
  }
  const Router::Match match = router_.Find(request);
  co_await match.route->handler(request, writer);
}

awaitable<void> Application::HandleSocket(Request& request, http::WebSocket& socket) {
  std::function<awaitable<bool>()> still_allowed = [this, &request]() -> awaitable<bool> {
    const absl::StatusOr<auth::Identity> identity = co_await authenticator_.Identify(request);
    co_return !absl::IsUnauthenticated(identity.status());
  };
  if (grafana::Proxy::Owns(request.path)) {
    co_await grafana_.HandleSocket(request, socket, std::move(still_allowed));
    co_return;
  }
  co_await hub_.Serve(socket, std::move(still_allowed));
}

Response Application::Malformed(int status, const std::string& request_id) {
  switch (status) {
    case 413:
      return http::MakeProblem(413, "body_too_large",
                               absl::StrCat("the body is larger than ", limits_.body_bytes_max,
                                            " bytes; send less, or raise limits.body_bytes_max"))
          .ToResponse(request_id);
    case 431:
      return http::MakeProblem(431, "header_too_large", "the header is too large").ToResponse(request_id);
    case 503:
      return http::MakeProblem(503, "too_many_connections", "too many connections are open; try again later")
          .ToResponse(request_id);
    default:
      return http::InvalidRequest("this is not a request that HTTP/1.1 knows").ToResponse(request_id);
  }
}

void Application::Note(const Request& request, int status, size_t bytes) {
  const absl::Duration elapsed = absl::Now() - request.received;
  const bool grafana = grafana::Proxy::Owns(request.path);
  metrics_.Note(request.method, IsApi(request) ? request.route : grafana ? "grafana" : "static", status, elapsed, bytes);
  base::log::Debug("request", {{"request_id", request.request_id},
                               {"method", request.method},
                               {"path", request.path},
                               {"status", status},
                               {"bytes", bytes},
                               {"elapsed_ms", absl::ToDoubleMilliseconds(elapsed)}});
}

}  // namespace aurora::gateway::api

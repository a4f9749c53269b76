#include "gateway/grafana/proxy.h"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "gateway/grafana/headers.h"
#include "gateway/http/problem.h"
#include "libs/base/log.h"
#include "libs/base/text.h"

namespace aurora::gateway::grafana {
namespace {

namespace asio = boost::asio;
using asio::awaitable;
using http::Request;
using http::Response;

constexpr std::string_view kMethods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
constexpr std::chrono::seconds kRecheckPeriod{5};
constexpr std::chrono::milliseconds kEndWait{20};
constexpr auto kAwaitTuple = asio::as_tuple(asio::use_awaitable);

http::Problem ProblemOf(const absl::Status& status, const std::string& authority) {
  const std::string where = base::StrCat("Grafana at ", authority);
  switch (status.code()) {
    case absl::StatusCode::kDeadlineExceeded:
      return http::MakeProblem(504, "grafana_timeout",
                               base::StrCat(where, " did not answer in time; try again, or raise grafana.timeout"));
    case absl::StatusCode::kUnavailable:
      return http::MakeProblem(
          502, "grafana_unreachable",
          base::StrCat(where, " does not answer; start it, or give another grafana.url (see docs/grafana.md)"));
    default:
      return http::MakeProblem(502, "grafana_unreachable",
                               base::StrCat(where, " answers in a way that is not HTTP; check grafana.url"));
  }
}

http::UpstreamRequest UpstreamRequestOf(Request& request) {
  return {request.method, request.target, RequestHeaders(request), std::move(request.body)};
}

// What the two directions of a WebSocket share.
struct Ends {
  bool from_client = false;
  bool from_grafana = false;
};

}  // namespace

Proxy::Proxy(std::unique_ptr<http::Upstream> upstream, const Limits& limits)
    : upstream_(std::move(upstream)), limits_(limits) {}

bool Proxy::Owns(std::string_view path) { return path == "/grafana" || absl::StartsWith(base::Absl(path), "/grafana/"); }

std::optional<Response> Proxy::CheckMethod(const Request& request) const {
  if (upstream_ == nullptr) {
    return http::MakeProblem(503, "grafana_not_set_up",
                             "no Grafana is known to Aurora; give one with `aurora up --grafana URL` or grafana.url "
                             "(see docs/grafana.md)")
        .ToResponse(request.request_id);
  }
  const std::string_view method = request.method;
  if (std::find(std::begin(kMethods), std::end(kMethods), method) != std::end(kMethods)) return std::nullopt;
  return http::MakeProblem(405, "method_not_allowed", "Grafana takes GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS")
      .ToResponse(request.request_id);
}

std::optional<Response> Proxy::CheckOrigin(const Request& request, const http::HostGuard& guard) const {
  const std::optional<http::Problem> problem = grafana::CheckOrigin(request, guard);
  if (!problem.has_value()) return std::nullopt;
  return problem->ToResponse(request.request_id);
}

awaitable<void> Proxy::Handle(Request& request, http::ResponseWriter& writer) {
  if (request.path == "/grafana") {
    Response moved;
    moved.status = 308;
    moved.headers.Add("Location", "/grafana/");
    co_await writer.Send(std::move(moved));
    co_return;
  }
  const absl::Cleanup done = [this] { --calls_; };
  if (++calls_ > limits_.calls_max) {
    co_await writer.Send(http::MakeProblem(503, "too_many_connections", "too many calls of Grafana run; try again later")
                             .ToResponse(request.request_id));
    co_return;
  }
  const absl::Status status =
      co_await upstream_->Forward(UpstreamRequestOf(request), AnswerHead, request.cancellation, writer);
  if (status.ok() || absl::IsCancelled(status)) co_return;
  base::log::Warning("grafana", {{"request_id", request.request_id}, {"error", status}});
  co_await writer.Send(ProblemOf(status, upstream_->authority()).ToResponse(request.request_id));
}

awaitable<void> Proxy::HandleSocket(Request& request, http::WebSocket& socket,
                                    std::function<awaitable<bool>()> still_allowed) {
  const absl::Cleanup done = [this] { --calls_; };
  if (++calls_ > limits_.calls_max) co_return;
  auto opened = co_await upstream_->Open(UpstreamRequestOf(request));
  if (!opened.ok()) {
    base::log::Warning("grafana's WebSocket", {{"request_id", request.request_id}, {"error", opened.status()}});
    socket.Close();
    co_return;
  }
  http::WebSocket& grafana = **opened;
  const auto executor = co_await asio::this_coro::executor;
  auto ends = std::make_shared<Ends>();
  asio::steady_timer ended(executor);
  const auto carry = [&ended](http::WebSocket& from, http::WebSocket& to, bool* end) -> awaitable<void> {
    std::string message;
    while (co_await from.Read(&message) && co_await to.Write(message)) {
    }
    *end = true;
    ended.cancel();
  };
  asio::co_spawn(executor, carry(socket, grafana, &ends->from_client), asio::detached);
  asio::co_spawn(executor, carry(grafana, socket, &ends->from_grafana), asio::detached);
  while (!ends->from_client && !ends->from_grafana) {
    ended.expires_after(kRecheckPeriod);
    co_await ended.async_wait(kAwaitTuple);
    if (!ends->from_client && !ends->from_grafana && !co_await still_allowed()) break;
  }
  socket.Close();
  grafana.Close();
  // Both directions use the sockets, which end with this coroutine; a closing has a timeout of its own.
  while (!ends->from_client || !ends->from_grafana) {
    ended.expires_after(kEndWait);
    co_await ended.async_wait(kAwaitTuple);
  }
}

}  // namespace aurora::gateway::grafana

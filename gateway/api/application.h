#pragma once

#include <functional>
#include <string>

#include "gateway/api/authenticator.h"
#include "gateway/api/router.h"
#include "gateway/grafana/proxy.h"
#include "gateway/http/host_guard.h"
#include "gateway/http/message.h"
#include "gateway/http/rate_limiter.h"
#include "gateway/http/request_metrics.h"
#include "gateway/http/static_files.h"
#include "gateway/live/hub.h"

namespace aurora::gateway::api {

struct ApplicationLimits {
  size_t body_bytes_max = 1 << 20;
  // API calls; static files are not counted.
  http::Rate per_identity{200, 400};
  http::Rate per_address{400, 800};
};

// What happens to each request, in this order: is the host ours, is there such a call, is its sender too fast, who is
// it, may they, then the call. Thread-safe. Owner: main.
class Application final : public http::Application {
 public:
  Application(const ApplicationLimits& limits, http::HostGuard guard, const Router& router,
              Authenticator& authenticator, http::StaticFiles& files, live::Hub& hub, grafana::Proxy& grafana,
              http::RequestMetrics& metrics);

  boost::asio::awaitable<Admission> Admit(http::Request& request) override;
  boost::asio::awaitable<void> Handle(http::Request& request, http::ResponseWriter& writer) override;
  boost::asio::awaitable<void> HandleSocket(http::Request& request, http::WebSocket& socket) override;
  http::Response Malformed(int status, const std::string& request_id) override;
  void Note(const http::Request& request, int status, size_t bytes) override;

 private:
  boost::asio::awaitable<Admission> AdmitToGrafana(http::Request& request);
  // Finds out who asks; the refusal of somebody who is not known, too fast, or may call an endpoint only.
  boost::asio::awaitable<std::optional<http::Response>> Identify(Access access, http::Request& request);
  // "" when the request may go on, else the answer.
  std::optional<http::Response> CheckRate(http::RateLimiter& limiter, const std::string& key,
                                          const http::Request& request);
  std::optional<http::Response> CheckRights(const Route& route, const http::Request& request) const;
  static bool IsApi(const http::Request& request);

  const ApplicationLimits limits_;
  const http::HostGuard guard_;
  const Router& router_;
  Authenticator& authenticator_;
  http::StaticFiles& files_;
  live::Hub& hub_;
  grafana::Proxy& grafana_;
  http::RequestMetrics& metrics_;
  http::RateLimiter by_identity_;
  http::RateLimiter by_address_;
};

}  // namespace aurora::gateway::api

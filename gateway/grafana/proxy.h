#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include "gateway/http/host_guard.h"
#include "gateway/http/message.h"
#include "gateway/http/upstream.h"

namespace aurora::gateway::grafana {

// Grafana under /grafana/ of the gateway, for people who are signed in to Aurora: who they are goes along in headers
// that nobody but the gateway can set (record 0048). Thread-safe. Owner: main.
class Proxy {
 public:
  // Requests and sockets at a time; `body_bytes_max`: of one request.
  struct Limits {
    int calls_max = 256;
    size_t body_bytes_max = 16 << 20;
    size_t socket_message_bytes_max = 64 << 10;
  };
  // Without an upstream every request is told how to get one.
  Proxy(std::unique_ptr<http::Upstream> upstream, const Limits& limits);

  bool configured() const { return upstream_ != nullptr; }

  // Whether the path is Grafana's: /grafana and all below it.
  static bool Owns(std::string_view path);

  // The refusal of a request that must not be handed on, with an identity where one is needed.
  std::optional<http::Response> CheckMethod(const http::Request& request) const;
  std::optional<http::Response> CheckOrigin(const http::Request& request, const http::HostGuard& guard) const;

  boost::asio::awaitable<void> Handle(http::Request& request, http::ResponseWriter& writer);
  // Until one side closes or `still_allowed`, asked every few seconds, says no.
  boost::asio::awaitable<void> HandleSocket(http::Request& request, http::WebSocket& socket,
                                            std::function<boost::asio::awaitable<bool>()> still_allowed);
  const Limits& limits() const { return limits_; }

 private:
  const std::unique_ptr<http::Upstream> upstream_;
  const Limits limits_;
  std::atomic<int> calls_ = 0;
};

}  // namespace aurora::gateway::grafana

#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/http/message.h"

namespace aurora::gateway::http {

struct UpstreamOptions {
  // "http://grafana:3000" or "https://..."; a path in it is not used.
  std::string url;
  // PEM file of the authorities of an https URL; empty: the system's.
  std::string ca_file;
  absl::Duration connect_timeout = absl::Seconds(3);
  // Until the head of an answer, and between two pieces of its body.
  absl::Duration answer_timeout = absl::Minutes(2);
  size_t header_bytes_max = 32 << 10;
  size_t websocket_message_bytes_max = 1 << 20;
};

struct UpstreamRequest {
  std::string method;
  // Path and query, as they go on the wire.
  std::string target;
  // All of them but Content-Length and Connection, which follow from the body.
  Headers headers;
  std::string body;
};

// An HTTP server behind the gateway, to which requests of clients are handed on: a connection for each, so that nothing
// of one client's exchange can reach another's. Immutable, thread-safe. Owner: main.
class Upstream {
 public:
  // InvalidArgument when the URL is none, NotFound when the authorities' file cannot be read.
  static absl::StatusOr<std::unique_ptr<Upstream>> Create(UpstreamOptions options);
  ~Upstream();

  // From the answer's status and headers, what the client gets of them.
  using MakeHead = std::function<Response(int status, const Headers& headers)>;
  // Hands the answer on piece by piece. Errors, when nothing was written yet: Unavailable (names host and port),
  // DeadlineExceeded, Internal (the answer is no HTTP), Cancelled. An answer that breaks off later is aborted.
  boost::asio::awaitable<absl::Status> Forward(UpstreamRequest request, MakeHead make_head,
                                               std::shared_ptr<Cancellation> cancellation, ResponseWriter& writer) const;

  // A WebSocket for text. Errors as above, PermissionDenied when the server declines.
  boost::asio::awaitable<absl::StatusOr<std::unique_ptr<WebSocket>>> Open(UpstreamRequest request) const;

  // host:port
  const std::string& authority() const;

 private:
  struct Impl;
  explicit Upstream(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace aurora::gateway::http

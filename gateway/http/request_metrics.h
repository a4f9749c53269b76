#pragma once

#include <functional>
#include <memory>
#include <string>

#include "absl/time/time.h"

namespace prometheus {
class Registry;
}

namespace aurora::gateway::http {

// Counters and times of all answers:
//   aurora_gateway_requests_total{method,route,status}, aurora_gateway_request_duration_seconds{route},
//   aurora_gateway_response_bytes_total, aurora_gateway_connections.
// Thread-safe. Owner: main; must not outlive the registry.
class RequestMetrics {
 public:
  explicit RequestMetrics(prometheus::Registry& registry);
  ~RequestMetrics();
  void Note(const std::string& method, const std::string& route, int status, absl::Duration elapsed, size_t bytes);
  void SetConnections(size_t count);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace aurora::gateway::http

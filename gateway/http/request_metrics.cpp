#include "gateway/http/request_metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <set>

namespace aurora::gateway::http {
namespace {

const std::set<std::string>& KnownMethods() {
  static const std::set<std::string> known = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  return known;
}

const prometheus::Histogram::BucketBoundaries kSeconds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                          0.25,  0.5,    1,     2.5,  5,     10,   60};

}  // namespace

struct RequestMetrics::Impl {
  explicit Impl(prometheus::Registry& registry)
      : requests(prometheus::BuildCounter()
                     .Name("aurora_gateway_requests_total")
                     .Help("answers by method, route and status")
                     .Register(registry)),
        seconds(prometheus::BuildHistogram()
                    .Name("aurora_gateway_request_duration_seconds")
                    .Help("from the header's arrival to the answer's last byte")
                    .Register(registry)),
        bytes(prometheus::BuildCounter()
                  .Name("aurora_gateway_response_bytes_total")
                  .Help("bytes of answers' bodies")
                  .Register(registry)
                  .Add({})),
        connections(prometheus::BuildGauge()
                        .Name("aurora_gateway_connections")
                        .Help("open connections")
                        .Register(registry)
                        .Add({})) {}
  prometheus::Family<prometheus::Counter>& requests;
  prometheus::Family<prometheus::Histogram>& seconds;
  prometheus::Counter& bytes;
  prometheus::Gauge& connections;
};

RequestMetrics::RequestMetrics(prometheus::Registry& registry) : impl_(std::make_unique<Impl>(registry)) {}
RequestMetrics::~RequestMetrics() = default;

void RequestMetrics::Note(const std::string& method, const std::string& route, int status, absl::Duration elapsed,
                          size_t bytes) {
  // Labels come from a closed set, so that nobody can make series at will.
  const std::string known_route = route.empty() ? "none" : route;
  const std::string known_method = KnownMethods().count(method) > 0 ? method : "other";
  impl_->requests.Add({{"method", known_method}, {"route", known_route}, {"status", std::to_string(status)}})
      .Increment();
  impl_->seconds.Add({{"route", known_route}}, kSeconds).Observe(absl::ToDoubleSeconds(elapsed));
  impl_->bytes.Increment(static_cast<double>(bytes));
}

void RequestMetrics::SetConnections(size_t count) { impl_->connections.Set(static_cast<double>(count)); }

}  // namespace aurora::gateway::http

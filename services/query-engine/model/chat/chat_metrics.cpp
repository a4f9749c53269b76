#include "services/query-engine/model/chat/chat_metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <string>

namespace aurora::query::model::chat {
namespace {

const prometheus::Histogram::BucketBoundaries& Seconds() {
  static const auto& bounds = *new prometheus::Histogram::BucketBoundaries{0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60};
  return bounds;
}

}  // namespace

struct ChatMetrics::Impl {
  prometheus::Family<prometheus::Counter>& requests;
  prometheus::Histogram& durations;
  prometheus::Family<prometheus::Counter>& tokens;
  prometheus::Counter& cost;
  prometheus::Family<prometheus::Counter>& questions;
  prometheus::Family<prometheus::Counter>& cache;
  prometheus::Gauge& up;
};

ChatMetrics::ChatMetrics(prometheus::Registry& registry)
    : impl_(new Impl{
          prometheus::BuildCounter().Name("aurora_query_model_requests_total").Help("Requests to the model.").Register(registry),
          prometheus::BuildHistogram()
              .Name("aurora_query_model_request_seconds")
              .Help("From a request to the end of the model's answer.")
              .Register(registry)
              .Add({}, Seconds()),
          prometheus::BuildCounter()
              .Name("aurora_query_model_tokens_total")
              .Help("Tokens sent to and received from the model; estimated where it does not say.")
              .Register(registry),
          prometheus::BuildCounter()
              .Name("aurora_query_model_cost_total")
              .Help("Cost of the tokens at the configured prices.")
              .Register(registry)
              .Add({}),
          prometheus::BuildCounter().Name("aurora_query_model_questions_total").Help("Questions that went to the model.").Register(registry),
          prometheus::BuildCounter()
              .Name("aurora_query_model_cache_total")
              .Help("Questions looked up among the model's earlier answers.")
              .Register(registry),
          prometheus::BuildGauge()
              .Name("aurora_query_model_up")
              .Help("1 when the model's last request was answered or none was made, else 0.")
              .Register(registry)
              .Add({})}) {
  impl_->up.Set(1);
}

ChatMetrics::~ChatMetrics() = default;

void ChatMetrics::CountRequest(std::string_view outcome, absl::Duration elapsed) {
  impl_->requests.Add({{"outcome", std::string(outcome)}}).Increment();
  impl_->durations.Observe(absl::ToDoubleSeconds(elapsed));
}

void ChatMetrics::CountUse(const Usage& usage, double cost) {
  impl_->tokens.Add({{"direction", "in"}}).Increment(static_cast<double>(usage.tokens_in));
  impl_->tokens.Add({{"direction", "out"}}).Increment(static_cast<double>(usage.tokens_out));
  impl_->cost.Increment(cost);
}

void ChatMetrics::CountQuestion(std::string_view outcome) { impl_->questions.Add({{"outcome", std::string(outcome)}}).Increment(); }

void ChatMetrics::CountCache(bool hit) { impl_->cache.Add({{"outcome", hit ? "hit" : "miss"}}).Increment(); }

void ChatMetrics::SetUp(bool up) { impl_->up.Set(up ? 1 : 0); }

}  // namespace aurora::query::model::chat

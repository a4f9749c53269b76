#pragma once

#include <memory>
#include <string_view>

#include "absl/time/time.h"
#include "services/query-engine/model/chat/chat_stream.h"

namespace prometheus {
class Registry;
}

namespace aurora::query::model::chat {

// aurora_query_model_requests_total{outcome}, aurora_query_model_request_seconds, aurora_query_model_tokens_total{direction},
// aurora_query_model_cost_total, aurora_query_model_questions_total{outcome}, aurora_query_model_cache_total{outcome},
// aurora_query_model_up. Thread-safe.
class ChatMetrics {
 public:
  explicit ChatMetrics(prometheus::Registry& registry);
  ~ChatMetrics();

  // `outcome`: "ok" or a cause of failure.h.
  void CountRequest(std::string_view outcome, absl::Duration elapsed);
  void CountUse(const Usage& usage, double cost);
  // `outcome`: "answered", "cached", "declined", "unusable" or a cause of failure.h.
  void CountQuestion(std::string_view outcome);
  void CountCache(bool hit);
  void SetUp(bool up);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace aurora::query::model::chat

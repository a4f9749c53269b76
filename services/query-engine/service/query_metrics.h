#pragma once

#include <memory>
#include <string_view>

#include "absl/time/time.h"

namespace prometheus {
class Registry;
}

namespace aurora::query::service {

// aurora_query_queries_total{source,outcome}, aurora_query_duration_seconds{source}, aurora_query_rows_read_total,
// aurora_query_result_bytes_total, aurora_query_questions_total{status}, aurora_query_reading_seconds. Thread-safe.
class QueryMetrics {
 public:
  explicit QueryMetrics(prometheus::Registry& registry);
  ~QueryMetrics();

  // `source`: "sql" or "ask"; `outcome`: "ok" or an error's reason.
  void CountQuery(std::string_view source, std::string_view outcome, absl::Duration elapsed);
  void CountRead(double rows_read, double result_bytes);
  // `status`: "answered", "clarify", "refused" or "error".
  void CountQuestion(std::string_view status, absl::Duration elapsed);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace aurora::query::service

#include "services/query-engine/service/query_metrics.h"

#include <prometheus/counter.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <string>

namespace aurora::query::service {
namespace {

const prometheus::Histogram::BucketBoundaries& Seconds() {
  static const auto& bounds = *new prometheus::Histogram::BucketBoundaries{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                                           0.25,  0.5,    1,     2.5,  5,     10,   60};
  return bounds;
}

}  // namespace

struct QueryMetrics::Impl {
  prometheus::Family<prometheus::Counter>& queries;
  prometheus::Family<prometheus::Histogram>& durations;
  prometheus::Counter& rows_read;
  prometheus::Counter& result_bytes;
  prometheus::Family<prometheus::Counter>& questions;
  prometheus::Histogram& readings;
};

QueryMetrics::QueryMetrics(prometheus::Registry& registry)
    : impl_(new Impl{
          prometheus::BuildCounter().Name("aurora_query_queries_total").Help("Queries run.").Register(registry),
          prometheus::BuildHistogram()
              .Name("aurora_query_duration_seconds")
              .Help("From the call to the last byte.")
              .Register(registry),
          prometheus::BuildCounter()
              .Name("aurora_query_rows_read_total")
              .Help("Rows that queries read.")
              .Register(registry)
              .Add({}),
          prometheus::BuildCounter()
              .Name("aurora_query_result_bytes_total")
              .Help("Bytes of results.")
              .Register(registry)
              .Add({}),
          prometheus::BuildCounter().Name("aurora_query_questions_total").Help("Questions read.").Register(registry),
          prometheus::BuildHistogram()
              .Name("aurora_query_reading_seconds")
              .Help("From a question to checked SQL.")
              .Register(registry)
              .Add({}, Seconds())}) {}

QueryMetrics::~QueryMetrics() = default;

void QueryMetrics::CountQuery(std::string_view source, std::string_view outcome, absl::Duration elapsed) {
  impl_->queries.Add({{"source", std::string(source)}, {"outcome", std::string(outcome)}}).Increment();
  impl_->durations.Add({{"source", std::string(source)}}, Seconds()).Observe(absl::ToDoubleSeconds(elapsed));
}

void QueryMetrics::CountRead(double rows_read, double result_bytes) {
  impl_->rows_read.Increment(rows_read);
  impl_->result_bytes.Increment(result_bytes);
}

void QueryMetrics::CountQuestion(std::string_view status, absl::Duration elapsed) {
  impl_->questions.Add({{"status", std::string(status)}}).Increment();
  impl_->readings.Observe(absl::ToDoubleSeconds(elapsed));
}

}  // namespace aurora::query::service

#include "services/ingest/pipeline/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <map>
#include <string>
#include <vector>

namespace aurora::ingest {
namespace {

prometheus::Family<prometheus::Counter>& CounterFamily(prometheus::Registry& registry, const char* name,
                                                       const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}
prometheus::Family<prometheus::Gauge>& GaugeFamily(prometheus::Registry& registry, const char* name,
                                                   const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry);
}

}  // namespace

struct ConnectionMetrics::Impl {
  Impl(prometheus::Registry& registry, const std::string& connection, const std::string& source)
      : labels{{"connection", connection}, {"topic", source}},
        rows_family(CounterFamily(registry, "aurora_ingest_rows_written_total", "Rows that can be read.")),
        messages_family(CounterFamily(registry, "aurora_ingest_messages_total", "Messages taken from Kafka and stored.")),
        bytes_family(CounterFamily(registry, "aurora_ingest_message_bytes_total", "Size of these messages, bytes.")),
        dead_letters_family(
            CounterFamily(registry, "aurora_ingest_dead_letters_total", "Messages that did not fit, by code.")),
        batches_family(CounterFamily(registry, "aurora_ingest_batches_total", "Batches by what closed them.")),
        errors_family(CounterFamily(registry, "aurora_ingest_errors_total", "Failed attempts, by code.")),
        retries_family(CounterFamily(registry, "aurora_ingest_retries_total",
                                     "Attempts after a failed one, by what: write (of a batch), connection (all of it).")),
        expired_family(CounterFamily(registry, "aurora_ingest_expired_offsets_total",
                                     "Offsets that were removed from the topic before they were read.")),
        skipped_family(CounterFamily(registry, "aurora_ingest_skipped_messages_total",
                                     "Messages that were left out on purpose, by reason: filter, duplicate, empty_list.")),
        late_family(CounterFamily(registry, "aurora_ingest_late_messages_total",
                                  "Rows so late that they were not compared with all others of their keys (deduplicate).")),
        lag_family(GaugeFamily(registry, "aurora_ingest_lag_messages", "Messages in the topic and not yet stored.")),
        freshness_family(GaugeFamily(registry, "aurora_ingest_freshness_seconds",
                                     "From production of the newest stored message until it could be read.")),
        delay_family(GaugeFamily(registry, "aurora_ingest_batch_delay_seconds",
                                 "What an event waits for its batch at present.")),
        state_family(GaugeFamily(registry, "aurora_ingest_connection_state",
                                 "1 for the state in which the connection is, 0 for those in which it was.")),
        unowned_family(GaugeFamily(registry, "aurora_ingest_unowned_partitions",
                                   "Partitions that no member of the consumer group has although no rebalance is under way.")),
        partition_lag_family(GaugeFamily(registry, "aurora_ingest_partition_lag_messages",
                                         "Messages in the partition and not yet stored.")),
        partition_lag_seconds_family(GaugeFamily(
            registry, "aurora_ingest_partition_lag_seconds",
            "Since production of the newest stored message while others wait; 0 when none does.")),
        rebalances_family(CounterFamily(registry, "aurora_ingest_rebalanced_partitions_total",
                                        "Partitions that came and went: assigned, revoked in order, lost.")),
        batch_rows_family(
            prometheus::BuildHistogram().Name("aurora_ingest_batch_rows").Help("Rows of a batch.").Register(registry)),
        insert_family(prometheus::BuildHistogram()
                          .Name("aurora_ingest_insert_duration_seconds")
                          .Help("Of one block, until ClickHouse acknowledged it.")
                          .Register(registry)),
        delivery_family(prometheus::BuildHistogram()
                            .Name("aurora_ingest_delivery_duration_seconds")
                            .Help("From a closed batch to its commit.")
                            .Register(registry)),
        freshness(freshness_family.Add(labels)),
        delay(delay_family.Add(labels)),
        unowned(unowned_family.Add(labels)),
        batch_rows(batch_rows_family.Add(
            labels, prometheus::Histogram::BucketBoundaries{1, 10, 100, 1000, 5000, 10'000, 25'000, 50'000, 100'000})),
        insert(insert_family.Add(labels, Seconds())),
        delivery(delivery_family.Add(labels, Seconds())) {}

  static prometheus::Histogram::BucketBoundaries Seconds() {
    return {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60};
  }

  prometheus::Labels With(const std::string& name, const std::string& value) const {
    prometheus::Labels all = labels;
    all[name] = value;
    return all;
  }
  prometheus::Counter& Labelled(prometheus::Family<prometheus::Counter>& family, const std::string& name,
                                const std::string& value) {
    return Counter(family, With(name, value));
  }
  prometheus::Counter& Counter(prometheus::Family<prometheus::Counter>& family, const prometheus::Labels& own) {
    absl::MutexLock lock(&mutex);
    prometheus::Counter*& counter = labelled[{&family, own}];
    if (counter == nullptr) counter = &family.Add(own);
    return *counter;
  }

  // What is counted by topic.
  struct TopicNumbers {
    prometheus::Counter* rows;
    prometheus::Counter* messages;
    prometheus::Counter* bytes;
    prometheus::Counter* expired;
    prometheus::Counter* late;
    prometheus::Gauge* lag;
  };
  const TopicNumbers& Of(const std::string& topic) {
    absl::MutexLock lock(&mutex);
    const auto [entry, is_new] = topics.try_emplace(topic);
    if (is_new) {
      const prometheus::Labels own = With("topic", topic);
      entry->second = {&rows_family.Add(own), &messages_family.Add(own), &bytes_family.Add(own), &expired_family.Add(own),
                       &late_family.Add(own), &lag_family.Add(own)};
    }
    return entry->second;
  }

  struct PartitionGauges {
    prometheus::Gauge* messages;
    prometheus::Gauge* seconds;
  };
  void Remove(const PartitionGauges& gauges) {
    partition_lag_family.Remove(gauges.messages);
    partition_lag_seconds_family.Remove(gauges.seconds);
  }

  const prometheus::Labels labels;
  prometheus::Family<prometheus::Counter>& rows_family;
  prometheus::Family<prometheus::Counter>& messages_family;
  prometheus::Family<prometheus::Counter>& bytes_family;
  prometheus::Family<prometheus::Counter>& dead_letters_family;
  prometheus::Family<prometheus::Counter>& batches_family;
  prometheus::Family<prometheus::Counter>& errors_family;
  prometheus::Family<prometheus::Counter>& retries_family;
  prometheus::Family<prometheus::Counter>& expired_family;
  prometheus::Family<prometheus::Counter>& skipped_family;
  prometheus::Family<prometheus::Counter>& late_family;
  prometheus::Family<prometheus::Gauge>& lag_family;
  prometheus::Family<prometheus::Gauge>& freshness_family;
  prometheus::Family<prometheus::Gauge>& delay_family;
  prometheus::Family<prometheus::Gauge>& state_family;
  prometheus::Family<prometheus::Gauge>& unowned_family;
  prometheus::Family<prometheus::Gauge>& partition_lag_family;
  prometheus::Family<prometheus::Gauge>& partition_lag_seconds_family;
  prometheus::Family<prometheus::Counter>& rebalances_family;
  prometheus::Family<prometheus::Histogram>& batch_rows_family;
  prometheus::Family<prometheus::Histogram>& insert_family;
  prometheus::Family<prometheus::Histogram>& delivery_family;
  prometheus::Gauge& freshness;
  prometheus::Gauge& delay;
  prometheus::Gauge& unowned;
  prometheus::Histogram& batch_rows;
  prometheus::Histogram& insert;
  prometheus::Histogram& delivery;
  absl::Mutex mutex;
  // Only those that are assigned here: another replica shows the others.
  std::map<kafka::Partition, PartitionGauges> partitions ABSL_GUARDED_BY(mutex);
  // By its word.
  std::map<std::string, prometheus::Gauge*, std::less<>> states ABSL_GUARDED_BY(mutex);
  // At most as many as a connection has topics; entries stay where they are.
  std::map<std::string, TopicNumbers> topics ABSL_GUARDED_BY(mutex);
  std::map<std::pair<prometheus::Family<prometheus::Counter>*, prometheus::Labels>, prometheus::Counter*> labelled
      ABSL_GUARDED_BY(mutex);
};

ConnectionMetrics::ConnectionMetrics(prometheus::Registry& registry, const std::string& connection,
                                     const std::string& source)
    : impl_(std::make_unique<Impl>(registry, connection, source)) {}

ConnectionMetrics::~ConnectionMetrics() {
  Impl& impl = *impl_;
  impl.freshness_family.Remove(&impl.freshness);
  impl.delay_family.Remove(&impl.delay);
  impl.unowned_family.Remove(&impl.unowned);
  impl.batch_rows_family.Remove(&impl.batch_rows);
  impl.insert_family.Remove(&impl.insert);
  impl.delivery_family.Remove(&impl.delivery);
  absl::MutexLock lock(&impl.mutex);
  for (const auto& [key, counter] : impl.labelled) key.first->Remove(counter);
  for (const auto& [partition, gauges] : impl.partitions) impl.Remove(gauges);
  for (const auto& [state, gauge] : impl.states) impl.state_family.Remove(gauge);
  for (const auto& [topic, numbers] : impl.topics) {
    impl.rows_family.Remove(numbers.rows);
    impl.messages_family.Remove(numbers.messages);
    impl.bytes_family.Remove(numbers.bytes);
    impl.expired_family.Remove(numbers.expired);
    impl.late_family.Remove(numbers.late);
    impl.lag_family.Remove(numbers.lag);
  }
}

void ConnectionMetrics::Delivered(const Batch& batch, absl::Duration took) {
  const Impl::TopicNumbers& of_topic = impl_->Of(batch.partition.topic);
  of_topic.rows->Increment(static_cast<double>(batch.rows));
  of_topic.messages->Increment(static_cast<double>(batch.messages));
  of_topic.bytes->Increment(static_cast<double>(batch.message_bytes));
  impl_->delivery.Observe(absl::ToDoubleSeconds(took));
  impl_->batch_rows.Observe(static_cast<double>(batch.rows));
  impl_->Labelled(impl_->batches_family, "reason", std::string(FlushReasonName(batch.reason))).Increment();
  for (const SkipReason reason : {SkipReason::kFilter, SkipReason::kEmptyList, SkipReason::kDuplicate}) {
    const uint64_t count = CountSkipped(batch.skipped, reason);
    if (count == 0) continue;
    impl_->Labelled(impl_->skipped_family, "reason", std::string(SkipReasonName(reason))).Increment(static_cast<double>(count));
  }
}

void ConnectionMetrics::Inserted(absl::Duration took) { impl_->insert.Observe(absl::ToDoubleSeconds(took)); }

void ConnectionMetrics::Rebalanced(Rebalance event, size_t partitions) {
  const char* const name = event == Rebalance::kAssigned  ? "assigned"
                           : event == Rebalance::kRevoked ? "revoked"
                                                          : "lost";
  impl_->Labelled(impl_->rebalances_family, "event", name).Increment(static_cast<double>(partitions));
}

void ConnectionMetrics::BatchDelayed(absl::Duration delay) { impl_->delay.Set(absl::ToDoubleSeconds(delay)); }

void ConnectionMetrics::Rejected(const std::string& topic, table::Rejection rejection, uint64_t count) {
  prometheus::Labels own = impl_->With("topic", topic);
  own["code"] = std::string(table::RejectionCode(rejection));
  impl_->Counter(impl_->dead_letters_family, own).Increment(static_cast<double>(count));
}

void ConnectionMetrics::Late(const std::string& topic, uint64_t count) {
  impl_->Of(topic).late->Increment(static_cast<double>(count));
}

void ConnectionMetrics::Expired(const std::string& topic, uint64_t count) {
  impl_->Of(topic).expired->Increment(static_cast<double>(count));
}

void ConnectionMetrics::Failed(const std::string& code) {
  impl_->Labelled(impl_->errors_family, "code", code).Increment();
}

void ConnectionMetrics::Retried(std::string_view what) {
  impl_->Labelled(impl_->retries_family, "what", std::string(what)).Increment();
}

void ConnectionMetrics::State(std::string_view state) {
  absl::MutexLock lock(&impl_->mutex);
  const auto [now, is_new] = impl_->states.try_emplace(std::string(state));
  if (is_new) now->second = &impl_->state_family.Add(impl_->With("state", now->first));
  for (const auto& [name, gauge] : impl_->states) gauge->Set(name == state ? 1 : 0);
}

void ConnectionMetrics::Unowned(size_t partitions) { impl_->unowned.Set(static_cast<double>(partitions)); }

void ConnectionMetrics::Observe(const ProgressSnapshot& snapshot, absl::Time now) {
  Impl& impl = *impl_;
  std::map<std::string, int64_t> lags;
  for (const auto& [partition, progress] : snapshot.partitions) lags[partition.topic] += progress.lag();
  for (const auto& [topic, lag] : lags) impl.Of(topic).lag->Set(static_cast<double>(lag));
  impl.freshness.Set(snapshot.freshness_ms / 1000);
  absl::MutexLock lock(&impl.mutex);
  for (const auto& [topic, numbers] : impl.topics) {
    // Partitions that went to another replica are that one's to show.
    if (lags.count(topic) == 0) numbers.lag->Set(0);
  }
  for (auto entry = impl.partitions.begin(); entry != impl.partitions.end();) {
    if (snapshot.partitions.count(entry->first) != 0) {
      ++entry;
      continue;
    }
    impl.Remove(entry->second);
    entry = impl.partitions.erase(entry);
  }
  for (const auto& [partition, progress] : snapshot.partitions) {
    const auto [entry, is_new] = impl.partitions.try_emplace(partition);
    if (is_new) {
      prometheus::Labels labels = impl.With("topic", partition.topic);
      labels["partition"] = std::to_string(partition.number);
      entry->second = {&impl.partition_lag_family.Add(labels), &impl.partition_lag_seconds_family.Add(labels)};
    }
    entry->second.messages->Set(static_cast<double>(progress.lag()));
    entry->second.seconds->Set(absl::ToDoubleSeconds(progress.lag_time(now)));
  }
}

}  // namespace aurora::ingest

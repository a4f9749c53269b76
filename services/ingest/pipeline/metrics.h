#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "libs/table/rejection.h"
#include "services/ingest/pipeline/batches/batch.h"
#include "services/ingest/pipeline/progress.h"

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
class Registry;
}  // namespace prometheus

namespace aurora::ingest {

// The numbers of one connection in Prometheus, labelled with connection and topic: what belongs to one of several topics with its
// own, the rest with `source` (Definition::source). Thread-safe.
class ConnectionMetrics {
 public:
  ConnectionMetrics(prometheus::Registry& registry, const std::string& connection, const std::string& source);
  ~ConnectionMetrics();
  ConnectionMetrics(const ConnectionMetrics&) = delete;
  ConnectionMetrics& operator=(const ConnectionMetrics&) = delete;

  void Delivered(const Batch& batch, absl::Duration took);
  // One block was acknowledged.
  void Inserted(absl::Duration took);
  enum class Rebalance : uint8_t { kAssigned, kRevoked, kLost };
  void Rebalanced(Rebalance event, size_t partitions);
  // What an event waits for its batch at present.
  void BatchDelayed(absl::Duration delay);
  void Rejected(const std::string& topic, table::Rejection rejection, uint64_t count);
  // Rows that a window of `deduplicate` has not compared with all others of their keys, because they came too late.
  void Late(const std::string& topic, uint64_t count);
  // Offsets that were removed from the topic before they were read.
  void Expired(const std::string& topic, uint64_t count);
  void Failed(const std::string& code);
  // An attempt after a failed one begins: kWrite or kConnection.
  static constexpr std::string_view kWrite = "write";
  static constexpr std::string_view kConnection = "connection";
  void Retried(std::string_view what);
  // A word of a state: the one in which the connection is now.
  void State(std::string_view state);
  // Partitions that no member of the group has although no rebalance is under way.
  void Unowned(size_t partitions);
  // Lag and freshness, also of each topic and partition that is assigned here.
  void Observe(const ProgressSnapshot& snapshot, absl::Time now);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace aurora::ingest

#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/kafka/consumer/message_batch.h"
#include "libs/kafka/security.h"

namespace aurora::kafka {

// Reads one partition of a topic after another from a given offset on, outside of any group: nothing is committed, and no
// group's members notice. Belongs to one thread.
class RangeReader {
 public:
  // Fetched and not yet taken, at most.
  static constexpr uint64_t kPrefetchBytesMax = 16u << 20;
  // Largest message, and some more for the batch around it.
  static constexpr uint64_t kMessageBytesMax = 64u << 20;

  static absl::StatusOr<std::unique_ptr<RangeReader>> Create(const Cluster& cluster, const std::string& topic);
  ~RangeReader();

  // Poll gives messages of this partition from this offset on, and none of what was read before.
  absl::Status Begin(int32_t partition, int64_t offset);
  // Fills the batch (also with ends of the partition), waiting for the first message at most `timeout`; it stays empty when none
  // came. Errors as in client_errors.h: OutOfRange when the offset to read next is not there; Unavailable while no broker
  // can be reached, which may be polled again.
  absl::Status Poll(absl::Duration timeout, MessageBatch* batch);

 private:
  struct Impl;
  explicit RangeReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace aurora::kafka

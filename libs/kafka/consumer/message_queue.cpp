#include "libs/kafka/consumer/message_queue.h"

#include <algorithm>
#include <array>
#include <utility>

namespace aurora::kafka {
namespace {

constexpr size_t kTakenAtOnceMax = 256;

}  // namespace

absl::Status MessageQueue::Take(absl::Duration timeout, MessageBatch& batch,
                                absl::FunctionRef<absl::Status(const rd_kafka_message_t&)> to_status) {
  if (absl::Status status = std::exchange(later_, absl::OkStatus()); !status.ok()) return status;
  std::array<rd_kafka_message_t*, kTakenAtOnceMax> taken;
  // Only the first is waited for: librdkafka's own timeout would wait for the last.
  taken[0] = rd_kafka_consume_queue(get(), static_cast<int>(absl::ToInt64Milliseconds(timeout)));
  ssize_t count = taken[0] == nullptr ? 0 : 1;
  // Each may be one message or thousands: what came so far says how many more are asked for.
  for (size_t wanted = 1; count > 0; wanted = std::min(2 * wanted, taken.size())) {
    for (ssize_t i = 0; i < count; ++i) {
      rd_kafka_message_t* message = taken[static_cast<size_t>(i)];
      if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR || message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
        batch.Add(message);
        continue;
      }
      later_ = to_status(*message);
      rd_kafka_message_destroy(message);
    }
    if (batch.Full()) break;
    count = rd_kafka_consume_batch_queue(get(), 0, taken.data(), wanted);
  }
  // What was taken comes first. Not all errors repeat themselves.
  return batch.empty() ? std::exchange(later_, absl::OkStatus()) : absl::OkStatus();
}

}  // namespace aurora::kafka

#pragma once

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/kafka/client/client_handle.h"
#include "libs/kafka/consumer/message_batch.h"

namespace aurora::kafka {

// Where librdkafka puts what it has fetched. Belongs to one thread; released before the client is destroyed.
class MessageQueue {
 public:
  explicit MessageQueue(rd_kafka_t* client) : queue_(rd_kafka_queue_new(client)) {}

  rd_kafka_queue_t* get() const { return queue_.get(); }
  // Puts what is there into the empty `batch`, waiting for the first message at most `timeout`. An error that came with
  // messages is returned by the next call. `to_status` names what an error is about.
  absl::Status Take(absl::Duration timeout, MessageBatch& batch,
                    absl::FunctionRef<absl::Status(const rd_kafka_message_t&)> to_status);

 private:
  Queue queue_;
  absl::Status later_;
};

}  // namespace aurora::kafka

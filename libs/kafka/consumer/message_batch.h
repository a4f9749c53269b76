#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "libs/kafka/consumer/message.h"
#include "libs/kafka/consumer/record_batch.h"

namespace aurora::kafka {

// What one poll brought: lone messages, and whole batches of the broker whose records are read on the way. Owns them
// until Clear() or its end. Not thread-safe.
class MessageBatch {
 public:
  // Holds about so many messages: a batch of the broker is not cut. `check`: a batch is read to its end before its first record is given
  // out, so that the messages before a malformed one end where it begins.
  explicit MessageBatch(size_t messages_max, bool check = false) : messages_max_(messages_max), check_(check) {}
  ~MessageBatch();
  MessageBatch(const MessageBatch&) = delete;
  MessageBatch& operator=(const MessageBatch&) = delete;

  bool empty() const { return held_.empty(); }
  // The next message, valid until the next call; nullptr behind the last, and where a batch is malformed: see status().
  const Message* Next();
  // DataLoss, with the offset, when the records of a batch could not be read to their end.
  const absl::Status& status() const { return status_; }
  void Clear();

 private:
  friend class MessageQueue;

  bool Full() const { return offsets_ >= messages_max_; }
  void Add(rd_kafka_message_s* raw);
  const Message* NextRecord();
  void Open(const rd_kafka_message_s& raw);
  // The record that `bytes`, of this batch, begins with. False: status_ says so.
  bool Take(const rd_kafka_message_s& raw, std::string_view& bytes, Record& record);

  size_t messages_max_;
  const bool check_;
  std::vector<rd_kafka_message_s*> held_;
  // Upper bound of the messages in `held_`.
  size_t offsets_ = 0;
  // Of `held_`, the one to come next.
  size_t next_ = 0;
  // Of the batch before that one: its records that are still to come, and what their offsets and times count from.
  std::string_view records_;
  int64_t base_offset_ = 0;
  int64_t base_timestamp_ms_ = 0;
  bool same_timestamp_ = false;
  std::optional<Message> current_;
  absl::Status status_;
};

}  // namespace aurora::kafka

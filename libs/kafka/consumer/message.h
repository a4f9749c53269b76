#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "libs/kafka/headers.h"

struct rd_kafka_message_s;

namespace aurora::kafka {

struct Record;

// A message that lives in librdkafka's memory: a view into its MessageBatch.
class Message {
 public:
  // Of a lone message, or of the end of a partition.
  explicit Message(const rd_kafka_message_s* raw);
  // Of a record of the batch that `raw` is; its base offset and time are those of the batch.
  Message(const rd_kafka_message_s* raw, const Record& record, int64_t base_offset, int64_t timestamp_ms);

  std::string topic() const;
  // Equal handles are the same topic: cheaper to compare than names.
  const void* topic_handle() const { return topic_handle_; }
  int32_t partition() const { return partition_; }
  int64_t offset() const { return offset_; }
  // Milliseconds since 1970; 0 when the message carries none.
  int64_t timestamp_ms() const { return timestamp_ms_; }
  std::string_view key() const { return key_; }
  std::string_view value() const { return value_; }
  // No value at all, which is different from an empty one.
  bool is_tombstone() const { return is_tombstone_; }
  // Not a message: the partition's end was reached, offset() is the one that comes next.
  bool is_partition_end() const { return is_partition_end_; }
  Headers headers() const;

 private:
  const rd_kafka_message_s* raw_;
  const void* topic_handle_;
  int64_t offset_;
  int64_t timestamp_ms_ = 0;
  std::string_view key_;
  std::string_view value_;
  // As they travel; empty: librdkafka has them.
  std::string_view headers_;
  int32_t partition_;
  bool is_tombstone_;
  bool is_partition_end_ = false;
};

}  // namespace aurora::kafka

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct rd_kafka_message_s;

namespace aurora::kafka {

using Headers = std::vector<std::pair<std::string, std::string>>;

// A message that lives in librdkafka's memory: a view into its MessageBatch.
class Message {
 public:
  explicit Message(const rd_kafka_message_s* raw);

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
  int64_t offset_;
  int64_t timestamp_ms_ = 0;
  std::string_view key_;
  std::string_view value_;
  int32_t partition_;
  bool is_tombstone_;
  bool is_partition_end_;
};

// What one poll brought. Owns the messages until Clear() or its end. Not thread-safe.
class MessageBatch {
 public:
  explicit MessageBatch(size_t messages_max);
  ~MessageBatch();
  MessageBatch(const MessageBatch&) = delete;
  MessageBatch& operator=(const MessageBatch&) = delete;

  size_t size() const { return size_; }
  Message operator[](size_t i) const { return Message(messages_[i]); }
  void Clear();

 private:
  friend class Consumer;
  friend class RangeReader;
  std::vector<rd_kafka_message_s*> messages_;
  size_t size_ = 0;
};

}  // namespace aurora::kafka

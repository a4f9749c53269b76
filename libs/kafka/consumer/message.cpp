#include "libs/kafka/consumer/message.h"

#include <librdkafka/rdkafka.h>

#include "libs/kafka/consumer/record_batch.h"

namespace aurora::kafka {
namespace {

// There may be none, and no event was before 1970.
int64_t KnownTimestamp(int64_t ms) { return ms > 0 ? ms : 0; }

}  // namespace

Message::Message(const rd_kafka_message_t* raw)
    : raw_(raw),
      topic_handle_(raw->rkt),
      offset_(raw->offset),
      partition_(raw->partition),
      is_tombstone_(raw->err == RD_KAFKA_RESP_ERR_NO_ERROR && raw->payload == nullptr),
      is_partition_end_(raw->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
  if (raw->key != nullptr) key_ = {static_cast<const char*>(raw->key), raw->key_len};
  if (raw->payload != nullptr) value_ = {static_cast<const char*>(raw->payload), raw->len};
  if (is_partition_end_) return;
  rd_kafka_timestamp_type_t type;
  const int64_t ms = rd_kafka_message_timestamp(raw, &type);
  if (type != RD_KAFKA_TIMESTAMP_NOT_AVAILABLE) timestamp_ms_ = KnownTimestamp(ms);
}

Message::Message(const rd_kafka_message_t* raw, const Record& record, int64_t base_offset, int64_t timestamp_ms)
    : raw_(raw),
      topic_handle_(raw->rkt),
      offset_(base_offset + record.offset_delta),
      timestamp_ms_(KnownTimestamp(timestamp_ms)),
      key_(record.key),
      value_(record.value),
      headers_(record.headers),
      partition_(raw->partition),
      is_tombstone_(record.is_tombstone) {}

std::string Message::topic() const { return raw_->rkt == nullptr ? std::string() : rd_kafka_topic_name(raw_->rkt); }

Headers Message::headers() const {
  if (!headers_.empty()) return ReadHeaders(headers_);
  Headers result;
  rd_kafka_headers_t* headers = nullptr;
  if (rd_kafka_message_headers(raw_, &headers) != RD_KAFKA_RESP_ERR_NO_ERROR) return result;
  const char* name = nullptr;
  const void* value = nullptr;
  size_t size = 0;
  for (size_t i = 0; rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR; ++i) {
    result.emplace_back(name, value == nullptr ? std::string() : std::string(static_cast<const char*>(value), size));
  }
  return result;
}

}  // namespace aurora::kafka

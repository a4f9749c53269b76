#include "libs/kafka/consumer/message_batch.h"

#include <librdkafka/rdkafka.h>

#include "libs/base/text.h"

namespace aurora::kafka {
namespace {

// With `fetch.record.batches`, a batch has no key, and the number of offsets that it spans as the key's length
// (third_party/librdkafka.patch).
bool IsRecordBatch(const rd_kafka_message_t& raw) {
  return raw.err == RD_KAFKA_RESP_ERR_NO_ERROR && raw.key == nullptr && raw.key_len > 0;
}

}  // namespace

MessageBatch::~MessageBatch() { Clear(); }

void MessageBatch::Clear() {
  for (rd_kafka_message_t* raw : held_) rd_kafka_message_destroy(raw);
  held_.clear();
  offsets_ = 0;
  next_ = 0;
  records_ = {};
  current_.reset();
  status_ = absl::OkStatus();
}

void MessageBatch::Add(rd_kafka_message_t* raw) {
  held_.push_back(raw);
  offsets_ += IsRecordBatch(*raw) ? raw->key_len : 1;
}

const Message* MessageBatch::Next() {
  while (status_.ok()) {
    if (!records_.empty()) return NextRecord();
    if (next_ == held_.size()) return nullptr;
    const rd_kafka_message_t& raw = *held_[next_++];
    if (!IsRecordBatch(raw)) return &current_.emplace(&raw);
    Open(raw);
  }
  return nullptr;
}

void MessageBatch::Open(const rd_kafka_message_t& raw) {
  records_ = {static_cast<const char*>(raw.payload), raw.len};
  base_offset_ = raw.offset - static_cast<int64_t>(raw.key_len) + 1;
  rd_kafka_timestamp_type_t type;
  base_timestamp_ms_ = rd_kafka_message_timestamp(&raw, &type);
  same_timestamp_ = type == RD_KAFKA_TIMESTAMP_LOG_APPEND_TIME;
  if (!check_) return;
  Record record;
  for (std::string_view bytes = records_; !bytes.empty();) {
    if (!Take(raw, bytes, record)) return;
  }
}

bool MessageBatch::Take(const rd_kafka_message_t& raw, std::string_view& bytes, Record& record) {
  if (TakeRecord(bytes, record) && record.offset_delta >= 0 && base_offset_ + record.offset_delta <= raw.offset) return true;
  status_ = absl::DataLossError(base::StrCat(
      "topic ", rd_kafka_topic_name(raw.rkt), ", partition ", raw.partition, ": the batch of offsets ", base_offset_, " to ",
      raw.offset, " is malformed, ", bytes.size(), " bytes before its end; look at the broker's disk; to pass over it, delete the "
      "connection, keep its table, and connect again from the offset behind it"));
  return false;
}

const Message* MessageBatch::NextRecord() {
  const rd_kafka_message_t& raw = *held_[next_ - 1];
  Record record;
  if (!Take(raw, records_, record)) return nullptr;
  return &current_.emplace(&raw, record, base_offset_, base_timestamp_ms_ + (same_timestamp_ ? 0 : record.timestamp_delta));
}

}  // namespace aurora::kafka

#include "libs/kafka/consumer/range_reader.h"

#include <optional>

#include "libs/base/text.h"
#include "libs/kafka/client/client_handle.h"
#include "libs/kafka/consumer/message_queue.h"

namespace aurora::kafka {
namespace {

constexpr int32_t kNoPartition = -1;

}  // namespace

struct RangeReader::Impl {
  std::string object;
  // The client comes first: topic and queue must be released before it is destroyed.
  std::unique_ptr<ClientHandle> client;
  TopicHandle topic;
  std::optional<MessageQueue> messages;
  int32_t partition = kNoPartition;

  void End() {
    if (partition != kNoPartition) rd_kafka_consume_stop(topic.get(), partition);
    partition = kNoPartition;
    messages.reset();
  }
};

RangeReader::RangeReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RangeReader::~RangeReader() { impl_->End(); }

absl::StatusOr<std::unique_ptr<RangeReader>> RangeReader::Create(const Cluster& cluster, const std::string& topic) {
  const Properties properties = {{"enable.partition.eof", "true"},
                                 {"fetch.record.batches", "true"},
                                 {"auto.offset.reset", "error"},
                                 {"queued.min.messages", "100000"},
                                 {"queued.max.messages.kbytes", absl::StrCat(kPrefetchBytesMax >> 10)},
                                 {"fetch.wait.max.ms", "50"},
                                 {"fetch.error.backoff.ms", "100"},
                                 {"fetch.queue.backoff.ms", "10"},
                                 {"fetch.max.bytes", absl::StrCat(kMessageBytesMax)},
                                 {"receive.message.max.bytes", absl::StrCat(kMessageBytesMax + (1u << 20))}};
  auto client = ClientHandle::Create(RD_KAFKA_CONSUMER, cluster, properties);
  if (!client.ok()) return client.status();
  auto impl = std::make_unique<Impl>();
  impl->object = base::StrCat("topic ", topic);
  impl->client = *std::move(client);
  impl->topic.reset(rd_kafka_topic_new(impl->client->get(), topic.c_str(), nullptr));
  return std::unique_ptr<RangeReader>(new RangeReader(std::move(impl)));
}

absl::Status RangeReader::Begin(int32_t partition, int64_t offset) {
  impl_->End();
  impl_->messages.emplace(impl_->client->get());
  if (rd_kafka_consume_start_queue(impl_->topic.get(), partition, offset, impl_->messages->get()) != 0) {
    return impl_->client->Error(rd_kafka_last_error(), impl_->object);
  }
  impl_->partition = partition;
  return absl::OkStatus();
}

absl::Status RangeReader::Poll(absl::Duration timeout, MessageBatch* batch) {
  batch->Clear();
  // Serves the callbacks for errors.
  rd_kafka_poll(impl_->client->get(), 0);
  return impl_->messages->Take(timeout, *batch, [this](const rd_kafka_message_t& message) {
    return ToStatus(message.err, impl_->object, &impl_->client->errors());
  });
}

}  // namespace aurora::kafka

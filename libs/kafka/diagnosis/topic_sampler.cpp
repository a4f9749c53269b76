#include "libs/kafka/diagnosis/topic_sampler.h"

#include <algorithm>
#include <set>

#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "libs/kafka/client/client_handle.h"

namespace aurora::kafka {
namespace {

// With some messages at hand nobody waits longer than this for the next: a batch that cannot be read would be waited for until the deadline.
constexpr absl::Duration kSilence = absl::Seconds(2);

// Offsets [begin, end) of a partition.
struct Range {
  int64_t begin = 0;
  int64_t end = 0;
};
using Ranges = std::map<Partition, Range>;

using TopicHandles = std::map<std::string, TopicHandle>;

// Two passes: the oldest part of each partition, then the newest one (empty where the first pass reads all).
std::pair<Ranges, Ranges> Plan(const SampleRequest& request) {
  int64_t filled = 0;
  for (const auto& [partition, marks] : request.range) filled += marks.high > marks.low ? 1 : 0;
  std::pair<Ranges, Ranges> passes;
  if (filled == 0) return passes;
  const int64_t share = std::max<int64_t>(2, static_cast<int64_t>(request.messages_max) / filled);
  for (const auto& [partition, marks] : request.range) {
    if (marks.high <= marks.low) continue;
    if (marks.high - marks.low <= share) {
      passes.first[partition] = {marks.low, marks.high};
      continue;
    }
    passes.first[partition] = {marks.low, marks.low + share / 2};
    passes.second[partition] = {marks.high - (share - share / 2), marks.high};
  }
  return passes;
}

Partition PartitionOf(const rd_kafka_message_t& message) {
  return {rd_kafka_topic_name(message.rkt), message.partition};
}

class Pass {
 public:
  Pass(ClientHandle& client, const TopicHandles& topics, const Ranges& ranges)
      : topics_(topics), ranges_(ranges), queue_(rd_kafka_queue_new(client.get())) {
    for (const auto& [partition, range] : ranges_) {
      rd_kafka_topic_t* const topic = topics_.at(partition.topic).get();
      if (rd_kafka_consume_start_queue(topic, partition.number, range.begin, queue_.get()) == 0) open_.insert(partition);
    }
  }
  ~Pass() {
    for (const auto& [partition, range] : ranges_) {
      rd_kafka_consume_stop(topics_.at(partition.topic).get(), partition.number);
    }
  }

  // The last error that was met, if any.
  rd_kafka_resp_err_t Read(const SampleRequest& request, absl::Time deadline, std::vector<SampledMessage>& out,
                           size_t& bytes) {
    rd_kafka_resp_err_t error = RD_KAFKA_RESP_ERR_NO_ERROR;
    absl::Time last = absl::Now();
    while (!open_.empty() && absl::Now() < (out.empty() ? deadline : std::min(deadline, last + kSilence)) && bytes < request.total_bytes_max &&
           out.size() < request.messages_max + ranges_.size()) {
      rd_kafka_message_t* message = rd_kafka_consume_queue(queue_.get(), std::min(100, RemainingMs(deadline)));
      if (message == nullptr) continue;
      last = absl::Now();
      if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF) {
        open_.erase(PartitionOf(*message));
      } else if (message->err != RD_KAFKA_RESP_ERR_NO_ERROR) {
        error = message->err;
        if (message->rkt != nullptr) open_.erase(PartitionOf(*message));
      } else {
        Take(*message, request, out, bytes);
      }
      rd_kafka_message_destroy(message);
    }
    return error;
  }

 private:
  void Take(const rd_kafka_message_t& message, const SampleRequest& request, std::vector<SampledMessage>& out,
            size_t& bytes) {
    const Partition partition = PartitionOf(message);
    const int64_t end = ranges_.at(partition).end;
    if (message.offset + 1 >= end) open_.erase(partition);
    if (message.offset >= end) return;
    SampledMessage sample;
    sample.topic = partition.topic;
    sample.partition = partition.number;
    sample.offset = message.offset;
    rd_kafka_timestamp_type_t type;
    sample.timestamp_ms = std::max<int64_t>(0, rd_kafka_message_timestamp(&message, &type));
    if (message.key != nullptr) {
      sample.key.assign(static_cast<const char*>(message.key), std::min(message.key_len, request.value_bytes_max));
    }
    sample.tombstone = message.payload == nullptr;
    sample.value_bytes = message.len;
    if (message.payload != nullptr) {
      sample.value.assign(static_cast<const char*>(message.payload), std::min(message.len, request.value_bytes_max));
    }
    bytes += sample.value.size();
    out.push_back(std::move(sample));
  }

  const TopicHandles& topics_;
  const Ranges& ranges_;
  Queue queue_;
  std::set<Partition> open_;
};

}  // namespace

absl::StatusOr<std::vector<SampledMessage>> SampleTopic(const Cluster& cluster, const SampleRequest& request,
                                                        absl::Time deadline) {
  const Properties properties = {{"enable.partition.eof", "true"},
                                 {"fetch.wait.max.ms", "50"},
                                 {"queued.min.messages", "1000"},
                                 {"queued.max.messages.kbytes", "65536"},
                                 {"fetch.max.bytes", "67108864"},
                                 {"receive.message.max.bytes", "68157440"},
                                 {"auto.offset.reset", "earliest"}};
  auto client = ClientHandle::Create(RD_KAFKA_CONSUMER, cluster, properties);
  if (!client.ok()) return client.status();
  TopicHandles topics;
  std::vector<std::string> names;
  for (const auto& [partition, marks] : request.range) {
    TopicHandle& handle = topics[partition.topic];
    if (handle != nullptr) continue;
    handle.reset(rd_kafka_topic_new((*client)->get(), partition.topic.c_str(), nullptr));
    names.push_back(partition.topic);
  }
  if (names.empty()) return std::vector<SampledMessage>();
  const auto [oldest, newest] = Plan(request);
  std::vector<SampledMessage> samples;
  size_t bytes = 0;
  rd_kafka_resp_err_t error = RD_KAFKA_RESP_ERR_NO_ERROR;
  for (const Ranges* ranges : {&oldest, &newest}) {
    if (ranges->empty()) continue;
    Pass pass(**client, topics, *ranges);
    const rd_kafka_resp_err_t met = pass.Read(request, deadline, samples, bytes);
    if (met != RD_KAFKA_RESP_ERR_NO_ERROR) error = met;
  }
  const std::string object = Place(names);
  if (samples.empty() && error != RD_KAFKA_RESP_ERR_NO_ERROR) return (*client)->Error(error, object);
  if (samples.empty() && !oldest.empty() && absl::Now() >= deadline) {
    return (*client)->Error(RD_KAFKA_RESP_ERR__TIMED_OUT, object);
  }
  return samples;
}

absl::Status TryRead(const Cluster& cluster, const Topic& topic, absl::Time deadline) {
  // The broker answers at once that the end is reached, or that reading is not allowed.
  auto client = ClientHandle::Create(RD_KAFKA_CONSUMER, cluster, {{"enable.partition.eof", "true"}, {"fetch.wait.max.ms", "50"}});
  if (!client.ok()) return client.status();
  const TopicHandle handle(rd_kafka_topic_new((*client)->get(), topic.name.c_str(), nullptr));
  const std::string object = base::StrCat("topic ", topic.name);
  const int32_t partition = topic.partitions.front();
  if (rd_kafka_consume_start(handle.get(), partition, RD_KAFKA_OFFSET_END) != 0) {
    return (*client)->Error(rd_kafka_last_error(), object);
  }
  rd_kafka_resp_err_t error = RD_KAFKA_RESP_ERR__TIMED_OUT;
  if (rd_kafka_message_t* message = rd_kafka_consume(handle.get(), partition, RemainingMs(deadline))) {
    error = message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF ? RD_KAFKA_RESP_ERR_NO_ERROR : message->err;
    rd_kafka_message_destroy(message);
  }
  rd_kafka_consume_stop(handle.get(), partition);
  return (*client)->Error(error, object);
}

}  // namespace aurora::kafka

#include "services/demo-events/producing/topics.h"

#include <librdkafka/rdkafka.h>

#include <memory>

#include "libs/base/text.h"
#include "services/demo-events/producing/producer.h"

namespace aurora::demo {
namespace {

constexpr int kCallMs = 5000;
// Old enough for the history; small enough for a laptop that runs the demonstration for weeks.
constexpr char kRetentionMs[] = "3456000000";
constexpr char kRetentionBytes[] = "268435456";
constexpr char kSegmentBytes[] = "33554432";

template <auto Destroy>
struct Destroyer {
  template <typename T>
  void operator()(T* object) const {
    Destroy(object);
  }
};
using NewTopic = std::unique_ptr<rd_kafka_NewTopic_t, Destroyer<rd_kafka_NewTopic_destroy>>;
using Queue = std::unique_ptr<rd_kafka_queue_t, Destroyer<rd_kafka_queue_destroy>>;
using EventResult = std::unique_ptr<rd_kafka_event_t, Destroyer<rd_kafka_event_destroy>>;
using AdminOptions = std::unique_ptr<rd_kafka_AdminOptions_t, Destroyer<rd_kafka_AdminOptions_destroy>>;

absl::Status CheckResult(rd_kafka_event_t* event) {
  if (event == nullptr || rd_kafka_event_error(event) != RD_KAFKA_RESP_ERR_NO_ERROR) {
    return absl::UnavailableError("Kafka does not make topics; is it running?");
  }
  size_t count = 0;
  const rd_kafka_topic_result_t** results =
      rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count);
  for (size_t i = 0; i < count; ++i) {
    const rd_kafka_resp_err_t error = rd_kafka_topic_result_error(results[i]);
    if (error == RD_KAFKA_RESP_ERR_NO_ERROR || error == RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS) continue;
    return absl::FailedPreconditionError(base::StrCat("topic ", rd_kafka_topic_result_name(results[i]),
                                                      " cannot be made: ", rd_kafka_err2str(error)));
  }
  return absl::OkStatus();
}

}  // namespace

int32_t PartitionOf(Topic topic, std::string_view key) {
  // FNV-1a.
  uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return static_cast<int32_t>((hash >> 32) % static_cast<uint64_t>(kPartitions[static_cast<size_t>(topic)]));
}

absl::Status EnsureTopics(Producer& producer) {
  std::vector<NewTopic> owners;
  std::vector<rd_kafka_NewTopic_t*> wanted;
  for (size_t i = 0; i < kTopics; ++i) {
    char error[256] = "";
    owners.emplace_back(
        rd_kafka_NewTopic_new(TopicName(static_cast<Topic>(i)), kPartitions[i], 1, error, sizeof(error)));
    if (owners.back() == nullptr) return absl::InternalError(error);
    rd_kafka_NewTopic_set_config(owners.back().get(), "retention.ms", kRetentionMs);
    rd_kafka_NewTopic_set_config(owners.back().get(), "retention.bytes", kRetentionBytes);
    rd_kafka_NewTopic_set_config(owners.back().get(), "segment.bytes", kSegmentBytes);
    wanted.push_back(owners.back().get());
  }
  const Queue queue(rd_kafka_queue_new(producer.handle()));
  const AdminOptions options(rd_kafka_AdminOptions_new(producer.handle(), RD_KAFKA_ADMIN_OP_CREATETOPICS));
  char error[256] = "";
  rd_kafka_AdminOptions_set_request_timeout(options.get(), kCallMs, error, sizeof(error));
  rd_kafka_CreateTopics(producer.handle(), wanted.data(), wanted.size(), options.get(), queue.get());
  const EventResult result(rd_kafka_queue_poll(queue.get(), kCallMs + 1000));
  return CheckResult(result.get());
}

absl::StatusOr<EndOffsets> ReadEndOffsets(Producer& producer) {
  EndOffsets ends;
  for (size_t topic = 0; topic < kTopics; ++topic) {
    for (int32_t partition = 0; partition < kPartitions[topic]; ++partition) {
      const char* name = TopicName(static_cast<Topic>(topic));
      int64_t low = 0;
      int64_t high = 0;
      const rd_kafka_resp_err_t error =
          rd_kafka_query_watermark_offsets(producer.handle(), name, partition, &low, &high, kCallMs);
      if (error == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION) {
        return absl::FailedPreconditionError(base::StrCat("topic ", name, " has fewer partitions than ",
                                                          kPartitions[topic],
                                                          "; delete it or use other brokers"));
      }
      if (error != RD_KAFKA_RESP_ERR_NO_ERROR) {
        return absl::UnavailableError(
            base::StrCat("offsets of topic ", name, " cannot be read: ", rd_kafka_err2str(error)));
      }
      ends[topic].push_back(high);
    }
  }
  return ends;
}

}  // namespace aurora::demo

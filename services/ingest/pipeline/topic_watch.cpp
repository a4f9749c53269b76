#include "services/ingest/pipeline/topic_watch.h"

#include "libs/kafka/client/client_errors.h"

namespace aurora::ingest {
namespace {

constexpr absl::Duration kInterval = absl::Seconds(5);
constexpr absl::Duration kLookMax = absl::Milliseconds(500);

}  // namespace

absl::Status TopicWatch::Assigned(const std::vector<kafka::AssignedPartition>& partitions) {
  for (const kafka::AssignedPartition& partition : partitions) {
    const std::string& topic = partition.committed.partition.topic;
    if (ids_.try_emplace(topic, partition.topic_id).first->second != partition.topic_id) return kafka::TopicMadeAnew(topic);
  }
  return absl::OkStatus();
}

absl::Status TopicWatch::Look(kafka::Consumer& consumer, absl::Time now) {
  if (ids_.empty() || now - looked_ < kInterval) return absl::OkStatus();
  looked_ = now;
  const auto ids = consumer.TopicIds(now + kLookMax);
  if (!ids.ok()) return absl::OkStatus();
  for (const auto& [topic, known] : ids_) {
    const auto id = ids->find(topic);
    if (id != ids->end() && !id->second.empty() && id->second != known) return kafka::TopicMadeAnew(topic);
  }
  return absl::OkStatus();
}

}  // namespace aurora::ingest

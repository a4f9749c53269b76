#include "libs/kafka/admin/admin.h"

#include <algorithm>
#include <cstring>

#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "libs/kafka/admin/group_description.h"
#include "libs/kafka/admin/topic_id.h"
#include "libs/kafka/client/client_handle.h"

namespace aurora::kafka {
namespace {

constexpr absl::Duration kNewTopicPatience = absl::Seconds(2);
constexpr absl::Duration kNewTopicPause = absl::Milliseconds(100);
// A topic that was made a moment ago, or whose broker has just come back, has partitions without a leader.
constexpr absl::Duration kLeaderPatience = absl::Seconds(5);

struct MetadataDeleter {
  void operator()(const rd_kafka_metadata_t* metadata) const { rd_kafka_metadata_destroy(metadata); }
};
using Metadata = std::unique_ptr<const rd_kafka_metadata_t, MetadataDeleter>;

bool LacksLeader(rd_kafka_resp_err_t code) {
  // The library's own "unknown partition": of partitions that a broker has named it means that nobody leads them.
  return code == RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION || code == RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE ||
         code == RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION;
}

// Asks again for a while as long as no broker leads the partition; `look` makes the library hear of a new leader.
template <typename Ask, typename Look>
rd_kafka_resp_err_t AwaitLeader(absl::Time deadline, const Look& look, const Ask& ask) {
  const absl::Time patience = std::min(deadline, absl::Now() + kLeaderPatience);
  while (true) {
    const rd_kafka_resp_err_t code = ask();
    if (!LacksLeader(code)) return code;
    if (absl::Now() + kNewTopicPause > patience) return RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE;
    absl::SleepFor(kNewTopicPause);
    look();
  }
}

Topic ToTopic(const rd_kafka_metadata_topic_t& source) {
  Topic topic{source.topic, {}};
  for (int i = 0; i < source.partition_cnt; ++i) topic.partitions.push_back(source.partitions[i].id);
  std::sort(topic.partitions.begin(), topic.partitions.end());
  return topic;
}

}  // namespace

struct Admin::Impl {
  std::unique_ptr<ClientHandle> client;
};

Admin::Admin(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Admin::~Admin() = default;

absl::StatusOr<std::unique_ptr<Admin>> Admin::Create(const Cluster& cluster) {
  auto client = ClientHandle::Create(RD_KAFKA_PRODUCER, cluster, {});
  if (!client.ok()) return client.status();
  auto impl = std::make_unique<Impl>();
  impl->client = *std::move(client);
  return std::unique_ptr<Admin>(new Admin(std::move(impl)));
}

absl::StatusOr<ClusterMetadata> Admin::Describe(absl::Time deadline) {
  const rd_kafka_metadata_t* raw = nullptr;
  const rd_kafka_resp_err_t code =
      rd_kafka_metadata(impl_->client->get(), /*all_topics=*/1, nullptr, &raw, RemainingMs(deadline));
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return impl_->client->Error(code, "the cluster");
  const Metadata metadata(raw);
  ClusterMetadata result;
  for (int i = 0; i < metadata->broker_cnt; ++i) {
    const rd_kafka_metadata_broker_t& broker = metadata->brokers[i];
    result.brokers.push_back({broker.id, broker.host, static_cast<uint16_t>(broker.port)});
  }
  for (int i = 0; i < metadata->topic_cnt; ++i) {
    const rd_kafka_metadata_topic_t& topic = metadata->topics[i];
    if (topic.err != RD_KAFKA_RESP_ERR_NO_ERROR || absl::StartsWith(topic.topic, "__")) continue;
    result.topics.push_back(ToTopic(topic));
  }
  std::sort(result.topics.begin(), result.topics.end(),
            [](const Topic& a, const Topic& b) { return a.name < b.name; });
  return result;
}

// A topic that was made a moment ago is not known to every broker at once: "unknown" is asked again for a while.
absl::StatusOr<Topic> Admin::DescribeTopic(const std::string& topic, absl::Time deadline) {
  const absl::Time patience = std::min(deadline, absl::Now() + kNewTopicPatience);
  while (true) {
    absl::StatusOr<Topic> found = AskForTopic(topic, deadline);
    if (found.ok() || !absl::IsNotFound(found.status()) || absl::Now() + kNewTopicPause > patience) return found;
    absl::SleepFor(kNewTopicPause);
  }
}

absl::StatusOr<Topic> Admin::AskForTopic(const std::string& topic, absl::Time deadline) {
  const std::string object = base::StrCat("topic ", topic);
  const TopicHandle handle(
      rd_kafka_topic_new(impl_->client->get(), topic.c_str(), nullptr));
  const rd_kafka_metadata_t* raw = nullptr;
  const rd_kafka_resp_err_t code =
      rd_kafka_metadata(impl_->client->get(), /*all_topics=*/0, handle.get(), &raw, RemainingMs(deadline));
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return impl_->client->Error(code, object);
  const Metadata metadata(raw);
  for (int i = 0; i < metadata->topic_cnt; ++i) {
    const rd_kafka_metadata_topic_t& found = metadata->topics[i];
    if (topic != found.topic) continue;
    if (found.err != RD_KAFKA_RESP_ERR_NO_ERROR) return impl_->client->Error(found.err, object);
    if (found.partition_cnt > 0) return ToTopic(found);
  }
  return ToStatus(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, object, nullptr);
}

absl::StatusOr<std::string> Admin::TopicId(const std::string& topic, absl::Time deadline) {
  return AskTopicId(impl_->client->get(), &impl_->client->errors(), topic, deadline);
}

absl::StatusOr<std::map<std::string, TopicFacts>> Admin::Facts(const std::vector<std::string>& topics,
                                                               absl::Time deadline) {
  if (topics.empty()) return std::map<std::string, TopicFacts>();
  return AskTopicFacts(impl_->client->get(), &impl_->client->errors(), topics, /*operations=*/true, deadline);
}

absl::StatusOr<std::map<int32_t, Watermarks>> Admin::TopicWatermarks(const Topic& topic, absl::Time deadline) {
  const auto look = [&] { AskForTopic(topic.name, deadline).IgnoreError(); };
  std::map<int32_t, Watermarks> result;
  for (const int32_t partition : topic.partitions) {
    Watermarks marks;
    const rd_kafka_resp_err_t code = AwaitLeader(deadline, look, [&] {
      return rd_kafka_query_watermark_offsets(impl_->client->get(), topic.name.c_str(), partition, &marks.low,
                                              &marks.high, RemainingMs(deadline));
    });
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
      return impl_->client->Error(code, base::StrCat("topic ", topic.name, ", partition ", partition));
    }
    result[partition] = marks;
  }
  return result;
}

absl::StatusOr<std::map<int32_t, int64_t>> Admin::OffsetsAt(const Topic& topic, absl::Time time,
                                                            absl::Time deadline) {
  const auto look = [&] { AskForTopic(topic.name, deadline).IgnoreError(); };
  const PartitionList list = MakeList(static_cast<int>(topic.partitions.size()));
  for (const int32_t partition : topic.partitions) {
    rd_kafka_topic_partition_list_add(list.get(), topic.name.c_str(), partition);
  }
  const rd_kafka_resp_err_t code = AwaitLeader(deadline, look, [&] {
    // What is asked, and what is answered, stand in the same place.
    for (int i = 0; i < list->cnt; ++i) list->elems[i].offset = std::max<int64_t>(0, absl::ToUnixMillis(time));
    rd_kafka_resp_err_t worst = rd_kafka_offsets_for_times(impl_->client->get(), list.get(), RemainingMs(deadline));
    for (int i = 0; i < list->cnt && worst == RD_KAFKA_RESP_ERR_NO_ERROR; ++i) {
      if (LacksLeader(list->elems[i].err)) worst = list->elems[i].err;
    }
    return worst;
  });
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return impl_->client->Error(code, base::StrCat("topic ", topic.name));
  absl::StatusOr<std::map<int32_t, Watermarks>> ends = TopicWatermarks(topic, deadline);
  if (!ends.ok()) return ends.status();
  std::map<int32_t, int64_t> result;
  for (int i = 0; i < list->cnt; ++i) {
    const rd_kafka_topic_partition_t& entry = list->elems[i];
    if (entry.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
      return impl_->client->Error(entry.err, base::StrCat("topic ", topic.name, ", partition ", entry.partition));
    }
    result[entry.partition] = entry.offset >= 0 ? entry.offset : (*ends)[entry.partition].high;
  }
  return result;
}

absl::StatusOr<std::map<Partition, CommittedOffset>> Admin::GroupCommits(const Cluster& cluster, const std::string& group,
                                                                         const std::vector<Topic>& topics,
                                                                         absl::Time deadline) {
  // Asks as a consumer that never subscribes: it joins nothing and disturbs nobody.
  auto client = ClientHandle::Create(RD_KAFKA_CONSUMER, cluster, {{"group.id", group}, {"enable.auto.commit", "false"}});
  if (!client.ok()) return client.status();
  const PartitionList list = MakeList(1);
  for (const Topic& topic : topics) {
    for (const int32_t partition : topic.partitions) {
      rd_kafka_topic_partition_list_add(list.get(), topic.name.c_str(), partition);
    }
  }
  const rd_kafka_resp_err_t code = rd_kafka_committed((*client)->get(), list.get(), RemainingMs(deadline));
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return (*client)->Error(code, base::StrCat("consumer group ", group));
  std::map<Partition, CommittedOffset> result;
  for (int i = 0; i < list->cnt; ++i) {
    const rd_kafka_topic_partition_t& entry = list->elems[i];
    if (entry.err != RD_KAFKA_RESP_ERR_NO_ERROR) {
      return (*client)->Error(entry.err, base::StrCat("consumer group ", group));
    }
    if (entry.offset < 0) continue;
    CommittedOffset committed{{entry.topic, entry.partition}, entry.offset, {}};
    if (entry.metadata != nullptr) committed.metadata.assign(static_cast<const char*>(entry.metadata), entry.metadata_size);
    result[committed.partition] = std::move(committed);
  }
  return result;
}

absl::StatusOr<std::map<Partition, int64_t>> Admin::GroupOffsets(const Cluster& cluster, const std::string& group,
                                                                 const std::vector<Topic>& topics,
                                                                 absl::Time deadline) {
  const auto commits = GroupCommits(cluster, group, topics, deadline);
  if (!commits.ok()) return commits.status();
  std::map<Partition, int64_t> offsets;
  for (const auto& [partition, commit] : *commits) offsets[partition] = commit.offset;
  return offsets;
}

absl::Status Admin::MayUseGroup(const std::string& group, absl::Time deadline) {
  const std::string object = base::StrCat("consumer group ", group);
  Group found;
  const rd_kafka_resp_err_t code = AskGroup(impl_->client->get(), group, /*operations=*/true, deadline, found);
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return impl_->client->Error(code, object);
  return found.may_read ? absl::OkStatus() : impl_->client->Error(RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED, object);
}

absl::Status Admin::DeleteGroup(const std::string& group, absl::Time deadline) {
  rd_kafka_t* const client = impl_->client->get();
  const std::string object = base::StrCat("consumer group ", group);
  const AdminOptions options = MakeAdminOptions(client, RD_KAFKA_ADMIN_OP_DELETEGROUPS, deadline);
  rd_kafka_DeleteGroup_t* wanted = rd_kafka_DeleteGroup_new(group.c_str());
  const Queue queue(rd_kafka_queue_new(client));
  rd_kafka_DeleteGroups(client, &wanted, 1, options.get(), queue.get());
  rd_kafka_DeleteGroup_destroy(wanted);
  const Event event(rd_kafka_queue_poll(queue.get(), RemainingMs(deadline)));
  if (event == nullptr) return impl_->client->Error(RD_KAFKA_RESP_ERR__TIMED_OUT, object);
  rd_kafka_resp_err_t code = rd_kafka_event_error(event.get());
  if (code == RD_KAFKA_RESP_ERR_NO_ERROR) {
    size_t count = 0;
    const rd_kafka_group_result_t** results =
        rd_kafka_DeleteGroups_result_groups(rd_kafka_event_DeleteGroups_result(event.get()), &count);
    const rd_kafka_error_t* failure = count > 0 ? rd_kafka_group_result_error(results[0]) : nullptr;
    if (failure != nullptr) code = rd_kafka_error_code(failure);
  }
  if (code == RD_KAFKA_RESP_ERR_GROUP_ID_NOT_FOUND) return absl::OkStatus();
  if (code == RD_KAFKA_RESP_ERR_NON_EMPTY_GROUP) {
    return absl::FailedPreconditionError(base::StrCat(object, " has members still; try again when they have left"));
  }
  return impl_->client->Error(code, object);
}

}  // namespace aurora::kafka

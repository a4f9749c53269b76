#include "libs/kafka/consumer/consumer.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <set>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/kafka/admin/group_description.h"
#include "libs/kafka/admin/topic_id.h"
#include "libs/kafka/client/client_handle.h"
#include "libs/kafka/consumer/message_queue.h"

namespace aurora::kafka {
namespace {

constexpr absl::Duration kCommittedTimeout = absl::Seconds(5);
constexpr int kCommittedAttempts = 4;
constexpr absl::Duration kTopicIdTimeout = absl::Seconds(5);
// For one partition, and for all of an assignment together.
constexpr absl::Duration kRangeTimeout = absl::Seconds(2);
constexpr absl::Duration kRangesTimeout = absl::Seconds(10);
constexpr absl::Duration kLeavePoll = absl::Milliseconds(20);

Properties GroupProperties(const ConsumerOptions& options) {
  Properties properties = {
      {"group.id", options.group},
      {"enable.auto.commit", "false"},
      {"enable.auto.offset.store", "false"},
      // Where to go on from an offset that is not there is for the owner to say: the library would begin anew.
      {"auto.offset.reset", "error"},
      {"enable.partition.eof", "true"},
      {"partition.assignment.strategy", "cooperative-sticky"},
      {"session.timeout.ms", absl::StrCat(absl::ToInt64Milliseconds(options.session_timeout))},
      {"heartbeat.interval.ms", absl::StrCat(absl::ToInt64Milliseconds(options.session_timeout / 4))},
      // A member that waits for ClickHouse is alive: the session timeout alone decides.
      {"max.poll.interval.ms", "86400000"},
      // Of batches: the bytes decide.
      {"queued.min.messages", "200000"},
      {"queued.max.messages.kbytes", absl::StrCat(options.prefetch_bytes_max >> 10)},
      {"fetch.record.batches", "true"},
      {"fetch.wait.max.ms", "100"},
      {"fetch.min.bytes", "1"},
      {"fetch.error.backoff.ms", "100"},
      {"fetch.queue.backoff.ms", "10"},
      {"fetch.max.bytes", absl::StrCat(options.message_bytes_max)},
      {"receive.message.max.bytes", absl::StrCat(options.message_bytes_max + (1u << 20))},
  };
  if (!options.instance.empty()) properties.emplace_back("group.instance.id", options.instance);
  return properties;
}

}  // namespace

struct Consumer::Impl {
  ConsumerOptions options;
  RebalanceListener* listener = nullptr;
  // What a rebalance met; Poll returns it.
  absl::Status rebalance_status;
  // The client comes first: queues must be released before it is destroyed.
  std::unique_ptr<ClientHandle> client;
  std::optional<MessageQueue> messages;
  bool closed = false;
  // Whether an assignment came after Close() and was given back.
  bool given_back = false;
  mutable absl::Mutex mutex;
  // As of the last assignment.
  std::string member_id ABSL_GUARDED_BY(mutex);

  // As the library has it at this moment. In the thread of Poll: it answers nobody any more once the consumer is closed.
  std::string CurrentMemberId() const;
  std::string Object() const { return Place(options.topics); }
  static void OnRebalance(rd_kafka_t* rk, rd_kafka_resp_err_t code, rd_kafka_topic_partition_list_t* partitions,
                          void* opaque);
  void Assign(rd_kafka_t* rk, rd_kafka_topic_partition_list_t* partitions);
  void Revoke(rd_kafka_t* rk, rd_kafka_topic_partition_list_t* partitions);
  absl::StatusOr<std::vector<CommittedOffset>> Committed(rd_kafka_t* rk,
                                                         const rd_kafka_topic_partition_list_t* partitions);
  // By topic; NotFound when one of them is not there.
  absl::StatusOr<std::map<std::string, std::string>> IdsOf(rd_kafka_t* rk,
                                                           const rd_kafka_topic_partition_list_t* partitions) const;
  // What an error is about: its topic, where it says so.
  std::string ObjectOf(const rd_kafka_message_t& message) const;
  // Reads ranges into `partitions`.
  void AskRanges(rd_kafka_t* rk, std::vector<AssignedPartition>& partitions) const;
  absl::Status Events(absl::Duration timeout);
};

void Consumer::Impl::OnRebalance(rd_kafka_t* rk, rd_kafka_resp_err_t code,
                                 rd_kafka_topic_partition_list_t* partitions, void* opaque) {
  auto* self = static_cast<Impl*>(opaque);
  // A group that ends answers no question, and who leaves needs no id.
  if (!self->closed) {
    std::string id = self->CurrentMemberId();
    absl::MutexLock lock(&self->mutex);
    self->member_id = std::move(id);
  }
  if (code == RD_KAFKA_RESP_ERR__ASSIGN_PARTITIONS) {
    self->Assign(rk, partitions);
  } else {
    self->Revoke(rk, partitions);
  }
}

std::string Consumer::Impl::CurrentMemberId() const {
  char* const id = rd_kafka_memberid(client->get());
  std::string result = id == nullptr ? "" : id;
  rd_kafka_mem_free(client->get(), id);
  return result;
}

absl::StatusOr<std::vector<CommittedOffset>> Consumer::Impl::Committed(
    rd_kafka_t* rk, const rd_kafka_topic_partition_list_t* partitions) {
  absl::Status status;
  for (int attempt = 0; attempt < kCommittedAttempts; ++attempt) {
    PartitionList list(rd_kafka_topic_partition_list_copy(partitions));
    rd_kafka_resp_err_t code =
        rd_kafka_committed(rk, list.get(), static_cast<int>(absl::ToInt64Milliseconds(kCommittedTimeout)));
    std::vector<CommittedOffset> result;
    for (int i = 0; i < list->cnt && code == RD_KAFKA_RESP_ERR_NO_ERROR; ++i) {
      const rd_kafka_topic_partition_t& entry = list->elems[i];
      code = entry.err;
      CommittedOffset committed{{entry.topic, entry.partition}, entry.offset < 0 ? kNoOffset : entry.offset, {}};
      if (entry.metadata != nullptr) {
        committed.metadata.assign(static_cast<const char*>(entry.metadata), entry.metadata_size);
      }
      result.push_back(std::move(committed));
    }
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR) return result;
    status = ToStatus(code, Object(), &client->errors());
  }
  return status;
}

absl::StatusOr<std::map<std::string, std::string>> Consumer::Impl::IdsOf(
    rd_kafka_t* rk, const rd_kafka_topic_partition_list_t* partitions) const {
  std::set<std::string> names;
  for (int i = 0; i < partitions->cnt; ++i) names.insert(partitions->elems[i].topic);
  auto ids = AskTopicIds(rk, &client->errors(), {names.begin(), names.end()}, absl::Now() + kTopicIdTimeout);
  if (!ids.ok()) return ids.status();
  for (const std::string& name : names) {
    if (ids->count(name) == 0) {
      return ToStatus(RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART, base::StrCat("topic ", name), &client->errors());
    }
  }
  return ids;
}

std::string Consumer::Impl::ObjectOf(const rd_kafka_message_t& message) const {
  return message.rkt == nullptr ? Object() : base::StrCat("topic ", rd_kafka_topic_name(message.rkt));
}

void Consumer::Impl::AskRanges(rd_kafka_t* rk, std::vector<AssignedPartition>& partitions) const {
  const absl::Time deadline = absl::Now() + kRangesTimeout;
  for (AssignedPartition& partition : partitions) {
    const absl::Time now = absl::Now();
    if (now >= deadline) return;
    int64_t low = 0;
    int64_t high = 0;
    const rd_kafka_resp_err_t code =
        rd_kafka_query_watermark_offsets(rk, partition.committed.partition.topic.c_str(),
                                         partition.committed.partition.number, &low, &high,
                                         RemainingMs(std::min(deadline, now + kRangeTimeout)));
    // A partition that nobody leads at the moment must not keep the others waiting.
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) continue;
    partition.low = low;
    partition.high = high;
  }
}

namespace {

// Null while the group is being left or after a fatal error: then there is nothing to add to or to take from, and the
// whole assignment is given up.
bool IsCooperative(rd_kafka_t* rk) {
  const char* protocol = rd_kafka_rebalance_protocol(rk);
  return protocol != nullptr && std::strcmp(protocol, "COOPERATIVE") == 0;
}

}  // namespace

void Consumer::Impl::Assign(rd_kafka_t* rk, rd_kafka_topic_partition_list_t* partitions) {
  if (closed) {
    // An assignment that arrives while leaving is given back, which lets the group end: it answers no question from
    // then on, not even the one that a revocation behind this would ask.
    given_back = true;
    rd_kafka_assign(rk, nullptr);
    return;
  }
  const bool cooperative = IsCooperative(rk);
  if (partitions->cnt > 0) {
    absl::StatusOr<std::vector<CommittedOffset>> committed = Committed(rk, partitions);
    const absl::StatusOr<std::map<std::string, std::string>> topic_ids = IdsOf(rk, partitions);
    if (!committed.ok() || !topic_ids.ok()) {
      // Reading without knowing the intents could load rows twice: take nothing, the owner starts again.
      rebalance_status = committed.ok() ? topic_ids.status() : committed.status();
      rd_kafka_assign(rk, nullptr);
      return;
    }
    std::vector<AssignedPartition> assigned;
    for (CommittedOffset& offset : *committed) {
      const std::string& topic_id = topic_ids->at(offset.partition.topic);
      assigned.push_back({std::move(offset), topic_id, kNoOffset, kNoOffset});
    }
    AskRanges(rk, assigned);
    for (const Position& position : listener->OnAssigned(assigned)) {
      rd_kafka_topic_partition_t* entry =
          rd_kafka_topic_partition_list_find(partitions, position.partition.topic.c_str(),
                                             position.partition.number);
      if (entry != nullptr) entry->offset = position.offset;
    }
    for (int i = 0; i < partitions->cnt; ++i) {
      // Before the assignment, or first messages would slip into the queue of events.
      Queue queue(rd_kafka_queue_get_partition(rk, partitions->elems[i].topic, partitions->elems[i].partition));
      rd_kafka_queue_forward(queue.get(), messages->get());
    }
  }
  if (cooperative) {
    rd_kafka_error_t* error = rd_kafka_incremental_assign(rk, partitions);
    if (error != nullptr) rebalance_status = ToStatus(rd_kafka_error_code(error), Object(), &client->errors());
    rd_kafka_error_destroy(error);
  } else if (const rd_kafka_resp_err_t code = rd_kafka_assign(rk, partitions); code != RD_KAFKA_RESP_ERR_NO_ERROR) {
    rebalance_status = ToStatus(code, Object(), &client->errors());
  }
}

void Consumer::Impl::Revoke(rd_kafka_t* rk, rd_kafka_topic_partition_list_t* partitions) {
  if (given_back) return;
  std::vector<Partition> revoked;
  for (int i = 0; i < partitions->cnt; ++i) revoked.push_back({partitions->elems[i].topic, partitions->elems[i].partition});
  if (!revoked.empty()) listener->OnRevoked(revoked, rd_kafka_assignment_lost(rk) != 0);
  if (IsCooperative(rk)) {
    rd_kafka_error_destroy(rd_kafka_incremental_unassign(rk, partitions));
  } else {
    rd_kafka_assign(rk, nullptr);
  }
}

absl::Status Consumer::Impl::Events(absl::Duration timeout) {
  rd_kafka_message_t* event =
      rd_kafka_consumer_poll(client->get(), static_cast<int>(absl::ToInt64Milliseconds(timeout)));
  absl::Status status = std::move(rebalance_status);
  rebalance_status = absl::OkStatus();
  if (event != nullptr) {
    rd_kafka_resp_err_t code = event->err;
    const std::string object = ObjectOf(*event);
    rd_kafka_message_destroy(event);
    // The cause says more than "fatal".
    if (code == RD_KAFKA_RESP_ERR__FATAL) code = rd_kafka_fatal_error(client->get(), nullptr, 0);
    const bool passing = code == RD_KAFKA_RESP_ERR__TRANSPORT || code == RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN ||
                         code == RD_KAFKA_RESP_ERR__RESOLVE || code == RD_KAFKA_RESP_ERR__TIMED_OUT ||
                         code == RD_KAFKA_RESP_ERR__PARTITION_EOF;
    if (status.ok() && !passing) status = ToStatus(code, object, &client->errors());
  }
  if (status.ok()) {
    char text[512];
    const rd_kafka_resp_err_t fatal = rd_kafka_fatal_error(client->get(), text, sizeof(text));
    if (fatal != RD_KAFKA_RESP_ERR_NO_ERROR) status = ToStatus(fatal, Object(), &client->errors());
  }
  return status;
}

Consumer::Consumer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

absl::StatusOr<std::unique_ptr<Consumer>> Consumer::Create(const Cluster& cluster, const ConsumerOptions& options,
                                                           RebalanceListener& listener) {
  auto impl = std::make_unique<Impl>();
  impl->options = options;
  impl->listener = &listener;
  absl::StatusOr<std::unique_ptr<ClientHandle>> client = ClientHandle::Create(
      RD_KAFKA_CONSUMER, cluster, GroupProperties(options), {&Impl::OnRebalance, impl.get()});
  if (!client.ok()) return client.status();
  impl->client = *std::move(client);
  rd_kafka_t* rk = impl->client->get();
  rd_kafka_poll_set_consumer(rk);
  impl->messages.emplace(rk);
  const PartitionList topics = MakeList(static_cast<int>(options.topics.size()));
  for (const std::string& topic : options.topics) {
    rd_kafka_topic_partition_list_add(topics.get(), topic.c_str(), RD_KAFKA_PARTITION_UA);
  }
  const rd_kafka_resp_err_t code = rd_kafka_subscribe(rk, topics.get());
  std::unique_ptr<Consumer> consumer(new Consumer(std::move(impl)));
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return ToStatus(code, Place(options.topics), nullptr);
  return consumer;
}

Consumer::~Consumer() { Close(); }

void Consumer::Close() {
  if (impl_->closed) return;
  impl_->closed = true;
  rd_kafka_consumer_close(impl_->client->get());
}

void Consumer::Leave(absl::Time deadline) {
  if (impl_->closed) return;
  // From here on assignments are given back.
  impl_->closed = true;
  rd_kafka_t* const rk = impl_->client->get();
  rd_kafka_unsubscribe(rk);
  // What is closed does not leave, when it has a name. The id is gone once the request is on its way, which closing waits for.
  while (!impl_->CurrentMemberId().empty() && absl::Now() < deadline) impl_->Events(kLeavePoll).IgnoreError();
  rd_kafka_consumer_close(rk);
}

absl::StatusOr<GroupView> Consumer::DescribeGroup(absl::Time deadline) {
  rd_kafka_t* const rk = impl_->client->get();
  GroupView view;
  {
    absl::MutexLock lock(&impl_->mutex);
    view.self = impl_->member_id;
  }
  const std::string& name = impl_->options.group;
  const rd_kafka_resp_err_t code = AskGroup(rk, name, /*operations=*/false, deadline, view.group);
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return ToStatus(code, base::StrCat("consumer group ", name), &impl_->client->errors());
  const auto facts = AskTopicFacts(rk, &impl_->client->errors(), impl_->options.topics, /*operations=*/false, deadline);
  if (!facts.ok()) return facts.status();
  for (const auto& [topic, fact] : *facts) {
    for (int32_t number = 0; number < fact.partitions; ++number) view.partitions.insert({topic, number});
  }
  return view;
}

absl::Status Consumer::Poll(absl::Duration timeout, MessageBatch* batch) {
  if (batch == nullptr) return impl_->Events(timeout);
  batch->Clear();
  if (absl::Status status = impl_->Events(absl::ZeroDuration()); !status.ok()) return status;
  return impl_->messages->Take(timeout, *batch, [this](const rd_kafka_message_t& message) {
    return ToStatus(message.err, impl_->ObjectOf(message), &impl_->client->errors());
  });
}

absl::Status Consumer::Commit(const std::vector<CommittedOffset>& offsets, absl::Time deadline) {
  rd_kafka_t* rk = impl_->client->get();
  const PartitionList list = MakeList(static_cast<int>(offsets.size()));
  for (const CommittedOffset& offset : offsets) {
    if (offset.metadata.size() > kCommitMetadataBytesMax) {
      return absl::InternalError(base::StrCat(impl_->Object(), ": ", offset.metadata.size(), " bytes of metadata"));
    }
    rd_kafka_topic_partition_t* entry =
        rd_kafka_topic_partition_list_add(list.get(), offset.partition.topic.c_str(), offset.partition.number);
    entry->offset = offset.offset;
    if (!offset.metadata.empty()) {
      // The list frees it with rd_free.
      entry->metadata = std::malloc(offset.metadata.size());
      std::memcpy(entry->metadata, offset.metadata.data(), offset.metadata.size());
      entry->metadata_size = offset.metadata.size();
    }
  }
  const Queue queue(rd_kafka_queue_new(rk));
  rd_kafka_resp_err_t code = rd_kafka_commit_queue(rk, list.get(), queue.get(), nullptr, nullptr);
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return ToStatus(code, impl_->Object(), &impl_->client->errors());
  rd_kafka_event_t* event = rd_kafka_queue_poll(queue.get(), RemainingMs(deadline));
  if (event == nullptr) {
    return ToStatus(RD_KAFKA_RESP_ERR__TIMED_OUT, impl_->Object(), &impl_->client->errors());
  }
  code = rd_kafka_event_error(event);
  const rd_kafka_topic_partition_list_t* answers = rd_kafka_event_topic_partition_list(event);
  std::string object = impl_->Object();
  for (int i = 0; answers != nullptr && i < answers->cnt && code == RD_KAFKA_RESP_ERR_NO_ERROR; ++i) {
    code = answers->elems[i].err;
    if (code != RD_KAFKA_RESP_ERR_NO_ERROR) object = base::StrCat("topic ", answers->elems[i].topic);
  }
  rd_kafka_event_destroy(event);
  if (code == RD_KAFKA_RESP_ERR__FATAL) code = rd_kafka_fatal_error(rk, nullptr, 0);
  return ToStatus(code, object, &impl_->client->errors());
}

absl::Status Consumer::Probe(absl::Time deadline) {
  const rd_kafka_metadata_t* metadata = nullptr;
  const rd_kafka_resp_err_t code =
      rd_kafka_metadata(impl_->client->get(), /*all_topics=*/0, nullptr, &metadata, RemainingMs(deadline));
  if (code == RD_KAFKA_RESP_ERR_NO_ERROR) rd_kafka_metadata_destroy(metadata);
  return ToStatus(code, impl_->Object(), &impl_->client->errors());
}

absl::StatusOr<std::map<std::string, std::string>> Consumer::TopicIds(absl::Time deadline) {
  return AskTopicIds(impl_->client->get(), &impl_->client->errors(), impl_->options.topics, deadline);
}

int64_t Consumer::CachedEnd(const Partition& partition) {
  int64_t low = 0;
  int64_t high = 0;
  const rd_kafka_resp_err_t code =
      rd_kafka_get_watermark_offsets(impl_->client->get(), partition.topic.c_str(), partition.number, &low, &high);
  return code == RD_KAFKA_RESP_ERR_NO_ERROR && high >= 0 ? high : kNoOffset;
}

absl::Status Consumer::Trouble() {
  const ClientErrors::Seen seen = impl_->client->errors().Worst();
  if (seen.kind == ClientErrors::Kind::kNone || seen.kind == ClientErrors::Kind::kOther) return absl::OkStatus();
  absl::Status status = ToStatus(RD_KAFKA_RESP_ERR__TRANSPORT, impl_->Object(), &impl_->client->errors());
  impl_->client->errors().Clear();
  return status;
}

}  // namespace aurora::kafka

#include "services/ingest/pipeline/shard.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/kafka/client_errors.h"
#include "services/ingest/pipeline/absence.h"

namespace aurora::ingest {
namespace {

constexpr size_t kMessagesPerPollMax = 2048;
// Longest wait for a first message: bounds the reaction to Stop and to group events.
constexpr absl::Duration kPollMax = absl::Milliseconds(100);
constexpr absl::Duration kBackpressurePoll = absl::Milliseconds(5);
// What a batch waits at most for its bound of rows while its partition is behind.
constexpr absl::Duration kBehindDelay = absl::Seconds(1);
constexpr absl::Duration kWatchInterval = absl::Milliseconds(500);
constexpr absl::Duration kProbeMax = absl::Milliseconds(500);
constexpr absl::Duration kTopicInterval = absl::Seconds(5);
constexpr absl::Duration kLeaveTimeout = absl::Seconds(5);
constexpr absl::Duration kFindNewestTimeout = absl::Seconds(20);
// Of a day's keys of one partition.
constexpr absl::Duration kReadKeysTimeout = absl::Seconds(60);
// Of the time after which brokers give a silent member's partitions to others.
constexpr double kLeaseShare = 0.5;
// Parts come and go in seconds; counting them costs the server about a millisecond.
constexpr absl::Duration kTableInterval = absl::Seconds(5);
constexpr absl::Duration kTableTimeout = absl::Seconds(2);
constexpr absl::Duration kRoundWait = absl::Milliseconds(200);

}  // namespace

Shard::Shard(ShardOptions options, RowStore& rows, Progress& progress, ConnectionMetrics& metrics, Observer observer)
    : options_(std::move(options)),
      rows_(rows),
      progress_(progress),
      metrics_(metrics),
      observer_(std::move(observer)),
      delay_(options_.bounds.delay) {}

absl::StatusOr<std::unique_ptr<Shard>> Shard::Create(ShardOptions options, RowStore& rows, Progress& progress,
                                                     ConnectionMetrics& metrics, Observer observer) {
  std::unique_ptr<Shard> shard(new Shard(std::move(options), rows, progress, metrics, std::move(observer)));
  const ShardOptions& own = shard->options_;
  auto format = RowFormat::Create(own.connection_id, own.schema, own.decode);
  if (!format.ok()) return format.status();
  shard->format_ = *std::move(format);
  shard->format_->fixed_columns = own.fixed_columns;
  for (const FieldPath& path : own.settled_fields) shard->format_->decoder->Settle(path);
  shard->format_->decoder->WatchNewFields(own.look_for_new_fields);
  if (own.translators != nullptr) shard->format_->translator = own.translators->Make();
  if (own.deduplication.has_value()) {
    auto key = KeyColumns::Create(*own.translators->plan().deduplication(), own.schema);
    if (!key.ok()) return key.status();
    shard->key_ = std::make_unique<KeyColumns>(*std::move(key));
  }
  auto pool = BlockPool::Create(own.schema);
  if (!pool.ok()) return pool.status();
  shard->pool_ = *std::move(pool);

  DelivererOptions delivery;
  delivery.connection_id = own.connection_id;
  delivery.table = base::StrCat(own.schema.database, ".", own.schema.table);
  delivery.schema_version = own.schema.version;
  delivery.insert_timeout = own.insert_timeout;
  delivery.lease = own.consumer.session_timeout * kLeaseShare;
  delivery.inserted = [&metrics](absl::Duration took) { metrics.Inserted(took); };
  delivery.replaces_rows = !own.schema.version_column.empty();
  Shard* self = shard.get();
  shard->deliverer_ = std::make_unique<Deliverer>(
      delivery, rows, static_cast<OffsetStore&>(*shard),
      [self](absl::Duration wait) { return !self->abandoned_.WaitForNotificationWithTimeout(wait); },
      self->observer_);
  auto consumer = kafka::Consumer::Create(own.cluster, own.consumer, *shard);
  if (!consumer.ok()) return consumer.status();
  shard->consumer_ = *std::move(consumer);
  return shard;
}

Shard::~Shard() = default;

absl::Status Shard::failure() const {
  absl::MutexLock lock(&mutex_);
  return failure_;
}

void Shard::Fail(const absl::Status& status) {
  absl::MutexLock lock(&mutex_);
  if (failure_.ok()) failure_ = status;
}

absl::StatusOr<std::vector<StartingPoint>> Shard::StartingPoints(
    const std::vector<kafka::AssignedPartition>& partitions) const {
  std::vector<StartingPoint> starts;
  for (const kafka::AssignedPartition& partition : partitions) {
    const auto defined = options_.starts.find(partition.committed.partition);
    absl::StatusOr<StartingPoint> start =
        FindStartingPoint(partition, defined == options_.starts.end() ? DefinedStart{} : defined->second);
    if (!start.ok()) return start.status();
    starts.push_back(*std::move(start));
  }
  return starts;
}

// People hear of what can never be loaded.
void Shard::Tell(const kafka::Partition& partition, const StartingPoint& start) {
  const std::string place = kafka::Place(partition);
  if (start.reason == StartingPoint::Reason::kTopicMadeAnew) {
    base::log::Warning("a topic was made anew", {{"topic", partition.topic}, {"partition", partition.number}});
  }
  if (start.reason == StartingPoint::Reason::kTopicCut) {
    observer_(absl::DataLossError(base::StrCat(
        place, ": the brokers have lost messages that had been read; loading goes on at offset ", start.position,
        ", and rows of the lost messages stay")));
  }
  if (start.expired() > 0) {
    metrics_.Expired(partition.topic, static_cast<uint64_t>(start.expired()));
    observer_(absl::OutOfRangeError(base::StrCat(place, ": offsets ", start.position, " to ", start.fetch_from - 1,
                                                 " were removed from the topic before they were read; let it keep "
                                                 "messages for longer (retention.ms, retention.bytes)")));
  }
  // Told, and loading goes on.
  observer_(absl::OkStatus());
}

absl::Status Shard::Begin(const std::vector<kafka::AssignedPartition>& partitions,
                          std::vector<kafka::Position>& positions) {
  metrics_.Rebalanced(ConnectionMetrics::Rebalance::kAssigned, partitions.size());
  const absl::StatusOr<std::vector<StartingPoint>> starts = StartingPoints(partitions);
  if (!starts.ok()) return starts.status();
  // The committed offset is a hint (groups forget offsets, brokers lose commits): the table has the last word about what it
  // holds behind it.
  std::vector<PendingRange> pending(partitions.size());
  std::map<kafka::Partition, int64_t> from;
  for (size_t i = 0; i < partitions.size(); ++i) {
    const kafka::Partition& partition = partitions[i].committed.partition;
    const StartingPoint& start = (*starts)[i];
    from[partition] = start.position;
    if (!start.pending.has_value()) continue;
    absl::StatusOr<PendingRange> range = deliverer_->Recover(partition, *start.pending);
    if (!range.ok()) return range.status();
    pending[i] = *std::move(range);
    from[partition] = pending[i].last + 1;
  }
  const absl::StatusOr<std::map<kafka::Partition, int64_t>> newest = rows_.FindNewest(from, absl::Now() + kFindNewestTimeout);
  if (!newest.ok()) return newest.status();
  for (size_t i = 0; i < partitions.size(); ++i) {
    const kafka::Partition& partition = partitions[i].committed.partition;
    const StartingPoint& start = (*starts)[i];
    const auto held = newest->find(partition);
    if (absl::Status made = MakeWindow(partitions[i], start.position, pending[i]); !made.ok()) return made;
    const auto window = windows_.find(partition);
    builders_[partition] = std::make_unique<BatchBuilder>(
        *format_, *pool_, options_.bounds, partition, partitions[i].topic_id, start.position, std::move(pending[i]),
        held == newest->end() ? -1 : held->second, window == windows_.end() ? nullptr : window->second.get());
    Tell(partition, start);
    progress_.Assigned(partition, start.position);
    positions.push_back({partition, start.fetch_from});
    absl::MutexLock lock(&ownership_);
    owned_.insert(partition);
  }
  return absl::OkStatus();
}

absl::Status Shard::MakeWindow(const kafka::AssignedPartition& assigned, int64_t position, const PendingRange& pending) {
  if (key_ == nullptr) return absl::OkStatus();
  const kafka::Partition& partition = assigned.committed.partition;
  const DeduplicationParts& parts = *options_.deduplication;
  const absl::StatusOr<int64_t> floor_ms = parts.find_floor(partition.topic, assigned.topic_id);
  if (!floor_ms.ok()) return floor_ms.status();
  const WindowRule rule{options_.translators->plan().deduplication()->within, *floor_ms};
  auto window = std::make_unique<PartitionWindow>(rule, partition, *key_, parts.budget);
  const absl::Time deadline = absl::Now() + kReadKeysTimeout;
  if (absl::Status built = window->Rebuild(parts.store, position, deadline); !built.ok()) return built;
  if (pending.active()) {
    absl::Status read = window->LookUp(parts.store, pending.first, pending.last, deadline);
    if (!read.ok()) return read;
  }
  windows_[partition] = std::move(window);
  return absl::OkStatus();
}

absl::Status Shard::LookUp(BatchBuilder& builder, const kafka::Partition& partition, int64_t offset) {
  const int64_t last = builder.LookUpEnd(offset);
  absl::StatusOr<HeldRows> held = deliverer_->LookUp(partition, offset, last);
  if (!held.ok()) return held.status();
  builder.LookedUp(last, *std::move(held));
  // Afterwards, so that a dead letter that is replayed in between is known as what it is now.
  const auto window = windows_.find(partition);
  if (window == windows_.end()) return absl::OkStatus();
  return window->second->LookUp(options_.deduplication->store, offset, last, absl::Now() + kReadKeysTimeout);
}

std::vector<kafka::Position> Shard::OnAssigned(const std::vector<kafka::AssignedPartition>& partitions) {
  std::vector<kafka::Position> positions;
  for (const kafka::AssignedPartition& partition : partitions) {
    const std::string& topic = partition.committed.partition.topic;
    if (topic_ids_.try_emplace(topic, partition.topic_id).first->second == partition.topic_id) continue;
    Fail(kafka::TopicMadeAnew(topic));
    return positions;
  }
  // After a failure there is no builder for them, and their messages are left alone; Read ends right after this.
  if (absl::Status status = Begin(partitions, positions); !status.ok()) {
    Fail(status);
    return positions;
  }
  if (options_.on_start != nullptr) {
    std::map<kafka::Partition, int64_t> starts;
    for (const kafka::Position& position : positions) starts[position.partition] = position.offset;
    options_.on_start(starts);
  }
  return positions;
}

void Shard::WatchNewFields(std::set<FieldPath> settled) {
  absl::MutexLock lock(&mutex_);
  settled_ = std::move(settled);
}

void Shard::TellNewFields(absl::Time now) {
  if (!format_->new_fields.Due(now)) return;
  format_->decoder->WatchNewFields(false);
  options_.on_new_fields(std::exchange(format_->new_fields, NewFields()));
}

void Shard::OnRevoked(const std::vector<kafka::Partition>& partitions, bool lost) {
  const std::set<kafka::Partition> gone(partitions.begin(), partitions.end());
  metrics_.Rebalanced(lost ? ConnectionMetrics::Rebalance::kLost : ConnectionMetrics::Rebalance::kRevoked, gone.size());
  if (lost) {
    absl::MutexLock lock(&ownership_);
    for (const kafka::Partition& partition : gone) owned_.erase(partition);
  }
  for (const kafka::Partition& partition : gone) {
    builders_.erase(partition);
    windows_.erase(partition);
    late_reported_.erase(partition);
    rejections_reported_.erase(partition);
  }
  if (!queue_.Drop(gone, absl::Now() + options_.drain_timeout)) {
    // The next owner finds the intent, ends the insert and asks the table.
    base::log::Warning("a partition left with a batch under way", {{"connection", options_.connection_id}});
  }
  absl::MutexLock lock(&ownership_);
  for (const kafka::Partition& partition : gone) {
    owned_.erase(partition);
    progress_.Revoked(partition);
  }
}

bool Shard::Owns(const kafka::Partition& partition) {
  absl::MutexLock lock(&ownership_);
  return owned_.count(partition) != 0;
}

absl::Status Shard::Commit(const std::vector<kafka::CommittedOffset>& offsets, absl::Time deadline) {
  absl::MutexLock lock(&ownership_);
  for (const kafka::CommittedOffset& offset : offsets) {
    if (owned_.count(offset.partition) == 0) {
      return absl::AbortedError(base::StrCat(kafka::Place(offset.partition), ": another member of the group has it now"));
    }
  }
  absl::Status status = consumer_->Commit(offsets, deadline);
  // A topic that is gone must not keep those waiting that travel with it: all begin again without it.
  if (absl::IsNotFound(status) && options_.consumer.topics.size() > 1) {
    absl::Status again = absl::AbortedError(status.message());
    status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) { again.SetPayload(url, payload); });
    return again;
  }
  return status;
}

void Shard::Close(BatchBuilder& builder) {
  std::shared_ptr<Batch> batch = builder.Seal();
  if (batch != nullptr) queue_.Push(std::move(batch));
}

void Shard::Take(kafka::MessageBatch& messages) {
  const absl::Time now = absl::Now();
  const void* last_topic = nullptr;
  kafka::Partition partition{{}, -1};
  BatchBuilder* builder = nullptr;
  while (const kafka::Message* next = messages.Next()) {
    const kafka::Message& message = *next;
    if (message.partition() != partition.number || message.topic_handle() != last_topic) {
      last_topic = message.topic_handle();
      partition = {message.topic(), message.partition()};
      const auto found = builders_.find(partition);
      builder = found == builders_.end() ? nullptr : found->second.get();
    }
    if (builder == nullptr) continue;
    if (message.is_partition_end()) {
      builder->ReachEnd(message.offset(), now);
      if (builder->empty() && !queue_.Has(partition)) progress_.Idle(partition, message.offset());
    } else if (!TakeOne(message, partition, *builder, now)) {
      return;
    }
    if (builder->Full()) Close(*builder);
  }
  if (!messages.status().ok()) Fail(messages.status());
}

bool Shard::TakeOne(const kafka::Message& message, const kafka::Partition& partition, BatchBuilder& builder,
                    absl::Time now) {
  while (!builder.Accepts(message.offset())) Close(builder);
  if (builder.MustLookUp(message.offset())) {
    if (absl::Status status = LookUp(builder, partition, message.offset()); !status.ok()) {
      Fail(status);
      return false;
    }
  }
  IncomingMessage incoming;
  incoming.offset = message.offset();
  incoming.timestamp_ms = message.timestamp_ms();
  incoming.key = message.key();
  incoming.value = message.value();
  incoming.tombstone = message.is_tombstone();
  incoming.source = &message;
  const uint64_t faults = builder.faults();
  builder.Add(incoming, now);
  if (!builder.trouble().ok()) {
    Fail(builder.trouble());
    return false;
  }
  if (!builder.absent_columns().empty()) {
    Fail(AbsentColumnsError(builder.PlaceOf(incoming.offset), builder.absent_columns()));
    return false;
  }
  if (options_.rejection_share == nullptr) return true;
  CountRejection(builder, partition, incoming.offset, builder.faults() != faults);
  return stopped_.ok();
}

void Shard::CountRejection(const BatchBuilder& builder, const kafka::Partition& partition, int64_t offset, bool rejected) {
  RejectionShare& share = *options_.rejection_share;
  if (!share.Add(rejected)) return;
  stopped_ = TooManyRejections(base::StrCat(
      share.rejections(), " of the last ", share.window(), " messages did not fit, up to ", builder.PlaceOf(offset),
      ": the connection has stopped; see `aurora dead-letters`, then give columns a wider type or repair the producer, and "
      "resume the connection: it goes on behind this offset"));
  base::log::Warning("too many dead letters", {{"topic", partition.topic}, {"partition", partition.number}, {"offset", offset}});
}

absl::Duration Shard::Delay() const {
  uint64_t messages = 0;
  for (const auto& [partition, builder] : builders_) messages += builder->messages();
  return delay_.For(messages);
}

void Shard::SealDue(absl::Time now, bool all) {
  // While the inserter is behind, batches grow instead of getting more.
  if (!all && !queue_.HasRoom()) return;
  const absl::Duration delay = Delay();
  // While much waits in a partition full batches are worth more than early ones: its events are late already.
  const auto may_wait = [&](const kafka::Partition& partition, const BatchBuilder& builder) {
    return now < builder.DueAt(kBehindDelay) && builder.IsBehind(consumer_->CachedEnd(partition));
  };
  const bool due = all || std::any_of(builders_.begin(), builders_.end(), [&](const auto& entry) {
    return now >= entry.second->DueAt(delay) && !may_wait(entry.first, *entry.second);
  });
  if (!due) return;
  // All together: one commit then announces and finishes them.
  for (const auto& [partition, builder] : builders_) {
    if (!builder->Sealable()) continue;
    if (all || builder->Full() || (!queue_.Has(partition) && !may_wait(partition, *builder))) Close(*builder);
  }
}

absl::Duration Shard::PollTimeout(absl::Time now) const {
  absl::Duration timeout = kPollMax;
  const absl::Duration delay = Delay();
  for (const auto& [partition, builder] : builders_) timeout = std::min(timeout, builder->DueAt(delay) - now);
  return std::clamp(timeout, absl::Milliseconds(1), kPollMax);
}

// The client reads on at the old offset when a topic is made anew, which would pass over what comes before it.
void Shard::WatchTopics(absl::Time now) {
  if (topic_ids_.empty() || now - topics_watched_ < kTopicInterval) return;
  topics_watched_ = now;
  const auto ids = consumer_->TopicIds(now + kProbeMax);
  if (!ids.ok()) return;
  for (const auto& [topic, known] : topic_ids_) {
    const auto id = ids->find(topic);
    if (id != ids->end() && !id->second.empty() && id->second != known) return Fail(kafka::TopicMadeAnew(topic));
  }
}

// Twice a second: ends of the partitions, metrics, trouble with brokers.
void Shard::Watch(absl::Time now) {
  if (now - watched_ < kWatchInterval) return;
  watched_ = now;
  metrics_.Observe(progress_.Snapshot(now), now);
  std::optional<std::set<FieldPath>> settled;
  {
    absl::MutexLock lock(&mutex_);
    settled.swap(settled_);
  }
  if (settled.has_value()) {
    for (const FieldPath& path : *settled) format_->decoder->Settle(path);
    format_->decoder->WatchNewFields(true);
  }
  for (const auto& [partition, builder] : builders_) {
    progress_.Ends(partition, consumer_->CachedEnd(partition));
    BatchBuilder::RejectionCounts& reported = rejections_reported_[partition];
    for (int i = 0; i < table::kRejectionCount; ++i) {
      const uint64_t fresh = builder->rejected()[i] - reported[i];
      if (fresh > 0) metrics_.Rejected(partition.topic, static_cast<table::Rejection>(i), fresh);
    }
    reported = builder->rejected();
  }
  WatchWindows();
  absl::Status trouble = consumer_->Trouble();
  if (trouble.ok() && !troubled_) return;
  // The client's errors say that something broke, but not that it is whole again.
  const absl::Status probe = consumer_->Probe(absl::Now() + kProbeMax);
  troubled_ = !probe.ok();
  observer_(probe.ok() || trouble.ok() ? probe : trouble);
}

void Shard::WatchWindows() {
  for (const auto& [partition, window] : windows_) {
    uint64_t& reported = late_reported_[partition];
    const uint64_t fresh = window->late() - reported;
    if (fresh == 0) continue;
    reported = window->late();
    metrics_.Late(partition.topic, fresh);
    options_.deduplication->on_late(fresh, kafka::Place(partition));
  }
}

absl::Status Shard::Read() {
  kafka::MessageBatch messages(kMessagesPerPollMax);
  while (!stopping_.load(std::memory_order_relaxed)) {
    const bool room = queue_.HasRoom();
    absl::Status status = room ? consumer_->Poll(PollTimeout(absl::Now()), &messages)
                               : consumer_->Poll(kBackpressurePoll, nullptr);
    if (absl::Status failed = failure(); !failed.ok()) return failed;
    if (!status.ok()) return status;
    // Told to stop while it waited: what came is read again, maybe with another schema.
    if (room && !stopping_.load(std::memory_order_relaxed)) Take(messages);
    messages.Clear();
    // A batch that lacks a message must not be closed.
    if (absl::Status failed = failure(); !failed.ok()) return failed;
    // What was read before is delivered like everything else.
    if (!stopped_.ok()) break;
    const absl::Time now = absl::Now();
    SealDue(now, false);
    Watch(now);
    WatchTopics(now);
    TellNewFields(now);
  }
  return absl::OkStatus();
}

void Shard::InsertLoop() {
  const auto next = [this](const kafka::Partition& partition) { return queue_.Peek(partition); };
  while (!abandoned_.HasBeenNotified()) {
    std::vector<std::shared_ptr<Batch>> round = queue_.TakeRound(kRoundWait);
    if (round.empty()) continue;
    const absl::Time start = absl::Now();
    const absl::Status status = deliverer_->Deliver(round, next);
    const absl::Time now = absl::Now();
    if (status.ok()) {
      delay_.Delivered(now - start);
      metrics_.BatchDelayed(delay_.current());
      for (const std::shared_ptr<Batch>& batch : round) {
        progress_.Delivered(*batch, now);
        metrics_.Delivered(*batch, now - start);
        pool_->GiveBack(*batch);
      }
    } else {
      Fail(status);
    }
    queue_.Finish();
    if (!status.ok()) return;
    WatchTable(now);
  }
}

void Shard::WatchTable(absl::Time now) {
  if (now - table_watched_ < kTableInterval) return;
  table_watched_ = now;
  if (options_.check_table != nullptr) {
    const absl::Status fits = options_.check_table(now + kTableTimeout);
    // Without an answer the inserts will tell.
    if (absl::IsFailedPrecondition(fits)) Fail(fits);
  }
  // Without an answer (a server that does not let its parts be seen) the time of inserts alone decides.
  const absl::StatusOr<int64_t> parts = rows_.CountParts(absl::Now() + kTableTimeout);
  if (parts.ok()) delay_.SetParts(*parts);
}

void Shard::Drain() {
  SealDue(absl::Now(), /*all=*/true);
  const absl::Time deadline = absl::Now() + options_.drain_timeout;
  while (absl::Now() < deadline && failure().ok() && !queue_.WaitEmpty(absl::Now() + absl::Milliseconds(20))) {
    // The group is served meanwhile.
    if (!consumer_->Poll(absl::ZeroDuration(), nullptr).ok()) break;
  }
}

absl::Status Shard::Run() {
  std::thread inserter([this] { InsertLoop(); });
  const absl::Status status = Read();
  if (status.ok()) Drain();
  // Later messages may not have them.
  if (!format_->new_fields.empty()) options_.on_new_fields(std::move(format_->new_fields));
  abandoned_.Notify();
  rows_.Abandon();
  inserter.join();
  if (leaving_.load(std::memory_order_relaxed)) {
    consumer_->Leave(absl::Now() + kLeaveTimeout);
  } else {
    consumer_->Close();
  }
  return status.ok() ? stopped_ : status;
}

}  // namespace aurora::ingest

#include "services/ingest/pipeline/shard.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "services/ingest/pipeline/fields/absence.h"

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
constexpr absl::Duration kLeaveTimeout = absl::Seconds(5);
constexpr absl::Duration kFindNewestTimeout = absl::Seconds(20);
// Of the time after which brokers give a silent member's partitions to others.
constexpr double kLeaseShare = 0.5;

}  // namespace

Shard::Shard(ShardOptions options, RowStore& rows, Progress& progress, ConnectionMetrics& metrics, Observer observer)
    : options_(std::move(options)),
      rows_(rows),
      progress_(progress),
      metrics_(metrics),
      observer_(std::move(observer)),
      delay_(options_.bounds.delay),
      rejection_stop_(options_.rejection_share) {}

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
    auto windows = DuplicateWindows::Create(*own.deduplication, *own.translators->plan().deduplication(), own.schema);
    if (!windows.ok()) return windows.status();
    shard->windows_ = *std::move(windows);
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
  delivery.retried = [&metrics] { metrics.Retried(ConnectionMetrics::kWrite); };
  delivery.replaces_rows = !own.schema.version_column.empty();
  Shard* self = shard.get();
  shard->deliverer_ = std::make_unique<Deliverer>(
      delivery, rows, static_cast<OffsetStore&>(*shard),
      [self](absl::Duration wait) { return self->inserter_->Wait(wait); },
      self->observer_);
  shard->inserter_ = std::make_unique<BatchInserter>(InserterParts{
      *shard->deliverer_, rows, shard->queue_, *shard->pool_, shard->delay_, progress, metrics, own.check_table,
      [self](const absl::Status& status) { self->Fail(status); }});
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
    if (absl::Status opened = windows_.Open(partitions[i], start.position, pending[i]); !opened.ok()) return opened;
    builders_[partition] = std::make_unique<BatchBuilder>(
        *format_, *pool_, options_.bounds, partition, partitions[i].topic_id, start.position, std::move(pending[i]),
        held == newest->end() ? -1 : held->second, windows_.Find(partition));
    Tell(partition, start);
    progress_.Assigned(partition, start.position);
    positions.push_back({partition, start.fetch_from});
    absl::MutexLock lock(&ownership_);
    owned_.insert(partition);
  }
  return absl::OkStatus();
}

absl::Status Shard::LookUp(BatchBuilder& builder, const kafka::Partition& partition, int64_t offset) {
  const int64_t last = builder.LookUpEnd(offset);
  absl::StatusOr<HeldRows> held = deliverer_->LookUp(partition, offset, last);
  if (!held.ok()) return held.status();
  builder.LookedUp(last, *std::move(held));
  // Afterwards, so that a dead letter that is replayed in between is known as what it is now.
  return windows_.LookUp(partition, offset, last);
}

std::vector<kafka::Position> Shard::OnAssigned(const std::vector<kafka::AssignedPartition>& partitions) {
  std::vector<kafka::Position> positions;
  if (absl::Status same = topics_.Assigned(partitions); !same.ok()) {
    Fail(same);
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
    windows_.Close(partition);
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
  if (messages.status().ok()) return;
  if (!options_.check_batches) return Fail(messages.status());
  malformed_ = messages.status();
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
  return rejection_stop_.Count(builder, partition, incoming.offset, faults);
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
  windows_.TellLate(metrics_);
  absl::Status trouble = consumer_->Trouble();
  if (trouble.ok() && !troubled_) return;
  // The client's errors say that something broke, but not that it is whole again.
  const absl::Status probe = consumer_->Probe(absl::Now() + kProbeMax);
  troubled_ = !probe.ok();
  observer_(probe.ok() || trouble.ok() ? probe : trouble);
}

absl::Status Shard::Read() {
  kafka::MessageBatch messages(kMessagesPerPollMax, options_.check_batches);
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
    if (!rejection_stop_.status().ok() || !malformed_.ok()) break;
    const absl::Time now = absl::Now();
    SealDue(now, false);
    Watch(now);
    if (absl::Status same = topics_.Look(*consumer_, now); !same.ok()) Fail(same);
    TellNewFields(now);
  }
  return absl::OkStatus();
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
  std::thread inserter([this] { inserter_->Run(); });
  const absl::Status status = Read();
  if (status.ok()) Drain();
  // Later messages may not have them.
  if (!format_->new_fields.empty()) options_.on_new_fields(std::move(format_->new_fields));
  inserter_->Abandon();
  rows_.Abandon();
  inserter.join();
  if (leaving_.load(std::memory_order_relaxed)) {
    consumer_->Leave(absl::Now() + kLeaveTimeout);
  } else {
    consumer_->Close();
  }
  if (!status.ok()) return status;
  return malformed_.ok() ? rejection_stop_.status() : malformed_;
}

}  // namespace aurora::ingest

#include "services/ingest/range_replay/shadow_loader.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "libs/kafka/admin/admin.h"
#include "services/ingest/delivery/fault_point.h"
#include "services/ingest/delivery/skipped_offsets.h"
#include "services/ingest/pipeline/fields/absence.h"
#include "services/ingest/transforms/transformed_columns.h"

namespace aurora::ingest {
namespace {

constexpr size_t kMessagesPerPollMax = 2048;
constexpr absl::Duration kPollTime = absl::Milliseconds(200);
// Brokers that give nothing for this long are away.
constexpr absl::Duration kSilenceMax = absl::Seconds(30);
constexpr absl::Duration kLoaderLookTime = absl::Seconds(20);
constexpr absl::Duration kInsertTime = absl::Seconds(60);
constexpr int kInsertAttemptsMax = 5;
constexpr absl::Duration kRetryPause = absl::Milliseconds(300);
// Each change of the table makes at least one column Nullable.
constexpr int kTableChangesMax = 50;

// The same for the same rows, whoever inserts them.
uint64_t Fingerprint(const Block& block) {
  uint64_t hash = 14695981039346656037u;
  const auto mix = [&](int64_t value) {
    for (int i = 0; i < 8; ++i) hash = (hash ^ (static_cast<uint64_t>(value) >> (8 * i) & 255)) * 1099511628211u;
  };
  for (size_t i = 0; i < block.rows(); ++i) {
    mix(block.offsets[i]);
    mix(block.timestamps_ms[i]);
    mix(block.element(i));
  }
  return hash;
}

}  // namespace

absl::Status ShadowLoader::CheckTopic(const Definition& definition) {
  auto admin = kafka::Admin::Create(definition.cluster);
  if (!admin.ok()) return admin.status();
  absl::StatusOr<std::string> id = (*admin)->TopicId(session_.replay().topic, absl::Now() + kLoaderLookTime);
  if (!id.ok()) return id.status();
  topic_id_ = *std::move(id);
  if (topic_id_ == session_.replay().topic_id) return absl::OkStatus();
  return absl::FailedPreconditionError(base::StrCat("topic ", session_.replay().topic,
                                                    " was made anew since the replay was planned; begin another one"));
}

absl::Status ShadowLoader::MakeShadow() {
  const RangeReplay& replay = session_.replay();
  absl::Status made = session_.Execute(base::StrCat("CREATE TABLE IF NOT EXISTS ", session_.Shadow(), " AS ", session_.Main()));
  if (!made.ok()) return made;
  return MatchColumns(session_, replay.table, replay.shadow);
}

absl::Status ShadowLoader::Prepare() {
  const absl::StatusOr<Definition> definition = session_.Latest();
  if (!definition.ok()) return definition.status();
  if (absl::Status status = CheckTopic(*definition); !status.ok()) return status;
  if (absl::Status status = MakeShadow(); !status.ok()) return status;
  AURORA_FAULT_POINT("range_shadow_made");
  auto translators = Translators::Create(definition->format, definition->transforms);
  if (!translators.ok()) return translators.status();
  // Formats use them until they are made anew below.
  format_.reset();
  translators_ = *std::move(translators);
  const RangeReplay& replay = session_.replay();
  const table::TableSchema schema = session_.ShadowSchema(*definition);
  const TransformPlan& plan = translators_->plan();
  auto format = RowFormat::Create(replay.id, schema, {plan.dropped_fields(), CastColumns(plan, schema)});
  if (!format.ok()) return format.status();
  format_ = *std::move(format);
  format_->translator = translators_->Make();
  format_->fixed_columns = fixed_columns_;
  format_->decoder->WatchNewFields(false);
  auto pool = BlockPool::Create(schema);
  if (!pool.ok()) return pool.status();
  pool_ = *std::move(pool);
  rows_ = std::make_unique<ClickHouseRowStore>(session_.parts().client, replay.id, schema);
  window_.reset();
  if (plan.deduplication().has_value()) {
    auto window = RangeWindow::Create(session_, *plan.deduplication(), schema);
    if (!window.ok()) return window.status();
    window_ = *std::move(window);
  }
  auto reader = kafka::RangeReader::Create(definition->cluster, replay.topic);
  if (!reader.ok()) return reader.status();
  reader_ = *std::move(reader);
  return absl::OkStatus();
}

absl::Status ShadowLoader::Run() {
  absl::Status status;
  for (int i = 0; i < kTableChangesMax; ++i) {
    status = Prepare();
    for (ReplaySpan& span : session_.replay().spans) {
      if (!status.ok()) break;
      status = Read(span);
    }
    const std::vector<std::string> absent = AbsentColumnsOf(status);
    if (absent.empty()) return status;
    // As loading does (docs/adr/0008).
    if (status = Widen(absent); !status.ok()) return status;
  }
  return status;
}

absl::Status ShadowLoader::Widen(const std::vector<std::string>& columns) {
  const auto wanted = [&](const table::TableSchema& schema) { return AsNullable(schema, columns); };
  const absl::Status changed =
      session_.parts()
          .evolver
          .Modify(session_.replay().connection_id, wanted,
                  {SchemaChange::Kind::kNullable, "a replayed message came without a value for it", "absent value"},
                  absl::Now() + kLoaderLookTime)
          .status();
  if (!absl::IsFailedPrecondition(changed)) return changed;
  fixed_columns_.insert(columns.begin(), columns.end());
  return absl::OkStatus();
}

kafka::Partition ShadowLoader::PartitionOf(const ReplaySpan& span) const {
  return {session_.replay().topic, span.partition};
}

absl::StatusOr<std::unique_ptr<BatchBuilder>> ShadowLoader::BeginAt(const ReplaySpan& span) {
  const kafka::Partition partition = PartitionOf(span);
  if (window_ != nullptr) {
    if (absl::Status begun = window_->Begin(span); !begun.ok()) return begun;
  }
  const auto newest = rows_->FindNewest({{partition, span.next}}, absl::Now() + kLoaderLookTime);
  if (!newest.ok()) return newest.status();
  if (absl::Status status = reader_->Begin(span.partition, span.next); !status.ok()) return status;
  return std::make_unique<BatchBuilder>(*format_, *pool_, BatchBounds{}, partition, topic_id_, span.next, PendingRange{},
                                        newest->empty() ? -1 : newest->begin()->second,
                                        window_ == nullptr ? nullptr : window_->judge());
}

absl::Status ShadowLoader::Read(ReplaySpan& span) {
  if (span.next >= span.to) return absl::OkStatus();
  const kafka::Partition partition = PartitionOf(span);
  const absl::StatusOr<std::unique_ptr<BatchBuilder>> begun = BeginAt(span);
  if (!begun.ok()) return begun.status();
  BatchBuilder& builder = **begun;
  kafka::MessageBatch messages(kMessagesPerPollMax);
  absl::Time heard = absl::Now();
  bool at_end = false;
  while (!at_end) {
    if (absl::Status status = session_.Check(); !status.ok()) return status;
    absl::Status status = reader_->Poll(kPollTime, &messages);
    if (absl::IsOutOfRange(status)) {
      return absl::DataLossError(base::StrCat(kafka::Place(partition), ": offset ", builder.next(),
                                              " was removed from the topic while the range was replayed; begin another replay"));
    }
    if (!status.ok()) return status;
    if (!messages.empty()) heard = absl::Now();
    if (absl::Now() - heard > kSilenceMax) {
      return absl::UnavailableError(base::StrCat(kafka::Place(partition),
                                                 ": the brokers do not answer; the replay goes on when they do"));
    }
    while (const kafka::Message* message = at_end ? nullptr : messages.Next()) {
      const absl::StatusOr<bool> end = Take(*message, span, builder);
      if (!end.ok()) return end.status();
      at_end = *end;
      if (!builder.Full()) continue;
      if (absl::Status delivered = Deliver(span, builder); !delivered.ok()) return delivered;
    }
    if (!messages.status().ok()) return messages.status();
  }
  if (absl::Status status = Deliver(span, builder); !status.ok()) return status;
  span.next = span.to;
  return session_.Save();
}

absl::StatusOr<bool> ShadowLoader::Take(const kafka::Message& message, ReplaySpan& span, BatchBuilder& builder) {
  const bool reached = message.offset() >= span.to;
  if (message.is_partition_end() && !reached) {
    return absl::DataLossError(base::StrCat(kafka::Place(PartitionOf(span)), " ends at offset ",
                                            message.offset(), ", before the range does; begin another replay"));
  }
  if (reached) {
    builder.ReachEnd(span.to, absl::Now());
    return true;
  }
  if (absl::Status status = Add(message, builder); !status.ok()) return status;
  return message.offset() + 1 >= span.to;
}

absl::Status ShadowLoader::LookUp(const kafka::Message& message, BatchBuilder& builder) {
  const int64_t last = builder.LookUpEnd(message.offset());
  HeldRows all;
  for (const RowStore::Target target : {RowStore::Target::kDeadLetters, RowStore::Target::kTable}) {
    auto held = rows_->Find(target, {session_.replay().topic, message.partition()}, message.offset(), last, absl::Now() + kLoaderLookTime);
    if (!held.ok()) return held.status();
    all.Merge(*held);
  }
  builder.LookedUp(last, std::move(all));
  return window_ == nullptr ? absl::OkStatus() : window_->LookUp(message.offset(), last);
}

absl::Status ShadowLoader::Add(const kafka::Message& message, BatchBuilder& builder) {
  if (window_ != nullptr && message.offset() > builder.next()) {
    if (absl::Status passed = window_->Pass(builder.next(), message.offset() - 1); !passed.ok()) return passed;
  }
  if (builder.MustLookUp(message.offset())) {
    if (absl::Status looked = LookUp(message, builder); !looked.ok()) return looked;
  }
  IncomingMessage incoming;
  incoming.offset = message.offset();
  incoming.timestamp_ms = message.timestamp_ms();
  incoming.key = message.key();
  incoming.value = message.value();
  incoming.tombstone = message.is_tombstone();
  incoming.source = &message;
  builder.Add(incoming, absl::Now());
  if (!builder.trouble().ok()) return builder.trouble();
  if (builder.absent_columns().empty()) return absl::OkStatus();
  return AbsentColumnsError(builder.PlaceOf(incoming.offset), builder.absent_columns());
}

absl::Status ShadowLoader::Deliver(ReplaySpan& span, BatchBuilder& builder) {
  const std::unique_ptr<Batch> batch = builder.Seal();
  if (batch == nullptr) return absl::OkStatus();
  for (const std::unique_ptr<Block>& block : batch->blocks) {
    if (absl::Status status = Insert(RowStore::Target::kTable, *batch, *block); !status.ok()) return status;
  }
  if (batch->dead_letters != nullptr) {
    if (absl::Status status = Insert(RowStore::Target::kDeadLetters, *batch, *batch->dead_letters); !status.ok()) return status;
  }
  const std::unique_ptr<Block> skipped = MakeSkippedBlock(session_.replay().id, *batch);
  if (skipped != nullptr) {
    if (absl::Status status = Insert(RowStore::Target::kSkipped, *batch, *skipped); !status.ok()) return status;
  }
  pool_->GiveBack(*batch);
  span.next = batch->last + 1;
  absl::Status saved = session_.Save();
  AURORA_FAULT_POINT("range_after_progress");
  return saved;
}

absl::Status ShadowLoader::Insert(RowStore::Target target, const Batch& batch, const Block& block) {
  if (block.rows() == 0) return absl::OkStatus();
  const std::string token = base::StrCat(session_.replay().id, ":", batch.partition.number, ":", batch.first, "-", batch.last, ":",
                                         static_cast<int>(target), ":", block.key, ":", absl::Hex(Fingerprint(block)));
  const Block* const blocks[] = {&block};
  absl::Status status;
  for (int attempt = 0; attempt < kInsertAttemptsMax; ++attempt) {
    if (attempt > 0) {
      absl::SleepFor(kRetryPause * attempt);
      // How the last attempt ended is unknown.
      if (absl::Status ended = rows_->EndInserts(token, absl::Now() + kLoaderLookTime); !ended.ok()) continue;
      absl::Status stored = CheckStored(target, batch, block);
      if (!absl::IsNotFound(stored)) return stored;
    }
    AURORA_FAULT_POINT("range_before_insert");
    status = rows_->Insert(target, token, blocks, [this] { return session_.Check(); }, absl::Now() + kInsertTime);
    AURORA_FAULT_POINT("range_after_insert");
    if (status.ok() || absl::IsCancelled(status)) return status;
  }
  return status;
}

absl::Status ShadowLoader::CheckStored(RowStore::Target target, const Batch& batch, const Block& block) {
  // Nothing has to be asked: a range that is written again counts once.
  if (target == RowStore::Target::kSkipped) return absl::NotFoundError("written again");
  absl::StatusOr<HeldRows> held = rows_->Find(target, batch.partition, batch.first, batch.last, absl::Now() + kLoaderLookTime);
  if (!held.ok()) return held.status();
  size_t found = 0;
  for (size_t i = 0; i < block.rows(); ++i) {
    found += held->HasRow(block.offsets[i], block.timestamps_ms[i], block.element(i)) ? 1 : 0;
  }
  if (found == block.rows()) return absl::OkStatus();
  if (found == 0) return absl::NotFoundError("no row of the block is stored");
  return absl::AbortedError(base::StrCat("replay ", session_.replay().id, ": a block is stored in part; it is read again"));
}

}  // namespace aurora::ingest

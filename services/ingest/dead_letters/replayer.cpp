#include "services/ingest/dead_letters/replayer.h"

#include <algorithm>
#include <map>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "services/ingest/dead_letters/replay_session.h"
#include "services/ingest/delivery/fault_point.h"
#include "services/ingest/delivery/skipped_offsets.h"
#include "services/ingest/pipeline/fields/absence.h"

namespace aurora::ingest {
namespace {

constexpr absl::Duration kAcquireInterval = absl::Milliseconds(50);
constexpr absl::Duration kRetryPause = absl::Milliseconds(300);
// A chunk is tried again as often as this, as long as there is time.
constexpr int kAttemptsMax = 5;
// Each change of the table makes at least one column Nullable.
constexpr int kTableChangesMax = 50;

// The same for the same messages under the same schema, whoever inserts them.
uint64_t Fingerprint(const Block& block, uint32_t schema_version) {
  uint64_t hash = 14695981039346656037u ^ schema_version;
  const auto mix = [&](int64_t value) {
    for (int i = 0; i < 8; ++i) hash = (hash ^ (static_cast<uint64_t>(value) >> (8 * i) & 255)) * 1099511628211u;
  };
  for (size_t i = 0; i < block.rows(); ++i) {
    mix(block.offsets[i]);
    mix(block.timestamps_ms[i]);
    if (!block.elements.empty()) mix(block.elements[i]);
  }
  return hash;
}

// "partition.offset.topic"
std::string PageOf(const StoredLetters::Place& place) {
  return base::StrCat(place.partition.number, ".", place.offset, ".", place.partition.topic);
}

absl::StatusOr<StoredLetters::Place> ParsePage(const std::string& page) {
  StoredLetters::Place place;
  if (page.empty()) return place;
  const std::vector<absl::string_view> parts = absl::StrSplit(page, absl::MaxSplits('.', 2));
  if (parts.size() != 3 || !absl::SimpleAtoi(parts[0], &place.partition.number) ||
      !absl::SimpleAtoi(parts[1], &place.offset) || place.partition.number < 0) {
    return absl::InvalidArgumentError("the page is not one of a former answer; leave it out to begin anew");
  }
  place.partition.topic = std::string(parts[2]);
  return place;
}

// Places without a topic are in the connection's only one.
absl::Status NameTopics(const Definition& definition, LetterChoice& choice) {
  for (auto& [partition, offset] : choice.places) {
    if (partition.topic.empty() && definition.several()) {
      return absl::InvalidArgumentError(base::StrCat("partition ", partition.number, ", offset ", offset, ": connection ",
                                                     definition.id, " reads several topics; say which one is meant"));
    }
    if (partition.topic.empty()) partition.topic = definition.topics.front().name;
    if (definition.FindTopic(partition.topic) == nullptr) {
      return absl::InvalidArgumentError(
          base::StrCat(kafka::Place(partition), ": connection ", definition.id, " does not read this topic"));
    }
  }
  return absl::OkStatus();
}

absl::Status TooManyReplays(int replays_max) {
  return absl::ResourceExhaustedError(
      base::StrCat("more than ", replays_max, " replays of dead letters at the same time; try again later"));
}

bool CanRepeat(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) || absl::IsAborted(status);
}

}  // namespace

void Replayer::Start() {
  thread_ = std::thread([this] { SettleLeftovers(); });
}

void Replayer::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

bool Replayer::stopping() const {
  absl::MutexLock lock(&mutex_);
  return stopping_;
}

absl::StatusOr<bool> Replayer::IsUnderway(const std::string& connection_id) {
  absl::StatusOr<std::optional<ReplayRecord>> record = store_.Find(connection_id);
  if (!record.ok()) return record.status();
  return record->has_value();
}

absl::StatusOr<std::unique_ptr<ReplayLease>> Replayer::Acquire(const std::string& connection_id, absl::Time deadline) {
  while (true) {
    auto lease = leases_.TryAcquire(connection_id);
    if (!absl::IsUnavailable(lease.status()) || absl::Now() + kAcquireInterval >= deadline || stopping()) return lease;
    absl::SleepFor(kAcquireInterval);
  }
}

bool Replayer::BeginRunning(absl::Time deadline) {
  absl::MutexLock lock(&mutex_);
  const auto may_run = [this] {
    mutex_.AssertReaderHeld();
    return running_ < kReplaysMax;
  };
  if (!mutex_.AwaitWithDeadline(absl::Condition(&may_run), deadline)) return false;
  ++running_;
  return true;
}

void Replayer::EndRunning() {
  absl::MutexLock lock(&mutex_);
  --running_;
}

absl::StatusOr<ReplayReport> Replayer::Replay(const std::string& connection_id, const LetterChoice& choice,
                                              const std::string& page, absl::Time deadline) {
  const absl::Cleanup done = [this] { calls_.fetch_sub(1); };
  if (calls_.fetch_add(1) >= kCallsMax) return TooManyReplays(kCallsMax);
  const absl::StatusOr<StoredLetters::Place> place = ParsePage(page);
  if (!place.ok()) return place.status();
  absl::StatusOr<Definition> definition = schemas_.Latest(connection_id);
  if (!definition.ok()) return definition.status();
  Session session;
  session.definition = *std::move(definition);
  session.choice = choice;
  if (absl::Status status = NameTopics(session.definition, session.choice); !status.ok()) return status;
  session.place = *place;
  session.deadline = deadline;
  session.begin_until = absl::Now() + std::min(kCallTime, (deadline - absl::Now()) / 2);
  if (absl::Status status = session.Open(schemas_, client_); !status.ok()) return status;

  auto lease = Acquire(connection_id, session.begin_until);
  if (!lease.ok()) return lease.status();
  session.lease = *std::move(lease);
  if (!BeginRunning(session.begin_until)) {
    // Others may have it meanwhile, but for a range that is left to be settled.
    if (!session.lease->range().has_value()) static_cast<void>(session.lease->Finish());
    return TooManyReplays(kReplaysMax);
  }
  const absl::Cleanup ended = [this] { EndRunning(); };
  if (session.lease->range().has_value()) {
    absl::Status status = Settle(session, *session.lease->range(), {});
    if (!status.ok()) return status;
  }
  ReplayReport report;
  const absl::Status status = Run(session, report);
  if (!status.ok()) {
    // The record stays, and with it the range that has to be settled.
    return absl::Status(status.code(), base::StrCat(base::Message(status), report.replayed + report.kept == 0 ? "" : "; ",
                                                    report.replayed + report.kept == 0
                                                        ? ""
                                                        : base::StrCat(report.replayed, " dead letters were replayed before")));
  }
  absl::StatusOr<uint64_t> left = session.letters->Count(session.choice, session.place, deadline);
  if (!left.ok()) return left.status();
  report.left = *left;
  if (report.left > 0) report.next_page = PageOf(session.place);
  if (absl::Status finished = session.lease->Finish(); !finished.ok()) {
    // Nothing is under way: settling it again changes nothing.
    base::log::Warning("the record of a replay stays", {{"connection", connection_id}, {"error", finished}});
  }
  base::log::Info("dead letters replayed", {{"connection", connection_id},
                                            {"replayed", report.replayed},
                                            {"kept", report.kept},
                                            {"left", report.left}});
  return report;
}

absl::Status Replayer::Run(Session& session, ReplayReport& report) {
  do {
    absl::StatusOr<LetterChunk> chunk = session.Read(session.choice, session.place);
    if (!chunk.ok()) return chunk.status();
    if (chunk->range.last < chunk->range.first) return absl::OkStatus();
    absl::Status status;
    for (int attempt = 0; attempt < kAttemptsMax; ++attempt) {
      if (attempt > 0) {
        if (!CanRepeat(status) || absl::Now() + kRetryPause >= session.deadline) break;
        absl::SleepFor(kRetryPause);
        // How the last attempt ended is unknown: what it did is settled, and the rest is read again.
        status = Settle(session, chunk->range, {});
        if (!status.ok()) continue;
      }
      status = ReplayChunk(session, *chunk, report);
      if (status.ok()) break;
    }
    if (!status.ok()) return status;
    session.place = {chunk->range.partition, chunk->range.last};
  } while (absl::Now() < session.begin_until && !stopping());
  return absl::OkStatus();
}

absl::Status Replayer::ReplayChunk(Session& session, const LetterChunk& chunk, ReplayReport& report) {
  const ReplayRange& range = chunk.range;
  if (absl::Status status = session.lease->Announce(range); !status.ok()) return status;
  AURORA_FAULT_POINT("replay_announced");
  if (absl::Status status = session.Prepare(schemas_, client_); !status.ok()) return status;
  if (absl::Status status = tables_.Check(*session.definition.schema, session.deadline); !status.ok()) return status;
  // What an attempt before, or somebody else, has made rows of.
  absl::StatusOr<HeldRows> held =
      session.rows->Find(RowStore::Target::kTable, range.partition, range.first, range.last, session.deadline);
  if (!held.ok()) return held.status();
  absl::StatusOr<DecodedLetters> decoded = Decode(session, chunk, *held);
  if (!decoded.ok()) return decoded.status();
  if (absl::Status status = Insert(session, range, *decoded); !status.ok()) return status;
  if (std::unique_ptr<Block> rewritten = session.decoder->RewriteBlock(chunk, *decoded); rewritten != nullptr) {
    absl::Status status = InsertBlock(session, RowStore::Target::kDeadLetters, range, *rewritten);
    if (!status.ok()) return status;
    AURORA_FAULT_POINT("replay_after_rewrite");
  }
  // Of a table of latest states a row may be gone already; inserting it again would change nothing.
  std::vector<std::string> also;
  for (const StoredLetter* letter : decoded->skipped) also.push_back(letter->id);
  if (!session.definition.schema->version_column.empty()) {
    std::set<std::string> kept;
    for (const KeptLetter& letter : decoded->kept) kept.insert(letter.letter->id);
    for (const StoredLetter& letter : chunk.letters) {
      if (kept.count(letter.id) == 0) also.push_back(letter.id);
    }
  } else if (absl::Status status = CheckStored(session, range, *decoded); !status.ok()) {
    return status;
  }
  if (absl::Status status = Settle(session, range, also); !status.ok()) return status;
  AURORA_FAULT_POINT("replay_after_delete");
  report.replayed += decoded->rows_now;
  report.kept += decoded->kept.size();
  report.skipped += decoded->skipped.size();
  for (const KeptLetter& kept : decoded->kept) {
    if (report.examples.size() == kExamplesMax) break;
    DeadLetter example;
    example.topic = range.partition.topic;
    example.partition = range.partition.number;
    example.offset = kept.letter->offset;
    example.timestamp = absl::FromUnixMillis(kept.letter->timestamp_ms);
    example.code = kept.code;
    example.reason = kept.reason;
    example.value_bytes = kept.letter->value.size();
    report.examples.push_back(std::move(example));
  }
  return absl::OkStatus();
}

absl::StatusOr<DecodedLetters> Replayer::Decode(Session& session, const LetterChunk& chunk, const HeldRows& held) {
  absl::StatusOr<DecodedLetters> decoded = absl::InternalError("not decoded");
  for (int i = 0; i < kTableChangesMax; ++i) {
    decoded = session.decoder->Decode(chunk, held, *session.keys, session.deadline);
    const std::vector<std::string> absent = AbsentColumnsOf(decoded.status());
    if (absent.empty()) return decoded;
    // As loading does (docs/adr/0008).
    const auto wanted = [&](const table::TableSchema& schema) { return AsNullable(schema, absent); };
    const absl::Status changed =
        evolver_
            .Modify(session.definition.id, wanted,
                    {SchemaChange::Kind::kNullable, "a dead letter came without a value for it", "absent value"},
                    session.deadline)
            .status();
    if (absl::IsFailedPrecondition(changed)) {
      session.fixed_columns.insert(absent.begin(), absent.end());
    } else if (!changed.ok()) {
      return changed;
    }
    if (absl::Status status = session.Prepare(schemas_, client_); !status.ok()) return status;
  }
  return decoded;
}

absl::Status Replayer::Insert(Session& session, const ReplayRange& range, const DecodedLetters& decoded) {
  for (const std::unique_ptr<Batch>& batch : decoded.batches) {
    for (const std::unique_ptr<Block>& block : batch->blocks) {
      if (block->rows() == 0) continue;
      AURORA_FAULT_POINT("replay_before_insert");
      absl::Status status = InsertBlock(session, RowStore::Target::kTable, range, *block);
      if (!status.ok()) return status;
      AURORA_FAULT_POINT("replay_after_insert");
    }
    // As loading does: the ledger says so of a message that is left out. Writing a range again changes nothing.
    const std::unique_ptr<Block> skipped = MakeSkippedBlock(session.definition.id, *batch);
    if (skipped == nullptr) continue;
    absl::Status status = InsertBlock(session, RowStore::Target::kSkipped, range, *skipped);
    if (!status.ok()) return status;
    AURORA_FAULT_POINT("replay_after_skipped");
  }
  return absl::OkStatus();
}

absl::Status Replayer::InsertBlock(Session& session, RowStore::Target target, const ReplayRange& range,
                                   const Block& block) {
  if (!session.lease->Fresh()) {
    if (absl::Status status = session.lease->Renew(); !status.ok()) return status;
  }
  const auto may_send = [&]() -> absl::Status {
    if (session.lease->Fresh()) return absl::OkStatus();
    return absl::UnavailableError(base::StrCat("connection ", session.definition.id,
                                               ": this process stood still; the replay is begun again"));
  };
  const std::string token =
      base::StrCat(session.TokenPrefix(), range.partition.topic, ":", range.partition.number, ":", range.first, "-", range.last, ":",
                   static_cast<int>(target), ":", block.key, ":",
                   absl::Hex(Fingerprint(block, session.definition.schema->version)), session.token_suffix);
  const Block* const blocks[] = {&block};
  return session.rows->Insert(target, token, blocks, may_send, session.deadline);
}

absl::Status Replayer::CheckStored(Session& session, const ReplayRange& range, const DecodedLetters& decoded) {
  if (decoded.rows() == 0) return absl::OkStatus();
  const absl::StatusOr<HeldRows> held =
      session.rows->Find(RowStore::Target::kTable, range.partition, range.first, range.last, session.deadline);
  if (!held.ok()) return held.status();
  for (const std::unique_ptr<Batch>& batch : decoded.batches) {
    for (const std::unique_ptr<Block>& block : batch->blocks) {
      for (size_t i = 0; i < block->rows(); ++i) {
        if (held->HasRow(block->offsets[i], block->timestamps_ms[i], block->element(i))) continue;
        // Rows that were replayed before and then removed by hand: the table still knows the token.
        session.token_suffix = base::StrCat(":", absl::ToUnixMicros(absl::Now()));
        return absl::UnavailableError(base::StrCat("connection ", session.definition.id, ": ", kafka::Place(range.partition),
                                                   ", offset ", block->offsets[i],
                                                   " was inserted and is not in the table; it is replayed again"));
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace aurora::ingest

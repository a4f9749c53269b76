#include "services/ingest/range_replay/range_replayer.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "services/ingest/delivery/fault_point.h"
#include "services/ingest/range_replay/range_letters.h"
#include "services/ingest/range_replay/row_swap.h"
#include "services/ingest/range_replay/shadow_loader.h"
#include "services/ingest/range_replay/shadow_rows.h"
#include "services/ingest/range_replay/table_diff.h"

namespace aurora::ingest {
namespace {

constexpr absl::Duration kLookInterval = absl::Seconds(1);
// For a replay of dead letters to come to its end.
constexpr absl::Duration kLettersWait = absl::Seconds(45);
constexpr absl::Duration kLettersInterval = absl::Milliseconds(100);

// Errors that pass by themselves: the next look goes on.
bool Passes(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) || absl::IsAborted(status) ||
         absl::IsCancelled(status) || absl::IsResourceExhausted(status) || absl::IsInternal(status) ||
         absl::IsUnknown(status);
}

}  // namespace

void RangeReplayer::Start() {
  for (int i = 0; i < kThreads; ++i) threads_.emplace_back([this] { Work(); });
}

void RangeReplayer::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

bool RangeReplayer::stopping() const {
  absl::MutexLock lock(&mutex_);
  return stopping_;
}

absl::StatusOr<RangeReplay> RangeReplayer::Plan(const std::string& connection_id, const RangeWish& wish,
                                                const std::string& person, bool begin, absl::Time deadline) {
  const absl::StatusOr<Definition> definition = parts_.schemas.Latest(connection_id);
  if (!definition.ok()) return definition.status();
  absl::StatusOr<RangeReplay> replay = planner_.Plan(*definition, wish, deadline);
  if (!replay.ok()) return replay.status();
  replay->made_by = person;
  if (!begin) {
    replay->id.clear();
    replay->shadow.clear();
    return replay;
  }
  if (absl::Status status = parts_.store.Insert(*replay); !status.ok()) return status;
  base::log::Info("replay of a range begun", {{"connection", connection_id},
                                              {"replay", replay->id},
                                              {"messages", replay->messages},
                                              {"by", person}});
  return replay;
}

absl::StatusOr<std::vector<RangeReplay>> RangeReplayer::List(const std::string& connection_id) {
  absl::StatusOr<std::vector<StoredRangeReplay>> stored = parts_.store.List(connection_id);
  if (!stored.ok()) return stored.status();
  std::vector<RangeReplay> replays;
  for (StoredRangeReplay& entry : *stored) replays.push_back(std::move(entry.replay));
  return replays;
}

absl::StatusOr<RangeReplay> RangeReplayer::Get(const std::string& connection_id, const std::string& id) {
  absl::StatusOr<StoredRangeReplay> stored = parts_.store.Get(connection_id, id);
  if (!stored.ok()) return stored.status();
  return std::move(stored->replay);
}

absl::StatusOr<RangeReplay> RangeReplayer::Decide(const std::string& connection_id, const std::string& id,
                                                  RangeVerdict verdict) {
  if (absl::Status status = parts_.store.Decide(connection_id, id, verdict); !status.ok()) return status;
  return Get(connection_id, id);
}

absl::StatusOr<bool> RangeReplayer::IsSwapping(const std::string& connection_id) {
  const absl::StatusOr<std::vector<StoredRangeReplay>> stored = parts_.store.List(connection_id);
  if (!stored.ok()) return stored.status();
  return std::any_of(stored->begin(), stored->end(),
                     [](const StoredRangeReplay& entry) { return entry.replay.state == RangeState::kSwapping; });
}

bool RangeReplayer::IsDue(const StoredRangeReplay& stored) {
  return stored.orphaned || stored.verdict != RangeVerdict::kNone || stored.replay.state != RangeState::kReady;
}

void RangeReplayer::Work() {
  const auto stopping = [this] {
    mutex_.AssertReaderHeld();
    return stopping_;
  };
  while (true) {
    const absl::StatusOr<std::vector<StoredRangeReplay>> open = parts_.store.Open();
    if (open.ok()) {
      for (const StoredRangeReplay& stored : *open) {
        if (IsDue(stored) && !this->stopping()) Attend(stored);
      }
    }
    absl::MutexLock lock(&mutex_);
    if (mutex_.AwaitWithTimeout(absl::Condition(&stopping), kLookInterval)) return;
  }
}

void RangeReplayer::Attend(const StoredRangeReplay& seen) {
  auto lease = leases_.TryAcquire(seen.replay.id);
  if (!lease.ok()) return;
  LeaseKeeper keeper(*std::move(lease));
  // What was seen may be older than the lease.
  absl::StatusOr<StoredRangeReplay> stored = parts_.store.Get(seen.replay.connection_id, seen.replay.id);
  if (!stored.ok() || stored->replay.ended()) {
    static_cast<void>(keeper.Finish());
    return;
  }
  RangeSession session(parts_, *std::move(stored), keeper, [this] { return stopping(); });
  // From here on a former owner cannot write the record any more, and none of its statements runs.
  absl::Status status = session.Save();
  if (status.ok()) status = session.EndStatements();
  if (status.ok()) status = Advance(session);
  if (!status.ok()) Judge(session, status);
  static_cast<void>(keeper.Finish());
}

absl::Status RangeReplayer::Advance(RangeSession& session) {
  while (true) {
    const StoredRangeReplay& stored = session.stored();
    if (stored.replay.ended()) return absl::OkStatus();
    if (stored.orphaned || stored.verdict == RangeVerdict::kDiscard) return End(session, RangeState::kDiscarded);
    absl::Status status;
    switch (stored.replay.state) {
      case RangeState::kReading: status = Read(session); break;
      case RangeState::kComparing: status = Compare(session); break;
      case RangeState::kReady:
        if (stored.verdict != RangeVerdict::kSwap) return absl::OkStatus();
        session.replay().state = RangeState::kSwapping;
        status = session.Save();
        break;
      case RangeState::kSwapping: status = Swap(session); break;
      default: return absl::OkStatus();
    }
    if (!status.ok()) return status;
  }
}

absl::Status RangeReplayer::Read(RangeSession& session) {
  AURORA_FAULT_POINT("range_planned");
  if (absl::Status status = ShadowLoader(session).Run(); !status.ok()) return status;
  session.replay().error.clear();
  session.replay().state = RangeState::kComparing;
  return session.Save();
}

absl::Status RangeReplayer::Compare(RangeSession& session) {
  RangeReplay& replay = session.replay();
  if (absl::Status status = MatchColumns(session, replay.table, replay.shadow); !status.ok()) return status;
  if (absl::Status status = KeepMissingRows(session); !status.ok()) return status;
  AURORA_FAULT_POINT("range_missing_kept");
  if (absl::Status status = CountShadow(session); !status.ok()) return status;
  absl::StatusOr<RangeDiff> diff = CompareTables(session);
  if (!diff.ok()) return diff.status();
  replay.diff = *std::move(diff);
  replay.error.clear();
  replay.state = replay.target == RangeTarget::kReplace ? RangeState::kSwapping : RangeState::kReady;
  return session.Save();
}

absl::Status RangeReplayer::Swap(RangeSession& session) {
  RangeReplay& replay = session.replay();
  // Whoever did it may have removed what it was done with.
  if (replay.settled) return End(session, RangeState::kDone);
  const absl::Time give_up = absl::Now() + kLettersWait;
  auto lease = letters_.TryAcquire(replay.connection_id);
  while (absl::IsUnavailable(lease.status()) && absl::Now() < give_up && session.Check().ok()) {
    absl::SleepFor(kLettersInterval);
    lease = letters_.TryAcquire(replay.connection_id);
  }
  if (!lease.ok()) return lease.status();
  // One that was cut short is settled within a second by who looks for such.
  if ((*lease)->range().has_value()) return absl::UnavailableError("a replay of dead letters is not settled yet");
  LeaseKeeper letters(*std::move(lease));
  absl::StatusOr<Definition> definition = session.Latest();
  absl::Status status = definition.ok() ? RowSwap(session).Run(*definition) : definition.status();
  if (status.ok()) {
    replay.settled = true;
    status = session.Save();
  }
  if (status.ok()) status = End(session, RangeState::kDone);
  static_cast<void>(letters.Finish());
  return status;
}

absl::Status RangeReplayer::End(RangeSession& session, RangeState state) {
  RangeReplay& replay = session.replay();
  if (state != RangeState::kDone) {
    if (absl::Status status = RowSwap(session).Undo().status(); !status.ok()) return status;
  }
  if (!replay.copy.empty()) {
    absl::Status status = session.Execute(base::StrCat("DROP TABLE IF EXISTS ", session.Quoted(replay.copy), " SYNC"));
    if (!status.ok()) return status;
  }
  for (const std::string& table : {session.Shadow(), session.Quoted(replay.kept_list())}) {
    absl::Status dropped = session.Execute(base::StrCat("DROP TABLE IF EXISTS ", table, " SYNC"));
    if (!dropped.ok()) return dropped;
  }
  if (absl::Status status = ForgetLetters(session); !status.ok()) return status;
  AURORA_FAULT_POINT("range_before_end");
  replay.copy.clear();
  replay.copy_uuid.clear();
  replay.state = state;
  if (state == RangeState::kDone) replay.error.clear();
  base::log::Info("replay of a range ended", {{"connection", replay.connection_id},
                                              {"replay", replay.id},
                                              {"swapped", state == RangeState::kDone}});
  return session.stored().orphaned ? parts_.store.Remove(session.stored()) : session.Save();
}

void RangeReplayer::Judge(RangeSession& session, const absl::Status& status) {
  RangeReplay& replay = session.replay();
  base::log::Warning("replay of a range waits",
                     {{"connection", replay.connection_id}, {"replay", replay.id}, {"error", status}});
  // Somebody else goes on, or this process ends: the record is not ours to write, or says enough.
  if (absl::IsAborted(status) || absl::IsCancelled(status)) return;
  replay.error = base::Message(status);
  const bool passes = Passes(status);
  const bool swapping = replay.state == RangeState::kSwapping;
  if (swapping && (!passes || replay.copies % RowSwap::kAttemptsMax == RowSwap::kAttemptsMax - 1)) {
    const absl::StatusOr<bool> swapped = RowSwap(session).Undo();
    // Rows that are swapped stay so, and the next look goes on from there.
    if (swapped.ok() && !*swapped) {
      replay.state = RangeState::kReady;
      session.stored().verdict = RangeVerdict::kNone;
      ++replay.copies;
    }
  } else if (!passes && !swapping && session.stored().verdict != RangeVerdict::kDiscard) {
    // What it has made goes first; the record then says why.
    const std::string reason = replay.error;
    if (absl::Status ended = End(session, RangeState::kFailed); ended.ok()) return;
    replay.error = reason;
  }
  static_cast<void>(session.Save());
}

}  // namespace aurora::ingest

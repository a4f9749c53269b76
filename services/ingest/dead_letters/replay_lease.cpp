#include "services/ingest/dead_letters/replay_lease.h"

#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "libs/base/identifier.h"
#include "libs/base/text.h"

namespace aurora::ingest {

ReplayLease::~ReplayLease() {
  absl::MutexLock lock(&leases_.mutex_);
  leases_.live_.erase(record_.connection_id);
}

absl::Status ReplayLease::Announce(const ReplayRange& range) {
  const absl::Duration begun = leases_.clock_();
  ReplayRecord next = record_;
  ++next.beat;
  next.range = range;
  if (absl::Status status = leases_.store_.Replace(record_, next); !status.ok()) return status;
  record_ = std::move(next);
  renewed_at_ = begun;
  return absl::OkStatus();
}

absl::Status ReplayLease::Renew() { return Announce(record_.range.value_or(ReplayRange{})); }

bool ReplayLease::Fresh() const { return leases_.clock_() - renewed_at_ <= ReplayLeases::kLeaseTime / 2; }

absl::Status ReplayLease::Finish() { return leases_.store_.Remove(record_); }

ReplayLeases::ReplayLeases(ReplayStore& store, const std::string& instance, std::function<absl::Duration()> clock)
    : store_(store),
      instance_(instance.empty() ? "" : instance + "/"),
      owner_(base::StrCat(instance, "/", base::MakeIdentifier("p-"))),
      clock_(std::move(clock)) {}

bool ReplayLeases::IsAbandoned(const ReplayRecord& record) {
  // Nobody here has it (it is not live), and a process of this name is always the only one.
  if (record.owner == owner_ || (!instance_.empty() && absl::StartsWith(record.owner, instance_))) return true;
  absl::MutexLock lock(&mutex_);
  auto& [beat, since] = seen_[record.connection_id];
  if (beat == record.beat) return clock_() - since >= kLeaseTime;
  beat = record.beat;
  since = clock_();
  return false;
}

absl::StatusOr<ReplayRecord> ReplayLeases::Claim(const std::string& connection_id) {
  absl::StatusOr<std::optional<ReplayRecord>> found = store_.Find(connection_id);
  if (!found.ok()) return found.status();
  const absl::Status busy = absl::UnavailableError(
      base::StrCat("connection ", connection_id, ": another replay of its dead letters is under way; try again later"));
  if (!found->has_value()) {
    // Beats of two records never meet.
    ReplayRecord record{connection_id, owner_, absl::GetCurrentTimeNanos(), std::nullopt};
    const absl::Status status = store_.Insert(record);
    if (absl::IsAlreadyExists(status)) return busy;
    if (!status.ok()) return status;
    return record;
  }
  if (!IsAbandoned(**found)) return busy;
  ReplayRecord record = **found;
  record.owner = owner_;
  ++record.beat;
  const absl::Status status = store_.Replace(**found, record);
  if (absl::IsAborted(status)) return busy;
  if (!status.ok()) return status;
  return record;
}

absl::StatusOr<std::unique_ptr<ReplayLease>> ReplayLeases::TryAcquire(const std::string& connection_id) {
  {
    absl::MutexLock lock(&mutex_);
    if (!live_.insert(connection_id).second) {
      return absl::UnavailableError(base::StrCat("connection ", connection_id,
                                                 ": another replay of its dead letters is under way; try again later"));
    }
  }
  const absl::Duration begun = clock_();
  absl::StatusOr<ReplayRecord> record = Claim(connection_id);
  absl::MutexLock lock(&mutex_);
  seen_.erase(record.ok() ? connection_id : "");
  if (record.ok()) return std::unique_ptr<ReplayLease>(new ReplayLease(*this, *std::move(record), begun));
  live_.erase(connection_id);
  return record.status();
}

}  // namespace aurora::ingest

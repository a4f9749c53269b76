#include "services/ingest/range_replay/lease_keeper.h"

#include <utility>

namespace aurora::ingest {
namespace {

constexpr absl::Duration kRenewInterval = absl::Seconds(2);

}  // namespace

LeaseKeeper::LeaseKeeper(std::unique_ptr<ReplayLease> lease) : lease_(std::move(lease)) {
  thread_ = std::thread([this] { Renew(); });
}

LeaseKeeper::~LeaseKeeper() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  thread_.join();
}

void LeaseKeeper::Renew() {
  const auto stopping = [this] {
    mutex_.AssertReaderHeld();
    return stopping_;
  };
  absl::MutexLock lock(&mutex_);
  while (!mutex_.AwaitWithTimeout(absl::Condition(&stopping), kRenewInterval)) {
    // Without an answer it is tried again; Check tells when it is too old, or somebody else's.
    static_cast<void>(lease_->Renew());
  }
}

absl::Status LeaseKeeper::Check() {
  absl::MutexLock lock(&mutex_);
  if (lease_->Fresh()) return absl::OkStatus();
  if (absl::Status status = lease_->Renew(); !status.ok()) return absl::UnavailableError(status.message());
  return absl::OkStatus();
}

absl::Status LeaseKeeper::Finish() {
  absl::MutexLock lock(&mutex_);
  stopping_ = true;
  return lease_->Finish();
}

}  // namespace aurora::ingest

#include <memory>
#include <utility>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "services/ingest/connection/connection.h"

namespace aurora::ingest {
namespace {

// A look at the database that began before it was written may come this late.
constexpr absl::Duration kLateLook = absl::Seconds(3);
constexpr absl::Duration kWriteInterval = absl::Seconds(1);

}  // namespace

void Connection::FollowPause(const Definition& stored) {
  {
    absl::MutexLock lock(&mutex_);
    if (!stored.paused && definition_.stopped.has_value() && absl::Now() - stopped_at_ < kLateLook) return;
    if (stored.paused == definition_.paused && stored.stopped == definition_.stopped) return;
  }
  SetPaused(stored.paused, stored.stopped);
}

RejectionShare* Connection::PrepareShare(const StopAbove& rule) {
  bool anew = !(rule == share_of_);
  {
    absl::MutexLock lock(&mutex_);
    anew = std::exchange(resumed_, false) || anew;
  }
  if (anew) {
    share_of_ = rule;
    rejection_share_ = rule.share > 0 ? std::make_unique<RejectionShare>(rule.share, rule.window) : nullptr;
  }
  return rejection_share_.get();
}

void Connection::StopByRule(const absl::Status& status) {
  // As exact as the database keeps it.
  const Stopped stopped{absl::FromUnixMicros(absl::ToUnixMicros(absl::Now())), std::string(status.message())};
  metrics_.Failed(kStoppedCode);
  {
    absl::MutexLock lock(&mutex_);
    // A person who paused or resumed it at the same time comes first.
    if (definition_.paused || stopping_) return;
    definition_.paused = true;
    definition_.stopped = stopped;
    stopped_at_ = absl::InfiniteFuture();
    Become(ConnectionState::kStopped);
  }
  while (true) {
    const absl::Status written = parts_.schemas.StopConnection(id_, stopped);
    absl::MutexLock lock(&mutex_);
    // Removed, or somebody was faster.
    if (!definition_.stopped.has_value() || absl::IsNotFound(written)) return;
    if (written.ok()) {
      stopped_at_ = absl::Now();
      return;
    }
    base::log::Warning("that a connection has stopped is not in the database yet", {{"connection", id_}, {"error", written}});
    const auto changed = [this] {
      mutex_.AssertReaderHeld();
      return stopping_ || !definition_.stopped.has_value();
    };
    if (mutex_.AwaitWithTimeout(absl::Condition(&changed), kWriteInterval)) return;
  }
}

}  // namespace aurora::ingest

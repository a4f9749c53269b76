#include "libs/http/cancellation.h"

#include <utility>

namespace aurora::http {

void Cancellation::Cancel() {
  const std::lock_guard lock(mutex_);
  cancelled_.store(true, std::memory_order_release);
  changed_.notify_all();
  for (const auto& [id, wake] : wakers_) wake();
}

void Cancellation::WaitFor(absl::Duration pause) {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, absl::ToChronoNanoseconds(pause), [this] { return cancelled(); });
}

Cancellation::Waker::Waker(Cancellation* cancellation, std::function<void()> wake)
    : cancellation_(cancellation) {
  if (cancellation_ == nullptr) return;
  const std::lock_guard lock(cancellation_->mutex_);
  if (cancellation_->cancelled()) wake();
  id_ = cancellation_->next_id_++;
  cancellation_->wakers_.emplace(id_, std::move(wake));
}

Cancellation::Waker::~Waker() {
  if (cancellation_ == nullptr) return;
  const std::lock_guard lock(cancellation_->mutex_);
  cancellation_->wakers_.erase(id_);
}

}  // namespace aurora::http

#pragma once

#include <grpcpp/support/server_callback.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/rpc/call_order.h"
#include "libs/rpc/status.h"

namespace aurora::query::service {

// Messages that may wait for a slow reader; the writer's thread sleeps beyond that, and with it the query.
inline constexpr size_t kMessagesWaitingMax = 2;

// One streamed answer: a worker's thread writes, gRPC's threads send, with a short queue between them.
//
// Lifecycle: Make() in the method, hand reactor() to gRPC; it lives until gRPC is done with it and the worker
// has let go. Finish() must be called exactly once, and nothing after it. Threads: Write and Finish from one worker.
template <typename Response>
class StreamWriter {
 public:
  static std::shared_ptr<StreamWriter> Make() {
    auto writer = std::shared_ptr<StreamWriter>(new StreamWriter);
    writer->reactor_.owner = writer;
    return writer;
  }

  grpc::ServerWriteReactor<Response>* reactor() { return &reactor_; }

  // Runs once when the client gives up; at once if it already has.
  void OnCancel(std::function<void()> on_cancel) {
    std::unique_lock lock(mutex_);
    if (!cancelled_) {
      on_cancel_ = std::move(on_cancel);
      return;
    }
    lock.unlock();
    on_cancel();
  }

  // Waits while the queue is full. Cancelled when the client is gone, DeadlineExceeded when it reads too slowly.
  absl::Status Write(Response response, absl::Time deadline) {
    std::unique_lock lock(mutex_);
    while (queue_.size() >= kMessagesWaitingMax && !cancelled_) {
      const absl::Duration left = deadline - absl::Now();
      if (left <= absl::ZeroDuration()) {
        return absl::DeadlineExceededError("the result was read too slowly for the query's deadline");
      }
      changed_.wait_for(lock, std::chrono::milliseconds(
                                  absl::ToInt64Milliseconds(std::min(left, absl::Seconds(10))) + 1));
    }
    if (cancelled_) return absl::CancelledError("the caller gave up");
    queue_.push_back(std::move(response));
    SendNext(lock);
    return absl::OkStatus();
  }

  // `last` goes before the status, beyond the queue's bound; both together when nothing else waits.
  void Finish(const absl::Status& status, std::optional<Response> last = std::nullopt) {
    std::unique_lock lock(mutex_);
    if (last.has_value()) queue_.push_back(*std::move(last));
    finished_ = true;
    status_ = rpc::ToGrpc(status);
    SendNext(lock);
  }

 private:
  struct Reactor : grpc::ServerWriteReactor<Response> {
    // gRPC calls OnDone only after these have returned, so that `owner` is still there.
    void OnWriteDone(bool ok) override {
      owner->OnWriteDone(ok);
      returned.Mark();
    }
    void OnCancel() override {
      owner->Cancel();
      returned.Mark();
    }
    void OnDone() override {
      returned.Follow();
      auto last = std::move(owner);  // may be the last reference to us
      last.reset();
    }
    std::shared_ptr<StreamWriter> owner;
    rpc::CallOrder returned;
  };

  StreamWriter() = default;

  // Starts what is next, if nothing is under way. Unlocks.
  void SendNext(std::unique_lock<std::mutex>& lock) {
    if (writing_ || done_) return;
    if (!queue_.empty() && !cancelled_) {
      current_ = std::move(queue_.front());
      queue_.pop_front();
      writing_ = true;
      // Message and status in one go: the caller wakes up once for both.
      done_ = finished_ && queue_.empty();
      const bool last = done_;
      lock.unlock();
      changed_.notify_all();
      if (last) {
        reactor_.StartWriteAndFinish(&current_, grpc::WriteOptions(), status_);
      } else {
        reactor_.StartWrite(&current_);
      }
    } else if (finished_) {
      done_ = true;
      lock.unlock();
      reactor_.Finish(status_);
    }
  }

  void OnWriteDone(bool ok) {
    std::unique_lock lock(mutex_);
    writing_ = false;
    if (!ok) cancelled_ = true;
    SendNext(lock);
    changed_.notify_all();
  }

  void Cancel() {
    std::unique_lock lock(mutex_);
    cancelled_ = true;
    std::function<void()> on_cancel = std::move(on_cancel_);
    on_cancel_ = nullptr;
    lock.unlock();
    changed_.notify_all();
    if (on_cancel) on_cancel();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Response> queue_;
  Response current_;
  bool writing_ = false;
  bool finished_ = false;
  bool done_ = false;
  bool cancelled_ = false;
  grpc::Status status_;
  std::function<void()> on_cancel_;
  Reactor reactor_;
};

}  // namespace aurora::query::service

#include "services/provisioning/reconcile/reconcile_loop.h"

#include <algorithm>

#include "libs/base/log.h"
#include "libs/base/text.h"

namespace aurora::provisioning {
namespace {

namespace log = base::log;

constexpr absl::Duration kFirstPause = absl::Milliseconds(100);
constexpr int kDoublingsMax = 10;

}  // namespace

ReconcileLoop::ReconcileLoop(std::string what, std::function<absl::Status()> pass, absl::Duration interval)
    : what_(std::move(what)), pass_(std::move(pass)), interval_(interval), thread_([this] { Run(); }) {}

ReconcileLoop::~ReconcileLoop() { Stop(); }

void ReconcileLoop::Stop() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

absl::Duration ReconcileLoop::PauseAfter(int failures, absl::Duration interval) {
  if (failures <= 0) return interval;
  return std::min(interval, kFirstPause * (1 << std::min(failures - 1, kDoublingsMax)));
}

void ReconcileLoop::Run() {
  int failures = 0;
  for (;;) {
    const absl::Status status = pass_();
    if (!status.ok() && failures == 0)
      log::Warning(base::StrCat(what_, " not set up; trying again"), {{"error", status}});
    if (status.ok() && failures > 0) log::Info(base::StrCat(what_, " is set up again"), {{"failures", failures}});
    failures = status.ok() ? 0 : failures + 1;
    std::unique_lock lock(mutex_);
    const auto pause = absl::ToChronoMilliseconds(PauseAfter(failures, interval_));
    if (changed_.wait_for(lock, pause, [this] { return ending_; })) return;
  }
}

}  // namespace aurora::provisioning

#include "cli/up/startup.h"

#include <future>

#include "absl/time/clock.h"
#include "cli/up/plan/kafka_node.h"
#include "cli/up/readiness.h"
#include "cli/up/reporter.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

constexpr absl::Duration kAskHealthEvery = absl::Milliseconds(40);
constexpr absl::Duration kWatchEvery = absl::Milliseconds(150);
// Parts are asked one after the other: none may hold up the others for long. It is asked again anyway.
constexpr absl::Duration kAnswerTimeMax = absl::Milliseconds(500);
// A machine under load; a healthy part needs a second or two, Kafka five.
constexpr absl::Duration kPartTimeMax = absl::Seconds(90);
constexpr int kDeathsMax = 3;

}  // namespace

bool Startup::MayStart(const Part& part) const {
  for (const std::string& name : part.after) {
    const auto found = progress_.find(name);
    if (found == progress_.end() || !found->second.up) return false;
  }
  return true;
}

absl::Status Startup::CheckStarting(const Part& part, const PartStatus& status) {
  const Progress& progress = progress_[part.name];
  if (status.hopeless || status.deaths >= kDeathsMax) {
    return absl::InternalError(
        base::StrCat(part.name, " does not start (", status.last_death, "); see ", data_.Log(part.name)));
  }
  if (absl::Now() - progress.asked_at > kPartTimeMax) {
    return absl::DeadlineExceededError(
        base::StrCat(part.name, " is not ready after ", absl::ToInt64Seconds(kPartTimeMax),
                     " s: ", progress.waits_for, "; see ", data_.Log(part.name)));
  }
  return absl::OkStatus();
}

void Startup::AskOne(const Part& part, const PartStatus& status) {
  Progress& progress = progress_[part.name];
  if (status.pid == 0) return;
  const absl::Status ready = AskReadiness(part.probe, kAnswerTimeMax);
  if (!ready.ok()) {
    progress.waits_for = std::string(ready.message());
    return;
  }
  progress.up = true;
  supervisor_.MarkUp(part.name);
  reporter_.Step(base::StrCat(part.title, " on ", part.address));
}

absl::Status Startup::BringUp() {
  std::future<absl::Status> format;
  if (plan_.has_kafka()) {
    format = std::async(std::launch::async, [this] { return FormatKafka(layout_, data_, java_); });
  }
  for (;;) {
    if (supervisor_.stopping()) return absl::CancelledError("stopped during the start");
    const std::vector<PartStatus> statuses = supervisor_.Snapshot();
    size_t up = 0;
    for (size_t i = 0; i < plan_.parts.size(); ++i) {
      const Part& part = plan_.parts[i];
      Progress& progress = progress_[part.name];
      if (progress.up) {
        ++up;
      } else if (progress.asked) {
        if (absl::Status status = CheckStarting(part, statuses[i]); !status.ok()) return status;
        AskOne(part, statuses[i]);
      } else if (MayStart(part)) {
        if (part.name == "kafka") {
          if (format.wait_for(std::chrono::seconds(0)) != std::future_status::ready) continue;
          if (absl::Status status = format.get(); !status.ok()) return status;
        }
        progress.asked = true;
        progress.asked_at = absl::Now();
        supervisor_.Start(part.name);
      }
    }
    if (up == plan_.parts.size()) return absl::OkStatus();
    absl::SleepFor(kAskHealthEvery);
  }
}

void Startup::Watch() {
  while (!supervisor_.stopping()) {
    const std::vector<PartStatus> statuses = supervisor_.Snapshot();
    for (size_t i = 0; i < plan_.parts.size(); ++i) {
      if (statuses[i].state != PartState::kStarting || statuses[i].pid == 0) continue;
      if (!AskReadiness(plan_.parts[i].probe, kAnswerTimeMax).ok()) continue;
      supervisor_.MarkUp(plan_.parts[i].name);
      reporter_.Step(base::StrCat(plan_.parts[i].name, " is back"));
    }
    absl::SleepFor(kWatchEvery);
  }
}

}  // namespace aurora::cli

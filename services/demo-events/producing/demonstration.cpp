#include "services/demo-events/producing/demonstration.h"

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/service/runtime.h"
#include "services/demo-events/producing/history.h"
#include "services/demo-events/producing/live.h"
#include "services/demo-events/producing/producer.h"
#include "services/demo-events/producing/topics.h"

namespace aurora::demo {
namespace {

constexpr absl::Duration kRetryEvery = absl::Milliseconds(500);

}  // namespace

absl::StatusOr<std::unique_ptr<Demonstration>> Demonstration::Create(const Options& options,
                                                                     service::Runtime& runtime) {
  absl::StatusOr<std::unique_ptr<Producer>> producer = Producer::Create(options.brokers, runtime.metrics());
  if (!producer.ok()) return producer.status();
  return std::unique_ptr<Demonstration>(new Demonstration(options, runtime, *std::move(producer)));
}

Demonstration::Demonstration(const Options& options, service::Runtime& runtime,
                             std::unique_ptr<Producer> producer)
    : options_(options),
      runtime_(runtime),
      producer_(std::move(producer)),
      state_(absl::UnavailableError("the history is being written")),
      thread_([this] { Run(); }) {
  runtime.AddReadinessCheck("events", [this] { return Readiness(); });
  runtime.AddDrainStep("events", [this](absl::Time deadline) { Drain(deadline); });
}

Demonstration::~Demonstration() {
  stop_ = true;
  if (thread_.joinable()) thread_.join();
}

absl::Status Demonstration::Prepare() {
  if (absl::Status status = EnsureTopics(*producer_); !status.ok()) return status;
  absl::StatusOr<EndOffsets> ends = ReadEndOffsets(*producer_);
  if (!ends.ok()) return ends.status();
  const absl::Time begin = absl::Now();
  absl::StatusOr<int64_t> written = WriteHistory(*producer_, options_, *ends, begin, stop_);
  if (!written.ok()) return written.status();
  base::log::Info("history is in Kafka", {{"events_written", *written},
                                          {"elapsed_ms", absl::ToInt64Milliseconds(absl::Now() - begin)}});
  return absl::OkStatus();
}

void Demonstration::Run() {
  absl::Status status = Prepare();
  while (!stop_ && (absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status))) {
    base::log::Warning("waiting for Kafka", {{"error", status}});
    SetState(status);
    absl::SleepFor(kRetryEvery);
    status = Prepare();
  }
  if (status.ok()) {
    SetState(status);
    while (!stop_ && options_.rate_per_second <= 0) absl::SleepFor(kRetryEvery);
    if (!stop_) status = RunLive(*producer_, options_, stop_);
  }
  if (!status.ok() && !stop_) {
    SetState(status);
    runtime_.Stop(status);
  }
}

absl::Status Demonstration::Readiness() const {
  {
    const std::lock_guard lock(mutex_);
    if (!state_.ok()) return state_;
  }
  return producer_->health();
}

void Demonstration::Drain(absl::Time deadline) {
  stop_ = true;
  thread_.join();
  const absl::Status flushed = producer_->Flush(deadline);
  if (!flushed.ok()) base::log::Error("events are left behind", {{"error", flushed}});
}

void Demonstration::SetState(absl::Status state) {
  const std::lock_guard lock(mutex_);
  state_ = std::move(state);
}

}  // namespace aurora::demo

#include "services/embedded-clickhouse/monitor.h"

#include <prometheus/gauge.h>
#include <prometheus/registry.h>

#include <chrono>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>

#include "libs/clickhouse/client.h"

namespace aurora::embedded_clickhouse {
namespace {

constexpr absl::Duration kAskTimeout = absl::Seconds(5);
constexpr absl::Duration kStartInterval = absl::Milliseconds(50);
constexpr absl::Duration kInterval = absl::Seconds(2);

// The engine's own name of a figure, and ours.
struct Figure {
  const char* engine;
  const char* name;
  const char* help;
};
constexpr Figure kFigures[] = {
    {"MemoryTracking", "aurora_clickhouse_memory_bytes", "Memory that the engine has in use."},
    {"Query", "aurora_clickhouse_queries", "Queries that run now."},
    {"Merge", "aurora_clickhouse_merges", "Merges that run now."},
    {"PartsActive", "aurora_clickhouse_parts", "Active parts of all tables."},
    {"HTTPConnection", "aurora_clickhouse_http_connections", "Open HTTP connections."},
};

bool IsRefusal(const absl::Status& status) {
  return status.code() == absl::StatusCode::kUnauthenticated || status.code() == absl::StatusCode::kPermissionDenied;
}

}  // namespace

struct Monitor::Gauges {
  explicit Gauges(prometheus::Registry& registry)
      : up(Add(registry, "aurora_clickhouse_up", "1 when the engine answered the last question.")),
        answer_seconds(Add(registry, "aurora_clickhouse_answer_seconds", "Time of the last answered question.")) {
    for (const Figure& figure : kFigures) figures.emplace(figure.engine, &Add(registry, figure.name, figure.help));
  }
  static prometheus::Gauge& Add(prometheus::Registry& registry, const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
  }
  prometheus::Gauge& up;
  prometheus::Gauge& answer_seconds;
  std::map<std::string, prometheus::Gauge*> figures;
};

Monitor::Monitor(std::unique_ptr<clickhouse::Client> client, prometheus::Registry& registry, absl::Status refusal)
    : client_(std::move(client)),
      gauges_(std::make_unique<Gauges>(registry)),
      refusal_(std::move(refusal)),
      thread_([this] { Watch(); }) {}

Monitor::~Monitor() { Close(); }

void Monitor::Close() {
  End();
  if (thread_.joinable()) thread_.join();
  client_.reset();
}

absl::Status Monitor::Health() {
  const std::lock_guard lock(mutex_);
  return health_;
}

absl::Status Monitor::AwaitAnswer(absl::Time deadline) {
  std::unique_lock lock(mutex_);
  changed_.wait_until(lock, absl::ToChronoTime(deadline), [this] { return answered_ || refused_ || stopping_; });
  return answered_ ? absl::OkStatus() : health_;
}

void Monitor::End() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  changed_.notify_all();
}

void Monitor::Watch() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    absl::Status health = Ask();
    lock.lock();
    answered_ = answered_ || health.ok();
    refused_ = IsRefusal(health);
    health_ = refused_ ? refusal_ : std::move(health);
    changed_.notify_all();
    const absl::Duration pause = answered_ ? kInterval : kStartInterval;
    changed_.wait_for(lock, absl::ToChronoMilliseconds(pause), [this] { return stopping_; });
  }
}

absl::Status Monitor::Ask() {
  const absl::Time begin = absl::Now();
  clickhouse::QueryOptions options;
  options.deadline = begin + kAskTimeout;
  const auto rows = client_->SelectRows("SELECT metric, value FROM system.metrics", options);
  gauges_->up.Set(rows.ok() ? 1 : 0);
  if (!rows.ok()) return rows.status();
  gauges_->answer_seconds.Set(absl::ToDoubleSeconds(absl::Now() - begin));
  for (const auto& row : rows->rows) {
    const auto figure = gauges_->figures.find(row[0].value_or(""));
    if (figure != gauges_->figures.end()) figure->second->Set(std::strtod(row[1].value_or("0").c_str(), nullptr));
  }
  return absl::OkStatus();
}

}  // namespace aurora::embedded_clickhouse

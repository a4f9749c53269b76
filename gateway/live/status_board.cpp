#include "gateway/live/status_board.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/strand.hpp>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "gateway/live/await_tuple.h"

namespace aurora::gateway::live {
namespace {

namespace asio = boost::asio;
namespace json = boost::json;

constexpr std::chrono::seconds kWatchPeriod{1};

const char* StateName(PartState::State state) {
  switch (state) {
    case PartState::State::kUp:
      return "up";
    case PartState::State::kStarting:
      return "starting";
    case PartState::State::kDown:
      return "down";
  }
  return "down";
}

json::value TextOrNull(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::object PartJson(const std::string& name, const std::string& address, const PartState& state, absl::Time now) {
  json::object details;
  for (const auto& [key, text] : state.details) details[key] = text;
  json::value uptime(nullptr);
  if (state.started_at.has_value() && state.state != PartState::State::kDown) {
    uptime = std::round(absl::ToDoubleSeconds(now - *state.started_at) * 10) / 10;
  }
  return {{"name", name},           {"state", StateName(state.state)}, {"version", TextOrNull(state.version)},
          {"address", address},     {"uptime_s", std::move(uptime)},   {"details", std::move(details)}};
}

}  // namespace

absl::StatusOr<Part> ParsePart(const std::string& text) {
  const std::vector<std::string> words = absl::StrSplit(text, ' ', absl::SkipWhitespace());
  if (words.size() != 3) {
    return absl::InvalidArgumentError(absl::StrCat(
        "status.parts has \"", text, "\"; write NAME ADDRESS ADMIN_ADDRESS, e.g. ingest 127.0.0.1:7181 127.0.0.1:7191"));
  }
  return Part{words[0], words[1], words[2]};
}

void StatusBoard::Start(asio::io_context& context) {
  for (const Part& part : parts_) asio::co_spawn(asio::make_strand(context), Watch(part), asio::detached);
}

asio::awaitable<void> StatusBoard::Watch(Part part) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  PartState state;
  for (;;) {
    state = co_await ProbePart(part.admin_address, state);
    {
      const std::lock_guard lock(mutex_);
      states_[part.name] = state;
    }
    timer.expires_after(kWatchPeriod);
    const auto [error] = co_await timer.async_wait(kAwaitTuple);
    if (error) co_return;
  }
}

json::object StatusBoard::Json() const {
  const absl::Time now = absl::Now();
  json::array parts;
  bool ok = true;
  {
    const std::lock_guard lock(mutex_);
    for (const Part& part : parts_) {
      const auto found = states_.find(part.name);
      PartState state = found == states_.end() ? PartState{} : found->second;
      if (found == states_.end()) state.details["state"] = "not looked at yet";
      ok = ok && state.state == PartState::State::kUp;
      parts.push_back(PartJson(part.name, part.address, state, now));
    }
  }
  PartState self;
  self.state = PartState::State::kUp;
  self.version = AURORA_VERSION;
  self.started_at = started_at_;
  parts.push_back(PartJson("gateway", own_address_, self, now));
  return {{"state", ok ? "ok" : "degraded"},
          {"version", AURORA_VERSION},
          {"time", api::FormatTimestamp(now)},
          {"parts", std::move(parts)}};
}

std::string StatusBoard::Fingerprint() const {
  const std::lock_guard lock(mutex_);
  std::string text;
  for (const auto& [name, state] : states_) {
    absl::StrAppend(&text, name, "=", StateName(state.state), " ", state.version, "\n");
    for (const auto& [key, detail] : state.details) absl::StrAppend(&text, key, "=", detail, "\n");
  }
  return text;
}

}  // namespace aurora::gateway::live

#include "cli/up/demonstration.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <set>

#include "absl/time/clock.h"
#include "cli/output/figures.h"
#include "cli/up/reporter.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

constexpr std::array<const char*, 4> kTopics = {"orders", "clicks", "payments", "logs"};
constexpr absl::Duration kLoadTimeMax = absl::Seconds(45);
constexpr absl::Duration kAskTopicsEvery = absl::Milliseconds(150);
constexpr absl::Duration kRetryConnectEvery = absl::Milliseconds(500);

std::string TableOf(const char* topic) { return base::StrCat("shop.", topic); }

absl::StatusOr<json::array> Connections(ApiClient& api) {
  absl::StatusOr<json::value> answer = api.Get("/api/v1/connections");
  if (!answer.ok()) return answer.status();
  return answer->at("connections").as_array();
}

struct Load {
  int64_t rows = 0;
  int64_t lag = 0;
  int connected = 0;
  std::string trouble;
};

absl::StatusOr<Load> ReadLoad(ApiClient& api) {
  absl::StatusOr<json::array> connections = Connections(api);
  if (!connections.ok()) return connections.status();
  Load load;
  for (const json::value& connection : *connections) {
    const std::string table(connection.at("table").as_string());
    const auto is_it = [&](const char* topic) { return TableOf(topic) == table; };
    if (std::none_of(kTopics.begin(), kTopics.end(), is_it)) continue;
    const json::value& progress = connection.at("progress");
    load.rows += progress.at("rows_written").to_number<int64_t>();
    // Before the first look at the partitions' ends a lag of 0 says nothing.
    int64_t ends = 0;
    for (const json::value& partition : progress.at("partitions").as_array()) {
      const auto end = partition.at("end_offset").to_number<int64_t>();
      ends += end;
      load.lag += std::max<int64_t>(
          0, end - std::max<int64_t>(0, partition.at("committed_offset").to_number<int64_t>()));
    }
    if (ends > 0) ++load.connected;
    if (connection.at("state").as_string() == "failing" && connection.at("last_error").is_object()) {
      load.trouble =
          base::StrCat(table, ": ", std::string(connection.at("last_error").at("message").as_string()));
    }
  }
  return load;
}

absl::Status ConnectMissing(ApiClient& api, const std::string& brokers) {
  absl::StatusOr<json::array> connections = Connections(api);
  if (!connections.ok()) return connections.status();
  std::set<std::string> present;
  for (const json::value& connection : *connections)
    present.insert(std::string(connection.at("table").as_string()));
  for (const char* topic : kTopics) {
    if (present.count(TableOf(topic)) != 0) continue;
    const absl::StatusOr<json::value> made =
        api.Post("/api/v1/connections",
                 {{"brokers", brokers}, {"topic", topic}, {"table", TableOf(topic)}, {"start", "earliest"}});
    if (!made.ok())
      return absl::Status(
          made.status().code(),
          base::StrCat("topic ", topic, " cannot be connected: ", base::Message(made.status())));
  }
  return absl::OkStatus();
}

absl::Status WaitUntilLoaded(ApiClient& api, double rate, Reporter& reporter, const std::function<bool()>& stopped,
                             absl::Time deadline) {
  // What flows in meanwhile is no history: one second of it is always on its way.
  const auto lag_max = static_cast<int64_t>(std::max(500.0, 2 * rate));
  Load load;
  while (!stopped() && absl::Now() < deadline) {
    const absl::StatusOr<Load> now = ReadLoad(api);
    if (!now.ok()) return now.status();
    load = *now;
    if (load.connected == static_cast<int>(kTopics.size()) && load.lag <= lag_max) {
      // The first question must know the values that have just been loaded, not in two seconds.
      if (const auto known = api.Post("/api/v1/tables:refresh", json::object()); !known.ok()) return known.status();
      reporter.Step(base::StrCat(
          "topics orders, clicks, payments and logs are tables of the database shop",
          load.rows > 0 ? base::StrCat(" (", Grouped(std::to_string(load.rows)), " rows)") : ""));
      return absl::OkStatus();
    }
    absl::SleepFor(kAskTopicsEvery);
  }
  reporter.Trouble(base::StrCat(
      "the demonstration is still loading, ", Grouped(std::to_string(load.lag)), " messages to go",
      load.trouble.empty() ? "" : base::StrCat(" (", load.trouble, ")"), "; see aurora connections"));
  return absl::OkStatus();
}

}  // namespace

absl::Status ConnectDemonstration(ApiClient& api, const std::string& brokers, double rate, Reporter& reporter,
                                  const std::function<bool()>& stopped) {
  const absl::Time deadline = absl::Now() + kLoadTimeMax;
  try {
    // A broker that has just started may not know its own topics for a moment.
    absl::Status connected = ConnectMissing(api, brokers);
    while (!connected.ok() && !stopped() && absl::Now() < deadline) {
      absl::SleepFor(kRetryConnectEvery);
      connected = ConnectMissing(api, brokers);
    }
    if (!connected.ok()) return connected;
    return WaitUntilLoaded(api, rate, reporter, stopped, deadline);
  } catch (const std::exception& error) {
    return absl::InternalError(
        base::StrCat("the gateway's list of connections cannot be read: ", error.what()));
  }
}

}  // namespace aurora::cli

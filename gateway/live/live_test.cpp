#include <catch2/catch.hpp>

#include "gateway/live/hub.h"
#include "gateway/live/part_probe.h"
#include "gateway/live/status_board.h"

namespace aurora::gateway::live {
namespace {

TEST_CASE("a part is a name and two addresses") {
  CHECK(ParsePart("ingest 127.0.0.1:1  127.0.0.1:2")->admin_address == "127.0.0.1:2");
  CHECK_FALSE(ParsePart("ingest").ok());
  CHECK_FALSE(ParsePart("").ok());
}

TEST_CASE("version and start are read from the metrics") {
  PartState state;
  ReadMetrics("# HELP x\naurora_build_info{service=\"ingest\",version=\"0.1.0\"} 1\nprocess_start_time_seconds 1000.5\n",
              &state);
  CHECK(state.version == "0.1.0");
  CHECK(state.started_at == absl::UnixEpoch() + absl::Milliseconds(1'000'500));
}

TEST_CASE("readiness lines become details") {
  const auto details = ReadinessDetails("clickhouse: ready\nmodel: words only: file missing\n");
  CHECK(details.at("clickhouse") == "ready");
  CHECK(details.at("model") == "words only: file missing");
  CHECK(ReadinessDetails("draining\n").at("state") == "draining");
}

TEST_CASE("a part that was never reached makes the whole degraded") {
  StatusBoard board({{"ingest", "127.0.0.1:1", "127.0.0.1:2"}}, absl::Now());
  const api::json::object status = board.Json();
  CHECK(status.at("state") == "degraded");
  CHECK(status.at("parts").at(0).at("state") == "down");
  CHECK(status.at("parts").at(0).at("version").is_null());
  CHECK(status.at("parts").at(1).at("name") == "gateway");
  CHECK(StatusBoard({}, absl::Now()).Json().at("state") == "ok");
}

TEST_CASE("a live message names its kind") {
  CHECK(LiveMessage(Topic::kFreshness, 7, "[]") == R"({"type":"freshness","seq":7,"freshness":[]})");
}

}  // namespace
}  // namespace aurora::gateway::live

#include "services/ingest/check/connection_check.h"

#include <catch2/catch.hpp>

namespace aurora::ingest {
namespace {

TEST_CASE("the first layer that breaks is told with its remedy") {
  kafka::Diagnosis diagnosis;
  diagnosis.layers = {{kafka::Layer::kDns, true, "k:9092", absl::ZeroDuration(), "", ""},
                      {kafka::Layer::kTcp, false, "k:9092", absl::ZeroDuration(), "k:9092: nothing listens on this port", "start the broker"}};
  const CheckFinding broken = JudgeBrokers(diagnosis, "orders");
  CHECK_FALSE(broken.ok);
  CHECK(broken.message == "k:9092: nothing listens on this port; start the broker");

  diagnosis.layers.pop_back();
  CHECK_FALSE(JudgeBrokers(diagnosis, "orders").ok);
  diagnosis.reachable = true;
  CHECK(JudgeBrokers(diagnosis, "orders").message == "reached, and the topic may be read");
  CHECK(JudgeBrokers(diagnosis, "").message == "reached");
  CHECK(JudgeBrokers(diagnosis, "").ok);
}

TEST_CASE("parts are told before ClickHouse slows inserts down") {
  CHECK(JudgeParts("shop.orders", {799, 1000, 3000}).ok);
  const CheckFinding many = JudgeParts("shop.orders", {800, 1000, 3000});
  CHECK_FALSE(many.ok);
  CHECK(many.message.find("table shop.orders has 800 parts") == 0);
  CHECK(many.message.find("--delay-ms-max") != std::string::npos);
  CHECK(JudgeParts("shop.orders", {0, 1000, 3000}).message.find("0 parts") == 0);
}

TEST_CASE("a clock is wrong in both directions, and only by more than the measurement can tell") {
  CHECK(JudgeClock({absl::Milliseconds(-900), absl::Milliseconds(1)}).ok);
  CHECK(JudgeClock({absl::Milliseconds(1500), absl::Milliseconds(600)}).ok);
  const CheckFinding behind = JudgeClock({absl::Seconds(-90), absl::Milliseconds(1)});
  CHECK_FALSE(behind.ok);
  CHECK(behind.message.find("1m30s behind") != std::string::npos);
  CHECK(JudgeClock({absl::Seconds(2), absl::Milliseconds(1)}).message.find("2s ahead of") != std::string::npos);
}

TEST_CASE("messages from the future are told, old ones are not") {
  const absl::Time now = absl::FromUnixSeconds(1'800'000'000);
  CHECK(JudgeMessageTimes(absl::InfinitePast(), now).ok);
  CHECK(JudgeMessageTimes(now - absl::Hours(1000), now).ok);
  CHECK(JudgeMessageTimes(now + absl::Seconds(5), now).ok);
  const CheckFinding ahead = JudgeMessageTimes(now + absl::Minutes(3), now);
  CHECK_FALSE(ahead.ok);
  CHECK(ahead.message.find("3m ahead") != std::string::npos);
}

}  // namespace
}  // namespace aurora::ingest

#include "services/demo-events/generator/visit.h"

#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <map>
#include <set>

namespace aurora::demo {
namespace {

constexpr uint64_t kSeed = 42;
const absl::Time kStart = absl::FromUnixSeconds(1'790'000'000);

std::vector<Event> ManyEvents(uint64_t visits) {
  std::vector<Event> all;
  for (uint64_t i = 0; i < visits; ++i) {
    for (Event& event : MakeVisit(kSeed, i, kStart)) all.push_back(std::move(event));
  }
  return all;
}

TEST_CASE("a visit is the same at another time, but for its times") {
  const auto early = MakeVisit(kSeed, 5, kStart);
  const auto late = MakeVisit(kSeed, 5, kStart + absl::Hours(30));
  REQUIRE(early.size() == late.size());
  for (size_t i = 0; i < early.size(); ++i) {
    CHECK(early[i].key == late[i].key);
    CHECK(early[i].topic == late[i].topic);
    CHECK(late[i].sent_at - early[i].sent_at == absl::Hours(30));
  }
}

TEST_CASE("the mean size of a visit is what the rate is computed from") {
  const double mean = static_cast<double>(ManyEvents(5000).size()) / 5000;
  CHECK(mean == Approx(kEventsPerVisit).epsilon(0.03));
}

TEST_CASE("no event is sent before the visit or long after it") {
  for (const Event& event : ManyEvents(3000)) {
    CHECK(event.sent_at >= kStart);
    CHECK(event.sent_at <= kStart + kVisitLongest);
  }
}

TEST_CASE("nearly all messages are JSON objects, and a few are not") {
  int broken = 0;
  const std::vector<Event> events = ManyEvents(8000);
  for (const Event& event : events) {
    boost::system::error_code error;
    const boost::json::value value = boost::json::parse(event.value, error);
    if (error || !value.is_object()) ++broken;
  }
  const double share = static_cast<double>(broken) / static_cast<double>(events.size());
  CHECK(share > 0.0001);
  CHECK(share < 0.001);
}

TEST_CASE("mobile sessions buy less often than desktop ones, and each session keeps its device") {
  std::map<std::string, std::set<std::string>> sessions;
  std::map<std::string, std::set<std::string>> purchases;
  std::map<std::string, std::set<std::string>> devices;
  for (const Event& event : ManyEvents(8000)) {
    boost::system::error_code error;
    const boost::json::value value = boost::json::parse(event.value, error);
    if (event.topic != Topic::kClicks || error || !value.is_object()) continue;
    const std::string session(value.at("session_id").as_string());
    const std::string device(value.at("device").as_string());
    sessions[device].insert(session);
    devices[session].insert(device);
    if (value.at("action").as_string() == "purchase") purchases[device].insert(session);
  }
  const auto conversion = [&](const std::string& device) {
    return static_cast<double>(purchases[device].size()) / static_cast<double>(sessions[device].size());
  };
  CHECK(conversion("mobile") == Approx(0.07).margin(0.015));
  CHECK(conversion("desktop") == Approx(0.15).margin(0.025));
  for (const auto& [session, used] : devices) CHECK(used.size() == 1);
}

TEST_CASE("orders are refunded and cancelled now and then, and money adds up") {
  std::map<std::string, int> statuses;
  for (const Event& event : ManyEvents(5000)) {
    boost::system::error_code error;
    const boost::json::value value = boost::json::parse(event.value, error);
    if (event.topic != Topic::kOrders || error) continue;
    ++statuses[std::string(value.at("status").as_string())];
    CHECK(value.at("total").to_number<double>() <=
          value.at("unit_price").to_number<double>() * value.at("quantity").to_number<double>() + 0.001);
  }
  CHECK(statuses.size() == 3);
  CHECK(statuses["refunded"] > statuses["completed"] / 50);
}

}  // namespace
}  // namespace aurora::demo

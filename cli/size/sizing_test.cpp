#include "cli/size/sizing.h"

#include <catch2/catch.hpp>
#include <limits>

#include "cli/size/measured.h"
#include "cli/size/price_table.h"

namespace aurora::cli {
namespace {

// Prices that can be told apart at a glance.
PriceTable Prices() {
  return {"nobody", "nowhere", "2026-01-01", {{"small", 1, 4 * kGib, 1}, {"middle", 4, 16 * kGib, 3}, {"large", 16, 64 * kGib, 12}}, 0.5, 2000 * kGib};
}

SizedPart Part(const Sizing& sizing, const std::string& name) {
  for (const SizedPart& part : sizing.parts) {
    if (part.name == name) return part;
  }
  FAIL("no part " << name);
  return {};
}

Sizing Sized(const Workload& workload) {
  const absl::StatusOr<Sizing> sizing = SizeFor(workload, Prices());
  INFO(sizing.status());
  REQUIRE(sizing.ok());
  return *sizing;
}

bool Notes(const Sizing& sizing, const std::string& words) {
  for (const std::string& note : sizing.notes) {
    if (note.find(words) != std::string::npos) return true;
  }
  return false;
}

TEST_CASE("what is stored is rate by retention, and the disk has room for merges") {
  const Sizing sizing = Sized({.events_per_s = 1000, .event_bytes = 230, .retention_days = 100});
  CHECK(sizing.rows_stored == Approx(1000.0 * 86'400 * 100));
  CHECK(Part(sizing, "clickhouse").disk_bytes == Approx(sizing.rows_stored * 230 * measured::kDiskShare / 0.7));
  CHECK(Part(sizing, "ingest").disk_bytes == 0);
}

TEST_CASE("ten times the events need less than ten times the cores, since a connection costs its inserts at any rate") {
  const Workload few{.events_per_s = 100'000, .retention_days = 1, .questions_per_s = 0};
  Workload many = few;
  many.events_per_s *= 10;
  const double before = Part(Sized(few), "ingest").cores;
  const double after = Part(Sized(many), "ingest").cores;
  CHECK(after > before * 5);
  CHECK(after < before * 10);
  CHECK(Part(Sized(many), "clickhouse").cores > Part(Sized(few), "clickhouse").cores * 5);
}

TEST_CASE("the same events on more connections cost more inserts, and none when nothing comes") {
  const Workload one{.events_per_s = 1000, .retention_days = 1, .questions_per_s = 0};
  Workload ten = one;
  ten.connections = 10;
  CHECK(Part(Sized(ten), "clickhouse").cores - Part(Sized(one), "clickhouse").cores ==
        Approx(9 * measured::kClickHouseCoresPerLoadingConnection));
  CHECK(Part(Sized(ten), "ingest").memory_bytes > Part(Sized(one), "ingest").memory_bytes);
  ten.events_per_s = 0;
  CHECK(Part(Sized(ten), "clickhouse").cores == 0);
}

TEST_CASE("larger events cost more of everything that handles them") {
  const Workload small{.events_per_s = 50'000, .event_bytes = 200};
  Workload large = small;
  large.event_bytes = 2000;
  for (const char* name : {"clickhouse", "ingest"}) CHECK(Part(Sized(large), name).cores > Part(Sized(small), name).cores * 2);
  CHECK(Part(Sized(large), "gateway").cores == Part(Sized(small), "gateway").cores);
}

TEST_CASE("a question costs what it reads") {
  const Workload little{.events_per_s = 10'000, .questions_per_s = 1, .share_read = 0.001};
  Workload much = little;
  much.share_read = 0.1;
  const double rows = Sized(little).rows_stored;
  CHECK(Part(Sized(much), "clickhouse").cores - Part(Sized(little), "clickhouse").cores ==
        Approx(rows * 0.099 * measured::kClickHouseSecondsPerRowRead * 230 / measured::kEventBytes));
  CHECK(Part(Sized(much), "clickhouse").memory_bytes > Part(Sized(little), "clickhouse").memory_bytes);
  CHECK(Part(Sized(much), "query-engine").cores == Part(Sized(little), "query-engine").cores);
}

TEST_CASE("no machine is planned for more than sixty per cent, and the cheapest set is taken") {
  const PriceTable prices = Prices();
  const Sizing sizing = Sized({.events_per_s = 1'000'000, .peak_factor = 2, .retention_days = 1});
  for (const SizedPart& part : sizing.parts) {
    for (const Machine& machine : prices.machines) {
      if (machine.name != part.machine) continue;
      CHECK(part.cores <= part.machines * machine.cores * 0.6 + 1e-9);
      CHECK(part.memory_bytes <= part.machines * machine.memory_bytes * 0.6 + 1e-9);
    }
  }
  // Half as much again as one small machine does: two of them are cheaper than a middle one, which also does it.
  const double questions = 1.5 * 0.6 / measured::kQueryEngineSecondsPerQuestion;
  const SizedPart query_engine = Part(Sized({.events_per_s = 0, .questions_per_s = questions}), "query-engine");
  CHECK(query_engine.machine == "small");
  CHECK(query_engine.machines == 2);
  // ClickHouse does not divide: one middle machine, though two small ones would cost less.
  CHECK(Part(Sized({.events_per_s = 0}), "clickhouse").machine == "middle");
  CHECK(Part(Sized({.events_per_s = 0}), "clickhouse").machines == 1);
  CHECK(Part(Sized({.events_per_s = 0, .questions_per_s = 0}), "gateway").machines == 2);
}

TEST_CASE("the sum is the sum, of machines by the hour and disks by the month") {
  const Sizing sizing = Sized({.events_per_s = 0, .questions_per_s = 0});
  double sum = 0;
  for (const SizedPart& part : sizing.parts) sum += part.usd_per_month;
  CHECK(sizing.usd_per_month == Approx(sum));
  const SizedPart clickhouse = Part(sizing, "clickhouse");
  CHECK(clickhouse.disk_bytes == Approx(20 * kGib));
  CHECK(clickhouse.usd_per_month == Approx(3 * 730 + 20 * 0.5));
}

TEST_CASE("what one ClickHouse, one volume or one process cannot do is said") {
  const Sizing large = Sized({.events_per_s = 5'000'000, .retention_days = 30});
  CHECK(Part(large, "clickhouse").machines > 1);
  CHECK(Notes(large, "take a cluster of about " + std::to_string(Part(large, "clickhouse").machines)));
  CHECK(Part(large, "ingest").machines > 1);
  CHECK(Notes(large, "the topics need " + std::to_string(Part(large, "ingest").machines) + " partitions or more"));
  const Sizing kept = Sized({.events_per_s = 1000, .retention_days = 3650, .questions_per_s = 0});
  CHECK(Part(kept, "clickhouse").machines == 1);
  CHECK(Notes(kept, "one volume holds 2.1 TB at most"));
  const Sizing usual = Sized({.retention_days = 10});
  REQUIRE(usual.notes.size() == 1);
  CHECK(Notes(usual, "not counted: Kafka"));
}

TEST_CASE("figures that cannot be are named with what can") {
  const auto refused = [](const Workload& workload) { return std::string(SizeFor(workload, Prices()).status().message()); };
  CHECK(refused({.events_per_s = -1}) == "--events-per-second is -1; give a number from 0 to 100,000,000");
  CHECK(refused({.events_per_s = std::numeric_limits<double>::quiet_NaN()}).find("--events-per-second is nan; give a number") == 0);
  CHECK(refused({.peak_factor = 0.5}) == "--peak is 0.5; give a number from 1 to 1,000");
  CHECK(refused({.event_bytes = 0}).find("--event-bytes is 0; give a number from 1 ") == 0);
  CHECK(refused({.retention_days = 40'000}).find("--retention-days is 40,000; give ") == 0);
  CHECK(refused({.questions_per_s = std::numeric_limits<double>::infinity()}).find("--questions-per-second is inf; give ") == 0);
  CHECK(refused({.share_read = 5}) == "--share-read is 5; give a number from 0 to 1");
  CHECK(refused({.connections = 0}).find("--connections is 0; give a number from 1 ") == 0);
}

TEST_CASE("the table of prices goes from cheap to dear, and says of which day it is") {
  const PriceTable& prices = AwsPrices();
  REQUIRE(prices.machines.size() >= 2);
  for (size_t i = 1; i < prices.machines.size(); ++i) {
    CHECK(prices.machines[i - 1].usd_per_hour < prices.machines[i].usd_per_hour);
    CHECK(prices.machines[i - 1].cores < prices.machines[i].cores);
  }
  CHECK(prices.as_of.size() == 10);
}

}  // namespace
}  // namespace aurora::cli

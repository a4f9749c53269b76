#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// What is weighed adds up wherever its unit stands; days are counted; ranks are within what "per" names; shares are of whom the
// question says. On tables that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;
using catalog::TableProfile;

// Scrap that drivers bring to yards.
std::shared_ptr<const Snapshot> Scrap() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "scrap", "loads", 10'000,
      {Column("load_id", "UInt64"), Column("brought_at", "DateTime('UTC')"), Column("back_at", "Nullable(DateTime('UTC'))", {}, "the lorry came back"), Column("material", "LowCardinality(String)", {"copper", "iron", "glass"}),
       Distinct(Column("driver_id", "UInt32"), 400), Column("yard", "LowCardinality(String)", {"north", "south"}), Column("kg", "Float64"), Column("price_eur", "Decimal(9,2)"), Column("wait_min", "UInt16"),
       Column("status", "LowCardinality(String)", {"accepted", "rejected", "returned"}, "accepted, rejected or returned; only returned loads are billed"), Column("prepaid", "Bool")}));
  TableProfile drivers = MakeTable("scrap", "drivers", 400, {Column("driver_id", "UInt32"), Column("name", "String"), Column("company", "LowCardinality(String)", {"Acme", "Brock"}), Column("country", "LowCardinality(String)", {"Poland", "Spain"})});
  drivers.columns[0].distinct = 400;
  snapshot->tables.push_back(std::move(drivers));
  // Two weights, of which no word of a question tells one from the other.
  snapshot->tables.push_back(MakeTable("scrap", "bales", 5'000, {Column("bale_id", "UInt64"), Column("pressed_at", "DateTime('UTC')"), Column("press", "LowCardinality(String)", {"big", "old"}), Column("wet_kg", "Float64"), Column("dry_kg", "Float64")}));
  // One that is weighed, and what is taken off.
  snapshot->tables.push_back(MakeTable("scrap", "crates", 5'000, {Column("crate_id", "UInt64"), Column("filled_at", "DateTime('UTC')"), Column("filler", "LowCardinality(String)", {"Ann", "Bo"}), Column("amount", "Float64", {}, "kg as weighed"), Column("tare_kg", "Float64")}));
  snapshot->tables.push_back(MakeTable("scrap", "assets", 300, {Column("asset_id", "UInt32"), Column("hostname", "String"), Column("town", "LowCardinality(String)", {"Rome", "Oslo"})}));
  snapshot->tables.push_back(MakeTable("scrap", "contracts", 300, {Column("contract_no", "String"), Column("start_date", "Date"), Column("end_date", "Nullable(Date)", {}, "null while the contract is honoured")}));
  snapshot->tables.push_back(MakeTable("scrap", "stories", 300, {Column("at", "DateTime('UTC')"), Distinct(Column("uid", "UInt32", {}, "reader"), 200), Column("kind", "LowCardinality(String)", {"news", "sport"}), Column("town", "LowCardinality(String)", {"Rome", "Oslo"})}));
  snapshot->tables.push_back(MakeTable("scrap", "lorries", 300, {Column("lorry_no", "UInt32"), Column("booked_at", "DateTime('UTC')"), Column("out_at", "Nullable(DateTime('UTC'))"), Column("in_at", "Nullable(DateTime('UTC'))"), Column("state", "LowCardinality(String)", {"out", "home"}), Column("engine_h", "Float64")}));
  snapshot->tables.push_back(MakeTable("scrap", "jobs", 300, {Column("job_no", "UInt32"), Column("opened_at", "DateTime('UTC')"), Column("done_at", "Nullable(DateTime('UTC'))", {}, "job closed; null while it is open"), Column("keeper", "LowCardinality(String)", {"Kim", "Lee"})}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& Ask = AskOver<Scrap>;
constexpr auto& CheckHas = CheckHasOver<Scrap>;

void CheckDeclined(const std::string& question) { CheckHas(question, "none: "); }

}  // namespace

TEST_CASE("what is weighed adds up, wherever its unit stands") {
  CheckHas("copper kilos this week vs last week", "sumIf(kg, ");
  CheckHas("weekly kilos of copper since september", "sum(kg)");
  CheckHas("tonnes of loads by material this week", "sum(kg / 1000)");
  CheckHas("average kilos per day of loads at the north yard", "avg(value)");
  CheckHas("total weight of copper loads yesterday", "sum(kg)");
  CheckHas("kilos filled by Ann in crates today", "sum(amount)");
}

TEST_CASE("what all of it is says no more than the unit") {
  CheckHas("kilos of goods in loads by material this week", "sum(kg)");
  CheckDeclined("kilos of zinc in loads by yard this week");
}

TEST_CASE("which of two weights is meant is asked back") {
  CHECK(Ask("kilos of bales by press this week").reading.status == answer::Status::kClarify);
  CheckHas("dry kilos of bales by press this week", "sum(dry_kg)");
}

TEST_CASE("days on which something happened are counted") {
  CheckHas("on how many days did Acme bring copper loads this month", "uniqExact(toDate(loads.brought_at");
  CheckHas("how many different days had rejected loads this month", "uniqExact(toDate(brought_at");
  CheckHas("drivers who brought loads on more than 5 days this month", "HAVING uniqExact(toDate(loads.brought_at)) > 5");
  CheckHas("days this month with more than 500 loads", "GROUP BY day HAVING count() > 500");
}

TEST_CASE("a rank is within what it is said to be of each") {
  CheckHas("top 3 drivers per yard by kilos of loads this month", "LIMIT 3 BY yard");
  CheckHas("most common material of loads at each yard", "LIMIT 1 BY yard");
  CHECK(SqlOf(Ask("top 3 drivers by kilos of loads this month")).find(" BY yard") == std::string::npos);
  CheckHas("which yard earns the most per load", "sum(price_eur) / count()");
  CheckHas("loads brought at night this week", "toHour(");
}

TEST_CASE("a share is of those that the question names") {
  CheckHas("rejected loads as a percentage of all loads, by yard", "countIf(status = rejected) / count()");
  CheckHas("what share of drivers brought copper loads this week", "uniqExactIf(driver_id, material = copper) / uniqExact(driver_id)");
  CheckDeclined("what fraction of drivers brought at least one rejected load this week");
  CheckDeclined("materials that account for less than 20% of loads this week");
}

TEST_CASE("rows of one thing and none of another") {
  CheckHas("drivers who brought copper but no glass this week", "HAVING countIf(loads.material = copper) > 0 AND countIf(loads.material = glass) = 0");
  CheckHas("accepted vs rejected vs returned loads per day this week", "status IN (accepted, rejected, returned)");
  CheckHas("loads today compared with yesterday at the same time", "2026-11-18 12:00:00");
}

TEST_CASE("who did it may be from somewhere") {
  const std::string sql = SqlOf(Ask("how many loads by drivers from Poland this week"));
  INFO(sql);
  CHECK(sql.find("GROUP BY") == std::string::npos);
}

TEST_CASE("a value that is a loss elsewhere keeps the money where the comment says so") { CheckHas("revenue of loads this week", "status = returned"); }

TEST_CASE("with a time, a verb is when it happened") { CheckHas("how many loads came back yesterday", "back_at >= "); }

TEST_CASE("hours that were spent add up, hours that are only a unit do not") {
  CheckHas("waiting hours of loads yesterday", "sum(wait_min / 60)");
  CheckHas("average wait of loads yesterday in hours", "avg(wait_min / 60)");
}

TEST_CASE("what a table's label is the name of is another word for its rows") { CheckHas("how many hosts in Rome", "FROM scrap.assets"); }

TEST_CASE("what is still going on has no end yet") {
  CheckHas("how many contracts are running", "end_date IS NULL");
  CheckHas("how many contracts are honoured", "end_date IS NULL");
  CheckHas("how many contracts ended in October", "end_date >= ");
  CheckHas("average length of contracts in days", "avg(dateDiff('second', start_date, end_date) / 86400)");
  CheckHas("how long does it take us to fix a load", "none: not understood");
}

TEST_CASE("news are not new, and what is rented out is not out") {
  CheckHas("how many stories about sport", "kind = sport");
  CHECK(SqlOf(Ask("new stories about sport")).find("news") == std::string::npos);
  CHECK(SqlOf(Ask("how many lorries were rented out yesterday")).find("state = out") == std::string::npos);
  CheckHas("how many lorries are out", "state = out");
}

TEST_CASE("a length that is of something else is not how long it was") {
  CheckDeclined("how long do lorries stay away on average");
  CheckHas("average engine hours of lorries", "avg(engine_h)");
}

TEST_CASE("what a condition on groups counts is which of the rows") {
  CheckHas("keepers with more than 20 open jobs", "done_at IS NULL");
  CHECK(SqlOf(Ask("readers by town in stories")).find("avg(") == std::string::npos);
}

TEST_CASE("more of what is billed is money") { CheckHas("did we bill more for copper loads this week than last week", "sumIf(price_eur"); }

}  // namespace aurora::query::model

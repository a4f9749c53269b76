#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// Nouns that name a verb's act, what is ranked by what it has, steps without a row, and what a comment says of money and of states. On
// tables that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// Lifts in mountains: chairs that are checked, and runs of the snow groomers.
std::shared_ptr<const Snapshot> Slopes() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "slopes", "checks", 10'000,
      {Distinct(Column("check_id", "UInt64"), 10'000), Column("asked_at", "DateTime('UTC')"), Column("certified_at", "Nullable(DateTime('UTC'))"), Column("triaged_at", "Nullable(DateTime('UTC'))"),
       Distinct(Column("chair_id", "UInt32"), 900), Column("valley", "LowCardinality(String)", {"north", "south"}), Distinct(Column("bolts", "UInt8"), 40),
       Column("fee_chf", "Decimal(9,2)", {}, "list price of the visit; charged only when the chair was passed"),
       Column("outcome", "LowCardinality(String)", {"passed", "contaminated", "shut"}, "passed, contaminated or shut (no access)")}));
  snapshot->tables.push_back(MakeTable("slopes", "outings", 5'000,
                                       {Distinct(Column("outing_id", "UInt64"), 5'000), Column("began_at", "DateTime('UTC')"), Column("ended_at", "Nullable(DateTime('UTC'))", {}, "null while the groomer is running"),
                                        Distinct(Column("groomer_id", "UInt16"), 40), Column("recorded", "Bool")}));
  // What is brought up by sleds.
  snapshot->tables.push_back(MakeTable(
      "slopes", "hauls", 8'000,
      {Distinct(Column("haul_id", "UInt64"), 8'000), Column("brought_at", "DateTime('UTC')"), Column("sled", "LowCardinality(String)", {"S1", "S2"}), Column("drive", "LowCardinality(String)", {"diesel", "electric"}),
       Column("material", "LowCardinality(String)", {"gravel", "salt"}), Column("load_kg", "Float64"), Column("dist_km", "Float64"), Column("air_c", "Float64"), Distinct(Column("crew_size", "UInt8"), 3),
       Distinct(Column("nights", "UInt8"), 30), Column("grip", "Float64", {}, "mean grip score, 1 to 5"), Column("remarks", "Array(LowCardinality(String))", {"seal_broken", "late"}), Distinct(Column("payer_id", "UInt32"), 700),
       Column("price_chf", "Decimal(9,2)"), Column("status", "LowCardinality(String)", {"open", "gone", "void"}, "open = paid and waiting at the lift, gone, void = never paid"),
       Column("mode", "LowCardinality(String)", {"sample", "full"}, "sample (weighing during the descent) or full")}));
  snapshot->tables.push_back(MakeTable("slopes", "lots", 3'000,
                                       {Distinct(Column("lot_no", "UInt64"), 3'000), Column("loaded_at", "DateTime('UTC')"), Column("arrived_at", "Nullable(DateTime('UTC'))"), Distinct(Column("lot_name", "LowCardinality(String)", {"ropes", "poles"}), 2),
                                        Column("load_n", "Float64"), Column("weight_kg", "Float64"), Column("state", "LowCardinality(String)", {"on_belt", "away"})}));
  snapshot->tables.push_back(MakeTable("slopes", "people", 40, {Distinct(Column("groomer_id", "UInt16", {}, "skipper"), 40), Column("home", "LowCardinality(String)", {"north", "south"})}));
  snapshot->tables.push_back(MakeTable("slopes", "wires", 900, {Distinct(Column("wire_id", "UInt64"), 900), Column("sent_at", "DateTime('UTC')"), Column("net_chf", "Decimal(9,2)", {}, "what is sent"), Column("cut_chf", "Decimal(9,2)", {}, "our commission, on top of net_chf"),
                                                                Column("state", "LowCardinality(String)", {"settled", "pending", "reversed"}, "settled, pending or reversed; only settled wires moved money and earned the commission")}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& Ask = AskOver<Slopes>;
constexpr auto& CheckHas = CheckHasOver<Slopes>;

void CheckHasNot(const std::string& question, const std::string& part) {
  INFO(question);
  const std::string sql = SqlOf(Ask(question));
  CHECK_FALSE(sql.empty());
  CHECK(sql.find(part) == std::string::npos);
}

}  // namespace

TEST_CASE("the time of an act is from the row's beginning to the moment of its verb") {
  CheckHas("average certification time this month", "avg(dateDiff('second', asked_at, certified_at))");
  CheckHas("median time to certification by valley", "quantileExact(0.5)(dateDiff('second', asked_at, certified_at))");
  CheckHas("average triage time", "avg(dateDiff('second', asked_at, triaged_at))");
}

TEST_CASE("an act is the state of its verb") {
  CheckHas("contamination rate per valley this month", "countIf(outcome = contaminated) / count()");
}

TEST_CASE("what has the most of something is ranked, whatever the something is") {
  CheckHas("valleys with the most bolts", "SELECT valley, sum(bolts)");
  CheckHas("valleys with the fewest bolts", "SELECT valley, sum(bolts)");
  CheckHas("chairs with the most checks this month", "GROUP BY chair_id");
  CheckHas("valleys with the most chairs", "SELECT valley, uniqExact(chair_id)");
}

TEST_CASE("how often something happens is no sum of a number that a comment names") {
  CheckHas("which chair got visited most often this month", "SELECT chair_id, count()");
}

TEST_CASE("steps without a row are listed, or counted where their number is asked for") {
  CheckHas("how many days this month had no checks", "SELECT count() AS days");
  CheckHas("on which days this month were there no checks", "SELECT day");
}

TEST_CASE("a price says itself when it is charged") {
  CheckHas("how much did we charge in fees this month", "outcome = passed");
  CheckHasNot("how many checks this month", "outcome");
}

TEST_CASE("the past of a verb is no state") {
  CheckHas("how many recorded outings in October ran longer than an hour", "dateDiff('second', began_at, ended_at) > 3600");
  CheckHasNot("how many recorded outings in October ran longer than an hour", "ended_at IS NULL");
  CheckHas("how many outings are running", "ended_at IS NULL");
}

TEST_CASE("a possessive is read without its apostrophe") {
  CHECK(SqlOf(Ask("this weeks checks by valley")) == SqlOf(Ask("this week's checks by valley")));
  CHECK(SqlOf(Ask("yesterdays checks by valley")) == SqlOf(Ask("yesterday's checks by valley")));
}

TEST_CASE("who did something in one time and none in another") {
  CheckHas("how many chairs were checked in September but none in October", "HAVING countIf(");
}

TEST_CASE("a verb is no column of a like name") {
  CheckHas("which sled drove the most kilometres in October", "SELECT sled, sum(dist_km)");
  CheckHas("hauls by drive", "GROUP BY drive");
}

TEST_CASE("how much of a material is its amount, and no money") {
  CheckHas("how much gravel did we bring up in October", "sum(load_kg)");
  CheckHas("how much gravel did we bring up in October", "material = gravel");
  // Degrees do not add up.
  CHECK(Ask("sum of air temperature in October").reading.status != answer::Status::kAnswered);
}

TEST_CASE("what people did with money is no state of a row") {
  CheckHas("how much did payers pay last month", "status != void");
  CheckHas("what did payers pay last month", "SELECT sum(price_chf)");
  CheckHas("which payers paid the most", "SELECT payer_id, sum(price_chf)");
  CheckHas("what did payers pay per night", "sum(price_chf) / sum(nights)");
  CheckHasNot("what did payers pay last month", "status = open");
  CheckHas("how many paid hauls last month", "status = open");
}

TEST_CASE("the worst of a score is the lowest") {
  CheckHas("which sled had the worst grip", "avg(grip) AS average_grip FROM slopes.hauls GROUP BY sled ORDER BY average_grip ASC");
  CheckHas("which sled had the best grip", "ORDER BY average_grip DESC");
}

TEST_CASE("a size of few values is averaged") { CheckHas("average crew size by sled", "SELECT sled, avg(crew_size)"); }

TEST_CASE("a value's words may stand the other way round") { CheckHas("how many hauls with a broken seal", "has(remarks, seal_broken)"); }

TEST_CASE("the circumstance of a value is no name of it") {
  CheckHasNot("how many descents in October", "mode = sample");
  CheckHas("how many weighings in October", "mode = sample");
}

TEST_CASE("a moment's noun takes no aggregate from the length of time") {
  const std::string sql = SqlOf(Ask("median time from load to arrival of lots"));
  INFO(sql);
  CHECK(sql.find("quantileExact(0.5)") != std::string::npos);
  CHECK(sql.find("avg(") == std::string::npos);
}

TEST_CASE("the most used things are counted by their names") {
  CheckHas("most used lots this month", "SELECT lot_name, count()");
  CheckHas("lots still on the belt", "state = on_belt");
}

TEST_CASE("a part of another number is no number") {
  CHECK(Ask("lots with a load below half of the weight").reading.status != answer::Status::kAnswered);
}

TEST_CASE("a comment of one word is the name of an id, also where other tables have it") {
  CheckHas("how many skippers did outings in October", "SELECT uniqExact(groomer_id)");
  CheckHas("which skippers did the most outings", "GROUP BY groomer_id");
  CheckHasNot("how many skippers did outings in October", "JOIN");
}

TEST_CASE("the number of a thing is no day of the month") {
  CheckHas("how many outings of skipper 2 this month", "groomer_id = 2");
  CheckHas("how many outings of skipper 2 this month", "began_at >= 2026-11-01");
  CheckHas("how many outings on the 2nd of this month", "began_at >= 2026-11-02");
}

TEST_CASE("other money of a row counts where the row kept its money") {
  CheckHas("commission in October", "SELECT sum(cut_chf) AS total_cut_chf FROM slopes.wires WHERE state = settled");
  CheckHasNot("average commission in October", "state");
}

}  // namespace aurora::query::model

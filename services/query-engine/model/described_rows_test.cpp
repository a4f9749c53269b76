#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// How rows are described, and what is asked back: on tables that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using answer::Status;
using catalog::Snapshot;

// A garage: repairs, the fairs that it goes to, and the ramps that it rents out.
std::shared_ptr<const Snapshot> Garage() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "garage", "repairs", 5000,
      {Column("job_no", "String"), Column("booked_at", "DateTime('UTC')"), Column("entered_at", "DateTime('UTC')"), Column("left_at", "Nullable(DateTime('UTC'))"),
       Column("inspector", "LowCardinality(String)", {"Ito", "Novak"}), Column("carrier", "LowCardinality(String)", {"Heron", "Swift"}), Column("discount_percent", "UInt8"), Column("model_year", "UInt16"),
       Column("paint", "LowCardinality(String)", {"matt", "gloss"}), Column("mileage_km", "Float32"), Column("pickup_ok", "Bool"), Column("price_eur", "Decimal(8, 2)"), Column("parts", "UInt8")}));
  snapshot->tables.push_back(MakeTable("garage", "fairs", 40, {Column("fair_id", "UInt16"), Column("title", "String"), Column("opens_on", "Date"), Column("closes_on", "Date"), Column("hall_ha", "Float32")}));
  snapshot->tables.push_back(MakeTable("garage", "tows", 900, {Column("tow_id", "UInt32"), Column("towed_at", "DateTime('UTC')"), Column("distance_m", "UInt32"), Column("tow_min", "UInt16"), Column("motor_c", "Float32")}));
  snapshot->tables.push_back(MakeTable("garage", "sales", 900, {Column("sale_id", "UInt32"), Column("sold_at", "DateTime('UTC')"), Column("item", "LowCardinality(String)", {"wiper", "bulb"}), Column("quantity", "UInt16")}));
  snapshot->tables.push_back(MakeTable("garage", "ramps", 12, {Column("ramp_id", "UInt16"), Column("ramp_name", "String"), Column("length_m", "Float32"), Column("is_valid", "Bool")}));
  snapshot->tables.push_back(MakeTable("garage", "rentals", 900, {Column("rental_id", "UInt32"), Column("taken_at", "DateTime('UTC')"), Column("returned_at", "Nullable(DateTime('UTC'))"), Column("ramp_id", "UInt16"), Column("fee_eur", "Decimal(8, 2)")}));
  snapshot->tables.push_back(MakeTable("garage", "lift_log", 700, {Column("id", "UInt32"), Column("at", "DateTime('UTC')"), Column("lift", "Enum8('left' = 1, 'right' = 2)", {"left", "right"})}));
  snapshot->tables.back().comment = "one row per lowering of a car ramp";
  snapshot->tables.push_back(MakeTable("garage", "people", 300, {Column("person_id", "UInt32"), Column("since", "Date"), Column("town", "LowCardinality(String)", {"Oslo", "Bergen"})}));
  snapshot->tables.back().comment = "each row is a club member; those who left are removed";
  snapshot->tables.push_back(MakeTable("garage", "objections", 90, {Column("objection_id", "UInt32"), Column("raised_at", "DateTime('UTC')"), Column("refund_cents", "Nullable(UInt32)", {}, "money given back, euro cents")}));
  snapshot->tables.push_back(MakeTable("garage", "models", 40, {Column("model_id", "UInt32"), Column("list_price_usd", "Float64"), Column("released_on", "Date")}));
  snapshot->tables.push_back(MakeTable("garage", "tow_readings", 9000, {Column("reading_id", "UInt64"), Column("tow_id", "UInt32"), Column("read_at", "DateTime('UTC')"), Column("gauge", "LowCardinality(String)", {"front", "rear"}), Column("strain_n", "Float32")}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& Ask = AskOver<Garage>;

std::string Sql(const std::string& question) { return SqlOf(Ask(question)); }

constexpr auto& CheckHas = CheckHasOver<Garage>;

}  // namespace

TEST_CASE("a number that each row has its own of is what the rows are called") {
  CheckHas("how many jobs yesterday", "SELECT count()");
  CheckHas("job revenue by inspector", "sum(price_eur)");
}

TEST_CASE("rows are what the table's comment calls them") {
  CheckHas("how many lowerings were there yesterday", "FROM garage.lift_log");
  CheckHas("ramp lowerings per lift", "FROM garage.lift_log");
  CheckHas("number of club members in Oslo", "FROM garage.people");
  CheckHas("members by town", "FROM garage.people");
}

TEST_CASE("what is given back, and what stands in the catalogue, is no revenue") {
  CHECK(Sql("revenue of the objections last week").find("refund_cents") == std::string::npos);
  CHECK(Sql("revenue last week").find("list_price_usd") == std::string::npos);
}

TEST_CASE("a figure of a row is not taken once for each of the rows that belong to it") {
  CheckHas("average strain by gauge", "FROM garage.tow_readings");
  CHECK(Ask("total towing distance by gauge").reading.status != Status::kAnswered);
  CHECK(Ask("average distance of the tows by gauge").reading.status != Status::kAnswered);
}

TEST_CASE("of several moments, those that begin and end a stay are how long it was") {
  CheckHas("how many repairs took more than two hours", "dateDiff('second', entered_at, left_at) > 7200");
  CheckHas("median length of stay by paint", "dateDiff('second', entered_at, left_at)");
}

TEST_CASE("what somebody does is said by a verb, beside the name") {
  CheckHas("how many repairs inspected by Novak", "inspector = Novak");
  CheckHas("number of repairs shipped with Swift", "carrier = Swift");
  CHECK(Ask("how many repairs were inspected yesterday").reading.status != Status::kAnswered);
}

TEST_CASE("a participle before the rows is a number that they have") {
  CheckHas("number of discounted repairs", "discount_percent > 0");
  CHECK(Sql("number of discounted repairs").find("avg") == std::string::npos);
}

TEST_CASE("what is compared is not the number that is called like the rows") {
  CheckHas("tows colder than -5 degrees, count", "motor_c < -5");
  CheckHas("the three coldest tows", "ORDER BY motor_c");
}

TEST_CASE("small words of a description") {
  CheckHas("repairs with pickup, how many", "pickup_ok = true");
  CheckHas("repairs by inspector this year, without gloss", "paint != gloss");
  CheckHas("parts per repair on average", "sum(parts) / count()");
  CheckHas("items per sale on average", "sum(quantity) / count()");
  CheckHas("total hall in hectares", "hall_ha");
  CheckHas("five repairs that took the longest", "LIMIT 5");
  CHECK(Sql("inspector with an abnormal drop in repairs today") == Sql("inspector with abnormally few repairs today"));
}

TEST_CASE("hours of each day are a condition, a stretch of months is one window") {
  CheckHas("how many repairs between 7am and 9am last week", "toHour(booked_at) IN (7, 8)");
  CheckHas("repairs in the mornings this month, count", "toHour(booked_at) IN (6, 7, 8, 9, 10, 11)");
  CHECK(Ask("how many repairs between 7am and 9am last week").reading.confidence < 0.9);
  CheckHas("repairs in April and May per week", "2026-04-01");
  CheckHas("repairs in April and May per week", "2026-06-01");
}

TEST_CASE("dates of things that last are asked back") {
  const Generated open = Ask("how many fairs in October");
  REQUIRE(open.reading.status == Status::kClarify);
  REQUIRE(open.reading.alternatives.size() == 2);
  CHECK(open.reading.alternatives[0].question != open.reading.alternatives[1].question);
  for (const auto& alternative : open.reading.alternatives) {
    INFO(alternative.question);
    CHECK(Ask(alternative.question).reading.status == Status::kAnswered);
  }
  CheckHas("how many fairs opened in October", "opens_on >=");
  CheckHas("how many fairs closed in October", "closes_on >=");
}

TEST_CASE("what is planned may lie ahead, what happened may not") {
  CheckHas("which fairs close next month", "closes_on >= 2026-12-01");
  CheckHas("which fairs close next month", "closes_on < 2027-01-01");
  CHECK(Ask("how many fairs next month").reading.status == Status::kRefused);
  CHECK(Ask("how many repairs next month").reading.status == Status::kRefused);
  CHECK(Ask("how many fairs will close next month").reading.status == Status::kRefused);
}

TEST_CASE("an m that may be a way or a time is asked back") {
  const Generated open = Ask("how many tows over 38 m");
  REQUIRE(open.reading.status == Status::kClarify);
  REQUIRE(open.reading.alternatives.size() == 2);
  CHECK(open.reading.alternatives[0].question == "how many tows over 38 metres");
  CHECK(open.reading.alternatives[1].question == "how many tows over 38 minutes");
  CheckHas(open.reading.alternatives[0].question, "distance_m > 38");
  CheckHas(open.reading.alternatives[1].question, "tow_min > 38");
}

TEST_CASE("no word is taken for a misspelling of what somebody does") {
  CHECK(Ask("how many calories yesterday").reading.status != Status::kAnswered);
}

TEST_CASE("a unit that other tables could be in is no question where these rows have a column of it") {
  CheckHas("which ramps are longer than 38 m", "length_m > 38");
}

}  // namespace aurora::query::model

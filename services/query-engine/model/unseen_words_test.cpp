#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// General rules of reading, each on tables that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using answer::Status;
using catalog::ColumnProfile;
using catalog::Snapshot;
using catalog::TableProfile;

TableProfile Table(std::string name, std::vector<ColumnProfile> columns) { return MakeTable("ferries", std::move(name), 1000, std::move(columns)); }

// Crossings of ferries, and the boats.
std::shared_ptr<const Snapshot> Ferries() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(Table(
      "crossings", {Column("crossing_id", "UInt64"), Column("sailed_at", "DateTime('UTC')"), Column("docked_at", "Nullable(DateTime('UTC'))"), Column("boat_id", "UInt16"),
                    Column("from_pier", "LowCardinality(String)", {"Alba", "Brack", "Corran"}), Column("to_pier", "LowCardinality(String)", {"Alba", "Brack", "Corran"}),
                    Column("passengers", "UInt16"), Column("fuel_l", "Float32"), Column("swell_cm", "UInt16"), Column("cause", "LowCardinality(Nullable(String))", {"fog", "storm"}),
                    Column("is_international", "Bool"), Column("succeeded", "Bool"), Column("voyage_type", "LowCardinality(String)", {"freight", "tour"}), Column("fare_class", "LowCardinality(String)", {"basic", "plus"}), Column("rating", "Nullable(UInt8)")}));
  TableProfile boats = Table("boats", {Column("boat_id", "UInt16"), Column("boat_name", "String"), Column("launched_on", "Date"), Column("hull", "LowCardinality(String)", {"steel", "wood"})});
  boats.rows = 20;
  boats.columns[0].distinct = 20;
  snapshot->tables.push_back(std::move(boats));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& Ask = AskOver<Ferries>;

bool Has(const std::string& question, const std::string& part) {
  const std::string sql = SqlOf(Ask(question));
  INFO(question << " -> " << sql);
  CHECK(sql.find(part) != std::string::npos);
  return sql.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("what is counted is added up, whatever the number of its values") {
  CHECK(Has("passengers by hull yesterday", "sum(crossings.passengers)"));
  CHECK(Has("average passengers by hull", "avg(crossings.passengers)"));
}

TEST_CASE("a flag is found by its opposite") {
  CHECK(Has("how many domestic crossings today", "is_international = false"));
  CHECK(Has("number of failed crossings today", "succeeded = false"));
  CHECK(Has("failure rate this week", "countIf(succeeded = false) / count()"));
}

TEST_CASE("from and to choose between columns that share their values") {
  CHECK(Has("how many crossings from Alba to Brack today", "from_pier = Alba AND to_pier = Brack"));
  CHECK(Has("crossings by destination this week", "GROUP BY to_pier"));
  // "pier" alone could be either.
  CHECK(Ask("which pier had the most crossings").reading.status == Status::kClarify);
}

TEST_CASE("a negated cause is not a missing one") {
  CHECK(Has("how many crossings were not caused by fog", "cause != fog"));
  CHECK(SqlOf(Ask("how many crossings were not caused by fog")).find("IS NULL") == std::string::npos);
}

TEST_CASE("moments that have not come are missing") {
  CHECK(Has("how many crossings are waiting to be docked", "docked_at IS NULL"));
  CHECK(Has("how many crossings are still undocked", "docked_at IS NULL"));
}

TEST_CASE("a total of an entity is a condition on its group") {
  CHECK(Has("which boats used more than 500 litres this month", "HAVING sum("));
  CHECK(Has("crossings with more than 40 litres, how many", "fuel_l > 40"));
}

TEST_CASE("within a time after the row's own time is a span") {
  CHECK(Has("how many crossings docked within 30 minutes", "dateDiff('second', sailed_at, docked_at) <= 1800"));
}

TEST_CASE("groups are compared by what stands between the comparison and than") {
  CHECK(Has("do international crossings have a higher swell than domestic ones", "avg(swell_cm)"));
  CHECK(Has("do international crossings have a higher swell than domestic ones", "GROUP BY is_international"));
}

TEST_CASE("what was filled in or leans on a small word is said with less confidence") {
  CHECK(Ask("how many crossings yesterday").reading.confidence >= 0.9);
  CHECK(Has("swell by hull", "avg(crossings.swell_cm)"));
  CHECK(Ask("swell by hull").reading.confidence < 0.9);
  CHECK(Ask("boats without a crossing").reading.confidence < 0.9);
}

TEST_CASE("what a row is called is no kind of it") {
  CHECK(Has("how many voyages yesterday", "SELECT count()"));
  CHECK(Has("how many different voyage types", "uniqExact(voyage_type)"));
  CHECK(Has("crossings by voyage type", "GROUP BY voyage_type"));
}

TEST_CASE("a value that is also a word of the language") { CHECK(Has("how many plus crossings today", "fare_class = plus")); }

TEST_CASE("what goes on from nothing is not answered with rows") {
  CHECK(Ask("and for Alba?").reading.status == Status::kRefused);
  CHECK(Ask("only the international ones").reading.status == Status::kRefused);
}

TEST_CASE("an order by its base form is refused") { CHECK(Ask("delete crossing 12").reading.status == Status::kRefused); }

TEST_CASE("a clock on several days is these hours of each, and not one day's") {
  CHECK(Has("how many crossings between 1am and 5am this week", "toHour(sailed_at) IN (1, 2, 3, 4)"));
  CHECK(Ask("how many crossings between 1:30am and 5am this week").reading.status == Status::kRefused);
}

}  // namespace aurora::query::model

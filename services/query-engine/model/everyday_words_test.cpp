#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// How people say what columns are called otherwise: abbreviations, halves, units in place of measures, "kind of", and words
// with several honest readings, on tables that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using answer::Status;
using catalog::ColumnProfile;
using catalog::Snapshot;
using catalog::TableProfile;

// Broadcasts of radio stations, and their masts.
std::shared_ptr<const Snapshot> Radio() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "radio", "broadcasts", 1000,
      {Column("broadcast_id", "UInt64"), Column("aired_at", "DateTime('UTC')"), Column("mast_id", "UInt16"), Column("kind", "LowCardinality(String)", {"music", "talk"}),
       Column("duration_s", "UInt32"), Column("megabytes", "Float32"), Column("signal_dbm", "Int16"), Column("result", "LowCardinality(String)", {"finished", "aborted"}), Column("live", "Bool"),
       Column("presenter", "LowCardinality(String)", {"Ada", "Bo"})}));
  TableProfile masts = MakeTable("radio", "masts", 20,
                                 {Column("mast_id", "UInt16"), Column("mast_name", "String"), Column("technology", "LowCardinality(String)", {"4G", "5G"}), Column("height_m", "UInt16"),
                                  Column("commissioned_on", "Date"), Column("owner_id", "UInt16")});
  masts.columns[0].distinct = 20;
  snapshot->tables.push_back(std::move(masts));
  TableProfile owners = MakeTable("radio", "owners", 5, {Column("owner_id", "UInt16"), Column("county", "LowCardinality(String)", {"Kent", "Devon"})});
  owners.columns[0].distinct = 5;
  snapshot->tables.push_back(std::move(owners));
  NameTables(*snapshot);
  return snapshot;
}

// Hauls of a fleet, which have a weight and money.
std::shared_ptr<const Snapshot> Hauls() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 2;
  snapshot->tables.push_back(MakeTable("fleet", "hauls", 1000, {Column("haul_id", "UInt64"), Column("hauled_at", "DateTime('UTC')"), Column("weight_kg", "Float32"), Column("price_eur", "Decimal(10, 2)")}));
  snapshot->names.Add({"fleet", "hauls"}, {"haul_id", "hauled_at", "weight_kg", "price_eur"});
  return snapshot;
}

constexpr auto& Ask = AskOver<Radio>;
constexpr auto& CheckHas = CheckHasOver<Radio>;

}  // namespace

TEST_CASE("the kind of a row is a column where one is called so") {
  CheckHas("abort rate by kind of broadcast", "GROUP BY kind");
  CheckHas("how many broadcasts by kind", "GROUP BY kind");
}

TEST_CASE("a sign or an abbreviation is the word that it stands for") {
  CheckHas("what % of broadcasts were aborted today", "countIf(result = aborted) / count()");
  CheckHas("% of broadcasts that are live", "countIf(live = true) / count()");
  CheckHas("average signal today in %", "avg(signal_dbm)");
  CheckHas("no. of broadcasts today", "SELECT count()");
  CheckHas("how many broadcasts were not live", "live = false");
}

TEST_CASE("a half is a number") {
  CheckHas("how many broadcasts lasted longer than an hour and a half", "duration_s > 5400");
  CheckHas("how many broadcasts lasted at least half an hour", "duration_s >= 1800");
}

TEST_CASE("a unit behind the rows is what is added up") {
  CheckHas("total broadcast minutes today", "sum(duration_s / 60)");
  CheckHas("how many broadcasts today", "SELECT count()");
}

TEST_CASE("data and traffic are columns of bytes") {
  CheckHas("how much data was sent today in GB", "sum(megabytes / 1000)");
  CheckHas("traffic by presenter this week", "sum(megabytes)");
  CheckHas("average signal strength today", "avg(signal_dbm)");
}

TEST_CASE("a value may begin with a digit") { CheckHas("how many broadcasts of 5G masts today", "technology = 5G"); }

TEST_CASE("heights are compared as lengths") {
  CheckHas("masts taller than 70 metres", "height_m > 70");
  CheckHas("how many masts went live last year", "commissioned_on >=");
}

TEST_CASE("a table is joined through another") {
  CheckHas("broadcasts by county this week", "ON broadcasts.mast_id = masts.mast_id");
  CheckHas("broadcasts by county this week", "ON masts.owner_id = owners.owner_id");
  CheckHas("how many broadcasts in Kent today", "county = Kent");
}

TEST_CASE("what is good is not the number of rows") {
  CHECK(Ask("who is the best presenter").reading.status == Status::kRefused);
  CheckHas("presenter with the most broadcasts", "ORDER BY");
}

TEST_CASE("days that follow each other are one time") {
  const std::string sql = SqlOf(Ask("how many broadcasts on November 1st and 2nd"));
  INFO(sql);
  CHECK(sql.find("countIf") == std::string::npos);
}

TEST_CASE("a week that begins in another month is less sure, and can be read otherwise") {
  const Generated generated = Ask("how many broadcasts in the first week of October");
  REQUIRE(generated.reading.status == Status::kAnswered);
  CHECK(generated.reading.confidence < 0.9);
  const auto offered = [](const answer::Assumption& one) {
    for (const auto& other : one.alternatives) {
      if (other.id == "seven_days") return true;
    }
    return false;
  };
  CHECK(std::any_of(generated.reading.assumptions.begin(), generated.reading.assumptions.end(), offered));
  CHECK(Ask("how many broadcasts in October").reading.confidence >= 0.9);
}

TEST_CASE("a size that may be of weight or of money is asked back, and each can be chosen") {
  const TestParser parser(Hauls());
  const Generated generated = parser.Ask("the three biggest hauls");
  REQUIRE(generated.reading.status == Status::kClarify);
  REQUIRE(generated.reading.alternatives.size() == 2);
  const std::vector<std::string> columns = {"price_eur", "weight_kg"};
  for (size_t i = 0; i < columns.size(); ++i) {
    const Generated chosen = parser.Ask(generated.reading.alternatives[i].question);
    INFO(generated.reading.alternatives[i].question << " -> " << SqlOf(chosen));
    CHECK(chosen.reading.status == Status::kAnswered);
    CHECK(SqlOf(chosen).find("ORDER BY " + columns[i] + " DESC") != std::string::npos);
    CHECK(chosen.reading.sql.text == generated.reading.alternatives[i].sql);
  }
}

}  // namespace aurora::query::model

#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// What is not there, said in other words: steps without rows, rows of one table that have none in another, what is empty, what is left out.

namespace aurora::query::model {
namespace {

using catalog::ColumnProfile;
using catalog::Snapshot;
using catalog::TableProfile;

TableProfile In(std::string name, uint64_t rows, std::vector<ColumnProfile> columns) { return MakeTable("orchard", std::move(name), rows, std::move(columns)); }

// A fruit farm: its rows of trees, the pickings, and the crates that were shipped.
std::shared_ptr<const Snapshot> Orchard() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(In("parcels", 60, {Distinct(Column("parcel_id", "UInt32"), 60), Column("crop", "LowCardinality(String)", {"apple", "pear", "cherry"}), Column("planted_on", "Date"), Column("cleared_on", "Nullable(Date)", {}, "null while it bears fruit"),
                                                Column("slope", "LowCardinality(String)", {"north", "south"})}));
  snapshot->tables.push_back(In("pickings", 9000, {Column("picking_id", "UInt64"), Column("picked_at", "DateTime('UTC')"), Column("weighed_at", "Nullable(DateTime('UTC'))"), Distinct(Column("parcel_id", "UInt32"), 60), Distinct(Column("picker_id", "UInt32"), 90),
                                                   Column("shed", "LowCardinality(String)", {"upper", "lower", "mill"}), Column("tool", "LowCardinality(String)", {"ladder", "platform", "shaker"}), Column("stage", "LowCardinality(String)", {"stored", "spoiled", "cancelled"}),
                                                   Column("kilos", "Nullable(Float32)"), Column("defects", "Array(String)", {"scab", "bruise"}), Column("organic", "Bool")}));
  NameTables(*snapshot);
  return snapshot;
}

std::string Sql(const std::string& question) {
  static const TestParser parser(Orchard());
  return SqlOf(parser.Ask(question), "'", "'");
}

std::string Then(const std::string& first, const std::string& question) {
  static const TestParser parser(Orchard());
  const Generated before = parser.Ask(first);
  REQUIRE(before.form != nullptr);
  return SqlOf(parser.Ask(question, before.form.get()), "'", "'");
}

void Has(const std::string& question, const std::string& part) { CheckSqlHas(question, Sql(question), part); }
void Lacks(const std::string& question, const std::string& part) { CheckSqlLacks(question, Sql(question), part); }

TEST_CASE("steps without rows are asked for in many words") {
  for (const char* clause : {"please list empty dates as zero too", "and please keep the empty dates in the list as zero", "with zero rows where nothing happened", "dates on which it stayed closed listed as 0", "fill the missing days with 0", "and do not skip the empty days",
                             "days with none should read zero"}) {
    Has(std::string("daily number of pickings since 1 May, ") + clause, "WITH FILL");
  }
  Has("pickings per day since 1 May. Dates without any picking must be listed too, as zero.", "WITH FILL");
  // The sum of what may be missing is missing where there is no row.
  Has("kilos picked per day since 1 May, fill the empty days with 0", "ifNull(sum(kilos), 0)");
  // Days are asked for, and none is to be shown beside.
  Has("days with zero pickings in May", "rows_seen = 0");
  Lacks("days with 0 pickings in May", "count() AS pickings");
  Has("dates in May with zero pickings", "rows_seen = 0");
  Has("on what dates in May were there no pickings", "rows_seen = 0");
}

TEST_CASE("rows of a list that have none in another table") {
  Has("parcels that have not had a single picking since 1 May", "NOT IN (SELECT pickings.parcel_id");
  Has("how many parcels without a single spoiled picking this month", "pickings.stage = 'spoiled'");
  Has("how many parcels without a cancelled picking", "NOT IN (SELECT pickings.parcel_id FROM orchard.pickings AS pickings WHERE pickings.stage = 'cancelled')");
  Has("how many parcels have not one row in the pickings table", "NOT IN (SELECT pickings.parcel_id");
  // Weighed, and not picked, in that time.
  Has("parcels with no picking weighed this week", "pickings.weighed_at >=");
  Has("parcels that never spoiled anything", "pickings.stage = 'spoiled'");
  Has("how many parcels had no organic pickings this month", "NOT IN (SELECT pickings.parcel_id FROM orchard.pickings AS pickings WHERE pickings.organic");
  Has("how many pickers had no organic pickings this month", "HAVING countIf(organic = 'true') = '0'");
  Has("how many cherries have no picking since 1 May", "parcels.crop = 'cherry'");
}

TEST_CASE("what is left out is said before or behind") {
  Has("kilos per shed this month, with cancelled pickings left out", "stage != 'cancelled'");
  Has("total kilos on 1 May, skip spoiled pickings", "stage != 'spoiled'");
  Has("total kilos this month once you drop the spoiled ones", "stage != 'spoiled'");
  Has("kilos per shed this month, spoiled ones are not meant", "stage != 'spoiled'");
  Has("kilos per shed this month, with cancelled ones excluded", "stage != 'cancelled'");
  Has("kilos per shed this month, shaker pickers excluded", "tool != 'shaker'");
  Has("pickings per shed rather than per tool this month", "GROUP BY shed");
  Lacks("pickings per shed, not per tool", "tool");
  // A condition said with the same words is none of it.
  const std::string by_ladder = Sql("pickings per day this month, not by ladder");
  CHECK((by_ladder.starts_with("none: ") || by_ladder.find("tool != 'ladder'") != std::string::npos));
}

TEST_CASE("another split rather than the one before") {
  for (const char* again : {"now per tool, not per shed", "group it by tool rather than by shed", "now split by tool rather than the shed", "and by tool instead of shed"}) {
    CheckSqlHas(again, Then("number of pickings per shed this month", again), "GROUP BY tool");
    CheckSqlLacks(again, Then("number of pickings per shed this month", again), "shed");
  }
}

TEST_CASE("what is empty or filled") {
  Has("how many parcels without a clearing date", "cleared_on IS NULL");
  Has("how many parcels with no cleared date", "cleared_on IS NULL");
  Has("parcels where cleared_on is empty", "cleared_on IS NULL");
  Has("how many parcels have cleared_on filled in?", "cleared_on IS NOT NULL");
  Has("share of pickings this month where defects is not empty", "notEmpty(defects)");
  Has("how many pickings have the organic flag not set", "organic = 'false'");
  Has("median kilos today, ignoring pickings nobody weighed", "weighed_at IS NOT NULL");
  Lacks("median kilos today, ignoring pickings nobody weighed", "weighed_at IS NULL");
}

TEST_CASE("those whose first row is of the time that is asked for") {
  Has("how many pickers since Monday had never picked anything before?", "min(picked_at) >=");
  Has("new pickers since 18 May, never seen before: number", "min(picked_at) >=");
  Has("how many pickers had a picking in November so far but none before the 1st?", "min(picked_at) >=");
  Lacks("how many pickers had a picking in November so far but none before the 1st?", "countIf");
}

TEST_CASE("members of two sets are in each of them") {
  Has("how many pickers worked with the ladder as well as with the shaker this month", "HAVING countIf(tool = 'ladder') > '0' AND countIf(tool = 'shaker') > '0'");
  Has("how many pickers have at least one picking with a ladder and another with a shaker", "countIf(tool = 'shaker') > '0'");
  Has("how many pickers made at least one picking in the upper shed as well as at least one in the mill this month", "countIf(shed = 'upper') > '0'");
  // Either, as it is counted everywhere.
  Has("how many pickings with ladder or shaker this month", "tool IN");
}

TEST_CASE("who gives nothing any more") {
  Has("which sheds have not delivered anything since 9:20 today?", "max(picked_at) <");
  Has("pickers whose last picking is older than 3 x 24 hours", "max(picked_at) <");
  Has("pickers whose last picking is over 72 hours old", "max(picked_at) <");
  Has("sheds whose last weighing is over 3 days ago", "max(weighed_at) <");
}

}  // namespace
}  // namespace aurora::query::model

#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// Conditions on groups by an average or a share; columns that say how many of something a row has; what happened when, of states that
// have a time of their own. On tables that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// Cabins in the woods that people rent.
std::shared_ptr<const Snapshot> Cabins() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "cabins", "rentals", 10'000,
      {Column("rental_id", "UInt64"), Column("placed_at", "DateTime('UTC')"), Column("handed_at", "Nullable(DateTime('UTC'))"), Distinct(Column("renter_id", "UInt32"), 900), Column("wood", "LowCardinality(String)", {"Beech", "Fir", "Oak"}),
       Column("agent", "LowCardinality(String)", {"web", "desk"}), Column("ship_to", "LowCardinality(String)", {"US", "DE"}), Distinct(Column("nights", "UInt8"), 14), Column("beds", "UInt8", {"1", "2", "3", "4"}), Column("dogs", "UInt8", {"0", "1", "2"}),
       Column("stars", "Nullable(UInt8)", {}, "1 to 5"), Column("total_eur", "Decimal(9,2)"),
       Column("state", "LowCardinality(String)", {"open", "handed", "refunded"}, "open, handed or refunded; refunded rentals bring in no money")}));
  snapshot->tables.push_back(MakeTable("cabins", "visits", 5'000,
                                       {Column("visit_id", "UInt64"), Column("came_at", "DateTime('UTC')"), Distinct(Column("rental_id", "UInt64"), 4'000), Column("keeper", "LowCardinality(String)", {"Kim", "Lee"}), Column("attempt", "UInt8", {"1", "2", "3"}),
                                        Column("result", "LowCardinality(String)", {"ok", "no_wood", "jammed"})}));
  snapshot->tables.push_back(MakeTable("cabins", "faults", 2'000, {Distinct(Column("slip", "UInt32"), 2'000), Column("opened_at", "DateTime('UTC')"), Column("closed_at", "Nullable(DateTime('UTC'))"), Column("shed", "LowCardinality(String)", {"east", "west"})}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& Ask = AskOver<Cabins>;
constexpr auto& CheckHas = CheckHasOver<Cabins>;

void CheckHasNot(const std::string& question, const std::string& part) {
  INFO(question);
  CHECK(SqlOf(Ask(question)).find(part) == std::string::npos);
}

}  // namespace

TEST_CASE("groups are chosen by what an aggregate of them is") {
  CheckHas("woods with an average star rating below 4", "GROUP BY wood HAVING avg(stars) < 4");
  CheckHas("woods whose median total is above 300 euros", "HAVING quantileExact(0.5)(total_eur) > 300");
  CheckHas("agents where the average stars are more than 3", "HAVING avg(stars) > 3");
  CheckHas("how many renters have an average star rating of at least 4", "SELECT count()");
}

TEST_CASE("once is a number of rows") {
  CheckHas("renters who placed rentals more than once this month", "HAVING count() > 1");
  CheckHas("how many renters came more than once", "HAVING count() > 1");
  CheckHas("renters who placed rentals only once", "HAVING count() = 1");
}

TEST_CASE("an average that is asked for is no condition on groups") {
  CheckHasNot("average total of rentals with more than 2 beds by wood", "HAVING");
  CheckHas("average total of rentals with more than 2 beds by wood", "WHERE beds > 2");
}

TEST_CASE("groups are chosen by a share") {
  CheckHas("woods with a refund rate above 12 %", "HAVING countIf(state = refunded) / count() > 0.12");
  CheckHas("agents where more than 5% of rentals were refunded", "HAVING countIf(state = refunded) / count() > 0.05");
  CheckHas("woods with a share of refunded rentals below 3 percent", "HAVING countIf(state = refunded) / count() < 0.03");
  CheckHas("how many woods have a refund rate over 12%", "SELECT count()");
}

TEST_CASE("how many of something a row has is compared, present or none") {
  CheckHas("rentals with 2 beds and no dogs", "WHERE beds = 2 AND dogs = 0");
  CheckHas("rentals with dogs last month", "dogs > 0");
  CheckHas("share of rentals with dogs by wood", "countIf(dogs > 0) / count()");
  CheckHas("how many rentals had dogs last month", "count()");
  CheckHas("rentals that had dogs last month", "dogs > 0");
  CheckHas("rentals for 3 nights", "nights = 3");
  CheckHas("cheapest wood per night", "sum(total_eur) / sum(nights)");
  CheckHas("3-night rentals per month", "nights = 3");
  CheckHas("visits with more than two attempts", "attempt > 2");
  CheckHas("average attempts per keeper", "avg(attempt)");
}

TEST_CASE("of what each row has some, none is not asked") { CheckHasNot("rentals with beds", "beds > 0"); }

TEST_CASE("nights are days of a stay") {
  CheckHas("rentals longer than a week", "nights > 7");
  CheckHas("longest rental last year", "ORDER BY nights DESC");
}

TEST_CASE("what happened in a time goes by the time that it happened at") {
  CheckHas("rentals handed yesterday", "handed_at >= ");
  CheckHas("how many rentals were handed in the last 3 hours", "handed_at >= ");
}

TEST_CASE("what was earned is a sum, whatever it was earned with") {
  CheckHas("what did the desk earn last month", "sum(total_eur)");
  CheckHas("what did we earn from Oak last month", "sum(total_eur)");
}

TEST_CASE("rows of a time that lack another are those of that time") {
  CheckHas("rentals from last week without a visit", "WHERE rentals.placed_at >= ");
  CheckHas("rentals without a visit last week", "visits.came_at >= ");
}

TEST_CASE("a state that says no says nothing of its noun") { CheckHasNot("wood visits per keeper this month", "no_wood"); }

TEST_CASE("what failed is what did not go well") { CheckHas("failed visits this month", "result IN (no_wood, jammed)"); }

TEST_CASE("best and worst rated go by the average rating") {
  CheckHas("the three worst rated agents", "avg(stars)");
  CheckHas("the three worst rated agents", "ASC");
  CheckHas("the three worst rated agents", "LIMIT 3");
  CheckHas("best-rated woods last month", "ORDER BY average_stars DESC");
}

TEST_CASE("who did not do anything has none") { CheckHas("renters who have not handed anything this week", "HAVING countIf(state = handed) = 0"); }

TEST_CASE("a verb of the question is no state") {
  CheckHasNot("how many rentals did the desk open since Tuesday", "= open");
  CheckHas("open rentals since Tuesday", "state = open");
}

TEST_CASE("us is who asks, and no country behind a verb") {
  CheckHasNot("rentals that brought us more than 100 euros", "= US");
  CheckHas("rentals in the US yesterday", "= US");
}

TEST_CASE("a number that no two rows share is not averaged") { CheckHas("average time from opening to closing a slip by shed", "avg(dateDiff('second', opened_at, closed_at))"); CheckHasNot("average time from opening to closing a slip by shed", "avg(slip)"); }

}  // namespace aurora::query::model

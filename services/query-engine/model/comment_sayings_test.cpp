#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// What comments say in passing: what rows and ids are called, which numbers have a name, what all values but one have in common. On tables that
// none of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A boat tour: the skippers, and the trips.
std::shared_ptr<const Snapshot> Boats() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable("boats", "crew", 20, {Sorted(Distinct(Column("crew_id", "UInt16"), 20)), Column("full_name", "String"), Column("rank", "LowCardinality(String)", {"captain", "mate"}),
                                                                Column("home", "LowCardinality(String)", {"PT", "GB"}, "country of residence"), Column("until_day", "Date", {}, "last day on which voyages are given out")}));
  snapshot->tables.back().comment = "skippers who steer the boats";
  snapshot->tables.push_back(MakeTable(
      "boats", "runs", 9'000,
      {Distinct(Column("run_id", "UInt64"), 9'000), Distinct(Column("crew_id", "UInt16", {}, "skipper, see crew"), 20), Distinct(Column("client_no", "UInt32", {}, "customer"), 900), Sorted(Column("left_at", "DateTime('UTC')")),
       Column("result", "LowCardinality(String)", {"admitted", "late", "unfit"}, "admitted, or the cause of the refusal: late, unfit"),
       Column("ending", "LowCardinality(String)", {"moored", "towed", "aground", "aborted", "called_off_skipper"}, "moored, towed or aground; all but moored have failed"),
       Column("leg_no", "UInt8", {"1", "2", "3"}, "1 is the first leg, 2 to 3 are repeats"), Column("lit", "Bool", {}, "true for night runs, false for daylight runs"), Column("party", "UInt8", {}, "number of guests"),
       Column("aim_cd", "LowCardinality(String)", {"SL", "FS"}, "aim of the voyage: SL seals, FS fishing"), Column("stars", "Nullable(UInt8)", {"1", "2", "3", "4", "5"}, "stars given by the client, 1 to 5"), Column("took_s", "UInt32", {}, "time under way"),
       Column("price_cents", "UInt32", {}, "price of the ticket, euro cents"), Column("stop_secs", "UInt32"), Column("kind", "LowCardinality(String)", {"seat.sold", "seat.refunded"}),
       Column("promo", "LowCardinality(Nullable(String))", {"SUN", "FUN"}, "voucher code, null when none was used"), Column("rush", "Bool", {}, "express run"), Column("hid", "Bool", {}, "anonymous: the guest hides the name"),
       Column("ended_at", "Nullable(DateTime('UTC'))", {}, "end of the run, null when aborted")}));
  snapshot->tables.back().comment = "guided voyages (runs)";
  snapshot->tables.push_back(MakeTable("boats", "hampers", 3'000,
                                       {Distinct(Column("hamper_id", "UInt64"), 3'000), Sorted(Column("came_at", "DateTime('UTC')", {}, "basket arrived from the kitchen")), Column("back_at", "Nullable(DateTime('UTC'))", {}, "null when it has not come back"),
                                        Column("due_at", "DateTime('UTC')", {}, "agreed return time"), Column("outcome", "LowCardinality(String)", {"delivered", "absent"})}));
  snapshot->tables.back().comment = "one row per attempt to deliver a basket";
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& CheckHas = CheckHasOver<Boats>;
constexpr auto& CheckLacks = CheckLacksOver<Boats>;

}  // namespace

TEST_CASE("a table is called as its comment begins") { CheckHas("how many voyages were there last week", "FROM boats.runs"); }

TEST_CASE("an id is called as its comment begins, also where a value has the word") {
  CheckHas("voyages per skipper last week", "GROUP BY crew_id");
  CheckHas("which three skippers had the most voyages last week?", "GROUP BY crew_id");
}

TEST_CASE("what all values but one have in common is said of them") {
  CheckHas("how many voyages failed last week?", "ending IN (");
  CheckHas("how many voyages were refused last week?", "result IN (");
  CheckHas("refusal rate per skipper last week", "result IN (");
  CheckHas("voyages turned away last week", "result IN (");
  CheckHas("how many customers were let in last week", "result = admitted");
}

TEST_CASE("numbers that a comment names are asked for by the name") {
  CheckHas("how many repeats were there last week", "leg_no IN (2, 3)");
  CheckHas("number of first legs last week", "leg_no = 1");
}

TEST_CASE("what a flag is true for, and what it is false for, is said of rows") {
  CheckHas("how many night voyages last week", "lit = true");
  CheckHas("daylight runs last week by skipper", "lit = false");
}

TEST_CASE("the reason of the visit is the visit reason") { CheckHas("voyages by voyage aim last week", "GROUP BY aim_cd"); }

TEST_CASE("a limit may stand behind what is counted") {
  CheckHas("how many voyages got 2 stars or less last week", "stars <= 2");
  CheckHas("number of customers with 3 voyages or more since October", "count() >= 3");
  CheckHas("voyages for 5 or more people last week - count", "party >= 5");
}

TEST_CASE("takings are money, whatever else is taken, and of what was refused there are none") {
  CheckHas("takings last week", "sum(price_cents");
  CheckHas("takings last week", "result NOT IN (late, unfit)");
}

TEST_CASE("a value with a dot is one name") { CheckHas("how many seat.refunded voyages last week", "kind = seat.refunded"); }

TEST_CASE("what a nullable code is of is asked for by having one") { CheckHas("how many voyages used a voucher last week", "promo IS NOT NULL"); }

TEST_CASE("a flag's comment says what rows are called that have it") {
  CheckHas("express voyages last week", "rush = true");
  CheckHas("how many anonymous voyages last week", "hid = true");
}

TEST_CASE("two words of one column are one number") {
  CheckLacks("median ticket price by skipper last week", "sum(");
  CheckHas("median ticket price by skipper last week", "quantileExact(0.5)(price_cents)");
}

TEST_CASE("what a length of time is called after is counted") { CheckHas("how many stops last week", "count()"); }

TEST_CASE("the biggest for each is of each") { CheckHas("biggest voyage in October for each aim", "max(price_cents)"); }

TEST_CASE("where somebody lives is a group") { CheckHas("number of skippers by country of residence", "GROUP BY home"); }

TEST_CASE("skippers without voyages are found, though a comment speaks of voyages") { CheckHas("skippers without voyages since October", "NOT IN (SELECT"); }

TEST_CASE("what came back did so at the time that is called so") { CheckHas("how many hampers came back yesterday", "back_at >="); }

TEST_CASE("an attempt to deliver is not what was delivered, and what arrived came then") {
  CheckLacks("number of delivery attempts last week", "outcome");
  CheckLacks("how many hampers arrived last week", "outcome");
}

TEST_CASE("a time that the rows asked for do not have is not theirs") { CheckHas("how many voyages were aborted last week", "left_at >="); }

TEST_CASE("what goes on from nothing is not answered") { CheckHas("by skipper instead", "none: "); }

}  // namespace aurora::query::model

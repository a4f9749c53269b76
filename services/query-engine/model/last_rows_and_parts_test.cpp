#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// Which of two places a column is, by a name that is said the other way round; the last row of each; "more than ... ago"; time that adds up; what
// a comment says of one value, or of one of a flag's two. On tables that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// Ferries, their crossings, and the hands who work at the piers.
std::shared_ptr<const Snapshot> Docks() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable("docks", "ferries", 40, {Sorted(Distinct(Column("ferry_id", "UInt32"), 40)), Column("hull", "LowCardinality(String)", {"steel", "wood"}), Column("home_quay", "LowCardinality(String)", {"North", "South"})}));
  snapshot->tables.push_back(MakeTable(
      "docks", "crossings", 9'000,
      {Distinct(Column("crossing_no", "UInt64"), 9'000), Distinct(Column("ferry_id", "UInt32"), 40), Distinct(Column("guest_id", "UInt32"), 900), Column("quay_start", "LowCardinality(String)", {"North", "South"}), Column("quay_end", "LowCardinality(String)", {"North", "South"}),
       Sorted(Column("booked_at", "DateTime('UTC')")), Column("docked_at", "Nullable(DateTime('UTC'))"), Column("dist_m", "UInt32", {}, "distance sailed in metres"), Column("fare_eur", "Decimal(8,2)"), Column("hauled", "Bool", {}, "true when the ferry was towed away"),
       Column("crossing_state", "LowCardinality(String)", {"finished", "running", "lapsed", "voided"}, "finished, running, lapsed (nobody came aboard) or voided (refunded afterwards); only finished crossings keep their fare")}));
  snapshot->tables.push_back(MakeTable("docks", "hands", 130, {Sorted(Distinct(Column("hand_id", "UInt32"), 130)), Distinct(Column("full_name", "String"), 130), Column("role", "LowCardinality(String)", {"mate", "stoker"})}));
  snapshot->tables.push_back(MakeTable(
      "docks", "duties", 5'000,
      {Distinct(Column("duty_id", "UInt64"), 5'000), Distinct(Column("hand_id", "UInt32"), 130), Sorted(Column("day", "Date")), Column("pier", "LowCardinality(String)", {"Alba", "Brim"}), Column("ot_min", "Nullable(UInt16)", {}, "overtime in minutes"),
       Column("wait_min", "UInt16", {}, "minutes until the ship came"), Column("status", "LowCardinality(String)", {"approved", "rejected", "no_show"}, "approved, rejected or no_show; only approved duties are paid"), Column("wage_eur", "Decimal(8,2)", {}, "gross wage of the duty")}));
  snapshot->tables.push_back(MakeTable("docks", "scans", 50'000,
                                       {Sorted(Column("at", "DateTime('UTC')")), Distinct(Column("hand_id", "UInt32"), 130), Distinct(Column("duty_id", "Nullable(UInt64)"), 5'000), Column("pier", "LowCardinality(String)", {"Alba", "Brim"}), Column("gate", "LowCardinality(String)", {"G1", "G2"}),
                                        Column("event", "LowCardinality(String)", {"in", "out"}), Column("ok", "Bool", {}, "false when the gate turned the person away"), Column("resp_ms", "UInt32", {}, "time the gate took to answer")}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& Ask = AskOver<Docks>;
constexpr auto& CheckHas = CheckHasOver<Docks>;
constexpr auto& CheckLacks = CheckLacksOver<Docks>;

}  // namespace

TEST_CASE("a thing is named behind what says which one of two it is") {
  CheckHas("crossings per start quay", "GROUP BY quay_start");
  CheckHas("revenue by end quay this month", "GROUP BY quay_end");
  CheckHas("crossings per home quay", "home_quay");
  CheckHas("how many crossings ended at South this week", "quay_end = South");
  CheckHas("how many crossings started at South this week", "quay_start = South");
}

TEST_CASE("a rule that names a value is no meaning of the value before it") {
  CheckHas("finished crossings this month", "crossing_state = finished");
  CheckHas("average fare of a finished crossing in May", "crossing_state = finished");
}

TEST_CASE("more than some time ago is all before it") {
  CheckHas("how many crossings were booked more than 10 days ago", "booked_at < 2026-11-09 12:00:00");
  CheckHas("scans over 3 hours ago", "at < 2026-11-19 09:00:00");
  CheckHas("how many scans less than 10 days ago", "at >= 2026-11-09 12:00:00");
  CheckHas("scans 10 days ago", "at < 2026-11-10 00:00:00");
}

TEST_CASE("the last row of each says when, and is no row that is last of all") {
  CheckHas("hands whose last scan was more than 10 days ago - who are they?", "HAVING max(scans.at) < 2026-11-09 12:00:00");
  CheckHas("guests whose latest crossing was before May", "HAVING max(booked_at) < 2026-05-01");
  CheckHas("guests whose last crossing was in October", "max(booked_at) >= 2026-10-01");
  CheckHas("guests whose first crossing was this month", "HAVING min(booked_at) >= 2026-11-01");
  CheckLacks("the last crossing before May", "HAVING");
  CHECK(Ask("guests whose last crossing was voided").reading.status != answer::Status::kAnswered);
  CHECK(Ask("guests whose most recent crossing was voided").reading.status != answer::Status::kAnswered);
}

TEST_CASE("overtime adds up, and a wait does not") {
  CheckHas("overtime this month by role, in hours", "sum(duties.ot_min / 60)");
  CheckHas("five hands with the most overtime last month", "sum(duties.ot_min)");
  CheckHas("average overtime by pier", "avg(ot_min)");
  CheckHas("wait by pier", "avg(wait_min)");
}

TEST_CASE("what is paid for some rows only is added up over these") {
  CheckHas("how much do we pay in wages for duties in October", "status = approved");
  CheckLacks("average wage of duties in October", "approved");
}

TEST_CASE("a table kept by day has what happened on its days") {
  CheckHas("no-show rate by pier in October", "FROM docks.duties");
}

TEST_CASE("a flag's comment says what one of its values means") {
  CheckHas("scans turned away, by hour, yesterday", "ok = false");
  CheckHas("crossings towed away this month", "hauled = true");
  CheckLacks("how many ferries docked this month", "hauled");
}

TEST_CASE("a state of another table's rows is unsure of these") {
  CHECK(Ask("rejected scans yesterday").reading.confidence < 0.9);
  CHECK(Ask("rejected duties in October").reading.confidence >= 0.9);
}

TEST_CASE("whose a measure is, and who did what is counted, are no groups") {
  CheckHas("median gate response time by pier", "quantileExact(0.5)(resp_ms)");
  CheckLacks("median gate response time by pier", "gate");
  CheckHas("average gate response time by gate", "GROUP BY gate");
  CheckHas("how many scans did the gates record in the past 40 minutes", "count()");
  CheckLacks("how many scans did the gates record in the past 40 minutes", "GROUP BY");
}

TEST_CASE("events of a column that says which they are are rows") {
  CheckHas("how many events in the past hour", "SELECT count() AS");
  CheckHas("how many different events in the past hour", "uniqExact(event)");
}

TEST_CASE("a length in kilometres is a distance") {
  CheckHas("average length of a crossing this month, in kilometres", "avg(dist_m / 1000)");
}

}  // namespace aurora::query::model

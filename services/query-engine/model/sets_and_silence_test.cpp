#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// What is missing, sets of an entity's rows, which column a value is of, and the money that was kept; on tables that none of
// the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::ColumnProfile;
using catalog::Snapshot;
using catalog::TableProfile;

TableProfile Of(std::string name, uint64_t rows, std::vector<ColumnProfile> columns) { return MakeTable("harbour", std::move(name), rows, std::move(columns)); }

// A sailing school: its lessons, its boats and what the boats report.
std::shared_ptr<const Snapshot> School() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(Of(
      "bookings", 4000,
      {Column("booking_id", "UInt64"), Column("booked_at", "DateTime('UTC')"), Column("refunded_at", "Nullable(DateTime('UTC'))", {}, "only on refunded bookings"), Distinct(Column("pupil_id", "UInt32"), 900),
       Column("price_eur", "Decimal(10, 2)"), Column("commission_eur", "Decimal(10, 2)", {}, "part of price_eur that goes to the agent"),
       Column("pay_state", "LowCardinality(String)", {"settled", "trial", "disputed", "refunded"}, "disputed = taken back by the bank; only settled bookings keep their money"),
       Column("taught_in", "LowCardinality(String)", {"de", "it", "fr"}, "language of the lesson, ISO 639-1: de German, it Italian, fr French"),
       Column("country", "LowCardinality(String)", {"DE", "IT", "PT"}, "country of the pupil")}));
  TableProfile boats = Of("boats", 40, {Distinct(Column("boat_id", "String"), 40), Column("launched", "Date", {}, "first day on the water"), Column("maker", "LowCardinality(String)", {"Hallberg", "Najad"})});
  snapshot->tables.push_back(std::move(boats));
  snapshot->tables.push_back(Of("positions", 900000, {Column("position_id", "UInt64"), Column("seen_at", "DateTime('UTC')"), Distinct(Column("boat_id", "String"), 40), Column("speed_kn", "Float32")}));
  snapshot->tables.push_back(Of("log", 80000, {Column("log_id", "UInt64"), Column("logged_at", "DateTime('UTC')"), Distinct(Column("sailor_id", "UInt32"), 700),
                                               Column("ev_kind", "LowCardinality(String)", {"departed", "anchored", "capsized", "moored"})}));
  TableProfile kit = Of("gear", 12, {Distinct(Column("gear_code", "String", {"LJ", "HN", "WS"}), 12), Distinct(Column("gear_name", "String", {"life jacket", "harness", "wetsuit"}), 12)});
  snapshot->tables.push_back(std::move(kit));
  snapshot->tables.push_back(Of("loans", 30000, {Column("loan_id", "UInt64"), Column("lent_at", "DateTime('UTC')"), Distinct(Column("member_id", "UInt32"), 600), Distinct(Column("gear_code", "String", {"LJ", "HN", "WS"}), 12)}));
  snapshot->tables.push_back(Of(
      "inspections", 2000,
      {Column("inspection_id", "UInt64"), Column("carried_out_at", "DateTime('UTC')"), Column("quay", "LowCardinality(String)", {"north", "south"}),
       Column("hull_temp_c", "Nullable(Float32)", {}, "null when the probe gave no reading"), Column("verdict_at", "Nullable(DateTime('UTC'))", {}, "null = verdict still pending"),
       Column("grade", "LowCardinality(Nullable(String))", {"A", "B"}), Column("taken_by", "Nullable(String)", {}, "harbour master who took it over; null = nobody yet"),
       Column("sealed", "UInt8", {}, "1 = engine room was sealed")}));
  NameTables(*snapshot);
  return snapshot;
}

std::string Sql(const std::string& question) {
  static const TestParser parser(School());
  return SqlOf(parser.Ask(question), "'", "'");
}

void Has(const std::string& question, const std::string& part) { CheckSqlHas(question, Sql(question), part); }
void Lacks(const std::string& question, const std::string& part) { CheckSqlLacks(question, Sql(question), part); }

TEST_CASE("only the rows of which a comment says so keep their money") {
  Has("revenue from bookings this month", "pay_state = 'settled'");
  Has("what did we take in last week", "pay_state = 'settled'");
  Has("total commission from bookings this month", "pay_state = 'settled'");
  Has("money refunded last week", "pay_state = 'refunded'");
  Lacks("how many bookings this month", "pay_state");
}

TEST_CASE("a value belongs to the column that its noun or its comment says") {
  Has("how many bookings of Italian lessons this month", "taught_in = 'it'");
  Has("how many bookings by Italian pupils this month", "country = 'IT'");
  Lacks("how many bookings by Italian pupils this month", "taught_in");
}

TEST_CASE("silence is told by what happened and not by a date of things") {
  const std::string sql = Sql("which boats have been silent for two days?");
  CheckSqlHas("silent boats", sql, "positions");
  CheckSqlHas("silent boats", sql, "max(seen_at)");
  Has("which boats haven't reported for more than a day?", "HAVING max(seen_at) < '2026-11-18 12:00:00.000'");
  Has("which boats havent reported for three days?", "HAVING max(seen_at) < '2026-11-16 12:00:00.000'");
}

TEST_CASE("sets of an entity's rows") {
  const std::string both = Sql("how many members borrowed both a life jacket and a harness this month");
  INFO(both);
  CHECK((both.find("none: ") == 0 || both.find("HAVING") != std::string::npos));
  const std::string none = Sql("how many sailors departed this week but anchored none?");
  CheckSqlHas("departed but anchored none", none, "countIf(ev_kind = 'anchored') = '0'");
  Has("how many sailors departed at least once but never capsized?", "countIf(ev_kind = 'capsized') = '0'");
}

TEST_CASE("what only a comment says to be missing") {
  Has("how many inspections had no temperature this month?", "hull_temp_c IS NULL");
  Has("how many inspections at the north quay have no verdict yet?", "verdict_at IS NULL");
  Has("show the inspections that nobody has dealt with yet", "taken_by IS NULL");
  Has("how many sealed inspections this month?", "sealed = '1'");
}

TEST_CASE("a degree that is not as usual is one of what has it") {
  Has("when did the north quay get strangely hot yesterday?", "avg(hull_temp_c)");
  const std::string slow = Sql("is any boat suspiciously slow today?");
  CheckSqlHas("suspiciously slow", slow, "avgIf(speed_kn");
  CheckSqlHas("suspiciously slow", slow, "score ASC");
}

TEST_CASE("dates without a row") {
  Has("any dates this month on which nothing was logged?", "2026-11-01");
  Has("days this month when nobody departed", "ev_kind = 'departed'");
}

}  // namespace
}  // namespace aurora::query::model

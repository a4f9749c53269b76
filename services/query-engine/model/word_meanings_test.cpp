#include <catch2/catch.hpp>

#include <algorithm>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// What words mean: values by their comments, units, moments, and links by nearness of meaning.

namespace aurora::query::model {
namespace {

using answer::Status;
using catalog::Snapshot;

catalog::ColumnProfile Marks() {
  catalog::ColumnProfile marks = Column("comfort", "UInt8", {}, "1 to 5");
  marks.distinct = 5;
  return marks;
}

// Rides of lifts, and what they cost.
std::shared_ptr<const Snapshot> Lifts() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "lifts", "rides", 1000,
      {Column("ride_id", "UInt64"), Column("called_at", "DateTime('UTC')"), Column("doors_at", "Nullable(DateTime('UTC'))", {}, "cabin left the ground floor"), Column("cabin", "String", {"A", "B"}),
       Column("end_state", "String", {"DONE", "JAM", "PWR", "NO_CALL"}, "DONE = arrived at the floor, JAM = door jammed by an object, PWR = mains failure, NO_CALL = sensor could not be read"),
       Column("called_by", "String", {"key", "panel"}, "key = by a porter with a key, panel = by a visitor in the hall"), Column("prio", "UInt8", {}, "1 = emergency, 2 = ordinary"),
       Marks(), Column("water_m3", "Float32"), Column("crate_weight_kg", "Float32"), Column("panel_status", "UInt16", {}, "HTTP status of the panel"), Column("pay_method", "String", {"coin", "pass"}), Column("fare_eur", "Float32"),
       Column("bill_status", "String", {"ok", "open", "gone"}, "ok = paid, open = nothing charged yet, gone = money given back"),
       Column("toll", "UInt32", {}, "amount in euro cents")}));
  NameTables(*snapshot);
  return snapshot;
}

std::string Sql(const std::string& question) {
  static const TestParser parser(Lifts());
  return SqlOf(parser.Ask(question), "<", ">");
}

void Has(const std::string& question, const std::string& part) { CheckSqlHas(question, Sql(question), part); }
void Lacks(const std::string& question, const std::string& part) { CheckSqlLacks(question, Sql(question), part); }

}  // namespace

TEST_CASE("things that are weighed are counted, and their weight is asked for by its name") {
  Has("number of crates yesterday", "count()");
  Has("crates per cabin yesterday", "count()");
  Has("total crate weight yesterday", "sum(crate_weight_kg)");
}

TEST_CASE("a column whose comment says a scale holds marks") { Has("average comfort by cabin yesterday", "avg(comfort)"); }

TEST_CASE("HTTP's status codes have names") {
  Has("how many server errors yesterday", "panel_status IN (<500>, <501>");
  Has("5xx by cabin yesterday", "panel_status IN (<500>, <501>");
  Has("share of throttled rides yesterday", "panel_status = <429>");
}

TEST_CASE("a value is found by what its comment says of it") {
  Has("how many rides with a mains failure yesterday", "end_state = <PWR>");
  Has("number of jammed rides this week", "end_state = <JAM>");
  Has("rides called by a porter today", "called_by = <key>");
  Has("how many emergency rides today", "prio = <1>");
}

TEST_CASE("what could not be done is also what is un-able") { Has("how many unreadable rides yesterday", "end_state = <NO_CALL>"); }

TEST_CASE("words of a comment that says not do not stand alone for its value") { CHECK(Sql("how many rides were read yesterday").find("NO_CALL") == std::string::npos); }

TEST_CASE("a moment is found by what its comment says happened") { Has("how many rides have left the ground floor today", "doors_at >="); }

TEST_CASE("units of several words, and currencies by their codes") {
  Has("how many cubic metres last week", "sum(water_m3)");
  Has("total fare yesterday in EUR", "sum(fare_eur)");
  Has("rides with a toll over 5 euros", "toll > <500>");
}

TEST_CASE("a column is found by what its kind is usually called") {
  Has("rides by payment method this week", "GROUP BY pay_method");
  Has("rides per means of payment this week", "GROUP BY pay_method");
}

TEST_CASE("which money was kept is read value by value") {
  Has("revenue last week", "bill_status NOT IN (<open>, <gone>)");
  Lacks("revenue last week", "<ok>");
}

TEST_CASE("a word that no table knows is read as what it is linked to, and shown, and not sure") {
  static const EmbeddedGenerator generator;
  GenerateRequest request;
  request.question = "number of rides by wagon yesterday";
  request.now = kNow;
  request.snapshot = Lifts();
  const Generated refused = generator.Generate(request);
  CHECK(refused.reading.status == Status::kRefused);
  REQUIRE(refused.unknown == std::vector<std::vector<std::string>>{{"wagon"}});
  request.links = {{{"wagon"}, "lifts", "rides", "cabin", {}}};
  const Generated linked = generator.Generate(request);
  CheckSqlHas(request.question, SqlOf(linked), "GROUP BY cabin");
  request.question = "average tariffs by cabin yesterday";
  request.links = {{{"tariffs"}, "lifts", "rides", "fare_eur", {}}};
  CheckSqlHas(request.question, SqlOf(generator.Generate(request)), "avg(fare_eur)");
  request.question = "how many blocked-up rides yesterday";
  request.links = {{{"blocked", "up"}, "lifts", "rides", "end_state", {"JAM"}}};
  CheckSqlHas(request.question, SqlOf(generator.Generate(request), "<", ">"), "end_state = <JAM>");
  CHECK(linked.reading.confidence < 0.9);
  CHECK(std::any_of(linked.reading.assumptions.begin(), linked.reading.assumptions.end(), [](const answer::Assumption& one) { return one.id == "meaning" && one.words == "wagon"; }));
}

// "wagons" is linked to a value, and then found to be those who did it: nothing is left to say what it was taken for.
TEST_CASE("words that are set aside after they were linked are no link any more") {
  static const EmbeddedGenerator generator;
  GenerateRequest request;
  request.question = "how many rides did the wagons make yesterday";
  request.now = kNow;
  request.snapshot = Lifts();
  request.links = {{{"wagons"}, "lifts", "rides", "end_state", {"JAM"}}};
  const Generated read = generator.Generate(request);
  CHECK(std::none_of(read.reading.assumptions.begin(), read.reading.assumptions.end(), [](const answer::Assumption& one) { return one.id == "meaning"; }));
  CHECK(SqlOf(read).find("end_state") == std::string::npos);
}

}  // namespace aurora::query::model

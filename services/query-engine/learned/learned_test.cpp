#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "libs/state/database.h"
#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/language/glossary/definition.h"
#include "services/query-engine/language/print/expression_printer.h"
#include "services/query-engine/learned/feedback_store.h"
#include "services/query-engine/learned/knowledge.h"
#include "services/query-engine/learned/question_times.h"
#include "services/query-engine/learned/state_schema.h"

namespace aurora::query::learned {
namespace {

using language::TermKind;

const absl::Time kNow = absl::FromUnixSeconds(1'795'000'000);
const language::Source kOrders{"shop", "orders"};

guard::KnownTables Tables() {
  guard::KnownTables tables;
  tables.Add({"shop", "orders"}, {"total", "refund", "tier", "last_seen"});
  tables.Add({"shop", "customers"}, {"id", "orders"});
  return tables;
}

struct Fixture {
  Fixture() {
    char name[] = "/tmp/aurora-learned-XXXXXX";
    folder = ::mkdtemp(name);
    database = Open();
  }
  ~Fixture() {
    database.reset();
    std::filesystem::remove_all(folder);
  }
  std::unique_ptr<state::Database> Open() const {
    state::DatabaseOptions options;
    options.url = "sqlite://" + folder + "/state.db";
    return std::move(state::Database::Open(options, StateMigrations())).value();
  }
  std::string folder;
  std::unique_ptr<state::Database> database;
};

StoredTerm Net() {
  StoredTerm term;
  term.term = "Net Revenue";
  term.kind = TermKind::kMeasure;
  term.definition = "sum(total) - sum(refund)";
  term.table = kOrders;
  term.made_by = "ann";
  return term;
}

std::string Printed(const char* sql, TermKind kind, const std::string& within) {
  const auto pieces = language::ReadDefinition(sql, kind, kOrders, Tables());
  REQUIRE(pieces.ok());
  std::string text;
  for (const language::Defined::Piece& piece : *pieces) language::PrintPiece(piece, piece.text, within, &text);
  return text;
}

std::string Refused(const char* sql, TermKind kind) {
  const auto pieces = language::ReadDefinition(sql, kind, kOrders, Tables());
  return pieces.ok() ? "" : std::string(pieces.status().message());
}

}  // namespace

TEST_CASE("aggregates of a definition are taken over fewer rows") {
  const auto measure = [](const char* sql) { return Printed(sql, TermKind::kMeasure, "x = 1"); };
  CHECK(Printed("sum(total)-sum(refund)", TermKind::kMeasure, "") == "sum(total) - sum(refund)");
  CHECK(measure("sum(total) - sum(refund)") == "sumIf(total, (x = 1)) - sumIf(refund, (x = 1))");
  CHECK(measure("count()") == "countIf((x = 1))");
  CHECK(measure("count(*)") == "countIf((x = 1))");
  CHECK(measure("quantile(0.9)(total)") == "quantileIf(0.9)(total, (x = 1))");
  CHECK(measure("sum((total + 1) * 2)") == "sumIf((total + 1) * 2, (x = 1))");
  CHECK(measure("sumIf(total, tier = 'a' OR tier = 'b')") == "sumIf(total, (tier = 'a' OR tier = 'b') AND (x = 1))");
  CHECK(measure("countIf(tier = 'a') / count()") == "countIf( (tier = 'a') AND (x = 1)) / countIf((x = 1))");
  CHECK(measure("round(avg(orders.total), 2)") == "round(avgIf(total, (x = 1)), 2)");
}

TEST_CASE("a definition is an expression over its own table") {
  CHECK(Refused("tier = 'gold' AND last_seen > now() - INTERVAL 30 DAY", TermKind::kFilter).empty());
  CHECK(Refused("tier IN ('gold', 'silver')", TermKind::kFilter).empty());
  CHECK(Refused("toFloat64(total) > 3 AND total::Float64 < 10 AND CAST(total AS Float64) != 2", TermKind::kFilter).empty());
  struct Case {
    const char* sql;
    TermKind kind;
    const char* said;
  };
  for (const Case& one : std::vector<Case>{{"sum(refunds)", TermKind::kMeasure, "did you mean refund?"},
                                           {"sum(total) FROM shop.orders", TermKind::kMeasure, "has no column FROM"},
                                           {"(SELECT 1)", TermKind::kMeasure, "inner query"},
                                           {"sum(total) AS t", TermKind::kMeasure, "alias"},
                                           {"total - refund", TermKind::kMeasure, "use an aggregate"},
                                           {"sum(sum(total))", TermKind::kMeasure, "another aggregate"},
                                           {"count(DISTINCT tier)", TermKind::kMeasure, "uniqExact"},
                                           {"sum(total) OVER ()", TermKind::kMeasure, "is not taken here"},
                                           {"sum(total) > 3", TermKind::kFilter, "one row"},
                                           {"total - refund", TermKind::kFilter, "condition on a row"},
                                           {"tier = {x:String}", TermKind::kFilter, "parameter"},
                                           {"tier IN orders", TermKind::kFilter, "list of values"},
                                           {"tier IN (orders)", TermKind::kFilter, "list of values"},
                                           {"tier IN (SELECT id FROM shop.customers)", TermKind::kFilter, "list of values"},
                                           {"arrayExists(x -> x = 1, [total])", TermKind::kFilter, "no column x"},
                                           {"file('/etc/passwd') = 'x'", TermKind::kFilter, "file"},
                                           {"1 = 1) OR (1 = 1", TermKind::kFilter, "bracket"},
                                           {"1 = 1; DROP TABLE shop.orders", TermKind::kFilter, ""}}) {
    INFO(one.sql);
    const std::string said = Refused(one.sql, one.kind);
    CHECK_FALSE(said.empty());
    CHECK(said.find(one.said) != std::string::npos);
  }
}

TEST_CASE("a term is kept once, by its words, and a change is seen by another replica") {
  Fixture f;
  GlossaryStore store(*f.database);
  const auto made = store.Put(Net(), kNow);
  REQUIRE(made.ok());
  StoredTerm again = Net();
  again.term = "net  revenues";
  CHECK(absl::IsAlreadyExists(store.Put(again, kNow).status()));
  again.id = made->id;
  again.definition = "sum(total)";
  const auto other_database = f.Open();
  Knowledge other(*other_database, absl::Milliseconds(50));
  REQUIRE(other.Refresh().ok());
  CHECK(other.Get()->terms.at(0).definition == "sum(total) - sum(refund)");
  other.Start();
  REQUIRE(store.Put(again, kNow + absl::Seconds(1)).ok());
  for (int i = 0; i < 200 && other.Get()->terms.at(0).definition != "sum(total)"; ++i) absl::SleepFor(absl::Milliseconds(20));
  CHECK(other.Get()->terms.at(0).definition == "sum(total)");
  CHECK(other.Get()->terms.at(0).created_at == kNow);
  CHECK(store.Remove(made->id).ok());
  CHECK(absl::IsNotFound(store.Remove(made->id)));
  CHECK(absl::IsNotFound(store.Put(again, kNow).status()));
}

TEST_CASE("a term whose column is gone is broken and says so") {
  catalog::Snapshot snapshot;
  snapshot.names = Tables();
  CHECK(Prepare(Net(), snapshot).broken.empty());
  snapshot.names.Add({"shop", "orders"}, {"total"});
  CHECK(Prepare(Net(), snapshot).broken.find("no column refund") != std::string::npos);
}

TEST_CASE("a verified answer takes the place of the one to the same question") {
  Fixture f;
  VerifiedStore store(*f.database);
  VerifiedAnswer answer;
  answer.question = "How many orders?";
  answer.sql = {"SELECT {a:String}", {{"a", "String", "it's"}}};
  answer.made_by = "ann";
  REQUIRE(store.Add(answer, kNow).ok());
  answer.question = "how many  ORDERS";
  REQUIRE(store.Add(answer, kNow + absl::Seconds(1)).ok());
  Knowledge knowledge(*f.database, absl::Seconds(1));
  REQUIRE(knowledge.Refresh().ok());
  REQUIRE(knowledge.Get()->verified.size() == 1);
  const VerifiedAnswer& kept = knowledge.Get()->verified[0];
  CHECK(kept.question == "how many  ORDERS");
  CHECK(kept.sql.parameters.at(0).value == "it's");
  CHECK(store.Remove(kept.id).ok());
  CHECK(absl::IsNotFound(store.Remove(kept.id)));
}

TEST_CASE("a question that moves with the clock needs SQL that does") {
  const auto check = [](const char* question, const char* sql, std::vector<guard::Parameter> parameters = {}) {
    return CheckTimes(question, {sql, std::move(parameters)}, kNow);
  };
  CHECK(check("how many orders", "SELECT count() FROM shop.orders").ok());
  CHECK(check("how many orders in May 2026", "SELECT count() FROM shop.orders WHERE t >= '2026-05-01'").ok());
  CHECK_FALSE(check("how many orders this week", "SELECT count() FROM shop.orders WHERE t >= '2026-05-01'").ok());
  CHECK(check("how many orders this week", "SELECT count() FROM shop.orders WHERE t >= toMonday(now())").ok());
  CHECK(check("how many orders this week", "SELECT count() FROM shop.orders WHERE t >= {from:DateTime} AND t < {to:DateTime}").ok());
  CHECK_FALSE(check("how many orders this week", "SELECT count() WHERE t >= {from:DateTime} AND t < {fill_to:Date}").ok());
  CHECK_FALSE(check("orders today and yesterday", "SELECT count() WHERE t >= {from:DateTime}").ok());
}

TEST_CASE("the time of a verified question is computed anew") {
  const guard::UncheckedSql sql{"SELECT {from:DateTime64(3, 'UTC')}, {to:DateTime}, {a:String}",
                                {{"from", "DateTime64(3, 'UTC')", "2000-01-01 00:00:00.000"}, {"a", "String", "x"}}};
  const absl::Time later = kNow + absl::Hours(24 * 30);
  const auto bound = BindTimes("orders yesterday", sql, later);
  REQUIRE(bound.ok());
  const auto value = [&](const std::string& name) {
    for (const guard::Parameter& one : bound->parameters) {
      if (one.name == name) return one.value;
    }
    return std::string();
  };
  const absl::CivilDay day = absl::ToCivilDay(later, absl::UTCTimeZone()) - 1;
  CHECK(value("from") == absl::FormatCivilTime(day) + " 00:00:00.000");
  CHECK(value("to") == std::to_string(absl::ToUnixSeconds(absl::FromCivil(day + 1, absl::UTCTimeZone()))));
  CHECK(value("a") == "x");
  CHECK(bound->parameters.size() == 3);
}

TEST_CASE("what a person says of an answer replaces what they said before") {
  Fixture f;
  FeedbackStore store(*f.database);
  Feedback feedback;
  feedback.answer_id = "a-1";
  feedback.made_by = "ann";
  feedback.note = "too low";
  REQUIRE(store.Add(feedback, kNow).ok());
  feedback.right = true;
  feedback.note = "";
  REQUIRE(store.Add(feedback, kNow + absl::Seconds(1)).ok());
  feedback.made_by = "bob";
  REQUIRE(store.Add(feedback, kNow + absl::Seconds(2)).ok());
  const auto listed = store.List(10);
  REQUIRE(listed.ok());
  REQUIRE(listed->size() == 2);
  CHECK(listed->at(0).made_by == "bob");
  CHECK(listed->at(1).right);
}

}  // namespace aurora::query::learned

#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/guard/sql_guard.h"
#include "services/query-engine/model/test_parser.h"

// Right or silent: what must not be guessed, why a number changed, and questions about the data itself, on tables that
// none of the sets of questions has.

namespace aurora::query::model {
namespace {

using answer::Status;
using catalog::ColumnProfile;
using catalog::Snapshot;
using catalog::TableProfile;

TableProfile Table(std::string name, uint64_t rows, std::vector<ColumnProfile> columns) { return MakeTable("orchard", std::move(name), rows, std::move(columns)); }

// Crates of fruit, and who picked them.
std::shared_ptr<const Snapshot> Orchard() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(Table(
      "crates", 1000, {Column("crate_id", "UInt64"), Column("picked_at", "DateTime('UTC')"), Column("chilled_at", "DateTime('UTC')"), Column("picker_id", "UInt16"),
                       Column("variety", "LowCardinality(String)", {"gala", "fuji", "braeburn"}), Column("slope", "LowCardinality(String)", {"north", "south"}), Column("weight_kg", "Float32"),
                       Column("price_per_kg_eur", "Decimal(6, 2)"), Column("sale_eur", "Decimal(10, 2)"), Column("grocer", "Nullable(String)", {}, "null for pressed crates"),
                       Column("_topic", "String")}));
  TableProfile pickers = Table("pickers", 20, {Column("picker_id", "UInt16"), Column("picker_name", "String"), Column("hired_year", "UInt16"), Column("badge_valid", "Bool"),
                                               Column("crew", "LowCardinality(String)", {"heron", "otter"}, "who they work with")});
  pickers.columns[0].distinct = 20;
  snapshot->tables.push_back(std::move(pickers));
  NameTables(*snapshot);
  return snapshot;
}

Generated Ask(const std::string& question, const language::LogicalForm* previous = nullptr) {
  static const TestParser parser(Orchard());
  return parser.Ask(question, previous);
}

// With the guard's consent.
std::string Sql(const Generated& generated) {
  if (generated.reading.status == Status::kAnswered) {
    const auto checked = guard::SqlGuard::Check(generated.reading.sql, Orchard()->names);
    INFO(checked.status().message());
    CHECK(checked.ok());
  }
  return SqlOf(generated);
}

bool Has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

void CheckHas(const std::string& question, const std::string& part) {
  const std::string sql = Sql(Ask(question));
  INFO(question << " -> " << sql);
  CHECK(Has(sql, part));
}

void CheckDeclined(const std::string& question) {
  const std::string sql = Sql(Ask(question));
  INFO(question << " -> " << sql);
  CHECK(Has(sql, "none: "));
}

}  // namespace

TEST_CASE("what a unit of something costs is neither added up nor the money of a row") {
  CheckHas("revenue this week", "sum(sale_eur)");
  CheckHas("which variety brought in the most money last month", "sum(sale_eur)");
  CheckHas("average price per kilo by variety", "avg(price_per_kg_eur)");
  CheckHas("how many crates above 30 kg", "weight_kg > 30");
}

TEST_CASE("a size that could be a weight or money is not guessed") {
  CHECK(Ask("biggest crate of gala this month").reading.status == Status::kClarify);
  CheckHas("biggest crate of gala by weight", "ORDER BY weight_kg DESC");
}

TEST_CASE("who did it is described, not grouped") {
  CheckHas("total weight picked by pickers hired before 2015", "WHERE pickers.hired_year < 2015");
  CHECK_FALSE(Has(Sql(Ask("total weight picked by pickers hired before 2015")), "GROUP BY"));
  CheckHas("total weight by picker", "GROUP BY picker_id");
}

TEST_CASE("words that restrict are read or decline the question") {
  CheckHas("how many crates neither of gala nor of fuji", "variety NOT IN");
  CheckHas("how many pressed crates yesterday", "grocer IS NULL");
  CheckHas("how many pickers have no valid badge", "badge_valid = false");
  for (const char* question : {"how many heavy crates yesterday", "total value of cider sold directly in April", "how many crates were picked again", "warmest crate this week and where",
                               "crates longer than 38 m", "break that down by slope"}) {
    CheckDeclined(question);
  }
}

TEST_CASE("what a form of one row cannot say is declined") {
  CheckDeclined("first crate of each picker");
  CheckHas("pickers who picked gala but not fuji", "HAVING countIf(crates.variety = gala) > 0 AND countIf(crates.variety = fuji) = 0");
  CheckHas("how many days did the otter crew pick this month", "uniqExact(toDate(");
  CHECK_FALSE(Has(Sql(Ask("total weight picked by otter pickers")), "GROUP BY"));
}

TEST_CASE("a misspelt word of the question is put right, and costs confidence") {
  const Generated generated = Ask("hwo many crates yestrday");
  CHECK(Has(Sql(generated), "count()"));
  CHECK(generated.reading.confidence <= 0.7);
  // Words of their own are left alone.
  CheckDeclined("how many crates by county");
  CheckDeclined("dairy crates");
}

TEST_CASE("why a count or a sum changed is what the change comes from") {
  const Generated first = Ask("how many crates of gala yesterday compared with the day before");
  REQUIRE(first.form != nullptr);
  for (const char* question : {"why?", "why did that drop", "and what drove that?", "how come"}) {
    const Generated why = Ask(question, first.form.get());
    INFO(question);
    const std::string sql = Sql(why);
    INFO(sql);
    CHECK(Has(sql, "ARRAY JOIN [(slope, "));
    // A column of which the question left one value explains nothing.
    CHECK_FALSE(Has(sql, "(variety, "));
    CHECK(Has(sql, "WHERE variety = gala "));
    CHECK(Has(why.reading.interpretation, "not what caused it"));
    CHECK(why.reading.confidence < 0.9);
  }
  // A week is compared with the one before.
  const Generated week = Ask("revenue last week");
  REQUIRE(week.form != nullptr);
  CHECK(Has(Sql(Ask("why?", week.form.get())), "2026-11-02"));
  // What follows goes on from the question.
  const Generated why = Ask("why?", week.form.get());
  REQUIRE(why.form != nullptr);
  CHECK(Has(Sql(Ask("and the week before?", why.form.get())), "SELECT sum(sale_eur)"));
}

TEST_CASE("why without a sum of a time before it is declined with a reason") {
  CheckDeclined("why?");
  const Generated average = Ask("average weight yesterday");
  REQUIRE(average.form != nullptr);
  CHECK(Has(Sql(Ask("why?", average.form.get())), "none: which parts a change comes from can be said of counts and sums"));
  const Generated ever = Ask("how many crates");
  REQUIRE(ever.form != nullptr);
  CHECK(Has(Sql(Ask("why", ever.form.get())), "none: a change needs two times"));
  // About something else than the answer before.
  CHECK(Has(Sql(Ask("why is the sky blue", ever.form.get())), "none: "));
}

TEST_CASE("questions about the data itself are answered from the catalog") {
  const std::string crates = Sql(Ask("what do we store about crates?"));
  CHECK(Has(crates, "(orchard.crates.variety, LowCardinality(String), , gala, fuji, braeburn)"));
  CHECK_FALSE(Has(crates, "_topic"));
  CHECK_FALSE(Has(crates, "orchard.pickers"));
  CHECK(Has(Sql(Ask("which tables are there?")), "(orchard.crates, 1000, 10, ), (orchard.pickers, 20, 5, )"));
  CHECK(Has(Sql(Ask("what does crew mean?")), "(orchard.pickers.crew, LowCardinality(String), who they work with, heron, otter)"));
  CheckDeclined("what do we store about salaries?");
  // A question that only begins like one.
  CheckHas("which varieties are there?", "SELECT variety");
}

TEST_CASE("a question with a measure and a time of its own takes nothing from the one before") {
  const Generated first = Ask("how many crates of gala yesterday");
  REQUIRE(first.form != nullptr);
  CHECK_FALSE(Has(Sql(Ask("revenue last week", first.form.get())), "gala"));
  CHECK(Has(Sql(Ask("and the revenue last week", first.form.get())), "gala"));
}

TEST_CASE("a fragment behind a question that was declined is none of everything") {
  const TestParser parser(Orchard());
  for (const char* fragment : {"split by variety", "now split it by slope", "leave the gala out", "by slope please"}) {
    const std::string sql = SqlOf(parser.AskAfterNothing(fragment));
    INFO(fragment << " -> " << sql);
    CHECK(Has(sql, "none: it cannot go on from what was asked before"));
  }
  // They name what is measured, and are still less than a question.
  for (const char* change : {"only total weight of gala", "only average weight by variety", "the same for the average weight of gala", "could you give me the same for crates by variety"}) {
    const std::string sql = SqlOf(parser.AskAfterNothing(change));
    INFO(change << " -> " << sql);
    CHECK(Has(sql, "none: it cannot go on from what was asked before"));
  }
  CHECK(Has(SqlOf(parser.AskAfterNothing("just the average weight of gala this week")), "avg(weight_kg)"));
  CHECK(Has(SqlOf(parser.AskAfterNothing("how many crates by variety?")), "count()"));
  CHECK(Has(SqlOf(parser.AskAfterNothing("average weight of gala this week")), "avg(weight_kg)"));
}

}  // namespace aurora::query::model

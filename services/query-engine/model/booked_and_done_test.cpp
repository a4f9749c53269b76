#include <catch2/catch.hpp>

#include "services/query-engine/model/test_parser.h"

// Verbs that are a state and a moment, who did it, columns called after their unit, either-or, the same hours of another day. On a
// table that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// Firings of a shared pottery's kilns.
std::shared_ptr<const Snapshot> Pottery() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "pottery", "firings", 6000,
      {Column("firing_id", "UInt64"), Column("booked_at", "DateTime('UTC')"), Column("potter_id", "UInt32"), Column("kiln_id", "UInt16"),
       Column("glaze", "LowCardinality(String)", {"celadon", "tenmoku", "shino"}), Column("minutes", "UInt16", {}, "agreed length"), Column("kwh", "Nullable(Float64)", {}, "energy fed into the kiln"),
       Column("fee_eur", "Decimal(8, 2)"),
       Column("status", "LowCardinality(String)", {"booked", "fired", "cancelled_potter", "cancelled_studio"}, "booked (still to come), fired, cancelled_potter or cancelled_studio; only fired ones are charged")}));
  NameTables(*snapshot);
  return snapshot;
}

const TestParser& Parser() {
  static const TestParser parser(Pottery());
  return parser;
}

std::string Sql(const std::string& question) { return SqlOf(Parser().Ask(question)); }
void CheckHas(const std::string& question, const std::string& part) { CheckSqlHas(question, Sql(question), part); }
void CheckLacks(const std::string& question, const std::string& part) { CheckSqlLacks(question, Sql(question), part); }

TEST_CASE("what is booked per day, or most, or by somebody, is no state") {
  CheckLacks("7-day moving average of firings booked per day since May 1", "status");
  CheckLacks("Which glaze gets booked the least?", "status");
  CheckLacks("how many potters have booked at least three different kilns this month", "status");
  CheckHas("how many firings are booked", "status = booked");
}

// A glaze whose firings have no energy yet has no average.
TEST_CASE("a group in which nothing was measured is none of an average's") {
  CheckHas("average energy by glaze", "kwh IS NOT NULL");
  CheckHas("90th percentile of energy per kiln last week", "kwh IS NOT NULL");
  CheckLacks("average minutes by glaze", "IS NOT NULL");
  CheckLacks("average energy by day", "IS NOT NULL");
  CheckLacks("total energy by glaze", "IS NOT NULL");
  CheckLacks("average energy and number of firings by glaze", "IS NOT NULL");
}

TEST_CASE("a median per thing is that of each, however many there are") {
  CheckHas("median minutes per kiln", "GROUP BY kiln_id");
  CheckHas("90th percentile of the energy per kiln last week", "GROUP BY kiln_id");
  CheckHas("longest firing in minutes per kiln", "GROUP BY kiln_id");
}

// Lines of a till, taken back by a flag.
std::shared_ptr<const Snapshot> Till() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable("kiosk", "lines", 6000,
                                       {Column("line_id", "UInt64"), Column("rung_at", "DateTime('UTC')"), Column("item", "LowCardinality(String)", {"tea", "bun", "map"}),
                                        Column("amount_eur", "Decimal(8, 2)"), Column("gift", "Bool"), Column("voided", "Bool")}));
  NameTables(*snapshot);
  return snapshot;
}

TEST_CASE("money of rows that a flag takes back does not count, unless they are asked for") {
  const TestParser till(Till());
  const auto sql = [&](const char* question) { return SqlOf(till.Ask(question)); };
  CheckSqlHas("revenue", sql("revenue last week"), "voided != true");
  CheckSqlHas("revenue by item", sql("takings by item last week"), "voided != true");
  CheckSqlHas("total amount", sql("total amount of lines by item last week"), "sum(amount_eur)");
  CheckSqlLacks("gifts", sql("takings by item last week"), "gift");
  CheckSqlLacks("lines", sql("how many lines last week"), "voided");
  CheckSqlLacks("voided money", sql("total amount of voided lines last week"), "voided != true");
}

TEST_CASE("of states that name who did it, the one whose name stands beside") {
  CheckHas("number of celadon firings this month that the studio called off", "status = cancelled_studio");
  CheckHas("firings called off by the potter last month", "status = cancelled_potter");
  CheckHas("how many firings were called off last month", "status IN (cancelled_potter, cancelled_studio)");
  CheckHas("cancelled firings per potter last month", "status IN (cancelled_potter, cancelled_studio)");
}

TEST_CASE("a column called after its unit is measured in it") {
  CheckHas("energy by glaze last week", "sum(kwh)");
  CheckHas("total minutes of fired ones last week", "sum(minutes)");
  CheckHas("average minutes per glaze", "avg(minutes)");
}

TEST_CASE("either of two, and which of them more: each by itself") {
  CheckHas("Shino or celadon: which earned more last month?", "GROUP BY glaze");
  CheckHas("which earned more last month, shino or celadon?", "GROUP BY glaze");
  CheckLacks("revenue of shino or celadon last month", "GROUP BY");
}

TEST_CASE("what is asked for a piece is not what came in for it") {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable("pottery", "pieces", 800, {Column("piece_id", "UInt64"), Column("shown_at", "DateTime('UTC')"), Column("ask_eur", "Decimal(8, 2)", {}, "asking price"), Column("shape", "LowCardinality(String)", {"bowl", "vase"})}));
  NameTables(*snapshot);
  const TestParser parser(snapshot);
  CHECK(SqlOf(parser.Ask("sales by shape last month")).find("ask_eur") == std::string::npos);
  CheckSqlHas("total asking price by shape", SqlOf(parser.Ask("total asking price by shape")), "sum(ask_eur)");
  CheckSqlHas("the 3 priciest bowls", SqlOf(parser.Ask("the 3 priciest bowls")), "ORDER BY ask_eur DESC");
}

TEST_CASE("rows lead to people in the part that is asked for, or not at all") {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  catalog::TableProfile members = MakeTable("fair", "members", 300, {Column("member_id", "UInt32"), Column("town", "LowCardinality(String)", {"Delft", "Gouda"})});
  catalog::TableProfile wares = MakeTable("fair", "wares", 900, {Column("ware_id", "UInt32"), Column("maker_id", "UInt32", {}, "member who made it"), Column("glaze", "LowCardinality(String)", {"celadon", "shino"})});
  catalog::TableProfile deals = MakeTable("fair", "deals", 9000,
                                          {Column("deal_no", "String"), Column("struck_at", "DateTime('UTC')"), Column("ware_id", "UInt32"), Column("buyer_id", "UInt32", {}, "member who pays"), Column("amount_eur", "Decimal(8, 2)")});
  members.columns[0].distinct = 300;
  wares.columns[0].distinct = 900;
  wares.columns[1].distinct = 40;
  deals.columns[2].distinct = 800;
  deals.columns[3].distinct = 200;
  snapshot->tables = {members, wares, deals};
  NameTables(*snapshot);
  const TestParser parser(snapshot);
  const std::string buyers = "how many deals last week were with buyers in Delft";
  CheckSqlHas(buyers, SqlOf(parser.Ask(buyers)), "deals.buyer_id = members.member_id");
  const std::string makers = "deals last week by the maker's town";
  CHECK(SqlOf(parser.Ask(makers)).find("buyer_id") == std::string::npos);
}

TEST_CASE("a number is asked for at the end") { CheckHas("firings booked since 9 this morning: number", "SELECT count() AS firings"); }

TEST_CASE("another day keeps the hours that were asked about") {
  const auto after = [](const std::string& first, const std::string& then) {
    const Generated before = Parser().Ask(first);
    REQUIRE(before.form != nullptr);
    return SqlOf(Parser().Ask(then, before.form.get()));
  };
  const std::string hours = "How many firings were booked between 10am and noon yesterday?";
  CheckSqlHas("and on Tuesday?", after(hours, "and on Tuesday?"), " 10:00:00");
  CheckSqlHas("same hours on Tuesday?", after(hours, "same hours on Tuesday?"), " 12:00:00");
  CheckSqlLacks("and last week?", after(hours, "and last week?"), " 10:00:00");
  CheckSqlLacks("and on Tuesday?", after("How many firings were booked since 9 this morning?", "and on Tuesday?"), " 09:00:00");
}

}  // namespace
}  // namespace aurora::query::model

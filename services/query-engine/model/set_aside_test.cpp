#include <catch2/catch.hpp>

#include <algorithm>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// Words that are left over, and which of them an answer may do without.

namespace aurora::query::model {
namespace {

using answer::Status;
using catalog::Snapshot;

// Parcels in lockers, and the lines of what was ordered.
std::shared_ptr<const Snapshot> Lockers() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "lockers", "drops", 1000,
      {Column("drop_id", "UInt64"), Column("dropped_at", "DateTime('UTC')"), Column("size", "String", {"small", "large"}), Column("fate", "String", {"collected", "returned", "missed"}, "collected, returned, missed (nobody came)"),
       Column("entered_at", "Nullable(DateTime('UTC'))", {}, "when it was fetched, null for missed drops"), Column("firmware", "String", {"1.0", "2.0"}), Column("payload_g", "UInt32", {}, "grams put in, without the box"),
       Column("bytes_sent", "UInt64"), Column("country", "String", {"GB", "DE"}), Column("channel", "String", {"till", "web"}), Column("rating", "Nullable(UInt8)", {}, "1 to 5"), Column("grade", "String", {"A", "B"}),
       Column("graded_at", "DateTime('UTC')"), Column("planned", "UInt8", {}, "1 for planned maintenance"), Column("remedy", "String", {"Balsam 10ml", "Balsam 50ml", "Tonic 50ml"})}));
  snapshot->tables.push_back(MakeTable("lockers", "order_lines", 3000,
                                       {Column("line_id", "UInt64"), Column("order_no", "String"), Column("placed_at", "DateTime('UTC')"), Column("sku", "String"), Column("product_name", "String", {"box", "tape"}),
                                        Column("net_eur", "Float64", {}, "after discount, ex VAT"), Column("line_status", "String", {"open", "shipped", "cancelled"}, "open, shipped, cancelled; only shipped lines are invoiced")}));
  NameTables(*snapshot);
  return snapshot;
}

GenerateRequest Asks(const std::string& question, const std::string& table) {
  GenerateRequest request;
  request.question = question;
  request.now = kNow;
  request.snapshot = Lockers();
  request.tables = {"lockers." + table};
  return request;
}

Generated Read(const std::string& question, const std::string& table) {
  static const EmbeddedGenerator generator;
  return generator.Generate(Asks(question, table));
}

// The words that may go aside, "|" between what does not stand together.
std::string Aside(const std::string& question) {
  const Generated generated = Read(question, "drops");
  INFO(SqlOf(generated));
  CHECK(generated.reading.status == Status::kRefused);
  std::string words;
  for (const language::WordLink& link : generated.dispensable) {
    words += words.empty() ? "" : "|";
    for (size_t i = 0; i < link.words.size(); ++i) words += (i == 0 ? "" : " ") + link.words[i];
  }
  return words;
}

void Has(const std::string& question, const std::string& table, const std::string& part) { CheckSqlHas(question, SqlOf(Read(question, table), "<", ">"), part); }

}  // namespace

TEST_CASE("what only says what kind of thing the rows are may go aside") {
  CHECK(Aside("average payload of large gizmos yesterday") == "gizmos");
  CHECK(Aside("share of gizmos that were returned this week") == "gizmos");
  CHECK(Aside("number of gizmos returned yesterday") == "gizmos");
  CHECK(Aside("number of returned drops per firmware version") == "version");
}

TEST_CASE("what chooses among the rows, or is itself asked for, may not") {
  for (const char* question : {"number of frobbed drops yesterday", "gizmo drops by size this week", "how many gizmos yesterday", "gizmos of the large drops", "total gizmo per size yesterday", "which gizmo had the most returned drops",
                               "drops without a gizmo yesterday", "number of unwanted drops per size", "returned drops by gizmo this week", "firmware gizmos of returned drops", "how many large drops were given away", "median minutes from drop to gizmo by size", "countries that lent the most drops", "how many large drops show a gizmo", "did the large drops find people gizmo"}) {
    INFO(question);
    CHECK(Aside(question) == "");
  }
}

TEST_CASE("a word of another table may be of both, and stays") {
  GenerateRequest request = Asks("average payload of large products yesterday", "drops");
  request.tables.clear();
  static const EmbeddedGenerator generator;
  CHECK(generator.Generate(request).dispensable.empty());
}

TEST_CASE("what is set aside is told, and the answer is less sure") {
  GenerateRequest request = Asks("number of gizmos returned yesterday", "drops");
  static const EmbeddedGenerator generator;
  request.links = generator.Generate(request).dispensable;
  const Generated answered = generator.Generate(request);
  CheckSqlHas(request.question, SqlOf(answered, "<", ">"), "fate = <returned>");
  CHECK(answered.reading.confidence < 0.9);
  CHECK(std::any_of(answered.reading.assumptions.begin(), answered.reading.assumptions.end(), [](const answer::Assumption& one) { return one.id == "left_aside" && one.words == "gizmos"; }));
}

TEST_CASE("words that the comment of what is measured has are not left over") { Has("turnover ex VAT this month", "order_lines", "sum(net_eur)"); }

TEST_CASE("only what is invoiced is revenue, where a comment says so") { Has("revenue this month", "order_lines", "line_status = <shipped>"); }

TEST_CASE("orders of order lines are counted by their number, lines as rows") {
  Has("how many orders today", "order_lines", "uniqExact(order_no)");
  Has("how many lines today", "order_lines", "count()");
}

TEST_CASE("a product is called by its name where there is one") { Has("revenue by product this month", "order_lines", "GROUP BY product_name"); }

TEST_CASE("a value goes before a comment that only mentions it") { Has("missed drops by hour yesterday", "drops", "fate = <missed>"); }

TEST_CASE("a unit of what is measured is no country") {
  Has("drops with more than 300 GB sent this week", "drops", "bytes_sent > <300000000000>");
  Has("drops in GB this week", "drops", "country = <GB>");
}

TEST_CASE("people say of a measure what its comment says") { Has("large drops where over 2 kg was put in this week", "drops", "payload_g > <2000>"); }

TEST_CASE("a till is a thing behind an article") { Has("number of drops at the till yesterday", "drops", "channel = <till>"); }

TEST_CASE("May is a month where no verb can stand") { Has("number of drops by size, May so far", "drops", "<2026-05-01 00:00:00.000>"); }

TEST_CASE("the worst ratings are the lowest") { Has("which size do people rate the worst", "drops", "ORDER BY average_rating ASC, size LIMIT 1"); }

TEST_CASE("days on which nobody did something are by when it is done") { Has("on which days this month did nobody enter", "drops", "toDate(entered_at)"); }

TEST_CASE("one for something is a flag, and its opposite is said with un") {
  Has("unplanned drops this week", "drops", "planned = <0>");
  Has("how many planned drops this week", "drops", "planned = <1>");
}

TEST_CASE("a product is every size of it") { Has("how many drops of balsam this week", "drops", "remedy IN (<Balsam 10ml>, <Balsam 50ml>)"); }

TEST_CASE("behind who does it a verb says when, and no grade") { Has("how many drops did we grade yesterday", "drops", "graded_at >= "); }

TEST_CASE("a use-by date groups by nothing") { CHECK(SqlOf(Read("number of drops with a use-by date this week", "drops")).find("GROUP BY") == std::string::npos); }

TEST_CASE("what is out of stock is not all of the stock") { CHECK(Read("what drops are out of drops", "drops").reading.status == Status::kRefused); }

TEST_CASE("money of a table that has none is not a number of rows") { CHECK(Read("what does GB pay us per month", "drops").reading.status == Status::kRefused); }

}  // namespace aurora::query::model

#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// What nobody asked for is not answered: a state where a noun says what is counted, an average without a word for it, a share
// of levels. On tables that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;
using catalog::TableProfile;

TableProfile Table(std::string name, uint64_t rows, std::vector<catalog::ColumnProfile> columns) { return MakeTable("sauna", std::move(name), rows, std::move(columns)); }

// Sittings in a sauna, and the cabins.
std::shared_ptr<const Snapshot> Sauna() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(Table(
      "sittings", 1000, {Column("sitting_id", "UInt64"), Column("reserved_at", "DateTime('UTC')"), Column("cabin_id", "UInt16"), Column("phase", "LowCardinality(String)", {"morning", "evening"}),
                         Column("status", "LowCardinality(String)", {"reserved", "honoured", "dropped"}, "reserved = will come, honoured = paid in full, dropped = payment declined"),
                         Column("soaked", "Nullable(UInt16)", {}, "guests sitting in it, from the door counter"), Column("heat_score", "Float32", {}, "how hot it felt"), Column("steam_min", "UInt32", {}, "minutes of steam"),
                         Column("amount_cents", "UInt32", {}, "euro cents")}));
  TableProfile cabins = Table("cabins", 20, {Column("cabin_id", "UInt16"), Column("cabin_name", "String"), Column("opened_on", "Date"), Column("wood", "LowCardinality(String)", {"spruce", "aspen"}), Column("list_price_eur", "Decimal(8, 2)")});
  cabins.columns[0].distinct = 20;
  snapshot->tables.push_back(std::move(cabins));
  NameTables(*snapshot);
  return snapshot;
}

std::string Sql(const std::string& question) {
  static const TestParser parser(Sauna());
  return SqlOf(parser.Ask(question));
}

void CheckHas(const std::string& question, const std::string& part) { CheckSqlHas(question, Sql(question), part); }

void CheckLacks(const std::string& question, const std::string& part) {
  const std::string sql = Sql(question);
  INFO(question << " -> " << sql);
  CHECK(sql.find(part) == std::string::npos);
}

void CheckDeclined(const std::string& question) { CheckHas(question, "none: "); }

}  // namespace

TEST_CASE("the noun of what happens to each row is no state of it") {
  for (const char* question : {"reservings per hour yesterday", "how many reservings yesterday"}) {
    CheckHas(question, "count()");
    CheckLacks(question, "status");
  }
  CheckHas("how many reserved sittings yesterday", "status = reserved");
}

TEST_CASE("people that a comment counts are added up") {
  CheckHas("how many guests soaked by wood yesterday", "sum(sittings.soaked)");
  CheckHas("average soaked by wood yesterday", "avg(sittings.soaked)");
}

TEST_CASE("a share of levels is no rate") {
  CheckDeclined("heat score rate by phase");
  CheckHas("average heat score by phase", "avg(heat_score)");
}

TEST_CASE("a running total is of sums") { CheckHas("running total of steam minutes, day by day this month", "sum(steam_min)"); }

TEST_CASE("what is earned is what kept its money, and never a price in a list") {
  CheckHas("what did we earn this month", "status");
  CheckLacks("what did we earn this month", "list_price");
  CheckHas("what did we earn this month", "dropped");
  CheckLacks("top 5 cabins by revenue", "list_price");
}

TEST_CASE("what is said of others is asked back") {
  CheckDeclined("how many of those dropped");
  CheckDeclined("by phase instead");
}

}  // namespace aurora::query::model

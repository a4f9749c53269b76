#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// What is charged when it is sent, what went out and has no answer, and numbers that only look like those that are asked for.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A letter shop: the firms that it writes for, its letters, and what came back.
std::shared_ptr<const Snapshot> LetterShop() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable("mailroom", "firms", 90, {Sorted(Distinct(Column("firm_id", "UInt32"), 90)), Distinct(Column("firm", "String"), 90), Column("signed_on", "Date"), Column("plan", "LowCardinality(String)", {"basic", "plus"})}));
  snapshot->tables.push_back(MakeTable("mailroom", "letters", 9'000,
                                       {Distinct(Column("letter_id", "UInt64", {}, "number of the letter, one per envelope"), 9'000), Sorted(Column("handed_at", "DateTime('UTC')", {}, "when the firm handed it to us")), Distinct(Column("firm_id", "UInt32"), 90),
                                        Column("state", "LowCardinality(String)", {"sent", "held", "failed"}), Distinct(Column("price_mills", "UInt32", {}, "price in thousandths of a euro, charged to the firm only when it is sent"), 900),
                                        Distinct(Column("weight_g", "UInt32"), 500), Distinct(Column("worth_clp", "UInt32", {}, "Chilean pesos for the envelope at the price of the day"), 900), Column("class", "LowCardinality(String)", {"S", "N"}, "S for staff desks, N for others"),
                                        Column("route", "LowCardinality(String)", {"north", "south"}), Distinct(Column("size_mm", "UInt16"), 300), Distinct(Column("stamps", "UInt16", {}, "number of stamps"), 300)}));
  snapshot->tables.push_back(MakeTable("mailroom", "receipts", 5'000, {Distinct(Column("receipt_id", "UInt64"), 5'000), Sorted(Column("came_at", "DateTime('UTC')")), Distinct(Column("letter_id", "UInt64"), 5'000), Column("outcome", "LowCardinality(String)", {"ok", "bad"})}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& CheckHas = CheckHasOver<LetterShop>;
constexpr auto& CheckLacks = CheckLacksOver<LetterShop>;

}  // namespace

TEST_CASE("a price that is charged is income, also where other rows belong to these") {
  CheckHas("revenue in euros yesterday", "price_mills / 1000");
  CheckHas("revenue yesterday", "state = sent");
}

TEST_CASE("the time of what was done is that of the rows, and not of what they lack") {
  CheckHas("how many letters sent yesterday have no receipt", "handed_at >=");
  CheckLacks("how many letters sent yesterday have no receipt", "came_at");
}

TEST_CASE("the latest row of each is told apart from the latest of all") {
  CheckHas("which firms have a latest letter older than 7 days", "HAVING max(");
  CheckHas("which firms' latest letter is more than 7 days old", "HAVING max(");
}

TEST_CASE("a number without a unit is none that a unit is asked of") {
  CheckHas("envelopes over 2 kilos, letter ids please", "weight_g > 2000");
  CheckLacks("envelopes over 2 kilos, letter ids please", "worth_clp >");
}

TEST_CASE("who did it is no value that a comment explains with the word") { CheckLacks("did the desks send more letters today than yesterday", "class"); }

TEST_CASE("one of each kind is asked for, and no two figures of all of them") { CHECK(AskOver<LetterShop>("which letter size do we send the fewest stamps of in the north").reading.status != answer::Status::kAnswered); }

TEST_CASE("more than it should is unusual, and to draw on something is no drawing") {
  CheckHas("which route fails far more often than it should today", "score");
  CHECK(AskOver<LetterShop>("draw me a picture of the letters").reading.status == answer::Status::kRefused);
}

}  // namespace aurora::query::model

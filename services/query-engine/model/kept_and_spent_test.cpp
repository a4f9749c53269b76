#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// Whose money was kept, as the comment of a number or of a grade says it, and what was spent all the same; values that only a part of is
// said; units of what lies between two moments.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A riding school: its halls, who keeps a horse there, the hours that are booked, the hay that is delivered.
std::shared_ptr<const Snapshot> Stables() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable("stables", "owners", 300,
                                       {Sorted(Distinct(Column("owner_id", "UInt32"), 300)), Column("home_county", "LowCardinality(String)", {"Kent", "Dorset"}), Column("stall_t", "UInt32", {}, "weight that the stall holds, tonnes")}));
  snapshot->tables.push_back(MakeTable("stables", "rides", 9'000,
                                       {Distinct(Column("ride_no", "UInt64"), 9'000), Sorted(Column("booked_at", "DateTime('UTC')")), Column("mounted_at", "Nullable(DateTime('UTC'))"), Distinct(Column("owner_id", "UInt32"), 300),
                                        Column("county", "LowCardinality(String)", {"Kent", "Dorset"}), Distinct(Column("st", "UInt8", {}, "1 ridden, 2 no-show (charged all the same), 3 cancelled by the rider, 4 cancelled by us. Both kinds are refunded"), 4),
                                        Column("stage", "LowCardinality(String)", {"in_work", "on_way", "over"}), Column("promised_min", "UInt16", {}, "minutes until the horse is ready, as told to the rider"), Column("hall", "LowCardinality(String)", {"big", "small"}),
                                        Column("price_eur", "Decimal(8, 2)")}));
  snapshot->tables.push_back(MakeTable("stables", "hay", 4'000,
                                       {Distinct(Column("load_no", "UInt64"), 4'000), Sorted(Column("came_at", "DateTime('UTC')")), Column("grade", "LowCardinality(String)", {"A", "B", "X"}, "A, B, or X = turned away, not paid"),
                                        Column("haulier", "LowCardinality(String)", {"own truck", "Mayer", "Brix"}), Column("farm", "LowCardinality(String)", {"Oakley", "Brome"}), Column("unload_min", "UInt16"), Column("price_eur", "Decimal(8, 2)")}));
  snapshot->tables.push_back(MakeTable("stables", "vet_jobs", 2'000,
                                       {Distinct(Column("job_no", "UInt64"), 2'000), Sorted(Column("seen_at", "DateTime('UTC')")), Column("result", "LowCardinality(String)", {"passed", "failed", "cancelled"}), Column("clinic", "LowCardinality(String)", {"Elm", "Oak"}),
                                        Column("cost_cents", "UInt32")}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& CheckHas = CheckHasOver<Stables>;
constexpr auto& CheckLacks = CheckLacksOver<Stables>;

}  // namespace

TEST_CASE("a number that its comment explains says whose money was kept") {
  CheckHas("income from rides this month", "st NOT IN (3, 4)");
  CheckHas("revenue of rides by hall last week", "st NOT IN (3, 4)");
  CheckLacks("number of rides by hall last week", "NOT IN");
}

TEST_CASE("a grade that is not paid takes no part in what was paid") {
  CheckHas("revenue from hay this month", "grade != X");
  CheckLacks("number of hay loads this month", "grade");
}

TEST_CASE("what was spent is gone, whatever became of it") {
  CheckLacks("cost of vet jobs this month", "failed");
  CheckLacks("which clinic has cost us the most this month", "failed");
}

TEST_CASE("a noun behind a small word is no state of its own") {
  CHECK(SqlOf(AskOver<Stables>("number of rides with work yesterday")).find("in_work") == std::string::npos);
  CheckHas("rides that are in work", "stage = in_work");
  CHECK(SqlOf(AskOver<Stables>("hay that came by truck yesterday")).find("own truck") == std::string::npos);
  CheckHas("hay that came by own truck yesterday", "haulier = own truck");
}

TEST_CASE("what is said of the rows is not of those that they belong to") {
  CheckHas("number of rides from Kent yesterday", "county = Kent");
  CheckLacks("number of rides from Kent yesterday", "home_county");
}

TEST_CASE("minutes between two moments are no other minutes") {
  CHECK(SqlOf(AskOver<Stables>("median minutes from the booking until they sit there, by hall")).find("promised_min") == std::string::npos);
  CheckHas("median minutes promised by hall", "promised_min");
  CheckHas("total minutes from Oakley and Brome yesterday", "sum(unload_min)");
}

TEST_CASE("what each of those holds does not add up over the rows that belong to them") {
  CHECK(SqlOf(AskOver<Stables>("how many tonnes did the rides take yesterday")).find("stall_t") == std::string::npos);
}

}  // namespace aurora::query::model

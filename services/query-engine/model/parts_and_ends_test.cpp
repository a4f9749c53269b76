#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// Columns that lead to another table in some part, how most rows end, and what a time that has not come says.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;
using catalog::TableProfile;

// A lending shop of instruments: loans from one branch to another, lessons, members with a blood group.
std::shared_ptr<const Snapshot> Instruments() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  TableProfile loans = MakeTable("music", "loans", 9000,
                                 {Column("loan_ref", "String"), Column("lent_at", "DateTime('UTC')"), Distinct(Column("pickup_branch", "UInt16"), 12),
                                  Distinct(Column("return_branch", "UInt16"), 12), Column("state", "LowCardinality(String)", {"returned", "out", "void"}),
                                  Column("fee_eur", "Decimal(9, 2)"), Column("kind", "LowCardinality(String)", {"wind", "string"}), Column("practised_s", "UInt32")});
  loans.columns[4].values = {{"returned", 8000}, {"out", 900}, {"void", 100}};
  snapshot->tables.push_back(std::move(loans));
  TableProfile charges = MakeTable("music", "charges", 900,
                                   {Column("charge_ref", "String"), Column("charged_at", "DateTime('UTC')"), Column("outcome", "LowCardinality(String)", {"declined", "done"}),
                                    Column("amount_eur", "Decimal(9, 2)"), Column("card", "LowCardinality(String)", {"debit", "credit"})});
  charges.columns[2].values = {{"declined", 600}, {"done", 300}};
  snapshot->tables.push_back(std::move(charges));
  snapshot->tables.push_back(MakeTable("music", "branches", 12, {Distinct(Column("branch_id", "UInt16"), 12), Column("region", "LowCardinality(String)", {"north", "south"})}));
  snapshot->tables.push_back(MakeTable("music", "videos", 300, {Column("video_ref", "String"), Column("published_at", "Nullable(DateTime('UTC'))"), Column("views", "UInt32")}));
  snapshot->tables.push_back(MakeTable("music", "tutors", 300, {Column("tutor_id", "UInt32"), Column("blood", "LowCardinality(String)", {"A-", "A+", "O-"}), Column("joined_on", "Date")}));
  NameTables(*snapshot);
  return snapshot;
}

std::string Sql(const std::string& question) {
  static const TestParser parser(Instruments());
  return SqlOf(parser.Ask(question));
}

using Catch::Contains;

TEST_CASE("a column of another table is reached by the part that is said") {
  CHECK_THAT(Sql("loans by region of the pickup branch"), Contains("loans.pickup_branch = branches.branch_id") && Contains("GROUP BY region"));
  CHECK_THAT(Sql("number of loans by the return branch's region"), Contains("loans.return_branch = branches.branch_id") && Contains("GROUP BY region"));
  CHECK_THAT(Sql("loans by region"), Contains("loans.pickup_branch = branches.branch_id"));
}

TEST_CASE("what most rows are brought back as is no loss of their money; what most are declined as is one") {
  CHECK_THAT(Sql("revenue by card"), Contains("outcome = done"));
  CHECK_THAT(Sql("total fees by kind"), Contains("state != void"));
}

TEST_CASE("hours of something are added up") {
  CHECK_THAT(Sql("hours practised per kind"), Contains("sum(practised_s / 3600)"));
  CHECK_THAT(Sql("average hours practised per kind"), Contains("avg(practised_s / 3600)"));
}

TEST_CASE("to break down rows is to group them") {
  CHECK_THAT(Sql("break down April's loans by kind and state"), Contains("GROUP BY kind, state"));
}

TEST_CASE("what was published is not what has no time yet") {
  CHECK_THAT(Sql("how many published videos are there"), Contains("published_at IS NOT NULL"));
}

TEST_CASE("an article is no blood group") {
  CHECK_THAT(Sql("how many tutors joined a year ago"), !Contains("blood"));
  CHECK_THAT(Sql("how many A negative tutors are there"), Contains("blood = A-"));
}

}  // namespace
}  // namespace aurora::query::model

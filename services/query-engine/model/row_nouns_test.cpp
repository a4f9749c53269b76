#include <catch2/catch.hpp>

#include "services/query-engine/language/tag/row_noun.h"
#include "services/query-engine/model/test_parser.h"

// Nouns for the rows that no name has, and verbs for what happened to them: on tables that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using answer::Status;
using catalog::Snapshot;

// A laundry, its machines' log, and the orders of a printer.
std::shared_ptr<const Snapshot> Laundry() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable("laundry", "wash_lines", 5000,
                                       {Column("line_id", "UInt64", {}, "one garment on one ticket"), Column("taken_at", "DateTime('UTC')"), Column("ready_at", "Nullable(DateTime('UTC'))", {}, "garment released to the counter"),
                                        Column("branch", "LowCardinality(String)", {"Harbour", "Mill"}), Column("fate", "LowCardinality(String)", {"cleaned", "rejected", "cancelled"}),
                                        Column("why", "LowCardinality(String)", {"stain", "silk"}, "why the stains were left on shirts")}));
  snapshot->tables.push_back(MakeTable("laundry", "machine_log", 9000,
                                       {Column("ts", "DateTime64(3, 'UTC')"), Column("machine", "LowCardinality(String)", {"M1", "M2"}),
                                        Column("event", "LowCardinality(String)", {"spin_open", "spin_done", "jam"})}));
  snapshot->tables.push_back(MakeTable("print", "prt_jobs", 4000,
                                       {Column("job_no", "UInt64"), Column("queued_at", "DateTime('UTC')"), Column("gone_at", "Nullable(DateTime('UTC'))", {}, "the courier departed; null until then"),
                                        Column("phase", "Enum8('Q' = 1, 'G' = 2, 'X' = 3)", {"Q", "G", "X"}, "Q queued, G departed, X called off by the customer"), Column("town", "LowCardinality(String)", {"Oslo", "Bergen"})}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& Ask = AskOver<Laundry>;
constexpr auto& CheckHas = CheckHasOver<Laundry>;

}  // namespace

TEST_CASE("what an id is one of is what the rows are called") {
  CheckHas("how many garments yesterday", "FROM laundry.wash_lines");
  CheckHas("garments per branch last week", "count()");
}

TEST_CASE("a noun of a comment is the rows where it is what is counted") {
  CheckHas("number of shirts rejected yesterday", "fate = rejected");
  CHECK(Ask("number of shirts rejected yesterday").reading.confidence < 0.9);
  CHECK(Ask("how many calories in Harbour yesterday").reading.status != Status::kAnswered);
  CHECK(Ask("average price at the shirts in Mill").reading.status != Status::kAnswered);
}

TEST_CASE("an abbreviation in a table's name is the noun of its rows") {
  CHECK(language::Abbreviates("prt", "print"));
  CHECK(language::Abbreviates("cmpgn", "campaign"));
  CHECK(language::Abbreviates("lic", "licence"));
  CHECK_FALSE(language::Abbreviates("pat", "payment"));
  CHECK_FALSE(language::Abbreviates("car", "cat"));
  CheckHas("how many prints were queued in Oslo yesterday", "FROM print.prt_jobs");
}

TEST_CASE("what happened is a condition in whichever verb it is said") {
  CheckHas("how many spins began yesterday", "event = spin_open");
  CheckHas("how many garments were turned down last week", "fate = rejected");
  CheckHas("how many jobs were called off yesterday", "phase = X");
}

TEST_CASE("a verb that no event is called by is not left aside") {
  CHECK(Ask("how many spins paused yesterday").reading.status != Status::kAnswered);
  CHECK(Ask("how many log entries were sent yesterday").reading.status != Status::kAnswered);
}

TEST_CASE("the time of a verb is that of the column that tells of it") {
  CheckHas("how many jobs set off yesterday", "gone_at >=");
}

}  // namespace aurora::query::model

#include "services/query-engine/model/test_parser.h"
#include "services/query-engine/model/test_tables.h"

// What was not done since, how long something took until, and which of the rows' times a verb is about.

namespace aurora::query::model {
namespace {

const TestParser& Studio() {
  static const TestParser parser(SnapshotOf({
      MakeTable("studio", "workspaces", 200,
                {Sorted(Distinct(Column("workspace_id", "UInt32"), 200)), Column("plan", "LowCardinality(String)", {"free", "team"}), Column("opened_on", "Date")}),
      MakeTable("studio", "jobs", 9'000,
                {Distinct(Column("job_id", "UInt64"), 9'000), Sorted(Column("queued_at", "DateTime64(3, 'UTC')")), Column("started_at", "Nullable(DateTime64(3, 'UTC'))"), Column("finished_at", "Nullable(DateTime64(3, 'UTC'))", {}, "end of the job, good or bad"),
                 Distinct(Column("workspace_id", "UInt32"), 200), Distinct(Column("user_id", "UInt32"), 900), Column("kind", "LowCardinality(String)", {"export", "preview", "proxy"}), Column("browser", "LowCardinality(String)", {"chrome", "safari"})}),
  }));
  return parser;
}

const TestParser& Hotel() {
  static const TestParser parser(SnapshotOf({
      MakeTable("hotel", "tickets", 9'000,
                {Distinct(Column("ticket_no", "UInt64"), 9'000), Sorted(Column("opened_at", "DateTime64(3, 'UTC')")), Column("taken_at", "Nullable(DateTime64(3, 'UTC'))", {}, "when somebody picked the ticket up"), Column("closed_at", "Nullable(DateTime64(3, 'UTC'))", {}, "only done tickets"),
                 Column("state", "LowCardinality(String)", {"open", "done", "void"}), Column("urgency", "LowCardinality(String)", {"high", "low"}), Distinct(Column("vip", "UInt8", {}, "1 when a VIP stays in the room"), 2), Distinct(Column("rooms_checked", "UInt16"), 40), Distinct(Column("member_id", "UInt32"), 500),
                 Column("gate_ms", "Nullable(UInt32)", {}, "time the gate took to open"), Column("hall", "LowCardinality(String)", {"Lund", "Namur"}), Column("net_weight_g", "UInt32"), Column("crop", "LowCardinality(String)", {"basil", "lettuce"})}),
      MakeTable("hotel", "halls", 4, {Sorted(Distinct(Column("hall", "LowCardinality(String)", {"Lund", "Namur"}), 4)), Column("opened_on", "Date")}),
      MakeTable("hotel", "members", 500, {Sorted(Distinct(Column("member_id", "UInt32"), 500)), Column("started_at", "DateTime('UTC')")}),
      MakeTable("hotel", "actions", 9'000,
                {Distinct(Column("event_id", "UInt64"), 9'000), Sorted(Column("happened_at", "DateTime64(3, 'UTC')")), Distinct(Column("attendee_id", "UInt32"), 900), Column("action", "LowCardinality(String)", {"registered", "joined", "asked", "polled"}), Column("terminal", "LowCardinality(String)", {"K-1", "K-2"}),
                 Column("answer_ms", "Nullable(UInt32)", {}, "how long the answer took")}),
  }));
  return parser;
}

}  // namespace

TEST_CASE("who has done nothing since is looked for in their list") {
  for (const char* question : {"how many team workspaces have exported nothing since Monday?", "how many team workspaces have not exported anything since Monday?"}) {
    CheckHasIn(Studio(), question, "NOT IN (SELECT jobs.workspace_id FROM studio.jobs AS jobs WHERE jobs.kind = export");
  }
  CheckHasIn(Studio(), "how many workspaces made no job since Monday", "NOT IN (SELECT jobs.workspace_id");
}

TEST_CASE("a wait ends where the whole phrase says") {
  CheckHasIn(Studio(), "median wait until the job starts yesterday", "dateDiff('second', queued_at, started_at)");
  CheckHasIn(Studio(), "median wait in the queue until the job starts, by browser, yesterday", "dateDiff('second', queued_at, started_at)");
  CheckHasIn(Studio(), "median wait until the job ends yesterday", "dateDiff('second', queued_at, finished_at)");
  CheckHasIn(Hotel(), "median minutes from opening to pickup, by urgency, this month", "dateDiff('second', opened_at, taken_at)");
}

TEST_CASE("what was finished is dated by when it was, where only finished rows have that time") {
  CheckHasIn(Hotel(), "how many tickets did they finish last week", "closed_at >= ");
  CheckHasIn(Hotel(), "number of done tickets last week", "opened_at >= ");
}

TEST_CASE("rows that started are dated by their own time, and an opening time is a length") {
  CheckLacksIn(Hotel(), "tickets started in the last 45 minutes", "started_at");
  CheckLacksIn(Hotel(), "p90 of gate opening time by hall over the last 24 hours", "opened_on");
  CheckHasIn(Hotel(), "p90 and median of gate time by hall this week", "gate_ms IS NOT NULL");
}

TEST_CASE("registered in April is a state, and both are had by one") {
  CheckHasIn(Hotel(), "how many actions registered in April", "action = registered");
  CheckHasIn(Hotel(), "number of attendees who registered in April but never joined", "HAVING countIf(action = registered");
  CheckHasIn(Hotel(), "how many attendees both asked and polled this week?", "HAVING countIf(action = asked) > 0 AND countIf(action = polled) > 0");
  CheckHasIn(Hotel(), "how many actions asked and polled this week?", "GROUP BY action");
}

TEST_CASE("an average weight week by week is one of each week") {
  CheckHasIn(Hotel(), "average lettuce ticket weight week by week since the start of October", "avg(net_weight_g) AS average_net_weight_g FROM hotel.tickets WHERE crop = lettuce");
  CheckHasIn(Hotel(), "average lettuce net weight per week since the start of October", "GROUP BY week");
}

TEST_CASE("unusually often is how many") {
  CheckHasIn(Hotel(), "which terminal asked unusually often yesterday?", "countIf(action = asked");
}

TEST_CASE("what has no row elsewhere has no steps of time, and no share") {
  for (const char* question : {"which workspace has abnormally many not-found jobs since yesterday", "cumulative number of workspaces without jobs this month", "did anything unusual happen to workspaces without jobs since yesterday", "what percentage of team workspaces never had a job?"}) {
    INFO(question);
    CHECK(SqlOf(Studio().Ask(question)).rfind("none", 0) == 0);
  }
}

}  // namespace aurora::query::model

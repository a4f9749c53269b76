#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/query-engine/model/test_parser.h"
#include "services/query-engine/model/test_tables.h"

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// What means the same is read the same: every figure, of every choice of rows, by every group and time, in several wordings each.

std::shared_ptr<const Snapshot> Workshop() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "workshop", "repairs", 20'000,
      {Distinct(Column("repair_id", "UInt64"), 20'000), Sorted(Column("opened_at", "DateTime('UTC')")), Column("status", "LowCardinality(String)", {"waiting", "in_progress", "finished", "cancelled"}),
       Column("town", "LowCardinality(String)", {"Leeds", "York", "Hull"}), Column("priority", "LowCardinality(String)", {"low", "normal", "urgent"}), Distinct(Column("van_id", "UInt16"), 90),
       Column("weight_kg", "Float32"), Column("distance_km", "Nullable(Float32)")}));
  NameTables(*snapshot);
  return snapshot;
}

// Wordings of one thing.
using Slot = std::vector<std::string>;

const std::vector<Slot> kFigures = {
    {"number of {}", "how many {}", "count of {}", "the total number of {}"},
    {"average weight of {}", "the mean weight of {}", "what is the average weight of {}", "avg weight for {}"},
    {"total weight of {}", "the sum of the weight of {}", "what is the total weight of {}"},
    {"median weight of {}", "the median weight for {}", "what is the median weight of {}"},
    {"95th percentile of the weight of {}", "p95 weight of {}", "95th percentile of weight for {}"},
    {"maximum weight of {}", "highest weight of {}", "the largest weight of {}"},
    {"share of {} that are urgent", "what share of {} are urgent", "percentage of {} that were urgent", "what percentage of {} is urgent"},
};
const std::vector<Slot> kRows = {
    {"repairs"},
    {"finished repairs", "repairs with status finished", "repairs whose status is finished", "repairs where the status is finished", "repairs that are finished"},
    {"repairs that are not cancelled", "repairs whose status is not cancelled", "repairs where status is not cancelled", "repairs which are not cancelled"},
    {"repairs in progress", "repairs that are in progress", "repairs whose status is in progress"},
    {"repairs that are not in progress", "repairs where the status is not in progress"},
    {"finished or cancelled repairs", "repairs that are finished or cancelled", "repairs whose status is finished or cancelled"},
    {"repairs in Leeds", "Leeds repairs", "repairs from Leeds"},
    {"repairs with a distance above 20", "repairs with a distance over 20", "repairs whose distance is more than 20"},
};
const std::vector<Slot> kGroups = {
    {""},
    {" by town", " per town", " for each town", ", broken down by town", " grouped by town", ", split by town"},
    {" by van", " for each van"},
    {" by town and priority", " per town and priority", " for each town and priority"},
    {" per day", " by day", " for each day"},
    {" per week", " by week", ", week by week"},
    {" by day of the week", " by weekday", " for each weekday"},
};
const std::vector<Slot> kTimes = {
    {""},
    {" yesterday"},
    {" this month", " so far this month"},
    {" since 1 November", " since November 1"},
    {" in the last 7 days", " over the past 7 days"},
};

// Wordings of one question, {} being the rows.
const std::vector<Slot> kKinds = {
    {"which town has the most {}", "town with the most {}", "the town with the highest number of {}", "what town had the most {}", "in which town are the most {}"},
    {"top 3 towns by number of {}", "the 3 towns with the most {}", "which 3 towns have the most {}", "three towns with the highest number of {}", "top three towns by {}"},
    {"which town has the highest average weight of {}", "town with the highest average weight of {}", "the town with the largest average weight of {}"},
    {"how many different vans had {}", "number of different vans with {}", "how many distinct vans have {}", "number of unique vans with {}", "how many vans had {}"},
    {"vans with more than 5 {}", "which vans have more than 5 {}", "which vans had over 5 {}", "list the vans with more than 5 {}", "vans that had more than five {}"},
    {"how many vans have more than 5 {}", "number of vans with more than 5 {}", "how many vans had over 5 {}"},
    {"number of {} this week vs last week", "how many {} this week compared to last week", "{} this week versus last week", "compare the number of {} this week with last week", "how does the number of {} this week compare with last week"},
    {"average number of {} per day", "how many {} per day on average", "mean number of {} per day", "on average how many {} are there per day"},
    {"which hour of the day has the most {}", "at which hour of the day are the most {}", "what hour of the day has the most {}", "busiest hour of the day for {}"},
    {"running total of {} per day", "cumulative number of {} by day", "cumulative {} per day"},
    {"7-day moving average of {} per day", "7 day moving average of the number of {} per day", "moving average over 7 days of {} per day", "rolling 7-day average of daily {}"},
    {"on which day were the most {}", "which day had the most {}", "the day with the most {}", "what day had the most {}"},
    {"average weight and number of {} by town", "by town, the average weight and the number of {}"},
    {"the 5 heaviest {}", "top 5 {} by weight", "which 5 {} have the highest weight", "list the five heaviest {}"},
    {"latest 10 {}", "the last 10 {}", "the 10 most recent {}", "show me the latest 10 {}", "ten newest {}"},
};

std::string With(const std::string& figure, const std::string& rows) {
  const size_t at = figure.find("{}");
  return figure.substr(0, at) + rows + figure.substr(at + 2);
}

}  // namespace

// A state whose moment is known, and another beside it.
TEST_CASE("of two states none is lost to the moment of one") {
  auto snapshot = std::make_shared<Snapshot>(*Workshop());
  snapshot->tables[0].columns.push_back(Column("finished_at", "Nullable(DateTime('UTC'))"));
  const TestParser parser(snapshot);
  for (const char* figure : {"number of {}", "average weight of {}", "p95 weight of {}", "total weight of {}"}) {
    for (const char* rows : {"finished or cancelled repairs", "repairs that are finished or cancelled", "repairs that are cancelled or finished", "repairs that were finished or cancelled", "repairs whose status is finished or cancelled"}) {
      for (const char* rest : {"", " per week", " for each van", " yesterday", " by town in the last 7 days", " for each month in October"}) {
        const std::string question = With(figure, rows) + rest;
        CheckSqlHas(question, SqlOf(parser.Ask(question)), "status IN (");
      }
    }
  }
}

TEST_CASE("what means the same is read the same") {
  const TestParser parser(Workshop());
  constexpr size_t kWordings = 6;
  constexpr int kShown = 20;
  int differ = 0;
  for (const Slot& figure : kFigures) {
    for (const Slot& rows : kRows) {
      for (const Slot& group : kGroups) {
        for (const Slot& time : kTimes) {
          const std::string plain = With(figure[0], rows[0]) + group[0] + time[0];
          const std::string sql = SqlOf(parser.Ask(plain));
          INFO(plain << " -> " << sql);
          if (sql.rfind("none: ", 0) == 0 && ++differ <= kShown) FAIL_CHECK("declined");
          std::set<std::string> asked = {plain};
          for (size_t i = 1; i < kWordings; ++i) {
            const std::string question = With(figure[i % figure.size()], rows[i % rows.size()]) + group[i % group.size()] + time[i % time.size()];
            if (!asked.insert(question).second) continue;
            const std::string other = SqlOf(parser.Ask(question));
            if (other != sql && ++differ <= kShown) FAIL_CHECK(question << " -> " << other);
          }
        }
      }
    }
  }
  CHECK(differ == 0);
}

// What all of them are read as, for the plain wording of each kind.
TEST_CASE("and it is read as it is meant") {
  const TestParser parser(Workshop());
  const std::vector<std::pair<std::string, std::string>> meant = {
      {"how many repairs whose status is not cancelled", "SELECT count() AS repairs FROM workshop.repairs WHERE status != cancelled"},
      {"average weight of repairs in progress", "avg(weight_kg) AS average_weight_kg FROM workshop.repairs WHERE status = in_progress"},
      {"average weight of repairs that are not in progress", "WHERE status != in_progress"},
      {"maximum weight of repairs per day", "SELECT toDate(opened_at) AS day, max(weight_kg) AS maximum_weight_kg FROM workshop.repairs GROUP BY day"},
      {"total weight of repairs by van", "SELECT van_id, sum(weight_kg) AS total_weight_kg FROM workshop.repairs GROUP BY van_id"},
      {"share of finished repairs that are urgent", "SELECT countIf(priority = urgent) / count() AS share FROM workshop.repairs WHERE status = finished"},
      {"share of repairs with a distance above 20 that are urgent per day", "countIf(priority = urgent) / count() AS share FROM workshop.repairs WHERE distance_km > 20 GROUP BY day"},
      {"average number of repairs per day", "SELECT avg(value) AS repairs FROM ( SELECT toDate(opened_at) AS day, count() AS value FROM workshop.repairs GROUP BY day )"},
      {"the 5 heaviest repairs", "FROM workshop.repairs ORDER BY weight_kg DESC LIMIT 5"},
      {"7-day moving average of repairs per day", "ROWS BETWEEN 6 PRECEDING AND CURRENT ROW"},
  };
  for (const auto& [question, part] : meant) CheckSqlHas(question, SqlOf(parser.Ask(question)), part);
}

TEST_CASE("so are questions of other kinds") {
  const TestParser parser(Workshop());
  for (const Slot& kind : kKinds) {
    for (const char* rows : {"repairs", "finished repairs", "repairs that are not cancelled", "repairs in progress", "urgent repairs", "finished or cancelled repairs"}) {
      for (const std::string time : {"", " this month"}) {
        if (!time.empty() && kind[0].find("week") != std::string::npos) continue;
        const std::string plain = With(kind[0], rows) + time;
        const std::string sql = SqlOf(parser.Ask(plain));
        INFO(plain << " -> " << sql);
        CHECK(sql.rfind("none: ", 0) != 0);
        for (size_t i = 1; i < kind.size(); ++i) {
          const std::string question = With(kind[i], rows) + time;
          const std::string other = SqlOf(parser.Ask(question));
          INFO(question << " -> " << other);
          CHECK(other == sql);
        }
      }
    }
  }
  // The rows among these alone, and both figures, in the order in which they are asked for.
  CheckSqlHas("number and average", SqlOf(parser.Ask("number and average weight of finished repairs by town")), "count() AS repairs, avg(weight_kg)");
  CheckSqlHas("5 finished", SqlOf(parser.Ask("5 finished or cancelled repairs with the highest weight")), "ORDER BY weight_kg DESC LIMIT 5");
  CheckSqlHas("ratio", SqlOf(parser.Ask("ratio of urgent repairs to low repairs")), "countIf(priority = urgent) / countIf(priority = low)");
  CheckSqlHas("ratio of two", SqlOf(parser.Ask("ratio of urgent finished repairs to low finished repairs")), "none: ");
}

}  // namespace aurora::query::model

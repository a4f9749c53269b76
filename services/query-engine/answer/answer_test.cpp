#include <catch2/catch.hpp>

#include "services/query-engine/answer/accepted_statements.h"
#include "services/query-engine/answer/chart.h"
#include "services/query-engine/answer/conversation_store.h"
#include "services/query-engine/answer/describe_sql.h"
#include "services/query-engine/answer/verified_answers.h"

namespace aurora::query::answer {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'000'000);

std::shared_ptr<const Answered> Form(const std::string& table) {
  auto form = std::make_shared<language::LogicalForm>();
  form->sources.push_back({"shop", table});
  auto answered = std::make_shared<Answered>();
  answered->form = std::move(form);
  return answered;
}

}  // namespace

TEST_CASE("a conversation is found until it is too old") {
  ConversationStore store(10, absl::Minutes(30));
  const std::string id = store.Remember("", Form("a"), kNow);
  REQUIRE(store.Find(id, kNow) != nullptr);
  CHECK(store.Find(id, kNow + absl::Minutes(29))->form->main().table == "a");
  CHECK(store.Find(id, kNow + absl::Minutes(31)) == nullptr);
  CHECK(store.Find("talk-unknown", kNow) == nullptr);
}

TEST_CASE("a statement that was accepted is known for these tables and a while") {
  AcceptedStatements accepted;
  accepted.Add("SELECT 1", 3, kNow);
  CHECK(accepted.Has("SELECT 1", 3, kNow + absl::Minutes(9)));
  CHECK_FALSE(accepted.Has("SELECT 1", 3, kNow + absl::Minutes(11)));
  CHECK_FALSE(accepted.Has("SELECT 2", 3, kNow));
  CHECK_FALSE(accepted.Has("SELECT 1", 4, kNow));
  // Other tables; what is still asked of the old ones is not remembered.
  accepted.Add("SELECT 2", 4, kNow);
  accepted.Add("SELECT 3", 3, kNow);
  CHECK(accepted.Has("SELECT 2", 4, kNow));
  CHECK_FALSE(accepted.Has("SELECT 1", 4, kNow));
  CHECK_FALSE(accepted.Has("SELECT 3", 4, kNow));
  for (size_t i = 0; i < AcceptedStatements::kStatementsMax; ++i) accepted.Add("SELECT number + " + std::to_string(i), 4, kNow);
  CHECK_FALSE(accepted.Has("SELECT 2", 4, kNow));
}

TEST_CASE("verified answers come nearest first: by meaning where that is known, then by words") {
  std::vector<learned::VerifiedAnswer> verified;
  for (const char* question : {"stock of each depot", "late parcels by carrier", "parcels per city", "revenue last month"}) {
    verified.push_back({question, question, {}, "ann", kNow});
  }
  const auto order = [&](const std::vector<std::string>& nearest, size_t limit) {
    std::vector<std::string> questions;
    for (const learned::VerifiedAnswer* one : NearestVerified("how many parcels for each city", verified, nearest, limit)) questions.push_back(one->question);
    return questions;
  };
  CHECK(order({}, 3) == std::vector<std::string>{"parcels per city", "stock of each depot", "late parcels by carrier"});
  CHECK(order({"revenue last month", "gone"}, 2) == std::vector<std::string>{"revenue last month", "parcels per city"});
  CHECK(order({}, 0).empty());
}

TEST_CASE("a refused question does not forget what was answered before") {
  ConversationStore store(10, absl::Minutes(30));
  const std::string id = store.Remember("", Form("a"), kNow);
  CHECK(store.Remember(id, nullptr, kNow) == id);
  CHECK(store.Find(id, kNow)->form->main().table == "a");
}

TEST_CASE("conversations are bounded, the least recently used goes first") {
  ConversationStore store(2, absl::Minutes(30));
  const std::string a = store.Remember("", Form("a"), kNow);
  const std::string b = store.Remember("", Form("b"), kNow);
  store.Remember(a, Form("a2"), kNow);
  store.Remember("", Form("c"), kNow);
  CHECK(store.Find(b, kNow) == nullptr);
  CHECK(store.Find(a, kNow)->form->main().table == "a2");
}

TEST_CASE("an id that is none gets a new one") {
  ConversationStore store(2, absl::Minutes(30));
  CHECK(store.Remember("bad id\n", Form("a"), kNow) != "bad id\n");
}

TEST_CASE("a chart fits the shape of the answer") {
  language::LogicalForm form;
  form.sources.push_back({"shop", "orders"});
  language::Measure count;
  count.name = "n";
  form.measures.push_back(count);
  CHECK(ChooseChart(form).kind == "number");
  form.groups.push_back({language::GroupKind::kColumn, {0, "state"}, {}, "state"});
  CHECK(ChooseChart(form).kind == "bar");
  CHECK(ChooseChart(form).x == "state");
  form.groups.insert(form.groups.begin(), {language::GroupKind::kBucket, {0, "at"}, {}, "hour"});
  CHECK(ChooseChart(form).kind == "line");
  CHECK(ChooseChart(form).series == "state");
  form.shape = language::Shape::kRows;
  CHECK(ChooseChart(form).kind == "table");
}

TEST_CASE("SQL is put into words") {
  guard::KnownTables tables;
  tables.Add({"shop", "orders"}, {"state", "total"});
  const auto sql = guard::SqlGuard::Check(
      {"SELECT state, sum(total) FROM shop.orders WHERE total > (SELECT avg(total) FROM shop.orders) GROUP BY state ORDER BY 2 DESC LIMIT 3", {}},
      tables);
  REQUIRE(sql.ok());
  CHECK(DescribeSql(*sql, {100, 2}) ==
        "Shows state, sum(total) from shop.orders, only rows where total > (SELECT avg(total) FROM shop.orders), one row "
        "for each state, ordered by 2 DESC, at most 3 rows; with 1 inner query. Reads about 100 rows in 2 parts.");
}

}  // namespace aurora::query::answer

#include "services/query-engine/model/chat/answer_cache.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"

namespace aurora::query::model::chat {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'000'000);

}  // namespace

TEST_CASE("politeness and spacing do not make another question, every other word and sign does") {
  const std::string same = SameQuestion("How many orders > 5 from CA?");
  CHECK(SameQuestion("please show me how many  orders > 5 from CA") == same);
  for (const char* other : {"how many orders < 5 from CA?", "how many orders > 6 from CA?", "how many orders > 5 from NY?",
                            "how many orders > 5 not from CA?", "how many order > 5 from CA?", "orders from CA how many > 5?"}) {
    CHECK(SameQuestion(other) != same);
  }
}

TEST_CASE("phrases that mean the same everywhere do not make another question") {
  CHECK(SameQuestion("the number of orders this week") == SameQuestion("how many orders this week"));
  CHECK(SameQuestion("What is the count of orders this week?") == SameQuestion("how many orders this week"));
  CHECK(SameQuestion("revenue for each state in October") == SameQuestion("revenue per state in october"));
  CHECK(SameQuestion("what were the orders greater than 100") == SameQuestion("orders more than 100"));
  // The same phrase between other words stays where it is.
  CHECK(SameQuestion("average number of items per order") != SameQuestion("average items per number of order"));
  CHECK(SameQuestion("what is it") == SameQuestion("What is it?"));
}

// bench/question_pairs.tsv: pairs that vectors find near, of which one must not be answered by the other.
TEST_CASE("no question is answered by another's answer") {
  std::ifstream file(AURORA_QUESTION_PAIRS);
  REQUIRE(file.good());
  size_t pairs = 0;
  for (std::string line; std::getline(file, line);) {
    const std::vector<std::string> parts = absl::StrSplit(line, '\t');
    if (parts.size() != 3 || parts[0] == "same") continue;
    INFO(line);
    CHECK(SameQuestion(parts[1]) != SameQuestion(parts[2]));
    ++pairs;
  }
  CHECK(pairs >= 18);
}

TEST_CASE("answers are kept for their time and up to their number") {
  AnswerCache cache(2, absl::Minutes(1));
  for (const char* key : {"a", "b"}) cache.Add(key, {}, kNow);
  CHECK(cache.Find("a", kNow).has_value());
  cache.Add("c", {}, kNow);
  CHECK_FALSE(cache.Find("b", kNow).has_value());
  CHECK(cache.Find("a", kNow + absl::Seconds(59)).has_value());
  CHECK_FALSE(cache.Find("a", kNow + absl::Minutes(1)).has_value());
}

}  // namespace aurora::query::model::chat

#include "services/query-engine/model/chat/answer_cache.h"

#include <catch2/catch.hpp>

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

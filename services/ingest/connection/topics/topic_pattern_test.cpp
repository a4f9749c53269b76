#include "services/ingest/connection/topics/topic_pattern.h"

#include <catch2/catch.hpp>

#include "absl/strings/match.h"

namespace aurora::ingest {
namespace {

TEST_CASE("a topic matches a pattern as a whole, and internal topics never do") {
  const auto pattern = TopicPattern::Create("shop\\.orders\\..*");
  REQUIRE(pattern.ok());
  CHECK(pattern->Matches("shop.orders.eu"));
  CHECK_FALSE(pattern->Matches("shop_orders.eu"));
  CHECK_FALSE(pattern->Matches("old.shop.orders.eu"));
  CHECK_FALSE(pattern->Matches("shop.orders"));
  CHECK(TopicPattern::Create("^shop\\.orders\\..*$")->Matches("shop.orders.eu"));
  const auto all = TopicPattern::Create(".*");
  CHECK(all->Matches("orders"));
  CHECK_FALSE(all->Matches("__consumer_offsets"));
  // A part of an alternative is not enough either.
  CHECK_FALSE(TopicPattern::Create("a|ab")->Matches("abc"));
}

TEST_CASE("what is no pattern is refused with what to write instead") {
  for (const std::string& bad : {std::string("*orders"), std::string("orders("), std::string(), std::string(1001, 'a'),
                                 std::string("((a{1,900}){1,900}){1,900}")}) {
    const auto pattern = TopicPattern::Create(bad);
    INFO(bad.substr(0, 50));
    REQUIRE(absl::IsInvalidArgument(pattern.status()));
    CHECK((absl::StrContains(pattern.status().message(), ".*") || absl::StrContains(pattern.status().message(), "name the topics")));
  }
}

}  // namespace
}  // namespace aurora::ingest

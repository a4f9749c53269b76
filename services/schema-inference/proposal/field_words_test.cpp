#include "services/schema-inference/proposal/field_words.h"

#include <catch2/catch.hpp>

namespace aurora::schema_inference {
namespace {

TEST_CASE("names are read as words") {
  using Words = std::vector<std::string>;
  CHECK(WordsOf("orderedAt") == Words{"ordered", "at"});
  CHECK(WordsOf("ORDERED-AT") == Words{"ordered", "at"});
  CHECK(WordsOf("HTTPStatus2xx") == Words{"http", "status2xx"});
  CHECK(WordsOf("__a..b") == Words{"a", "b"});
  CHECK(WordsOf("").empty());
}

TEST_CASE("times of events rank before times of other things") {
  for (const char* name :
       {"ts", "timestamp", "event_time", "createdAt", "ordered_at", "paid_at", "at", "time"}) {
    INFO(name);
    CHECK(EventTimeRank(name) == 2);
  }
  for (const char* name : {"updated_at", "expires_at", "date_of_birth", "due_date", "lastLoginTime"}) {
    INFO(name);
    CHECK(EventTimeRank(name) == -1);
  }
  CHECK(EventTimeRank("order_date") == 1);
  for (const char* name : {"state", "latency_ms", "status", "attempts", "date_format_x2"}) {
    INFO(name);
    CHECK(EventTimeRank(name) <= 1);
  }
  CHECK(EventTimeRank("state") == 0);
}

TEST_CASE("money") {
  CHECK(NamesMoney("unit_price"));
  CHECK(NamesMoney("orderTotal"));
  CHECK_FALSE(NamesMoney("latency_ms"));
}

}  // namespace
}  // namespace aurora::schema_inference

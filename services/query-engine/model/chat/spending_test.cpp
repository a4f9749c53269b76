#include "services/query-engine/model/chat/spending.h"

#include <catch2/catch.hpp>

#include "libs/rpc/status.h"
#include "services/query-engine/model/chat/failure.h"

namespace aurora::query::model::chat {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'000'000);

}  // namespace

TEST_CASE("money is reserved before it is spent, and given back") {
  ChatOptions options;
  options.cost_out_per_million = 1e6;
  options.budget_per_day = 10;
  Spending spending(options);
  QuestionUse use;
  REQUIRE(spending.Reserve({0, 6}, use, kNow).ok());
  CHECK(rpc::Reason(spending.Reserve({0, 6}, use, kNow)) == kBudget);
  spending.Settle({0, 6}, {0, 1}, use, kNow);
  CHECK(use.cost == Approx(1));
  REQUIRE(spending.Reserve({0, 6}, use, kNow).ok());
  CHECK(spending.SpentToday(kNow) == Approx(7));
  spending.Settle({0, 6}, {0, 6}, use, kNow);
  CHECK(spending.SpentToday(kNow + absl::Hours(24)) == 0);
  CHECK_FALSE(spending.Reserve({0, 6}, use, kNow).ok());
  CHECK(spending.Reserve({0, 6}, use, kNow + absl::Hours(24)).ok());
}

TEST_CASE("requests come back with time") {
  ChatOptions options;
  options.requests_per_minute = 2;
  Spending spending(options);
  QuestionUse use;
  CHECK(spending.Reserve({1, 1}, use, kNow).ok());
  CHECK(spending.Reserve({1, 1}, use, kNow).ok());
  CHECK(rpc::Reason(spending.Reserve({1, 1}, use, kNow)) == kRequestLimit);
  CHECK(spending.Reserve({1, 1}, use, kNow + absl::Seconds(31)).ok());
}

}  // namespace aurora::query::model::chat

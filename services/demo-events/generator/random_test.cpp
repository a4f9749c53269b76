#include "services/demo-events/generator/random.h"

#include <catch2/catch.hpp>
#include <set>

namespace aurora::demo {
namespace {

TEST_CASE("the same seed gives the same numbers, another stream others") {
  Random a(1, 2);
  Random b(1, 2);
  Random c(1, 3);
  const uint64_t first = a.Next();
  CHECK(first == b.Next());
  CHECK(first != c.Next());
}

TEST_CASE("numbers stay inside their bounds and skew low") {
  Random random(7);
  uint64_t low = 0;
  for (int i = 0; i < 10'000; ++i) {
    CHECK(random.Below(10) < 10);
    if (random.Skewed(100) < 20) ++low;
  }
  // 20^(1/2.4) of the mass lies in the first fifth.
  CHECK(low > 4500);
  CHECK(low < 6000);
}

TEST_CASE("a pick follows its weights") {
  Random random(9);
  int second = 0;
  for (int i = 0; i < 10'000; ++i) second += random.Pick({1, 3}) == 1 ? 1 : 0;
  CHECK(second > 7300);
  CHECK(second < 7700);
}

TEST_CASE("a uuid has version, variant and dashes, and is never the same") {
  Random random(3);
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string uuid = random.Uuid();
    REQUIRE(uuid.size() == 36);
    CHECK(uuid[14] == '4');
    CHECK(std::string("89ab").find(uuid[19]) != std::string::npos);
    CHECK(uuid[8] == '-');
    seen.insert(uuid);
  }
  CHECK(seen.size() == 1000);
}

}  // namespace
}  // namespace aurora::demo

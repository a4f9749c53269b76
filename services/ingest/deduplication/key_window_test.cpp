#include "services/ingest/deduplication/key_window.h"

#include <catch2/catch.hpp>

namespace aurora::ingest {
namespace {

using Verdict = KeyWindow::Verdict;

constexpr KeyHash kA{1, 1};
constexpr KeyHash kB{2, 2};

TEST_CASE("a key that comes again within the window is a duplicate, up to its last millisecond") {
  KeyBudget budget;
  KeyWindow window(absl::Seconds(10), kNoFloor, budget);
  CHECK(window.Judge(kA, 100'000) == Verdict::kRow);
  CHECK(window.Judge(kB, 100'000) == Verdict::kRow);
  CHECK(window.Judge(kA, 100'000) == Verdict::kDuplicate);
  CHECK(window.Judge(kA, 110'000) == Verdict::kDuplicate);
  CHECK(window.Judge(kB, 110'000) == Verdict::kDuplicate);
  // Duplicates do not prolong it: only rows count.
  CHECK(window.Judge(kA, 110'001) == Verdict::kRow);
  CHECK(window.Judge(kB, 110'001) == Verdict::kRow);
}

TEST_CASE("a message without a key is always a row, and its time counts") {
  KeyBudget budget;
  KeyWindow window(absl::Seconds(10), kNoFloor, budget);
  CHECK(window.Judge(kA, 0) == Verdict::kRow);
  CHECK(window.Judge(std::nullopt, 0) == Verdict::kRow);
  CHECK(window.Judge(std::nullopt, 0) == Verdict::kRow);
  CHECK(window.Judge(std::nullopt, 20'000) == Verdict::kRow);
  CHECK(window.Judge(kA, 5'000) == Verdict::kLate);
}

TEST_CASE("messages out of order are compared earlier and later, as far as the newest row allows") {
  KeyBudget budget;
  KeyWindow window(absl::Seconds(10), kNoFloor, budget);
  CHECK(window.Judge(kA, 100'000) == Verdict::kRow);
  CHECK(window.Judge(kA, 90'000) == Verdict::kDuplicate);
  // Further back than the window from any row of its key, and too late to be remembered itself.
  CHECK(window.Judge(kA, 89'999) == Verdict::kLate);
  CHECK(window.Judge(kA, 89'999) == Verdict::kLate);
  CHECK(window.Judge(kB, 95'000) == Verdict::kRow);
  CHECK(window.Judge(kB, 85'000) == Verdict::kDuplicate);
}

TEST_CASE("a timestamp far in the future lets later rows through as late ones, and drops none") {
  KeyBudget budget;
  KeyWindow window(absl::Seconds(10), kNoFloor, budget);
  CHECK(window.Judge(kA, 100'000) == Verdict::kRow);
  CHECK(window.Judge(kB, std::numeric_limits<int64_t>::max()) == Verdict::kRow);
  CHECK(window.Judge(kA, 100'001) == Verdict::kLate);
  CHECK(window.Judge(kB, std::numeric_limits<int64_t>::min()) == Verdict::kLate);
}

TEST_CASE("rows of an earlier topic, at or below the floor, do not count") {
  KeyBudget budget;
  KeyWindow window(absl::Seconds(10), 100'000, budget);
  CHECK(window.Keep(kA, 100'000));
  CHECK(window.Judge(kA, 100'001) == Verdict::kRow);
  CHECK(window.Judge(kA, 100'002) == Verdict::kDuplicate);
}

TEST_CASE("what has left the window is forgotten, and its room given back") {
  KeyBudget budget(2000);
  {
    KeyWindow window(absl::Seconds(1), kNoFloor, budget);
    for (uint64_t i = 0; i < 100'000; ++i) {
      REQUIRE(window.Judge(KeyHash{i, i}, static_cast<int64_t>(i)) == Verdict::kRow);
      REQUIRE(window.keys() <= 2000);
    }
    CHECK(window.keys() >= 1000);
  }
  KeyWindow other(absl::Hours(1), kNoFloor, budget);
  for (uint64_t i = 0; i < 2000; ++i) REQUIRE(other.Judge(KeyHash{i, i}, 0) == Verdict::kRow);
  // Rather nothing than a duplicate that passes.
  CHECK(other.Judge(KeyHash{9999, 0}, 0) == Verdict::kNoRoom);
  CHECK(other.Judge(KeyHash{5, 5}, 0) == Verdict::kDuplicate);
  CHECK(other.Judge(std::nullopt, 0) == Verdict::kRow);
}

}  // namespace
}  // namespace aurora::ingest

#include "services/ingest/dead_letters/stored_letters.h"

#include <catch2/catch.hpp>

#include "services/ingest/dead_letters/left_out.h"

namespace aurora::ingest {
namespace {

using Ids = std::vector<std::string>;

TEST_CASE("a dead letter counts until its message is a row or a later letter says why it does not fit") {
  HeldRows held;
  held.Add(1, 100);
  // Offset 1 is a row, but the message of another topic of the name is not.
  CHECK(SupersededLetters({{1, 100, 5, "a"}, {1, 200, 5, "b"}, {2, 100, 5, "c"}}, held) == Ids{"a"});
  CHECK(SupersededLetters({{2, 100, 5, "old"}, {2, 100, 6, "new"}, {3, 100, 9, "d"}}, held) == Ids{"old"});
  // All versions go with their row.
  CHECK(SupersededLetters({{1, 100, 5, "old"}, {1, 100, 6, "new"}}, held) == Ids{"old", "new"});
  // Of the same instant one stays, whichever; of two that cannot be told apart neither goes.
  CHECK(SupersededLetters({{2, 100, 5, "x"}, {2, 100, 5, "y"}}, held) == Ids{"x"});
  CHECK(SupersededLetters({{2, 100, 5, "x"}, {2, 100, 5, "x"}}, held).empty());
}

TEST_CASE("a dead letter whose offset lies in a range that was left out counts no more") {
  const auto left_out = [](std::vector<std::vector<std::optional<std::string>>> rows, int64_t offset) {
    clickhouse::Rows ranges;
    ranges.rows = std::move(rows);
    HeldRows held;
    REQUIRE(AddLeftOut(ranges, "connection c", {{offset, 100, 5, "a"}}, held).ok());
    CHECK_FALSE(held.Has(offset, 200));
    return held.Has(offset, 100);
  };
  for (const int64_t offset : {4, 10, 19, 25}) CHECK_FALSE(left_out({{"5", "9"}, {"11", "18"}, {"20", "24"}}, offset));
  for (const int64_t offset : {5, 9, 11, 20, 24}) CHECK(left_out({{"5", "9"}, {"11", "18"}, {"20", "24"}}, offset));
  // Written again with other borders: 30 lies in the first, behind the end of the second.
  CHECK(left_out({{"5", "40"}, {"11", "18"}}, 30));
  CHECK_FALSE(left_out({}, 0));
  clickhouse::Rows unreadable;
  unreadable.rows = {{"5", std::nullopt}};
  HeldRows held;
  CHECK(absl::IsInternal(AddLeftOut(unreadable, "connection c", {}, held)));
}

}  // namespace
}  // namespace aurora::ingest

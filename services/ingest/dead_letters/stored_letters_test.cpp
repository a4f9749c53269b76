#include "services/ingest/dead_letters/stored_letters.h"

#include <catch2/catch.hpp>

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

}  // namespace
}  // namespace aurora::ingest

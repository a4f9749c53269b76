#include "libs/base/edit_distance.h"

#include <catch2/catch.hpp>

namespace aurora::base {
namespace {

TEST_CASE("edit distance counts inserts, deletes, replacements and swaps") {
  CHECK(EditDistance("", "") == 0);
  CHECK(EditDistance("order", "orders") == 1);
  CHECK(EditDistance("teh", "the") == 1);
  CHECK(EditDistance("kitten", "sitting") == 3);
  CHECK(EditDistance("a", "abcdefghijklmnop", 4) == 5);
}

TEST_CASE("the nearest word is named only when it is near") {
  CHECK(Nearest("grpc.lisen", {"grpc.listen", "log.level"}) == "grpc.listen");
  CHECK(Nearest("colour", {"grpc.listen", "log.level"}).empty());
}

}  // namespace
}  // namespace aurora::base

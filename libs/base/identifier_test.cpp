#include "libs/base/identifier.h"

#include <catch2/catch.hpp>

namespace aurora::base {
namespace {

TEST_CASE("identifiers carry their prefix, have the asked length and differ") {
  const std::string identifier = MakeIdentifier("c-");
  CHECK(identifier.substr(0, 2) == "c-");
  CHECK(identifier.size() == 14);
  CHECK(identifier != MakeIdentifier("c-"));
}

TEST_CASE("a request id from outside is used only when it is short and plain") {
  CHECK(IsRequestId(MakeRequestId()));
  CHECK(IsRequestId("a.b_c-9"));
  CHECK_FALSE(IsRequestId(""));
  CHECK_FALSE(IsRequestId("a b"));
  CHECK_FALSE(IsRequestId("a\nb"));
  CHECK_FALSE(IsRequestId(std::string(65, 'a')));
}

}  // namespace
}  // namespace aurora::base

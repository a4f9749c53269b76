#include "services/ingest/pipeline/rejections/rejection_share.h"

#include <catch2/catch.hpp>

namespace aurora::ingest {
namespace {

// How many messages are taken until there are too many, of which each n-th is rejected; -1: 1,000 are not too many.
int TakenUntilTooMany(RejectionShare& share, int nth) {
  for (int i = 1; i <= 1000; ++i) {
    if (share.Add(i % nth == 0)) return i;
  }
  return -1;
}

TEST_CASE("a share is counted in the last messages, also before there were so many") {
  RejectionShare tenth(0.1, 100);
  CHECK(TakenUntilTooMany(tenth, 10) == -1);
  CHECK(tenth.rejections() == 10);
  RejectionShare ninth(0.1, 100);
  CHECK(TakenUntilTooMany(ninth, 9) == 99);
  RejectionShare all(0.1, 100);
  CHECK(TakenUntilTooMany(all, 1) == 11);
}

TEST_CASE("rejections of long ago do not count") {
  RejectionShare share(0.1, 100);
  for (int i = 0; i < 10; ++i) CHECK_FALSE(share.Add(true));
  for (int i = 0; i < 100; ++i) CHECK_FALSE(share.Add(false));
  CHECK(share.rejections() == 0);
  for (int i = 0; i < 10; ++i) CHECK_FALSE(share.Add(true));
  // A good message never is one too many.
  CHECK_FALSE(share.Add(false));
  CHECK(share.Add(true));
}

TEST_CASE("a share below one message stops at the first, and all of them are never too many") {
  RejectionShare none(0.001, 10);
  CHECK(none.Add(true));
  RejectionShare any(1, 10);
  for (int i = 0; i < 100; ++i) CHECK_FALSE(any.Add(true));
}

TEST_CASE("the word of too many rejections arrives, and no other error is one") {
  CHECK(IsTooManyRejections(TooManyRejections("topic t")));
  CHECK_FALSE(IsTooManyRejections(absl::FailedPreconditionError("topic t")));
  CHECK_FALSE(IsTooManyRejections(absl::OkStatus()));
}

}  // namespace
}  // namespace aurora::ingest

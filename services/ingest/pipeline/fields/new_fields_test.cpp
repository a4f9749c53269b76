#include "services/ingest/pipeline/fields/new_fields.h"

#include <catch2/catch.hpp>

namespace aurora::ingest {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

TEST_CASE("new fields are gathered for a moment, counted from the first") {
  NewFields fields;
  CHECK_FALSE(fields.Due(absl::InfiniteFuture()));
  fields.Add({{"a"}}, R"({"a":1})", kNow);
  fields.Add({{"a"}, {"b", "c"}}, R"({"a":2,"b":{"c":1}})", kNow + NewFields::kGatherMax / 2);
  CHECK_FALSE(fields.Due(kNow + NewFields::kGatherMax / 2));
  CHECK(fields.Due(kNow + NewFields::kGatherMax));
  CHECK(fields.paths() == std::set<FieldPath>{{"a"}, {"b", "c"}});
  CHECK(fields.samples().size() == 2);
}

TEST_CASE("a flood of names or of bytes ends the gathering at once, and no more is kept") {
  NewFields names;
  std::vector<FieldPath> paths;
  for (size_t i = 0; i < 2 * NewFields::kPathsMax; ++i) paths.push_back({std::to_string(i)});
  names.Add(paths, "{}", kNow);
  CHECK(names.Due(kNow));
  CHECK(names.paths().size() == NewFields::kPathsMax);
  names.Add({{"later"}}, "{}", kNow);
  CHECK(names.samples().size() == 1);

  NewFields bytes;
  bytes.Add({{"a"}}, std::string(NewFields::kSampleBytesMax, 'x'), kNow);
  CHECK(bytes.Due(kNow));
}

TEST_CASE("what two threads gathered is looked at together") {
  NewFields one;
  NewFields other;
  one.Add({{"a"}}, R"({"a":1})", kNow);
  other.Add({{"a"}, {"b"}}, R"({"a":1.5,"b":2})", kNow);
  one.Merge(std::move(other));
  CHECK(one.paths().size() == 2);
  CHECK(one.samples().size() == 2);
}

}  // namespace
}  // namespace aurora::ingest

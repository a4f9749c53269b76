#include "services/ingest/connection/definition/definition.h"

#include <catch2/catch.hpp>

namespace aurora::ingest {
namespace {

using Offsets = std::map<int32_t, int64_t>;

Definition Made() {
  Definition definition;
  definition.id = "c-0123456789ab";
  definition.topics = {{"orders", {{0, 10}, {1, 20}}, "first"}};
  return definition;
}

TopicPoint BeginOf(const Definition& definition, const std::string& topic) {
  const SourceTopic* const source = definition.FindTopic(topic);
  REQUIRE(source != nullptr);
  return definition.begin(*source);
}

TEST_CASE("a connection that was not restored begins where it was made to") {
  const Definition definition = Made();
  CHECK(definition.group() == "aurora-c-0123456789ab");
  CHECK(BeginOf(definition, "orders") == TopicPoint{"first", {{0, 10}, {1, 20}}});
}

TEST_CASE("a restored connection has a group of its own and goes on where everything was stored") {
  Definition definition = Made();
  definition.restored = Restored{"r7", {{"orders", {"first", {{0, 500}}}}}};
  CHECK(definition.group() == "aurora-c-0123456789ab-r7");
  // Nothing was committed for partition 1.
  CHECK(BeginOf(definition, "orders").offsets == Offsets{{0, 500}, {1, 20}});
}

TEST_CASE("of a topic that had been made anew before the backup the earlier one's beginning is forgotten") {
  Definition definition = Made();
  definition.restored = Restored{"r7", {{"orders", {"second", {{0, 3}}}}}};
  CHECK(BeginOf(definition, "orders") == TopicPoint{"second", {{0, 3}}});
}

TEST_CASE("a restored connection whose offsets were not known is read again from its beginning") {
  Definition definition = Made();
  definition.restored = Restored{"r7", {}};
  CHECK(definition.group() == "aurora-c-0123456789ab-r7");
  CHECK(BeginOf(definition, "orders") == TopicPoint{"first", {{0, 10}, {1, 20}}});
  definition.restored = Restored{"r7", {{"orders", {"first", {}}}}};
  CHECK(BeginOf(definition, "orders") == TopicPoint{"first", {{0, 10}, {1, 20}}});
}

TEST_CASE("each topic of a restored connection goes on at its own offsets, also one that came up for a pattern") {
  Definition definition = Made();
  definition.topic_pattern = ".*";
  definition.topics.push_back({"payments", {{0, 7}}, "p-1"});
  definition.topics.push_back({"refunds", {{0, 8}}, "r-1"});
  // "returns" came up after the state was copied, and was loaded from before its offsets were asked for.
  definition.restored = Restored{"r7",
                                 {{"orders", {"first", {{0, 500}, {1, 600}}}},
                                  {"payments", {"p-1", {{0, 70}, {1, 80}}}},
                                  {"returns", {"x-1", {{0, 90}}}}}};
  CHECK(BeginOf(definition, "orders").offsets == Offsets{{0, 500}, {1, 600}});
  CHECK(BeginOf(definition, "payments").offsets == Offsets{{0, 70}, {1, 80}});
  CHECK(BeginOf(definition, "refunds") == TopicPoint{"r-1", {{0, 8}}});
  definition.topics.push_back({"returns", {{0, 2}}, "x-1"});
  CHECK(BeginOf(definition, "returns") == TopicPoint{"x-1", {{0, 90}}});
}

}  // namespace
}  // namespace aurora::ingest

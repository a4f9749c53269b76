#include "services/ingest/restore/resume_point.h"

#include <google/protobuf/util/json_util.h>

#include <catch2/catch.hpp>

#include "aurora/ingest/v1/ingest.pb.h"
#include "services/ingest/connection/definition/definition_proto.h"
#include "services/ingest/delivery/intent.h"

namespace aurora::ingest {
namespace {

using Commits = std::map<kafka::Partition, kafka::CommittedOffset>;

void Commit(Commits& commits, const kafka::Partition& partition, int64_t offset, const std::string& topic_id) {
  commits[partition] = {partition, offset, EncodeNote({topic_id, std::nullopt})};
}

Definition Several() {
  Definition definition;
  definition.id = "c-1";
  definition.topics = {{"orders.eu", {{0, 5}, {1, 5}}, "eu"}, {"orders.us", {{0, 6}}, "us"}};
  return definition;
}

TEST_CASE("the resume point is what was committed for each topic and partition, and the beginning where nothing was") {
  const Definition definition = Several();
  Commits commits;
  Commit(commits, {"orders.eu", 0}, 100, "eu");
  Commit(commits, {"orders.us", 0}, 200, "us");
  Commit(commits, {"orders.us", 1}, 300, "us");
  const auto point = ResumePointOf(definition, {{"orders.eu", "eu"}, {"orders.us", "us"}}, commits);
  REQUIRE(point.ok());
  CHECK(*point == ResumePoint{{"orders.eu", {"eu", {{0, 100}, {1, 5}}}}, {"orders.us", {"us", {{0, 200}, {1, 300}}}}});
}

TEST_CASE("commits for an earlier topic of the name are no resume point, and topics that are gone have none") {
  Definition definition = Several();
  definition.topics.push_back({"orders.uk", {{0, 1}}, ""});
  Commits commits;
  Commit(commits, {"orders.us", 0}, 200, "us");
  // Brokers that tell no ids: the same topic, as far as anybody knows.
  Commit(commits, {"orders.uk", 0}, 9, "");
  const auto point = ResumePointOf(definition, {{"orders.uk", ""}, {"orders.us", "later"}}, commits);
  REQUIRE(point.ok());
  CHECK(*point == ResumePoint{{"orders.uk", {"", {{0, 9}}}}, {"orders.us", {"later", {}}}});
}

TEST_CASE("a restored connection that has not committed yet is where it was restored to") {
  Definition definition = Several();
  definition.restored = Restored{"r1", {{"orders.eu", {"eu", {{0, 70}}}}, {"orders.us", {"us", {{0, 80}}}}}};
  Commits commits;
  Commit(commits, {"orders.us", 0}, 90, "us");
  const auto point = ResumePointOf(definition, {{"orders.eu", "eu"}, {"orders.us", "us"}}, commits);
  REQUIRE(point.ok());
  CHECK(*point == ResumePoint{{"orders.eu", {"eu", {{0, 70}, {1, 5}}}}, {"orders.us", {"us", {{0, 90}}}}});
}

TEST_CASE("what another program has committed is no resume point") {
  Commits commits;
  commits[{"orders.us", 0}] = {{"orders.us", 0}, 4, "not ours"};
  CHECK(absl::IsInvalidArgument(ResumePointOf(Several(), {{"orders.us", "us"}}, commits).status()));
}

TEST_CASE("a resume point is taken in as the API tells it") {
  v1::RestoredState state;
  constexpr char kAnswer[] =
      R"({"restore_id":"r1","connections":{"c-1":{"topics":[{"topic":"orders.eu","topic_id":"eu","offsets":{"0":9007199254740993,"1":5}},)"
      R"({"topic":"orders.us","topic_id":"","offsets":{}}]}}})";
  REQUIRE(google::protobuf::util::JsonStringToMessage(kAnswer, &state).ok());
  CHECK(FromProto(state.connections().at("c-1")) ==
        ResumePoint{{"orders.eu", {"eu", {{0, 9007199254740993}, {1, 5}}}}, {"orders.us", {"", {}}}});
}

}  // namespace
}  // namespace aurora::ingest

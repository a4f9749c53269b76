#include "gateway/api/workspace/workspace_json.h"

#include <catch2/catch.hpp>

#include "absl/strings/str_cat.h"

namespace aurora::gateway::api {
namespace {

bool Contains(const absl::Status& status, const std::string& words) {
  return std::string(status.message()).find(words) != std::string::npos;
}

const std::string kAsking = R"("asking":{"turns":[{"text":"orders"},{"text":"only CA","readings":{"time":"week"}}]})";
const std::string kPanel = absl::StrCat(R"({"id":"p1","title":"Orders",)", kAsking, R"(,"x":0,"y":0,"w":6,"h":8})");

TEST_CASE("a board is kept as it was understood") {
  const auto board = ParseBoard(absl::StrCat(R"({"title":"Sales","panels":[)", kPanel, "]}"));
  REQUIRE(board.ok());
  CHECK(board->name == "Sales");
  CHECK(board->body.at("refresh_s") == 5);
  CHECK(board->body.at("range").is_null());
  const json::object& panel = board->body.at("panels").at(0).as_object();
  CHECK(panel.at("chart").is_null());
  CHECK(panel.at("asking").at("now").is_null());
  CHECK(panel.at("asking").at("turns").at(1).at("readings").at("time") == "week");
}

TEST_CASE("what does not fit a board is named with its path") {
  const std::pair<std::string, const char*> cases[] = {
      {R"({"panels":[]})", "title is missing"},
      {R"({"title":""})", "title is empty"},
      {R"({"title":"a","panels":[1]})", "panels must be a list of objects"},
      {R"({"title":"a","refresh_s":0})", "board refresh_s 0 must be"},
      {R"({"title":"a","range":"<b>"})", R"(board range "<b>" must be)"},
      {R"({"title":"a\u0000"})", "U+0000"},
      {R"({"title":"a","color":"red"})", "color is unknown"},
      {absl::StrCat(R"({"title":"a","panels":[)", kPanel, ",", kPanel, "]}"), R"(panels.id "p1" is the id of another panel)"},
      {R"({"title":"a","panels":[{"id":"p","x":12,"y":0,"w":1,"h":1}]})", "panels.asking is missing"},
      {absl::StrCat(R"({"title":"a","panels":[{"id":"p",)", kAsking, R"(,"x":12,"y":0,"w":1,"h":1}]})"), "panels.x 12 must be"},
  };
  for (const auto& [body, words] : cases) {
    INFO(body);
    CHECK(Contains(ParseBoard(body).status(), words));
  }
}

TEST_CASE("what was asked has turns, and a clock that is a time") {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"name":"n"})", "asking is missing"},
      {R"({"name":"n","asking":{}})", "asking.turns is missing"},
      {R"({"name":"n","asking":{"turns":[]}})", "asking.turns must have 1 to 20 items"},
      {R"({"name":"n","asking":{"turns":[{"text":""}]}})", "asking.turns.text is empty"},
      {R"({"name":"n","asking":{"turns":[{"text":"a","readings":{"t":1}}]}})", "readings.t must be a string"},
      {R"({"name":"n","asking":{"turns":[{"text":"a"}],"now":"noon"}})", R"(asking.now "noon" is not an RFC 3339 time)"},
  };
  for (const auto& [body, words] : cases) {
    INFO(body);
    CHECK(Contains(ParseSavedQuestion(body).status(), words));
  }
  const auto share = ParseShare(R"({"asking":{"turns":[{"text":"a"}],"now":"2026-11-21T15:00:00+03:00"},"chart":"bar"})");
  REQUIRE(share.ok());
  CHECK(share->body.at("asking").at("now") == "2026-11-21T12:00:00.000Z");
  CHECK(share->body.at("chart") == "bar");
}

TEST_CASE("two askings are the same when their turns are") {
  const auto parse = [](const std::string& rest) {
    return ParseHistoryEntry(absl::StrCat("{", kAsking, R"(,"kind":"question","status":"answered")", rest, "}"));
  };
  const auto first = parse(R"(,"rows":3,"elapsed_ms":12)");
  const auto second = parse("");
  REQUIRE(first.ok());
  REQUIRE(second.ok());
  CHECK(first->identity == second->identity);
  CHECK(first->words == "only CA");
  CHECK(first->body.at("rows") == 3);
  CHECK(second->body.at("rows").is_null());
  CHECK_FALSE(ParseHistoryEntry(absl::StrCat("{", kAsking, R"(,"kind":"poem","status":"answered"})")).ok());
}

TEST_CASE("only an ETag of ours names a revision") {
  CHECK(RevisionOf(RevisionTag(7)) == 7);
  for (const char* text : {"", "7", "\"\"", "\"x\"", "W/\"7\"", "*", "\"-1\""}) {
    INFO(text);
    CHECK(RevisionOf(text) == 0);
  }
}

}  // namespace
}  // namespace aurora::gateway::api

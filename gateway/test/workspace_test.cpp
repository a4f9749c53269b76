// Boards, saved questions, shares, history and exports as clients see them, over real sockets.
#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>

#include "absl/strings/str_cat.h"
#include "gateway/test/test_gateway.h"
#include "libs/rpc/status.h"

namespace aurora::gateway {
namespace {

namespace json = boost::json;

const std::string kAsking = R"("asking":{"turns":[{"text":"orders by state"}]})";

// A token of another user, as a header.
std::string HeaderOf(const TestGateway& gateway, const std::string& name, const std::string& role) {
  const Reply made = gateway.Call("POST", "/api/v1/tokens", absl::StrCat(R"({"name":")", name, R"(","role":")", role, R"("})"));
  return absl::StrCat("Authorization: Bearer ", Member(made, "token"), "\r\n");
}

TEST_CASE("a board that was changed in between is not overwritten") {
  TestGateway gateway;
  const Reply made = gateway.Call("POST", "/api/v1/boards", R"({"title":"Orders","panels":[]})");
  REQUIRE(made.status == 201);
  CHECK(made.headers.at("etag") == "\"1\"");
  const std::string path = made.headers.at("location");
  const std::string changed = R"({"title":"Sales","panels":[]})";
  CHECK(Code(gateway.Call("PUT", path, changed)) == "precondition_required");
  const Reply first = gateway.Call("PUT", path, changed, "If-Match: \"1\"\r\n");
  CHECK(first.status == 200);
  CHECK(first.headers.at("etag") == "\"2\"");
  const Reply late = gateway.Call("PUT", path, R"({"title":"Lost","panels":[]})", "If-Match: \"1\"\r\n");
  CHECK(late.status == 412);
  CHECK(Code(late) == "changed_elsewhere");
  CHECK(Member(gateway.Call("GET", path), "title") == "Sales");
  CHECK(gateway.Call("DELETE", path).status == 204);
  CHECK(Code(gateway.Call("GET", path)) == "not_found");
  CHECK(Code(gateway.Call("PUT", path, changed, "If-Match: \"2\"\r\n")) == "not_found");
}

TEST_CASE("a viewer looks at boards and shares answers, and changes no board") {
  TestGateway gateway;
  const std::string viewer = HeaderOf(gateway, "looker", "viewer");
  CHECK(gateway.Call("POST", "/api/v1/boards", R"({"title":"a"})", viewer).status == 403);
  CHECK(gateway.Call("GET", "/api/v1/boards", "", viewer).status == 200);
  const Reply share = gateway.Call("POST", "/api/v1/shares", absl::StrCat("{", kAsking, "}"), viewer);
  REQUIRE(share.status == 201);
  CHECK(gateway.Call("DELETE", share.headers.at("location"), "", viewer).status == 403);
  CHECK(gateway.Call("GET", share.headers.at("location")).status == 200);
}

TEST_CASE("lists come in pages") {
  TestGateway gateway;
  for (const char* name : {"a", "b", "c"}) {
    REQUIRE(gateway.Call("POST", "/api/v1/questions", absl::StrCat(R"({"name":")", name, "\",", kAsking, "}")).status == 201);
  }
  const json::value first = json::parse(gateway.Call("GET", "/api/v1/questions?limit=2").body);
  CHECK(first.at("questions").as_array().size() == 2);
  const std::string next(first.at("next_page").as_string());
  const json::value second = json::parse(gateway.Call("GET", "/api/v1/questions?limit=2&page=" + next).body);
  CHECK(second.at("questions").at(0).at("name") == "a");
  CHECK(second.at("next_page").is_null());
  CHECK(gateway.Call("GET", "/api/v1/questions?limit=0").status == 400);
  CHECK(gateway.Call("GET", "/api/v1/questions?page=x").status == 400);
}

TEST_CASE("history is each caller's own") {
  TestGateway gateway;
  const std::string entry = absl::StrCat("{", kAsking, R"(,"kind":"question","status":"answered","rows":3})");
  const Reply added = gateway.Call("POST", "/api/v1/history", entry);
  REQUIRE(added.status == 201);
  const std::string path = "/api/v1/history/" + Member(added, "id");
  const std::string other = HeaderOf(gateway, "other", "viewer");
  CHECK(json::parse(gateway.Call("GET", "/api/v1/history", "", other).body).at("entries").as_array().empty());
  CHECK(gateway.Call("PATCH", path, R"({"starred":true})", other).status == 404);
  CHECK(json::parse(gateway.Call("PATCH", path, R"({"starred":true})").body).at("starred") == true);
  CHECK(json::parse(gateway.Call("GET", "/api/v1/history?starred=true&search=STATE").body).at("entries").as_array().size() == 1);
  CHECK(json::parse(gateway.Call("DELETE", "/api/v1/history").body).at("removed") == 0);
  CHECK(gateway.Call("DELETE", path).status == 204);
}

TEST_CASE("an export is a file for the one who prepared it") {
  TestGateway gateway;
  query::v1::RunSqlResponse data;
  data.set_data("n\n1\n");
  query::v1::RunSqlResponse finished;
  finished.mutable_finished();
  gateway.query.sql_messages = {data, finished};
  const Reply made = gateway.Call("POST", "/api/v1/exports", R"({"sql":"SELECT {a:UInt8} AS n","parameters":{"a":1},"format":"csv"})");
  REQUIRE(made.status == 201);
  const std::string url = Member(made, "url");
  CHECK(Code(gateway.Call("GET", url, "", HeaderOf(gateway, "other", "admin"))) == "not_found");
  const Reply file = gateway.Call("GET", url);
  CHECK(file.body == "n\n1\n");
  CHECK(file.headers.at("content-type") == "text/csv; charset=utf-8; header=present");
  CHECK(file.headers.at("content-disposition").find("attachment; filename=\"aurora-") == 0);
  CHECK(gateway.query.sql_request.format() == query::v1::RESULT_FORMAT_CSV);
  CHECK(gateway.query.sql_request.parameters(0).value() == "1");
  CHECK(gateway.query.sql_request.limits().rows_max() == INT64_MAX);
}

TEST_CASE("what cannot be exported is said before the download") {
  TestGateway gateway;
  CHECK(Code(gateway.Call("POST", "/api/v1/exports", R"({"sql":"SELECT 1","format":"xls"})")) == "invalid_request");
  gateway.query.unary = rpc::WithReason(absl::InvalidArgumentError("not allowed"), "sql_refused");
  const Reply refused = gateway.Call("POST", "/api/v1/exports", R"({"sql":"DROP TABLE x","format":"csv"})");
  CHECK(refused.status == 403);
  CHECK(Code(refused) == "sql_refused");
}

}  // namespace
}  // namespace aurora::gateway

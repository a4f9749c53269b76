// Endpoints as the programs that call them and the people who make them see them, over real sockets.
#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>

#include "absl/strings/str_cat.h"
#include "gateway/test/test_gateway.h"
#include "libs/rpc/status.h"

namespace aurora::gateway {
namespace {

namespace json = boost::json;

constexpr char kCollection[] = "/api/v1/endpoints";
constexpr char kRevenue[] =
    R"({"name":"revenue","sql":"SELECT sum(total) FROM shop.orders WHERE state = {state:String} AND total > {least:UInt16}",)"
    R"("parameters":[{"name":"least","default":10}]})";

std::string Bearer(const std::string& token) { return absl::StrCat("Authorization: Bearer ", token, "\r\n"); }

struct Fixture {
  Fixture() {
    gateway.query.sql_parameters = {{"state", "String"}, {"least", "UInt16"}};
    query::v1::RunSqlResponse started;
    started.mutable_started();
    query::v1::RunSqlResponse data;
    data.set_data("[1]\n");
    query::v1::RunSqlResponse finished;
    finished.mutable_finished();
    gateway.query.sql_messages = {started, data, finished};
  }
  void Make(const std::string& body = kRevenue) { REQUIRE(gateway.Call("POST", kCollection, body).status == 201); }
  std::string Token(const std::string& name, const std::string& body = "{}") {
    return Member(gateway.Call("POST", absl::StrCat(kCollection, "/", name, "/tokens"), body), "token");
  }
  TestGateway gateway;
};

TEST_CASE_METHOD(Fixture, "an endpoint is tried before it is kept") {
  const Reply made = gateway.Call("POST", kCollection, kRevenue);
  REQUIRE(made.status == 201);
  CHECK(made.headers.at("location") == "/api/v1/endpoints/revenue:definition");
  CHECK(Member(made, "path") == "/api/v1/endpoints/revenue");
  // The dry run had an example and the default.
  REQUIRE(gateway.query.explain_request.parameters_size() == 2);
  CHECK(gateway.query.explain_request.parameters(0).value() == "CA");
  CHECK(gateway.query.explain_request.parameters(1).value() == "10");
  const Reply twice = gateway.Call("POST", kCollection, kRevenue);
  CHECK(twice.status == 409);
  CHECK(Member(twice, "detail").find("endpoint revenue exists") == 0);
  gateway.query.unary = rpc::WithReason(absl::InvalidArgumentError("column totl is unknown"), "sql_error");
  CHECK(gateway.Call("POST", kCollection, R"({"name":"other","sql":"SELECT totl"})").status == 422);
  gateway.query.unary = absl::OkStatus();
  CHECK(gateway.Call("GET", "/api/v1/endpoints/other:definition").status == 404);
  CHECK(Code(gateway.Call("POST", kCollection, R"({"name":"x","sql":"SELECT 1","parameters":[{"name":"nope"}]})")) == "invalid_parameter");
  const Reply unusable = gateway.Call("POST", kCollection, R"({"name":"Orders!","sql":"SELECT 1"})");
  CHECK(unusable.status == 400);
  CHECK(Member(unusable, "detail").find("endpoint name \"Orders!\" cannot be part of an address: use lower-case") == 0);
  CHECK(Member(gateway.Call("POST", absl::StrCat(kCollection, "/revenue/tokens"), R"({"expires_in_s":5})"), "detail").find(
            "token expires_in_s 5 must be a whole number from 60") == 0);
}

TEST_CASE_METHOD(Fixture, "values are checked before anything is run, and travel beside the SQL") {
  Make();
  const Reply refused = gateway.Call("GET", "/api/v1/endpoints/revenue?state=CA&least=1%20OR%201=1");
  CHECK(refused.status == 400);
  CHECK(Code(refused) == "invalid_parameter");
  CHECK(Member(refused, "detail") == "parameter least (UInt16) does not take \"1 OR 1=1\"; give e.g. least=10");
  CHECK(gateway.Call("GET", "/api/v1/endpoints/revenue?least=3").status == 400);
  CHECK(gateway.Call("GET", "/api/v1/endpoints/revenue?state=%FF").status == 400);
  CHECK(gateway.query.sql_request.sql().empty());

  const std::string attack = "CA' OR 1=1 --";
  const Reply answer = gateway.Call("POST", "/api/v1/endpoints/revenue", absl::StrCat(R"({"state":")", attack, R"("})"));
  CHECK(answer.status == 200);
  CHECK(gateway.query.sql_request.sql().find("OR") == std::string::npos);
  CHECK(gateway.query.sql_request.parameters(0).value() == attack);
  CHECK(gateway.query.sql_request.parameters(1).value() == "10");
  CHECK(gateway.query.sql_request.format() == query::v1::RESULT_FORMAT_JSON_ROWS);
  CHECK(gateway.Call("GET", "/api/v1/endpoints/revenue?state=CA", "", Bearer(gateway.admin_token) + "Accept: text/csv\r\n").status == 200);
  CHECK(gateway.query.sql_request.format() == query::v1::RESULT_FORMAT_CSV);
  CHECK(gateway.Call("GET", "/api/v1/endpoints/revenue?state=CA", "", Bearer(gateway.admin_token) + "Accept: image/png\r\n").status == 406);
}

TEST_CASE_METHOD(Fixture, "a token opens its endpoint and nothing else") {
  Make();
  Make(R"({"name":"other","sql":"SELECT 1"})");
  const std::string mine = Bearer(Token("revenue"));
  CHECK(gateway.Call("GET", "/api/v1/endpoints/revenue?state=CA", "", mine).status == 200);
  CHECK(gateway.query.principal.find("endpoint-token:et-") == 0);
  for (const char* path : {"/api/v1/endpoints/other", "/api/v1/endpoints/missing", "/api/v1/endpoints", "/api/v1/endpoints/revenue:definition",
                           "/api/v1/endpoints/revenue/tokens", "/api/v1/tables", "/api/v1/me", "/api/v1/tokens", "/api/v1/boards", "/api/v1/live", "/grafana/"}) {
    INFO(path);
    CHECK(gateway.Call("GET", path, "", mine).status == 403);
  }
  CHECK(gateway.Call("POST", "/api/v1/query", R"({"sql":"SELECT 1"})", mine).status == 403);
  CHECK(gateway.Call("DELETE", "/api/v1/endpoints/revenue", "", mine).status == 403);
  // No session comes of it.
  const std::string secret = Token("revenue");
  CHECK(gateway.Call("POST", "/api/v1/session", absl::StrCat(R"({"token":")", secret, R"("})")).status == 401);
  // Its document has its endpoint only.
  const json::value document = json::parse(gateway.Call("GET", "/api/v1/endpoints/openapi.json", "", mine).body);
  CHECK(document.at("paths").as_object().size() == 1);
  CHECK(json::parse(gateway.Call("GET", "/api/v1/endpoints/openapi.json").body).at("paths").as_object().size() == 2);
}

TEST_CASE_METHOD(Fixture, "a revoked token and the tokens of a deleted endpoint open nothing") {
  Make();
  const Reply made = gateway.Call("POST", "/api/v1/endpoints/revenue/tokens", R"({"name":"partner","expires_in_s":60})");
  REQUIRE(made.status == 201);
  const std::string token = Bearer(Member(made, "token"));
  const std::string path = "/api/v1/endpoints/revenue?state=CA";
  REQUIRE(gateway.Call("GET", path, "", token).status == 200);
  const Reply listed = gateway.Call("GET", "/api/v1/endpoints/revenue/tokens");
  CHECK(listed.body.find(Member(made, "token")) == std::string::npos);
  CHECK(json::parse(listed.body).at("tokens").as_array().size() == 1);
  CHECK(gateway.Call("DELETE", absl::StrCat("/api/v1/endpoints/revenue/tokens/", Member(made, "id"))).status == 204);
  CHECK(gateway.Call("GET", path, "", token).status == 401);

  const std::string second = Bearer(Token("revenue"));
  REQUIRE(gateway.Call("GET", path, "", second).status == 200);
  CHECK(gateway.Call("DELETE", "/api/v1/endpoints/revenue").status == 204);
  CHECK(gateway.Call("GET", path, "", second).status == 401);
  CHECK(gateway.Call("GET", path).status == 404);
  // Another one of the same name is another endpoint.
  Make();
  CHECK(gateway.Call("GET", path, "", second).status == 401);
}

TEST_CASE_METHOD(Fixture, "a change of what was changed in between is refused") {
  Make();
  const std::string path = "/api/v1/endpoints/revenue";
  CHECK(gateway.Call("GET", path + ":definition").headers.at("etag") == "\"1\"");
  CHECK(Code(gateway.Call("PUT", path, kRevenue)) == "precondition_required");
  CHECK(gateway.Call("PUT", path, kRevenue, "If-Match: \"1\"\r\n").status == 200);
  CHECK(Code(gateway.Call("PUT", path, kRevenue, "If-Match: \"1\"\r\n")) == "changed_elsewhere");
  Make(R"({"name":"other","sql":"SELECT 1"})");
  // Nor may it take another one's name.
  CHECK(gateway.Call("PUT", "/api/v1/endpoints/other", kRevenue, "If-Match: \"1\"\r\n").status == 409);
}

TEST_CASE_METHOD(Fixture, "a viewer calls endpoints and makes none") {
  Make();
  const Reply made = gateway.Call("POST", "/api/v1/tokens", R"({"name":"looker","role":"viewer"})");
  const std::string viewer = Bearer(Member(made, "token"));
  CHECK(gateway.Call("GET", "/api/v1/endpoints/revenue?state=CA", "", viewer).status == 200);
  CHECK(gateway.Call("GET", kCollection, "", viewer).status == 200);
  CHECK(gateway.Call("POST", kCollection, kRevenue, viewer).status == 403);
  CHECK(gateway.Call("POST", "/api/v1/endpoints/revenue/tokens", "{}", viewer).status == 403);
  CHECK(gateway.Call("GET", "/api/v1/endpoints/revenue/tokens", "", viewer).status == 403);
}

}  // namespace
}  // namespace aurora::gateway

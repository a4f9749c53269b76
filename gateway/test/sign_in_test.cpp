// Who gets into the gateway, over real sockets.
#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>

#include "gateway/test/test_gateway.h"

namespace aurora::gateway {
namespace {

namespace json = boost::json;

TEST_CASE("nobody gets in without a credential, and every refusal is a problem with a request id") {
  TestGateway gateway;
  for (const char* headers : {"Authorization: Bearer wrong\r\n", "Authorization: Basic x\r\n",
                              "Cookie: aurora_session=wrong\r\n", "Cookie: x=1\r\n", "Authorization: Bearer\r\n"}) {
    INFO(headers);
    const Reply reply = gateway.Call("GET", "/api/v1/me", "", headers);
    CHECK(reply.status == 401);
    CHECK(Code(reply) == "unauthenticated");
    CHECK(reply.headers.at("x-request-id").size() == 26);
    CHECK(json::parse(reply.body).at("request_id").as_string() == reply.headers.at("x-request-id"));
  }
  const Reply me = gateway.Call("GET", "/api/v1/me");
  CHECK(me.status == 200);
  CHECK(json::parse(me.body) == json::value({{"user", "admin"}, {"role", "admin"}, {"via", "token"}}));
}

TEST_CASE("a sane request id is kept, another is replaced") {
  TestGateway gateway;
  CHECK(gateway.Call("GET", "/healthz", "", "X-Request-Id: my.id-1\r\n").headers.at("x-request-id") == "my.id-1");
  CHECK(gateway.Call("GET", "/healthz", "", "X-Request-Id: a b\r\n").headers.at("x-request-id") != "a b");
}

TEST_CASE("a link opens a session once; unsafe calls of a session need its CSRF token and our own origin") {
  TestGateway gateway;
  const Reply link = gateway.Call("POST", "/api/v1/sign-in-links", R"({"role":"editor","user":"ann"})");
  REQUIRE(link.status == 201);
  const std::string token(json::parse(link.body).at("link_token").as_string());
  CHECK(json::parse(link.body).at("url").as_string() == "http://localhost:1/sign-in#t=" + token);
  const std::string body = "{\"link_token\":\"" + token + "\"}";
  const Reply session = gateway.Call("POST", "/api/v1/session", body, "Cookie: none=1\r\n");
  REQUIRE(session.status == 201);
  const std::string cookie = session.headers.at("set-cookie");
  CHECK(cookie.find("HttpOnly; SameSite=Strict") != std::string::npos);
  CHECK(cookie.find("Secure") == std::string::npos);
  const std::string header = "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
  const std::string csrf(json::parse(session.body).at("csrf_token").as_string());
  CHECK(gateway.Call("POST", "/api/v1/session", body, "Cookie: none=1\r\n").status == 401);

  CHECK(json::parse(gateway.Call("GET", "/api/v1/session", "", header).body).at("csrf_token").as_string() == csrf);
  CHECK(json::parse(gateway.Call("GET", "/api/v1/me", "", header).body).at("via").as_string() == "session");
  CHECK(Code(gateway.Call("POST", "/api/v1/suggest", "{}", header)) == "csrf");
  CHECK(Code(gateway.Call("POST", "/api/v1/suggest", "{}", header + "X-CSRF-Token: " + std::string(32, '0') + "\r\n")) ==
        "csrf");
  const std::string good = header + "X-CSRF-Token: " + csrf + "\r\n";
  CHECK(gateway.Call("POST", "/api/v1/suggest", "{}", good).status == 200);
  CHECK(gateway.Call("POST", "/api/v1/suggest", "{}", good + "Origin: http://localhost\r\n").status == 200);
  CHECK(Code(gateway.Call("POST", "/api/v1/suggest", "{}", good + "Origin: http://evil.example\r\n")) == "csrf");
  CHECK(Code(gateway.Call("GET", "/api/v1/tokens", "", good)) == "forbidden");

  CHECK(gateway.Call("DELETE", "/api/v1/session", "", good).status == 204);
  CHECK(gateway.Call("GET", "/api/v1/me", "", header).status == 401);
}

TEST_CASE("a token has its role and ends at once when it is deleted") {
  TestGateway gateway;
  const Reply made = gateway.Call("POST", "/api/v1/tokens", R"({"name":"ci","role":"viewer"})");
  REQUIRE(made.status == 201);
  const json::value token = json::parse(made.body);
  const std::string header =
      "Authorization: Bearer " + std::string(token.at("token").as_string()) + "\r\n";
  CHECK(json::parse(gateway.Call("GET", "/api/v1/me", "", header).body).at("user").as_string() == "token:ci");
  CHECK(Code(gateway.Call("POST", "/api/v1/connections", "{}", header)) == "forbidden");
  CHECK(Code(gateway.Call("POST", "/api/v1/tokens", R"({"name":"ci","role":"viewer"})")) == "conflict");
  const Reply list = gateway.Call("GET", "/api/v1/tokens");
  CHECK(json::parse(list.body).at("tokens").as_array().size() == 2);
  CHECK(list.body.find(std::string(token.at("token").as_string())) == std::string::npos);
  const std::string id(token.at("id").as_string());
  CHECK(gateway.Call("DELETE", "/api/v1/tokens/" + id).status == 204);
  CHECK(gateway.Call("GET", "/api/v1/me", "", header).status == 401);
  CHECK(gateway.Call("DELETE", "/api/v1/tokens/" + id).status == 404);
}

}  // namespace
}  // namespace aurora::gateway

// Grafana behind the gateway, over real sockets, with a server that records what it is sent.
#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>
#include <mutex>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gateway/test/test_gateway.h"
#include "libs/http/scripted_server.h"

namespace aurora::gateway {
namespace {

namespace json = boost::json;

// Grafana's place: answers what it was told to and keeps the bytes of the last request.
class Recorder {
 public:
  explicit Recorder(std::string answer)
      : server_([this, answer = std::move(answer)](const std::string& request) {
          const std::lock_guard lock(mutex_);
          last_ = request;
          ++requests_;
          return answer;
        }) {}
  std::string url() const { return server_.ClientOptions().base_url; }
  std::string last() const {
    const std::lock_guard lock(mutex_);
    return last_;
  }
  int requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
  }

 private:
  mutable std::mutex mutex_;
  std::string last_;
  int requests_ = 0;
  aurora::http::ScriptedServer server_;
};

TestLimits Before(const std::string& url) {
  TestLimits limits;
  limits.grafana_url = url;
  return limits;
}

std::string SessionCookie(const TestGateway& gateway, const std::string& role) {
  const Reply link = gateway.Call("POST", "/api/v1/sign-in-links", "{\"role\":\"" + role + "\",\"user\":\"ann\"}");
  const std::string token(json::parse(link.body).at("link_token").as_string());
  const Reply session =
      gateway.Call("POST", "/api/v1/session", "{\"link_token\":\"" + token + "\"}", "Cookie: none=1\r\n");
  const std::string cookie = session.headers.at("set-cookie");
  return "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
}

constexpr char kOk[] =
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: grafana_session=1\r\nContent-Length: 4\r\n\r\nhome";

TEST_CASE("Grafana sees who is signed in, and nothing that a client claims to be") {
  Recorder grafana(kOk);
  TestGateway gateway(Before(grafana.url()));
  const Reply reply = gateway.Call(
      "GET", "/grafana/d/x?orgId=1&from=now-1h", "",
      SessionCookie(gateway, "viewer") +
          "X-WEBAUTH-USER: root\r\nx-webauth-role: Admin\r\nX_WEBAUTH_USER: root\r\nX-WEBAUTH-USER : root\r\n"
          "Connection: X-WEBAUTH-USER, X-WEBAUTH-ROLE\r\nX-Grafana-Org-Id: root\r\nX-Forwarded-For: root\r\n");
  // A blank before a colon is no header at all.
  CHECK(reply.status == 400);
  CHECK(grafana.requests() == 0);
  const Reply good = gateway.Call(
      "GET", "/grafana/d/x?orgId=1&from=now-1h", "",
      SessionCookie(gateway, "viewer") +
          "X-WEBAUTH-USER: root\r\nx-webauth-role: Admin\r\nX_WEBAUTH_USER: root\r\nX-WEBAUTH-USER:root\r\n"
          "Connection: X-WEBAUTH-USER, X-WEBAUTH-ROLE\r\nX-Grafana-Org-Id: root\r\nX-Forwarded-For: root\r\n"
          "X-A: 1\r\n X-WEBAUTH-USER: root\r\nAuthorization: \r\n");
  REQUIRE(good.status == 200);
  CHECK(good.body == "home");
  CHECK(good.headers.count("set-cookie") == 0);
  CHECK(absl::StrContains(good.headers.at("content-security-policy"), "frame-ancestors 'self'"));
  const std::string sent = grafana.last();
  CHECK(absl::StartsWith(sent, "GET /grafana/d/x?orgId=1&from=now-1h HTTP/1.1\r\n"));
  CHECK(absl::StrContains(sent, "\r\nX-WEBAUTH-USER: aurora-viewer-ann\r\n"));
  CHECK(absl::StrContains(sent, "\r\nX-WEBAUTH-ROLE: Viewer\r\n"));
  CHECK_FALSE(absl::StrContains(sent, "root"));
  CHECK_FALSE(absl::StrContains(sent, "aurora_session"));
  CHECK_FALSE(absl::StrContains(sent, "Authorization"));
}

TEST_CASE("nobody reaches Grafana without a credential, from another site, or by another Host") {
  Recorder grafana(kOk);
  TestGateway gateway(Before(grafana.url()));
  const std::string cookie = SessionCookie(gateway, "admin");
  CHECK(Code(gateway.Call("GET", "/grafana/", "", "Cookie: aurora_session=wrong\r\n")) == "unauthenticated");
  CHECK(Code(gateway.Call("GET", "/grafana", "", "Cookie: x=1\r\n")) == "unauthenticated");
  CHECK(Code(gateway.Call("POST", "/grafana/api/x", "{}", cookie)) == "csrf");
  CHECK(Code(gateway.Call("POST", "/grafana/api/x", "{}", cookie + "Origin: http://evil.example\r\n")) == "csrf");
  CHECK(gateway.Send("GET /grafana/ HTTP/1.1\r\nHost: evil.example\r\n" + cookie + "\r\n").status == 421);
  CHECK(gateway.Send("GET /grafana/../api HTTP/1.1\r\nHost: localhost\r\n" + cookie + "\r\n").status == 400);
  CHECK(gateway.Send("GET /grafana/x%2F..%2Fy HTTP/1.1\r\nHost: localhost\r\n" + cookie + "\r\n").status == 400);
  CHECK(gateway.Send("CONNECT /grafana/ HTTP/1.1\r\nHost: localhost\r\n" + cookie + "\r\n").status == 405);
  CHECK(grafana.requests() == 0);
}

TEST_CASE("a change passes with its body, by the same origin or by a token") {
  Recorder grafana("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n2\r\n{}\r\n0\r\n\r\n");
  TestGateway gateway(Before(grafana.url()));
  const std::string cookie = SessionCookie(gateway, "admin");
  const Reply reply = gateway.Call("POST", "/grafana/api/x", "{\"a\":1}", cookie + "Origin: http://localhost\r\n");
  CHECK(reply.status == 200);
  CHECK(reply.body == "{}");
  CHECK(absl::EndsWith(grafana.last(), "\r\n\r\n{\"a\":1}"));
  CHECK(absl::StrContains(grafana.last(), "\r\nContent-Length: 7\r\n"));
  CHECK(gateway.Call("POST", "/grafana/api/y", "{}").status == 200);
  CHECK(absl::StrContains(grafana.last(), "\r\nX-WEBAUTH-USER: aurora-admin-admin\r\n"));
  // The framing of a request is the gateway's: what a client smuggles behind a body is no second request to Grafana.
  CHECK(gateway.Send("POST /grafana/api/z HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + gateway.admin_token +
                     "\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /grafana/smuggled HTTP/1.1\r\n\r\n")
            .status == 400);
  CHECK_FALSE(absl::StrContains(grafana.last(), "smuggled"));
  const std::string long_body(2 << 20, 'x');
  CHECK(Code(gateway.Call("POST", "/grafana/api/x", long_body)) == "body_too_large");
}

TEST_CASE("a Grafana that is not there, hangs, or breaks off is said so") {
  TestGateway none;
  const Reply not_set_up = none.Call("GET", "/grafana/");
  CHECK(not_set_up.status == 503);
  CHECK(Code(not_set_up) == "grafana_not_set_up");
  {
    TestGateway gateway(Before("http://127.0.0.1:1"));
    const Reply reply = gateway.Call("GET", "/grafana/");
    CHECK(reply.status == 502);
    CHECK(Code(reply) == "grafana_unreachable");
    CHECK(absl::StrContains(reply.body, "127.0.0.1:1"));
  }
  {
    Recorder grafana("HANG");
    TestGateway gateway(Before(grafana.url()));
    CHECK(Code(gateway.Call("GET", "/grafana/")) == "grafana_timeout");
  }
  {
    Recorder grafana("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\nConnection: close\r\n\r\n" + std::string(50'000, 'x'));
    TestGateway gateway(Before(grafana.url()));
    CHECK_FALSE(gateway.Call("GET", "/grafana/").whole);
  }
  {
    Recorder grafana("not HTTP at all\r\n\r\n");
    TestGateway gateway(Before(grafana.url()));
    CHECK(gateway.Call("GET", "/grafana/").status == 502);
  }
}

TEST_CASE("a board goes to Grafana with the SQL of its questions, and comes back as it was") {
  TestGateway gateway;
  query::v1::AskResponse answer;
  query::v1::Reading& reading = *answer.mutable_reading();
  reading.set_status(query::v1::ASK_STATUS_ANSWERED);
  reading.set_sql("SELECT count() FROM t WHERE ts >= {from:DateTime} AND s = {p1:String}");
  auto* parameter = reading.add_parameters();
  parameter->set_name("p1");
  parameter->set_type("String");
  parameter->set_value("CA");
  reading.mutable_chart()->set_kind("line");
  gateway.query.ask_messages = {answer};
  const Reply made = gateway.Call("POST", "/api/v1/boards", R"({"title":"Orders","range":"24h","panels":[{"id":"p1","title":"By day",
    "asking":{"turns":[{"text":"orders"},{"text":"by day","readings":{"time":"x"}}]},"chart":null,"x":6,"y":2,"w":6,"h":9}]})");
  REQUIRE(made.status == 201);
  const Reply exported = gateway.Call("GET", made.headers.at("location") + "/grafana");
  REQUIRE(exported.status == 200);
  CHECK(gateway.query.ask_request.skip_execution());
  CHECK(gateway.query.ask_request.readings().at("time") == "x");
  const json::value dashboard = json::parse(exported.body);
  const json::object& panel = dashboard.at("panels").as_array()[0].as_object();
  CHECK(panel.at("type").as_string() == "timeseries");
  CHECK(panel.at("gridPos").at("x").to_number<int>() == 12);
  CHECK(panel.at("targets").as_array()[0].at("rawSql").as_string() ==
        "SELECT count() FROM t WHERE ts >= CAST($__fromTime, 'DateTime') AND s = CAST('CA', 'String')");
  CHECK(dashboard.at("time").at("from").as_string() == "now-24h");

  const Reply back = gateway.Call("POST", "/api/v1/boards:import-grafana", exported.body);
  REQUIRE(back.status == 201);
  CHECK(json::parse(back.body).at("left_out").as_array().empty());
  const json::value board = json::parse(back.body).at("board");
  for (const char* member : {"title", "range", "refresh_s", "panels"}) CHECK(board.at(member) == json::parse(made.body).at(member));
  CHECK(board.at("id") != json::parse(made.body).at("id"));

  reading.set_status(query::v1::ASK_STATUS_REFUSED);
  reading.set_interpretation("There is no table of orders.");
  gateway.query.ask_messages = {answer};
  const Reply refused = gateway.Call("GET", made.headers.at("location") + "/grafana");
  CHECK(json::parse(refused.body).at("panels").as_array()[0].at("options").at("content").as_string() == "There is no table of orders.");
  gateway.query.ask_messages.clear();
  gateway.query.end = absl::UnavailableError("the query engine is away");
  CHECK(gateway.Call("GET", made.headers.at("location") + "/grafana").status == 503);
  CHECK(Code(gateway.Call("GET", "/api/v1/boards/none/grafana")) == "not_found");
  CHECK(Code(gateway.Call("POST", "/api/v1/boards:import-grafana", R"({"title":"x"})")) == "invalid_request");
}

TEST_CASE("an answer's SQL has an address in Explore where there is a Grafana") {
  const std::string statement =
      R"({"sql":"SELECT 1 WHERE t > {from:DateTime} AND s = {s:String}","parameters":{"s":"O'Hara & Co","from":"x"}})";
  TestGateway without;
  CHECK(json::parse(without.Call("GET", "/api/v1/grafana").body).at("configured") == false);
  CHECK(Code(without.Call("POST", "/api/v1/grafana/explore", statement)) == "grafana_not_set_up");
  Recorder recorder("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  TestLimits limits;
  limits.grafana_url = recorder.url();
  TestGateway gateway(limits);
  CHECK(json::parse(gateway.Call("GET", "/api/v1/grafana").body).at("configured") == true);
  const Reply reply = gateway.Call("POST", "/api/v1/grafana/explore", statement);
  REQUIRE(reply.status == 200);
  const std::string url(json::parse(reply.body).at("url").as_string());
  CHECK(absl::StartsWith(url, "/grafana/explore?schemaVersion=1&orgId=1&panes=%7B%22aurora%22"));
  CHECK(absl::StrContains(url, "%24__fromTime"));
  CHECK(absl::StrContains(url, "O%5C%5C%27Hara%20%26%20Co"));
  CHECK(url.find_first_of(" <>\"'") == std::string::npos);
  CHECK(recorder.requests() == 0);
  CHECK(Code(gateway.Call("POST", "/api/v1/grafana/explore", "{}")) == "invalid_request");
}

}  // namespace
}  // namespace aurora::gateway

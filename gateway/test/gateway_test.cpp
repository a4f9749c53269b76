// The gateway as its clients see it, over real sockets, with services that are faked.
#include <sys/socket.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/test/test_gateway.h"
#include "libs/rpc/status.h"

namespace aurora::gateway {
namespace {

namespace json = boost::json;

std::string Code(const Reply& reply) {
  if (reply.headers.count("content-type") == 0 || reply.headers.at("content-type") != "application/problem+json") {
    return "no problem";
  }
  return std::string(json::parse(reply.body).at("code").as_string());
}

query::v1::RunSqlResponse Started() {
  query::v1::RunSqlResponse message;
  auto* column = message.mutable_started()->add_columns();
  column->set_name("n");
  column->set_type("UInt64");
  message.mutable_started()->set_query_id("q-1");
  return message;
}
query::v1::RunSqlResponse Data(const std::string& bytes) {
  query::v1::RunSqlResponse message;
  message.set_data(bytes);
  return message;
}
query::v1::RunSqlResponse Finished() {
  query::v1::RunSqlResponse message;
  message.mutable_finished()->mutable_stats()->set_rows_read(2);
  return message;
}

bool WaitFor(const std::function<bool()>& condition) {
  for (int round = 0; round < 300; ++round) {
    if (condition()) return true;
    absl::SleepFor(absl::Milliseconds(10));
  }
  return false;
}

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

TEST_CASE("a result streams as one JSON document") {
  TestGateway gateway;
  gateway.query.sql_messages = {Started(), Data("[\"1\"]\n[\"2\"]\n"), Data("[\"3\"]\n"), Finished()};
  const Reply reply = gateway.Call("POST", "/api/v1/query", R"({"sql":"SELECT n","max_rows":7})");
  CHECK(reply.status == 200);
  const json::value body = json::parse(reply.body);
  CHECK(body.at("columns") == json::value({{{"name", "n"}, {"type", "UInt64"}}}));
  CHECK(body.at("rows") == json::value({json::array{"1"}, json::array{"2"}, json::array{"3"}}));
  CHECK(body.at("stats").at("rows_read") == 2);
  CHECK(body.at("truncated") == false);
  CHECK(gateway.query.sql_request.limits().rows_max() == 7);
  CHECK(gateway.query.principal == "admin");
  // The client has its last byte a moment before the stream is put away.
  CHECK(WaitFor([&] { return gateway.query.open_streams == 0; }));
}

TEST_CASE("a small result that comes in one message is the same document") {
  TestGateway gateway;
  query::v1::RunSqlResponse message;
  query::v1::Whole& whole = *message.mutable_whole();
  *whole.mutable_started() = Started().started();
  whole.set_data("[\"1\"]\n[\"2\"]\n");
  *whole.mutable_finished() = Finished().finished();
  gateway.query.sql_messages = {message};
  const Reply one = gateway.Call("POST", "/api/v1/query", R"({"sql":"SELECT n"})");
  CHECK(gateway.query.sql_request.accepts_whole());
  gateway.query.sql_messages = {Started(), Data("[\"1\"]\n"), Data("[\"2\"]\n"), Finished()};
  CHECK(one.body == gateway.Call("POST", "/api/v1/query", R"({"sql":"SELECT n"})").body);
}

TEST_CASE("a result without rows is still whole") {
  TestGateway gateway;
  gateway.query.sql_messages = {Started(), Finished()};
  const json::value body = json::parse(gateway.Call("POST", "/api/v1/query", R"({"sql":"SELECT n"})").body);
  CHECK(body.at("rows").as_array().empty());
  CHECK(body.at("stats").is_object());
}

TEST_CASE("what fails before the first row has a status of its own") {
  TestGateway gateway;
  gateway.query.end = rpc::WithReason(absl::InvalidArgumentError("DROP is refused"), "sql_refused");
  const Reply refused = gateway.Call("POST", "/api/v1/query", R"({"sql":"DROP TABLE x"})");
  CHECK(refused.status == 403);
  CHECK(Code(refused) == "sql_refused");
  gateway.query.sql_messages = {Started()};
  gateway.query.end = absl::DeadlineExceededError("took too long");
  CHECK(Code(gateway.Call("POST", "/api/v1/query", R"({"sql":"SELECT 1"})")) == "timeout");
}

TEST_CASE("what fails in the middle cannot be taken for whole, in any form") {
  TestGateway gateway;
  gateway.query.sql_messages = {Started(), Data("[\"1\"]\n")};
  gateway.query.end = absl::UnavailableError("the engine went away");
  const Reply json_reply = gateway.Call("POST", "/api/v1/query", R"({"sql":"SELECT 1"})");
  CHECK(json_reply.status == 200);
  CHECK(json::parse(json_reply.body).at("error").at("code").as_string() == "unavailable");
  CHECK(json::parse(json_reply.body).as_object().count("stats") == 0);
  const Reply lines = gateway.Call("POST", "/api/v1/query", R"({"sql":"SELECT 1"})", "Accept: application/x-ndjson\r\n");
  CHECK(lines.body.find("\n{\"error\":{") != std::string::npos);
  const Reply csv = gateway.Call("POST", "/api/v1/query", R"({"sql":"SELECT 1"})", "Accept: text/csv\r\n");
  CHECK_FALSE(csv.whole);
}

TEST_CASE("other forms pass through untouched") {
  TestGateway gateway;
  gateway.query.sql_messages = {Started(), Data("n\r\n1\r\n"), Finished()};
  const Reply csv = gateway.Call("POST", "/api/v1/query", R"({"sql":"SELECT 1"})", "Accept: text/csv\r\n");
  CHECK(csv.body == "n\r\n1\r\n");
  CHECK(csv.headers.at("content-type").find("text/csv") == 0);
  CHECK(Code(gateway.Call("POST", "/api/v1/query", R"({"sql":"x"})", "Accept: text/html\r\n")) == "not_acceptable");
}

TEST_CASE("a client that reads slowly slows the query down, and one that leaves ends it") {
  TestGateway gateway;
  gateway.query.sql_messages = {Started()};
  gateway.query.repeated = Data(std::string(100'000, 'x') + "\n");
  gateway.query.repeat = 100'000;
  const int socket = gateway.Connect();
  const std::string body = R"({"sql":"SELECT 1"})";
  const std::string text =
      absl::StrCat("POST /api/v1/query HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\nAuthorization: Bearer ",
                   gateway.admin_token, "\r\nContent-Length: ", body.size(), "\r\n\r\n", body);
  REQUIRE(::send(socket, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()));
  REQUIRE(WaitFor([&] { return gateway.query.produced > 0; }));
  size_t produced = 0;
  // Nothing more is asked of the engine once the socket's buffers are full.
  REQUIRE(WaitFor([&] {
    const size_t before = std::exchange(produced, gateway.query.produced.load());
    absl::SleepFor(absl::Milliseconds(50));
    return produced == before;
  }));
  CHECK(produced < 200);
  CHECK(gateway.query.open_streams == 1);
  ::close(socket);
  CHECK(WaitFor([&] { return gateway.query.open_streams == 0; }));
}

TEST_CASE("a client that leaves while the engine thinks ends the query") {
  TestGateway gateway;
  gateway.query.sql_messages = {Started()};
  gateway.query.hang = true;
  const int socket = gateway.Connect();
  const std::string body = R"({"sql":"SELECT 1"})";
  const std::string text = absl::StrCat("POST /api/v1/query HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ",
                                        gateway.admin_token, "\r\nContent-Length: ", body.size(), "\r\n\r\n", body);
  REQUIRE(::send(socket, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()));
  REQUIRE(WaitFor([&] { return gateway.query.open_streams == 1; }));
  ::close(socket);
  CHECK(WaitFor([&] { return gateway.query.open_streams == 0; }));
}

TEST_CASE("too many statements at once and too large results are refused") {
  TestLimits limits;
  limits.questions.queries_per_identity_max = 1;
  limits.questions.result_bytes_max = 1000;
  TestGateway gateway(limits);
  gateway.query.sql_messages = {Started(), Data(std::string(2000, 'x') + "\n"), Finished()};
  CHECK(Code(gateway.Call("POST", "/api/v1/query", R"({"sql":"SELECT 1"})")) == "result_too_large");
  CHECK(gateway.query.sql_request.limits().bytes_max() == 1000);
  // The cut stream ends a little after its answer; only then is an open one the next request's.
  REQUIRE(WaitFor([&] { return gateway.query.open_streams == 0; }));
  gateway.query.sql_messages = {Started()};
  gateway.query.hang = true;
  std::thread first([&] { gateway.Call("POST", "/api/v1/query", R"({"sql":"SELECT 1"})"); });
  REQUIRE(WaitFor([&] { return gateway.query.open_streams == 1; }));
  const Reply second = gateway.Call("POST", "/api/v1/query", R"({"sql":"SELECT 1"})");
  CHECK(second.status == 429);
  CHECK(Code(second) == "too_many_queries");
  gateway.listener->Drain(absl::Now() + absl::Seconds(1));
  first.join();
}

TEST_CASE("a question's answer carries its reading and its result") {
  TestGateway gateway;
  query::v1::AskResponse reading;
  reading.mutable_reading()->set_status(query::v1::ASK_STATUS_ANSWERED);
  reading.mutable_reading()->set_sql("SELECT count()");
  reading.mutable_reading()->mutable_chart()->set_kind("number");
  query::v1::AskResponse started;
  started.mutable_started()->add_columns()->set_name("count()");
  query::v1::AskResponse data;
  data.set_data("[\"5\"]\n");
  query::v1::AskResponse finished;
  finished.mutable_finished()->mutable_freshness()->set_lag_ms(3);
  gateway.query.ask_messages = {reading, started, data, finished};
  const json::value body = json::parse(gateway.Call("POST", "/api/v1/ask", R"({"question":"how many?"})").body);
  CHECK(body.at("status") == "answered");
  CHECK(body.at("sql") == "SELECT count()");
  CHECK(body.at("rows").at(0).at(0) == "5");
  CHECK(body.at("chart").at("kind") == "number");

  gateway.query.ask_messages = {reading};
  const json::value unexecuted =
      json::parse(gateway.Call("POST", "/api/v1/ask", R"({"question":"q","execute":false})").body);
  CHECK(unexecuted.as_object().count("rows") == 0);
  CHECK(gateway.query.ask_request.skip_execution());

  gateway.query.end = absl::UnavailableError("the engine went away");
  const Reply failed = gateway.Call("POST", "/api/v1/ask", R"({"question":"q"})");
  CHECK(failed.status == 200);
  CHECK(json::parse(failed.body).at("error").at("code").as_string() == "unavailable");
  CHECK(json::parse(failed.body).at("sql") == "SELECT count()");
}

TEST_CASE("connections are made and deleted by an editor") {
  TestGateway gateway;
  gateway.ingest.connection.set_id("c-abc");
  gateway.ingest.connection.set_topic("orders");
  const Reply made = gateway.Call("POST", "/api/v1/connections", R"({"brokers":"k:1","topic":"orders"})");
  CHECK(made.status == 201);
  CHECK(made.headers.at("location") == "/api/v1/connections/c-abc");
  CHECK(gateway.ingest.principal == "admin");
  CHECK(gateway.Call("POST", "/api/v1/connections/c-abc:pause").status == 200);
  CHECK(gateway.Call("DELETE", "/api/v1/connections/c-abc?drop_table=true").status == 200);
  CHECK(gateway.ingest.drop_table);
  CHECK(gateway.Call("DELETE", "/api/v1/connections/c-abc?drop_table=1").status == 400);
  CHECK(gateway.Call("GET", "/api/v1/connections/c-abc/dead-letters?limit=1001").status == 400);
  gateway.ingest.unary = absl::NotFoundError("there is no connection c-x");
  CHECK(Code(gateway.Call("GET", "/api/v1/connections/c-x")) == "not_found");
  gateway.ingest.unary = absl::UnavailableError("ingest at 127.0.0.1:7181 does not answer");
  CHECK(gateway.Call("GET", "/api/v1/connections").headers.at("retry-after") == "1");
}

TEST_CASE("a range is replayed, shown, swapped and discarded") {
  TestGateway gateway;
  gateway.ingest.range.set_id("r-abc");
  gateway.ingest.range.set_database("shop");
  gateway.ingest.range.set_table("orders");
  gateway.ingest.range.set_shadow_table("orders_replay_abc");
  gateway.ingest.range.set_state(ingest::v1::RANGE_REPLAY_STATE_READY);
  gateway.ingest.range.mutable_diff()->set_different(7);
  gateway.ingest.range.mutable_diff()->add_examples()->set_element(2);
  gateway.ingest.range.mutable_diff()->add_examples();
  gateway.ingest.range.set_topic("orders.eu");
  gateway.ingest.range.set_duplicates(3);
  gateway.ingest.range.add_notes("look first");
  const std::string path = "/api/v1/connections/c-abc:replay";
  const Reply begun = gateway.Call(
      "POST", path, R"({"topic":"orders.eu","offsets":[{"partition":1,"from":5,"to":9}],"target":"replace","missing":"keep"})");
  REQUIRE(begun.status == 200);
  const ingest::v1::StartRangeReplayRequest& request = gateway.ingest.range_request;
  CHECK(request.connection_id() == "c-abc");
  CHECK(request.topic() == "orders.eu");
  CHECK(request.spans(0).partition() == 1);
  CHECK(request.spans(0).from() == 5);
  CHECK(request.spans(0).to() == 9);
  CHECK(request.target() == ingest::v1::RANGE_REPLAY_TARGET_REPLACE);
  CHECK(request.missing() == ingest::v1::MISSING_ROWS_KEEP);
  const json::value body = json::parse(begun.body);
  CHECK(body.at("state") == "ready");
  CHECK(body.at("shadow_table") == "shop.orders_replay_abc");
  CHECK(body.at("diff").at("different") == 7);
  CHECK(body.at("diff").at("examples").at(0).at("element") == 2);
  CHECK(body.at("diff").at("examples").at(1).at("element").is_null());
  CHECK(body.at("topic") == "orders.eu");
  CHECK(body.at("duplicates") == 3);
  CHECK(body.at("notes").at(0) == "look first");
  REQUIRE(gateway.Call("POST", path, R"({"since":"2026-11-21T14:00:00Z","plan_only":true})").status == 200);
  CHECK(gateway.ingest.range_request.since().seconds() == 1795269600);
  CHECK(gateway.ingest.range_request.plan_only());
  const std::string one = "/api/v1/connections/c-abc/replays/r-abc";
  CHECK(gateway.Call("GET", one).status == 200);
  CHECK(json::parse(gateway.Call("GET", "/api/v1/connections/c-abc/replays").body).at("replays").at(0).at("id") == "r-abc");
  CHECK(gateway.Call("POST", one + ":swap").status == 200);
  CHECK(gateway.ingest.range_decision.id() == "r-abc");
  CHECK(gateway.ingest.range_decision.decision() == ingest::v1::RANGE_REPLAY_DECISION_SWAP);
  CHECK(gateway.Call("POST", one + ":discard").status == 200);
  CHECK(gateway.ingest.range_decision.decision() == ingest::v1::RANGE_REPLAY_DECISION_DISCARD);
  for (const char* wrong : {R"({"target":"table"})", R"({"all":true,"missing":"lose"})", R"({"offsets":[]})",
                            R"({"offsets":[{"partition":1,"from":5}]})", R"({"since":"yesterday"})", R"({"every":true})"}) {
    INFO(wrong);
    CHECK(gateway.Call("POST", path, wrong).status == 400);
  }
}

TEST_CASE("dead letters are replayed by one choice") {
  TestGateway gateway;
  const std::string path = "/api/v1/connections/c-abc/dead-letters:replay";
  const Reply done = gateway.Call("POST", path, R"({"all":true,"page":"0.3"})");
  CHECK(done.status == 200);
  CHECK(gateway.ingest.replay_request.id() == "c-abc");
  CHECK(gateway.ingest.replay_request.choice().all());
  CHECK(gateway.ingest.replay_request.page() == "0.3");
  const json::value body = json::parse(done.body);
  CHECK(body.at("replayed") == 3);
  CHECK(body.at("left") == 2);
  CHECK(body.at("next_page") == "0.17");
  REQUIRE(gateway.Call("POST", path, R"({"offsets":[{"partition":1,"offset":7}]})").status == 200);
  CHECK(gateway.ingest.replay_request.choice().places(0).partition() == 1);
  CHECK(gateway.ingest.replay_request.choice().places(0).offset() == 7);
  REQUIRE(gateway.Call("POST", path, R"({"reason":"not_json"})").status == 200);
  CHECK(gateway.ingest.replay_request.choice().reason() == "not_json");
  for (const char* wrong :
       {"{}", R"({"all":false})", R"({"all":true,"reason":"not_json"})", R"({"reason":""})", R"({"offsets":[]})",
        R"({"offsets":[{"partition":1}]})", R"({"offsets":[{"partition":-1,"offset":2}]})", R"({"every":true})"}) {
    INFO(wrong);
    CHECK(gateway.Call("POST", path, wrong).status == 400);
  }
}

TEST_CASE("a share of dead letters that stops a connection is a number from 0 to 1") {
  TestGateway gateway;
  const auto create = [&](const std::string& rule) {
    return gateway.Call("POST", "/api/v1/connections", R"({"brokers":"k:1","topic":"orders","stop_above":)" + rule + "}").status;
  };
  REQUIRE(create(R"({"share":0.05,"window":200})") == 201);
  CHECK(gateway.ingest.create_request.stop_above().share() == 0.05);
  CHECK(gateway.ingest.create_request.stop_above().window() == 200);
  REQUIRE(create(R"({"share":1})") == 201);
  REQUIRE(gateway.Call("PATCH", "/api/v1/connections/c-abc", R"({"stop_above":{"share":0}})").status == 200);
  CHECK(gateway.ingest.update_request.has_stop_above());
  REQUIRE(gateway.Call("PATCH", "/api/v1/connections/c-abc", R"({"batch":{"rows_max":5}})").status == 200);
  CHECK_FALSE(gateway.ingest.update_request.has_stop_above());
  for (const char* wrong : {R"({"share":1.5})", R"({"share":-0.1})", R"({"share":"5%"})", R"({"window":100})",
                            R"({"share":0.1,"window":9})", R"({"share":0.1,"over":100})"}) {
    INFO(wrong);
    CHECK(create(wrong) == 400);
  }
}

TEST_CASE("a stranger's host, a wrong method and an unknown call are told") {
  TestGateway gateway;
  CHECK(Code(gateway.Send("GET /api/v1/me HTTP/1.1\r\nHost: evil.example\r\n\r\n")) == "misdirected_host");
  CHECK(gateway.Send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").status == 421);
  CHECK(gateway.Send("GET /healthz HTTP/1.1\r\nHost: 10.1.2.3:80\r\n\r\n").status == 200);
  const Reply wrong = gateway.Call("PUT", "/api/v1/tokens", "{}");
  CHECK(wrong.status == 405);
  CHECK(wrong.headers.at("allow") == "POST, GET");
  CHECK(gateway.Call("GET", "/api/v1/nothing").status == 404);
  CHECK(gateway.Call("POST", "/index.html", "{}").status == 405);
}

TEST_CASE("pages are served without a credential and with security headers") {
  TestGateway gateway;
  const Reply page = gateway.Send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(page.status == 200);
  CHECK(page.body == "<!doctype html>home");
  CHECK(page.headers.at("x-content-type-options") == "nosniff");
  CHECK(page.headers.at("content-security-policy").find("frame-ancestors 'none'") != std::string::npos);
  CHECK(page.headers.at("cross-origin-opener-policy") == "same-origin");
  const Reply head = gateway.Send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(head.headers.at("content-length") == "19");
  CHECK(head.body.empty());
}

TEST_CASE("what is too large, too fast or no HTTP at all is refused, and the gateway goes on") {
  TestLimits limits;
  limits.application.body_bytes_max = 1000;
  limits.listener.limits.header_bytes_max = 2000;
  TestGateway gateway(limits);
  CHECK(Code(gateway.Call("POST", "/api/v1/query", "{\"sql\":\"" + std::string(2000, 'x') + "\"}")) ==
        "body_too_large");
  const std::string chunked =
      absl::StrCat("POST /api/v1/query HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ", gateway.admin_token,
                   "\r\nTransfer-Encoding: chunked\r\n\r\n800\r\n", std::string(0x800, 'x'), "\r\n0\r\n\r\n");
  CHECK(Code(gateway.Send(chunked)) == "body_too_large");
  CHECK(Code(gateway.Call("GET", "/api/v1/me", "", "X: " + std::string(3000, 'x') + "\r\n")) == "header_too_large");
  CHECK(Code(gateway.Call("POST", "/api/v1/query", "x=1", "Content-Type: text/plain\r\n")) == "unsupported_media_type");
  for (const std::string& garbage :
       {std::string("\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 11), std::string("GET\r\n\r\n"),
        std::string("GET / HTTP/9.9\r\n\r\n"), std::string("GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        std::string("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n"),
        std::string("GET /../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n")}) {
    INFO(garbage);
    CHECK(gateway.Send(garbage).status == 400);
  }
  CHECK(gateway.Call("GET", "/api/v1/me").status == 200);
}

TEST_CASE("calls above the rate are told when to come back, others are not disturbed") {
  TestLimits limits;
  limits.application.per_identity = {0.5, 3};
  TestGateway gateway(limits);
  for (int call = 0; call < 3; ++call) CHECK(gateway.Call("GET", "/api/v1/me").status == 200);
  const Reply limited = gateway.Call("GET", "/api/v1/me");
  CHECK(limited.status == 429);
  CHECK(Code(limited) == "rate_limited");
  CHECK(limited.headers.at("retry-after") == "2");
  CHECK(gateway.Call("GET", "/healthz").status == 200);
}

TEST_CASE("a client that never ends its request is cut off") {
  TestLimits limits;
  limits.listener.limits.header_timeout = absl::Milliseconds(150);
  limits.listener.limits.body_timeout = absl::Milliseconds(150);
  limits.listener.limits.idle_timeout = absl::Milliseconds(150);
  TestGateway gateway(limits);
  for (const std::string& start : {std::string(), std::string("GET / HT"),
                                   absl::StrCat("POST /api/v1/query HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                                                "Bearer ",
                                                gateway.admin_token, "\r\nContent-Length: 100\r\n\r\n{")}) {
    const int socket = gateway.Connect();
    REQUIRE(::send(socket, start.data(), start.size(), 0) == static_cast<ssize_t>(start.size()));
    CHECK(TestGateway::ReadReply(socket).status == 0);
    ::close(socket);
  }
  CHECK(WaitFor([&] { return gateway.listener->connections() == 0; }));
}

TEST_CASE("more connections than allowed get a short answer") {
  TestLimits limits;
  limits.listener.connections_max = 2;
  TestGateway gateway(limits);
  const int first = gateway.Connect();
  const int second = gateway.Connect();
  REQUIRE(WaitFor([&] { return gateway.listener->connections() == 2; }));
  CHECK(Code(gateway.Send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")) == "too_many_connections");
  ::close(first);
  REQUIRE(WaitFor([&] { return gateway.listener->connections() == 1; }));
  CHECK(gateway.Call("GET", "/healthz").status == 200);
  ::close(second);
}

TEST_CASE("several requests go over one connection, in order") {
  TestGateway gateway;
  const int socket = gateway.Connect();
  std::string text;
  for (int index = 0; index < 3; ++index) {
    text += absl::StrCat("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: r", index, "\r\n\r\n");
  }
  REQUIRE(::send(socket, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()));
  for (int index = 0; index < 3; ++index) {
    CHECK(TestGateway::ReadReply(socket).headers.at("x-request-id") == absl::StrCat("r", index));
  }
  ::close(socket);
}

TEST_CASE("draining lets the answer in hand finish and closes idle connections") {
  TestGateway gateway;
  const int idle = gateway.Connect();
  REQUIRE(WaitFor([&] { return gateway.listener->connections() == 1; }));
  gateway.listener->Drain(absl::Now() + absl::Seconds(1));
  CHECK(gateway.listener->connections() == 0);
  CHECK(TestGateway::ReadReply(idle).status == 0);
  ::close(idle);
}

TEST_CASE("the live feed needs a credential and our own origin, and sends whole states") {
  TestGateway gateway;
  gateway.ingest.connection.set_id("c-abc");
  const std::string upgrade =
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  CHECK(gateway.Call("GET", "/api/v1/live", "", upgrade + "Cookie: none=1\r\n").status == 401);
  CHECK(gateway.Call("GET", "/api/v1/live").status == 400);
  const int socket = gateway.Connect();
  const std::string text = absl::StrCat("GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\n", upgrade,
                                        "Authorization: Bearer ", gateway.admin_token, "\r\n\r\n");
  REQUIRE(::send(socket, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()));
  CHECK(TestGateway::ReadReply(socket).status == 101);
  std::string seen;
  while (seen.find("\"type\":\"freshness\"") == std::string::npos) {
    char buffer[4096];
    const ssize_t got = ::recv(socket, buffer, sizeof buffer, 0);
    REQUIRE(got > 0);
    seen.append(buffer, static_cast<size_t>(got));
  }
  CHECK(seen.find("{\"type\":\"status\",\"seq\":1,") != std::string::npos);
  CHECK(seen.find("\"type\":\"connections\"") != std::string::npos);
  CHECK(seen.find("c-abc") != std::string::npos);
  ::close(socket);
  CHECK(WaitFor([&] { return gateway.listener->connections() == 0; }));
}

}  // namespace
}  // namespace aurora::gateway

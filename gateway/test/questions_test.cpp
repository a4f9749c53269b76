// SQL and questions as clients ask them, over real sockets, with a query engine that is faked.
#include <sys/socket.h>
#include <unistd.h>

#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/test/test_gateway.h"
#include "libs/rpc/status.h"

namespace aurora::gateway {
namespace {

namespace json = boost::json;

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

}  // namespace
}  // namespace aurora::gateway

#include "gateway/api/json.h"

#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>

namespace aurora::gateway::api {
namespace {

TEST_CASE("numbers are written short and plain") {
  CHECK(Serialize(json::value(1.5)) == "1.5");
  CHECK(Serialize(json::value(0.1)) == "0.1");
  CHECK(Serialize(json::value(1e300)) == "1e+300");
  CHECK(Serialize(json::value(std::numeric_limits<double>::infinity())) == "null");
  CHECK(Serialize(json::value(uint64_t{18446744073709551615U})) == "18446744073709551615");
  CHECK(Serialize(json::value(int64_t{-9007199254740993})) == "-9007199254740993");
}

TEST_CASE("what is written can be read again") {
  const json::value value = {{"a\"\n\x01", {1, 2.25, nullptr, true, "\xc3\xa9"}}, {"empty", json::object()},
                             {"none", json::array()}};
  CHECK(json::parse(Serialize(value)) == value);
}

TEST_CASE("a body must be one JSON object that is not too deep") {
  CHECK(ParseObject("{}").ok());
  CHECK_FALSE(ParseObject("").ok());
  CHECK(ParseObject("", true).ok());
  for (const char* body : {"[]", "1", "{", "{\"a\":1,}", "{} {}", "\xff", "{\"a\":\"\xff\"}"}) {
    INFO(body);
    CHECK(ParseObject(body).status().code() == absl::StatusCode::kInvalidArgument);
  }
  CHECK_FALSE(ParseObject("{\"a\":" + std::string(100, '[') + std::string(100, ']') + "}").ok());
}

absl::Status Read(const std::string& body) {
  const absl::StatusOr<json::object> object = ParseObject(body);
  ObjectReader reader(*object);
  std::string sql;
  int64_t rows = 0;
  bool flag = false;
  std::vector<std::string> tables;
  reader.Require("sql");
  reader.Text("sql", &sql, 10);
  reader.Integer("max_rows", &rows, 1, 100);
  reader.Boolean("flag", &flag);
  reader.Texts("tables", &tables, 2);
  return reader.Finish();
}

TEST_CASE("a member that does not fit is named") {
  CHECK(Read(R"({"sql":"x","max_rows":100,"flag":true,"tables":["a"]})").ok());
  const std::pair<const char*, const char*> cases[] = {
      {R"({})", "sql is missing"},
      {R"({"sql":null})", "sql is missing"},
      {R"({"sql":1})", "sql must be a string"},
      {R"({"sql":"12345678901"})", "longer than 10"},
      {R"({"sql":"x","max_rows":101})", "from 1 to 100"},
      {R"({"sql":"x","max_rows":1.5})", "whole number"},
      {R"({"sql":"x","max_rows":"1"})", "whole number"},
      {R"({"sql":"x","flag":0})", "true or false"},
      {R"({"sql":"x","tables":["a","b","c"]})", "more than 2"},
      {R"({"sql":"x","tables":[1]})", "list of strings"},
      {R"({"sql":"x","max_row":1})", "did you mean max_rows?"},
  };
  for (const auto& [body, words] : cases) {
    INFO(body);
    const absl::Status status = Read(body);
    CHECK(std::string(status.message()).find(words) != std::string::npos);
  }
}

std::string Refusal(const char* body, const char* name) {
  const absl::StatusOr<json::object> object = ParseObject(body);
  ObjectReader reader(*object, ObjectReader::Subject{"endpoint"});
  reader.Fail(name, "must be another");
  return std::string(reader.Finish().message());
}

TEST_CASE("what does not fit is named with what it belongs to and what was sent") {
  CHECK(Refusal(R"({"name":"Orders!"})", "name") == R"(endpoint name "Orders!" must be another)");
  CHECK(Refusal(R"({"name":"a\"\n\u0000"})", "name") == R"(endpoint name "a\"\n\u0000" must be another)");
  CHECK(Refusal(R"({"name":""})", "name") == "endpoint name must be another");
  CHECK(Refusal(R"({})", "name") == "endpoint name must be another");
  CHECK(Refusal(R"({"rows":-1.5})", "rows") == "endpoint rows -1.5 must be another");
  CHECK(Refusal(R"({"rows":[1]})", "rows") == "endpoint rows must be another");
  // 63 bytes and a character of two: it is not cut in two.
  const std::string long_name = std::string(63, 'a') + "\xc3\xa9" + std::string(100, 'b');
  CHECK(Refusal(("{\"name\":\"" + long_name + "\"}").c_str(), "name") ==
        "endpoint name \"" + std::string(63, 'a') + "...\" must be another");
}

TEST_CASE("a secret of a wrong shape is not repeated") {
  for (const char* body : {R"({"password":12345678})", R"({"password":"12345678910"})"}) {
    const absl::StatusOr<json::object> object = ParseObject(body);
    ObjectReader reader(*object, "security");
    std::string password;
    reader.Text("password", &password, 10);
    const std::string message(reader.Finish().message());
    CHECK(message.find("security.password ") == 0);
    CHECK(message.find("12345678") == std::string::npos);
  }
}

TEST_CASE("times are RFC 3339 in UTC") {
  const absl::Time time = absl::FromUnixMillis(1'763'726'400'250);
  CHECK(FormatTimestamp(time) == "2025-11-21T12:00:00.250Z");
  CHECK(FormatTimestamp(time + absl::Microseconds(1)) == "2025-11-21T12:00:00.250001Z");
  CHECK(ParseTimestamp("2025-11-21T13:00:00.25+01:00").value() == time);
  for (const char* text : {"", "now", "2025-11-21", "2025-11-21 12:00:00", "infinite-future"}) {
    INFO(text);
    CHECK_FALSE(ParseTimestamp(text).ok());
  }
}

TEST_CASE("only whole UTF-8 counts as text") {
  CHECK(IsUtf8("a\xc3\xa9\xe2\x82\xac\xf0\x9f\x99\x82"));
  for (const char* bytes : {"\xff", "\xc3", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\x80"}) CHECK_FALSE(IsUtf8(bytes));
}

}  // namespace
}  // namespace aurora::gateway::api

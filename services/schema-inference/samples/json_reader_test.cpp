#include "services/schema-inference/samples/json_reader.h"

#include <catch2/catch.hpp>

namespace aurora::schema_inference {
namespace {

using table::Rejection;

TEST_CASE("garbage is told apart") {
  struct Case {
    std::string bytes;
    Rejection rejection;
  };
  const Case cases[] = {
      {"", Rejection::kEmpty},
      {"  \n", Rejection::kEmpty},
      {"\xEF\xBB\xBF", Rejection::kEmpty},
      {"hello", Rejection::kNotJson},
      {"NaN", Rejection::kNotJson},
      {R"({"a":NaN})", Rejection::kNotJson},
      {R"({"a":1)", Rejection::kNotJson},
      {R"({"a":1}})", Rejection::kNotJson},
      {R"({"a":1} {"a":2})", Rejection::kNotJson},
      {R"({"a":01})", Rejection::kNotJson},
      {R"({"a":1.})", Rejection::kNotJson},
      {R"({"a":+1})", Rejection::kNotJson},
      {R"({"a":tru})", Rejection::kNotJson},
      {R"({"a":nul})", Rejection::kNotJson},
      {R"({"a":[1,]})", Rejection::kNotJson},
      {R"({"a" 1})", Rejection::kNotJson},
      {R"({'a':1})", Rejection::kNotJson},
      {R"({"a":"\x"})", Rejection::kNotJson},
      {"{\"a\":\"\x01\"}", Rejection::kNotJson},
      {"{\"a\":\"\xFF\"}", Rejection::kInvalidUtf8},
      {"[1,2]", Rejection::kNotObject},
      {"42", Rejection::kNotObject},
      {"\"text\"", Rejection::kNotObject},
      {"null", Rejection::kNotObject},
      {"[1,2", Rejection::kNotJson},
      {"1,\"b\":2", Rejection::kNotJson},
      {"1}", Rejection::kNotJson},
      {R"({"a":1,"a":2})", Rejection::kDuplicateKey},
      {R"({"b":{"a":1,"\u0061":2}})", Rejection::kDuplicateKey},
      {R"({"a":)" + std::string(1000, '[') + std::string(1000, ']') + "}", Rejection::kTooDeep},
      {R"({"a":")" + std::string(9 << 20, 'x') + "\"}", Rejection::kTooLarge},
      {"{}", Rejection::kNone},
      {"\xEF\xBB\xBF{\"a\":1}", Rejection::kNone},
      {R"({"a":123456789012345678901234567890,"b":1e400,"c":-0.5e-3})", Rejection::kNone},
      {R"({"a":)" + std::string(63, '[') + std::string(63, ']') + "}", Rejection::kNone},
  };
  JsonReader reader;
  for (const Case& c : cases) {
    INFO(c.bytes.substr(0, 60));
    JsonValue value;
    CHECK(table::RejectionCode(reader.Read(c.bytes, &value)) == table::RejectionCode(c.rejection));
  }
}

TEST_CASE("a message keeps its texts, numbers as written") {
  JsonReader reader;
  JsonValue value;
  const std::string json = R"({"a":12.50,"b":{"c":[null,true,"x\"y"]},"d":"ä"})";
  REQUIRE(reader.Read(json, &value) == Rejection::kNone);
  CHECK(value.Find("a")->text == "12.50");
  CHECK(value.Find("nothing") == nullptr);
  CHECK(value.Print(1000) == json);
  CHECK(value.Find("d")->Print(2) == "\"");
}

}  // namespace
}  // namespace aurora::schema_inference

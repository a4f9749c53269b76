#include "services/query-engine/model/chat/chat_answer.h"

#include <catch2/catch.hpp>

namespace aurora::query::model::chat {

TEST_CASE("an answer is found between other words") {
  const auto answer = ParseChatAnswer("Sure:\n```json\n{\"answerable\":true,\"sql\":\"SELECT 1\",\"parameters\":[{\"name\":\"p\",\"type\":\"UInt8\",\"value\":5}]}\n```");
  REQUIRE(answer.ok());
  CHECK(answer->answerable);
  CHECK(answer->sql.text == "SELECT 1");
  CHECK(answer->sql.parameters[0].value == "5");
}

TEST_CASE("what is no answer is malformed") {
  for (const char* text : {"", "SELECT 1", "{", "[]", "{}", "{\"sql\":5}", "{\"sql\":\"x\",\"answerable\":1}", "{\"sql\":\"x\",\"parameters\":{}}",
                           "{\"sql\":\"x\",\"parameters\":[{\"name\":\"a\"}]}"}) {
    CHECK_FALSE(ParseChatAnswer(text).ok());
  }
}

TEST_CASE("a model's words are one line, few and short") {
  std::string list;
  for (int i = 0; i < 30; ++i) list += (i == 0 ? "" : ",") + std::string("{\"words\":\"\",\"reading\":\"a\\nb") + std::string(900, 'x') + "\"}";
  const auto answer = ParseChatAnswer("{\"sql\":\"SELECT 1\",\"assumptions\":[" + list + "]}");
  REQUIRE(answer.ok());
  CHECK(answer->assumptions.size() == 10);
  CHECK(answer->assumptions[0].reading.size() == 300);
  CHECK(answer->assumptions[0].reading.substr(0, 3) == "a b");
}

}  // namespace aurora::query::model::chat

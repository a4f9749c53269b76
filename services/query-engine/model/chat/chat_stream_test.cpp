#include "services/query-engine/model/chat/chat_stream.h"

#include <catch2/catch.hpp>

#include "libs/rpc/status.h"
#include "services/query-engine/model/chat/failure.h"

namespace aurora::query::model::chat {

TEST_CASE("events are joined, however they are cut into pieces") {
  const std::string body =
      "data: {\"choices\":[{\"delta\":{\"content\":\"SEL\"}}]}\r\n\r\n: ping\n\ndata:{\"choices\":[{\"delta\":{\"content\":\"ECT\"},\"finish_reason\":\"stop\"}]}\n\n"
      "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":2}}\n\ndata: [DONE]\n\n";
  for (size_t piece = 1; piece <= body.size(); piece *= 3) {
    ChatStream stream;
    for (size_t begin = 0; begin < body.size(); begin += piece) REQUIRE(stream.Take(std::string_view(body).substr(begin, piece)).ok());
    const absl::StatusOr<Completion> completion = stream.End();
    REQUIRE(completion.ok());
    CHECK(completion->text == "SELECT");
    CHECK(completion->usage->tokens_in == 7);
  }
}

TEST_CASE("a stream or document that ends early is cut, not an answer") {
  for (const char* body : {"data: {\"choices\":[{\"delta\":{\"content\":\"SEL\"}}]}\n\n", "{\"choices\":[{\"message\":{\"content\":\"SEL", ""}) {
    ChatStream stream;
    REQUIRE(stream.Take(body).ok());
    CHECK(rpc::Reason(stream.End().status()) == kCut);
  }
}

TEST_CASE("an answer is bounded") {
  ChatStream stream;
  const std::string event = "data: {\"choices\":[{\"delta\":{\"content\":\"" + std::string(1000, 'x') + "\"}}]}\n";
  absl::Status status;
  for (int i = 0; i < 100 && status.ok(); ++i) status = stream.Take(event);
  CHECK(rpc::Reason(status) == kTooLong);
}

TEST_CASE("an error within a stream is the provider's") {
  ChatStream stream;
  CHECK(rpc::Reason(stream.Take("data: {\"error\":{\"message\":\"x\"}}\n")) == kServerError);
}

}  // namespace aurora::query::model::chat

#include "services/query-engine/model/chat/chat_client.h"

#include <prometheus/registry.h>

#include <catch2/catch.hpp>

#include "libs/http/scripted_server.h"
#include "services/query-engine/model/chat/chat_metrics.h"

namespace aurora::query::model::chat {

TEST_CASE("a passing failure is tried again after longer and longer pauses, no more often than allowed") {
  http::ScriptedServer server([](const std::string&) { return std::string("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"); });
  ChatOptions options;
  options.endpoint = server.ClientOptions().base_url;
  options.name = "m";
  options.retries = 2;
  prometheus::Registry registry;
  ChatMetrics metrics(registry);
  std::vector<absl::Duration> pauses;
  auto client = ChatClient::Create(options, metrics, [&](absl::Duration pause, http::Cancellation*) {
    pauses.push_back(pause);
    return true;
  });
  REQUIRE(client.ok());
  QuestionUse use;
  CHECK_FALSE((*client)->Complete({}, use).ok());
  CHECK(pauses == std::vector<absl::Duration>{absl::Milliseconds(250), absl::Milliseconds(500)});
  CHECK(use.usage.tokens_in == 0);
}

TEST_CASE("an endpoint without a model is refused") {
  ChatOptions options;
  options.endpoint = "http://127.0.0.1:1/v1";
  prometheus::Registry registry;
  ChatMetrics metrics(registry);
  CHECK(ChatClient::Create(options, metrics).status().code() == absl::StatusCode::kInvalidArgument);
}

}  // namespace aurora::query::model::chat

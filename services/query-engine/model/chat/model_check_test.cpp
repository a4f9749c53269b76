#include "services/query-engine/model/chat/model_check.h"

#include <prometheus/registry.h>

#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/text.h"
#include "libs/http/scripted_server.h"
#include "services/query-engine/model/chat/chat_client.h"
#include "services/query-engine/model/chat/chat_metrics.h"

namespace aurora::query::model::chat {
namespace {

std::string Http(const std::string& status, const std::string& body) {
  return absl::StrCat("HTTP/1.1 ", status, "\r\nContent-Type: application/json\r\nContent-Length: ", body.size(), "\r\n\r\n", body);
}

constexpr char kModels[] = R"({"data": [{"id": "coder"}, {"id": "writer"}]})";

std::string Answer(const std::string& content) {
  return Http("200 OK", absl::StrCat(R"({"choices": [{"message": {"content": ")", content, R"("}, "finish_reason": "stop"}]})"));
}

const std::string& GoodAnswer() {
  static const auto& answer = *new std::string(Answer(R"({\"answerable\": false, \"sql\": \"\"})"));
  return answer;
}

// What is found of an endpoint that answers so.
ModelCheck Check(const std::string& models, const std::string& answer, const std::string& name = "coder", const std::string& key = "k") {
  http::ScriptedServer server([&](const std::string& request) { return absl::StartsWith(request, "GET /models") ? models : answer; });
  ChatOptions options;
  options.endpoint = server.ClientOptions().base_url;
  options.name = name;
  options.api_key = base::Secret(key);
  prometheus::Registry registry;
  ChatMetrics metrics(registry);
  const auto client = ChatClient::Create(options, metrics);
  REQUIRE(client.ok());
  return CheckModel(**client, absl::Now() + absl::Seconds(20));
}

void CheckFailed(const ModelCheck& check, const std::string& what, const std::string& remedy) {
  REQUIRE_FALSE(check.findings.empty());
  const Finding& last = check.findings.back();
  CHECK(last.what == what);
  CHECK_FALSE(last.status.ok());
  INFO(last.status.message());
  CHECK(absl::StrContains(last.status.message(), remedy));
  CHECK(check.answer_time == absl::ZeroDuration());
}

}  // namespace

TEST_CASE("a model that answers has nothing wrong") {
  const ModelCheck check = Check(Http("200 OK", kModels), GoodAnswer());
  std::vector<std::string> found;
  for (const Finding& finding : check.findings) {
    INFO(finding.status.message());
    CHECK(finding.status.ok());
    found.push_back(finding.what);
  }
  CHECK(found == std::vector<std::string>{"endpoint", "key", "name", "answer"});
  CHECK(check.answer_time > absl::ZeroDuration());
}

TEST_CASE("what a model lacks is found with its remedy") {
  const std::string refused = Http("401 Unauthorized", "{}");
  CheckFailed(Check(refused, refused), "key", "model.api_key_file");
  CheckFailed(Check(refused, refused, "coder", ""), "key", "it wants a key");
  // Lists of models are open to everybody in some places.
  CheckFailed(Check(Http("200 OK", kModels), refused), "key", "refuses the key");
  CheckFailed(Check(Http("200 OK", kModels), GoodAnswer(), "codr"), "name", "did you mean coder?");
  CheckFailed(Check(Http("200 OK", kModels), GoodAnswer(), "something-else"), "name", "coder, writer");
  CheckFailed(Check(Http("404 Not Found", "{}"), Http("404 Not Found", "{}")), "answer", "model.endpoint and model.name");
  CheckFailed(Check(Http("200 OK", kModels), Http("503 Busy", "{}")), "answer", "the endpoint's own log");
}

TEST_CASE("an answer in another form is told from no answer") {
  const ModelCheck check = Check(Http("200 OK", kModels), Answer("Hello!"));
  REQUIRE(check.findings.size() == 4);
  CHECK(check.findings.back().what == "answer");
  CHECK(absl::StrContains(check.findings.back().status.message(), "set model.name to one that follows instructions"));
}

TEST_CASE("an endpoint without a list of models may have the model") {
  const ModelCheck check = Check(Http("404 Not Found", "{}"), GoodAnswer());
  CHECK(check.findings.size() == 4);
  CHECK(check.findings.back().status.ok());
}

TEST_CASE("nobody at the address is found at once") {
  ChatOptions options;
  options.endpoint = "http://127.0.0.1:1/v1";
  options.name = "coder";
  prometheus::Registry registry;
  ChatMetrics metrics(registry);
  const auto client = ChatClient::Create(options, metrics);
  REQUIRE(client.ok());
  CheckFailed(CheckModel(**client, absl::Now() + absl::Seconds(5)), "endpoint", "see model.endpoint");
}

}  // namespace aurora::query::model::chat

#include "services/query-engine/model/chat/model_state.h"

#include <prometheus/registry.h>

#include <catch2/catch.hpp>
#include <map>

#include "services/query-engine/model/chat/chat_client.h"
#include "services/query-engine/model/chat/chat_metrics.h"

namespace aurora::query::model::chat {
namespace {

std::map<std::string, std::string> Ask(const ChatClient* client) {
  std::map<std::string, std::string> lines;
  for (const StateNote& note : StateNotes(client)) lines[note.name] = note.ask();
  return lines;
}

}  // namespace

TEST_CASE("without a model the embedded generator is named and nothing else") {
  CHECK(Ask(nullptr) == std::map<std::string, std::string>{{"model", "embedded"}});
}

TEST_CASE("the state of a model says where it is, what it sees and what it costs, and no secret") {
  prometheus::Registry registry;
  ChatMetrics metrics(registry);
  ChatOptions options;
  options.endpoint = "https://user:secret@models.example:8443/v1?key=secret";
  options.name = "sql-model";
  options.use = "always";
  options.budget_per_day = 2.5;
  for (int i = 0; i < 22; ++i) options.values_allowed.push_back("shop.orders.c" + std::to_string(i));
  options.endpoint = ShownEndpoint(options.endpoint);
  const auto client = ChatClient::Create(options, metrics);
  REQUIRE(client.ok());
  const auto lines = Ask(client->get());
  CHECK(lines.at("model") == "sql-model");
  CHECK(lines.at("model_endpoint") == "https://models.example:8443/v1");
  CHECK(lines.at("model_use") == "always");
  CHECK(lines.at("model_state") == "not asked yet");
  CHECK(lines.at("model_values").substr(0, 29) == "shop.orders.c0, shop.orders.c");
  CHECK(lines.at("model_values").find(" and 2 more") != std::string::npos);
  CHECK(lines.at("model_spent_today") == "0");
  CHECK(lines.at("model_budget_per_day") == "2.5");
}

TEST_CASE("an endpoint is shown without user, password and query") {
  CHECK(ShownEndpoint("http://127.0.0.1:11434/v1") == "http://127.0.0.1:11434/v1");
  CHECK(ShownEndpoint("http://a:b@host/v1?x=y#z") == "http://host/v1");
  CHECK(ShownEndpoint("http://a:p@ss@host") == "http://host");
  CHECK(ShownEndpoint("http://host/v1/@me") == "http://host/v1/@me");
}

}  // namespace aurora::query::model::chat

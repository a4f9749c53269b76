#include "services/query-engine/model/chat/prompt.h"

#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"

namespace aurora::query::model::chat {
namespace {

GenerateRequest Request(int tables) {
  auto snapshot = std::make_shared<catalog::Snapshot>();
  for (int i = 0; i < tables; ++i) {
    catalog::TableProfile table;
    table.database = "shop";
    table.table = "t" + std::to_string(i);
    catalog::ColumnProfile column;
    column.name = i == tables - 1 ? "zebras" : "plain";
    column.type = "Enum8('secret-value' = 1)";
    column.values = {{"secret-value", 3}};
    table.columns = {column};
    snapshot->tables.push_back(table);
  }
  GenerateRequest request;
  request.question = "how many zebras";
  request.now = absl::FromUnixSeconds(1'000'000);
  request.snapshot = std::move(snapshot);
  return request;
}

}  // namespace

TEST_CASE("the likeliest tables are described within the budget of tokens") {
  ChatOptions options;
  options.prompt_tokens_max = 1'500;
  const Prompt prompt = MakePrompt(options, Request(500));
  CHECK(prompt.tables.front() == "shop.t499");
  CHECK(prompt.tables.size() < 100);
  CHECK(prompt.messages[1].content.size() < 1'500 * 3);
}

TEST_CASE("what people taught takes a share of the prompt, the nearest examples first") {
  ChatOptions options;
  options.prompt_tokens_max = 2'000;
  GenerateRequest request = Request(3);
  request.verified = {{"nearest", "SELECT 1"}, {"too long", std::string(20'000, 'x')}, {"second", "SELECT 2"}};
  for (int i = 0; i < 100; ++i) request.verified.push_back({"far", std::string(300, 'y')});
  request.definitions = {{"long", std::string(20'000, 'z')}, {"short", "a > 1"}};
  const Prompt prompt = MakePrompt(options, request);
  const std::string& document = prompt.messages[1].content;
  CHECK(document.find("\"nearest\"") < document.find("\"second\""));
  CHECK(document.find("too long") == std::string::npos);
  CHECK(document.find("zzz") == std::string::npos);
  CHECK(document.find("a > 1") != std::string::npos);
  CHECK(document.size() < 2'000 * 3);
  CHECK(prompt.tables.size() == 3);
}

TEST_CASE("values are shown of allowed columns alone, also those in a type") {
  ChatOptions options;
  CHECK(MakePrompt(options, Request(1)).messages[1].content.find("secret-value") == std::string::npos);
  options.values_allowed = {"shop.t0.*"};
  CHECK(MakePrompt(options, Request(1)).messages[1].content.find("secret-value") != std::string::npos);
}

TEST_CASE("the engine's message comes without values that were not in the SQL") {
  CHECK(WithoutValues("Cannot parse 'Alice' as UInt8 at 17 near 'x'", "SELECT toUInt8('x')") == "Cannot parse '?' as UInt8 at ? near 'x'");
}

}  // namespace aurora::query::model::chat

#include "services/ingest/schema_registry/schema_registry.h"

#include <catch2/catch.hpp>
#include <mutex>

#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "libs/http/scripted_server.h"
#include "services/ingest/formats/translators.h"

namespace aurora::ingest {
namespace {

using table::Rejection;

std::string Answer(int status, const std::string& body) {
  return base::StrCat("HTTP/1.1 ", status, " X\r\nContent-Length: ", body.size(), "\r\n\r\n", body);
}
const std::string kNoSchema = Answer(404, R"({"error_code":40403,"message":"Schema not found"})");
const std::string kDown = "";

// A registry whose answers a test writes, by path.
class Registry {
 public:
  Registry() : server_([this](const std::string& request) { return Reply(request); }) {}

  void Set(const std::string& path, const std::string& answer) {
    const std::lock_guard lock(mutex_);
    answers_[path] = answer;
  }
  int asked() const {
    const std::lock_guard lock(mutex_);
    return asked_;
  }
  std::string last_request() const {
    const std::lock_guard lock(mutex_);
    return last_request_;
  }
  RegistryOptions options() const { return {.url = server_.ClientOptions().base_url}; }
  std::unique_ptr<SchemaRegistry> Client() const { return std::move(*SchemaRegistry::Create(options())); }

 private:
  std::string Reply(const std::string& request) {
    const std::lock_guard lock(mutex_);
    ++asked_;
    last_request_ = request;
    const std::vector<std::string> words = absl::StrSplit(request.substr(0, request.find('\r')), ' ');
    const auto found = answers_.find(words[1].substr(0, words[1].find('?')));
    return found == answers_.end() ? kNoSchema : found->second;
  }

  mutable std::mutex mutex_;
  std::map<std::string, std::string> answers_;
  int asked_ = 0;
  std::string last_request_;
  // Last: calls Reply.
  http::ScriptedServer server_;
};

TEST_CASE("a schema comes with what it refers to, and is asked for once") {
  Registry registry;
  registry.Set("/schemas/ids/7",
               Answer(200, R"({"schema":"root","references":[{"name":"B","subject":"b/1","version":3},
                               {"name":"C","subject":"c","version":1}]})"));
  registry.Set("/subjects/b%2F1/versions/3",
               Answer(200, R"({"schema":"b","schemaType":"AVRO","references":[{"name":"C","subject":"c","version":1}]})"));
  registry.Set("/subjects/c/versions/1", Answer(200, R"({"schema":"c"})"));
  const auto client = registry.Client();
  for (int i = 0; i < 2; ++i) {
    const auto schema = client->Get(7);
    REQUIRE(schema.ok());
    CHECK((*schema)->type == "AVRO");
    CHECK((*schema)->text == "root");
    REQUIRE((*schema)->references.size() == 2);
    // What others refer to comes before them.
    CHECK((*schema)->references[0].name == "C");
    CHECK((*schema)->references[1].text == "b");
  }
  CHECK(registry.asked() == 3);
}

TEST_CASE("references that go round in a circle end") {
  Registry registry;
  registry.Set("/schemas/ids/7", Answer(200, R"({"schema":"a","references":[{"name":"B","subject":"b","version":1}]})"));
  registry.Set("/subjects/b/versions/1",
               Answer(200, R"({"schema":"b","references":[{"name":"B","subject":"b","version":1}]})"));
  CHECK(absl::IsNotFound(registry.Client()->Get(7).status()));
}

TEST_CASE("an unknown id is asked for again, first at once and then after a pause") {
  Registry registry;
  const auto client = registry.Client();
  const absl::Status first = client->Get(7).status();
  CHECK(absl::IsNotFound(first));
  CHECK(first.message().find("schema id 7") != std::string::npos);
  CHECK(RegistryWord(first).empty());
  const int asked = registry.asked();
  CHECK(asked > 1);
  CHECK(absl::IsNotFound(client->Get(7).status()));
  CHECK(registry.asked() == asked);
  // Another unknown one at once is asked for only once: garbage must not be read in slow motion.
  CHECK(absl::IsNotFound(client->Get(8).status()));
  CHECK(registry.asked() == asked + 1);
  registry.Set("/schemas/ids/7", Answer(200, R"({"schema":"x"})"));
  absl::SleepFor(absl::Milliseconds(1100));
  CHECK(client->Get(7).ok());
}

TEST_CASE("a registry that is down, refuses or is none says nothing about a schema") {
  Registry registry;
  const auto client = registry.Client();
  const std::pair<std::string, std::string> cases[] = {
      {kDown, "registry_unreachable"},
      {Answer(503, "busy"), "registry_unreachable"},
      {Answer(401, "{}"), "registry_refused"},
      {Answer(403, "{}"), "registry_refused"},
      {Answer(404, "<html>"), "registry_error"},
      {Answer(200, "<html>"), "registry_error"}};
  for (const auto& [answer, word] : cases) {
    registry.Set("/schemas/ids/7", answer);
    const absl::Status status = client->Get(7).status();
    INFO(status);
    CHECK(RegistryWord(status) == word);
    CHECK_FALSE(absl::IsNotFound(status));
    CHECK(RegistryWord(client->Recheck()) == word);
  }
  registry.Set("/schemas/ids/7", Answer(200, R"({"schema":"x"})"));
  CHECK(client->Recheck().ok());
  const int asked = registry.asked();
  CHECK(client->Recheck().ok());
  CHECK(client->Get(7).ok());
  CHECK(registry.asked() == asked);
}

TEST_CASE("user and password go along, and stand in no message") {
  Registry registry;
  RegistryOptions options = registry.options();
  options.username = "reader";
  options.password = base::Secret("very secret");
  registry.Set("/schemas/ids/7", Answer(401, "{}"));
  const auto client = std::move(*SchemaRegistry::Create(options));
  const absl::Status status = client->Get(7).status();
  CHECK(registry.last_request().find("Authorization: Basic cmVhZGVyOnZlcnkgc2VjcmV0") != std::string::npos);
  CHECK(status.message().find("secret") == std::string::npos);
  CHECK_FALSE(SchemaRegistry::Create({.url = "registry:8081"}).ok());
}

std::string Framed(uint32_t id, const std::string& payload) {
  return std::string(4, '\0') + static_cast<char>(id) + payload;
}

TEST_CASE("a topic may hold several versions, unknown ones and what is no message of the registry") {
  Registry registry;
  registry.Set("/schemas/ids/1", Answer(200, R"({"schema":"{\"type\":\"record\",\"name\":\"A\",\"fields\":[)"
                                           R"({\"name\":\"id\",\"type\":\"long\"}]}"})"));
  registry.Set("/schemas/ids/2", Answer(200, R"({"schema":"{\"type\":\"record\",\"name\":\"A\",\"fields\":[)"
                                           R"({\"name\":\"id\",\"type\":\"long\"},{\"name\":\"name\",\"type\":\"string\"}]}"})"));
  registry.Set("/schemas/ids/3", Answer(200, R"({"schema":"nonsense"})"));
  registry.Set("/schemas/ids/4", kDown);
  const auto translators =
      std::move(*Translators::Create({.kind = FormatKind::kAvro, .csv = {}, .registry = registry.options()}));
  const auto translator = translators->Make();
  std::string json;
  const auto read = [&](const std::string& value) {
    const Translation translation = translator->Translate({.value = value}, &json);
    if (!translation.trouble.ok()) return "not now: " + RegistryWord(translation.trouble);
    return translation.rejection == Rejection::kNone ? json : std::string(table::RejectionCode(translation.rejection));
  };
  for (int i = 0; i < 2; ++i) {
    CHECK(read(Framed(1, "\x02")) == R"({"id":1})");
    CHECK(read(Framed(2, "\x02\x02x")) == R"({"id":1,"name":"x"})");
    CHECK(read(Framed(1, "\x02\x02x")) == "schema_mismatch");
    CHECK(read(Framed(3, "\x02")) == "schema_mismatch");
    CHECK(read(Framed(4, "\x02")) == "not now: registry_unreachable");
    CHECK(read(Framed(9, "\x02")) == "schema_unknown");
    CHECK(read("{\"id\":1}") == "schema_mismatch");
    CHECK(read(std::string("\0\0\0", 3)) == "schema_mismatch");
  }
}

TEST_CASE("Protobuf's indexes name the type; a message without a schema's name is told apart") {
  Registry registry;
  registry.Set("/schemas/ids/1",
               Answer(200, R"({"schemaType":"PROTOBUF","schema":"syntax = \"proto3\"; message A { message B { int32 b = 1; } })"
                           R"( message C { int32 c = 1; }"})"));
  const auto translators =
      std::move(*Translators::Create({.kind = FormatKind::kProtobuf, .csv = {}, .registry = registry.options()}));
  const auto translator = translators->Make();
  std::string json;
  const auto read = [&](const std::string& value) {
    const Translation translation = translator->Translate({.value = value}, &json);
    CHECK(translation.trouble.ok());
    return translation.rejection == Rejection::kNone ? json : std::string(table::RejectionCode(translation.rejection));
  };
  CHECK(read(Framed(1, std::string("\0", 1))) == "{}");
  CHECK(read(Framed(1, std::string("\x02\x02\x08\x07", 4))) == R"({"c":7})");
  CHECK(read(Framed(1, std::string("\x04\x00\x00\x08\x07", 5))) == R"({"b":7})");
  CHECK(read(Framed(1, "\x02\x08")) == "schema_mismatch");
  CHECK(read(Framed(1, "")) == "schema_mismatch");
  CHECK(read(Framed(1, std::string("\x02\x02\x0a\x07", 4))) == "schema_mismatch");
  CHECK(read("hello") == "schema_mismatch");
}

TEST_CASE("JSON Schema is JSON behind a frame; a registry, where there is one, must know the id") {
  Registry registry;
  registry.Set("/schemas/ids/1", Answer(200, R"({"schemaType":"JSON","schema":"{}"})"));
  std::string json;
  const auto with = std::move(*Translators::Create({.kind = FormatKind::kJsonSchema, .csv = {}, .registry = registry.options()}));
  const auto checked = with->Make();
  CHECK(checked->Translate({.value = Framed(1, "{\"a\":1}")}, &json).rejection == Rejection::kNone);
  CHECK(json == R"({"a":1})");
  CHECK(checked->Translate({.value = Framed(9, "{\"a\":1}")}, &json).rejection == Rejection::kSchemaUnknown);
  const auto without = std::move(*Translators::Create({.kind = FormatKind::kJsonSchema}));
  CHECK(without->Make()->Translate({.value = Framed(9, "{\"a\":1}")}, &json).rejection == Rejection::kNone);
  CHECK(without->Make()->Translate({.value = "{\"a\":1}"}, &json).rejection == Rejection::kSchemaMismatch);
}

TEST_CASE("formats that cannot be are refused with the remedy") {
  CHECK_FALSE(Translators::Create({.kind = FormatKind::kAvro}).ok());
  CHECK_FALSE(Translators::Create({.kind = FormatKind::kCsv, .csv = {.delimiter = '"'}}).ok());
  CHECK_FALSE(Translators::Create({.kind = FormatKind::kCsv, .csv = {.columns = {"a", "a"}}}).ok());
  CHECK_FALSE(Translators::Create({.kind = FormatKind::kJson, .csv = {}, .registry = {.url = "http://a"}}).ok());
  CHECK_FALSE(Translators::Create({.kind = FormatKind::kRaw, .csv = {}, .registry = {}, .envelope = Envelope::kDebezium}).ok());
  CHECK(Translators::Create({}).value()->Make() == nullptr);
}

}  // namespace
}  // namespace aurora::ingest

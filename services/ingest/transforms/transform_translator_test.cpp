#include "services/ingest/transforms/transform_translator.h"

#include <catch2/catch.hpp>

#include "services/ingest/formats/csv/csv_translator.h"
#include "services/ingest/formats/damage.h"

namespace aurora::ingest {
namespace {

using table::Rejection;
using Names = TransformTranslator::Names;

Transform Step(TransformKind kind, const std::string& field, const std::string& to = "") {
  Transform step;
  step.kind = kind;
  step.field = field;
  step.to = to;
  return step;
}

Transform Filter(const std::string& field, ConditionOperator comparison, std::vector<std::string> values) {
  Transform step = Step(TransformKind::kFilter, field);
  step.condition = {comparison, std::move(values), false};
  return step;
}

// What becomes of one message: JSON, "filtered", or the rejection's code.
std::string Read(const std::vector<Transform>& steps, const std::string& value, Names names = Names::kOld,
                 std::unique_ptr<Translator> format = nullptr) {
  auto plan = TransformPlan::Create({steps, base::Secret("a salt of some length")}, Envelope::kNone);
  REQUIRE(plan.ok());
  TransformTranslator translator(std::move(format), *plan, names);
  std::string json;
  const Translation translation = translator.Translate({.value = value, .offset = 7}, &json);
  if (!translation.trouble.ok()) return std::string(translation.trouble.message());
  if (translation.filtered) return "filtered";
  return translation.rejection == Rejection::kNone ? json
                                                   : std::string(table::RejectionCode(translation.rejection));
}

TEST_CASE("redacted and dropped values are gone at every depth, also in lists, and under keys with escapes") {
  const std::vector<Transform> steps = {
      Step(TransformKind::kRedact, "card"), Step(TransformKind::kDrop, "user.password"),
      Step(TransformKind::kRedact, "items.code"), Step(TransformKind::kDrop, "pin")};
  CHECK(Read(steps, R"({"id": 1, "card": "4111", "user": {"password": "p", "name": "n"}, "pin": 7})") ==
        R"({"id":1,"card":"[redacted]","user":{"name":"n"}})");
  CHECK(Read(steps, R"({"items":[{"code":1,"n":2},{"n":3},"x",[{"code":4}]],"user":{"password":"p"}})") ==
        R"({"items":[{"code":"[redacted]","n":2},{"n":3},"x",[{"code":"[redacted]"}]],"user":{}})");
  CHECK(Read(steps, R"({"c\u0061rd":"4111","user":{"p\u0061ssword":[1,{"a":2}]}})") ==
        R"({"card":"[redacted]","user":{}})");
  CHECK(Read(steps, R"({"card":{"number":"4111"},"user":"somebody"})") ==
        R"({"card":"[redacted]","user":"somebody"})");
  // What is not there stays so.
  CHECK(Read(steps, R"({"card":null,"id":[1, 2]})") == R"({"card":null,"id":[1, 2]})");
  CHECK(Read(steps, "{}") == "{}");
  // Both of two equal keys; the decoder refuses them.
  CHECK(Read(steps, R"({"card":1,"card":2})") == R"({"card":"[redacted]","card":"[redacted]"})");
}

TEST_CASE("hashes are HMAC-SHA-256 of the value, so that equal values stay equal") {
  // python3: hmac.new(b"a salt of some length", b"a@b.c", "sha256").hexdigest()
  const std::string hash = "d8632d607d88b3f30c06607288b34445482c5d6a9653dd36dee1ad6248dff69d";
  const std::vector<Transform> steps = {Step(TransformKind::kHash, "email")};
  CHECK(Read(steps, R"({"email":"a@b.c"})") == "{\"email\":\"" + hash + "\"}");
  CHECK(Read(steps, R"({"email":"a\u0040b.c"})") == Read(steps, R"({"email":"a@b.c"})"));
  CHECK(Read(steps, R"({"email": 17 })") == Read(steps, R"({"email":"17"})"));
  CHECK(Read(steps, R"({"email":"a@b.d"})") != Read(steps, R"({"email":"a@b.c"})"));
  CHECK(Read(steps, R"({"email":null})") == R"({"email":null})");
}

TEST_CASE("a filter keeps what meets all of its conditions, as it stands") {
  const std::vector<Transform> steps = {Filter("status", ConditionOperator::kIn, {"paid", "shipped"}),
                                        Filter("order.total", ConditionOperator::kGreaterOrEqual, {"10"})};
  const std::string kept = R"({"status": "paid",  "order": {"total": 10.00}, "x": [1,  2]})";
  CHECK(Read(steps, kept) == kept);
  CHECK(Read(steps, R"({"status":"draft","order":{"total":10}})") == "filtered");
  CHECK(Read(steps, R"({"status":"paid","order":{"total":9.99}})") == "filtered");
  CHECK(Read(steps, R"({"status":"paid","order":[{"total":10}]})") == "filtered");
  CHECK(Read(steps, "{}") == "filtered");
  CHECK(Read(steps, "\xEF\xBB\xBF {\"status\":\"p\\u0061id\",\"order\":{\"total\":1e2}}").find("status") !=
        std::string::npos);
}

TEST_CASE("what is no message is rejected, not filtered out") {
  const std::vector<Transform> steps = {Filter("status", ConditionOperator::kEqual, {"paid"})};
  for (const auto& [value, code] : std::vector<std::pair<std::string, std::string>>{
           {"", "empty"},
           {" \n", "empty"},
           {"hello", "not_json"},
           {"[1]", "not_object"},
           {"[1", "not_json"},
           {R"({"status":"draft")", "not_json"},
           {R"({"status":"draft"} x)", "not_json"},
           {R"({"status":"draft","n":012})", "not_json"},
           {R"({"n":{"a":[1,]},"status":"draft"})", "not_json"},
           {"{\"status\":\"\xff\"}", "invalid_utf8"},
           {R"({"status":"draft","status":"paid"})", "duplicate_key"},
           {R"({"a":)" + std::string(1000, '[') + std::string(1000, ']') + "}", "too_deep"}}) {
    INFO(value);
    CHECK(Read(steps, value) == code);
  }
}

TEST_CASE("people see fields under their new names, the decoder goes by the old ones") {
  const std::vector<Transform> steps = {
      Step(TransformKind::kRename, "ts", "created_at"), Step(TransformKind::kRename, "user.mail", "email"),
      Step(TransformKind::kHash, "email"), Step(TransformKind::kDrop, "secret")};
  const std::string message = R"({"ts":1,"user":{"mail":null,"id":2},"secret":3,"z":4})";
  CHECK(Read(steps, message) == R"({"ts":1,"user":{"mail":null,"id":2},"z":4})");
  CHECK(Read(steps, message, Names::kNew) == R"({"created_at":1,"user":{"id":2},"z":4,"email":null})");
  CHECK(Read(steps, R"({"user":{"mail":null}})", Names::kNew) == R"({"user":{},"email":null})");
  // Two fields of one name would be two columns of one name.
  CHECK(Read(steps, R"({"ts":1,"created_at":2})", Names::kNew).find("choose another name") !=
        std::string::npos);
  CHECK(Read(steps, R"({"ts":1,"created_at":2})") == R"({"ts":1,"created_at":2})");
}

TEST_CASE("transforms stand behind every format") {
  CsvOptions csv;
  csv.columns = {"id", "email"};
  CHECK(Read({Step(TransformKind::kRedact, "email"), Filter("id", ConditionOperator::kGreater, {"1"})},
             "2,a@b.c", Names::kOld,
             std::make_unique<CsvTranslator>(csv)) == R"({"id":2,"email":"[redacted]"})");
  CHECK(Read({Filter("id", ConditionOperator::kGreater, {"1"})}, "1,x", Names::kOld,
             std::make_unique<CsvTranslator>(csv)) == "filtered");
  CHECK(Read({Filter("id", ConditionOperator::kGreater, {"1"})}, "1,\"x", Names::kOld,
             std::make_unique<CsvTranslator>(csv)) == "not_csv");
}

TEST_CASE("however a message is damaged, nothing that is to be hidden becomes part of a row") {
  const std::vector<Transform> steps = {Step(TransformKind::kRedact, "card"),
                                        Step(TransformKind::kDrop, "user.password"),
                                        Step(TransformKind::kHash, "items.code")};
  const std::string whole =
      R"({"id":1,"card":"SECRET","user":{"name":"n","password":"SECRET"},"items":[{"code":"SECRET"},{"code":"SECRET"}],"s":"t"})";
  int rows = 0;
  for (unsigned number = 0; number < 20'000; ++number) {
    const std::string value = Damaged(whole, number);
    const std::string read = Read(steps, value);
    if (!read.starts_with('{')) continue;
    // A damaged key is another field.
    std::string names;
    for (const char* key : {"\"card\":", "\"password\":", "\"code\":"}) {
      size_t in_value = 0;
      for (size_t at = 0; (at = value.find(key, at)) != std::string::npos; ++at) ++in_value;
      names += std::to_string(in_value);
    }
    if (names != "112" || value.find("\"user\":{") == std::string::npos ||
        value.find("\"items\":[{") == std::string::npos)
      continue;
    ++rows;
    INFO(value << "\n" << read);
    CHECK(read.find("SECRET") == std::string::npos);
  }
  CHECK(rows > 300);
}

}  // namespace
}  // namespace aurora::ingest

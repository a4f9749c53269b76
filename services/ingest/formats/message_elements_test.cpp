#include "services/ingest/formats/message_elements.h"

#include <catch2/catch.hpp>

#include <string>

#include "services/ingest/formats/damage.h"

namespace aurora::ingest {
namespace {

using Form = MessageElements::Form;
using Texts = std::vector<std::string>;

struct Found {
  Texts elements;
  bool well_formed = false;
};

Found Read(const std::string& text, Form form) {
  MessageElements elements(text, form);
  Found found;
  for (std::string_view element; elements.Next(&element);) found.elements.emplace_back(element);
  found.well_formed = elements.well_formed();
  return found;
}

TEST_CASE("an array of objects is its elements, whatever their text contains") {
  for (const char* text : {R"([{"a":1},{"b":"}]{\"\\"}])", " [ {\"a\":1}\n,\t{\"b\":\"}]{\\\"\\\\\"} ] \r\n",
                           "\xEF\xBB\xBF[{\"a\":1},{\"b\":\"}]{\\\"\\\\\"}]"}) {
    CAPTURE(text);
    CHECK(MessageElements::IsArray(text));
    const Found found = Read(text, Form::kArray);
    CHECK(found.well_formed);
    CHECK(found.elements == Texts{R"({"a":1})", R"({"b":"}]{\"\\"})"});
  }
  const Found nested = Read(R"([{"a":[{"b":{}}]},{}])", Form::kArray);
  CHECK(nested.elements == Texts{R"({"a":[{"b":{}}]})", "{}"});
  CHECK(Read("[]", Form::kArray).well_formed);
  CHECK(Read(" [ \n ] ", Form::kArray).elements.empty());
}

TEST_CASE("an array that is damaged, or holds anything but objects, is not well formed") {
  for (const char* text : {"[", "[{}", "[{},", "[{},]", "[,{}]", "[{}{}]", "[{} {}]", "[{}]]", "[{}],", "[{}]x", "[{}]{}", "[1]",
                           "[{},2]", "[null,{}]", "[[{}]]", "[\"{}\"]", "[{\"a\":\"]", "[{\"a\":\"\\\"}]", "[{", "[}]", "[{}\n]\n[{}]"}) {
    CAPTURE(text);
    CHECK_FALSE(Read(text, Form::kArray).well_formed);
  }
}

TEST_CASE("lines end with LF or CRLF, the last one with nothing, too, and blank ones are none") {
  for (const char* text : {"{\"a\":1}\n{\"b\":2}", "{\"a\":1}\r\n{\"b\":2}\r\n", "\n\n{\"a\":1}\n  \n\t{\"b\":2} \n\n",
                           "\xEF\xBB\xBF{\"a\":1}\n{\"b\":2}\n"}) {
    CAPTURE(text);
    CHECK(MessageElements::IsLines(text));
    CHECK(Read(text, Form::kLines).elements == Texts{R"({"a":1})", R"({"b":2})"});
  }
}

TEST_CASE("one object is neither an array nor lines") {
  for (const char* text : {"", " ", "{}", "{\"a\":1}\n", "\n{\"a\":1}", "{\n\"a\":1\n}", "{\"a\":1}{\"b\":2}", "1\n2", "x\ny", "\"{}\"",
                           "{\"a\":1", "\xEF\xBB\xBF{}"}) {
    CAPTURE(text);
    CHECK_FALSE(MessageElements::IsArray(text));
    CHECK_FALSE(MessageElements::IsLines(text));
  }
}

TEST_CASE("people see the elements of a message that holds several, and any other message itself") {
  const auto shown = [](const std::string& message, size_t most = 10) {
    Texts texts;
    for (const std::string_view element : ElementsOf(message, most)) texts.emplace_back(element);
    return texts;
  };
  CHECK(shown("[{},{}]") == Texts{"{}", "{}"});
  CHECK(shown("[{},{},{}]", 2).size() == 2);
  CHECK(shown("{}\n{}") == Texts{"{}", "{}"});
  CHECK(shown("[]").empty());
  for (const char* whole : {"{}", "[1]", "[{},", "{ \"a\": {}\n, \"b\": {}\n}", "{\"a\":{}\n,\"b\":{}}", "x"}) {
    CAPTURE(whole);
    CHECK(shown(whole) == Texts{whole});
    CHECK_FALSE(HoldsSeveral(whole));
  }
  CHECK(HoldsSeveral("[{}]"));
  CHECK(HoldsSeveral("{}\n{}"));
  CHECK_FALSE(HoldsSeveral("[]"));
  CHECK_FALSE(HoldsSeveral("{oops}\n{}"));
}

TEST_CASE("no damage makes an element reach beyond its message") {
  for (unsigned number = 0; number < 20'000; ++number) {
    const std::string text = Damaged(number % 2 == 0 ? R"([{"a":"\\\"}"},{"b":[{"c":1}]}, {}])" : "{\"a\":\"}\"}\r\n\n{\"b\":{}}\n", number);
    for (const Form form : {Form::kArray, Form::kLines}) {
      MessageElements elements(text, form);
      const char* behind = text.data();
      for (std::string_view element; elements.Next(&element);) {
        REQUIRE(element.data() >= behind);
        behind = element.data() + element.size();
        REQUIRE(behind <= text.data() + text.size());
        REQUIRE_FALSE(element.empty());
      }
    }
    static_cast<void>(HoldsSeveral(text));
  }
}

}  // namespace
}  // namespace aurora::ingest

#include "services/ingest/formats/csv/csv_translator.h"

#include <catch2/catch.hpp>

#include "services/ingest/formats/raw/raw_translator.h"

namespace aurora::ingest {
namespace {

using table::Rejection;

// The JSON, or the rejection's code.
std::string Read(std::string_view record, CsvOptions options = {}) {
  CsvTranslator translator(std::move(options));
  std::string json;
  const Translation translation = translator.Translate({.value = record}, &json);
  CHECK(translation.trouble.ok());
  return translation.rejection == Rejection::kNone ? json : std::string(table::RejectionCode(translation.rejection));
}

TEST_CASE("a record is an object; numbers, truth and nothing are what they read as") {
  CHECK(Read("1,a,2.50,true,,1e3") ==
        R"({"column1":1,"column2":"a","column3":2.50,"column4":true,"column5":null,"column6":1e3})");
  CHECK(Read("00501,+1,TRUE,1.,-") ==
        R"({"column1":"00501","column2":"+1","column3":"TRUE","column4":"1.","column5":"-"})");
  CHECK(Read("1,", {.columns = {"id", "name"}}) == R"({"id":1,"name":null})");
  CHECK(Read("1,2,3", {.columns = {"id", "say \"so\""}}) == R"({"id":1,"say \"so\"":2,"column3":3})");
  CHECK(Read("1", {.columns = {"id", "name"}}) == R"({"id":1})");
}

TEST_CASE("quotes as RFC 4180 has them, also with other marks") {
  CHECK(Read("\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",\"\"") ==
        R"({"column1":"a,b","column2":"say \"so\"","column3":"two\nlines","column4":""})");
  CHECK(Read("a;'b;''c'", {.delimiter = ';', .quote = '\''}) == R"({"column1":"a","column2":"b;'c"})");
  CHECK(Read("a\tb", {.delimiter = '\t'}) == R"({"column1":"a","column2":"b"})");
  CHECK(Read("\xEF\xBB\xBF" "1,x\r\n") == R"({"column1":1,"column2":"x"})");
}

TEST_CASE("what is not one record is told apart") {
  for (const char* record : {"\"a", "\"a\"b", "a\"b", "1,2\n3,4", "1\r2", "\"1\"\n2"}) CHECK(Read(record) == "not_csv");
  for (const char* record : {"", "\n", " \r\n"}) CHECK(Read(record) == "empty");
  CHECK(Read(std::string(2 << 20, ',')) == "too_large");
}

TEST_CASE("raw text is one member, whatever it looks like") {
  RawTranslator translator;
  std::string json;
  CHECK(translator.Translate({.value = "{\"a\":1}\n"}, &json).rejection == Rejection::kNone);
  CHECK(json == R"({"value":"{\"a\":1}\n"})");
  CHECK(translator.Translate({.value = ""}, &json).rejection == Rejection::kNone);
  CHECK(json == R"({"value":""})");
  CHECK(translator.Translate({.tombstone = true}, &json).rejection == Rejection::kTombstone);
}

}  // namespace
}  // namespace aurora::ingest

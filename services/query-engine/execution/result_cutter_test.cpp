#include "services/query-engine/execution/result_cutter.h"

#include <catch2/catch.hpp>

namespace aurora::query::execution {
namespace {

// Feeds `bytes` in pieces of `step`, returns what passed.
std::string Feed(ResultCutter& cutter, std::string_view bytes, size_t step) {
  std::string passed;
  for (size_t at = 0; at < bytes.size(); at += step) REQUIRE(cutter.Take(bytes.substr(at, step), &passed).ok());
  return passed;
}

constexpr std::string_view kJson = "[\"state\",\"n\"]\n[\"String\",\"UInt64\"]\n[\"CA\",\"1\"]\n[\"N\\nY\",\"2\"]\n[\"TX\",\"3\"]\n";

}  // namespace

TEST_CASE("the header becomes columns and rows pass unread, in pieces of any size") {
  const size_t step = GENERATE(1, 2, 7, 1000);
  ResultCutter cutter(ResultFormat::kJsonRows, 100, 1000);
  CHECK(Feed(cutter, kJson, step) == kJson.substr(kJson.find("[\"CA\"")));
  REQUIRE(cutter.columns().size() == 2);
  CHECK(cutter.columns()[0].name == "state");
  CHECK(cutter.columns()[1].type == "UInt64");
  CHECK(cutter.rows() == 3);
  CHECK_FALSE(cutter.truncated());
}

TEST_CASE("a result is cut after rows_max whole rows") {
  const size_t step = GENERATE(1, 5, 1000);
  ResultCutter cutter(ResultFormat::kJsonRows, 2, 1000);
  CHECK(Feed(cutter, kJson, step) == "[\"CA\",\"1\"]\n[\"N\\nY\",\"2\"]\n");
  CHECK(cutter.truncated());
  CHECK(cutter.rows() == 2);
}

TEST_CASE("exactly rows_max rows are not cut") {
  ResultCutter cutter(ResultFormat::kJsonRows, 3, 1000);
  Feed(cutter, kJson, 4);
  CHECK_FALSE(cutter.truncated());
}

TEST_CASE("a result is cut after a whole row at bytes_max") {
  const size_t step = GENERATE(1, 5, 1000);
  ResultCutter cutter(ResultFormat::kJsonRows, 100, 25);
  CHECK(Feed(cutter, kJson, step) == "[\"CA\",\"1\"]\n[\"N\\nY\",\"2\"]\n");
  CHECK(cutter.truncated());
  CHECK(cutter.full());
}

TEST_CASE("a row that is longer than what is held comes in parts and counts once") {
  const std::string row = "[\"" + std::string(3 << 20, 'x') + "\"]\n";
  ResultCutter cutter(ResultFormat::kJsonRows, 100, 100 << 20);
  const std::string_view header = "[\"text\"]\n[\"String\"]\n";
  CHECK(Feed(cutter, std::string(header) + row + row, 16 << 10) == row + row);
  CHECK(cutter.rows() == 2);
  CHECK(cutter.bytes() == 2 * row.size());
}

TEST_CASE("of a row too many nothing passes, however long it is") {
  const std::string row = "[\"" + std::string(3 << 20, 'x') + "\"]\n";
  const std::string result = "[\"text\"]\n[\"String\"]\n[\"a\"]\n" + row;
  ResultCutter by_rows(ResultFormat::kJsonRows, 1, 100 << 20);
  CHECK(Feed(by_rows, result, 16 << 10) == "[\"a\"]\n");
  CHECK(by_rows.truncated());
  CHECK_FALSE(by_rows.full());
  ResultCutter by_bytes(ResultFormat::kJsonRows, 100, 1 << 20);
  CHECK(Feed(by_bytes, result, 16 << 10) == "[\"a\"]\n");
  CHECK(by_bytes.truncated());
  CHECK(by_bytes.full());
}

TEST_CASE("a row of which a part was passed on is not cut") {
  const std::string row = "[\"" + std::string(3 << 20, 'x') + "\"]\n";
  const std::string result = "[\"text\"]\n[\"String\"]\n[\"a\"]\n" + row;
  ResultCutter cutter(ResultFormat::kJsonRows, 100, 2 << 20);
  CHECK(Feed(cutter, result, 16 << 10) == "[\"a\"]\n" + row);
  CHECK(cutter.rows() == 2);
  CHECK_FALSE(cutter.truncated());
}

TEST_CASE("line ends inside quotes are no rows of CSV") {
  const size_t step = GENERATE(1, 3, 1000);
  ResultCutter cutter(ResultFormat::kCsv, 1, 1000);
  CHECK(Feed(cutter, "\"a\",\"b\"\n\"x\ny\",\"say \"\"hi\"\"\"\n\"z\",1\n", step) ==
        "\"a\",\"b\"\n\"x\ny\",\"say \"\"hi\"\"\"\n");
  CHECK(cutter.truncated());
}

TEST_CASE("other formats pass whole and say when they are too long") {
  ResultCutter cutter(ResultFormat::kArrow, 1, 4);
  CHECK(Feed(cutter, "abcd", 2) == "abcd");
  CHECK_FALSE(cutter.full());
  CHECK(Feed(cutter, "e", 1) == "e");
  CHECK(cutter.full());
}

TEST_CASE("a header that is none is an error") {
  ResultCutter cutter(ResultFormat::kJsonRows, 1, 4);
  std::string passed;
  CHECK_FALSE(cutter.Take("{}\n", &passed).ok());
  CHECK(passed.empty());
}

}  // namespace aurora::query::execution

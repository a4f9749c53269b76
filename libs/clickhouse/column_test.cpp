#include "libs/clickhouse/column.h"

#include <catch2/catch.hpp>
#include <cstring>
#include <set>

#include "libs/clickhouse/native_block.h"

namespace aurora::clickhouse {
namespace {

Column Make(std::string_view type) { return Column::Create(ParseType(type).value()).value(); }

// The block of one column without header, name and type.
std::string Data(const Column& column) {
  BlockEncoder encoder;
  const NamedColumn named{"c", &column};
  std::string bytes;
  const auto pieces = encoder.Encode({&named, 1}, column.rows());
  for (const std::string_view piece : pieces.value()) bytes.append(piece);
  // One column, then the rows, which take a byte more for each 7 bits.
  const size_t rows_bytes = column.rows() < 128 ? 1 : column.rows() < 16384 ? 2 : 3;
  return bytes.substr(1 + rows_bytes + 2 + 1 + column.type_name().size());
}

std::string Bytes(std::initializer_list<int> values) {
  std::string bytes;
  for (const int value : values) bytes.push_back(static_cast<char>(value));
  return bytes;
}

TEST_CASE("types without a columnar layout are refused") {
  for (const char* type : {"Tuple(Int8)", "JSON", "Enum8('a' = 1)", "LowCardinality(Int8)", "Array(JSON)",
                           "Variant(Int8, String)", "AggregateFunction(sum, UInt64)"}) {
    INFO(type);
    CHECK(Column::Create(ParseType(type).value()).status().code() == absl::StatusCode::kInvalidArgument);
  }
}

TEST_CASE("fixed values lie one behind the other in little-endian order") {
  Column column = Make("Int32");
  column.Append<int32_t>(1);
  column.Append<int32_t>(-2);
  column.AppendDefault();
  CHECK(Data(column) == Bytes({1, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff, 0, 0, 0, 0}));
  CHECK(column.bytes() == 12);
}

TEST_CASE("a UUID is two numbers, an IPv6 address is in network order") {
  Column uuid = Make("UUID");
  uuid.AppendUuid(0x0011223344556677, 0x8899aabbccddeeff);
  CHECK(Data(uuid) == Bytes({0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11, 0x00, 0xff, 0xee, 0xdd, 0xcc, 0xbb, 0xaa,
                             0x99, 0x88}));
  Column ip = Make("IPv6");
  uint8_t address[16] = {1, 2};
  ip.AppendIpv6(address);
  CHECK(Data(ip).substr(0, 3) == Bytes({1, 2, 0}));
}

TEST_CASE("strings carry their length, longer ones in several bytes") {
  Column column = Make("String");
  column.AppendString("ab");
  column.AppendString("");
  column.AppendString(std::string(300, 'x'));
  CHECK(Data(column) == Bytes({2, 'a', 'b', 0, 0xac, 0x02}) + std::string(300, 'x'));
}

TEST_CASE("the value that was appended last can be read back") {
  Column number = Make("Nullable(Int32)");
  CHECK_FALSE(number.Last().has_value());
  number.Append<int32_t>(1);
  number.Append<int32_t>(2);
  CHECK(*number.Last() == Bytes({2, 0, 0, 0}));
  number.AppendNull();
  CHECK_FALSE(number.Last().has_value());
  number.Truncate(1);
  CHECK(*number.Last() == Bytes({1, 0, 0, 0}));
  Column text = Make("String");
  text.AppendString("ab");
  text.AppendString(std::string(300, 'x'));
  CHECK(*text.Last() == std::string(300, 'x'));
  text.AppendString("");
  CHECK(text.Last()->empty());
  text.Truncate(2);
  CHECK_FALSE(text.Last().has_value());
  text.AppendString("c");
  CHECK(*text.Last() == "c");
  Column word = Make("LowCardinality(Nullable(String))");
  word.AppendString("eu");
  word.AppendString("us");
  word.AppendString("eu");
  CHECK(*word.Last() == "eu");
  word.AppendNull();
  CHECK_FALSE(word.Last().has_value());
  word.Truncate(2);
  CHECK(*word.Last() == "us");
}

TEST_CASE("the nulls of a Nullable column stand before its values") {
  Column column = Make("Nullable(UInt8)");
  column.Append<uint8_t>(7);
  column.AppendNull();
  column.AppendDefault();
  CHECK(Data(column) == Bytes({0, 1, 1, 7, 0, 0}));
  Column text = Make("Nullable(String)");
  text.AppendNull();
  text.AppendString("a");
  CHECK(Data(text) == Bytes({1, 0, 0, 1, 'a'}));
}

TEST_CASE("arrays and maps are ends followed by what is inside") {
  Column array = Make("Array(UInt8)");
  array.element().Append<uint8_t>(1);
  array.element().Append<uint8_t>(2);
  array.EndArray();
  array.AppendDefault();
  CHECK(Data(array) == Bytes({2, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 1, 2}));
  Column map = Make("Map(String, UInt8)");
  map.key().AppendString("k");
  map.value().Append<uint8_t>(9);
  map.EndArray();
  CHECK(Data(map) == Bytes({1, 0, 0, 0, 0, 0, 0, 0, 1, 'k', 9}));
}

TEST_CASE("LowCardinality sends each word once and small numbers for rows") {
  Column column = Make("LowCardinality(String)");
  for (const char* word : {"a", "b", "a", ""}) column.AppendString(word);
  CHECK(Data(column) == Bytes({1, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 1, 'a', 1, 'b',
                               4, 0, 0, 0, 0, 0, 0, 0, 1, 2, 1, 0}));
  Column nullable = Make("LowCardinality(Nullable(String))");
  nullable.AppendNull();
  nullable.AppendString("");
  nullable.AppendString("a");
  CHECK(Data(nullable) == Bytes({1, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 'a',
                                 3, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2}));
}

TEST_CASE("a dictionary of many words keeps them apart") {
  Column column = Make("LowCardinality(String)");
  for (int i = 0; i < 70000; ++i) column.AppendString(std::to_string(i % 35000));
  // 35,000 words and "" need two bytes a row.
  const std::string data = Data(column);
  CHECK(data[8] == 1);
  CHECK(data.size() > 140000);
  column.Clear();
  column.AppendString("one");
  CHECK(Data(column).size() < 64);
}

TEST_CASE("words of every length, NUL bytes and common ends keep a number of their own") {
  Column column = Make("LowCardinality(String)");
  std::vector<std::string> words;
  for (size_t length = 1; length <= 40; ++length) {
    words.push_back(std::string(length, 'x'));
    words.push_back(std::string(length, '\0'));
    words.push_back(std::string(length - 1, 'x') + "y");
    words.push_back("y" + std::string(length, 'x'));
  }
  std::set<std::string> distinct(words.begin(), words.end());
  for (int round = 0; round < 2; ++round) {
    for (const std::string& word : words) column.AppendString(word);
  }
  const std::string data = Data(column);
  uint64_t count = 0;
  std::memcpy(&count, data.data() + 2 * sizeof(count), sizeof(count));
  // And the empty word, which stands first.
  CHECK(count == distinct.size() + 1);
  const std::string numbers = data.substr(data.size() - 2 * words.size());
  CHECK(numbers.substr(0, words.size()) == numbers.substr(words.size()));
}

TEST_CASE("runs and whole arrays are as single values one by one") {
  Column single = Make("Int32");
  Column run = Make("Int32");
  const int32_t values[] = {7, -1};
  for (const int32_t value : {5, 5, 5, 7, -1}) single.Append(value);
  run.AppendRun(int32_t{5}, 3);
  run.AppendValues(values, 2);
  CHECK(Data(run) == Data(single));
  for (const char* type : {"String", "LowCardinality(String)"}) {
    Column text = Make(type);
    Column texts = Make(type);
    for (int i = 0; i < 3; ++i) text.AppendString("orders");
    texts.AppendStringRun("orders", 3);
    CHECK(Data(texts) == Data(text));
  }
}

TEST_CASE("a row that did not fit is taken back") {
  for (const char* type : {"Int64", "Nullable(Int64)", "String", "Nullable(String)", "LowCardinality(String)",
                           "LowCardinality(Nullable(String))", "Array(String)", "Array(Nullable(Int64))",
                           "Map(String, String)", "Array(Array(String))"}) {
    INFO(type);
    Column column = Make(type);
    const auto add = [&column](const std::string& text) {
      const Kind kind = column.type().Bare().kind;
      if (kind == Kind::kString) return column.AppendString(text);
      if (kind == Kind::kInt64) return column.Append(static_cast<int64_t>(text.size()));
      if (kind == Kind::kMap) {
        column.key().AppendString(text);
        column.value().AppendString(text + text);
      } else if (column.element().type().kind == Kind::kArray) {
        column.element().element().AppendString(text);
        column.element().EndArray();
      } else if (column.element().type().kind == Kind::kString) {
        column.element().AppendString(text);
      } else {
        column.element().Append(static_cast<int64_t>(text.size()));
      }
      column.EndArray();
    };
    add("a");
    add("bb");
    // A dictionary keeps the word that was taken back: harmless, but it travels.
    add("ccc");
    column.Truncate(2);
    const std::string before = Data(column);
    add("ccc");
    column.Truncate(2);
    CHECK(column.rows() == 2);
    add("a");
    add("bb");
    add("a");
    column.Truncate(2);
    CHECK(Data(column) == before);
    column.Truncate(2);
    CHECK(Data(column) == before);
    column.Truncate(0);
    add("a");
    add("bb");
    CHECK(Data(column) == before);
  }
}

TEST_CASE("elements of an array that was never closed are taken back too") {
  Column column = Make("Array(String)");
  column.element().AppendString("kept");
  column.EndArray();
  column.element().AppendString("lost");
  column.element().AppendString("lost too");
  column.Truncate(1);
  column.EndArray();
  CHECK(column.element().rows() == 1);
  CHECK(Data(column) == Bytes({1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 4, 'k', 'e', 'p', 't'}));
}

TEST_CASE("clearing keeps the memory") {
  Column column = Make("String");
  column.Reserve(1000, 20);
  const size_t capacity = column.capacity();
  CHECK(capacity >= 20000);
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 900; ++i) column.AppendString("0123456789012345");
    CHECK(column.rows() == 900);
    column.Clear();
    CHECK(column.rows() == 0);
    CHECK(column.capacity() == capacity);
  }
}

}  // namespace
}  // namespace aurora::clickhouse

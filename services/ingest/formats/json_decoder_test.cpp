#include "services/ingest/formats/json_decoder.h"

#include <catch2/catch.hpp>

#include "libs/clickhouse/type.h"
#include "services/ingest/formats/json_text.h"

namespace aurora::ingest {
namespace {

using clickhouse::Column;
using table::Rejection;

// A table of a few fields with what was decoded into it.
class Table {
 public:
  // Names are paths: "customer.city" is filled from {"customer":{"city":...}}.
  explicit Table(const std::vector<std::pair<std::string, std::string>>& fields,
                 table::EpochUnit unit = table::EpochUnit::kNone, const DecodeWishes& wishes = {}) {
    schema.database = "d";
    schema.table = "t";
    for (const auto& [path, type] : fields) {
      table::Field field;
      field.type = *table::ParseType(type);
      field.epoch_unit = unit;
      size_t begin = 0;
      for (size_t dot; (dot = path.find('.', begin)) != std::string::npos; begin = dot + 1) {
        field.path.push_back(path.substr(begin, dot - begin));
      }
      field.path.push_back(path.substr(begin));
      for (const std::string& step : field.path) field.name += field.name.empty() ? step : "_" + step;
      schema.fields.push_back(field);
    }
    schema.fields.push_back({std::string(table::kOverflowColumn), table::Type::Of(table::Kind::kString), {}, "", {}});
    for (const table::Field& field : schema.fields) {
      columns.push_back(std::move(*Column::Create(*clickhouse::ParseType(field.type.Name()))));
    }
    decoder = std::move(*JsonDecoder::Create(schema, "", true, wishes));
  }

  Rejection Decode(std::string_view json) {
    failure = {};
    const std::vector<size_t> before = Rows();
    const bool ok = decoder->Decode(json, false, columns, &failure);
    const std::vector<size_t> after = Rows();
    // All columns or none.
    for (size_t i = 0; i < before.size(); ++i) CHECK(after[i] == before[i] + (ok ? 1 : 0));
    return failure.rejection;
  }
  std::vector<size_t> Rows() const {
    std::vector<size_t> rows;
    for (const Column& column : columns) rows.push_back(column.rows());
    return rows;
  }

  table::TableSchema schema;
  std::vector<Column> columns;
  std::unique_ptr<JsonDecoder> decoder;
  DecodeFailure failure;
};

Rejection One(const std::string& type, const std::string& json, table::EpochUnit unit = table::EpochUnit::kNone) {
  Table table({{"a", type}}, unit);
  return table.Decode("{\"a\":" + json + "}");
}

TEST_CASE("each type takes exactly what it can hold") {
  const auto ok = Rejection::kNone;
  const auto mismatch = Rejection::kTypeMismatch;
  const auto range = Rejection::kOutOfRange;
  const struct {
    const char* type;
    const char* json;
    Rejection expected;
  } cases[] = {
      {"Bool", "true", ok}, {"Bool", "1", mismatch}, {"Bool", "\"true\"", mismatch},
      {"Int64", "-9223372036854775808", ok}, {"Int64", "9223372036854775808", range}, {"Int64", "1.0", ok},
      {"Int64", "1e3", ok}, {"Int64", "1.5", range}, {"Int64", "\"1\"", mismatch}, {"Int64", "[1]", mismatch},
      {"UInt64", "18446744073709551615", ok}, {"UInt64", "18446744073709551616", range}, {"UInt64", "-1", range},
      {"Int8", "127", ok}, {"Int8", "128", range}, {"UInt16", "65536", range},
      {"Float64", "1.5e10", ok}, {"Float64", "1e400", range}, {"Float64", "\"1\"", mismatch}, {"Float32", "1e39", range},
      {"Decimal(9, 2)", "12.50", ok}, {"Decimal(9, 2)", "\"-12.5\"", ok}, {"Decimal(9, 2)", "12.505", range},
      {"Decimal(9, 2)", "12345678.90", range}, {"Decimal(9, 2)", "\"x\"", mismatch}, {"Decimal(38, 4)", "1e20", ok},
      {"UUID", "\"01234567-89ab-cdef-0123-456789abcdef\"", ok}, {"UUID", "\"0123\"", mismatch},
      {"IPv4", "\"10.0.0.1\"", ok}, {"IPv4", "\"10.0.0.256\"", mismatch}, {"IPv6", "\"::1\"", ok},
      {"Date", "\"2026-11-21\"", ok}, {"Date", "\"2026-02-30\"", mismatch}, {"Date", "\"1969-12-31\"", range},
      {"DateTime64(3, 'UTC')", "\"2026-11-21T12:00:00.123Z\"", ok},
      {"DateTime64(3, 'UTC')", "\"2026-11-21T12:00:00.1234Z\"", mismatch},
      {"DateTime64(3, 'UTC')", "1732190400123", mismatch},
      {"String", "\"x\"", ok}, {"String", "12", ok}, {"String", "{\"b\":[1,null]}", ok}, {"String", "null", Rejection::kMissingValue},
      {"LowCardinality(String)", "\"x\"", ok}, {"Nullable(Int64)", "null", ok}, {"Int64", "null", Rejection::kMissingValue},
      {"Array(Int64)", "[1,2]", ok}, {"Array(Int64)", "[]", ok}, {"Array(Int64)", "[1,\"x\"]", mismatch},
      {"Array(Int64)", "[1,null]", Rejection::kMissingValue}, {"Array(Nullable(Int64))", "[1,null]", ok},
      {"Array(String)", "[\"a\",1,{\"b\":2}]", ok}, {"Array(String)", "\"a\"", mismatch}, {"Array(String)", "null", ok},
  };
  for (const auto& item : cases) {
    INFO(item.type << " <- " << item.json);
    CHECK(One(item.type, item.json) == item.expected);
  }
}

TEST_CASE("numbers are times only with their unit") {
  using table::EpochUnit;
  const std::string type = "DateTime64(3, 'UTC')";
  CHECK(One(type, "1732190400", EpochUnit::kSeconds) == Rejection::kNone);
  CHECK(One(type, "1732190400.125", EpochUnit::kSeconds) == Rejection::kNone);
  CHECK(One(type, "1732190400123", EpochUnit::kMilliseconds) == Rejection::kNone);
  CHECK(One(type, "1732190400123456", EpochUnit::kMicroseconds) == Rejection::kOutOfRange);
  CHECK(One(type, "1732190400.1234567", EpochUnit::kSeconds) == Rejection::kOutOfRange);
  CHECK(One("DateTime64(6, 'UTC')", "1732190400.1234567", EpochUnit::kSeconds) == Rejection::kNone);
  CHECK(One(type, "99999999999999999", EpochUnit::kMilliseconds) == Rejection::kOutOfRange);
  CHECK(One("Date", "1732147200", EpochUnit::kSeconds) == Rejection::kNone);
  CHECK(One("Date", "1732147201", EpochUnit::kSeconds) == Rejection::kOutOfRange);
}

TEST_CASE("values lie in the columns as they travel") {
  Table table({{"n", "Int64"}, {"d", "Decimal(9, 2)"}, {"s", "String"}});
  REQUIRE(table.Decode(R"({"n":-2,"d":"12.5","s":"a\u00e4\n"})") == Rejection::kNone);
  REQUIRE(table.Decode(R"({"s":{"k": [1, 2]},"d":3,"n":7})") == Rejection::kNone);
  CHECK(table.columns[0].bytes() == 16);
  CHECK(table.columns[1].bytes() == 8);
  // Length and bytes: "aä\n" is 4 bytes, the object keeps its own text.
  CHECK(table.columns[2].bytes() == 1 + 4 + 1 + std::string_view(R"({"k": [1, 2]})").size());
}

TEST_CASE("fields without a column are kept as one JSON object") {
  Table table({{"id", "Int64"}, {"customer.city", "Nullable(String)"}});
  const std::string expected = R"({"extra":[1, {"x":12345678901234567890123}],"customer":{"zip":"1"},"z":null})";
  REQUIRE(table.Decode(R"({"id":1,"extra":[1, {"x":12345678901234567890123}],"customer":{"city":"B","zip":"1"},"z":null})") ==
          Rejection::kNone);
  CHECK(table.columns.back().bytes() == 1 + expected.size());
  // A scalar where an object is expected stays there as well.
  REQUIRE(table.Decode(R"({"id":1,"customer":"B"})") == Rejection::kNone);
  CHECK(table.columns.back().bytes() == 1 + expected.size() + 1 + std::string_view(R"({"customer":"B"})").size());
}

TEST_CASE("garbage is named, and the next message is none the worse") {
  Table table({{"id", "Int64"}, {"tags", "Array(String)"}, {"note", "Nullable(String)"}});
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "[";
  for (int i = 0; i < 1000; ++i) deep += "]";
  const std::pair<std::string, Rejection> cases[] = {
      {"", Rejection::kEmpty},
      {" \n", Rejection::kEmpty},
      {"\xEF\xBB\xBF", Rejection::kEmpty},
      {"hello", Rejection::kNotJson},
      {"{", Rejection::kNotJson},
      {"{}}", Rejection::kNotJson},
      {R"({"id":1} {"id":2})", Rejection::kNotJson},
      {R"({"id":1,})", Rejection::kNotJson},
      {R"({"id":01})", Rejection::kNotJson},
      {R"({"id":1,"note":nul})", Rejection::kNotJson},
      {R"({"id":1,"other":[1,]})", Rejection::kNotJson},
      {R"({"id":1,"note":"\x"})", Rejection::kNotJson},
      {R"({"id":NaN})", Rejection::kNotJson},
      {"{\"id\":1,\"note\":\"\xFF\"}", Rejection::kInvalidUtf8},
      {"[1,2]", Rejection::kNotObject},
      {"12", Rejection::kNotObject},
      {R"({"id":1,"id":2})", Rejection::kDuplicateKey},
      {R"({"id":1,"x":1,"x":2})", Rejection::kDuplicateKey},
      {R"({"id":1,"i\u0064":2})", Rejection::kDuplicateKey},
      {"{\"id\":1,\"x\":" + deep + "}", Rejection::kTooDeep},
      {"{\"id\":1,\"note\":" + deep + "}", Rejection::kTooDeep},
      {deep, Rejection::kTooDeep},
      {R"({"id":1,"tags":["a","b"],"note":"x","tags2":)", Rejection::kNotJson},
      {R"({"tags":["a","b"],"id":"x"})", Rejection::kTypeMismatch},
      {R"({"tags":["a"]})", Rejection::kMissingValue},
      {std::string(table::kMessageBytesMax + 1, ' '), Rejection::kTooLarge},
  };
  for (const auto& [json, expected] : cases) {
    INFO(json.substr(0, 60));
    CHECK(table.Decode(json) == expected);
    CHECK(table.Decode(R"({"id":1,"tags":["a"],"note":null})") == Rejection::kNone);
  }
  CHECK(table.Decode(R"({"tags":["a","b"],"id":"x"})") == Rejection::kTypeMismatch);
  CHECK(table.failure.column == "id");
  CHECK_FALSE(table.decoder->Decode({}, true, table.columns, &table.failure));
  CHECK(table.failure.rejection == Rejection::kTombstone);
}

TEST_CASE("a byte order mark and any order of keys are no obstacle") {
  Table table({{"a", "Int64"}, {"b", "Int64"}, {"c.d", "Int64"}});
  CHECK(table.Decode("\xEF\xBB\xBF{\"a\":1,\"b\":2,\"c\":{\"d\":3}}") == Rejection::kNone);
  CHECK(table.Decode(R"( {"c":{"d":3},"b":2,"a":1} )") == Rejection::kNone);
  CHECK(table.Decode(R"({"\u0061":1,"b":2,"c":{"d":3}})") == Rejection::kNone);
  CHECK(table.Decode(R"({"a":1,"b":2,"c":null})") == Rejection::kMissingValue);
}

TEST_CASE("two columns cannot be filled from the same field") {
  table::TableSchema schema;
  schema.fields.push_back({"a", table::Type{}, {"a"}, "", {}});
  schema.fields.push_back({"a_b", table::Type{}, {"a", "b"}, "", {}});
  CHECK_FALSE(JsonDecoder::Create(schema).ok());
}

TEST_CASE("text is JSON or not") {
  for (const char* good : {"{}", "[1,2.5e-3,\"\\u00e4\",true,false,null,{\"a\":[]}]", "-0", " 1 "}) {
    CHECK(CheckJson(good, 8) == Rejection::kNone);
  }
  for (const char* bad : {"", "{a:1}", "[1 2]", "01", "1.", "\"\\u12\"", "tru", "[", "{\"a\":}"}) {
    CHECK(CheckJson(bad, 8) == Rejection::kNotJson);
  }
  CHECK(CheckJson("[[[]]]", 2) == Rejection::kTooDeep);
}

TEST_CASE("all columns that a message lacks are named at once, whether absent or null") {
  Table table({{"a", "Int64"}, {"b", "String"}, {"c.d", "Bool"}, {"e", "Nullable(String)"}, {"f", "Array(Int64)"}});
  CHECK(table.Decode(R"({"b":null,"a":1})") == Rejection::kMissingValue);
  CHECK(table.failure.column == "b");
  CHECK(table.failure.absent == std::vector<std::string>{"b", "c_d"});
  CHECK(table.Decode("garbage") == Rejection::kNotJson);
  CHECK(table.failure.absent.empty());
}

TEST_CASE("text of the sorting key is empty when it is absent or null") {
  Table table({{"state", "LowCardinality(String)"}, {"city", "String"}, {"total", "Int64"}});
  table.schema.order_by = {"state", "total"};
  table.decoder = std::move(*JsonDecoder::Create(table.schema));
  CHECK(table.Decode(R"({"city":"a","total":1})") == Rejection::kNone);
  CHECK(table.Decode(R"({"state":null,"city":"a","total":1})") == Rejection::kNone);
  CHECK(table.Decode(R"({"state":"CA","total":1})") == Rejection::kMissingValue);
  CHECK(table.failure.absent == std::vector<std::string>{"city"});
  CHECK(table.Decode(R"({"state":"CA","city":"a"})") == Rejection::kMissingValue);
}

TEST_CASE("fields without a column are told while somebody watches, unless they were decided about") {
  using Paths = std::vector<std::vector<std::string>>;
  Table table({{"id", "Int64"}, {"o.a", "Nullable(Int64)"}});
  REQUIRE(table.Decode(R"({"id":1,"x":1})") == Rejection::kNone);
  CHECK(table.decoder->new_fields().empty());
  table.decoder->WatchNewFields(true);
  REQUIRE(table.Decode(R"({"id":1,"x":1,"o":{"a":1,"b":true},"y":{"deep":1}})") == Rejection::kNone);
  CHECK(table.decoder->new_fields() == Paths{{"x"}, {"o", "b"}, {"y"}});
  CHECK(table.decoder->overflow() == R"({"x":1,"o":{"b":true},"y":{"deep":1}})");
  table.decoder->Settle({"o", "b"});
  table.decoder->Settle({"y", "deep"});
  // Has a place: nothing happens.
  table.decoder->Settle({"id"});
  REQUIRE(table.Decode(R"({"id":1,"x":1,"o":{"a":1,"b":true,"c":2},"y":{"deeper":1}})") == Rejection::kNone);
  CHECK(table.decoder->new_fields() == Paths{{"x"}, {"o", "c"}});
}

TEST_CASE("what says nothing about a type is no news, nor is a value where an object was expected, nor a message that is no row") {
  Table table({{"id", "Int64"}, {"o.a", "Nullable(Int64)"}});
  table.decoder->WatchNewFields(true);
  REQUIRE(table.Decode(R"({"id":1,"n":null,"e":[ ],"f":{ },"o":5})") == Rejection::kNone);
  CHECK(table.decoder->new_fields().empty());
  REQUIRE(table.Decode(R"({"x":1,"id":"one"})") == Rejection::kTypeMismatch);
  CHECK(table.decoder->new_fields().empty());
  REQUIRE(table.Decode(R"({"id":1})") == Rejection::kNone);
  CHECK(table.decoder->overflow().empty());
}

TEST_CASE("what is passed over goes nowhere, and must be JSON all the same") {
  Table table({{"id", "Int64"}}, table::EpochUnit::kNone, {{"secret"}, {}});
  for (const char* secret : {"\"x\"", "\"a\\\"b\"", "17", "null", "true", "{\"a\":[1,{}]}", "[]"}) {
    INFO(secret);
    CHECK(table.Decode(std::string("{\"id\":1,\"secret\":") + secret + "}") == Rejection::kNone);
    CHECK(table.decoder->overflow().empty());
    CHECK(table.Decode(std::string("{\"s\\u0065cret\":") + secret + ",\"id\":1,\"more\":2}") == Rejection::kNone);
    CHECK(table.decoder->overflow() == R"({"more":2})");
  }
  CHECK(table.Decode(R"({"id":1,"secret":01})") == Rejection::kNotJson);
  CHECK(table.Decode(R"({"id":1,"secret":{"a":}})") == Rejection::kNotJson);
  CHECK(table.Decode(R"({"id":1,"secret":1,"secret":2})") == Rejection::kDuplicateKey);
  // It is no news, whatever it is.
  table.decoder->WatchNewFields(true);
  CHECK(table.Decode(R"({"id":1,"secret":{"a":1}})") == Rejection::kNone);
  CHECK(table.decoder->new_fields().empty());
}

TEST_CASE("a column may take the text of its values") {
  Table table({{"id", "Int64"}, {"ok", "Bool"}, {"price", "Decimal(9, 2)"}, {"other", "Int64"}}, table::EpochUnit::kNone,
              {{}, {"id", "ok", "price"}});
  CHECK(table.Decode(R"({"id":" 12","ok":"true","price":"1.5","other":1})") == Rejection::kNone);
  CHECK(table.Decode(R"({"id":12,"ok":false,"price":1.5,"other":1})") == Rejection::kNone);
  CHECK(table.Decode(R"({"id":"twelve","ok":true,"price":1,"other":1})") == Rejection::kTypeMismatch);
  CHECK(table.Decode(R"({"id":"12.5","ok":true,"price":1,"other":1})") != Rejection::kNone);
  CHECK(table.Decode(R"({"id":"","ok":true,"price":1,"other":1})") == Rejection::kTypeMismatch);
  CHECK(table.Decode(R"({"id":1,"ok":true,"price":1,"other":"1"})") == Rejection::kTypeMismatch);
}

}  // namespace
}  // namespace aurora::ingest

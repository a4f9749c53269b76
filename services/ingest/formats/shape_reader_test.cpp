#include "services/ingest/formats/shape_reader.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "libs/clickhouse/native_block.h"
#include "libs/clickhouse/type.h"
#include "libs/table/value_text.h"
#include "services/ingest/formats/json_decoder.h"

namespace aurora::ingest {
namespace {

using clickhouse::Column;
using table::EpochUnit;
using table::Rejection;

table::TableSchema Schema() {
  const struct {
    std::vector<std::string> path;
    const char* type;
    EpochUnit unit;
  } fields[] = {
      {{"id"}, "Int64", EpochUnit::kNone},
      {{"at"}, "DateTime64(3, 'UTC')", EpochUnit::kMilliseconds},
      {{"seen"}, "DateTime64(6, 'UTC')", EpochUnit::kNone},
      {{"day"}, "Date", EpochUnit::kNone},
      {{"second"}, "DateTime('UTC')", EpochUnit::kSeconds},
      {{"state"}, "LowCardinality(String)", EpochUnit::kNone},
      {{"a longer key than sixteen bytes"}, "Nullable(String)", EpochUnit::kNone},
      {{"small"}, "Nullable(Int8)", EpochUnit::kNone},
      {{"count"}, "UInt16", EpochUnit::kNone},
      {{"huge"}, "UInt64", EpochUnit::kNone},
      {{"price"}, "Decimal(9, 2)", EpochUnit::kNone},
      {{"score"}, "Float64", EpochUnit::kNone},
      {{"ok"}, "Bool", EpochUnit::kNone},
      {{"address", "city"}, "Nullable(String)", EpochUnit::kNone},
      {{"address", "zip"}, "Nullable(Int32)", EpochUnit::kNone},
      {{"tags"}, "Array(String)", EpochUnit::kNone},
      {{"key"}, "Nullable(UUID)", EpochUnit::kNone},
  };
  table::TableSchema schema;
  schema.database = "d";
  schema.table = "t";
  for (const auto& [path, type, unit] : fields) {
    std::string name;
    for (const std::string& step : path) name += name.empty() ? step : "_" + step;
    schema.fields.push_back({name, *table::ParseType(type), path, "", unit});
  }
  schema.fields.push_back({std::string(table::kOverflowColumn), table::Type::Of(table::Kind::kString), {}, "", {}});
  return schema;
}

const DecodeWishes kWishes = {{"secret"}, {"small", "ok"}};

// A decoder with the columns that it fills.
class Reader {
 public:
  explicit Reader(bool predict) : schema_(Schema()), decoder_(std::move(*JsonDecoder::Create(schema_, "at", predict, kWishes))) {
    for (const table::Field& field : schema_.fields) {
      columns_.push_back(std::move(*Column::Create(*clickhouse::ParseType(field.type.Name()))));
    }
  }

  // What became of the message: the row as it travels, or the reason against it.
  std::string Read(const std::string& json) {
    for (Column& column : columns_) column.Clear();
    DecodeFailure failure;
    if (!decoder_->Decode(json, false, columns_, &failure)) {
      for (const Column& column : columns_) CHECK(column.rows() == 0);
      return std::string(table::RejectionCode(failure.rejection)) + " " + failure.column;
    }
    std::vector<clickhouse::NamedColumn> named;
    for (size_t i = 0; i < columns_.size(); ++i) named.push_back({schema_.fields[i].name, &columns_[i]});
    std::string row = std::to_string(decoder_->key_ticks()) + ":";
    const auto pieces = encoder_.Encode(named, 1);
    for (const std::string_view piece : *pieces) row += piece;
    return row;
  }

 private:
  table::TableSchema schema_;
  std::unique_ptr<JsonDecoder> decoder_;
  std::vector<Column> columns_;
  clickhouse::BlockEncoder encoder_;
};

const std::vector<std::string>& Messages() {
  static const std::vector<std::string> messages = {
      R"({"id":1,"at":1780000000123,"seen":"2026-11-21T12:00:00.250001Z","day":"2026-11-21","second":1780000000,"state":"CA",)"
      R"("a longer key than sixteen bytes":"x","small":-7,"count":65535,"huge":18446744073709551615,"price":12.5,"score":0.25,)"
      R"("ok":true,"address":{"city":"Bern","zip":3000},"key":"01234567-89ab-cdef-0123-456789abcdef","secret":"of no one"})",
      R"({"id":-2,"at":"2026-11-21T12:00:00.123+01:00","seen":"1999-12-31 23:59:59","day":"1970-01-01","second":0,"state":"",)"
      R"("a longer key than sixteen bytes":null,"small":null,"count":0,"huge":0,"price":"7.25","score":-1e-3,"ok":false,)"
      R"("address":null,"tags":["a","b"],"secret":-1.5e3})",
      R"({ "id" : 3 , "at": 5, "seen": "2026-01-01T00:00:00.1234567Z", "day": "2026-02-29", "second": 4294967296,
          "state": "a\"b\u00e4", "count": -1, "huge": 1.0, "price": 0.005, "score": 12345678901234567890.5, "ok": 1, "secret": {"a": [1]}})",
      "{\"id\":4,\"at\":6,\"seen\":\"2026-11-21T24:00:00Z\",\"day\":\"2026-11-21\",\"second\":9,\"state\":\"Z\xC3\xBCrich\",\"count\":9,"
      "\"huge\":9,\"price\":9999999.99,\"score\":9007199254740993,\"ok\":true,\"new\":{\"a\":[1,2]}}",
      R"({"score":1,"id":5,"at":7,"seen":"2026-11-21T12:00:00","day":"2026-11-21","second":1,"state":"b","count":1,"huge":1,)"
      R"("price":1,"ok":true,"id":6})",
      R"({"id":6,"at":7,"seen":"2026-11-21T12:00:00","day":"2026-11-21","second":1,"state":"b","small":" 12","count":1,"huge":1,)"
      R"("price":1,"score":1,"ok":"true","secret":false})",
      R"({"id":6,"at":7,"secret":1,"secret":2})", R"({"id":6,"secret":01})", R"({"id":6,"secret":[1,})",
      "{}", "{\"id\":}", "{\"id\":01}", "{\"id\":1,}", "[1]", "{\"id\":1}}", "{\"state\":\"\x01\"}", "{\"state\":\"\xff\"}",
  };
  return messages;
}

TEST_CASE("the short way and the full parser make the same of a message") {
  Reader quick(true);
  Reader full(false);
  for (int round = 0; round < 3; ++round) {
    for (const std::string& json : Messages()) {
      INFO(json);
      CHECK(quick.Read(json) == full.Read(json));
    }
  }
}

TEST_CASE("they agree about damaged messages too") {
  Reader quick(true);
  Reader full(false);
  std::mt19937 random(7);  // NOLINT: the same messages in each run.
  const auto below = [&](size_t end) { return random() % end; };
  constexpr std::string_view kBytes = "\"\\{}[]:,.-+0123456789eEtfn \x01\x80\xC3";
  for (int i = 0; i < 20'000; ++i) {
    std::string json = Messages()[below(5)];
    for (size_t damage = below(3) + 1; damage > 0; --damage) {
      const size_t at = below(json.size());
      switch (below(4)) {
        case 0: json[at] = kBytes[below(kBytes.size())]; break;
        case 1: json.erase(at, below(4)); break;
        case 2: json.insert(at, 1, kBytes[below(kBytes.size())]); break;
        default: json.insert(at, json.substr(below(json.size()), below(20))); break;
      }
    }
    // Keeps the short way in use: it rests after what it could not read.
    quick.Read(Messages()[0]);
    const std::string expected = full.Read(json);
    if (quick.Read(json) != expected) {
      INFO(json);
      CHECK(false);
    }
  }
}

TEST_CASE("the end of a text is found in words as in wide registers") {
  std::string text(100, 'x');
  text += std::string(kScanPaddingBytes, '\0');
  for (const char stop : {'"', '\\', '\n', '\0'}) {
    for (size_t at = 0; at < 40; ++at) {
      std::string one = text;
      one[at] = stop;
      CHECK(StringStop(one.data()) - one.data() == static_cast<ptrdiff_t>(at));
      CHECK(StringStopByWords(one.data()) - one.data() == static_cast<ptrdiff_t>(at));
    }
  }
}

TEST_CASE("numbers are read as JSON writes them") {
  const auto scan = [](std::string text, NumberScan* number) {
    text += std::string(kScanPaddingBytes, '\0');
    return ScanNumber(text.data(), number) ? number->end - text.data() : 0;
  };
  NumberScan number;
  CHECK(scan("12345678901", &number) == 11);
  CHECK(number.digits_value == 12345678901);
  CHECK(number.IsWhole());
  CHECK(scan("-120.0625,", &number) == 9);
  CHECK(number.digits_value == 1200625);
  CHECK((number.negative && number.scale == 4 && number.digits == 7));
  CHECK(scan("0", &number) == 1);
  CHECK(scan("1e-5}", &number) == 4);
  CHECK(number.exponent);
  for (const char* wrong : {"", "-", "01", "1.", ".5", "1e", "1e+", "+1", "x", "-x"}) {
    INFO(wrong);
    CHECK(scan(wrong, &number) == 0);
  }
}

TEST_CASE("times are the same as the full parser's") {
  IsoTime reader;
  for (const char* text :
       {"2026-11-21T12:00:00Z", "2026-11-21T12:00:00", "2026-11-21 12:00:00.5", "1969-12-31T23:59:59.999+18:00",
        "2000-02-29T00:00:00-00:30", "2026-11-21T12:00:00.123456789Z", "2026-13-01T00:00:00Z", "2026-11-21T12:60:00Z",
        "2026-11-21", "2026-11-21T12:00", "2026-11-21T12:00:00.Z", "2026-11-21T12:00:00+1:00", "9999-12-31T23:59:59Z"}) {
    for (const int scale : {0, 3, 6, 9}) {
      INFO(text << " scale " << scale);
      const std::string padded = text + std::string(kScanPaddingBytes, '\0');
      int64_t quick = 0;
      int64_t full = 0;
      if (!reader.Ticks({padded.data(), std::string_view(text).size()}, scale, &quick)) continue;
      REQUIRE(table::ParseDateTime(text, scale, &full));
      CHECK(quick == full);
    }
  }
}

}  // namespace
}  // namespace aurora::ingest

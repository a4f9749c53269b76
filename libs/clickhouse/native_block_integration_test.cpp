// Every column type there and back through a real server, and what only a real server can show: errors in the
// middle of a stream, deduplication, cancellation. tests/integration starts the server and this program.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <thread>

#include "libs/base/identifier.h"
#include "libs/base/text.h"
#include "libs/clickhouse/client.h"
#include "libs/clickhouse/error.h"
#include "libs/clickhouse/native_block.h"
#include "libs/clickhouse/type.h"
#include "libs/http/cancellation.h"

namespace aurora::clickhouse {
namespace {

using base::StrCat;

std::string Environment(const char* name, const char* otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

// Null, with a line that CTest takes for "skipped", when no server was given.
std::unique_ptr<Client> Connect() {
  Options options;
  options.url = Environment("AURORA_TEST_CLICKHOUSE_URL", "");
  if (options.url.empty()) {
    WARN("skipped: AURORA_TEST_CLICKHOUSE_URL names no server");
    return nullptr;
  }
  options.user = Environment("AURORA_TEST_CLICKHOUSE_USER", "aurora_admin");
  options.password = base::Secret(Environment("AURORA_TEST_CLICKHOUSE_PASSWORD", ""));
  return Client::Create(std::move(options)).value();
}

absl::Time Soon() { return absl::Now() + absl::Seconds(20); }

// A database of its own, dropped at the end.
class Scratch {
 public:
  explicit Scratch(Client* client) : client_(client), name_(base::MakeIdentifier("probe_", 8)) {
    Run(StrCat("CREATE DATABASE ", name_));
  }
  ~Scratch() { (void)client_->Execute(StrCat("DROP DATABASE ", name_)); }
  const std::string& name() const { return name_; }
  void Run(const std::string& sql) {
    const auto summary = client_->Execute(sql);
    INFO(summary.status());
    REQUIRE(summary.ok());
  }
  std::string Value(const std::string& sql, QueryOptions options = {}) {
    const auto rows = client_->SelectRows(sql, options);
    INFO(sql << " " << rows.status());
    REQUIRE(rows.ok());
    REQUIRE(rows->rows.size() == 1);
    return rows->rows[0][0].value_or("NULL");
  }

 private:
  Client* client_;
  std::string name_;
};

struct TypeCase {
  std::string type;
  void (*append)(Column&);
  // What the server prints of the three rows.
  std::vector<std::string> printed;
};

template <typename T>
void Numbers(Column& column) {
  column.Append(static_cast<T>(0));
  column.Append(std::numeric_limits<T>::min());
  column.Append(std::numeric_limits<T>::max());
}
void Words(Column& column) {
  column.AppendString("paid");
  column.AppendString("");
  column.AppendString("a\xc3\xa4\t\x01");
}

const TypeCase kCases[] = {
    {"Bool", [](Column& c) { c.Append<uint8_t>(1); c.Append<uint8_t>(0); c.Append<uint8_t>(1); }, {"true", "false", "true"}},
    {"Int8", Numbers<int8_t>, {"0", "-128", "127"}},
    {"Int16", Numbers<int16_t>, {"0", "-32768", "32767"}},
    {"Int32", Numbers<int32_t>, {"0", "-2147483648", "2147483647"}},
    {"Int64", Numbers<int64_t>, {"0", "-9223372036854775808", "9223372036854775807"}},
    {"UInt8", Numbers<uint8_t>, {"0", "0", "255"}},
    {"UInt16", Numbers<uint16_t>, {"0", "0", "65535"}},
    {"UInt32", Numbers<uint32_t>, {"0", "0", "4294967295"}},
    {"UInt64", Numbers<uint64_t>, {"0", "0", "18446744073709551615"}},
    {"Float32", [](Column& c) { c.Append(1.5F); c.Append(-0.25F); c.Append(1e30F); }, {"1.5", "-0.25", "1e30"}},
    {"Float64", [](Column& c) { c.Append(1.1); c.Append(-2.5); c.Append(1e300); }, {"1.1", "-2.5", "1e300"}},
    {"Decimal(9, 2)", [](Column& c) { c.Append<int32_t>(1250); c.Append<int32_t>(-1); c.Append<int32_t>(0); },
     {"12.5", "-0.01", "0"}},
    {"Decimal(18, 4)", [](Column& c) { c.Append<int64_t>(10001); c.Append<int64_t>(-10000); c.Append<int64_t>(0); },
     {"1.0001", "-1", "0"}},
    {"Decimal(38, 2)",
     [](Column& c) {
       c.Append(static_cast<Column::Int128>(1000000000000000000) * 1000000000);
       c.Append(static_cast<Column::Int128>(-5));
       c.Append(static_cast<Column::Int128>(0));
     },
     {"10000000000000000000000000", "-0.05", "0"}},
    {"UUID",
     [](Column& c) {
       c.AppendUuid(0x0123456789abcdef, 0xfedcba9876543210);
       c.AppendUuid(0, 0);
       c.AppendUuid(1, 2);
     },
     {"01234567-89ab-cdef-fedc-ba9876543210", "00000000-0000-0000-0000-000000000000",
      "00000000-0000-0001-0000-000000000002"}},
    {"IPv4", [](Column& c) { c.Append<uint32_t>(0x7f000001); c.Append<uint32_t>(0); c.Append<uint32_t>(~0U); },
     {"127.0.0.1", "0.0.0.0", "255.255.255.255"}},
    {"IPv6",
     [](Column& c) {
       uint8_t address[16] = {};
       c.AppendIpv6(address);
       address[15] = 1;
       c.AppendIpv6(address);
       address[0] = 0x20;
       address[1] = 0x01;
       c.AppendIpv6(address);
     },
     {"::", "::1", "2001::1"}},
    {"Date", [](Column& c) { c.Append<uint16_t>(0); c.Append<uint16_t>(20778); c.Append<uint16_t>(65535); },
     {"1970-01-01", "2026-11-21", "2149-06-06"}},
    {"Date32", [](Column& c) { c.Append<int32_t>(-25567); c.Append<int32_t>(0); c.Append<int32_t>(20778); },
     {"1900-01-01", "1970-01-01", "2026-11-21"}},
    {"DateTime('UTC')", [](Column& c) { c.Append<uint32_t>(0); c.Append<uint32_t>(1795262400); c.Append<uint32_t>(~0U); },
     {"1970-01-01 00:00:00", "2026-11-21 12:00:00", "2106-02-07 06:28:15"}},
    {"DateTime64(3, 'UTC')",
     [](Column& c) { c.Append<int64_t>(1); c.Append<int64_t>(1795262400123); c.Append<int64_t>(-1); },
     {"1970-01-01 00:00:00.001", "2026-11-21 12:00:00.123", "1969-12-31 23:59:59.999"}},
    {"String", Words, {"paid", "", "a\xc3\xa4\t\x01"}},
    {"FixedString(4)", [](Column& c) { c.AppendFixedString("abcd"); c.AppendFixedString("wxyz"); c.AppendFixedString("1234"); },
     {"abcd", "wxyz", "1234"}},
    {"LowCardinality(String)", Words, {"paid", "", "a\xc3\xa4\t\x01"}},
    {"LowCardinality(Nullable(String))",
     [](Column& c) { c.AppendString("x"); c.AppendNull(); c.AppendString(""); },
     {"x", "NULL", ""}},
    {"Nullable(Int64)", [](Column& c) { c.Append<int64_t>(5); c.AppendNull(); c.AppendDefault(); }, {"5", "NULL", "NULL"}},
    {"Nullable(String)", [](Column& c) { c.AppendString("x"); c.AppendNull(); c.AppendString(""); }, {"x", "NULL", ""}},
    {"Nullable(Decimal(18, 2))", [](Column& c) { c.Append<int64_t>(5); c.AppendNull(); c.Append<int64_t>(500); },
     {"0.05", "NULL", "5"}},
    {"Nullable(UUID)", [](Column& c) { c.AppendUuid(0, 1); c.AppendNull(); c.AppendUuid(0, 2); },
     {"00000000-0000-0000-0000-000000000001", "NULL", "00000000-0000-0000-0000-000000000002"}},
    {"Array(Int64)",
     [](Column& c) {
       c.element().Append<int64_t>(1);
       c.element().Append<int64_t>(2);
       c.EndArray();
       c.EndArray();
       c.element().Append<int64_t>(3);
       c.EndArray();
     },
     {"[1,2]", "[]", "[3]"}},
    {"Array(Nullable(String))",
     [](Column& c) {
       c.element().AppendString("a");
       c.element().AppendNull();
       c.EndArray();
       c.EndArray();
       c.EndArray();
     },
     {"['a',NULL]", "[]", "[]"}},
    {"Array(LowCardinality(String))",
     [](Column& c) {
       c.element().AppendString("a");
       c.element().AppendString("a");
       c.EndArray();
       c.EndArray();
       c.element().AppendString("b");
       c.EndArray();
     },
     {"['a','a']", "[]", "['b']"}},
    {"Array(LowCardinality(Nullable(String)))", [](Column& c) { c.EndArray(); c.EndArray(); c.EndArray(); },
     {"[]", "[]", "[]"}},
    {"Array(Array(Int64))",
     [](Column& c) {
       c.element().element().Append<int64_t>(1);
       c.element().EndArray();
       c.element().EndArray();
       c.EndArray();
       c.EndArray();
       c.EndArray();
     },
     {"[[1],[]]", "[]", "[]"}},
    {"Map(String, String)",
     [](Column& c) {
       c.key().AppendString("k");
       c.value().AppendString("v");
       c.EndArray();
       c.EndArray();
       c.key().AppendString("");
       c.value().AppendString("");
       c.EndArray();
     },
     {"{'k':'v'}", "{}", "{'':''}"}},
    {"Map(LowCardinality(String), Array(Int64))",
     [](Column& c) {
       c.EndArray();
       c.key().AppendString("k");
       c.value().element().Append<int64_t>(7);
       c.value().EndArray();
       c.EndArray();
       c.EndArray();
     },
     {"{}", "{'k':[7]}", "{}"}},
};

TEST_CASE("every column type arrives as it was meant") {
  const auto client = Connect();
  if (client == nullptr) return;
  Scratch scratch(client.get());
  const bool compressed = GENERATE(true, false);
  for (const TypeCase& kase : kCases) {
    INFO(kase.type);
    scratch.Run(StrCat("CREATE OR REPLACE TABLE ", scratch.name(), ".t (n UInt8, `c d` ", kase.type,
                       ") ENGINE = MergeTree ORDER BY n"));
    Column number = Column::Create(ParseType("UInt8").value()).value();
    Column column = Column::Create(ParseType(kase.type).value()).value();
    for (uint8_t i = 0; i < 3; ++i) number.Append(i);
    kase.append(column);
    BlockEncoder encoder;
    BlockCompressor compressor;
    const NamedColumn columns[] = {{"c d", &column}, {"n", &number}};
    auto pieces = encoder.Encode(columns, 3);
    REQUIRE(pieces.ok());
    std::string_view whole;
    if (compressed) {
      whole = compressor.Compress(*pieces).value();
      pieces = std::span<const std::string_view>(&whole, 1);
    }
    InsertRequest insert;
    insert.database = scratch.name();
    insert.table = "t";
    insert.columns = {"c d", "n"};
    insert.compressed = compressed;
    insert.deadline = Soon();
    const auto summary = client->Insert(insert, *pieces);
    INFO(summary.status());
    REQUIRE(summary.ok());
    CHECK(summary->rows_written == 3);
    const auto rows = client->SelectRows(StrCat("SELECT `c d` FROM ", scratch.name(), ".t ORDER BY n"));
    REQUIRE(rows.ok());
    REQUIRE(rows->rows.size() == 3);
    CHECK(rows->types[0] == kase.type);
    for (size_t i = 0; i < 3; ++i) CHECK(rows->rows[i][0].value_or("NULL") == kase.printed[i]);
  }
}

TEST_CASE("columns in several parts arrive as one block") {
  const auto client = Connect();
  if (client == nullptr) return;
  Scratch scratch(client.get());
  BlockEncoder encoder;
  for (const TypeCase& kase : kCases) {
    INFO(kase.type);
    scratch.Run(StrCat("CREATE OR REPLACE TABLE ", scratch.name(), ".t (n UInt8, `c d` ", kase.type,
                       ") ENGINE = MergeTree ORDER BY n"));
    Column number = Column::Create(ParseType("UInt8").value()).value();
    for (uint8_t i = 0; i < 6; ++i) number.Append(i);
    std::vector<Column> parts;
    for (int i = 0; i < 3; ++i) parts.push_back(Column::Create(ParseType(kase.type).value()).value());
    kase.append(parts[0]);
    kase.append(parts[2]);
    const Column* const more[] = {&parts[1], &parts[2]};
    const NamedColumn columns[] = {{"c d", &parts[0], more}, {"n", &number}};
    const auto pieces = encoder.Encode(columns, 6);
    REQUIRE(pieces.ok());
    InsertRequest insert;
    insert.database = scratch.name();
    insert.table = "t";
    insert.columns = {"c d", "n"};
    insert.compressed = false;
    insert.deadline = Soon();
    const auto summary = client->Insert(insert, *pieces);
    INFO(summary.status());
    REQUIRE(summary.ok());
    const auto rows = client->SelectRows(StrCat("SELECT `c d` FROM ", scratch.name(), ".t ORDER BY n"));
    REQUIRE(rows.ok());
    REQUIRE(rows->rows.size() == 6);
    for (size_t i = 0; i < 6; ++i) CHECK(rows->rows[i][0].value_or("NULL") == kase.printed[i % 3]);
  }
}

TEST_CASE("different words of several parts share a dictionary") {
  const auto client = Connect();
  if (client == nullptr) return;
  Scratch scratch(client.get());
  for (const char* type : {"LowCardinality(String)", "LowCardinality(Nullable(String))"}) {
    scratch.Run(StrCat("CREATE OR REPLACE TABLE ", scratch.name(), ".t (c ", type, ") ENGINE = MergeTree ORDER BY ()"));
    std::vector<Column> parts;
    for (int i = 0; i < 3; ++i) parts.push_back(Column::Create(ParseType(type).value()).value());
    // 70,000 words, of which each part has 40,000 in an order of its own, and the empty one.
    for (int part = 0; part < 3; ++part) {
      for (int i = 0; i < 40000; ++i) parts[part].AppendString(std::to_string(part * 15000 + (i * 7919) % 40000));
      parts[part].AppendString("");
      parts[part].AppendDefault();
    }
    BlockEncoder encoder;
    const Column* const more[] = {&parts[1], &parts[2]};
    const NamedColumn named{"c", &parts[0], more};
    InsertRequest insert;
    insert.database = scratch.name();
    insert.table = "t";
    insert.columns = {"c"};
    insert.compressed = false;
    REQUIRE(client->Insert(insert, encoder.Encode({&named, 1}, 120006).value()).ok());
    const int64_t sum = 3 * (int64_t{39999} * 40000 / 2) + int64_t{40000} * 45000;
    const bool nullable = std::string_view(type).find("Nullable") != std::string_view::npos;
    CHECK(scratch.Value(StrCat("SELECT (countIf(c IS NULL), countIf(c = ''), uniqExact(c), sum(toUInt64OrZero(toString(c)))) FROM ",
                               scratch.name(), ".t")) ==
          StrCat("(", nullable ? 3 : 0, ",", nullable ? 3 : 6, ",70001,", sum, ")"));
  }
}

TEST_CASE("a LowCardinality block of 70,000 words arrives") {
  const auto client = Connect();
  if (client == nullptr) return;
  Scratch scratch(client.get());
  scratch.Run(StrCat("CREATE TABLE ", scratch.name(), ".t (c LowCardinality(String)) ENGINE = MergeTree ORDER BY ()"));
  Column column = Column::Create(ParseType("LowCardinality(String)").value()).value();
  for (int i = 0; i < 140000; ++i) column.AppendString(std::to_string(i / 2));
  BlockEncoder encoder;
  BlockCompressor compressor;
  const NamedColumn named{"c", &column};
  const std::string_view whole = compressor.Compress(encoder.Encode({&named, 1}, 140000).value()).value();
  InsertRequest insert;
  insert.database = scratch.name();
  insert.table = "t";
  insert.columns = {"c"};
  REQUIRE(client->Insert(insert, {&whole, 1}).ok());
  CHECK(scratch.Value(StrCat("SELECT (count(), uniqExact(c), sum(toUInt64(c))) FROM ", scratch.name(), ".t")) ==
        "(140000,70000,4899930000)");
}

TEST_CASE("a token drops the second copy of a block") {
  const auto client = Connect();
  if (client == nullptr) return;
  Scratch scratch(client.get());
  scratch.Run(StrCat("CREATE TABLE ", scratch.name(), ".t (c UInt8) ENGINE = MergeTree ORDER BY () SETTINGS "
                     "non_replicated_deduplication_window = 100"));
  Column column = Column::Create(ParseType("UInt8").value()).value();
  column.Append<uint8_t>(1);
  BlockEncoder encoder;
  const NamedColumn named{"c", &column};
  InsertRequest insert;
  insert.database = scratch.name();
  insert.table = "t";
  insert.columns = {"c"};
  insert.compressed = false;
  for (const char* token : {"orders:0:0-9:0", "orders:0:0-9:0", "orders:0:10-19:0"}) {
    insert.token = token;
    insert.query_id = StrCat(scratch.name(), token);
    REQUIRE(client->Insert(insert, encoder.Encode({&named, 1}, 1).value()).ok());
  }
  CHECK(scratch.Value(StrCat("SELECT count() FROM ", scratch.name(), ".t")) == "2");
}

TEST_CASE("a damaged block is refused and leaves nothing") {
  const auto client = Connect();
  if (client == nullptr) return;
  Scratch scratch(client.get());
  scratch.Run(StrCat("CREATE TABLE ", scratch.name(), ".t (c UInt64) ENGINE = MergeTree ORDER BY ()"));
  InsertRequest insert;
  insert.database = scratch.name();
  insert.table = "t";
  insert.columns = {"c"};
  const std::string garbage(1000, 'x');
  const std::string_view piece = garbage;
  for (const bool compressed : {true, false}) {
    insert.compressed = compressed;
    CHECK_FALSE(client->Insert(insert, {&piece, 1}).ok());
  }
  CHECK(scratch.Value(StrCat("SELECT count() FROM ", scratch.name(), ".t")) == "0");
  insert.table = "missing";
  const absl::Status status = client->Insert(insert, {&piece, 1}).status();
  CHECK(status.code() == absl::StatusCode::kNotFound);
  CHECK(ErrorCode(status) == kUnknownTable);
}

TEST_CASE("parameters arrive as they were given") {
  const auto client = Connect();
  if (client == nullptr) return;
  Scratch scratch(client.get());
  const std::string odd = "it's \\ \t\n\"`{x:String} \xc3\xa4";
  QueryOptions options;
  options.parameters = {{"s", odd}, {"n", "-5"}, {"z", std::nullopt}, {"t", "2026-11-21 12:00:00.5"},
                        {"a", StrCat("[", QuoteString(odd), "]")}};
  CHECK(scratch.Value("SELECT {s:String}", options) == odd);
  CHECK(scratch.Value("SELECT {n:Int64} + 1", options) == "-4");
  CHECK(scratch.Value("SELECT {z:Nullable(String)} IS NULL", options) == "1");
  CHECK(scratch.Value("SELECT {t:DateTime64(3, 'UTC')}", options) == "2026-11-21 12:00:00.500");
  CHECK(scratch.Value("SELECT {a:Array(String)}[1]", options) == odd);
}

TEST_CASE("an exception in the middle of a stream is an error, and its text is not data") {
  const auto client = Connect();
  if (client == nullptr) return;
  QueryOptions options;
  options.settings = {{"max_block_size", "1000"}, {"http_response_buffer_size", "0"}};
  for (const char* format : {"JSONCompactEachRow", "RowBinary", "TabSeparated"}) {
    std::string data;
    const auto summary = client->Select("SELECT number, throwIf(number = 900000, 'stop here') FROM numbers(1000000)",
                                        format, options, [&data](std::string_view bytes) {
                                          data.append(bytes);
                                          return absl::OkStatus();
                                        });
    CHECK(ErrorCode(summary.status()) == 395);
    CHECK(std::string(summary.status().message()).find("stop here") == 0);
    CHECK(data.size() > 100000);
    CHECK(data.find("__exception__") == std::string::npos);
    CHECK(data.find("stop here") == std::string::npos);
  }
}

TEST_CASE("a cancelled or abandoned read ends on the server") {
  const auto client = Connect();
  if (client == nullptr) return;
  Scratch scratch(client.get());
  const bool cancel = GENERATE(true, false);
  QueryOptions options;
  options.query_id = StrCat(scratch.name(), cancel ? "-cancelled" : "-late");
  options.cancellation = std::make_shared<http::Cancellation>();
  options.deadline = cancel ? Soon() : absl::Now() + absl::Milliseconds(300);
  std::thread canceller([&] {
    absl::SleepFor(absl::Milliseconds(200));
    if (cancel) options.cancellation->Cancel();
  });
  const absl::Status status =
      client->SelectRows("SELECT sum(sleepEachRow(0.05)) FROM numbers(1000) SETTINGS max_block_size = 1", options).status();
  canceller.join();
  CHECK(status.code() == (cancel ? absl::StatusCode::kCancelled : absl::StatusCode::kDeadlineExceeded));
  QueryOptions by_id;
  by_id.parameters = {{"id", options.query_id}};
  std::string running = "1";
  for (int i = 0; i < 50 && running != "0"; ++i) {
    absl::SleepFor(absl::Milliseconds(100));
    running = scratch.Value("SELECT count() FROM system.processes WHERE query_id = {id:String}", by_id);
  }
  CHECK(running == "0");
}

TEST_CASE("a query is ended by its id") {
  const auto client = Connect();
  if (client == nullptr) return;
  QueryOptions options;
  options.query_id = base::MakeIdentifier("probe-", 12);
  absl::Status status;
  std::thread runner([&] {
    status = client->SelectRows("SELECT sum(sleepEachRow(0.05)) FROM numbers(1000) SETTINGS max_block_size = 1", options)
                 .status();
  });
  absl::SleepFor(absl::Milliseconds(200));
  CHECK(client->Kill(options.query_id, Soon()).ok());
  runner.join();
  CHECK(ErrorCode(status) == kQueryWasCancelled);
  CHECK(client->Kill("no such query", Soon()).ok());
}

TEST_CASE("a wrong password and a wrong address are told apart") {
  const auto client = Connect();
  if (client == nullptr) return;
  CHECK(client->Ping(Soon()).ok());
  Options options;
  options.url = Environment("AURORA_TEST_CLICKHOUSE_URL", "");
  options.user = "aurora_admin";
  options.password = base::Secret("wrong");
  CHECK(Client::Create(options).value()->Ping(Soon()).code() == absl::StatusCode::kUnauthenticated);
  options.url = "http://127.0.0.1:1";
  CHECK(Client::Create(options).value()->Ping(Soon()).code() == absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace aurora::clickhouse

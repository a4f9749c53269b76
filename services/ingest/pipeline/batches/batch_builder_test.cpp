#include "services/ingest/pipeline/batches/batch_builder.h"

#include <catch2/catch.hpp>

#include "libs/kafka/consumer/consumer.h"

namespace aurora::ingest {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

table::TableSchema Schema(const std::string& partition_by) {
  table::TableSchema schema;
  schema.database = "d";
  schema.table = "t";
  schema.fields.push_back({"id", table::Type::Of(table::Kind::kInt64), {"id"}, "", {}});
  schema.fields.push_back({"at", table::Type::DateTime64(3), {"at"}, "", {}});
  table::AddOwnFields(schema);
  schema.partition_by = partition_by;
  return schema;
}

class Fixture {
 public:
  explicit Fixture(const std::string& partition_by = "", BatchBounds limits = {}, PendingRange pending = {},
                   int64_t held_until = -1)
      : schema(Schema(partition_by)),
        format(std::move(*RowFormat::Create("c-1", schema))),
        pool(std::move(*BlockPool::Create(schema))),
        builder(*format, *pool, limits, {"orders", 3}, "", 0, std::move(pending), held_until) {}

  void Add(int64_t offset, const std::string& json, int64_t timestamp_ms = 1000) {
    IncomingMessage message;
    message.offset = offset;
    message.timestamp_ms = timestamp_ms;
    message.value = json;
    builder.Add(message, kNow);
  }
  void AddRow(int64_t offset, const std::string& day = "2026-11-21") {
    Add(offset, "{\"id\":1,\"at\":\"" + day + "T00:00:00Z\"}");
  }

  table::TableSchema schema;
  std::unique_ptr<RowFormat> format;
  std::unique_ptr<BlockPool> pool;
  BatchBuilder builder;
};

// Says of each message what its text asks for.
class ObedientTranslator : public Translator {
 public:
  Translation Translate(const MessageBytes& message, std::string* json) override {
    if (message.value == "nothing") return Translation::Nothing();
    if (message.value == "filtered") return Translation::Filtered();
    if (message.value == "not now") return Translation::NotNow(absl::UnavailableError("the registry is away"));
    if (message.value == "bad") return Translation::Rejected(table::Rejection::kSchemaUnknown, "schema id 7");
    *json = R"({"id":1,"at":"2026-11-21T00:00:00Z")" + std::string(message.value == "more" ? R"(,"coupon":"X"})" : "}");
    return {};
  }
};

TEST_CASE("new fields of other formats are gathered from the JSON that was made of them") {
  Fixture fixture;
  fixture.format->translator = std::make_unique<ObedientTranslator>();
  fixture.format->decoder->WatchNewFields(true);
  fixture.Add(0, "good");
  fixture.Add(1, "more");
  fixture.Add(2, "bad");
  CHECK(fixture.format->new_fields.paths() == std::set<FieldPath>{{"coupon"}});
  CHECK(fixture.format->new_fields.samples() == std::vector<std::string>{R"({"coupon":"X"})"});
}

TEST_CASE("what is stored already is not asked from the registry again") {
  Fixture fixture("", {}, {}, 1);
  fixture.format->translator = std::make_unique<ObedientTranslator>();
  HeldRows held;
  held.Add(0, 1000);
  REQUIRE(fixture.builder.MustLookUp(0));
  fixture.builder.LookedUp(1, std::move(held));
  fixture.Add(0, "not now");
  CHECK(fixture.builder.trouble().ok());
  fixture.Add(1, "good");
  const auto batch = fixture.builder.Seal();
  CHECK(batch->rows == 1);
  CHECK(batch->recovered);
}

TEST_CASE("messages of other formats are rows, dead letters with their own bytes, or nothing") {
  Fixture fixture;
  fixture.format->translator = std::make_unique<ObedientTranslator>();
  fixture.Add(0, "good");
  fixture.Add(1, "nothing");
  fixture.Add(2, "bad");
  CHECK(fixture.builder.trouble().ok());
  const auto batch = fixture.builder.Seal();
  CHECK(batch->first == 0);
  CHECK(batch->last == 2);
  CHECK(batch->messages == 3);
  CHECK(batch->rows == 1);
  CHECK(batch->blocks[0]->offsets == std::vector<int64_t>{0});
  CHECK(batch->dead_letters->offsets == std::vector<int64_t>{2});
  CHECK(fixture.builder.rejected()[static_cast<size_t>(table::Rejection::kSchemaUnknown)] == 1);
}

TEST_CASE("a message about which nothing can be said yet is no dead letter") {
  Fixture fixture;
  fixture.format->translator = std::make_unique<ObedientTranslator>();
  fixture.Add(0, "good");
  fixture.Add(1, "not now");
  CHECK(absl::IsUnavailable(fixture.builder.trouble()));
}

TEST_CASE("a batch ends at its bound of rows, bytes or time") {
  Fixture rows("", {.rows_max = 2});
  CHECK(rows.builder.empty());
  rows.AddRow(0);
  CHECK_FALSE(rows.builder.Full());
  CHECK(rows.builder.DueAt(absl::Milliseconds(200)) == kNow + absl::Milliseconds(200));
  rows.AddRow(1);
  CHECK(rows.builder.Full());
  const auto batch = rows.builder.Seal();
  CHECK(batch->reason == FlushReason::kRows);
  CHECK(batch->first == 0);
  CHECK(batch->last == 1);
  CHECK(batch->blocks.size() == 1);
  CHECK(batch->blocks[0]->offsets == std::vector<int64_t>{0, 1});
  CHECK(rows.builder.Seal() == nullptr);

  Fixture bytes("", {.bytes_max = 10});
  bytes.AddRow(0);
  CHECK(bytes.builder.Full());
}

TEST_CASE("ranges are contiguous, also over offsets that carry no message") {
  Fixture fixture;
  fixture.AddRow(0);
  CHECK(fixture.builder.Seal()->last == 0);
  fixture.AddRow(5);
  fixture.AddRow(7);
  fixture.builder.ReachEnd(10, absl::UnixEpoch());
  const auto batch = fixture.builder.Seal();
  CHECK(batch->first == 1);
  CHECK(batch->last == 9);
  CHECK(batch->rows == 2);
  // Nothing but markers: they are carried past all the same, once.
  fixture.builder.ReachEnd(12, absl::UnixEpoch());
  CHECK_FALSE(fixture.builder.empty());
  CHECK(fixture.builder.DueAt(absl::Seconds(1)) == absl::UnixEpoch() + absl::Seconds(1));
  const auto markers = fixture.builder.Seal();
  CHECK(markers->first == 10);
  CHECK(markers->last == 11);
  CHECK(markers->messages == 0);
  fixture.builder.ReachEnd(12, absl::UnixEpoch());
  CHECK(fixture.builder.Seal() == nullptr);
}

TEST_CASE("rows are split by the server's partition, in the same way each time") {
  for (int round = 0; round < 2; ++round) {
    Fixture fixture("toYYYYMM(at)");
    fixture.AddRow(0, "2026-11-30");
    fixture.AddRow(1, "2026-12-01");
    fixture.Add(2, "{\"id\":\"x\"}");
    fixture.AddRow(3, "2026-11-01");
    fixture.AddRow(4, "2025-12-31");
    const auto batch = fixture.builder.Seal();
    REQUIRE(batch->blocks.size() == 3);
    CHECK(batch->blocks[0]->offsets == std::vector<int64_t>{0, 3});
    CHECK(batch->blocks[1]->offsets == std::vector<int64_t>{1});
    CHECK(batch->blocks[2]->offsets == std::vector<int64_t>{4});
    CHECK(batch->blocks[0]->key == 2026 * 12 + 10);
    for (const auto& block : batch->blocks) {
      for (const auto& column : block->columns) CHECK(column.rows() == block->rows());
    }
    REQUIRE(batch->dead_letters != nullptr);
    CHECK(batch->dead_letters->offsets == std::vector<int64_t>{2});
    CHECK(fixture.builder.rejected()[static_cast<size_t>(table::Rejection::kTypeMismatch)] == 1);
  }
}

TEST_CASE("a first message that does not fit leaves no block behind") {
  Fixture fixture("toYYYYMM(at)");
  fixture.Add(0, "garbage");
  const auto batch = fixture.builder.Seal();
  CHECK(batch->blocks.empty());
  CHECK(batch->dead_letters->rows() == 1);
  CHECK(batch->messages == 1);
}

TEST_CASE("an announced range is closed where it was announced, and what is stored is left out") {
  PendingRange pending;
  pending.first = 0;
  pending.last = 3;
  pending.first_timestamp_ms = 77;
  pending.held.Add(1, 1000);
  pending.held.Add(2, 999);
  Fixture fixture("", {.rows_max = 2}, pending);
  for (int64_t offset = 0; offset < 4; ++offset) {
    REQUIRE(fixture.builder.Accepts(offset));
    CHECK_FALSE(fixture.builder.Full());
    fixture.AddRow(offset);
  }
  CHECK_FALSE(fixture.builder.Accepts(4));
  CHECK(fixture.builder.Full());
  const auto batch = fixture.builder.Seal();
  // Offset 2 is held with another timestamp: it is another message.
  CHECK(batch->blocks[0]->offsets == std::vector<int64_t>{0, 2, 3});
  CHECK(batch->recovered);
  CHECK(batch->intended);
  CHECK(batch->first_timestamp_ms == 77);
  CHECK(fixture.builder.Accepts(4));
}

TEST_CASE("what the table holds behind the committed offset is left out") {
  Fixture fixture("", {}, {}, 70'000);
  CHECK(fixture.builder.MustLookUp(0));
  CHECK(fixture.builder.LookUpEnd(0) == 70'000);
  HeldRows held;
  held.Add(0, 1000);
  held.Add(1, 999);
  fixture.builder.LookedUp(1, std::move(held));
  fixture.AddRow(0);
  fixture.AddRow(1);
  // Not inside an announced range: the batch may be closed at any time.
  CHECK(fixture.builder.Sealable());
  auto batch = fixture.builder.Seal();
  CHECK(batch->blocks[0]->offsets == std::vector<int64_t>{1});
  CHECK(batch->messages == 2);
  CHECK(batch->recovered);
  CHECK_FALSE(batch->intended);
  CHECK(fixture.builder.MustLookUp(2));
  CHECK_FALSE(fixture.builder.MustLookUp(70'001));
  fixture.AddRow(70'001);
  batch = fixture.builder.Seal();
  CHECK(batch->first == 2);
  CHECK(batch->rows == 1);
  CHECK_FALSE(batch->recovered);
}

TEST_CASE("a batch is behind when many messages wait behind it") {
  Fixture fixture("", {.rows_max = 100});
  fixture.AddRow(0);
  CHECK_FALSE(fixture.builder.IsBehind(kafka::kNoOffset));
  CHECK_FALSE(fixture.builder.IsBehind(1));
  CHECK_FALSE(fixture.builder.IsBehind(25));
  CHECK(fixture.builder.IsBehind(26));
}

TEST_CASE("an announced range of which nothing is left is passed over") {
  PendingRange pending;
  pending.first = 0;
  pending.last = 3;
  Fixture fixture("", {}, pending);
  CHECK_FALSE(fixture.builder.empty());
  CHECK_FALSE(fixture.builder.Accepts(9));
  const auto batch = fixture.builder.Seal();
  CHECK(batch->first == 0);
  CHECK(batch->last == 3);
  CHECK(batch->rows == 0);
  CHECK(fixture.builder.Accepts(9));
}

TEST_CASE("a message that lacks what all before it had is not taken before the table has changed") {
  Fixture fixture;
  fixture.AddRow(0);
  fixture.Add(1, R"({"at":"2026-11-21T00:00:00Z"})");
  CHECK(fixture.builder.absent_columns() == std::vector<std::string>{"id"});
  CHECK(fixture.builder.rejected()[static_cast<size_t>(table::Rejection::kMissingValue)] == 0);

  Fixture fixed;
  fixed.format->fixed_columns = {"id"};
  fixed.Add(0, R"({"at":"2026-11-21T00:00:00Z"})");
  CHECK(fixed.builder.absent_columns().empty());
  CHECK(fixed.builder.Seal()->dead_letters->rows() == 1);
}

TEST_CASE("partition keys follow the server's calendar") {
  const auto key = [](const std::string& expression, int64_t ticks_ms) {
    return PartitionKey::Of(Schema(expression)).KeyOf(ticks_ms);
  };
  constexpr int64_t kDayMs = 86'400'000;
  CHECK(key("", 5) == 0);
  CHECK(key("id", 5) == 0);
  CHECK(key("toYYYYMM(at)", 0) == 1970 * 12);
  CHECK(key("toYYYYMM(at)", -1) == 1969 * 12 + 11);
  CHECK(key("toYYYYMM(at)", 1'709'164'800'000) == 2024 * 12 + 1);  // 2024-02-29
  CHECK(key("toYYYYMM(at)", 1'709'251'200'000) == 2024 * 12 + 2);  // 2024-03-01
  CHECK(key("toYear(at)", 1'709'251'200'000) == 2024);
  CHECK(key("toDate(at)", kDayMs - 1) == 0);
  CHECK(key("toDate(at)", kDayMs) == 1);
  // Thursday 1970-01-01 to Sunday belong to one week of Monday.
  CHECK(key("toMonday(at)", 3 * kDayMs) == key("toMonday(at)", 0));
  CHECK(key("toMonday(at)", 4 * kDayMs) == key("toMonday(at)", 0) + 1);
  CHECK(key("toStartOfHour(at)", 3'600'000) == 1);
}

TEST_CASE("new fields of rows are gathered, those of dead letters are not, and the rows keep them") {
  Fixture fixture;
  fixture.format->decoder->WatchNewFields(true);
  fixture.Add(0, R"({"id":1,"at":"2026-11-21T00:00:00Z","coupon":"X"})");
  fixture.Add(1, R"({"id":"one","at":"2026-11-21T00:00:00Z","other":1})");
  CHECK(fixture.format->new_fields.paths() == std::set<FieldPath>{{"coupon"}});
  CHECK(fixture.format->new_fields.samples() == std::vector<std::string>{R"({"coupon":"X"})"});
  const auto batch = fixture.builder.Seal();
  CHECK(batch->rows == 1);
  CHECK(batch->dead_letters->rows() == 1);
}

TEST_CASE("what a filter leaves out is written down as ranges of offsets, but for what is stored already") {
  PendingRange pending;
  pending.first = 0;
  pending.last = 9;
  pending.held.Add(2, 1000);
  Fixture fixture("", {}, std::move(pending));
  fixture.format->translator = std::make_unique<ObedientTranslator>();
  for (const int64_t offset : {0, 1, 2, 3, 4, 7, 8}) fixture.Add(offset, offset == 4 ? "good" : offset == 8 ? "nothing" : "filtered");
  const std::unique_ptr<Batch> batch = fixture.builder.Seal();
  REQUIRE(batch != nullptr);
  CHECK(batch->rows == 1);
  REQUIRE(batch->skipped.size() == 3);
  CHECK(batch->skipped[0].first == 0);
  CHECK(batch->skipped[0].last == 1);
  CHECK(batch->skipped[1].first == 3);
  CHECK(batch->skipped[1].last == 3);
  CHECK(batch->skipped[2].first == 7);
  CHECK(batch->skipped[2].last == 7);
}

}  // namespace
}  // namespace aurora::ingest

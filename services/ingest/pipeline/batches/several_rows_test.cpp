#include <catch2/catch.hpp>

#include "services/ingest/pipeline/batches/batch_builder.h"

namespace aurora::ingest {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'800'000'000);

table::TableSchema Schema(bool elements, const std::string& partition_by) {
  table::TableSchema schema;
  schema.database = "d";
  schema.table = "t";
  schema.fields.push_back({"id", table::Type::Of(table::Kind::kInt64), {"id"}, "", {}});
  schema.fields.push_back({"at", *table::ParseType("Nullable(DateTime64(3, 'UTC'))"), {"at"}, "", {}});
  if (partition_by == "toYYYYMM(at)") schema.fields.back().type = table::Type::DateTime64(3);
  table::AddOwnFields(schema);
  if (elements) table::AddElementField(schema);
  schema.partition_by = partition_by;
  return schema;
}

// Leaves out what says so; takes one object at a time, as transforms do.
class FilteringTranslator : public Translator {
 public:
  Translation Translate(const MessageBytes& message, std::string* json) override {
    if (message.value.front() == '[' || message.value.find('\n') != std::string_view::npos) {
      return Translation::Rejected(table::Rejection::kNotJson);
    }
    if (message.value.find("\"drop\"") != std::string_view::npos) return Translation::Filtered();
    *json = message.value;
    return {};
  }
};

struct Fixture {
  explicit Fixture(bool elements = true, const std::string& partition_by = "", BatchBounds bounds = {}, PendingRange pending = {})
      : schema(Schema(elements, partition_by)),
        format(std::move(*RowFormat::Create("c-1", schema))),
        pool(std::move(*BlockPool::Create(schema))),
        builder(*format, *pool, bounds, {"orders", 3}, "", 0, std::move(pending)) {
    format->set_aside = [this](const IncomingMessage& message, std::string_view code, std::string reason) {
      letters.push_back(std::to_string(message.offset) + " " + std::string(code));
      reasons.push_back(std::move(reason));
    };
  }
  void Add(const std::string& json) {
    IncomingMessage message;
    message.offset = next++;
    message.timestamp_ms = 1000;
    message.value = json;
    builder.Add(message, kNow);
  }
  // "offset.element" of each row, block by block.
  std::vector<std::string> Rows() {
    batch = builder.Seal();
    std::vector<std::string> rows;
    for (const auto& block : batch->blocks) {
      for (size_t i = 0; i < block->rows(); ++i) {
        rows.push_back(std::to_string(block->offsets[i]) + "." + std::to_string(block->element(i)));
      }
      // Whatever was begun and taken back: all columns are of one length.
      for (const auto& column : block->columns) CHECK(column.rows() == block->rows());
    }
    return rows;
  }

  table::TableSchema schema;
  std::unique_ptr<RowFormat> format;
  std::unique_ptr<BlockPool> pool;
  BatchBuilder builder;
  int64_t next = 0;
  std::vector<std::string> letters;
  std::vector<std::string> reasons;
  std::unique_ptr<Batch> batch;
};

using Rows = std::vector<std::string>;

TEST_CASE("each object of an array, and of lines, is a row of its own beside ordinary messages") {
  Fixture fixture;
  fixture.Add(R"({"id":1})");
  fixture.Add(R"([{"id":2},{"id":3}])");
  fixture.Add("{\"id\":4}\r\n\r\n{\"id\":5}\n");
  fixture.Add(R"({"id":6})");
  fixture.Add("{\"id\":7}\n{\"id\":8}");
  fixture.Add("\xEF\xBB\xBF [{\"id\":9}]");
  CHECK(fixture.Rows() == Rows{"0.0", "1.0", "1.1", "2.0", "2.1", "3.0", "4.0", "4.1", "5.0"});
  CHECK(fixture.letters.empty());
  CHECK(fixture.batch->rows == 9);
  CHECK(fixture.batch->messages == 6);
  CHECK(fixture.batch->last == 5);
}

TEST_CASE("an object that is written on several lines is one row, also behind a message of lines") {
  Fixture fixture;
  fixture.Add("{\"id\":1}\n{\"id\":2}");
  fixture.Add("{\"id\":3,\"at\":{}\n,\"x\":{}}");
  fixture.Add("{\n\"id\":4\n}");
  fixture.Add("{\"x\":{}\n,\"id\":5}");
  CHECK(fixture.Rows() == Rows{"0.0", "0.1", "2.0", "3.0"});
  CHECK(fixture.letters == Rows{"1 type_mismatch"});
}

TEST_CASE("a message with one bad object is one dead letter which names it, and leaves no row") {
  const std::pair<const char*, const char*> bad[] = {
      {R"([{"id":1},{"id":"x"}])", "type_mismatch"},
      {R"([{"id":1},{"id":1,"id":2}])", "duplicate_key"},
      {R"([{"id":1},{"id":99999999999999999999}])", "out_of_range"},
      {R"([{"id":1},2])", "not_object"},
      {R"([{"id":1},{"id" 2}])", "not_json"},
      {"{\"id\":1}\n{\"id\":\"x\"}", "type_mismatch"},
      {"{\"id\":1}\n{\"id\":2}{\"id\":3}", "not_json"},
      {"{\"id\":1}\n{\"id\":2", "not_json"},
      {"{\"id\":1}\n{\"id\":2,}", "not_json"},
      {"{\"id\":1}\n5", "not_object"},
      {"{\"id\":1}\n[{\"id\":2}]", "not_object"},
      {"{\"id\":1}\n{\"x\":\"\xff\"}", "invalid_utf8"},
  };
  for (const std::string partition_by : {"", "toYYYYMM(_timestamp)"}) {
    for (const bool after_lines : {false, true}) {
      for (const auto& [text, code] : bad) {
        CAPTURE(text, partition_by, after_lines);
        Fixture fixture(true, partition_by);
        if (after_lines) fixture.Add("{\"id\":1}\n{\"id\":2}");
        fixture.Add(text);
        CHECK(fixture.Rows() == (after_lines ? Rows{"0.0", "0.1"} : Rows{}));
        CHECK(fixture.batch->rows == (after_lines ? 2 : 0));
        REQUIRE(fixture.letters.size() == 1);
        CHECK(fixture.letters[0] == (after_lines ? "1 " : "0 ") + std::string(code));
        CHECK_THAT(fixture.reasons[0], Catch::Contains(", element 1 (from 0)"));
      }
    }
  }
}

TEST_CASE("what is no array of objects and no lines is the dead letter that it always was") {
  const std::pair<const char*, const char*> bad[] = {
      {"[1,2]", "not_object"}, {"[[{}]]", "not_object"},     {"[{\"id\":1},]", "not_json"},       {"[{\"id\":1}", "not_json"},
      {"[{\"id\":1}]x", "not_json"}, {"[{\"id\":1} {\"id\":2}]", "not_json"}, {"{\"id\":1}{\"id\":2}", "not_json"},
      {"x\n{\"id\":1}", "not_json"}, {"", "empty"},          {" \n ", "empty"},                   {"5", "not_object"},
      {"[\"\xff\"]", "invalid_utf8"}};
  for (const auto& [text, code] : bad) {
    CAPTURE(text);
    Fixture several;
    several.Add(text);
    Fixture plain(false);
    plain.Add(text);
    CHECK(several.Rows().empty());
    CHECK(several.letters == Rows{"0 " + std::string(code)});
    CHECK(plain.letters == several.letters);
  }
}

TEST_CASE("a table without the column takes no such message, and its dead letter says how it could") {
  Fixture fixture(false);
  fixture.Add(R"([{"id":1},{"id":2}])");
  fixture.Add("{\"id\":1}\n{\"id\":2}");
  fixture.Add("[1]");
  fixture.Add(R"({"id":1})");
  CHECK(fixture.Rows() == Rows{"3.0"});
  CHECK(fixture.letters == Rows{"0 not_object", "1 not_json", "2 not_object"});
  CHECK_THAT(fixture.reasons[0], Catch::Contains("_element"));
  CHECK_THAT(fixture.reasons[1], Catch::Contains("_element"));
  CHECK_THAT(fixture.reasons[2], !Catch::Contains("_element"));
}

TEST_CASE("an empty array is no row and no dead letter, and is written down") {
  Fixture fixture;
  fixture.Add("[]");
  fixture.Add(" [ ] ");
  fixture.Add(R"({"id":1})");
  fixture.Add("[]");
  CHECK(fixture.Rows() == Rows{"2.0"});
  CHECK(fixture.letters.empty());
  REQUIRE(fixture.batch->skipped.size() == 2);
  CHECK(fixture.batch->skipped[0].first == 0);
  CHECK(fixture.batch->skipped[0].last == 1);
  CHECK(fixture.batch->skipped[0].reason == SkipReason::kEmptyList);
  CHECK(fixture.batch->skipped[1].first == 3);
}

TEST_CASE("a filter leaves out objects, and the message only when none is left") {
  Fixture fixture;
  fixture.format->translator = std::make_unique<FilteringTranslator>();
  fixture.Add(R"([{"id":1},{"id":2,"x":"drop"},{"id":3}])");
  fixture.Add(R"([{"x":"drop"},{"x":"drop"}])");
  fixture.Add("{\"x\":\"drop\"}\n{\"id\":4}");
  CHECK(fixture.Rows() == Rows{"0.0", "0.2", "2.1"});
  REQUIRE(fixture.batch->skipped.size() == 1);
  CHECK(fixture.batch->skipped[0].first == 1);
  CHECK(fixture.batch->skipped[0].reason == SkipReason::kFilter);
}

TEST_CASE("rows of one message go into the blocks of their partitions, and come back out of them") {
  Fixture fixture(true, "toYYYYMM(at)");
  const auto row = [](int id, const char* month) {
    return "{\"id\":" + std::to_string(id) + ",\"at\":\"2026-" + month + "-01T00:00:00Z\"}";
  };
  fixture.Add(row(1, "01"));
  fixture.Add("[" + row(2, "02") + "," + row(3, "01") + ",{\"id\":\"x\"}]");
  fixture.Add("[" + row(4, "03") + "," + row(5, "01") + "]");
  CHECK(fixture.Rows() == Rows{"0.0", "2.1", "2.0"});
  CHECK(fixture.batch->blocks.size() == 2);
  CHECK(fixture.letters == Rows{"1 type_mismatch"});
}

TEST_CASE("of a message that is stored in part the rest is added") {
  PendingRange pending;
  pending.first = 0;
  pending.last = 6;
  pending.held.Add(0, 1000, 0, 0);
  pending.held.Add(1, 1000, 0, 1);
  pending.held.Add(1, 1000, 3, 3);
  // Its dead letter; and another message of an earlier topic.
  pending.held.Add(2, 1000);
  pending.held.Add(3, 999, 0, 1);
  pending.held.Add(4, 1000, 0, 0);
  pending.held.Add(4, 1000, 2, 2);
  pending.held.Add(5, 1000, 0, 0);
  pending.held.Add(6, 1000, 1, 1);
  Fixture fixture(true, "", {}, std::move(pending));
  fixture.Add(R"({"id":1})");
  fixture.Add(R"([{"id":1},{"id":2},{"id":3},{"id":4}])");
  fixture.Add(R"([{"id":1},{"id":"x"}])");
  fixture.Add(R"([{"id":1},{"id":2}])");
  fixture.Add("{\"id\":1}\n{\"id\":2}\n{\"id\":3}\n{\"id\":4}");
  // One object on two lines, which look like objects.
  fixture.Add("{\"x\":{}\n,\"id\":5,\"y\":{}}");
  fixture.Add("{\"id\":1}\n{\"id\":2}");
  CHECK(fixture.Rows() == Rows{"1.2", "3.0", "3.1", "4.1", "4.3", "6.0"});
  CHECK(fixture.letters.empty());
  CHECK(fixture.batch->skipped.empty());
}

TEST_CASE("rows bound a batch, which one message may exceed, and no message beyond its own bound") {
  Fixture fixture(true, "", {.rows_max = 10});
  std::string many = "[";
  for (int i = 0; i < 25; ++i) many += i == 0 ? R"({"id":1})" : R"(,{"id":1})";
  fixture.Add(many + "]");
  CHECK(fixture.builder.Full());
  CHECK(fixture.Rows().size() == 25);
  CHECK(fixture.batch->reason == FlushReason::kRows);

  Fixture counted;
  std::string rows = R"([{"id":1})";
  for (uint32_t i = 1; i < table::kElementsMax; ++i) rows += R"(,{"id":1})";
  counted.Add(rows + R"(,{"id":1}])");
  counted.Add(rows + "]");
  CHECK(counted.Rows().size() == table::kElementsMax);
  CHECK(counted.letters == Rows{"0 too_many_elements"});
  CHECK_THAT(counted.reasons[0], Catch::Contains("65,536"));
}

TEST_CASE("new fields come from the objects of a message, and from none that is a dead letter") {
  Fixture fixture;
  fixture.format->decoder->WatchNewFields(true);
  fixture.Add(R"([{"id":1,"coupon":"X"},{"id":2,"shop":7}])");
  fixture.Add(R"([{"id":1,"noise":"X"},{"id":"x"}])");
  CHECK(fixture.format->new_fields.paths() == std::set<FieldPath>{{"coupon"}, {"shop"}});
  CHECK(fixture.format->new_fields.samples() == Rows{R"({"coupon":"X"})", R"({"shop":7})"});
}

TEST_CASE("a value that an object lacks widens the table, as it does for a message of its own") {
  Fixture fixture(true, "toYYYYMM(at)");
  fixture.Add(R"([{"id":1,"at":"2026-01-01T00:00:00Z"},{"at":"2026-01-01T00:00:00Z"}])");
  CHECK(fixture.builder.absent_columns() == std::vector<std::string>{"id"});
  CHECK(fixture.letters.empty());
}

}  // namespace
}  // namespace aurora::ingest

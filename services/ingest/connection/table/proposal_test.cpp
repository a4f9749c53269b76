#include "services/ingest/connection/table/proposal.h"

#include <catch2/catch.hpp>

#include "services/ingest/connection/table/latest_state.h"

namespace aurora::ingest {
namespace {

// Says that every member of the first sample is what the test wants.
class FakeInference : public Neighbours {
 public:
  absl::StatusOr<TableProposal> InferSchema(const std::vector<std::string>& samples, const std::string& database,
                                            const std::string& table, const std::string&, absl::Time) override {
    seen = samples;
    if (samples.empty()) return absl::InvalidArgumentError("no sample");
    TableProposal proposal;
    proposal.schema = schema;
    proposal.schema.database = database;
    proposal.schema.table = table;
    return proposal;
  }
  absl::StatusOr<std::vector<NewColumn>> PlanNewColumns(const table::TableSchema&, const std::vector<std::string>&,
                                                        absl::Time) override {
    return absl::UnimplementedError("not asked here");
  }
  absl::Status EnsureDatabase(const std::string&, absl::Time) override { return absl::OkStatus(); }

  table::TableSchema schema;
  std::vector<std::string> seen;
};

kafka::SampledMessage Message(const std::string& value, const std::string& key = "") {
  kafka::SampledMessage message;
  message.key = key;
  message.value = value;
  message.value_bytes = value.size();
  return message;
}

absl::StatusOr<TableProposal> Propose(const MessageFormat& format, const std::vector<kafka::SampledMessage>& messages,
                                      FakeInference& inference) {
  const auto translators = std::move(*Translators::Create(format));
  return ProposeTable({messages, format, "d", "t", "topic"}, *translators, inference, absl::InfiniteFuture());
}

table::Field Column(const std::string& name, table::Type type) { return {name, type, {name}, "", {}}; }

TEST_CASE("raw messages need no inference: text that looks like a time stays text") {
  FakeInference inference;
  const auto proposal = Propose({.kind = FormatKind::kRaw}, {Message("2026-11-21")}, inference);
  REQUIRE(proposal.ok());
  CHECK(inference.seen.empty());
  CHECK(proposal->schema.fields[0].name == "value");
  CHECK(proposal->schema.fields[0].type == table::Type::Of(table::Kind::kString));
  CHECK(proposal->schema.time_column == "_timestamp");
  CHECK(proposal->create_table_sql.find("`value` String") != std::string::npos);
}

TEST_CASE("inference sees JSON, and what could not be read is forecast with its reason") {
  FakeInference inference;
  const auto proposal = Propose({.kind = FormatKind::kCsv}, {Message("1,a"), Message("\"a"), Message("2,b")}, inference);
  REQUIRE(proposal.ok());
  CHECK(inference.seen == std::vector<std::string>{R"({"column1":1,"column2":"a"})", R"({"column1":2,"column2":"b"})"});
  REQUIRE(proposal->rejected.size() == 1);
  CHECK(proposal->rejected[0].reason == "not_csv");
  CHECK(proposal->rejected[0].count == 1);
  const absl::Status none = Propose({.kind = FormatKind::kCsv}, {Message("\"a")}, inference).status();
  CHECK(absl::IsInvalidArgument(none));
  CHECK(none.message().find("never closed") != std::string::npos);
}

TEST_CASE("changes make a table of latest states, sorted by the key of the messages") {
  FakeInference inference;
  table::Type label = table::Type::LowCardinalityString();
  label.nullable = true;
  inference.schema.fields = {Column("id", table::Type::Of(table::Kind::kInt64)), Column("region", label),
                             Column("at", table::Type::DateTime64(3)),
                             Column("_version", table::Type::Of(table::Kind::kInt64)),
                             Column("_deleted", table::Type::Of(table::Kind::kInt64))};
  table::AddOwnFields(inference.schema);
  inference.schema.time_column = "at";
  inference.schema.partition_by = "toYYYYMM(at)";
  inference.schema.order_by = {"at"};
  const MessageFormat format{.envelope = Envelope::kDebezium};
  const auto proposal = Propose(
      format, {Message(R"({"op":"c","after":{"id":1,"region":"eu"},"ts_ms":1})", R"({"region":"eu","id":1})")}, inference);
  INFO(proposal.status());
  REQUIRE(proposal.ok());
  const table::TableSchema& schema = proposal->schema;
  CHECK(schema.order_by == std::vector<std::string>{"region", "id"});
  CHECK(schema.partition_by.empty());
  CHECK(schema.time_column == "_timestamp");
  CHECK(schema.Find("region")->type == table::Type::Of(table::Kind::kString));
  CHECK(schema.Find("_version")->type == table::Type::Of(table::Kind::kUInt64));
  CHECK(proposal->create_table_sql.find("ENGINE = ReplacingMergeTree(`_version`, `_deleted`)\nORDER BY (`region`, `id`)") !=
        std::string::npos);
  // Neither may become Nullable.
  CHECK(table::IsKeyColumn(schema, "_version"));
  CHECK(table::IsKeyColumn(schema, "_deleted"));
}

TEST_CASE("a key that is no plain column makes no table") {
  table::TableSchema schema;
  schema.fields = {Column("id", table::Type::Of(table::Kind::kInt64))};
  CHECK(absl::IsInvalidArgument(MakeLatestState({"id", "place"}, schema)));
}

TEST_CASE("inference sees what transforms make of messages, and the columns are filled from what messages have") {
  FakeInference inference;
  inference.schema.fields = {Column("created_at", table::Type::DateTime64(3)), Column("email", *table::ParseType("String"))};
  table::AddOwnFields(inference.schema);
  inference.schema.order_by = {"created_at"};
  Transforms transforms;
  transforms.steps = {{.kind = TransformKind::kRename, .field = "ts", .to = "created_at"},
                      {.kind = TransformKind::kDrop, .field = "password"},
                      {.kind = TransformKind::kRedact, .field = "email"},
                      {.kind = TransformKind::kFilter, .field = "paid", .condition = {ConditionOperator::kEqual, {"true"}}}};
  const MessageFormat format;
  const auto translators = std::move(*Translators::Create(format, transforms));
  const std::vector<kafka::SampledMessage> messages = {
      Message(R"({"ts":"2026-11-21","password":"p","email":"e","paid":true})"), Message(R"({"paid":false})"), Message("no json")};
  const auto proposal = ProposeTable({messages, format, "d", "t", "topic"}, *translators, inference, absl::InfiniteFuture());
  REQUIRE(proposal.ok());
  CHECK(inference.seen == std::vector<std::string>{R"({"created_at":"2026-11-21","email":"[redacted]","paid":true})"});
  CHECK(proposal->schema.fields[0].path == std::vector<std::string>{"ts"});
  CHECK(proposal->create_table_sql.find("`created_at`") != std::string::npos);
  REQUIRE(proposal->rejected.size() == 1);
  CHECK(proposal->rejected[0].reason == "not_json");
  const std::vector<kafka::SampledMessage> none = {messages[1]};
  CHECK(ProposeTable({none, format, "d", "t", "topic"}, *translators, inference, absl::InfiniteFuture())
            .status()
            .message()
            .find("filters leave out all") != std::string::npos);
}

}  // namespace
}  // namespace aurora::ingest

#include "services/ingest/deduplication/partition_window.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "libs/base/text.h"
#include "services/ingest/deduplication/memory_key_store.h"
#include "services/ingest/pipeline/batches/batch_builder.h"

namespace aurora::ingest {
namespace {

constexpr int64_t kWithinMs = 1000;

table::TableSchema Schema(const std::string& partition_by) {
  table::TableSchema schema;
  schema.database = "d";
  schema.table = "t";
  schema.fields.push_back({"id", *table::ParseType("Nullable(Int64)"), {"id"}, "", {}});
  schema.fields.push_back({"region", *table::ParseType("LowCardinality(Nullable(String))"), {"region"}, "", {}});
  schema.fields.push_back({"at", table::Type::DateTime64(3), {"at"}, "", {}});
  schema.fields.push_back({"note", *table::ParseType("String"), {"note"}, "", {}});
  table::AddOwnFields(schema);
  schema.partition_by = partition_by;
  return schema;
}

struct Message {
  int64_t timestamp_ms = 0;
  std::optional<int64_t> id;
  std::string region;
  // Month of the ClickHouse partition.
  int month = 1;
  bool bad = false;

  bool has_key() const { return id.has_value() && !region.empty(); }
  std::string Json() const {
    if (bad) return R"({"id":"no number","at":"2026-01-01T00:00:00Z","region":"x","note":""})";
    return base::StrCat("{\"id\":", id.has_value() ? std::to_string(*id) : "null", ",\"region\":\"", region,
                        "\",\"at\":\"2026-0", month, "-01T00:00:00Z\",\"note\":\"n\"}");
  }
  MemoryKeyStore::Values Values() const {
    MemoryKeyStore::Values values(2);
    if (id.has_value()) values[0] = std::string(reinterpret_cast<const char*>(&*id), sizeof(*id));
    values[1] = region;
    return values;
  }
};

// A topic of one partition, its table and its group, and processes that read it and end at any moment.
class World {
 public:
  explicit World(unsigned seed) : chance_(seed), schema_(Schema(Pick(2) == 0 ? "" : "toYYYYMM(at)")) {
    int64_t clock = 1'000'000;
    const auto count = static_cast<size_t>(200 + Pick(400));
    for (size_t i = 0; i < count; ++i) {
      Message message;
      clock += Pick(60);
      // Mostly in order; some far off, either way.
      message.timestamp_ms = clock + (Pick(5) == 0 ? Pick(3000) - 2500 : 0) + (Pick(100) == 0 ? 5000 : 0);
      if (Pick(20) != 0) message.id = Pick(12);
      message.region = Pick(15) == 0 ? "" : Pick(2) == 0 ? "eu" : "us";
      message.month = 1 + Pick(3);
      message.bad = Pick(25) == 0;
      messages_.push_back(std::move(message));
    }
  }

  void Run() {
    while (committed_ < static_cast<int64_t>(messages_.size())) RunProcess();
  }

  // The rule as it is written down, from the messages alone.
  void CheckAgainstTheRule() const {
    std::vector<std::pair<int64_t, const Message*>> rows;
    int64_t newest = 0;
    for (size_t i = 0; i < messages_.size(); ++i) {
      const Message& message = messages_[i];
      const auto offset = static_cast<int64_t>(i);
      if (message.bad) {
        CHECK(dead_.count(offset) == 1);
        continue;
      }
      const bool duplicate =
          message.has_key() && std::any_of(rows.begin(), rows.end(), [&](const auto& row) {
            return row.second->has_key() && row.second->id == message.id && row.second->region == message.region &&
                   std::abs(row.second->timestamp_ms - message.timestamp_ms) <= kWithinMs &&
                   row.second->timestamp_ms >= newest - kWithinMs;
          });
      INFO("offset " << offset << " at " << message.timestamp_ms);
      CHECK(duplicates_.count(offset) == (duplicate ? 1 : 0));
      CHECK(store_.rows.count({offset, message.timestamp_ms}) == (duplicate ? 0 : 1));
      if (duplicate) continue;
      rows.emplace_back(offset, &message);
      newest = std::max(newest, message.timestamp_ms);
    }
    CHECK(store_.rows.size() + duplicates_.size() + dead_.size() == messages_.size());
  }
  size_t duplicates() const { return duplicates_.size(); }

 private:
  int Pick(int count) { return std::uniform_int_distribution<int>(0, count - 1)(chance_); }

  HeldRows Held(int64_t first, int64_t last) const {
    HeldRows held;
    for (const auto& [place, values] : store_.rows) {
      if (place.first >= first && place.first <= last) held.Add(place.first, place.second);
    }
    for (const int64_t offset : dead_) {
      if (offset >= first && offset <= last) held.Add(offset, messages_[static_cast<size_t>(offset)].timestamp_ms);
    }
    return held;
  }

  // From an assignment until a crash, or the end of the topic.
  void RunProcess() {
    if (Pick(12) == 0) {
      // The group has forgotten its offsets: all of it is read again.
      committed_ = 0;
      announced_.reset();
    }
    const auto format = std::move(*RowFormat::Create("c-1", schema_));
    const auto pool = std::move(*BlockPool::Create(schema_));
    auto key = std::move(*KeyColumns::Create({{{"id", {"id"}}, {"region", {"region"}}}, absl::Milliseconds(kWithinMs)},
                                             schema_));
    KeyBudget budget;
    PartitionWindow window({absl::Milliseconds(kWithinMs)}, {"orders", 0}, key, budget);
    REQUIRE(window.Rebuild(store_, committed_, absl::InfiniteFuture()).ok());
    PendingRange pending;
    if (announced_.has_value()) {
      pending.first = announced_->first;
      pending.last = announced_->second;
      pending.held = Held(pending.first, pending.last);
      REQUIRE(window.LookUp(store_, pending.first, pending.last, absl::InfiniteFuture()).ok());
    }
    int64_t held_until = -1;
    for (const auto& [place, values] : store_.rows) held_until = std::max(held_until, place.first);
    for (const int64_t offset : dead_) held_until = std::max(held_until, offset);
    BatchBuilder builder(*format, *pool, {.rows_max = static_cast<uint32_t>(1 + Pick(40))}, {"orders", 0}, "", committed_,
                         std::move(pending), held_until, &window);
    for (int64_t offset = committed_; offset < static_cast<int64_t>(messages_.size()); ++offset) {
      const Message& message = messages_[static_cast<size_t>(offset)];
      if (builder.MustLookUp(offset)) {
        const int64_t last = builder.LookUpEnd(offset);
        builder.LookedUp(last, Held(offset, last));
        REQUIRE(window.LookUp(store_, offset, last, absl::InfiniteFuture()).ok());
      }
      const std::string json = message.Json();
      IncomingMessage incoming;
      incoming.offset = offset;
      incoming.timestamp_ms = message.timestamp_ms;
      incoming.value = json;
      builder.Add(incoming, absl::UnixEpoch());
      REQUIRE(builder.trouble().ok());
      const bool end = offset + 1 == static_cast<int64_t>(messages_.size());
      if (!builder.Full() && !end) continue;
      const std::unique_ptr<Batch> batch = builder.Seal();
      if (batch != nullptr && !Deliver(*batch)) return;
    }
  }

  // False when the process ends under way.
  bool Deliver(const Batch& batch) {
    if (Pick(10) == 0) return false;
    announced_ = {batch.first, batch.last};
    if (Pick(10) == 0) return false;
    for (const std::unique_ptr<Block>& block : batch.blocks) {
      for (size_t i = 0; i < block->rows(); ++i) {
        const Message& message = messages_[static_cast<size_t>(block->offsets[i])];
        const bool is_new =
            store_.rows.insert({{block->offsets[i], block->timestamps_ms[i]}, message.Values()}).second;
        CHECK(is_new);
      }
      if (Pick(10) == 0) return false;
    }
    if (batch.dead_letters != nullptr) {
      for (const int64_t offset : batch.dead_letters->offsets) CHECK(dead_.insert(offset).second);
    }
    if (Pick(10) == 0) return false;
    for (const SkippedRange& range : batch.skipped) {
      CHECK(range.reason == SkipReason::kDuplicate);
      for (int64_t offset = range.first; offset <= range.last; ++offset) duplicates_.insert(offset);
    }
    if (Pick(10) == 0) return false;
    committed_ = batch.last + 1;
    announced_.reset();
    return Pick(30) != 0;
  }

  std::mt19937 chance_;
  const table::TableSchema schema_;
  std::vector<Message> messages_;
  MemoryKeyStore store_;
  std::set<int64_t> dead_;
  std::set<int64_t> duplicates_;
  int64_t committed_ = 0;
  std::optional<std::pair<int64_t, int64_t>> announced_;
};

TEST_CASE("whatever ends when, each message is what the rule says of it") {
  size_t duplicates = 0;
  for (unsigned seed = 0; seed < 150; ++seed) {
    INFO("seed " << seed);
    World world(seed);
    world.Run();
    world.CheckAgainstTheRule();
    duplicates += world.duplicates();
  }
  CHECK(duplicates > 1000);
}

struct Fixture {
  explicit Fixture(KeyBudget& budget, WindowRule rule = {absl::Milliseconds(kWithinMs)})
      : schema(Schema("")),
        format(std::move(*RowFormat::Create("c-1", schema))),
        pool(std::move(*BlockPool::Create(schema))),
        key(std::move(*KeyColumns::Create({{{"id", {"id"}}}, rule.within}, schema))),
        window(rule, kafka::Partition{"orders", 3}, key, budget),
        builder(*format, *pool, {}, {"orders", 3}, "", 0, {}, -1, &window) {}

  void Add(int64_t offset, int64_t id) {
    const std::string json = Message{0, id, "eu"}.Json();
    IncomingMessage message;
    message.offset = offset;
    message.value = json;
    builder.Add(message, absl::UnixEpoch());
  }

  table::TableSchema schema;
  std::unique_ptr<RowFormat> format;
  std::unique_ptr<BlockPool> pool;
  KeyColumns key;
  PartitionWindow window;
  BatchBuilder builder;
};

TEST_CASE("a batch tells its duplicates as ranges, and its columns lack them") {
  KeyBudget budget;
  Fixture fixture(budget);
  for (const int64_t offset : {0, 1, 2, 3, 4, 5}) fixture.Add(offset, offset == 4 ? 8 : 7);
  const auto batch = fixture.builder.Seal();
  REQUIRE(batch->skipped.size() == 2);
  CHECK(batch->skipped[0].first == 1);
  CHECK(batch->skipped[0].last == 3);
  CHECK(batch->skipped[1].first == 5);
  CHECK(CountSkipped(batch->skipped, SkipReason::kDuplicate) == 4);
  CHECK(batch->rows == 2);
  CHECK(batch->messages == 6);
  REQUIRE(batch->blocks.size() == 1);
  CHECK(batch->blocks[0]->offsets == std::vector<int64_t>{0, 4});
  for (const clickhouse::Column& column : batch->blocks[0]->columns) CHECK(column.rows() == 2);
}

TEST_CASE("with more keys than there is room for nothing goes on, and the error says what helps") {
  KeyBudget budget(2);
  Fixture fixture(budget);
  fixture.Add(0, 1);
  fixture.Add(1, 2);
  fixture.Add(2, 1);
  CHECK(fixture.builder.trouble().ok());
  fixture.Add(3, 3);
  CHECK(absl::IsResourceExhausted(fixture.builder.trouble()));
  const std::string text(fixture.builder.trouble().message());
  CHECK(text.find("topic orders, partition 3: the keys of 1s are more than the 2") != std::string::npos);
  CHECK(text.find("a shorter window") != std::string::npos);
}

TEST_CASE("a window is not built while the table does not answer, or when it has too many keys") {
  MemoryKeyStore store;
  for (int64_t i = 0; i < 3; ++i) store.rows[{i, 0}] = {std::string(reinterpret_cast<const char*>(&i), 8)};
  KeyBudget budget(2);
  Fixture fixture(budget);
  CHECK(absl::IsResourceExhausted(fixture.window.Rebuild(store, 3, absl::InfiniteFuture())));
  store.status = absl::UnavailableError("away");
  CHECK(absl::IsUnavailable(fixture.window.Rebuild(store, 3, absl::InfiniteFuture())));
}

TEST_CASE("a key is made of columns, and of types that can be compared") {
  const auto refusal = [](const std::string& type, std::vector<std::string> path = {"id"}) {
    table::TableSchema schema = Schema("");
    schema.fields[0].type = *table::ParseType(type);
    const auto key = KeyColumns::Create({{{"id", std::move(path)}}, absl::Hours(1)}, schema);
    return key.ok() ? std::string() : std::string(key.status().message());
  };
  for (const char* type : {"Int8", "UInt64", "String", "Nullable(UUID)", "LowCardinality(String)", "Decimal(18, 2)", "IPv4",
                           "DateTime64(3, 'UTC')", "Date", "Bool"}) {
    INFO(type);
    CHECK(refusal(type).empty());
  }
  CHECK(refusal("Float64").find("column id of table d.t is Float64, which makes no key; cast it") != std::string::npos);
  CHECK(refusal("Array(String)").find("makes no key") != std::string::npos);
  CHECK(refusal("Int64", {"other"}).find("table d.t has no column that is filled from field id") != std::string::npos);
}

}  // namespace
}  // namespace aurora::ingest

// A program of its own: it counts every allocation of the process.

#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <new>

#include "libs/base/text.h"
#include "services/ingest/deduplication/partition_window.h"
#include "services/ingest/pipeline/batches/batch_builder.h"

namespace {

std::atomic<uint64_t> allocations{0};

void* CountedOrNull(size_t bytes) noexcept {
  allocations.fetch_add(1, std::memory_order_relaxed);
  return std::malloc(bytes);
}

void* Counted(size_t bytes) {
  void* const memory = CountedOrNull(bytes);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

// None is inlined: a compiler that sees only one of malloc() and free() takes them for a mismatch.
[[gnu::noinline]] void* operator new(size_t bytes) { return Counted(bytes); }
[[gnu::noinline]] void* operator new[](size_t bytes) { return Counted(bytes); }
// simdjson takes its buffers by these.
[[gnu::noinline]] void* operator new(size_t bytes, const std::nothrow_t&) noexcept { return CountedOrNull(bytes); }
[[gnu::noinline]] void* operator new[](size_t bytes, const std::nothrow_t&) noexcept { return CountedOrNull(bytes); }
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete[](void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, size_t) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete[](void* memory, size_t) noexcept { std::free(memory); }

namespace aurora::ingest {
namespace {

constexpr uint32_t kRows = 10'000;
// The batch itself and its list of blocks; far less than one for each event.
constexpr uint64_t kAllocationsPerBatchMax = 16;

table::TableSchema Schema(bool elements) {
  table::TableSchema schema;
  schema.database = "d";
  schema.table = "t";
  schema.fields.push_back({"id", table::Type::Of(table::Kind::kInt64), {"id"}, "", {}});
  schema.fields.push_back({"at", table::Type::DateTime64(3), {"at"}, "", {}});
  schema.fields.push_back({"state", table::Type::LowCardinalityString(), {"state"}, "", {}});
  schema.fields.push_back({"note", *table::ParseType("Nullable(String)"), {"note"}, "", {}});
  schema.fields.push_back({"price", table::Type::Decimal(18, 2), {"price"}, "", {}});
  schema.fields.push_back({"tags", *table::ParseType("Array(String)"), {"tags"}, "", {}});
  table::AddOwnFields(schema);
  if (elements) table::AddElementField(schema);
  schema.partition_by = "toYYYYMM(at)";
  return schema;
}

// Memory that the blocks of a batch hold: columns grow by realloc, which operator new does not see.
size_t Capacity(const Batch& batch) {
  size_t bytes = 0;
  for (const std::unique_ptr<Block>& block : batch.blocks) {
    for (const clickhouse::Column& column : block->columns) bytes += column.capacity();
  }
  return bytes;
}

struct Cost {
  uint64_t allocations = 0;
  size_t capacity = 0;
};

// Three batches of the message, the last of which is counted. `elements`: whether a message may be several rows.
Cost OfThirdBatch(const std::string& json, bool elements) {
  const table::TableSchema schema = Schema(elements);
  const std::unique_ptr<RowFormat> format = std::move(*RowFormat::Create("c-1", schema, {{"secret"}, {"price"}}));
  // As with the policy `add`, for fields that were decided about.
  format->decoder->Settle({"a field that no column has"});
  format->decoder->WatchNewFields(true);
  const std::unique_ptr<BlockPool> pool = std::move(*BlockPool::Create(schema));
  BatchBounds bounds;
  bounds.rows_max = kRows;
  BatchBuilder builder(*format, *pool, bounds, {"orders", 0}, "", 0, {});
  Cost cost;
  int64_t offset = 0;
  for (int i = 0; i < 3; ++i) {
    const uint64_t before = allocations.load();
    const size_t capacity = cost.capacity;
    while (!builder.Full()) {
      IncomingMessage message;
      message.offset = offset++;
      message.timestamp_ms = 1000;
      message.value = json;
      builder.Add(message, absl::UnixEpoch());
    }
    const std::unique_ptr<Batch> batch = builder.Seal();
    cost.allocations = allocations.load() - before;
    cost.capacity = Capacity(*batch);
    REQUIRE(batch->rows == kRows);
    CHECK(format->new_fields.empty());
    if (i == 2) CHECK(cost.capacity == capacity);
    pool->GiveBack(*batch);
  }
  return cost;
}

TEST_CASE("a steady stream allocates nothing for an event") {
  const std::pair<const char*, const char*> messages[] = {
      {"the expected shape", R"({"id":1,"at":"2026-11-21T12:00:00.5Z","state":"CA","note":"on time","price":12.5,"tags":[]})"},
      {"keys that are missing", R"({"id":1,"at":"2026-11-21T12:00:00.5Z","state":"CA","price":12.5})"},
      {"escapes, which need the full parser", R"({"id":1,"at":"2026-11-21T12:00:00.5Z","state":"CA","note":"a\nb","price":1})"},
      {"fields without a column",
       R"({"id":1,"at":"2026-11-21T12:00:00.5Z","state":"CA","price":1,"a field that no column has":{"is":"kept as text"}})"},
      {"a field that is dropped", R"({"id":1,"at":"2026-11-21T12:00:00.5Z","state":"CA","note":"on time","price":1,"secret":"x"})"},
      {"text that is cast", R"({"id":1,"at":"2026-11-21T12:00:00.5Z","state":"CA","note":"on time","price":"1.5"})"},
      {"arrays", R"({"id":1,"at":"2026-11-21T12:00:00.5Z","state":"CA","price":1,"tags":["one","two"]})"},
  };
  for (const auto& [name, json] : messages) {
    INFO(name);
    for (const bool elements : {false, true}) CHECK(OfThirdBatch(json, elements).allocations <= kAllocationsPerBatchMax);
  }
}

TEST_CASE("a steady stream of messages that are several rows allocates nothing for one") {
  const std::string object = R"({"id":1,"at":"2026-11-21T12:00:00.5Z","state":"CA","note":"on time","price":12.5,"tags":["one"]})";
  const std::string other = R"({"id":1,"at":"2026-10-21T12:00:00.5Z","state":"CA","note":"a\nb","price":1})";
  const std::pair<const char*, std::string> messages[] = {
      {"an array", "[" + object + "," + object + "]"},
      {"an array of two months", "[" + object + ", " + other + "]"},
      {"lines", object + "\n" + object + "\n"},
      {"lines of two months", object + "\r\n" + other},
  };
  for (const auto& [name, json] : messages) {
    INFO(name);
    CHECK(OfThirdBatch(json, true).allocations <= kAllocationsPerBatchMax);
  }
}

TEST_CASE("a window that is full allocates nothing for an event, be it a row or a duplicate") {
  const table::TableSchema schema = Schema(false);
  const std::unique_ptr<RowFormat> format = std::move(*RowFormat::Create("c-1", schema));
  const std::unique_ptr<BlockPool> pool = std::move(*BlockPool::Create(schema));
  KeyColumns key = std::move(*KeyColumns::Create({{{"id", {"id"}}, {"state", {"state"}}}, absl::Seconds(5)}, schema));
  KeyBudget budget;
  PartitionWindow window({absl::Seconds(5)}, {"orders", 0}, key, budget);
  BatchBounds bounds;
  bounds.rows_max = kRows;
  BatchBuilder builder(*format, *pool, bounds, {"orders", 0}, "", 0, {}, -1, &window);
  std::string json;
  json.reserve(200);
  uint64_t made = 0;
  for (int64_t offset = 0; offset < 20 * kRows; ++offset) {
    // Each key twice, and about 5,000 in the window.
    json = R"({"id":)";
    base::StrAppend(&json, 1'000'000'000 + offset / 2, R"(,"at":"2026-11-21T12:00:00Z","state":"CA","price":1,"tags":[]})");
    IncomingMessage message;
    message.offset = offset;
    message.timestamp_ms = offset / 2;
    message.value = json;
    const uint64_t before = allocations.load();
    builder.Add(message, absl::UnixEpoch());
    if (offset >= 19 * kRows) made += allocations.load() - before;
    if (!builder.Full()) continue;
    const std::unique_ptr<Batch> batch = builder.Seal();
    REQUIRE(CountSkipped(batch->skipped, SkipReason::kDuplicate) == kRows / 2);
    REQUIRE(batch->rows == kRows / 2);
    pool->GiveBack(*batch);
  }
  REQUIRE(builder.trouble().ok());
  // The list of ranges grows by doubling.
  CHECK(made <= kAllocationsPerBatchMax + 16);
}

}  // namespace
}  // namespace aurora::ingest

#include "services/ingest/deduplication/letter_window.h"

#include <catch2/catch.hpp>

#include "services/ingest/dead_letters/letter_decoder.h"
#include "services/ingest/deduplication/memory_key_store.h"

namespace aurora::ingest {
namespace {

std::string Number(int64_t value) { return {reinterpret_cast<const char*>(&value), sizeof(value)}; }

StoredLetter Letter(int64_t offset, int64_t id) {
  StoredLetter letter;
  letter.offset = offset;
  letter.timestamp_ms = 100'000 + offset;
  letter.id = std::to_string(offset);
  letter.code = "type_mismatch";
  letter.value = "{\"id\":" + std::to_string(id) + "}";
  return letter;
}

TEST_CASE("a replayed letter is a duplicate of any row of its key within the window, loaded before or since") {
  table::TableSchema schema;
  schema.database = "d";
  schema.table = "t";
  schema.fields.push_back({"id", table::Type::Of(table::Kind::kInt64), {"id"}, "", {}});
  table::AddOwnFields(schema);
  Transform step;
  step.kind = TransformKind::kDeduplicate;
  step.by = {"id"};
  step.within = absl::Seconds(10);
  const auto translators = std::move(*Translators::Create({}, {.steps = {step}}));
  const auto decoder = std::move(*LetterDecoder::Create("c-1", schema, *translators, {}));

  MemoryKeyStore store;
  store.rows[{4, 99'000}] = {Number(1)};
  store.rows[{90, 109'000}] = {Number(2)};
  store.rows[{2, 80'000}] = {Number(3)};
  LetterChunk chunk{{{"orders", 0}, 10, 15}, "", {Letter(10, 1), Letter(11, 2), Letter(12, 3), Letter(13, 4), Letter(14, 4), Letter(15, 5)}};
  HeldRows held;
  held.Add(15, 100'015);
  const auto decoded = decoder->Decode(chunk, held, store, absl::InfiniteFuture());
  REQUIRE(decoded.ok());
  REQUIRE(decoded->batches.size() == 1);
  const Batch& batch = *decoded->batches[0];
  CHECK(batch.blocks[0]->offsets == std::vector<int64_t>{12, 13});
  CHECK(CountSkipped(batch.skipped, SkipReason::kDuplicate) == 3);
  CHECK(decoded->rows_now == 3);
  CHECK(decoded->kept.empty());
  // They stop being dead letters: the ledger knows them as duplicates.
  REQUIRE(decoded->skipped.size() == 3);
  CHECK(decoded->skipped[0]->offset == 10);
  CHECK(decoded->skipped[2]->offset == 14);
  // Nothing is decided while the table does not answer.
  store.status = absl::UnavailableError("away");
  CHECK(absl::IsUnavailable(decoder->Decode(chunk, held, store, absl::InfiniteFuture()).status()));
}

}  // namespace
}  // namespace aurora::ingest

#include "services/ingest/dead_letters/letter_decoder.h"

#include <catch2/catch.hpp>

#include "services/ingest/deduplication/memory_key_store.h"
#include "services/ingest/pipeline/fields/absence.h"

namespace aurora::ingest {
namespace {

table::TableSchema Schema(const std::string& partition_by = "") {
  table::TableSchema schema;
  schema.database = "d";
  schema.table = "t";
  schema.fields.push_back({"id", table::Type::Of(table::Kind::kInt64), {"id"}, "", {}});
  schema.fields.push_back({"at", table::Type::DateTime64(3), {"at"}, "", {}});
  table::AddOwnFields(schema);
  schema.partition_by = partition_by;
  return schema;
}

StoredLetter Letter(int64_t offset, std::string value, std::string code = "type_mismatch") {
  StoredLetter letter;
  letter.offset = offset;
  letter.timestamp_ms = 1000 + offset;
  letter.id = absl::StrCat(offset);
  letter.code = std::move(code);
  letter.reason = "old reason";
  letter.value = std::move(value);
  letter.headers = {{"h", "v"}};
  return letter;
}

struct Fixture {
  explicit Fixture(const table::TableSchema& schema = Schema())
      : translators(std::move(*Translators::Create({}))),
        decoder(std::move(*LetterDecoder::Create("c-1", schema, *translators, {}))) {}

  std::unique_ptr<Translators> translators;
  std::unique_ptr<LetterDecoder> decoder;
  MemoryKeyStore rows;
};

TEST_CASE("each letter becomes a row, stays with its new reason, or is a row already") {
  Fixture fixture;
  LetterChunk chunk{{{"orders", 3}, 5, 9}, "", {}};
  chunk.letters.push_back(Letter(5, R"({"id":1,"at":"2026-11-21T00:00:00Z"})"));
  chunk.letters.push_back(Letter(6, R"({"id":"x","at":"2026-11-21T00:00:00Z"})"));
  chunk.letters.push_back(Letter(7, "not json", "not_json"));
  chunk.letters.push_back(Letter(8, R"({"id":2,"at":"2026-11-21T00:00:00Z"})"));
  chunk.letters.push_back(Letter(9, "", "tombstone"));
  HeldRows held;
  held.Add(8, 1008);
  // The same offset of an earlier topic of the name is another message.
  held.Add(5, 1);
  const auto decoded = fixture.decoder->Decode(chunk, held, fixture.rows, absl::InfiniteFuture());
  REQUIRE(decoded.ok());
  CHECK(decoded->rows() == 1);
  CHECK(decoded->rows_now == 1 + decoded->rows());
  REQUIRE(decoded->batches.size() == 1);
  CHECK(decoded->batches[0]->blocks[0]->offsets == std::vector<int64_t>{5});
  CHECK(decoded->batches[0]->blocks[0]->timestamps_ms == std::vector<int64_t>{1005});
  REQUIRE(decoded->kept.size() == 3);
  CHECK(decoded->kept[0].letter->offset == 6);
  CHECK(decoded->kept[0].code == "type_mismatch");
  CHECK_THAT(decoded->kept[0].reason, Catch::Contains("offset 6") && Catch::Contains("column id (Int64)"));
  CHECK(decoded->kept[2].code == "tombstone");
  CHECK(decoded->skipped.empty());
  const auto rewritten = fixture.decoder->RewriteBlock(chunk, *decoded);
  REQUIRE(rewritten != nullptr);
  CHECK(rewritten->offsets == std::vector<int64_t>{6, 7, 9});
}

TEST_CASE("a letter that does not fit for the same reason is left alone") {
  Fixture fixture;
  LetterChunk chunk{{{"orders", 3}, 6, 6}, "", {Letter(6, "not json", "not_json")}};
  auto decoded = fixture.decoder->Decode(chunk, {}, fixture.rows, absl::InfiniteFuture());
  REQUIRE(decoded.ok());
  chunk.letters[0].reason = decoded->kept[0].reason;
  decoded = fixture.decoder->Decode(chunk, {}, fixture.rows, absl::InfiniteFuture());
  REQUIRE(decoded.ok());
  CHECK(decoded->kept.size() == 1);
  CHECK(fixture.decoder->RewriteBlock(chunk, *decoded) == nullptr);
}

TEST_CASE("letters of many months come in batches that the server takes") {
  Fixture fixture(Schema("toYYYYMM(at)"));
  LetterChunk chunk{{{"orders", 0}, 0, 299}, "", {}};
  for (int i = 0; i < 300; ++i) {
    chunk.letters.push_back(
        Letter(i, absl::StrCat(R"({"id":1,"at":")", 2000 + i / 12, "-", i % 12 + 1 < 10 ? "0" : "", i % 12 + 1, R"(-01T00:00:00Z"})")));
  }
  const auto decoded = fixture.decoder->Decode(chunk, {}, fixture.rows, absl::InfiniteFuture());
  REQUIRE(decoded.ok());
  CHECK(decoded->rows() == 300);
  CHECK(decoded->batches.size() > 1);
  for (const auto& batch : decoded->batches) CHECK(batch->blocks.size() <= kBlocksPerBatchMax);
}

TEST_CASE("a letter that lacks a value says which column has to change first") {
  Fixture fixture;
  LetterChunk chunk{{{"orders", 0}, 0, 0}, "", {Letter(0, R"({"id":1})")}};
  CHECK(AbsentColumnsOf(fixture.decoder->Decode(chunk, {}, fixture.rows, absl::InfiniteFuture()).status()) == std::vector<std::string>{"at"});
}

TEST_CASE("a letter that is too large to be read stays as it is") {
  Fixture fixture;
  LetterChunk chunk{{{"orders", 0}, 0, 0}, "", {Letter(0, "", "too_large")}};
  chunk.letters[0].too_large = true;
  const auto decoded = fixture.decoder->Decode(chunk, {}, fixture.rows, absl::InfiniteFuture());
  REQUIRE(decoded.ok());
  REQUIRE(decoded->kept.size() == 1);
  CHECK(fixture.decoder->RewriteBlock(chunk, *decoded) == nullptr);
}

}  // namespace
}  // namespace aurora::ingest

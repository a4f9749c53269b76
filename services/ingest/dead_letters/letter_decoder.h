#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/ingest/dead_letters/stored_letters.h"
#include "services/ingest/deduplication/key_store.h"
#include "services/ingest/deduplication/letter_window.h"
#include "services/ingest/formats/translators.h"
#include "services/ingest/pipeline/batches/batch_builder.h"
#include "services/ingest/pipeline/batches/block_pool.h"
#include "services/ingest/pipeline/held_rows.h"

namespace aurora::ingest {

// A dead letter that still is one.
struct KeptLetter {
  // Of the chunk.
  const StoredLetter* letter = nullptr;
  // Why it does not fit now; what the letter says when nothing is different.
  std::string code;
  std::string reason;

  bool differs() const { return code != letter->code || reason != letter->reason; }
};

// What became of the letters of one chunk. Each of them is in one of these.
struct DecodedLetters {
  // Rows, and what was left out on purpose; not yet inserted.
  std::vector<std::unique_ptr<Batch>> batches;
  std::vector<KeptLetter> kept;
  // Make no row and are no fault.
  std::vector<const StoredLetter*> skipped;
  // Messages that are rows: already, or with these batches.
  size_t rows_now = 0;

  size_t rows() const;
};

// Decodes dead letters of one connection again, along one version of its table's schema. Not thread-safe.
class LetterDecoder {
 public:
  // `translators` must outlive the decoder; `fixed_columns` as in RowFormat.
  static absl::StatusOr<std::unique_ptr<LetterDecoder>> Create(const std::string& connection_id,
                                                               const table::TableSchema& schema,
                                                               const Translators& translators,
                                                               const std::set<std::string>& fixed_columns);

  // Leaves out what is `held`. Errors: AbsentColumnsOf tells when the table has to change first; others when nothing can be said
  // now (the schema registry is away). The result points into the chunk. With a transform that deduplicates `rows` is asked for rows with
  // the letters' keys (LetterWindow).
  absl::StatusOr<DecodedLetters> Decode(const LetterChunk& chunk, const HeldRows& held, KeyStore& rows,
                                        absl::Time deadline);
  // The letters that do not fit for another reason than before, as one block; null when there are none.
  std::unique_ptr<Block> RewriteBlock(const LetterChunk& chunk, const DecodedLetters& decoded);

 private:
  LetterDecoder() = default;
  absl::StatusOr<DecodedLetters> DecodeOnce(const LetterChunk& chunk, const HeldRows& held, DuplicateJudge* judge);

  std::unique_ptr<RowFormat> format_;
  std::unique_ptr<BlockPool> pool_;
  // Null without deduplication.
  std::unique_ptr<KeyColumns> key_;
  absl::Duration within_;
};

}  // namespace aurora::ingest

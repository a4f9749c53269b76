#include "services/ingest/dead_letters/letter_decoder.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "services/ingest/dead_letters/dead_letter.h"
#include "services/ingest/pipeline/fields/absence.h"
#include "services/ingest/transforms/transformed_columns.h"

namespace aurora::ingest {

size_t DecodedLetters::rows() const {
  size_t rows = 0;
  for (const std::unique_ptr<Batch>& batch : batches) rows += batch->rows;
  return rows;
}

absl::StatusOr<std::unique_ptr<LetterDecoder>> LetterDecoder::Create(const std::string& connection_id,
                                                                     const table::TableSchema& schema,
                                                                     const Translators& translators,
                                                                     const std::set<std::string>& fixed_columns) {
  std::unique_ptr<LetterDecoder> decoder(new LetterDecoder);
  const TransformPlan& plan = translators.plan();
  auto format = RowFormat::Create(connection_id, schema, {plan.dropped_fields(), CastColumns(plan, schema)});
  if (!format.ok()) return format.status();
  decoder->format_ = *std::move(format);
  decoder->format_->translator = translators.Make();
  decoder->format_->fixed_columns = fixed_columns;
  if (const std::optional<Deduplication>& rule = plan.deduplication(); rule.has_value()) {
    auto key = KeyColumns::Create(*rule, schema);
    if (!key.ok()) return key.status();
    decoder->key_ = std::make_unique<KeyColumns>(*std::move(key));
    decoder->within_ = rule->within;
  }
  auto pool = BlockPool::Create(schema);
  if (!pool.ok()) return pool.status();
  decoder->pool_ = *std::move(pool);
  return decoder;
}

absl::StatusOr<DecodedLetters> LetterDecoder::Decode(const LetterChunk& chunk, const HeldRows& held, KeyStore& rows,
                                                     absl::Time deadline) {
  if (key_ == nullptr) return DecodeOnce(chunk, held, nullptr);
  LetterWindow window(within_, *key_);
  absl::StatusOr<DecodedLetters> first = DecodeOnce(chunk, held, &window);
  if (!first.ok()) return first;
  if (absl::Status status = window.Ask(rows, chunk.range.partition, deadline); !status.ok()) return status;
  return DecodeOnce(chunk, held, &window);
}

absl::StatusOr<DecodedLetters> LetterDecoder::DecodeOnce(const LetterChunk& chunk, const HeldRows& held,
                                                         DuplicateJudge* judge) {
  DecodedLetters decoded;
  const StoredLetter* current = nullptr;
  format_->set_aside = [&](const IncomingMessage&, std::string_view code, std::string reason) {
    decoded.kept.push_back({current, std::string(code), std::move(reason)});
  };
  BatchBuilder builder(*format_, *pool_, BatchBounds{}, chunk.range.partition, chunk.topic_id, chunk.range.first,
                       PendingRange{}, format_->takes_several() ? chunk.range.last : -1, judge);
  // Of a message that is several rows some may be held.
  if (format_->takes_several()) builder.LookedUp(chunk.range.last, held);
  HeldRows rows;
  const auto close = [&] {
    std::unique_ptr<Batch> batch = builder.Seal();
    if (batch == nullptr || (batch->rows == 0 && batch->skipped.empty())) return;
    for (const std::unique_ptr<Block>& block : batch->blocks) {
      for (size_t i = 0; i < block->rows(); ++i) rows.Add(block->offsets[i], block->timestamps_ms[i]);
    }
    decoded.batches.push_back(std::move(batch));
  };
  std::vector<const StoredLetter*> tried;
  for (const StoredLetter& letter : chunk.letters) {
    current = &letter;
    if (held.HasWhole(letter.offset, letter.timestamp_ms)) {
      ++decoded.rows_now;
      continue;
    }
    if (letter.too_large) {
      decoded.kept.push_back({current, letter.code, letter.reason});
      continue;
    }
    IncomingMessage message;
    message.offset = letter.offset;
    message.timestamp_ms = letter.timestamp_ms;
    message.key = letter.key;
    message.value = letter.value;
    message.tombstone = letter.code == table::RejectionCode(table::Rejection::kTombstone);
    const size_t kept = decoded.kept.size();
    builder.Add(message, absl::Now());
    if (!builder.trouble().ok()) return builder.trouble();
    if (!builder.absent_columns().empty()) {
      return AbsentColumnsError(builder.PlaceOf(letter.offset), builder.absent_columns());
    }
    if (decoded.kept.size() == kept) tried.push_back(current);
    if (builder.Full()) close();
  }
  close();
  format_->set_aside = nullptr;
  for (const StoredLetter* letter : tried) {
    if (rows.Has(letter->offset, letter->timestamp_ms) || held.Has(letter->offset, letter->timestamp_ms)) {
      ++decoded.rows_now;
    } else {
      decoded.skipped.push_back(letter);
    }
  }
  return decoded;
}

std::unique_ptr<Block> LetterDecoder::RewriteBlock(const LetterChunk& chunk, const DecodedLetters& decoded) {
  std::unique_ptr<Block> block;
  for (const KeptLetter& kept : decoded.kept) {
    if (!kept.differs()) continue;
    if (block == nullptr) block = pool_->TakeDeadLetters();
    DeadLetterRow row;
    row.connection_id = format_->connection_id;
    row.topic = chunk.range.partition.topic;
    row.partition = chunk.range.partition.number;
    row.offset = kept.letter->offset;
    row.timestamp_ms = kept.letter->timestamp_ms;
    row.key = kept.letter->key;
    row.value = kept.letter->value;
    row.headers = kept.letter->headers;
    row.code = kept.code;
    row.reason = kept.reason;
    AppendDeadLetter(row, block->columns);
    block->offsets.push_back(row.offset);
    block->timestamps_ms.push_back(row.timestamp_ms);
  }
  return block;
}

}  // namespace aurora::ingest

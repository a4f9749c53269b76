#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/table/rejection.h"
#include "services/ingest/deduplication/duplicate_judge.h"
#include "services/ingest/formats/message_elements.h"
#include "services/ingest/pipeline/batches/batch.h"
#include "services/ingest/pipeline/batches/block_pool.h"
#include "services/ingest/pipeline/batches/row_blocks.h"
#include "services/ingest/pipeline/batches/row_format.h"
#include "services/ingest/pipeline/held_rows.h"

namespace aurora::ingest {

// Bounds of a batch, which its last message may exceed (by kElementsMax rows and kMessageBytesMax). More messages than
// kBatchRowsMax would not fit into one answer to "which offsets do you hold?".
struct BatchBounds {
  uint32_t rows_max = 65'536;
  uint64_t bytes_max = 32u << 20;
  // While inserts are quick; BatchDelay widens it.
  absl::Duration delay = absl::Milliseconds(100);
};
inline constexpr uint32_t kBatchRowsMax = 90'000;
// More ClickHouse partitions than this in one batch close it.
inline constexpr size_t kBlocksPerBatchMax = 64;

// A range that an earlier owner of the partition announced and may have inserted in part.
struct PendingRange {
  int64_t first = 0;
  int64_t last = -1;
  int64_t first_timestamp_ms = 0;
  // Intent::joined as it was announced.
  std::string joined;
  // What the table and the dead letters hold of it.
  HeldRows held;

  bool active() const { return last >= first; }
};

// Turns the messages of one Kafka partition into batches. Belongs to one thread.
class BatchBuilder {
 public:
  // `topic_id`: as in Batch. `position`: the first offset to come. `held_until`: the newest offset behind the announced range that table or
  // dead letters hold, -1 when they hold none. `judge`: null where no row is left out. All references must outlive the builder.
  BatchBuilder(RowFormat& format, BlockPool& pool, const BatchBounds& bounds, kafka::Partition partition,
               std::string topic_id, int64_t position, PendingRange pending, int64_t held_until = -1,
               DuplicateJudge* judge = nullptr);

  // Whether the message belongs into the current batch: false means Seal() first (the announced range ends).
  bool Accepts(int64_t offset) const;
  // Whether the message may be stored already, so that [offset, LookUpEnd(offset)] has to be looked up before it is added.
  bool MustLookUp(int64_t offset) const;
  int64_t LookUpEnd(int64_t offset) const;
  // What is stored up to `last`.
  void LookedUp(int64_t last, HeldRows held);
  // The offset that is expected next.
  int64_t next() const { return next_; }
  // Only for a message that Accepts(). Counts a rejection in `rejected`.
  void Add(const IncomingMessage& message, absl::Time now);
  // Not empty once a message lacked values that the table should do without from here on: the message was not taken, and
  // the builder is of no use any more. The columns, and which message it was.
  const std::vector<std::string>& absent_columns() const { return absent_columns_; }
  std::string PlaceOf(int64_t offset) const;
  // Not ok once nothing could be said about a message yet: it was not taken, and the builder is of no use any more.
  const absl::Status& trouble() const { return trouble_; }
  // Everything before `offset` was read. Offsets that carry no message belong to a batch, too.
  void ReachEnd(int64_t offset, absl::Time now);

  // Rows, bytes or blocks are at their bound, or the announced range is complete.
  bool Full() const;
  // When a batch that waits for `delay` is due; InfiniteFuture when there is none.
  absl::Time DueAt(absl::Duration delay) const { return batch_ == nullptr ? absl::InfiniteFuture() : begun_ + delay; }
  // Whether so many messages wait in the partition, whose end is `end`, that the batch grows much when it stays open.
  bool IsBehind(int64_t end) const { return end - next_ >= bounds_.rows_max / 4; }
  bool empty() const { return batch_ == nullptr && !pending_.active(); }
  // Messages of the open batch.
  uint64_t messages() const { return batch_ == nullptr ? 0 : batch_->messages; }
  // Whether a batch may be closed now by its age: not inside an announced range.
  bool Sealable() const { return batch_ != nullptr && !pending_.active(); }

  // The batch so far, null when nothing was read; the next one begins behind it.
  std::unique_ptr<Batch> Seal();

  using RejectionCounts = std::array<uint64_t, table::kRejectionCount>;
  const RejectionCounts& rejected() const { return rejected_; }
  // Of these the ones that are somebody's fault: tombstones are not.
  uint64_t faults() const { return faults_; }

 private:
  void Begin(absl::Time now);
  // Sets held_now_.
  void FindHeld(const IncomingMessage& message);
  // What became of a message, or of one of its objects.
  enum class Added : uint8_t { kRow, kFiltered, kDuplicate, kNothing, kRejected };
  Added AddOne(const IncomingMessage& message, uint32_t element, absl::Time now, NewFields* news, DecodeFailure* failure);
  // A message that may be an array of objects, or lines.
  Added AddSeveral(const IncomingMessage& message, absl::Time now, DecodeFailure* failure);
  // All of its elements, or none.
  Added AddElements(const IncomingMessage& message, MessageElements::Form form, absl::Time now, DecodeFailure* failure);
  uint64_t RowCount() const;
  // The message with what the translator made of its value; null when it made no JSON: *added says why; kNothing also when nothing
  // can be said now (trouble_).
  const IncomingMessage* Translate(const IncomingMessage& message, Added* added, DecodeFailure* failure);
  void AddDeadLetter(const IncomingMessage& message, const DecodeFailure& failure);
  // For people: which message, which column of which type, what is wrong, and the remedy.
  std::string ReasonOf(int64_t offset, const DecodeFailure& failure) const;
  FlushReason Reason() const;

  RowFormat& format_;
  BlockPool& pool_;
  const BatchBounds bounds_;
  const kafka::Partition partition_;
  const std::string topic_id_;
  // First offset of the current batch, and the one after the last that was seen.
  int64_t first_;
  int64_t next_;
  PendingRange pending_;
  const int64_t held_until_;
  DuplicateJudge* const judge_;
  // What is held up to looked_up_.
  int64_t looked_up_ = -1;
  HeldRows held_;
  // What may hold the message in hand; null for none.
  const HeldRows* held_now_ = nullptr;
  // Whether the message before was lines: then they are tried first.
  bool lines_expected_ = false;
  std::unique_ptr<Batch> batch_;
  RowBlocks rows_;
  absl::Time begun_;
  std::vector<std::string> absent_columns_;
  absl::Status trouble_;
  IncomingMessage translated_;
  std::string translated_text_;
  RejectionCounts rejected_{};
  uint64_t faults_ = 0;
};

}  // namespace aurora::ingest

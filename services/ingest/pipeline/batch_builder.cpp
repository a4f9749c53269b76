#include "services/ingest/pipeline/batch_builder.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/ingest/dead_letters/dead_letter.h"
#include "services/ingest/pipeline/absence.h"

namespace aurora::ingest {

using table::Rejection;

absl::StatusOr<std::unique_ptr<RowFormat>> RowFormat::Create(std::string connection_id, std::string topic,
                                                             const table::TableSchema& schema,
                                                             const DecodeWishes& wishes) {
  auto format = std::make_unique<RowFormat>();
  format->connection_id = std::move(connection_id);
  format->topic = std::move(topic);
  format->schema = schema;
  format->key = PartitionKey::Of(schema);
  format->key_is_timestamp = format->key.column() == table::kTimestampColumn;
  absl::StatusOr<std::unique_ptr<JsonDecoder>> decoder = JsonDecoder::Create(schema, format->key.column(), true, wishes);
  if (!decoder.ok()) return decoder.status();
  format->decoder = *std::move(decoder);
  for (size_t i = 0; i < schema.fields.size(); ++i) {
    const std::string& name = schema.fields[i].name;
    if (name == table::kTopicColumn) format->topic_column = i;
    if (name == table::kPartitionColumn) format->partition_column = i;
    if (name == table::kOffsetColumn) format->offset_column = i;
    if (name == table::kTimestampColumn) format->timestamp_column = i;
  }
  if (std::max({format->topic_column, format->partition_column, format->offset_column, format->timestamp_column}) ==
      kNone) {
    return absl::InvalidArgumentError(base::StrCat("table ", schema.database, ".", schema.table,
                                                   " lacks one of _topic, _partition, _offset and _timestamp; "
                                                   "without them loading cannot be exact"));
  }
  return format;
}

BatchBuilder::BatchBuilder(RowFormat& format, BlockPool& pool, const BatchBounds& bounds, int32_t partition,
                           int64_t position, PendingRange pending, int64_t held_until)
    : format_(format),
      pool_(pool),
      bounds_(bounds),
      partition_(partition),
      first_(position),
      next_(position),
      pending_(std::move(pending)),
      held_until_(held_until) {
  if (pending_.active()) first_ = next_ = pending_.first;
}

bool BatchBuilder::Accepts(int64_t offset) const {
  return !pending_.active() || offset <= pending_.last;
}

void BatchBuilder::Begin(const IncomingMessage& message, absl::Time now) {
  batch_ = std::make_unique<Batch>();
  batch_->partition = partition_;
  batch_->first = first_;
  batch_->first_timestamp_ms = pending_.active() ? pending_.first_timestamp_ms : message.timestamp_ms;
  begun_ = now;
  current_ = nullptr;
}

bool BatchBuilder::IsHeld(const IncomingMessage& message) {
  if (pending_.active()) return pending_.held.Has(message.offset, message.timestamp_ms);
  if (message.offset > held_until_) return false;
  // Whatever was inserted under another token must be looked for again after the insert.
  batch_->recovered = true;
  return held_.Has(message.offset, message.timestamp_ms);
}

bool BatchBuilder::MustLookUp(int64_t offset) const {
  return !pending_.active() && offset <= held_until_ && offset > looked_up_;
}

int64_t BatchBuilder::LookUpEnd(int64_t offset) const {
  return std::min<int64_t>(held_until_, offset + kBatchRowsMax - 1);
}

void BatchBuilder::LookedUp(int64_t last, HeldRows held) {
  looked_up_ = last;
  held_ = std::move(held);
}

void BatchBuilder::Add(const IncomingMessage& message, absl::Time now) {
  if (batch_ == nullptr) Begin(message, now);
  next_ = message.offset + 1;
  batch_->last = message.offset;
  batch_->newest_timestamp_ms = std::max(batch_->newest_timestamp_ms, message.timestamp_ms);
  ++batch_->messages;
  batch_->message_bytes += message.value.size() + message.key.size();
  if (IsHeld(message)) return;
  DecodeFailure failure;
  const IncomingMessage* json = &message;
  if (format_.translator != nullptr) {
    bool nothing = false;
    json = Translate(message, &nothing, &failure);
    if (nothing) return;
  }
  if (json != nullptr && AddRow(*json, &failure)) {
    ++batch_->rows;
    const std::vector<FieldPath>& news = format_.decoder->new_fields();
    if (!news.empty()) format_.new_fields.Add(news, format_.decoder->overflow(), now);
    return;
  }
  if (failure.rejection == Rejection::kMissingValue) {
    absent_columns_ = ColumnsToWiden(format_.schema, failure.absent, format_.fixed_columns);
    if (!absent_columns_.empty()) return;
  }
  ++rejected_[static_cast<size_t>(failure.rejection)];
  if (failure.rejection != Rejection::kTombstone) ++faults_;
  AddDeadLetter(message, failure);
}

Block* BatchBuilder::BlockFor(int64_t key) {
  for (std::unique_ptr<Block>& block : batch_->blocks) {
    if (block->key == key) return block.get();
  }
  batch_->blocks.push_back(pool_.TakeRows());
  Block* block = batch_->blocks.back().get();
  block->key = key;
  return block;
}

const IncomingMessage* BatchBuilder::Translate(const IncomingMessage& message, bool* nothing,
                                               DecodeFailure* failure) {
  Translation translation = format_.translator->Translate(
      {message.key, message.value, message.offset, message.timestamp_ms, message.tombstone}, &translated_text_);
  trouble_ = std::move(translation.trouble);
  *nothing = translation.nothing || !trouble_.ok();
  if (translation.filtered) AddFiltered(message.offset);
  if (*nothing) return nullptr;
  failure->rejection = translation.rejection;
  failure->detail = std::move(translation.detail);
  if (translation.rejection != Rejection::kNone) return nullptr;
  translated_ = message;
  translated_.value = translated_text_;
  return &translated_;
}

bool BatchBuilder::DecodeInto(Block& block, const IncomingMessage& message, DecodeFailure* failure) {
  return format_.decoder->Decode(message.value, message.tombstone, block.columns, failure);
}

bool BatchBuilder::AddRow(const IncomingMessage& message, DecodeFailure* failure) {
  if (format_.key_is_timestamp || format_.key.column().empty()) {
    Block* block = BlockFor(format_.key_is_timestamp ? format_.key.KeyOf(message.timestamp_ms) : 0);
    if (!DecodeInto(*block, message, failure)) return false;
    EndRow(*block, message);
    return true;
  }
  // Most rows go where the one before went; the others are decoded a second time, into the right block.
  if (current_ == nullptr) {
    batch_->blocks.push_back(pool_.TakeRows());
    current_ = batch_->blocks.back().get();
    if (!DecodeInto(*current_, message, failure)) {
      batch_->blocks.back()->Clear();
      Batch scrap;
      scrap.blocks.push_back(std::move(batch_->blocks.back()));
      batch_->blocks.pop_back();
      pool_.GiveBack(scrap);
      current_ = batch_->blocks.empty() ? nullptr : batch_->blocks.back().get();
      return false;
    }
    current_->key = format_.key.KeyOf(format_.decoder->key_ticks());
    EndRow(*current_, message);
    return true;
  }
  if (!DecodeInto(*current_, message, failure)) return false;
  const int64_t key = format_.key.KeyOf(format_.decoder->key_ticks());
  if (key != current_->key) {
    const size_t rows = current_->rows();
    for (clickhouse::Column& column : current_->columns) {
      if (column.rows() > rows) column.Truncate(rows);
    }
    current_ = BlockFor(key);
    DecodeInto(*current_, message, failure);
  }
  EndRow(*current_, message);
  return true;
}

void BatchBuilder::EndRow(Block& block, const IncomingMessage& message) {
  block.offsets.push_back(message.offset);
  block.timestamps_ms.push_back(message.timestamp_ms);
}

// What is the same in all rows, or known already, is written at once.
void BatchBuilder::FillOwnColumns(Block& block) const {
  const size_t rows = block.rows();
  block.columns[format_.topic_column].AppendStringRun(format_.topic, rows);
  block.columns[format_.partition_column].AppendRun(partition_, rows);
  block.columns[format_.offset_column].AppendValues(block.offsets.data(), rows);
  block.columns[format_.timestamp_column].AppendValues(block.timestamps_ms.data(), rows);
}

void BatchBuilder::AddFiltered(int64_t offset) {
  std::vector<OffsetRange>& filtered = batch_->filtered;
  if (!filtered.empty() && filtered.back().last + 1 == offset) {
    filtered.back().last = offset;
  } else {
    filtered.push_back({offset, offset});
  }
}

void BatchBuilder::AddDeadLetter(const IncomingMessage& message, const DecodeFailure& failure) {
  if (format_.set_aside != nullptr) {
    format_.set_aside(message, table::RejectionCode(failure.rejection), ReasonOf(message.offset, failure));
    return;
  }
  if (batch_->dead_letters == nullptr) batch_->dead_letters = pool_.TakeDeadLetters();
  DeadLetterRow row;
  row.connection_id = format_.connection_id;
  row.topic = format_.topic;
  row.partition = partition_;
  row.offset = message.offset;
  row.timestamp_ms = message.timestamp_ms;
  row.key = message.key;
  row.value = message.value;
  if (message.source != nullptr) row.headers = message.source->headers();
  row.code = table::RejectionCode(failure.rejection);
  row.reason = ReasonOf(message.offset, failure);
  AppendDeadLetter(row, batch_->dead_letters->columns);
  batch_->dead_letters->offsets.push_back(message.offset);
  batch_->dead_letters->timestamps_ms.push_back(message.timestamp_ms);
}

std::string BatchBuilder::ReasonOf(int64_t offset, const DecodeFailure& failure) const {
  std::string reason = PlaceOf(offset);
  if (const table::Field* field = format_.schema.Find(failure.column); field != nullptr) {
    base::StrAppend(&reason, ", column ", field->name, " (", field->type.Name(), ")");
  }
  base::StrAppend(&reason, ": ", table::RejectionText(failure.rejection));
  if (!failure.detail.empty()) base::StrAppend(&reason, ": ", failure.detail);
  const bool narrow = failure.rejection == Rejection::kTypeMismatch || failure.rejection == Rejection::kOutOfRange;
  if (narrow) reason += "; give the column a wider type, or have the producer send such values";
  return reason;
}

std::string BatchBuilder::PlaceOf(int64_t offset) const {
  return base::StrCat("topic ", format_.topic, ", partition ", partition_, ", offset ", offset);
}

void BatchBuilder::ReachEnd(int64_t offset) {
  if (offset <= next_) return;
  next_ = offset;
  if (batch_ != nullptr && !pending_.active()) batch_->last = offset - 1;
}

bool BatchBuilder::Full() const {
  if (pending_.active()) return next_ > pending_.last;
  if (batch_ == nullptr) return false;
  return batch_->messages >= bounds_.rows_max || batch_->message_bytes >= bounds_.bytes_max ||
         batch_->blocks.size() >= kBlocksPerBatchMax;
}

FlushReason BatchBuilder::Reason() const {
  if (pending_.active()) return FlushReason::kRecovery;
  if (batch_->messages >= bounds_.rows_max) return FlushReason::kRows;
  if (batch_->message_bytes >= bounds_.bytes_max) return FlushReason::kBytes;
  return batch_->blocks.size() >= kBlocksPerBatchMax ? FlushReason::kSplit : FlushReason::kDelay;
}

std::unique_ptr<Batch> BatchBuilder::Seal() {
  if (batch_ == nullptr && pending_.active()) {
    // Nothing of the announced range is left in the topic: an empty batch carries the offset past it.
    batch_ = std::make_unique<Batch>();
    batch_->partition = partition_;
    batch_->first = pending_.first;
    batch_->first_timestamp_ms = pending_.first_timestamp_ms;
  }
  if (batch_ == nullptr) return nullptr;
  batch_->reason = Reason();
  if (pending_.active()) {
    batch_->last = pending_.last;
    batch_->intended = true;
    batch_->recovered = true;
    batch_->joined = std::move(pending_.joined);
    next_ = std::max(next_, pending_.last + 1);
    pending_ = PendingRange{};
  }
  for (const std::unique_ptr<Block>& block : batch_->blocks) FillOwnColumns(*block);
  first_ = batch_->last + 1;
  current_ = nullptr;
  return std::move(batch_);
}

}  // namespace aurora::ingest

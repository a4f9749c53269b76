#include "services/ingest/pipeline/batch_builder.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/ingest/dead_letters/dead_letter.h"
#include "services/ingest/pipeline/absence.h"

namespace aurora::ingest {

using table::Rejection;

BatchBuilder::BatchBuilder(RowFormat& format, BlockPool& pool, const BatchBounds& bounds, int32_t partition,
                           int64_t position, PendingRange pending, int64_t held_until)
    : format_(format),
      pool_(pool),
      bounds_(bounds),
      partition_(partition),
      first_(position),
      next_(position),
      pending_(std::move(pending)),
      held_until_(held_until),
      rows_(format, pool) {
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
  rows_.Begin(*batch_);
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
  if (json != nullptr && rows_.Add(*json, &failure)) {
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
  rows_.Finish(*batch_);
  first_ = batch_->last + 1;
  return std::move(batch_);
}

}  // namespace aurora::ingest

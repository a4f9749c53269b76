#include "services/ingest/pipeline/batches/batch_builder.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/ingest/dead_letters/dead_letter.h"
#include "services/ingest/pipeline/fields/absence.h"

namespace aurora::ingest {

using table::Rejection;

BatchBuilder::BatchBuilder(RowFormat& format, BlockPool& pool, const BatchBounds& bounds, kafka::Partition partition,
                           std::string topic_id, int64_t position, PendingRange pending, int64_t held_until,
                           DuplicateJudge* judge)
    : format_(format),
      pool_(pool),
      bounds_(bounds),
      partition_(std::move(partition)),
      topic_id_(std::move(topic_id)),
      first_(position),
      next_(position),
      pending_(std::move(pending)),
      held_until_(held_until),
      judge_(judge),
      rows_(format, pool, judge) {
  if (pending_.active()) first_ = next_ = pending_.first;
}

bool BatchBuilder::Accepts(int64_t offset) const {
  return !pending_.active() || offset <= pending_.last;
}

void BatchBuilder::Begin(absl::Time now) {
  batch_ = std::make_unique<Batch>();
  batch_->partition = partition_;
  batch_->topic_id = topic_id_;
  batch_->first = first_;
  batch_->first_timestamp_ms = pending_.first_timestamp_ms;
  begun_ = now;
  rows_.Begin(*batch_);
}

void BatchBuilder::FindHeld(const IncomingMessage& message) {
  held_now_ = nullptr;
  if (pending_.active()) {
    held_now_ = &pending_.held;
  } else if (message.offset <= held_until_) {
    // Whatever was inserted under another token must be looked for again after the insert.
    batch_->recovered = true;
    held_now_ = &held_;
  }
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
  if (batch_ == nullptr) Begin(now);
  if (batch_->messages == 0 && !pending_.active()) batch_->first_timestamp_ms = message.timestamp_ms;
  next_ = message.offset + 1;
  batch_->last = message.offset;
  batch_->newest_timestamp_ms = std::max(batch_->newest_timestamp_ms, message.timestamp_ms);
  ++batch_->messages;
  batch_->message_bytes += message.value.size() + message.key.size();
  FindHeld(message);
  if (held_now_ != nullptr && held_now_->HasWhole(message.offset, message.timestamp_ms)) {
    if (judge_ == nullptr) return;
    judge_->Held(message.offset, message.timestamp_ms);
    trouble_ = judge_->trouble();
    return;
  }
  DecodeFailure failure;
  const Added added = format_.takes_several() ? AddSeveral(message, now, &failure)
                                              : AddOne(message, 0, now, &format_.new_fields, &failure);
  if (added == Added::kFiltered) SkipOffset(message.offset, SkipReason::kFilter, batch_->skipped);
  if (added == Added::kDuplicate) SkipOffset(message.offset, SkipReason::kDuplicate, batch_->skipped);
  if (added != Added::kRejected) return;
  const bool may_be_several = failure.rejection == Rejection::kNotObject || failure.rejection == Rejection::kNotJson;
  if (may_be_several && format_.translator == nullptr && !format_.takes_several() && HoldsSeveral(message.value)) {
    failure.detail = base::StrCat("it holds several objects, which become a row each in a table with the column ",
                                  table::kElementColumn, "; see \"several\" of the connection's format");
  }
  if (failure.rejection == Rejection::kMissingValue) {
    absent_columns_ = ColumnsToWiden(format_.schema, failure.absent, format_.fixed_columns);
    if (!absent_columns_.empty()) return;
  }
  ++rejected_[static_cast<size_t>(failure.rejection)];
  if (failure.rejection != Rejection::kTombstone) ++faults_;
  AddDeadLetter(message, failure);
}

BatchBuilder::Added BatchBuilder::AddOne(const IncomingMessage& message, uint32_t element, absl::Time now,
                                         NewFields* news, DecodeFailure* failure) {
  if (held_now_ != nullptr && held_now_->HasRow(message.offset, message.timestamp_ms, element)) return Added::kNothing;
  const IncomingMessage* json = &message;
  if (format_.translator != nullptr) {
    Added added = Added::kRow;
    json = Translate(message, &added, failure);
    if (json == nullptr) return added;
  }
  const RowBlocks::Outcome outcome = rows_.Add(*json, element, failure);
  if (judge_ != nullptr) trouble_ = judge_->trouble();
  if (outcome == RowBlocks::Outcome::kRejected) return Added::kRejected;
  if (outcome == RowBlocks::Outcome::kDuplicate) return Added::kDuplicate;
  ++batch_->rows;
  const std::vector<FieldPath>& fields = format_.decoder->new_fields();
  if (!fields.empty()) news->Add(fields, format_.decoder->overflow(), now);
  return Added::kRow;
}

// A text of lines is no single object, and the other way round: which is tried first changes nothing but the time it takes.
BatchBuilder::Added BatchBuilder::AddSeveral(const IncomingMessage& message, absl::Time now, DecodeFailure* failure) {
  const auto may_hold_several = [&] { return !message.tombstone && message.value.size() <= table::kMessageBytesMax; };
  if (MessageElements::IsArray(message.value) && may_hold_several()) {
    return AddElements(message, MessageElements::Form::kArray, now, failure);
  }
  if (held_now_ != nullptr && held_now_->Has(message.offset, message.timestamp_ms)) {
    // Rows that are stored are not decoded, so that its text alone has to say what it is.
    return MessageElements::IsNoObjectButLines(message.value)
               ? AddElements(message, MessageElements::Form::kLines, now, failure)
               : AddOne(message, 0, now, &format_.new_fields, failure);
  }
  const auto try_lines = [&](Added* added) {
    if (!may_hold_several() || !MessageElements::IsLines(message.value)) return false;
    DecodeFailure fault;
    *added = AddElements(message, MessageElements::Form::kLines, now, &fault);
    if (*added == Added::kRejected) {
      // Its first line is no text of its own.
      if (fault.element == 0 && fault.rejection == Rejection::kNotJson) return false;
      *failure = std::move(fault);
    }
    return true;
  };
  Added added = Added::kNothing;
  if (lines_expected_ && try_lines(&added)) return added;
  added = AddOne(message, 0, now, &format_.new_fields, failure);
  const bool lines = added == Added::kRejected && !lines_expected_ && try_lines(&added);
  lines_expected_ = lines;
  return added;
}

BatchBuilder::Added BatchBuilder::AddElements(const IncomingMessage& message, MessageElements::Form form, absl::Time now,
                                              DecodeFailure* failure) {
  const uint64_t rows_before = batch_->rows;
  rows_.Mark();
  const auto reject = [&](int64_t element) {
    rows_.TakeBack();
    batch_->rows = rows_before;
    failure->element = element;
    return Added::kRejected;
  };
  MessageElements elements(message.value, form);
  IncomingMessage one = message;
  NewFields news;
  uint32_t count = 0;
  uint32_t filtered = 0;
  for (; elements.Next(&one.value); ++count) {
    if (count == table::kElementsMax) {
      failure->rejection = Rejection::kTooManyElements;
      return reject(-1);
    }
    const Added added = AddOne(one, count, now, &news, failure);
    if (added == Added::kRejected) return reject(count);
    if (!trouble_.ok()) return Added::kNothing;
    if (added == Added::kFiltered) ++filtered;
  }
  if (!elements.well_formed()) {
    // An element that is no object, or no array: what is wrong is the decoder's to say.
    static_cast<void>(AddOne(message, 0, now, &news, failure));
    return reject(failure->rejection == Rejection::kNotObject ? int64_t{count} : -1);
  }
  if (count == 0) SkipOffset(message.offset, SkipReason::kEmptyList, batch_->skipped);
  if (count == 0) return Added::kNothing;
  if (!news.empty()) format_.new_fields.Merge(std::move(news));
  return filtered == count ? Added::kFiltered : Added::kRow;
}

const IncomingMessage* BatchBuilder::Translate(const IncomingMessage& message, Added* added, DecodeFailure* failure) {
  Translation translation = format_.translator->Translate(
      {message.key, message.value, message.offset, message.timestamp_ms, message.tombstone}, &translated_text_);
  trouble_ = std::move(translation.trouble);
  if (translation.nothing || !trouble_.ok()) {
    *added = translation.filtered ? Added::kFiltered : Added::kNothing;
    return nullptr;
  }
  failure->rejection = translation.rejection;
  failure->detail = std::move(translation.detail);
  *added = Added::kRejected;
  if (translation.rejection != Rejection::kNone) return nullptr;
  translated_ = message;
  translated_.value = translated_text_;
  return &translated_;
}

void BatchBuilder::AddDeadLetter(const IncomingMessage& message, const DecodeFailure& failure) {
  if (format_.set_aside != nullptr) {
    format_.set_aside(message, table::RejectionCode(failure.rejection), ReasonOf(message.offset, failure));
    return;
  }
  if (batch_->dead_letters == nullptr) batch_->dead_letters = pool_.TakeDeadLetters();
  DeadLetterRow row;
  row.connection_id = format_.connection_id;
  row.topic = partition_.topic;
  row.partition = partition_.number;
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
  if (failure.element >= 0) base::StrAppend(&reason, ", element ", failure.element, " (from 0)");
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
  return base::StrCat(kafka::Place(partition_), ", offset ", offset);
}

void BatchBuilder::ReachEnd(int64_t offset, absl::Time now) {
  if (offset <= next_) return;
  next_ = offset;
  if (pending_.active()) return;
  // Markers of transactions alone: an empty batch carries the committed offset past them.
  if (batch_ == nullptr) Begin(now);
  batch_->last = offset - 1;
}

// Messages without a row take time, too.
uint64_t BatchBuilder::RowCount() const { return std::max(batch_->messages, batch_->rows); }

bool BatchBuilder::Full() const {
  if (pending_.active()) return next_ > pending_.last;
  if (batch_ == nullptr) return false;
  return RowCount() >= bounds_.rows_max || batch_->message_bytes >= bounds_.bytes_max ||
         batch_->blocks.size() >= kBlocksPerBatchMax;
}

FlushReason BatchBuilder::Reason() const {
  if (pending_.active()) return FlushReason::kRecovery;
  if (RowCount() >= bounds_.rows_max) return FlushReason::kRows;
  if (batch_->message_bytes >= bounds_.bytes_max) return FlushReason::kBytes;
  return batch_->blocks.size() >= kBlocksPerBatchMax ? FlushReason::kSplit : FlushReason::kDelay;
}

std::unique_ptr<Batch> BatchBuilder::Seal() {
  if (batch_ == nullptr && pending_.active()) {
    // Nothing of the announced range is left in the topic: an empty batch carries the offset past it.
    batch_ = std::make_unique<Batch>();
    batch_->partition = partition_;
    batch_->topic_id = topic_id_;
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

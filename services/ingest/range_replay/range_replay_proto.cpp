#include "services/ingest/range_replay/range_replay_proto.h"

#include <algorithm>
#include <set>

#include "libs/base/text.h"

namespace aurora::ingest {
namespace {

absl::Time ToTime(const google::protobuf::Timestamp& at) {
  return absl::FromUnixSeconds(at.seconds()) + absl::Nanoseconds(at.nanos());
}

void ToProto(absl::Time at, google::protobuf::Timestamp* out) {
  const int64_t seconds = absl::ToUnixSeconds(at);
  out->set_seconds(seconds);
  out->set_nanos(static_cast<int32_t>(absl::ToInt64Nanoseconds(at - absl::FromUnixSeconds(seconds))));
}

absl::StatusOr<std::vector<WantedSpan>> SpansOf(const v1::StartRangeReplayRequest& request) {
  if (static_cast<size_t>(request.spans_size()) > kWantedSpansMax) {
    return absl::InvalidArgumentError(base::StrCat("a replay takes at most ", kWantedSpansMax, " spans of offsets"));
  }
  std::vector<WantedSpan> spans;
  std::set<int32_t> partitions;
  for (const v1::OffsetSpan& span : request.spans()) {
    const std::string object = base::StrCat("partition ", span.partition(), ", offsets ", span.from(), " to ", span.to());
    if (span.partition() < 0 || span.from() < 0 || span.to() <= span.from()) {
      return absl::InvalidArgumentError(base::StrCat(object, ": a span begins at 0 or later and ends behind its beginning"));
    }
    if (!partitions.insert(span.partition()).second) {
      return absl::InvalidArgumentError(base::StrCat(object, ": a replay takes one span of each partition"));
    }
    spans.push_back({span.partition(), span.from(), span.to()});
  }
  return spans;
}

void ToProto(const RangeDiff& diff, v1::RangeReplayDiff* out) {
  out->set_same(diff.same);
  out->set_only_in_table(diff.only_in_table);
  out->set_only_in_shadow(diff.only_in_shadow);
  out->set_different(diff.different);
  for (const RangeDiff::ColumnCount& count : diff.columns) {
    v1::ColumnDifference* column = out->add_columns();
    column->set_column(count.column);
    column->set_rows(count.rows);
  }
  for (const RangeDiff::Example& example : diff.examples) {
    v1::RowDifference* row = out->add_examples();
    row->set_partition(example.partition);
    row->set_offset(example.offset);
    row->set_in_table(example.in_table);
    row->set_in_shadow(example.in_shadow);
    if (example.element.has_value()) row->set_element(*example.element);
    for (const RangeDiff::Value& value : example.values) {
      v1::ValueDifference* entry = row->add_values();
      entry->set_column(value.column);
      if (value.in_table.has_value()) entry->set_in_table(*value.in_table);
      if (value.in_shadow.has_value()) entry->set_in_shadow(*value.in_shadow);
    }
  }
}

RangeDiff FromProto(const v1::RangeReplayDiff& diff) {
  RangeDiff out;
  out.same = diff.same();
  out.only_in_table = diff.only_in_table();
  out.only_in_shadow = diff.only_in_shadow();
  out.different = diff.different();
  for (const v1::ColumnDifference& column : diff.columns()) out.columns.push_back({column.column(), column.rows()});
  for (const v1::RowDifference& row : diff.examples()) {
    RangeDiff::Example example{row.partition(), row.offset(), row.in_table(), row.in_shadow(), {}, {}};
    if (row.has_element()) example.element = row.element();
    for (const v1::ValueDifference& value : row.values()) {
      RangeDiff::Value entry{value.column(), std::nullopt, std::nullopt};
      if (value.has_in_table()) entry.in_table = value.in_table();
      if (value.has_in_shadow()) entry.in_shadow = value.in_shadow();
      example.values.push_back(std::move(entry));
    }
    out.examples.push_back(std::move(example));
  }
  return out;
}

}  // namespace

absl::StatusOr<RangeWish> FromProto(const v1::StartRangeReplayRequest& request) {
  RangeWish wish;
  wish.topic = request.topic();
  wish.everything = request.everything();
  absl::StatusOr<std::vector<WantedSpan>> spans = SpansOf(request);
  if (!spans.ok()) return spans.status();
  wish.spans = *std::move(spans);
  if (request.has_since()) wish.since = ToTime(request.since());
  if (request.has_until()) wish.until = ToTime(request.until());
  const int ways = (wish.everything ? 1 : 0) + (wish.spans.empty() ? 0 : 1) + (wish.since || wish.until ? 1 : 0);
  if (ways != 1) {
    return absl::InvalidArgumentError("say which messages to replay, by one of: everything, spans of offsets, a span of time");
  }
  if (wish.since && wish.until && *wish.until <= *wish.since) {
    return absl::InvalidArgumentError("the span of time ends before it begins; give an `until` behind `since`");
  }
  wish.target = request.target() == v1::RANGE_REPLAY_TARGET_REPLACE ? RangeTarget::kReplace : RangeTarget::kShadow;
  wish.missing = static_cast<MissingRows>(std::min<int>(request.missing(), static_cast<int>(MissingRows::kDrop)));
  return wish;
}

RangeVerdict FromProto(v1::RangeReplayDecision decision) {
  switch (decision) {
    case v1::RANGE_REPLAY_DECISION_SWAP: return RangeVerdict::kSwap;
    case v1::RANGE_REPLAY_DECISION_DISCARD: return RangeVerdict::kDiscard;
    default: return RangeVerdict::kNone;
  }
}

RangeReplay FromProto(const v1::RangeReplay& replay) {
  RangeReplay out;
  out.id = replay.id();
  out.connection_id = replay.connection_id();
  out.topic = replay.topic();
  out.topic_id = replay.topic_id();
  out.database = replay.database();
  out.table = replay.table();
  out.shadow = replay.shadow_table();
  out.target = replay.target() == v1::RANGE_REPLAY_TARGET_REPLACE ? RangeTarget::kReplace : RangeTarget::kShadow;
  out.missing = static_cast<MissingRows>(replay.missing());
  for (const v1::ReplaySpan& span : replay.spans()) {
    out.spans.push_back({span.partition(), span.from(), span.to(), span.first(), span.next()});
  }
  out.state = static_cast<RangeState>(std::max(0, replay.state() - 1));
  out.messages = replay.messages();
  out.disk_bytes = replay.disk_bytes();
  out.rows = replay.rows();
  out.dead_letters = replay.dead_letters();
  out.filtered = replay.filtered();
  out.duplicates = replay.duplicates();
  out.notes.assign(replay.notes().begin(), replay.notes().end());
  if (replay.has_diff()) out.diff = FromProto(replay.diff());
  out.error = replay.error();
  out.made_by = replay.made_by();
  out.created_at = ToTime(replay.created_at());
  out.changed_at = ToTime(replay.changed_at());
  out.copy = replay.copy();
  out.copy_uuid = replay.copy_uuid();
  out.copies = replay.copies();
  out.settled = replay.settled();
  return out;
}

void ToProto(const RangeReplay& replay, v1::RangeReplay* out) {
  out->set_id(replay.id);
  out->set_connection_id(replay.connection_id);
  out->set_topic(replay.topic);
  out->set_topic_id(replay.topic_id);
  out->set_database(replay.database);
  out->set_table(replay.table);
  out->set_shadow_table(replay.shadow);
  out->set_target(replay.target == RangeTarget::kReplace ? v1::RANGE_REPLAY_TARGET_REPLACE : v1::RANGE_REPLAY_TARGET_SHADOW);
  out->set_missing(static_cast<v1::MissingRows>(replay.missing));
  for (const ReplaySpan& span : replay.spans) {
    v1::ReplaySpan* entry = out->add_spans();
    entry->set_partition(span.partition);
    entry->set_from(span.from);
    entry->set_to(span.to);
    entry->set_first(span.first);
    entry->set_next(span.next);
  }
  // The same order, behind UNSPECIFIED.
  out->set_state(static_cast<v1::RangeReplayState>(static_cast<int>(replay.state) + 1));
  out->set_messages(replay.messages);
  out->set_messages_read(replay.messages_read());
  out->set_disk_bytes(replay.disk_bytes);
  out->set_rows(replay.rows);
  out->set_dead_letters(replay.dead_letters);
  out->set_filtered(replay.filtered);
  out->set_duplicates(replay.duplicates);
  for (const std::string& note : replay.notes) out->add_notes(note);
  if (replay.diff.has_value()) ToProto(*replay.diff, out->mutable_diff());
  out->set_error(replay.error);
  out->set_made_by(replay.made_by);
  ToProto(replay.created_at, out->mutable_created_at());
  ToProto(replay.changed_at, out->mutable_changed_at());
  out->set_copy(replay.copy);
  out->set_copy_uuid(replay.copy_uuid);
  out->set_copies(replay.copies);
  out->set_settled(replay.settled);
}

void ToAnswer(const RangeReplay& replay, v1::RangeReplay* out) {
  ToProto(replay, out);
  out->clear_topic_id();
  out->clear_copy();
  out->clear_copy_uuid();
  out->clear_copies();
  out->clear_settled();
}

}  // namespace aurora::ingest

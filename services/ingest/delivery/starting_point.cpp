#include "services/ingest/delivery/starting_point.h"

#include <algorithm>

namespace aurora::ingest {
namespace {

// Where brokers tell no id a topic counts as the same: then only its offsets can show that it is another.
bool IsAnother(const std::string& known, const std::string& now) {
  return !known.empty() && !now.empty() && known != now;
}

}  // namespace

absl::StatusOr<StartingPoint> FindStartingPoint(const kafka::AssignedPartition& partition, const DefinedStart& start) {
  absl::StatusOr<CommitNote> note = DecodeNote(partition.committed.metadata);
  if (!note.ok()) return note.status();
  StartingPoint point;
  if (IsAnother(note->topic_id, partition.topic_id)) {
    point.reason = StartingPoint::Reason::kTopicMadeAnew;
  } else if (partition.committed.offset != kafka::kNoOffset) {
    point.position = partition.committed.offset;
    point.pending = std::move(note->intent);
  } else if (IsAnother(start.topic_id, partition.topic_id)) {
    point.reason = StartingPoint::Reason::kTopicMadeAnew;
  } else {
    point.position = start.offset;
  }
  if (partition.high != kafka::kNoOffset && point.position > partition.high) {
    point.reason = StartingPoint::Reason::kTopicCut;
    point.position = partition.high;
    point.pending.reset();
  }
  point.fetch_from = std::max(point.position, partition.low);
  return point;
}

}  // namespace aurora::ingest

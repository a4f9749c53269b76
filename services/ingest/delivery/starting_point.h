#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "libs/kafka/consumer/consumer.h"
#include "services/ingest/delivery/intent.h"

namespace aurora::ingest {

// Where a connection begins in a partition that has no committed offset.
struct DefinedStart {
  // Topic that the offset counts in; empty when not known.
  std::string topic_id;
  int64_t offset = 0;
};

// Where reading of an assigned partition goes on.
struct StartingPoint {
  enum class Reason : uint8_t {
    // Where the group has committed, or where the connection begins.
    kAsCommitted,
    // The topic was deleted and made anew: its oldest message.
    kTopicMadeAnew,
    // The brokers lost messages that had been read: the topic's end.
    kTopicCut,
  };
  Reason reason = Reason::kAsCommitted;
  // First offset of the next batch.
  int64_t position = 0;
  // First offset that the topic still has, at or after the position: those between were removed before they were read.
  int64_t fetch_from = 0;
  // Announced by an earlier owner.
  std::optional<Intent> pending;

  int64_t expired() const { return fetch_from - position; }
};

// InvalidArgument when the committed metadata is not ours.
absl::StatusOr<StartingPoint> FindStartingPoint(const kafka::AssignedPartition& partition, const DefinedStart& start);

}  // namespace aurora::ingest

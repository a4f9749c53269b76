#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/kafka/partition.h"
#include "libs/kafka/security.h"
#include "libs/table/schema.h"
#include "services/ingest/connection/definition/stop_above.h"
#include "services/ingest/formats/message_format.h"
#include "services/ingest/transforms/transform.h"

namespace aurora::ingest {

// Where reading starts.
struct StartPosition {
  enum class Kind : uint8_t { kEarliest, kLatest, kTime, kOffsets };
  Kind kind = Kind::kEarliest;
  absl::Time time = absl::InfinitePast();
  // Those that are not named begin at their oldest. The topic is empty where the connection has one only.
  std::map<kafka::Partition, int64_t> offsets;
};

// A topic that a connection reads.
struct SourceTopic {
  std::string name;
  // Where each partition begins, found out when the connection was made, or when the topic came up for a pattern; later partitions
  // begin at 0.
  std::map<int32_t, int64_t> start_offsets;
  // The topic that they were found in (kafka::Admin::TopicId); empty when brokers tell none.
  std::string id;

  bool operator==(const SourceTopic&) const = default;
};

// Wishes for batches; zero is the configured default.
struct BatchWishes {
  uint32_t rows_max = 0;
  uint64_t bytes_max = 0;
  absl::Duration delay_max;

  bool operator==(const BatchWishes&) const = default;
};

// What happens to fields that have no column: they become columns, stay in _overflow, or are proposed to a person.
enum class EvolutionPolicy : uint8_t { kAdd, kFreeze, kReview };

// Offsets of a topic by partition: everything before them is done with.
struct TopicPoint {
  // The topic that they count in (kafka::Admin::TopicId); empty when brokers tell none.
  std::string topic_id;
  std::map<int32_t, int64_t> offsets;

  bool operator==(const TopicPoint&) const = default;
};
// By name of the topic. Of a pattern it may name topics that the definition does not have yet.
using ResumePoint = std::map<std::string, TopicPoint>;

// The connection came out of a backup. The group that it had before has committed what was loaded after the backup, and is not
// believed any more: it has a group of its own, which begins at `point`.
struct Restored {
  std::string restore_id;
  ResumePoint point;
};

// What a connection is, as it is kept over restarts.
struct Definition {
  // "c-" and 12 characters.
  std::string id;
  kafka::Cluster cluster;
  // All that it reads, in the order of their names; with a pattern those that were found so far, maybe none.
  std::vector<SourceTopic> topics;
  // A regular expression that names of topics match as a whole (TopicPattern); empty where they are named.
  std::string topic_pattern;
  StartPosition start;
  // Wanted names; the schema has the same.
  std::string database;
  std::string table;
  // Absent until the topic has its first messages.
  std::optional<table::TableSchema> schema;
  BatchWishes batch;
  EvolutionPolicy evolution = EvolutionPolicy::kAdd;
  MessageFormat format;
  Transforms transforms;
  StopAbove stop_above;
  bool paused = false;
  // Why it is paused, when a rule and no person did it.
  std::optional<Stopped> stopped;
  absl::Time created_at;
  // By the last restore; absent when there was none.
  std::optional<Restored> restored;

  std::string group() const;
  // Whether it may read more than one topic.
  bool several() const { return !topic_pattern.empty() || topics.size() > 1; }
  // Null when it is none of its topics.
  const SourceTopic* FindTopic(const std::string& name) const;
  // Where reading of one of its topics begins while the group has committed nothing; partitions that are not named begin at 0.
  TopicPoint begin(const SourceTopic& topic) const;
  // What it reads, in short and without blanks: "orders", "orders.eu,orders.us", "/orders\..*/".
  std::string source() const;
  // "shop.orders"
  std::string target() const { return database + "." + table; }
};

}  // namespace aurora::ingest

#include "services/provisioning/migrations/migration.h"

namespace aurora::provisioning {

const std::vector<Migration>& Migrations() {
  static const auto& migrations = *new std::vector<Migration>{
      // Messages that did not fit their table, written by ingest exactly once, as it writes rows.
      {1, "dead_letters", R"(CREATE TABLE IF NOT EXISTS aurora.dead_letters
(
    `connection_id` String COMMENT 'connection that read the message',
    `topic` LowCardinality(String),
    `partition` Int32,
    `offset` Int64,
    `timestamp` DateTime64(3, 'UTC') COMMENT 'Kafka timestamp of the message',
    `key` String COMMENT 'raw bytes',
    `value` String COMMENT 'raw bytes',
    `headers` Map(String, String),
    `code` LowCardinality(String) COMMENT 'stable reason, e.g. not_json',
    `reason` String COMMENT 'what is wrong, for people',
    `recorded_at` DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = MergeTree
ORDER BY (connection_id, partition, offset)
SETTINGS non_replicated_deduplication_window = 1000
COMMENT 'messages that could not become rows')"},
      {2, "query_history", R"(CREATE TABLE IF NOT EXISTS aurora.query_history
(
    `asked_at` DateTime64(3, 'UTC'),
    `request_id` String,
    `principal` LowCardinality(String) COMMENT 'who asked',
    `question` String COMMENT 'empty for SQL that a person wrote',
    `sql` String,
    `generator` LowCardinality(String) COMMENT 'what wrote the SQL',
    `status` LowCardinality(String) COMMENT 'answered, clarify, refused or failed',
    `code` LowCardinality(String) COMMENT 'stable reason of a refusal or failure',
    `elapsed_ms` Float64,
    `rows_read` UInt64,
    `bytes_read` UInt64,
    `rows_result` UInt64
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(asked_at)
ORDER BY asked_at
COMMENT 'questions and SQL that were run')"},
      // Ingest may write to these and to no others.
      {3, "databases", R"(CREATE TABLE IF NOT EXISTS aurora.databases
(
    `database` String,
    `ensured_at` DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = ReplacingMergeTree
ORDER BY database
COMMENT 'analytics databases that Aurora made or was told to load into')"},
      // Messages that a filter left out, as ranges of offsets. Only what they cover counts: equal ones may become one.
      {5, "skipped_offsets", R"(CREATE TABLE IF NOT EXISTS aurora.skipped_offsets
(
    `connection_id` String COMMENT 'connection that read the messages',
    `topic` LowCardinality(String),
    `topic_id` LowCardinality(String) COMMENT 'of Kafka: a topic that is made anew has another',
    `partition` Int32,
    `first_offset` Int64 CODEC(DoubleDelta, ZSTD),
    `last_offset` Int64 CODEC(DoubleDelta, ZSTD),
    `reason` LowCardinality(String) COMMENT 'filter',
    `recorded_at` DateTime64(3, 'UTC') DEFAULT now64(3)
)
ENGINE = ReplacingMergeTree
ORDER BY (connection_id, topic, topic_id, partition, first_offset, last_offset)
SETTINGS non_replicated_deduplication_window = 1000
COMMENT 'messages that were left out on purpose')"},
  };
  return migrations;
}

}  // namespace aurora::provisioning

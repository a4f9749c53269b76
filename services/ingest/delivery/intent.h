#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "libs/kafka/partition.h"

namespace aurora::ingest {

// What is about to be inserted, committed to Kafka as the metadata of the offset `first` before the first insert.
// Whoever gets the partition next finds it there and asks the table about exactly this range.
struct Intent {
  int64_t first = 0;
  int64_t last = 0;
  int64_t first_timestamp_ms = 0;
  uint32_t schema_version = 0;
  // "database.table" that the rows go to.
  std::string table;
  // Blocks of rows, and whether there is one of dead letters: for people who look at a stuck partition.
  uint32_t blocks = 0;
  bool dead_letters = false;
  // Names the insert in which this range travels together with ranges of other partitions, after the first of them:
  // "partition:first-last@timestamp+count", and with ranges of other topics "topic:partition:first-last@timestamp+count/topic_id". Empty
  // when it travels alone.
  std::string joined;

  bool operator==(const Intent&) const = default;
};

// The metadata that a committed offset carries.
struct CommitNote {
  // Topic that the offset counts in (kafka::Consumer::TopicId): a later one of the same name counts anew. Empty when
  // not known.
  std::string topic_id;
  // Absent when nothing is announced.
  std::optional<Intent> intent;

  bool operator==(const CommitNote&) const = default;
};

// "aurora1 first=.. last=.. at=.. schema=.. blocks=.. dead=.. table=.. joined=.. topic=.."; at most a few hundred bytes. Empty when
// there is nothing to say.
std::string EncodeNote(const CommitNote& note);
// An empty note for empty text. InvalidArgument for text that is none (another program's metadata, a newer version).
absl::StatusOr<CommitNote> DecodeNote(std::string_view text);

// insert_deduplication_token and query id of one block: connection:topic:partition:first-last@timestamp/topic_id:block. The
// last two tell a topic from its successor of the same name.
std::string BlockToken(std::string_view connection_id, const kafka::Partition& partition, const Intent& range,
                       std::string_view topic_id, std::string_view block);
// What the tokens of all blocks of the range begin with.
std::string RangeToken(std::string_view connection_id, const kafka::Partition& partition, const Intent& range);
// Token of a block of a range that travels with others, the same for all of them: connection:topic:joined/topic_id:block;
// connection:joined:block where the name of the insert has topic and id itself.
std::string JoinedToken(std::string_view connection_id, std::string_view topic, const Intent& range,
                        std::string_view topic_id, std::string_view block);
// What the tokens of all its blocks begin with.
std::string JoinedTokens(std::string_view connection_id, std::string_view topic, const Intent& range);

}  // namespace aurora::ingest

#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/clickhouse/client.h"
#include "libs/kafka/consumer/message.h"
#include "services/ingest/dead_letters/replay_store.h"
#include "services/ingest/pipeline/held_rows.h"

namespace aurora::ingest {

// Which dead letters of a connection are meant.
struct LetterChoice {
  bool all = false;
  // Code, or words of the reason; empty: not chosen by it.
  std::string reason;
  // Partition and offset; the topic may be empty where the connection has one only.
  std::vector<std::pair<kafka::Partition, int64_t>> places;
};
inline constexpr size_t kLetterPlacesMax = 1000;

// A dead letter with its bytes.
struct StoredLetter {
  int64_t offset = 0;
  int64_t timestamp_ms = 0;
  // Its identity among the versions of one message, as the server computes it.
  std::string id;
  std::string code;
  std::string reason;
  std::string key;
  std::string value;
  kafka::Headers headers;
  // Too large to be read or ever to be a row: key, value and headers are left out.
  bool too_large = false;
};

// Dead letters of one partition, oldest first, whole offsets.
struct LetterChunk {
  ReplayRange range;
  // Of its topic, for what is written down of filtered messages.
  std::string topic_id;
  std::vector<StoredLetter> letters;
};

// One version of a message's dead letter, without its bytes. A later one says why it did not fit when it was replayed.
struct LetterVersion {
  int64_t offset = 0;
  int64_t timestamp_ms = 0;
  int64_t recorded_at_ms = 0;
  std::string id;
};

// Of these versions the ones that do not count any more, by id: their message is a row, or a later version of it is there.
std::vector<std::string> SupersededLetters(const std::vector<LetterVersion>& versions, const HeldRows& held);

// Dead letters of one connection as ClickHouse holds them. Thread-safe.
class StoredLetters {
 public:
  static constexpr size_t kChunkLettersMax = 10'000;
  // Of key, value and headers; one letter may be more.
  static constexpr uint64_t kChunkBytesMax = 8u << 20;

  // `only_topic`: of a connection that reads one topic; empty for others.
  StoredLetters(clickhouse::Client& client, std::string connection_id, std::string only_topic)
      : client_(client), connection_id_(std::move(connection_id)), only_topic_(std::move(only_topic)) {}

  // A place behind which to go on.
  struct Place {
    kafka::Partition partition{{}, -1};
    int64_t offset = -1;
  };
  // The oldest ones behind the place; empty at the end.
  absl::StatusOr<LetterChunk> Read(const LetterChoice& choice, const Place& after, absl::Time deadline);
  // Messages behind the place.
  absl::StatusOr<uint64_t> Count(const LetterChoice& choice, const Place& after, absl::Time deadline);
  // All that the range has.
  absl::StatusOr<std::vector<LetterVersion>> Versions(const ReplayRange& range, absl::Time deadline);
  // Adds those of the versions, which are of the range, to `held` whose message is written down as left out of the topic of this id.
  absl::Status AddLeftOut(const ReplayRange& range, const std::string& topic_id, const std::vector<LetterVersion>& versions,
                          HeldRows& held, absl::Time deadline);
  // Removes these, by id, and waits until nobody sees them.
  absl::Status Delete(const ReplayRange& range, const std::vector<std::string>& ids, absl::Time deadline);

 private:
  absl::StatusOr<clickhouse::Rows> Select(const std::string& sql, clickhouse::Parameters parameters,
                                          absl::Time deadline);
  // The first topic that has letters behind the place; empty when none has.
  absl::StatusOr<std::string> NextTopic(const LetterChoice& choice, const Place& after, absl::Time deadline);
  // Of the first letters behind the place as many as fit into a chunk.
  absl::StatusOr<ReplayRange> Plan(const LetterChoice& choice, const Place& after, absl::Time deadline);

  clickhouse::Client& client_;
  const std::string connection_id_;
  const std::string only_topic_;
};

}  // namespace aurora::ingest

#pragma once

#include <memory>
#include <set>
#include <string>

#include "services/ingest/dead_letters/replayer.h"

namespace aurora::ingest {

// What one replay, or the settling of one that was cut short, works with.
struct Replayer::Session {
  Definition definition;
  LetterChoice choice;
  StoredLetters::Place place;
  absl::Time deadline;
  // No chunk is begun after this.
  absl::Time begin_until;
  std::unique_ptr<ReplayLease> lease;
  std::unique_ptr<Translators> translators;
  std::unique_ptr<StoredLetters> letters;
  std::unique_ptr<ClickHouseRowStore> rows;
  std::unique_ptr<ClickHouseKeyStore> keys;
  std::unique_ptr<LetterDecoder> decoder;
  std::set<std::string> fixed_columns;
  // Behind the tokens, once a token that the table knows has swallowed a block.
  std::string token_suffix;

  // The topic of a connection that reads one; empty for others.
  std::string OnlyTopic() const;
  // The id of one of its topics, as it was last seen; empty when it is none of them.
  std::string TopicId(const std::string& name) const;
  // What the tokens of all replays of the connection begin with.
  std::string TokenPrefix() const;
  // All but the lease, from the definition.
  absl::Status Open(SchemaStore& schemas, clickhouse::Client& client);
  // StoredLetters::Read, with the id of their topic.
  absl::StatusOr<LetterChunk> Read(const LetterChoice& which, const StoredLetters::Place& after);
  // With the schema as it is now.
  absl::Status Prepare(SchemaStore& schemas, clickhouse::Client& client);
};

}  // namespace aurora::ingest

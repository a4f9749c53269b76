#include "services/ingest/dead_letters/replay_session.h"

#include "libs/base/text.h"

namespace aurora::ingest {

std::string Replayer::Session::OnlyTopic() const {
  return definition.several() ? std::string() : definition.topics.front().name;
}

std::string Replayer::Session::TokenPrefix() const { return base::StrCat(definition.id, ":", OnlyTopic(), ":replay:"); }

absl::Status Replayer::Session::Open(SchemaStore& schemas, clickhouse::Client& client) {
  auto made = Translators::Create(definition.format, definition.transforms);
  if (!made.ok()) return made.status();
  translators = *std::move(made);
  letters = std::make_unique<StoredLetters>(client, definition.id, OnlyTopic());
  return Prepare(schemas, client);
}

std::string Replayer::Session::TopicId(const std::string& name) const {
  const SourceTopic* const topic = definition.FindTopic(name);
  return topic != nullptr ? topic->id : std::string();
}

absl::StatusOr<LetterChunk> Replayer::Session::Read(const LetterChoice& which, const StoredLetters::Place& after) {
  absl::StatusOr<LetterChunk> chunk = letters->Read(which, after, deadline);
  if (!chunk.ok()) return chunk;
  chunk->topic_id = TopicId(chunk->range.partition.topic);
  return chunk;
}

absl::Status Replayer::Session::Prepare(SchemaStore& schemas, clickhouse::Client& client) {
  absl::StatusOr<Definition> latest = schemas.Latest(definition.id);
  if (!latest.ok()) return latest.status();
  definition = *std::move(latest);
  if (!definition.schema.has_value()) {
    return absl::FailedPreconditionError(base::StrCat("connection ", definition.id,
                                                      " has no table yet; it comes with the topic's first good messages"));
  }
  auto made = LetterDecoder::Create(definition.id, *definition.schema, *translators, fixed_columns);
  if (!made.ok()) return made.status();
  decoder = *std::move(made);
  rows = std::make_unique<ClickHouseRowStore>(client, definition.id, *definition.schema);
  keys = std::make_unique<ClickHouseKeyStore>(client, *definition.schema);
  return absl::OkStatus();
}

}  // namespace aurora::ingest

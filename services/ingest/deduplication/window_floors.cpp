#include "services/ingest/deduplication/window_floors.h"

#include "libs/base/text.h"

namespace aurora::ingest {

std::string WindowFloors::TableSql() {
  return "CREATE TABLE deduplication_floors (\n"
         "  connection_id TEXT NOT NULL,\n"
         "  topic_id TEXT NOT NULL,\n"
         "  floor_ms BIGINT NOT NULL,\n"
         "  PRIMARY KEY (connection_id, topic_id)\n"
         ");\n";
}

std::string WindowFloors::TopicFloorsSql() {
  // A primary key cannot be changed in place. Topics without an id are told apart by their names.
  return "CREATE TABLE deduplication_topic_floors (\n"
         "  connection_id TEXT NOT NULL,\n"
         "  topic TEXT NOT NULL,\n"
         "  topic_id TEXT NOT NULL,\n"
         "  floor_ms BIGINT NOT NULL,\n"
         "  PRIMARY KEY (connection_id, topic, topic_id)\n"
         ");\n"
         "INSERT INTO deduplication_topic_floors (connection_id, topic, topic_id, floor_ms)\n"
         "  SELECT f.connection_id, c.topic, f.topic_id, f.floor_ms\n"
         "  FROM deduplication_floors f JOIN connections c ON c.id = f.connection_id;\n"
         "DROP TABLE deduplication_floors;\n";
}

absl::StatusOr<std::optional<int64_t>> WindowFloors::Find(const std::string& connection_id, const std::string& topic,
                                                          const std::string& topic_id) {
  std::optional<int64_t> floor_ms;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    const absl::StatusOr<std::vector<state::Row>> rows =
        session.Select("SELECT floor_ms FROM deduplication_topic_floors WHERE connection_id = :id AND topic = :topic AND "
                       "topic_id = :topic_id",
                       1, {{"id", connection_id}, {"topic", topic}, {"topic_id", topic_id}});
    if (!rows.ok()) return rows.status();
    if (!rows->empty()) floor_ms = rows->front().Number(0);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return floor_ms;
}

absl::StatusOr<int64_t> WindowFloors::Keep(const std::string& connection_id, const std::string& topic,
                                           const std::string& topic_id,
                                           const std::function<absl::StatusOr<int64_t>()>& find) {
  absl::StatusOr<std::optional<int64_t>> known = Find(connection_id, topic, topic_id);
  if (!known.ok()) return known.status();
  if (known->has_value()) return **known;
  const absl::StatusOr<int64_t> found = find();
  if (!found.ok()) return found.status();
  const absl::Status kept = database_.Transact([&](state::Session& session) {
    return session
        .Execute("INSERT INTO deduplication_topic_floors (connection_id, topic, topic_id, floor_ms) VALUES (:id, :topic, "
                 ":topic_id, :floor)",
                 {{"id", connection_id}, {"topic", topic}, {"topic_id", topic_id}, {"floor", *found}})
        .status();
  });
  if (kept.ok()) return *found;
  if (!absl::IsAlreadyExists(kept)) return kept;
  // Another process was first, and may have loaded rows since.
  known = Find(connection_id, topic, topic_id);
  if (!known.ok()) return known.status();
  if (known->has_value()) return **known;
  return absl::UnavailableError(base::StrCat("connection ", connection_id, " has just been removed"));
}

}  // namespace aurora::ingest

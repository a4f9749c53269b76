#include "services/ingest/dead_letters/replay_store.h"

#include "libs/base/text.h"

namespace aurora::ingest {
namespace {

constexpr size_t kColumns = 7;

state::Parameters ParametersOf(const ReplayRecord& record) {
  const ReplayRange range = record.range.value_or(ReplayRange{});
  return {{"id", record.connection_id},
          {"owner", record.owner},
          {"beat", record.beat},
          {"topic", range.partition.topic},
          {"partition", static_cast<int64_t>(range.partition.number)},
          {"first", range.first},
          {"last", range.last}};
}

}  // namespace

std::string ReplayStore::TableSql(const std::string& table) {
  return base::StrCat("CREATE TABLE ", table,
                      " (\n"
                      "  connection_id TEXT PRIMARY KEY,\n"
                      "  owner TEXT NOT NULL,\n"
                      "  beat BIGINT NOT NULL,\n"
                      "  kafka_partition BIGINT NOT NULL,\n"
                      "  first_offset BIGINT NOT NULL,\n"
                      "  last_offset BIGINT NOT NULL\n"
                      ");\n");
}

std::string ReplayStore::TopicSql(const std::string& table) {
  return base::StrCat("ALTER TABLE ", table, " ADD COLUMN topic TEXT NOT NULL DEFAULT '';\n");
}

absl::Status ReplayStore::Insert(const ReplayRecord& record) {
  return database_.Transact([&](state::Session& session) {
    return session
        .Execute(
            base::StrCat("INSERT INTO ", table_,
                         " (connection_id, owner, beat, topic, kafka_partition, first_offset, last_offset) VALUES (:id, :owner, "
                         ":beat, :topic, :partition, :first, :last)"),
            ParametersOf(record))
        .status();
  });
}

absl::Status ReplayStore::Change(const ReplayRecord& known, const std::string& sql, state::Parameters parameters) {
  parameters.emplace_back("known_owner", known.owner);
  parameters.emplace_back("known_beat", known.beat);
  return database_.Transact([&](state::Session& session) -> absl::Status {
    const absl::StatusOr<int64_t> changed = session.Execute(
        base::StrCat(sql, " WHERE connection_id = :id AND owner = :known_owner AND beat = :known_beat"), parameters);
    if (!changed.ok()) return changed.status();
    if (*changed > 0) return absl::OkStatus();
    return absl::AbortedError(
        base::StrCat("connection ", known.connection_id, ": another process goes on with the replay"));
  });
}

absl::Status ReplayStore::Replace(const ReplayRecord& known, const ReplayRecord& next) {
  return Change(known,
                base::StrCat("UPDATE ", table_,
                             " SET owner = :owner, beat = :beat, topic = :topic, kafka_partition = :partition, "
                             "first_offset = :first, last_offset = :last"),
                ParametersOf(next));
}

absl::Status ReplayStore::Remove(const ReplayRecord& known) {
  return Change(known, base::StrCat("DELETE FROM ", table_), {{"id", known.connection_id}});
}

absl::StatusOr<std::vector<ReplayRecord>> ReplayStore::Select(const std::string& condition,
                                                              const state::Parameters& parameters) {
  std::vector<ReplayRecord> records;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    const absl::StatusOr<std::vector<state::Row>> rows = session.Select(
        base::StrCat("SELECT connection_id, owner, beat, topic, kafka_partition, first_offset, last_offset FROM ", table_,
                     condition),
        kColumns, parameters);
    if (!rows.ok()) return rows.status();
    for (const state::Row& row : *rows) {
      ReplayRecord record{row.Text(0), row.Text(1), row.Number(2), std::nullopt};
      const ReplayRange range{{row.Text(3), static_cast<int32_t>(row.Number(4))}, row.Number(5), row.Number(6)};
      if (range.last >= range.first) record.range = range;
      records.push_back(std::move(record));
    }
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return records;
}

absl::StatusOr<std::optional<ReplayRecord>> ReplayStore::Find(const std::string& connection_id) {
  absl::StatusOr<std::vector<ReplayRecord>> records = Select(" WHERE connection_id = :id", {{"id", connection_id}});
  if (!records.ok()) return records.status();
  if (records->empty()) return std::nullopt;
  return std::move(records->front());
}

absl::StatusOr<std::vector<ReplayRecord>> ReplayStore::All() { return Select("", {}); }

}  // namespace aurora::ingest

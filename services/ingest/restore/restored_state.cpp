#include "services/ingest/restore/restored_state.h"

#include <google/protobuf/util/json_util.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "absl/strings/ascii.h"
#include "absl/time/clock.h"
#include "aurora/ingest/v1/ingest.pb.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/clickhouse/type.h"
#include "services/ingest/connection/definition_proto.h"
#include "services/ingest/dead_letters/dead_letter.h"

namespace aurora::ingest {
namespace {

constexpr absl::Duration kSettleTimeout = absl::Minutes(5);
// It becomes a part of the names of consumer groups.
constexpr size_t kRestoreIdMax = 32;

absl::StatusOr<v1::RestoredState> ReadRestoredState(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  v1::RestoredState state;
  const bool read = file && google::protobuf::util::JsonStringToMessage(text.str(), &state).ok();
  const std::string& id = state.restore_id();
  if (!read || id.empty() || id.size() > kRestoreIdMax || !std::all_of(id.begin(), id.end(), absl::ascii_isalnum)) {
    return absl::DataLossError(base::StrCat("file ", path, " of state.restored_file cannot be read; restore the backup again"));
  }
  return state;
}

// The dead letters were copied before the tables: one that became a row in between is in both. Whether the table is there.
absl::StatusOr<bool> SettleLetters(const Definition& definition, clickhouse::Client& client) {
  if (!definition.schema.has_value()) return false;
  clickhouse::QueryOptions options;
  options.deadline = absl::Now() + kSettleTimeout;
  options.parameters = {{"connection", definition.id}, {"database", definition.database}, {"table", definition.table}};
  const auto tables = client.SelectRows(
      "SELECT name FROM system.tables WHERE database = {database:String} AND name = {table:String}", options);
  if (!tables.ok()) return tables.status();
  if (tables->rows.empty()) return false;
  const std::string letters = clickhouse::QuoteTable(kDeadLetterDatabase, kDeadLetterTable);
  // Of all its topics, also of those that came up for a pattern after the state was copied.
  constexpr std::string_view kMine = " WHERE connection_id = {connection:String}";
  const std::string both = base::StrCat(
      kMine, " AND (topic, partition, offset, timestamp) IN (SELECT _topic, _partition, _offset, _timestamp FROM ",
      clickhouse::QuoteTable(definition.database, definition.table),
      " WHERE (_topic, _partition, _offset) IN (SELECT topic, partition, offset FROM ", letters, kMine, "))");
  const auto count = client.SelectRows(base::StrCat("SELECT count() FROM ", letters, both), options);
  if (!count.ok()) return count.status();
  if (count->rows.size() == 1 && count->rows[0][0] == "0") return true;
  base::log::Info("dead letters of the backup that are rows", {{"connection", definition.id}, {"count", count->rows[0][0].value_or("")}});
  options.settings = {{"allow_nondeterministic_mutations", "1"}, {"lightweight_deletes_sync", "2"}};
  const absl::Status gone = client.Execute(base::StrCat("DELETE FROM ", letters, both), options).status();
  if (!gone.ok()) return gone;
  return true;
}

}  // namespace

absl::Status TakeInRestore(const std::string& path, DefinitionStore& store, clickhouse::Client& client) {
  if (path.empty() || access(path.c_str(), F_OK) != 0) return absl::OkStatus();
  const absl::StatusOr<v1::RestoredState> state = ReadRestoredState(path);
  if (!state.ok()) return state.status();
  const absl::StatusOr<std::map<std::string, Definition>> definitions = store.All();
  if (!definitions.ok()) return definitions.status();
  std::map<std::string, ResumePoint> points;
  for (const auto& [id, definition] : *definitions) {
    const absl::StatusOr<bool> has_table = SettleLetters(definition, client);
    if (!has_table.ok()) return has_table.status();
    // A table that was dropped while the backup was made holds nothing of what the point promises.
    const auto point = state->connections().find(id);
    if (*has_table && point != state->connections().end()) points[id] = FromProto(point->second);
  }
  if (absl::Status status = store.MarkRestored(state->restore_id(), points); !status.ok()) return status;
  if (unlink(path.c_str()) != 0) {
    return absl::PermissionDeniedError(base::StrCat("file ", path, " of state.restored_file cannot be removed (",
                                                    std::strerror(errno), "); remove it and start again"));
  }
  base::log::Info("restored connections taken in", {{"restore", state->restore_id()}, {"connections", definitions->size()}});
  return absl::OkStatus();
}

}  // namespace aurora::ingest

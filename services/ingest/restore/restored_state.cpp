#include "services/ingest/restore/restored_state.h"

#include <google/protobuf/util/json_util.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "absl/strings/ascii.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "aurora/ingest/v1/ingest.pb.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/clickhouse/type.h"
#include "services/ingest/connection/definition/definition_proto.h"
#include "services/ingest/dead_letters/dead_letter.h"

namespace aurora::ingest {
namespace {

constexpr absl::Duration kSettleTimeout = absl::Minutes(5);
// It becomes a part of the names of consumer groups.
constexpr size_t kRestoreIdMax = 32;
constexpr int kSettledAtATime = 1000;
// That many topics' names, at most 249 characters each, and numbers.
constexpr char kDeleteQueryBytesMax[] = "1048576";
// Which message a dead letter is of.
constexpr std::string_view kMessage = "(topic, partition, offset, toUnixTimestamp64Milli(timestamp))";

// `where` it stands, for people.
absl::StatusOr<v1::RestoredState> ParseRestoredState(const std::string& text, const std::string& where) {
  v1::RestoredState state;
  const bool read = google::protobuf::util::JsonStringToMessage(text, &state).ok();
  const std::string& id = state.restore_id();
  if (!read || id.empty() || id.size() > kRestoreIdMax || !std::all_of(id.begin(), id.end(), absl::ascii_isalnum)) {
    return absl::DataLossError(base::StrCat(where, " cannot be read; restore the backup again"));
  }
  return state;
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
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
  const std::string mine = base::StrCat(" FROM ", letters, " WHERE connection_id = {connection:String} AND ", kMessage, " IN (");
  const std::string are_rows = base::StrCat(
      "SELECT DISTINCT topic, partition, offset, toUnixTimestamp64Milli(timestamp)", mine,
      "SELECT _topic, _partition, _offset, toUnixTimestamp64Milli(_timestamp) FROM ", clickhouse::QuoteTable(definition.database, definition.table),
      " WHERE (_topic, _partition, _offset) IN (SELECT topic, partition, offset FROM ", letters,
      " WHERE connection_id = {connection:String})) LIMIT ", kSettledAtATime);
  options.settings = {{"max_query_size", kDeleteQueryBytesMax}};
  for (size_t settled = 0;;) {
    const auto rows = client.SelectRows(are_rows, options);
    if (!rows.ok()) return rows.status();
    if (rows->rows.empty()) {
      if (settled > 0) base::log::Info("dead letters of the backup that are rows", {{"connection", definition.id}, {"count", settled}});
      return true;
    }
    // They are named one by one: a deletion with a question in a question never ends, ClickHouse waits for itself.
    const std::string messages = absl::StrJoin(rows->rows, ", ", [](std::string* out, const auto& row) {
      base::StrAppend(out, "(", clickhouse::QuoteString(row[0].value_or("")), ", ", row[1].value_or(""), ", ", row[2].value_or(""), ", ",
                      row[3].value_or(""), ")");
    });
    const absl::Status gone = client.Execute(base::StrCat("DELETE", mine, messages, ")"), options).status();
    if (!gone.ok()) return gone;
    settled += rows->rows.size();
  }
}

}  // namespace

absl::Status TakeInRestore(const std::string& path, DefinitionStore& store, clickhouse::Client& client) {
  const bool in_file = !path.empty() && access(path.c_str(), F_OK) == 0;
  absl::StatusOr<std::string> text = in_file ? ReadFile(path) : store.WaitingRestore();
  if (!text.ok()) return text.status();
  if (!in_file && text->empty()) return absl::OkStatus();
  const absl::StatusOr<v1::RestoredState> state =
      ParseRestoredState(*text, in_file ? base::StrCat("file ", path, " of state.restored_file") : "table waiting_restores of the state");
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
  if (absl::Status status = store.MarkRestored(state->restore_id(), points, !in_file); !status.ok()) return status;
  if (in_file && unlink(path.c_str()) != 0) {
    return absl::PermissionDeniedError(base::StrCat("file ", path, " of state.restored_file cannot be removed (",
                                                    std::strerror(errno), "); remove it and start again"));
  }
  base::log::Info("restored connections taken in", {{"restore", state->restore_id()}, {"connections", definitions->size()}});
  return absl::OkStatus();
}

}  // namespace aurora::ingest

#include "gateway/api/connections/ledger_text.h"

#include "gateway/api/connections/connection_json.h"
#include "libs/base/text.h"

namespace aurora::gateway::api {
namespace {

// Each partition as an object whose first member is the connection.
json::array Lines(std::string_view connection_id, const ingest::v1::GetLedgerResponse& ledger) {
  json::array lines;
  const json::object whole = ToJson(ledger);
  for (const json::value& partition : whole.at("partitions").as_array()) {
    json::object line{{"connection", connection_id}};
    for (const auto& member : partition.as_object()) line[member.key()] = member.value();
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

std::string LedgerCsv(std::string_view connection_id, const ingest::v1::GetLedgerResponse& ledger) {
  // Identifiers and numbers: nothing has to be quoted.
  std::string text =
      "connection,partition,start_offset,next_offset,end_offset,loaded,dead_lettered,skipped,filtered,duplicates,pending,duplicated,"
      "topic\n";
  for (const ingest::v1::PartitionLedger& entry : ledger.partitions()) {
    base::StrAppend(&text, connection_id, ",", entry.partition(), ",", entry.start_offset(), ",", entry.next_offset(), ",",
                    entry.end_offset(), ",", entry.loaded(), ",", entry.dead_lettered(), ",", entry.skipped(), ",",
                    entry.filtered(), ",", entry.duplicates(), ",", entry.pending(), ",", entry.duplicated(), ",", entry.topic(),
                    "\n");
  }
  return text;
}

std::string LedgerNdjson(std::string_view connection_id, const ingest::v1::GetLedgerResponse& ledger) {
  std::string text;
  for (const json::value& line : Lines(connection_id, ledger)) base::StrAppend(&text, Serialize(line), "\n");
  return text;
}

}  // namespace aurora::gateway::api

#include "services/ingest/dead_letters/dead_letter.h"

namespace aurora::ingest {

void AppendDeadLetter(const DeadLetterRow& row, std::vector<clickhouse::Column>& columns) {
  columns[0].AppendString(row.connection_id);
  columns[1].AppendString(row.topic);
  columns[2].Append(row.partition);
  columns[3].Append(row.offset);
  columns[4].Append(row.timestamp_ms);
  columns[5].AppendString(row.key);
  columns[6].AppendString(row.value);
  for (const auto& [name, value] : row.headers) {
    columns[7].key().AppendString(name);
    columns[7].value().AppendString(value);
  }
  columns[7].EndArray();
  columns[8].AppendString(row.code);
  columns[9].AppendString(row.reason);
}

}  // namespace aurora::ingest

#include "services/ingest/delivery/table_status.h"

#include "absl/strings/cord.h"
#include "libs/base/text.h"
#include "libs/clickhouse/error.h"

namespace aurora::ingest {

absl::Status AboutTable(std::string_view database, std::string_view table, const absl::Status& status) {
  if (status.ok()) return status;
  const int code = clickhouse::ErrorCode(status);
  // After a ClickHouse was lost with its volume, or somebody dropped the table.
  const bool gone = code == clickhouse::kUnknownTable || code == clickhouse::kUnknownDatabase;
  absl::Status named(status.code(), base::StrCat("table ", database, ".", table, ": ",
                                                 gone ? "ClickHouse does not have it any more; restore a backup, or delete this connection and "
                                                        "connect its topic again, which loads what Kafka still has"
                                                      : base::Message(status)));
  status.ForEachPayload([&](absl::string_view url, const absl::Cord& payload) { named.SetPayload(url, payload); });
  return named;
}

}  // namespace aurora::ingest

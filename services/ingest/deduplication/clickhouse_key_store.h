#pragma once

#include <map>
#include <string>

#include "libs/clickhouse/client.h"
#include "libs/table/schema.h"
#include "services/ingest/deduplication/key_store.h"

namespace aurora::ingest {

// The real store. Thread-safe as its client is.
class ClickHouseKeyStore : public KeyStore {
 public:
  ClickHouseKeyStore(clickhouse::Client& client, const table::TableSchema& schema)
      : client_(client), database_(schema.database), table_(schema.table) {}

  absl::StatusOr<std::optional<int64_t>> Newest(const kafka::Partition& partition, int64_t before,
                                                absl::Time deadline) override;
  absl::Status Read(const KeyRange& range, KeyColumns& key, absl::Time deadline, const Hear& hear) override;

  // Newest timestamp of the topic's rows that lie, in their partition, at or behind the offset given for it (0 for others).
  absl::StatusOr<std::optional<int64_t>> NewestFrom(const std::string& topic, const std::map<int32_t, int64_t>& offsets,
                                                    absl::Time deadline);
  // FailedPrecondition when rows of the table may vanish by themselves while the window still needs them.
  absl::Status CheckRetention(absl::Duration within, absl::Time deadline);

 private:
  absl::StatusOr<std::optional<int64_t>> NewestWhere(std::string_view condition, clickhouse::QueryOptions options);
  clickhouse::QueryOptions Question(const std::string& topic, absl::Time deadline) const;
  std::string target() const { return database_ + "." + table_; }

  clickhouse::Client& client_;
  const std::string database_;
  const std::string table_;
};

}  // namespace aurora::ingest

#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "libs/clickhouse/client.h"
#include "libs/clickhouse/native_block.h"
#include "libs/table/schema.h"
#include "services/ingest/delivery/row_store.h"

namespace aurora::ingest {

// The real store. The client is shared, the buffers of Insert are its own.
class ClickHouseRowStore : public RowStore {
 public:
  ClickHouseRowStore(clickhouse::Client& client, std::string connection_id, const table::TableSchema& schema);

  absl::Status Insert(Target target, const std::string& token, std::span<const Block* const> blocks,
                      const MaySend& may_send, absl::Time deadline) override;
  absl::StatusOr<HeldRows> Find(Target target, const kafka::Partition& partition, int64_t first, int64_t last,
                                absl::Time deadline) override;
  absl::StatusOr<std::map<kafka::Partition, int64_t>> FindNewest(
      const std::map<kafka::Partition, int64_t>& from, absl::Time deadline) override;
  absl::StatusOr<int64_t> CountParts(absl::Time deadline) override;
  void Abandon() override;
  absl::Status EndInserts(const std::string& token_prefix, absl::Time deadline) override;

 private:
  struct Destination {
    std::string database;
    std::string table;
    const std::vector<std::string>& columns;
  };
  Destination DestinationOf(Target target) const;
  clickhouse::QueryOptions Question(const std::string& topic, absl::Time deadline) const;
  // The statement of Find.
  std::string FindSql(Target target) const;
  absl::Status Unreadable() const;
  // Of one topic, by partition.
  absl::Status FindNewestOf(Target target, const std::string& topic, const std::map<int32_t, int64_t>& from,
                            absl::Time deadline, std::map<kafka::Partition, int64_t>& newest);
  clickhouse::Client& client_;
  const std::string connection_id_;
  const std::string database_;
  const std::string table_;
  // Whether the table's messages may be several rows each.
  const bool has_elements_;
  std::vector<std::string> row_columns_;
  std::vector<std::string> dead_letter_columns_;
  std::vector<std::string> skipped_columns_;
  const std::shared_ptr<http::Cancellation> cancellation_;
  clickhouse::BlockEncoder encoder_;
  clickhouse::BlockCompressor compressor_;
};

}  // namespace aurora::ingest

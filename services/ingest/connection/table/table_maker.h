#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/clickhouse/client.h"
#include "libs/table/schema.h"
#include "services/ingest/formats/message_format.h"

namespace aurora::ingest {

// The statement that AddColumn runs.
std::string AddColumnSql(const table::TableSchema& schema, const table::Field& field);

// Makes and checks the tables that rows go to. Thread-safe.
class TableMaker {
 public:
  // `fsync`: the server syncs each part before it acknowledges an insert.
  TableMaker(clickhouse::Client& client, bool fsync) : client_(client), fsync_(fsync) {}

  struct Column {
    std::string type;
    // "", "DEFAULT", or what cannot be inserted: "MATERIALIZED", "ALIAS", "EPHEMERAL".
    std::string default_kind;

    bool insertable() const { return default_kind.empty() || default_kind == "DEFAULT"; }
  };
  // By name.
  using Columns = std::map<std::string, Column>;
  // A table as the server has it; absent when there is no such table.
  absl::StatusOr<std::optional<Columns>> Describe(const std::string& database, const std::string& table,
                                                  absl::Time deadline);
  // CREATE TABLE IF NOT EXISTS, and a check of what is there then. FailedPrecondition names columns that do not fit. A
  // column that another replica has widened meanwhile fits.
  absl::Status Ensure(const table::TableSchema& schema, absl::Time deadline);
  // Makes columns Nullable or wider (`fields` are the columns afterwards), also when they are already; without waiting for old parts to be written anew: reading
  // converts them. FailedPrecondition when the server will never do it (a column of the key).
  absl::Status Widen(const table::TableSchema& schema, const std::vector<table::Field>& fields, absl::Time deadline);
  // Adds a column before Aurora's own; OK also when the table has it.
  absl::Status AddColumn(const table::TableSchema& schema, const table::Field& field, absl::Time deadline);
  // Whether the table is still what the schema says. FailedPrecondition names columns that do not fit.
  absl::Status Check(const table::TableSchema& schema, absl::Time deadline);
  // A proposal as far as an existing table can take it: its types win, fields without a column go to _overflow. Whether messages
  // may be several rows is the table's to say (it has the column _element), unless the format insists.
  absl::StatusOr<table::TableSchema> Adopt(table::TableSchema proposal, const MessageFormat& format, absl::Time deadline);

  // Newest offset of the topic that the table holds, by partition, with its Kafka timestamp in milliseconds.
  struct NewestRow {
    int64_t offset = 0;
    int64_t timestamp_ms = 0;
  };
  absl::StatusOr<std::map<int32_t, NewestRow>> NewestRows(const table::TableSchema& schema, const std::string& topic,
                                                          absl::Time deadline);
  absl::StatusOr<uint64_t> CountRows(const std::string& database, const std::string& table, absl::Time deadline);
  absl::Status Drop(const std::string& database, const std::string& table, absl::Time deadline);

 private:
  absl::Status Alter(const table::TableSchema& schema, const std::string& sql, absl::Time deadline);

  clickhouse::Client& client_;
  const bool fsync_;
};

}  // namespace aurora::ingest

#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/clickhouse/client.h"
#include "services/ingest/connection/table/table_maker.h"
#include "services/ingest/deduplication/window_floors.h"
#include "services/ingest/evolution/evolver.h"
#include "services/ingest/range_replay/lease_keeper.h"
#include "services/ingest/range_replay/range_replay_store.h"

namespace aurora::ingest {

// What replays of ranges share; all must outlive them.
struct RangeParts {
  RangeReplayStore& store;
  clickhouse::Client& client;
  TableMaker& tables;
  Evolver& evolver;
  SchemaStore& schemas;
  WindowFloors& floors;
};

// One replay in the hands of the process that has its lease: the record, and the statements that work on it. Each statement that
// changes something begins only while the lease is fresh, and carries a query id by which a successor ends it. Not thread-safe.
class RangeSession {
 public:
  // `stopping`: whether the process ends.
  RangeSession(const RangeParts& parts, StoredRangeReplay stored, LeaseKeeper& lease, std::function<bool()> stopping)
      : parts_(parts), stored_(std::move(stored)), lease_(lease), stopping_(std::move(stopping)) {}

  const RangeParts& parts() const { return parts_; }
  RangeReplay& replay() { return stored_.replay; }
  StoredRangeReplay& stored() { return stored_; }
  // Of the connection, as it is now.
  absl::StatusOr<Definition> Latest() { return parts_.schemas.Latest(stored_.replay.connection_id); }
  // The definition's schema, of the shadow table.
  table::TableSchema ShadowSchema(const Definition& definition) const;

  // Aborted when somebody else wrote the record, be it a decision.
  absl::Status Save() { return parts_.store.Save(stored_); }
  // Cancelled when the process ends, Unavailable when the lease is lost.
  absl::Status Check();
  // With {topic}, {replay} and {connection} as parameters.
  absl::Status Execute(std::string_view sql);
  absl::StatusOr<clickhouse::Rows> Select(std::string_view sql);
  // Ends all statements of this replay that still run, whoever began them, and waits for their end.
  absl::Status EndStatements();

  // "`shop`.`orders`", of a table in the database of the replay.
  std::string Quoted(const std::string& table) const;
  std::string Main() const { return Quoted(stored_.replay.table); }
  std::string Shadow() const { return Quoted(stored_.replay.shadow); }

 private:
  clickhouse::QueryOptions Options();

  const RangeParts parts_;
  StoredRangeReplay stored_;
  LeaseKeeper& lease_;
  const std::function<bool()> stopping_;
};

// Offsets [from, to) of one partition, as a part of a span that one statement may work on.
struct OffsetWindow {
  int32_t partition = 0;
  int64_t from = 0;
  int64_t to = 0;
};
// Spans cut into windows of at most this many offsets.
std::vector<OffsetWindow> WindowsOf(const std::vector<ReplaySpan>& spans, int64_t offsets_max);
// "_partition = 0 AND _offset >= 5 AND _offset < 9", for the columns of rows or of dead letters.
std::string RowsSql(const OffsetWindow& window);
std::string LettersSql(const OffsetWindow& window);
// Rows of all spans.
std::string RowsSql(const std::vector<ReplaySpan>& spans);

// Makes columns of `to` the ones of `from`, as far as they are missing or of another type: afterwards parts of one can become
// parts of the other. Columns that only `to` has stay.
absl::Status MatchColumns(RangeSession& session, const std::string& from, const std::string& to);

}  // namespace aurora::ingest

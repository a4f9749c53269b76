#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/kafka/partition.h"
#include "libs/state/database.h"

namespace aurora::ingest {

inline constexpr char kDeadLetterReplays[] = "dead_letter_replays";
inline constexpr char kRangeReplayLeases[] = "range_replay_leases";

// Offsets [first, last] of one partition.
struct ReplayRange {
  // Without a topic in records of an earlier version: its connection has one only.
  kafka::Partition partition;
  int64_t first = 0;
  int64_t last = -1;

  bool operator==(const ReplayRange&) const = default;
};

// Who is replaying dead letters of a connection, and which ones just now.
struct ReplayRecord {
  std::string connection_id;
  // Process that does it.
  std::string owner;
  // Grows with each sign of life.
  int64_t beat = 0;
  // Some of these may be rows and dead letters at the same time.
  std::optional<ReplayRange> range;

  bool operator==(const ReplayRecord&) const = default;
};

// These records in the control-plane database; a connection has one while its dead letters are replayed, and so has a replay of a
// range, in a table of its own, under its own id. Thread-safe; every call is one transaction.
class ReplayStore {
 public:
  // What a migration makes.
  static std::string TableSql(const std::string& table);
  // What a later one adds.
  static std::string TopicSql(const std::string& table);

  ReplayStore(state::Database& database, std::string table) : database_(database), table_(std::move(table)) {}

  // AlreadyExists when the connection has one.
  absl::Status Insert(const ReplayRecord& record);
  // Writes `next` over `known`; Aborted when somebody else did before.
  absl::Status Replace(const ReplayRecord& known, const ReplayRecord& next);
  absl::Status Remove(const ReplayRecord& known);
  absl::StatusOr<std::optional<ReplayRecord>> Find(const std::string& connection_id);
  absl::StatusOr<std::vector<ReplayRecord>> All();

 private:
  absl::StatusOr<std::vector<ReplayRecord>> Select(const std::string& condition, const state::Parameters& parameters);
  absl::Status Change(const ReplayRecord& known, const std::string& sql, state::Parameters parameters);

  state::Database& database_;
  const std::string table_;
};

}  // namespace aurora::ingest

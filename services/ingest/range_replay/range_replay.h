#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace aurora::ingest {

// kReading: into the shadow table. kComparing: shadow and table. kReady: a person decides. kSwapping: the shadow's rows take the place
// of the range's. The last three are ends.
enum class RangeState : uint8_t { kReading, kComparing, kReady, kSwapping, kDone, kDiscarded, kFailed };

// What happens when the shadow is complete: a person decides, or the swap follows by itself.
enum class RangeTarget : uint8_t { kShadow, kReplace };

// Rows of the range whose messages Kafka does not hold any more: unless somebody says what becomes of them there is no replay.
enum class MissingRows : uint8_t { kRefuse, kKeep, kDrop };

// What a person has decided.
enum class RangeVerdict : uint8_t { kNone, kSwap, kDiscard };

// Offsets [from, to) of one partition, as they are wanted.
struct WantedSpan {
  int32_t partition = 0;
  int64_t from = 0;
  int64_t to = 0;
};

// Which messages, by one of these, and what becomes of them.
struct RangeWish {
  // May be empty where the connection has one topic only.
  std::string topic;
  bool everything = false;
  std::vector<WantedSpan> spans;
  // Kafka timestamps [since, until): from the first message at or after `since` on, up to the first at or after `until`. Absent: the beginning; what is
  // loaded now.
  std::optional<absl::Time> since;
  std::optional<absl::Time> until;
  RangeTarget target = RangeTarget::kShadow;
  MissingRows missing = MissingRows::kRefuse;
};
inline constexpr size_t kWantedSpansMax = 1000;

// Offsets [from, to) of one partition that are replaced.
struct ReplaySpan {
  int32_t partition = 0;
  int64_t from = 0;
  int64_t to = 0;
  // The oldest that Kafka held when the replay was planned; `to` when it held none.
  int64_t first = 0;
  // Everything before is in the shadow table.
  int64_t next = 0;
};

// Rows of shadow and table by topic, partition, offset, Kafka timestamp and, where a message may be several rows, element.
struct RangeDiff {
  uint64_t same = 0;
  uint64_t only_in_table = 0;
  uint64_t only_in_shadow = 0;
  // In both, with other values.
  uint64_t different = 0;

  struct ColumnCount {
    std::string column;
    // Of the different ones.
    uint64_t rows = 0;
  };
  // Most first.
  std::vector<ColumnCount> columns;

  struct Value {
    std::string column;
    // As text, cut at kDiffValueBytesMax; absent where there is no row, or NULL.
    std::optional<std::string> in_table;
    std::optional<std::string> in_shadow;
  };
  struct Example {
    int32_t partition = 0;
    int64_t offset = 0;
    bool in_table = false;
    bool in_shadow = false;
    // Columns that differ, at most kDiffExampleColumnsMax.
    std::vector<Value> values;
    // Of its message's rows; absent where messages are one row each.
    std::optional<uint32_t> element;
  };
  std::vector<Example> examples;
};
inline constexpr size_t kDiffExamplesMax = 10;
inline constexpr size_t kDiffExampleColumnsMax = 5;
inline constexpr size_t kDiffValueBytesMax = 200;

// One replay of a range, as the control-plane database keeps it.
struct RangeReplay {
  // "r-" and 12 characters.
  std::string id;
  std::string connection_id;
  std::string topic;
  // Kafka's, when it was planned.
  std::string topic_id;
  std::string database;
  std::string table;
  // Beside the table, in the same database.
  std::string shadow;
  RangeTarget target = RangeTarget::kShadow;
  MissingRows missing = MissingRows::kRefuse;
  std::vector<ReplaySpan> spans;
  RangeState state = RangeState::kReading;
  // Offsets to be read, as planned, and what the shadow is expected to take, in bytes.
  uint64_t messages = 0;
  uint64_t disk_bytes = 0;
  // Once read: rows of the shadow, messages that did not fit, messages that were left out by a filter (or as an empty list), and as
  // duplicates.
  uint64_t rows = 0;
  uint64_t dead_letters = 0;
  uint64_t filtered = 0;
  uint64_t duplicates = 0;
  std::optional<RangeDiff> diff;
  // What went wrong last; loading, or the replay, may have gone on since.
  std::string error;
  // What a person should know before they decide.
  std::vector<std::string> notes;
  std::string made_by;
  absl::Time created_at;
  absl::Time changed_at;
  // While rows are swapped: the table that is to take the place of the present one, the server's id of it, and how many were made.
  std::string copy;
  std::string copy_uuid;
  uint32_t copies = 0;
  // The rows are swapped and all that follows from it is written: what is left is to remove what the replay has made.
  bool settled = false;

  bool ended() const {
    return state == RangeState::kDone || state == RangeState::kDiscarded || state == RangeState::kFailed;
  }
  std::string target_name() const { return database + "." + table; }
  // Beside the shadow, of tables whose messages may be several rows: which of them are kept as they are in the table.
  std::string kept_list() const { return shadow + "_kept"; }
  uint64_t messages_read() const {
    uint64_t read = 0;
    for (const ReplaySpan& span : spans) read += static_cast<uint64_t>(span.next - span.first);
    return read;
  }
};

}  // namespace aurora::ingest

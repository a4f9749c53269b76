#include "services/ingest/delivery/ledger.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "libs/base/text.h"
#include "libs/clickhouse/type.h"
#include "libs/kafka/admin.h"
#include "services/ingest/dead_letters/dead_letter.h"
#include "services/ingest/delivery/skipped_offsets.h"

namespace aurora::ingest {
namespace {

// Beyond this a count goes on on the disk.
constexpr char kGroupBytesMax[] = "268435456";

uint64_t Number(const std::optional<std::string>& text) {
  uint64_t value = 0;
  return absl::SimpleAtoi(text.value_or(""), &value) ? value : 0;
}

// (partition = 0 AND offset >= 5 AND offset < 9) OR ...: each partition has its own range.
std::string RangeSql(const std::vector<PartitionLedger>& ledger, std::string_view partition, std::string_view offset) {
  std::vector<std::string> ranges;
  for (const PartitionLedger& entry : ledger) {
    ranges.push_back(base::StrCat("(", partition, " = ", entry.partition, " AND ", offset, " >= ", entry.start_offset,
                                  " AND ", offset, " < ", entry.next_offset, ")"));
  }
  return absl::StrJoin(ranges, " OR ");
}

// For each partition: messages that are rows, that are dead letters, what is stored too often, and messages altogether.
std::string CountSql(const std::string& stored, bool elements, bool replaying) {
  if (elements) {
    // Each row of a message once, and either its rows or its dead letter.
    return base::StrCat(
        "SELECT p, uniqExactIf(o, rows > 0), uniqExactIf(o, rows = 0), sum(rows - elements",
        replaying ? "" : " + letters + (rows > 0) - 1",
        "), uniqExact(o) FROM (SELECT p, o, t, countIf(dead = 0) AS rows, uniqExactIf(e, dead = 0) AS elements, countIf(dead = 1) AS "
        "letters FROM ",
        stored, " GROUP BY p, o, t) GROUP BY p");
  }
  if (replaying) {
    return base::StrCat(
        "SELECT p, uniqExactIf(o, rows > 0), uniqExactIf(o, rows = 0), sum(greatest(rows, 1) - 1), uniqExact(o) FROM "
        "(SELECT p, o, t, countIf(dead = 0) AS rows FROM ",
        stored, " GROUP BY p, o, t) GROUP BY p");
  }
  return base::StrCat("SELECT p, uniqExactIf(o, dead = 0), uniqExactIf(o, dead = 1), count() - uniqExact((o, t)), uniqExact(o) FROM ",
                      stored, " GROUP BY p");
}

absl::Status CountStored(const Definition& definition, bool replaying, clickhouse::Client& client, absl::Time deadline,
                         std::vector<PartitionLedger>& ledger) {
  clickhouse::QueryOptions options;
  options.deadline = deadline;
  options.parameters = {{"topic", definition.topic}, {"connection", definition.id}};
  const bool elements = table::HasElements(*definition.schema);
  // The dead letters first: one that is replayed becomes a row before it goes from there.
  const std::string stored = base::StrCat(
      "(SELECT partition AS p, offset AS o, timestamp AS t, 1 AS dead", elements ? ", toUInt32(0) AS e" : "", " FROM ",
      clickhouse::QuoteTable(kDeadLetterDatabase, kDeadLetterTable),
      " WHERE connection_id = {connection:String} AND topic = {topic:String} AND (", RangeSql(ledger, "partition", "offset"),
      ") UNION ALL SELECT _partition, _offset, _timestamp, 0", elements ? ", _element" : "", " FROM ",
      clickhouse::QuoteTable(definition.database, definition.table), " WHERE _topic = {topic:String} AND (",
      RangeSql(ledger, "_partition", "_offset"), "))");
  const std::string sql = CountSql(stored, elements, replaying);
  if (replaying || elements) options.settings = {{"max_bytes_before_external_group_by", kGroupBytesMax}};
  absl::StatusOr<clickhouse::Rows> rows = client.SelectRows(sql, options);
  if (!rows.ok()) return rows.status();
  for (const auto& row : rows->rows) {
    for (PartitionLedger& entry : ledger) {
      if (static_cast<uint64_t>(entry.partition) != Number(row[0])) continue;
      entry.loaded = Number(row[1]);
      entry.dead_lettered = Number(row[2]);
      entry.duplicated = Number(row[3]);
      const uint64_t range = static_cast<uint64_t>(entry.next_offset - entry.start_offset);
      entry.skipped = range - std::min(range, Number(row[4]));
    }
  }
  return absl::OkStatus();
}

// As it is outside of a replay, or with what a replay that is under way has in both tables counted once.
absl::Status CountSettled(const Definition& definition, const std::function<absl::StatusOr<bool>()>& replaying,
                          clickhouse::Client& client, absl::Time deadline, std::vector<PartitionLedger>& ledger) {
  const absl::StatusOr<bool> before = replaying();
  if (!before.ok()) return before.status();
  if (absl::Status status = CountStored(definition, *before, client, deadline, ledger); !status.ok()) return status;
  if (*before) return absl::OkStatus();
  // One that has begun meanwhile.
  const absl::StatusOr<bool> after = replaying();
  if (!after.ok()) return after.status();
  return *after ? CountStored(definition, true, client, deadline, ledger) : absl::OkStatus();
}

// Each offset that ranges cover once, up to next_offset: what is behind it is pending, whatever was written of it already.
absl::Status CountLeftOut(const Definition& definition, const std::string& topic_id, clickhouse::Client& client,
                           absl::Time deadline, std::vector<PartitionLedger>& ledger) {
  clickhouse::QueryOptions options;
  options.deadline = deadline;
  options.parameters = {{"topic", definition.topic}, {"connection", definition.id}, {"topic_id", topic_id}};
  const auto list = [&](auto member) {
    return absl::StrJoin(ledger, ", ", [member](std::string* out, const PartitionLedger& entry) {
      base::StrAppend(out, "toInt64(", entry.*member, ")");
    });
  };
  const std::string partitions = absl::StrJoin(
      ledger, ", ", [](std::string* out, const PartitionLedger& entry) { base::StrAppend(out, entry.partition); });
  const std::string sql = base::StrCat(
      "SELECT partition, reason, toUInt64(sum(greatest(toInt64(0), behind - greatest(first, covered)))) FROM (SELECT partition, "
      "reason, first, behind, max(behind) OVER (PARTITION BY partition, reason ORDER BY first, behind ROWS BETWEEN UNBOUNDED PRECEDING AND 1 "
      "PRECEDING) AS covered FROM (SELECT partition, reason, greatest(first_offset, transform(partition, [", partitions, "], [",
      list(&PartitionLedger::start_offset), "], toInt64(0))) AS first, least(last_offset + 1, transform(partition, [",
      partitions, "], [", list(&PartitionLedger::next_offset), "], toInt64(0))) AS behind FROM ",
      clickhouse::QuoteTable(kSkippedDatabase, kSkippedTable),
      " WHERE connection_id = {connection:String} AND topic = {topic:String} AND topic_id = {topic_id:String})) GROUP BY "
      "partition, reason");
  absl::StatusOr<clickhouse::Rows> rows = client.SelectRows(sql, options);
  if (!rows.ok()) return rows.status();
  for (const auto& row : rows->rows) {
    for (PartitionLedger& entry : ledger) {
      if (static_cast<uint64_t>(entry.partition) != Number(row[0])) continue;
      (row[1] == SkipReasonName(SkipReason::kDuplicate) ? entry.duplicates : entry.filtered) += Number(row[2]);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<PartitionLedger>> ReadLedger(const Definition& definition,
                                                        const std::function<absl::StatusOr<bool>()>& replaying,
                                                        clickhouse::Client& client, absl::Time deadline) {
  auto admin = kafka::Admin::Create(definition.cluster);
  if (!admin.ok()) return admin.status();
  absl::StatusOr<kafka::Topic> topic = (*admin)->DescribeTopic(definition.topic, deadline);
  if (!topic.ok()) return topic.status();
  auto ends = (*admin)->TopicWatermarks(*topic, deadline);
  if (!ends.ok()) return ends.status();
  auto committed = kafka::Admin::GroupOffsets(definition.cluster, definition.group(), *topic, deadline);
  if (!committed.ok()) return committed.status();
  const absl::StatusOr<std::string> topic_id = (*admin)->TopicId(definition.topic, deadline);
  if (!topic_id.ok()) return topic_id.status();
  // Start offsets count in the topic that was there then.
  const bool anew = !definition.topic_id.empty() && !topic_id->empty() && *topic_id != definition.topic_id;

  std::vector<PartitionLedger> ledger;
  for (const int32_t partition : topic->partitions) {
    PartitionLedger entry;
    entry.partition = partition;
    const auto start = definition.start_offsets.find(partition);
    entry.start_offset = anew || start == definition.start_offsets.end() ? 0 : start->second;
    const auto next = committed->find(partition);
    // What the topic does not have any more cannot be waited for.
    entry.next_offset =
        std::max({entry.start_offset, next == committed->end() ? 0 : next->second, (*ends)[partition].low});
    entry.end_offset = (*ends)[partition].high;
    entry.skipped = static_cast<uint64_t>(entry.next_offset - entry.start_offset);
    entry.pending = static_cast<uint64_t>(std::max<int64_t>(0, entry.end_offset - entry.next_offset));
    ledger.push_back(entry);
  }
  if (!definition.schema.has_value()) return ledger;
  if (absl::Status status = CountSettled(definition, replaying, client, deadline, ledger); !status.ok()) return status;
  const Transforms& transforms = definition.transforms;
  const bool leaves_out = transforms.HasFilter() || transforms.HasDeduplication() || table::HasElements(*definition.schema);
  if (leaves_out && !ledger.empty()) {
    if (absl::Status status = CountLeftOut(definition, *topic_id, client, deadline, ledger); !status.ok()) return status;
  }
  return ledger;
}

}  // namespace aurora::ingest

#include "services/ingest/delivery/ledger.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "libs/base/text.h"
#include "libs/clickhouse/type.h"
#include "libs/kafka/admin/admin.h"
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
    ranges.push_back(base::StrCat("(", partition, " = ", entry.partition.number, " AND ", offset, " >= ", entry.start_offset,
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

// Of one topic; so are the next two.
absl::Status CountStored(const Definition& definition, bool replaying, clickhouse::Client& client, absl::Time deadline,
                         std::vector<PartitionLedger>& ledger) {
  clickhouse::QueryOptions options;
  options.deadline = deadline;
  options.parameters = {{"topic", ledger.front().partition.topic}, {"connection", definition.id}};
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
      if (static_cast<uint64_t>(entry.partition.number) != Number(row[0])) continue;
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
  options.parameters = {{"topic", ledger.front().partition.topic}, {"connection", definition.id}, {"topic_id", topic_id}};
  const auto list = [&](auto member) {
    return absl::StrJoin(ledger, ", ", [member](std::string* out, const PartitionLedger& entry) {
      base::StrAppend(out, "toInt64(", entry.*member, ")");
    });
  };
  const std::string partitions = absl::StrJoin(
      ledger, ", ", [](std::string* out, const PartitionLedger& entry) { base::StrAppend(out, entry.partition.number); });
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
      if (static_cast<uint64_t>(entry.partition.number) != Number(row[0])) continue;
      (row[1] == SkipReasonName(SkipReason::kDuplicate) ? entry.duplicates : entry.filtered) += Number(row[2]);
    }
  }
  return absl::OkStatus();
}

// What the brokers say of a topic.
struct TopicOffsets {
  kafka::Topic topic;
  std::string id;
  std::map<int32_t, kafka::Watermarks> range;
};

// Those that are there; of a connection of one topic it has to be.
absl::StatusOr<std::vector<TopicOffsets>> AskTopics(const Definition& definition, kafka::Admin& admin,
                                                    absl::Time deadline) {
  std::set<std::string> there;
  if (definition.several()) {
    const absl::StatusOr<kafka::ClusterMetadata> metadata = admin.Describe(deadline);
    if (!metadata.ok()) return metadata.status();
    for (const kafka::Topic& topic : metadata->topics) there.insert(topic.name);
  }
  std::vector<TopicOffsets> topics;
  for (const SourceTopic& source : definition.topics) {
    if (definition.several() && there.count(source.name) == 0) continue;
    absl::StatusOr<kafka::Topic> topic = admin.DescribeTopic(source.name, deadline);
    if (!topic.ok()) return topic.status();
    auto range = admin.TopicWatermarks(*topic, deadline);
    if (!range.ok()) return range.status();
    absl::StatusOr<std::string> id = admin.TopicId(source.name, deadline);
    if (!id.ok()) return id.status();
    topics.push_back({*std::move(topic), *std::move(id), *std::move(range)});
  }
  return topics;
}

// `begin`: where a connection that has committed nothing begins; behind its start offsets for one that was restored.
std::vector<PartitionLedger> Begin(const SourceTopic& source, const TopicPoint& begin, const TopicOffsets& topic,
                                   const std::map<kafka::Partition, int64_t>& committed) {
  // Offsets count in the topic that was there then.
  const auto is_another = [&](const std::string& id) { return !id.empty() && !topic.id.empty() && topic.id != id; };
  const bool anew = is_another(source.id);
  std::vector<PartitionLedger> ledger;
  for (const int32_t number : topic.topic.partitions) {
    PartitionLedger entry;
    entry.partition = {source.name, number};
    const auto start = source.start_offsets.find(number);
    entry.start_offset = anew || start == source.start_offsets.end() ? 0 : start->second;
    const auto next = committed.find(entry.partition);
    const auto resume = begin.offsets.find(number);
    const int64_t first = is_another(begin.topic_id) || resume == begin.offsets.end() ? 0 : resume->second;
    const kafka::Watermarks& marks = topic.range.at(number);
    // What the topic does not have any more cannot be waited for.
    entry.next_offset = std::max({entry.start_offset, next == committed.end() ? first : next->second, marks.low});
    entry.end_offset = marks.high;
    entry.skipped = static_cast<uint64_t>(entry.next_offset - entry.start_offset);
    entry.pending = static_cast<uint64_t>(std::max<int64_t>(0, entry.end_offset - entry.next_offset));
    ledger.push_back(std::move(entry));
  }
  return ledger;
}

}  // namespace

bool LeavesOut(const Definition& definition) {
  const Transforms& transforms = definition.transforms;
  return transforms.HasFilter() || transforms.HasDeduplication() || table::HasElements(*definition.schema);
}

absl::StatusOr<std::vector<PartitionLedger>> ReadLedger(const Definition& definition,
                                                        const std::function<absl::StatusOr<bool>()>& replaying,
                                                        clickhouse::Client& client, absl::Time deadline) {
  auto admin = kafka::Admin::Create(definition.cluster);
  if (!admin.ok()) return admin.status();
  const absl::StatusOr<std::vector<TopicOffsets>> topics = AskTopics(definition, **admin, deadline);
  if (!topics.ok()) return topics.status();
  std::vector<PartitionLedger> all;
  if (topics->empty()) return all;
  std::vector<kafka::Topic> described;
  for (const TopicOffsets& topic : *topics) described.push_back(topic.topic);
  const auto committed = kafka::Admin::GroupOffsets(definition.cluster, definition.group(), described, deadline);
  if (!committed.ok()) return committed.status();
  for (const TopicOffsets& topic : *topics) {
    const SourceTopic& source = *definition.FindTopic(topic.topic.name);
    std::vector<PartitionLedger> ledger = Begin(source, definition.begin(source), topic, *committed);
    if (definition.schema.has_value() && !ledger.empty()) {
      absl::Status status = CountSettled(definition, replaying, client, deadline, ledger);
      if (status.ok() && LeavesOut(definition)) status = CountLeftOut(definition, topic.id, client, deadline, ledger);
      if (!status.ok()) return status;
    }
    all.insert(all.end(), std::make_move_iterator(ledger.begin()), std::make_move_iterator(ledger.end()));
  }
  return all;
}

}  // namespace aurora::ingest

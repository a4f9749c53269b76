#include "services/ingest/range_replay/range_planner.h"

#include <algorithm>
#include <map>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "libs/base/identifier.h"
#include "libs/base/text.h"
#include "libs/clickhouse/type.h"
#include "libs/kafka/admin/admin.h"
#include "services/ingest/delivery/table_status.h"
#include "services/ingest/range_replay/range_session.h"

namespace aurora::ingest {
namespace {

// Of a row, where the table has none to measure.
constexpr double kRowBytes = 200;
constexpr std::string_view kShadowInfix = "_replay_";
// For the names of the tables that take the place of the main one.
constexpr size_t kSuffixBytesMax = 32;
// Of an error, or of a note.
constexpr size_t kTopicsNamedMax = 20;
constexpr size_t kListBytesMax = 500;

// What is known about a topic and how far it is loaded.
struct Loaded {
  kafka::Topic topic;
  std::map<int32_t, kafka::Watermarks> held;
  std::string topic_id;
  // Where each partition begins, and the offset behind what is loaded.
  std::map<int32_t, int64_t> begin;
  std::map<int32_t, int64_t> end;
};

absl::StatusOr<Loaded> Look(const Definition& definition, const SourceTopic& source, kafka::Admin& admin,
                            absl::Time deadline) {
  Loaded loaded;
  absl::StatusOr<kafka::Topic> topic = admin.DescribeTopic(source.name, deadline);
  if (!topic.ok()) return topic.status();
  loaded.topic = *std::move(topic);
  auto held = admin.TopicWatermarks(loaded.topic, deadline);
  if (!held.ok()) return held.status();
  loaded.held = *std::move(held);
  absl::StatusOr<std::string> id = admin.TopicId(source.name, deadline);
  if (!id.ok()) return id.status();
  loaded.topic_id = *std::move(id);
  auto committed = kafka::Admin::GroupOffsets(definition.cluster, definition.group(), {loaded.topic}, deadline);
  if (!committed.ok()) return committed.status();
  // Start offsets count in the topic that was there then.
  const bool anew = !source.id.empty() && !loaded.topic_id.empty() && loaded.topic_id != source.id;
  for (const int32_t partition : loaded.topic.partitions) {
    const auto start = source.start_offsets.find(partition);
    loaded.begin[partition] = anew || start == source.start_offsets.end() ? 0 : start->second;
    const auto next = committed->find({source.name, partition});
    loaded.end[partition] = std::max(loaded.begin[partition], next == committed->end() ? 0 : next->second);
  }
  return loaded;
}

absl::StatusOr<std::vector<ReplaySpan>> SpansOfTime(const RangeWish& wish, const Loaded& loaded, kafka::Admin& admin,
                                                    absl::Time deadline) {
  std::map<int32_t, int64_t> from = loaded.begin;
  std::map<int32_t, int64_t> to = loaded.end;
  if (wish.since.has_value()) {
    auto offsets = admin.OffsetsAt(loaded.topic, *wish.since, deadline);
    if (!offsets.ok()) return offsets.status();
    for (auto& [partition, offset] : from) offset = std::max(offset, (*offsets)[partition]);
  }
  if (wish.until.has_value()) {
    auto offsets = admin.OffsetsAt(loaded.topic, *wish.until, deadline);
    if (!offsets.ok()) return offsets.status();
    for (auto& [partition, offset] : to) {
      if ((*offsets)[partition] > offset) {
        return absl::FailedPreconditionError(base::StrCat(
            kafka::Place({loaded.topic.name, partition}), ": messages before ", absl::FormatTime(absl::RFC3339_sec, *wish.until, absl::UTCTimeZone()),
            " are still being loaded, up to offset ", (*offsets)[partition], " of which ", offset,
            " is next; wait until they are, or end the span earlier"));
      }
      offset = (*offsets)[partition];
    }
  }
  std::vector<ReplaySpan> spans;
  for (const auto& [partition, offset] : from) {
    if (offset < to[partition]) spans.push_back({partition, offset, to[partition], 0, 0});
  }
  return spans;
}

absl::StatusOr<std::vector<ReplaySpan>> SpansOfOffsets(const RangeWish& wish, const Loaded& loaded) {
  std::vector<ReplaySpan> spans;
  for (const WantedSpan& wanted : wish.spans) {
    const std::string place = kafka::Place({loaded.topic.name, wanted.partition});
    const auto begin = loaded.begin.find(wanted.partition);
    if (begin == loaded.begin.end()) {
      return absl::InvalidArgumentError(base::StrCat(place, ": the topic has no such partition; it has ",
                                                     loaded.begin.size(), ", counted from 0"));
    }
    if (wanted.from < begin->second) {
      return absl::InvalidArgumentError(base::StrCat(place, ": the connection begins at offset ", begin->second,
                                                     "; replay from there on, or connect the topic anew from an earlier one"));
    }
    const int64_t end = loaded.end.at(wanted.partition);
    if (wanted.to > end) {
      return absl::FailedPreconditionError(base::StrCat(place, ": offsets from ", end, " on are not loaded yet, and ",
                                                        wanted.to, " is the end of the range; wait until they are, or end it at ",
                                                        end));
    }
    spans.push_back({wanted.partition, wanted.from, wanted.to, 0, 0});
  }
  return spans;
}

// Sets what Kafka holds of each span.
absl::Status FindMissing(const Loaded& loaded, MissingRows missing, std::vector<ReplaySpan>& spans) {
  std::string gone;
  for (ReplaySpan& span : spans) {
    span.first = span.next = std::clamp(loaded.held.at(span.partition).low, span.from, span.to);
    if (span.first > span.from && gone.size() < kListBytesMax) {
      base::StrAppend(&gone, gone.empty() ? "" : "; ", "partition ", span.partition, ": ", span.from, " to ", span.first - 1);
    }
  }
  if (gone.empty() || missing != MissingRows::kRefuse) return absl::OkStatus();
  return absl::FailedPreconditionError(base::StrCat(
      "topic ", loaded.topic.name, " does not hold these offsets of the range any more: ", gone,
      ". Say what becomes of their rows: `keep` leaves them as they are, `drop` removes them with the swap; or begin the range "
      "later"));
}

// The spans are of one topic. InvalidArgument names those that there are.
absl::StatusOr<const SourceTopic*> ChooseTopic(const Definition& definition, const std::string& name) {
  if (definition.topics.empty()) {
    return absl::FailedPreconditionError(base::StrCat("connection ", definition.id, " has found no topic yet that matches ",
                                                      definition.source(), "; there is nothing to replay"));
  }
  if (name.empty() && definition.topics.size() == 1) return &definition.topics.front();
  if (const SourceTopic* const source = name.empty() ? nullptr : definition.FindTopic(name); source != nullptr) return source;
  std::vector<std::string> names;
  for (const SourceTopic& source : definition.topics) {
    if (names.size() < kTopicsNamedMax) names.push_back(source.name);
  }
  std::string known = absl::StrJoin(names, ", ");
  if (definition.topics.size() > names.size()) base::StrAppend(&known, " and ", definition.topics.size() - names.size(), " more");
  const std::string what = name.empty() ? base::StrCat("connection ", definition.id, " reads several topics, and a range is one topic's")
                                        : base::StrCat("connection ", definition.id, " does not read topic ", name);
  return absl::InvalidArgumentError(base::StrCat(what, "; give `topic` one of: ", known));
}

// Messages that are not judged again although they may have been left out because of rows of the range, or stay beside such.
std::string NoteOnDuplicates(const std::vector<ReplaySpan>& spans, const std::map<int32_t, int64_t>& ends) {
  std::string behind;
  for (const ReplaySpan& span : spans) {
    const int64_t end = ends.at(span.partition);
    if (span.to >= end || behind.size() > kListBytesMax) continue;
    base::StrAppend(&behind, behind.empty() ? "" : "; ", "partition ", span.partition, ": ", span.to, " to ", end - 1);
  }
  const std::string_view consequence =
      "one that was left out as a duplicate stays out, and one that is a row stays, whatever the range becomes";
  if (behind.empty()) {
    return base::StrCat("duplicates are told by the rows before each message; messages that are loaded while the replay is open are "
                        "not judged again: ",
                        consequence);
  }
  return base::StrCat("duplicates are told by the rows before each message; messages behind the range are not judged again (",
                      behind, "): ", consequence, ". To judge them too, let the range end at what is loaded");
}

// A name that the table's own leaves room for.
std::string ShadowName(const std::string& table, const std::string& id) {
  return base::StrCat(table.substr(0, table::kNameBytesMax - kShadowInfix.size() - kSuffixBytesMax), kShadowInfix,
                      id.substr(id.find('-') + 1));
}

}  // namespace

absl::StatusOr<uint64_t> RangePlanner::CountRows(const RangeReplay& replay, absl::Time deadline) {
  clickhouse::QueryOptions options;
  options.deadline = deadline;
  options.parameters = {{"topic", replay.topic}};
  const absl::StatusOr<clickhouse::Rows> rows = client_.SelectRows(
      base::StrCat("SELECT count() FROM ", clickhouse::QuoteTable(replay.database, replay.table),
                   " WHERE _topic = {topic:String} AND ", RowsSql(replay.spans)),
      options);
  if (!rows.ok()) return AboutTable(replay.database, replay.table, rows.status());
  uint64_t count = 0;
  if (rows->rows.size() == 1 && absl::SimpleAtoi(rows->rows[0][0].value_or(""), &count)) return count;
  return absl::InternalError(base::StrCat("table ", replay.target_name(), ": its rows of the range could not be counted"));
}

absl::Status RangePlanner::CheckDisk(RangeReplay& replay, bool elements, absl::Time deadline) {
  uint64_t expected = replay.messages;
  if (elements) {
    const absl::StatusOr<uint64_t> count = CountRows(replay, deadline);
    if (!count.ok()) return count.status();
    expected = std::max(expected, *count);
  }
  clickhouse::QueryOptions options;
  options.deadline = deadline;
  options.parameters = {{"database", replay.database}, {"table", replay.table}};
  const absl::StatusOr<clickhouse::Rows> rows = client_.SelectRows(
      "SELECT sum(bytes_on_disk), sum(rows), filesystemAvailable() FROM system.parts WHERE active AND database = "
      "{database:String} AND table = {table:String}",
      options);
  if (!rows.ok()) return AboutTable(replay.database, replay.table, rows.status());
  uint64_t bytes = 0;
  uint64_t stored = 0;
  uint64_t available = 0;
  if (rows->rows.size() != 1 || !absl::SimpleAtoi(rows->rows[0][0].value_or(""), &bytes) ||
      !absl::SimpleAtoi(rows->rows[0][1].value_or(""), &stored) ||
      !absl::SimpleAtoi(rows->rows[0][2].value_or(""), &available)) {
    return absl::InternalError(base::StrCat("table ", replay.target_name(), ": its size could not be read"));
  }
  const double row_bytes = stored == 0 ? kRowBytes : static_cast<double>(bytes) / static_cast<double>(stored);
  replay.disk_bytes = static_cast<uint64_t>(row_bytes * static_cast<double>(expected));
  const uint64_t needed = 2 * replay.disk_bytes + kDiskReserveBytes;
  if (available >= needed) return absl::OkStatus();
  return absl::ResourceExhaustedError(base::StrCat(
      "table ", replay.target_name(), ": replaying ", replay.messages, " messages needs about ", needed >> 20,
      " MiB on ClickHouse's disk, which has ", available >> 20, " MiB left; make room, or replay a shorter range"));
}

absl::StatusOr<RangeReplay> RangePlanner::Plan(const Definition& definition, const RangeWish& wish, absl::Time deadline) {
  if (!definition.schema.has_value()) {
    return absl::FailedPreconditionError(base::StrCat("connection ", definition.id,
                                                      " has no table yet; it comes with the topic's first good messages"));
  }
  const absl::StatusOr<const SourceTopic*> source = ChooseTopic(definition, wish.topic);
  if (!source.ok()) return source.status();
  auto admin = kafka::Admin::Create(definition.cluster);
  if (!admin.ok()) return admin.status();
  const absl::StatusOr<Loaded> loaded = Look(definition, **source, **admin, deadline);
  if (!loaded.ok()) return loaded.status();
  auto spans = wish.spans.empty() ? SpansOfTime(wish, *loaded, **admin, deadline) : SpansOfOffsets(wish, *loaded);
  if (!spans.ok()) return spans.status();
  if (absl::Status status = FindMissing(*loaded, wish.missing, *spans); !status.ok()) return status;
  RangeReplay replay;
  replay.id = base::MakeIdentifier("r-");
  replay.connection_id = definition.id;
  replay.topic = loaded->topic.name;
  replay.topic_id = loaded->topic_id;
  replay.database = definition.database;
  replay.table = definition.table;
  replay.shadow = ShadowName(definition.table, replay.id);
  replay.target = wish.target;
  replay.missing = wish.missing;
  replay.spans = *std::move(spans);
  for (const ReplaySpan& span : replay.spans) replay.messages += static_cast<uint64_t>(span.to - span.first);
  if (replay.messages == 0) {
    return absl::FailedPreconditionError(base::StrCat("topic ", replay.topic,
                                                      " holds no message of the range that was loaded; choose another range"));
  }
  if (definition.transforms.HasDeduplication()) replay.notes.push_back(NoteOnDuplicates(replay.spans, loaded->end));
  replay.created_at = replay.changed_at = absl::Now();
  if (absl::Status status = CheckDisk(replay, table::HasElements(*definition.schema), deadline); !status.ok()) return status;
  return replay;
}

}  // namespace aurora::ingest

#include "gateway/api/connections/range_replay_json.h"

#include "gateway/api/connections/limits.h"
#include "libs/base/text.h"

namespace aurora::gateway::api {
namespace {

using namespace ingest::v1;  // NOLINT: messages of one file

constexpr size_t kSpansMax = 1000;
constexpr int64_t kOffsetMax = 9'007'199'254'740'991;

void ReadSpan(ObjectReader& parent, const json::value& value, OffsetSpan* span) {
  if (!value.is_object()) return parent.Fail("offsets", "must be a list of objects");
  ObjectReader reader(value.get_object(), "offsets");
  int64_t partition = 0;
  int64_t from = 0;
  int64_t to = 0;
  for (const char* name : {"partition", "from", "to"}) reader.Require(name);
  if (reader.Integer("partition", &partition, 0, INT32_MAX)) span->set_partition(static_cast<int32_t>(partition));
  if (reader.Integer("from", &from, 0, kOffsetMax)) span->set_from(from);
  if (reader.Integer("to", &to, 1, kOffsetMax)) span->set_to(to);
  parent.Fail(reader.Finish());
}

void ReadTime(ObjectReader& reader, const char* name, google::protobuf::Timestamp* (StartRangeReplayRequest::*mutable_time)(),
              StartRangeReplayRequest& request) {
  std::string text;
  if (!reader.Text(name, &text, 64)) return;
  const absl::StatusOr<absl::Time> time = ParseTimestamp(text);
  if (!time.ok()) return reader.Fail(name, "must be an RFC 3339 time such as 2026-11-21T14:00:00Z");
  ToProto(*time, (request.*mutable_time)());
}

const char* StateName(RangeReplayState state) {
  switch (state) {
    case RANGE_REPLAY_STATE_COMPARING: return "comparing";
    case RANGE_REPLAY_STATE_READY: return "ready";
    case RANGE_REPLAY_STATE_SWAPPING: return "swapping";
    case RANGE_REPLAY_STATE_DONE: return "done";
    case RANGE_REPLAY_STATE_DISCARDED: return "discarded";
    case RANGE_REPLAY_STATE_FAILED: return "failed";
    default: return "reading";
  }
}

json::value MissingJson(MissingRows missing) {
  if (missing == MISSING_ROWS_KEEP) return "keep";
  if (missing == MISSING_ROWS_DROP) return "drop";
  return nullptr;
}

json::value TextOrNull(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

json::object DiffJson(const RangeReplayDiff& diff) {
  json::array columns;
  for (const ColumnDifference& column : diff.columns()) {
    columns.push_back(json::object{{"column", column.column()}, {"rows", column.rows()}});
  }
  json::array examples;
  for (const RowDifference& row : diff.examples()) {
    json::array values;
    for (const ValueDifference& value : row.values()) {
      values.push_back(json::object{
          {"column", value.column()},
          {"in_table", value.has_in_table() ? json::value(value.in_table()) : json::value(nullptr)},
          {"in_shadow", value.has_in_shadow() ? json::value(value.in_shadow()) : json::value(nullptr)}});
    }
    examples.push_back(json::object{{"partition", row.partition()},
                                    {"offset", row.offset()},
                                    {"element", row.has_element() ? json::value(row.element()) : json::value(nullptr)},
                                    {"in_table", row.in_table()},
                                    {"in_shadow", row.in_shadow()},
                                    {"values", std::move(values)}});
  }
  return {{"same", diff.same()},
          {"different", diff.different()},
          {"only_in_table", diff.only_in_table()},
          {"only_in_shadow", diff.only_in_shadow()},
          {"columns", std::move(columns)},
          {"examples", std::move(examples)}};
}

}  // namespace

absl::StatusOr<StartRangeReplayRequest> ParseRangeReplay(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  StartRangeReplayRequest request;
  ObjectReader reader(*object, ObjectReader::Subject{"replay"});
  std::string topic;
  if (reader.Text("topic", &topic, kTopicBytesMax)) request.set_topic(topic);
  bool all = false;
  if (reader.Boolean("all", &all)) request.set_everything(all);
  if (const json::array* spans = reader.Array("offsets"); spans != nullptr) {
    if (spans->empty() || spans->size() > kSpansMax) {
      reader.Fail("offsets", absl::StrCat("must have from 1 to ", kSpansMax, " items"));
    }
    for (const json::value& span : *spans) ReadSpan(reader, span, request.add_spans());
  }
  ReadTime(reader, "since", &StartRangeReplayRequest::mutable_since, request);
  ReadTime(reader, "until", &StartRangeReplayRequest::mutable_until, request);
  std::string target = "shadow";
  reader.Text("target", &target);
  if (target != "shadow" && target != "replace") reader.Fail("target", "must be shadow or replace");
  request.set_target(target == "replace" ? RANGE_REPLAY_TARGET_REPLACE : RANGE_REPLAY_TARGET_SHADOW);
  std::string missing;
  if (reader.Text("missing", &missing)) {
    if (missing != "keep" && missing != "drop") reader.Fail("missing", "must be keep or drop");
    request.set_missing(missing == "drop" ? MISSING_ROWS_DROP : MISSING_ROWS_KEEP);
  }
  bool plan_only = false;
  if (reader.Boolean("plan_only", &plan_only)) request.set_plan_only(plan_only);
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return request;
}

json::object ToJson(const RangeReplay& replay) {
  json::array spans;
  for (const ReplaySpan& span : replay.spans()) {
    spans.push_back(json::object{{"partition", span.partition()},
                                 {"from", span.from()},
                                 {"to", span.to()},
                                 {"first_held", span.first()},
                                 {"next", span.next()}});
  }
  json::array notes;
  for (const std::string& note : replay.notes()) notes.push_back(json::value(note));
  return {{"id", TextOrNull(replay.id())},
          {"connection", replay.connection_id()},
          {"state", StateName(replay.state())},
          {"target", replay.target() == RANGE_REPLAY_TARGET_REPLACE ? "replace" : "shadow"},
          {"missing", MissingJson(replay.missing())},
          {"table", base::StrCat(replay.database(), ".", replay.table())},
          {"shadow_table", replay.shadow_table().empty()
                               ? json::value(nullptr)
                               : json::value(base::StrCat(replay.database(), ".", replay.shadow_table()))},
          {"topic", replay.topic()},
          {"offsets", std::move(spans)},
          {"messages", replay.messages()},
          {"messages_read", replay.messages_read()},
          {"disk_bytes", replay.disk_bytes()},
          {"rows", replay.rows()},
          {"dead_letters", replay.dead_letters()},
          {"filtered", replay.filtered()},
          {"duplicates", replay.duplicates()},
          {"notes", std::move(notes)},
          {"diff", replay.has_diff() ? json::value(DiffJson(replay.diff())) : json::value(nullptr)},
          {"error", TextOrNull(replay.error())},
          {"made_by", replay.made_by()},
          {"created_at", TimestampJson(replay.created_at())},
          {"changed_at", TimestampJson(replay.changed_at())}};
}

}  // namespace aurora::gateway::api

#include "services/ingest/check/connection_check.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <set>

#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "services/ingest/delivery/table_status.h"

namespace aurora::ingest {
namespace {

// The quickest of them tells the most.
constexpr int kClockLooks = 3;
constexpr absl::Duration kStatementMax = absl::Seconds(5);
// Brokers that do not answer leave time to look at the rest.
constexpr absl::Duration kDiagnosisMax = absl::Seconds(20);
constexpr size_t kNamesShownMax = 10;

std::string Rounded(absl::Duration duration) {
  const absl::Duration unit = duration < absl::Seconds(10) ? absl::Milliseconds(1) : absl::Seconds(1);
  return absl::FormatDuration(absl::Floor(duration, unit));
}

clickhouse::QueryOptions Within(absl::Time deadline) {
  clickhouse::QueryOptions options;
  options.deadline = std::min(deadline, absl::Now() + kStatementMax);
  return options;
}

std::optional<int64_t> NumberAt(const clickhouse::Rows& rows, size_t column) {
  int64_t number = 0;
  if (rows.rows.size() != 1 || rows.rows[0].size() <= column) return std::nullopt;
  if (!absl::SimpleAtoi(rows.rows[0][column].value_or(""), &number)) return std::nullopt;
  return number;
}

absl::StatusOr<PartCount> CountParts(const Definition& definition, clickhouse::Client& client, absl::Time deadline) {
  clickhouse::QueryOptions options = Within(deadline);
  options.parameters = {{"database", definition.database}, {"table", definition.table}};
  const absl::StatusOr<clickhouse::Rows> rows = client.SelectRows(
      "SELECT (SELECT max(parts) FROM (SELECT count() AS parts FROM system.parts WHERE active AND database = {database:String} "
      "AND table = {table:String} GROUP BY partition_id)), "
      "(SELECT toInt64(any(value)) FROM system.merge_tree_settings WHERE name = 'parts_to_delay_insert'), "
      "(SELECT toInt64(any(value)) FROM system.merge_tree_settings WHERE name = 'parts_to_throw_insert'), "
      "(SELECT any(engine_full) FROM system.tables WHERE database = {database:String} AND name = {table:String})",
      options);
  if (!rows.ok()) return AboutTable(definition.database, definition.table, rows.status());
  const std::string engine = rows->rows.empty() ? "" : rows->rows[0][3].value_or("");
  if (engine.empty()) {
    return absl::NotFoundError(base::StrCat("table ", definition.target(), " is not there; make it again, or delete the connection and make it anew"));
  }
  const std::optional<int64_t> slowed = NumberAt(*rows, 1);
  const std::optional<int64_t> refused = NumberAt(*rows, 2);
  if (!slowed.has_value() || !refused.has_value()) {
    return absl::InternalError(base::StrCat("table ", definition.target(), ": its parts could not be counted"));
  }
  // An empty table has none.
  PartCount count{NumberAt(*rows, 0).value_or(0), *slowed, *refused};
  // A table's own settings win.
  RE2::PartialMatch(engine, R"(\bparts_to_delay_insert = (\d+))", &count.slowed_from);
  RE2::PartialMatch(engine, R"(\bparts_to_throw_insert = (\d+))", &count.refused_from);
  return count;
}

absl::StatusOr<ClockOffset> CompareClocks(clickhouse::Client& client, absl::Time deadline) {
  std::optional<ClockOffset> best;
  for (int look = 0; look < kClockLooks; ++look) {
    const absl::Time asked = absl::Now();
    const absl::StatusOr<clickhouse::Rows> rows =
        client.SelectRows("SELECT toUnixTimestamp64Micro(now64(6))", Within(deadline));
    const absl::Time answered = absl::Now();
    if (!rows.ok()) return rows.status();
    const std::optional<int64_t> micros = NumberAt(*rows, 0);
    if (!micros.has_value()) return absl::InternalError("the time that ClickHouse told is unreadable");
    const absl::Duration half = (answered - asked) / 2;
    if (!best.has_value() || half < best->uncertainty) best = {absl::FromUnixMicros(*micros) - (asked + half), half};
  }
  return *best;
}

CheckFinding NotFound(const std::string& what, const absl::Status& status) { return {what, false, std::string(base::Message(status))}; }

std::string Named(const std::set<std::string>& names) {
  const std::vector<std::string> shown(names.begin(), std::next(names.begin(), std::min(names.size(), kNamesShownMax)));
  return base::StrCat(absl::StrJoin(shown, ", "), names.size() > shown.size() ? ", ..." : "");
}

// Only of connections that read several: where it is one, the diagnosis climbs down to it.
CheckFinding JudgeTopics(const ConnectionView& view) {
  if (!view.refused_topics.empty()) {
    return {"topics", false,
            base::StrCat("the brokers refuse to let this user read ", Named(view.refused_topics),
                         "; allow it READ and DESCRIBE on them")};
  }
  if (!view.missing_topics.empty()) {
    return {"topics", false,
            base::StrCat("not there: ", Named(view.missing_topics), "; make them, or connect those that are there anew")};
  }
  return {"topics", true, base::StrCat(view.definition.topics.size(), " topics may be read")};
}

}  // namespace

CheckFinding JudgeBrokers(const kafka::Diagnosis& diagnosis, const std::string& topic) {
  for (const kafka::LayerResult& layer : diagnosis.layers) {
    if (layer.ok) continue;
    return {"brokers", false, base::StrCat(layer.message, layer.remedy.empty() ? "" : "; ", layer.remedy)};
  }
  if (!diagnosis.reachable) return {"brokers", false, "they did not answer in time; see whether they run and can be reached from here"};
  return {"brokers", true, topic.empty() ? "reached" : "reached, and the topic may be read"};
}

CheckFinding JudgeParts(const std::string& table, const PartCount& count) {
  const std::string found = base::StrCat(count.parts, count.parts == 1 ? " part" : " parts", " in its fullest partition; ClickHouse slows inserts down from ",
                                         count.slowed_from, " and refuses them from ", count.refused_from);
  if (static_cast<double>(count.parts) < kPartsShareMax * static_cast<double>(count.slowed_from)) return {"table_parts", true, found};
  return {"table_parts", false,
          base::StrCat("table ", table, " has ", found,
                       ": its merges do not keep up; see system.merges for what holds them up, and let its connection wait longer for fewer, larger "
                       "inserts (aurora alter CONNECTION --delay-ms-max")};
}

CheckFinding JudgeClock(const ClockOffset& offset) {
  const absl::Duration apart = absl::AbsDuration(offset.ahead);
  const absl::Duration uncertainty = std::max(offset.uncertainty, absl::Milliseconds(1));
  const std::string difference = apart <= uncertainty ? "the same as"
                                 : offset.ahead < absl::ZeroDuration() ? base::StrCat(Rounded(apart), " behind")
                                                                       : base::StrCat(Rounded(apart), " ahead of");
  const std::string found =
      base::StrCat("ClickHouse's clock is ", difference, " this machine's (measured to ", Rounded(uncertainty), ")");
  if (apart <= kClockOffsetMax + offset.uncertainty) return {"clickhouse_clock", true, found};
  return {"clickhouse_clock", false,
          base::StrCat(found, ": \"last hour\" and freshness are wrong by as much; set both clocks with NTP (timedatectl set-ntp true)")};
}

CheckFinding JudgeMessageTimes(absl::Time newest, absl::Time now) {
  if (newest == absl::InfinitePast()) return {"message_times", true, "no message was stored since the service started"};
  if (newest - now <= kMessageAheadMax) return {"message_times", true, "no message is of later than now"};
  return {"message_times", false,
          base::StrCat("the newest message is ", Rounded(newest - now),
                       " ahead of this machine's clock: freshness and lag in seconds are wrong by as much; set the clocks of its producers, and this machine's, with NTP")};
}

std::vector<CheckFinding> CheckConnection(const ConnectionView& view, clickhouse::Client& client, absl::Time deadline) {
  const Definition& definition = view.definition;
  std::vector<CheckFinding> findings;
  const bool one = !definition.several() && !definition.topics.empty();
  const std::string topic = one ? definition.topics.front().name : "";
  findings.push_back(JudgeBrokers(kafka::Diagnose(definition.cluster, topic, std::min(deadline, absl::Now() + kDiagnosisMax)), topic));
  if (!one) findings.push_back(JudgeTopics(view));
  if (definition.schema.has_value()) {
    const absl::StatusOr<PartCount> count = CountParts(definition, client, deadline);
    findings.push_back(count.ok() ? JudgeParts(definition.target(), *count) : NotFound("table_parts", count.status()));
  }
  const absl::StatusOr<ClockOffset> offset = CompareClocks(client, deadline);
  findings.push_back(offset.ok() ? JudgeClock(*offset) : NotFound("clickhouse_clock", offset.status()));
  findings.push_back(JudgeMessageTimes(view.progress.newest_event, absl::Now()));
  return findings;
}

}  // namespace aurora::ingest

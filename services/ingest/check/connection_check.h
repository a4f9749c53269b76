#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/clickhouse/client.h"
#include "libs/kafka/diagnosis/diagnosis.h"
#include "services/ingest/connection/connection.h"

namespace aurora::ingest {

// One thing that was looked at, for the operator.
struct CheckFinding {
  // A stable word: "brokers", "topics", "table_parts", "clickhouse_clock", "message_times".
  std::string what;
  bool ok = false;
  // What was found; when not ok, what is wrong and what to do.
  std::string message;
};

// Active parts of the ClickHouse partition of a table that has the most, and from how many on the server slows inserts down and
// refuses them.
struct PartCount {
  int64_t parts = 0;
  int64_t slowed_from = 0;
  int64_t refused_from = 0;
};

// How far ClickHouse's clock is ahead of this machine's, and what the measurement cannot tell apart (half of its round trip).
struct ClockOffset {
  absl::Duration ahead;
  absl::Duration uncertainty;
};

// Clocks further apart than this are told.
inline constexpr absl::Duration kClockOffsetMax = absl::Seconds(1);
// Messages from further ahead than this are told: their times are the producers'.
inline constexpr absl::Duration kMessageAheadMax = absl::Seconds(5);
// Parts beyond this share of where inserts are slowed down are told.
inline constexpr double kPartsShareMax = 0.8;

// `topic`: that was looked for; empty where none was.
CheckFinding JudgeBrokers(const kafka::Diagnosis& diagnosis, const std::string& topic);
CheckFinding JudgeParts(const std::string& table, const PartCount& count);
CheckFinding JudgeClock(const ClockOffset& offset);
// `newest`: the Kafka timestamp of the newest stored message.
CheckFinding JudgeMessageTimes(absl::Time newest, absl::Time now);

// Looks at everything that a connection rests on, whether or not it is failing: each layer down to its topic, its table's parts, and
// clocks. What cannot be found out is a finding as well. Blocks until done or the deadline; joins no group, commits nothing.
std::vector<CheckFinding> CheckConnection(const ConnectionView& view, clickhouse::Client& client, absl::Time deadline);

}  // namespace aurora::ingest

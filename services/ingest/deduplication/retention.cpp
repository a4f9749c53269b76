#include "services/ingest/deduplication/retention.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "libs/base/text.h"

namespace aurora::ingest {
namespace {

// The server prints each clause on a line of its own, and no line break within one.
constexpr std::string_view kEngine = "\nENGINE = ";
constexpr std::string_view kTtl = "\nTTL ";
// The shortest that a unit of ClickHouse's calendar can be.
constexpr std::pair<std::string_view, int64_t> kUnitSeconds[] = {
    {"Second", 1},           {"Minute", 60},           {"Hour", 3600},           {"Day", 86'400},
    {"Week", 7 * 86'400},    {"Month", 28 * 86'400},   {"Quarter", 90 * 86'400}, {"Year", 365 * 86'400}};

// "MergeTree" of "... ENGINE = MergeTree ORDER BY ...", also of ReplicatedMergeTree(...).
std::string_view EngineOf(std::string_view clause) {
  const size_t end = clause.find_first_of("( \n");
  return clause.substr(0, end);
}

// Shortest interval of the clause, nullopt where there is none that can be read.
std::optional<absl::Duration> ShortestInterval(std::string_view clause) {
  constexpr std::string_view kFunction = "toInterval";
  std::optional<absl::Duration> shortest;
  for (size_t at = clause.find(kFunction); at != std::string_view::npos; at = clause.find(kFunction, at + 1)) {
    const std::string_view call = clause.substr(at + kFunction.size());
    const size_t open = call.find('(');
    const size_t close = call.find(')');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) return std::nullopt;
    int64_t count = 0;
    if (!absl::SimpleAtoi(base::Absl(call.substr(open + 1, close - open - 1)), &count)) return std::nullopt;
    std::optional<absl::Duration> interval;
    for (const auto& [unit, seconds] : kUnitSeconds) {
      if (call.substr(0, open) == unit) interval = absl::Seconds(seconds) * count;
    }
    if (!interval.has_value()) return std::nullopt;
    if (!shortest.has_value() || *interval < *shortest) shortest = interval;
  }
  return shortest;
}

}  // namespace

absl::Status CheckRowsStay(std::string_view table, std::string_view create_statement, absl::Duration within) {
  const size_t engine_at = create_statement.find(kEngine);
  if (engine_at == std::string_view::npos) return absl::OkStatus();
  const std::string_view clause = create_statement.substr(engine_at + kEngine.size());
  const std::string_view engine = EngineOf(clause);
  if (engine != "MergeTree" && engine != "ReplicatedMergeTree" && engine != "SharedMergeTree") {
    return absl::FailedPreconditionError(
        base::StrCat("deduplicate: table ", table, " is a ", engine,
                     ", whose rows may vanish, and with them the memory of their keys; load into a MergeTree table"));
  }
  const size_t ttl_at = clause.find(kTtl);
  if (ttl_at == std::string_view::npos) return absl::OkStatus();
  const std::string_view ttl = clause.substr(ttl_at + kTtl.size());
  const std::optional<absl::Duration> shortest = ShortestInterval(ttl.substr(0, ttl.find('\n')));
  if (shortest.has_value() && *shortest > within) return absl::OkStatus();
  return absl::FailedPreconditionError(base::StrCat(
      "deduplicate: table ", table, " has a TTL which ",
      shortest.has_value() ? base::StrCat("removes rows after ", absl::FormatDuration(*shortest))
                           : std::string("cannot be compared with the window"),
      ", and with them the memory of their keys; make the TTL longer than the window of ", absl::FormatDuration(within),
      ", or the window shorter"));
}

}  // namespace aurora::ingest

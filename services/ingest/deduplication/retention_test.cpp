#include "services/ingest/deduplication/retention.h"

#include <catch2/catch.hpp>
#include <string>

namespace aurora::ingest {
namespace {

std::string Refusal(const std::string& clauses, absl::Duration within = absl::Hours(1)) {
  const absl::Status status =
      CheckRowsStay("d.t", "CREATE TABLE d.t\n(\n    `id` Int64 COMMENT 'ENGINE = Log TTL 5'\n)\n" + clauses, within);
  return std::string(status.message());
}

TEST_CASE("a table without a TTL keeps its rows") {
  CHECK(Refusal("ENGINE = MergeTree\nPARTITION BY toYYYYMM(_timestamp)\nORDER BY _timestamp\nSETTINGS index_granularity = 8192") == "");
  CHECK(Refusal("ENGINE = ReplicatedMergeTree('/t', 'r')\nORDER BY _timestamp") == "");
}

TEST_CASE("a TTL has to be longer than the window") {
  const auto with = [](const std::string& ttl) { return "ENGINE = MergeTree\nORDER BY _timestamp\nTTL " + ttl + "\nSETTINGS a = 1"; };
  CHECK(Refusal(with("toDateTime(_timestamp) + toIntervalDay(30)")) == "");
  CHECK(Refusal(with("toDateTime(_timestamp) + toIntervalHour(2), at + toIntervalYear(1)")) == "");
  CHECK(Refusal(with("toDateTime(_timestamp) + toIntervalHour(1)")).find("removes rows after 1h, and with them") != std::string::npos);
  CHECK(Refusal(with("at + toIntervalYear(1), at + toIntervalMinute(5)")).find("removes rows after 5m") != std::string::npos);
  CHECK(Refusal(with("expires_at")).find("cannot be compared with the window") != std::string::npos);
  CHECK(Refusal(with("at + toIntervalDay(days)")).find("cannot be compared with the window") != std::string::npos);
  CHECK(Refusal(with("at + toIntervalDay(1)"), absl::Hours(24)).find("longer than the window of 24h") != std::string::npos);
}

TEST_CASE("an engine that merges rows away is refused") {
  CHECK(Refusal("ENGINE = ReplacingMergeTree\nORDER BY id").find("is a ReplacingMergeTree, whose rows may vanish") != std::string::npos);
}

}  // namespace
}  // namespace aurora::ingest

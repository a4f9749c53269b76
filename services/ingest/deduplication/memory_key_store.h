#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "services/ingest/deduplication/key_store.h"

namespace aurora::ingest {

// For tests: rows of one partition in memory. Values as the columns hold them; nullopt is NULL.
class MemoryKeyStore : public KeyStore {
 public:
  using Values = std::vector<std::optional<std::string>>;

  absl::StatusOr<std::optional<int64_t>> Newest(const kafka::Partition&, int64_t before, absl::Time) override {
    if (!status.ok()) return status;
    std::optional<int64_t> newest;
    for (const auto& [place, values] : rows) {
      if (place.first < before && (!newest.has_value() || *newest < place.second)) newest = place.second;
    }
    return newest;
  }
  absl::Status Read(const KeyRange& range, KeyColumns& key, absl::Time, const Hear& hear) override {
    if (!status.ok()) return status;
    for (const auto& [place, values] : rows) {
      const auto& [offset, timestamp_ms] = place;
      if (offset < range.first || offset > range.last || timestamp_ms < range.since_ms || timestamp_ms > range.until_ms) {
        continue;
      }
      const std::vector<std::optional<std::string_view>> views(values.begin(), values.end());
      if (absl::Status heard = hear({offset, timestamp_ms, key.Of(views)}); !heard.ok()) return heard;
    }
    return absl::OkStatus();
  }

  // By offset and timestamp.
  std::map<std::pair<int64_t, int64_t>, Values> rows;
  absl::Status status;
};

}  // namespace aurora::ingest

#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "absl/time/time.h"

namespace aurora::clickhouse {
class Client;
}

namespace aurora::query::catalog {

struct Snapshot;
struct TableProfile;

// The newest event time of a table, asked at most once a second. Thread-safe.
class Freshness {
 public:
  explicit Freshness(clickhouse::Client& client) : client_(client) {}

  // nullopt: no time column, no rows, or it could not be read within a second.
  std::optional<absl::Time> NewestEvent(const TableProfile& table);

 private:
  struct Entry {
    absl::Time read_at = absl::InfinitePast();
    std::optional<absl::Time> newest;
  };

  clickhouse::Client& client_;
  std::mutex mutex_;
  std::map<std::string, Entry> entries_;
};

}  // namespace aurora::query::catalog

#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "absl/time/time.h"

namespace aurora::query::answer {

// Statements of the embedded generator that ClickHouse accepted in a dry run, without the values of their parameters: the same statement
// over the same tables need not be tried again, which takes longer than to make it. At most kStatementsMax, of one version of the
// catalog, each for kStatementTtl. Thread-safe.
class AcceptedStatements {
 public:
  static constexpr size_t kStatementsMax = 2'000;
  // What the catalog does not see (a grant, a setting of the server) comes to light after it.
  static constexpr absl::Duration kStatementTtl = absl::Minutes(10);

  bool Has(const std::string& text, uint64_t version, absl::Time now);
  void Add(const std::string& text, uint64_t version, absl::Time now);

 private:
  std::mutex mutex_;
  uint64_t version_ = 0;
  std::unordered_map<std::string, absl::Time> accepted_at_;
};

}  // namespace aurora::query::answer

#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/query-engine/catalog/table_profile.h"
#include "services/query-engine/guard/known_tables.h"

namespace aurora::clickhouse {
class Client;
}

namespace aurora::query::catalog {

inline constexpr size_t kTablesMax = 5'000;

// All tables at one moment. Immutable, shared.
struct Snapshot {
  std::vector<TableProfile> tables;
  guard::KnownTables names;
  // Counts up with each change of tables, columns or values.
  uint64_t version = 0;

  const TableProfile* Find(const std::string& database, const std::string& table) const;
};

// Knows the tables of the analytics databases: columns, comments, frequent values, row counts. A thread of its own
// looks for changes every `interval`; values are sampled anew when a table has grown, one table after another.
//
// Lifecycle: Prepare() at most once, before Start() after construction; the destructor ends the thread. Threads: all methods are thread-safe.
class Catalog {
 public:
  Catalog(clickhouse::Client& client, absl::Duration interval);
  ~Catalog();

  // `prepare` is called with each new snapshot before anybody else sees it, on the thread that read it.
  void Prepare(std::function<void(const Snapshot&)> prepare) { prepare_ = std::move(prepare); }
  void Start();
  // Never null; empty before the first read.
  std::shared_ptr<const Snapshot> Get() const;
  // Reads now, and returns when it is done.
  absl::Status Refresh() { return RefreshSince(absl::InfiniteFuture()); }
  // The same, unless a read that worked was begun at this time or later.
  absl::Status RefreshSince(absl::Time time);
  // OK once tables were read, and as long as the last read worked.
  absl::Status Health() const;

 private:
  struct ColumnSample {
    uint64_t distinct = 0;
    bool binary = false;
    std::vector<ValueCount> values;
  };
  using ColumnSamples = std::map<std::string, ColumnSample>;
  struct Sampled {
    uint64_t rows = 0;
    absl::Time at = absl::InfinitePast();
    ColumnSamples columns;
  };

  void Run();
  absl::Status ReadTables(std::vector<TableProfile>& tables);
  absl::Status ReadColumns(std::vector<TableProfile>& tables);
  void SampleValues(const TableProfile& table);
  void TakeSampled(TableProfile& table) const;
  void ForgetDropped(const std::vector<TableProfile>& tables);
  absl::StatusOr<ColumnSamples> ReadValues(const TableProfile& table);
  void Publish(std::vector<TableProfile> tables);

  clickhouse::Client& client_;
  const absl::Duration interval_;
  std::function<void(const Snapshot&)> prepare_;

  // One reader at a time; guards the next two.
  std::mutex reading_;
  absl::Time read_begin_ = absl::InfinitePast();
  std::map<std::string, Sampled> sampled_;

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  absl::Status health_;
  // Tables are left whose values were never looked at.
  bool unsampled_ = false;
  std::shared_ptr<const Snapshot> snapshot_;
  std::string fingerprint_;

  // Last: it uses all of the above.
  std::thread thread_;
};

}  // namespace aurora::query::catalog

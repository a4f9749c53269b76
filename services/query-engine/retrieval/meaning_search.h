#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/query-engine/catalog/table_profile.h"

namespace grpc {
class Channel;
}

namespace aurora::query::catalog {
class Catalog;
struct Snapshot;
}  // namespace aurora::query::catalog

namespace aurora::query::retrieval {

// A column whose meaning is near to some words.
struct ColumnHit {
  std::string database;
  std::string table;
  std::string column;
  double cosine = 0;
};

// What is embedded for a column: its table, name, comment and some values.
std::string DescribeColumn(const catalog::TableProfile& table, const catalog::ColumnProfile& column);

// Columns by meaning, through the embedding service: a thread of its own keeps a collection there in step with the
// catalog. Everything works without the service, with fewer suggestions.
//
// Lifecycle: Start() after construction; the destructor ends the thread. Threads: all methods are thread-safe.
class MeaningSearch {
 public:
  MeaningSearch(std::shared_ptr<grpc::Channel> channel, const catalog::Catalog& catalog);
  ~MeaningSearch();

  void Start();
  // Best first; empty when the service is away or does not answer by `deadline`.
  std::vector<ColumnHit> Nearest(const std::string& words, absl::Time deadline) const;
  // Why suggestions by meaning are missing; OK when they are not.
  absl::Status Health() const;

 private:
  void Run();
  absl::Status Publish(const catalog::Snapshot& snapshot);

  const std::shared_ptr<grpc::Channel> channel_;
  const catalog::Catalog& catalog_;

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  uint64_t published_version_ = 0;
  absl::Status health_;

  // Last: it uses all of the above.
  std::thread thread_;
};

}  // namespace aurora::query::retrieval

#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/query-engine/language/glossary/term.h"
#include "services/query-engine/learned/glossary_store.h"
#include "services/query-engine/learned/verified_store.h"

namespace aurora::state {
class Database;
}
namespace aurora::query::catalog {
struct Snapshot;
}

namespace aurora::query::learned {

// Terms and verified answers at one moment. Immutable, shared.
struct Learned {
  std::vector<StoredTerm> terms;
  std::vector<VerifiedAnswer> verified;
  // Counts up with each change.
  int64_t version = 0;
};

// What people taught, in memory. A thread of its own asks the state every `interval` whether another replica changed
// something; while the state cannot be read, what was known last stays.
//
// Lifecycle: Refresh() and Start() after construction; the destructor ends the thread. Threads: all methods are thread-safe.
class Knowledge {
 public:
  Knowledge(state::Database& database, absl::Duration interval) : database_(database), interval_(interval) {}
  ~Knowledge();

  void Start();
  // Reads now; after a change of our own, so that the next question knows it.
  absl::Status Refresh();
  // Never null.
  std::shared_ptr<const Learned> Get() const;
  // The terms, checked against these tables.
  std::shared_ptr<const language::Glossary> GlossaryFor(const catalog::Snapshot& snapshot);

 private:
  void Run();

  state::Database& database_;
  const absl::Duration interval_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::shared_ptr<const Learned> learned_ = std::make_shared<Learned>();
  std::shared_ptr<const language::Glossary> glossary_;
  int64_t glossary_version_ = -1;
  uint64_t glossary_tables_ = 0;
  // Last: it uses all of the above.
  std::thread thread_;
};

// A stored term for questions against these tables: `broken` says why it cannot be used there.
language::Term Prepare(const StoredTerm& stored, const catalog::Snapshot& snapshot);

}  // namespace aurora::query::learned

#pragma once

#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "libs/clickhouse/client.h"
#include "services/ingest/connection/definition.h"
#include "services/ingest/connection/neighbours.h"
#include "services/ingest/connection/table_maker.h"
#include "services/ingest/pipeline/batch_builder.h"
#include "services/ingest/pipeline/metrics.h"
#include "services/ingest/pipeline/progress.h"
#include "services/ingest/pipeline/shard.h"

namespace aurora::ingest {

enum class ConnectionState : uint8_t { kStarting, kWaiting, kRunning, kPaused, kFailing };

struct LastError {
  absl::Time at;
  // Stable word, e.g. "broker_unreachable".
  std::string code;
  std::string message;
};

// A connection as it is at one moment. The definition carries no secrets to the outside: definition_proto leaves them out.
struct ConnectionView {
  Definition definition;
  ConnectionState state = ConnectionState::kStarting;
  ProgressSnapshot progress;
  std::optional<LastError> last_error;
};

// Stable word for an error of any part.
std::string ErrorCodeOf(const absl::Status& status);

struct ConnectionOptions {
  BatchBounds batch;
  absl::Duration session_timeout = absl::Seconds(15);
  absl::Duration drain_timeout = absl::Seconds(5);
  absl::Duration insert_timeout = absl::Seconds(60);
  // Members of the consumer group that this process runs for each connection.
  int shards = 1;
  // Name for static membership; empty: ordinary members.
  std::string instance;
};

// What connections share; all must outlive them.
struct ConnectionParts {
  clickhouse::Client& clickhouse;
  TableMaker& tables;
  Neighbours& neighbours;
  prometheus::Registry& metrics;
  // Keeps the schema that a waiting connection has got.
  std::function<absl::Status(const Definition&)> save_schema;
};

// The life of one connection in threads of its own: waits for the topic's first messages, makes the table, loads, and
// starts again with backoff after whatever failed.
//
// Lifecycle: Start, Stop (also by the destructor). Threads: all methods are thread-safe.
class Connection {
 public:
  Connection(Definition definition, const ConnectionOptions& options, const ConnectionParts& parts);
  ~Connection();

  void Start();
  // Finishes what is in hand, commits, stops. Blocks at most for the drain timeout and a little more.
  void Stop();
  // Without waiting: for stopping many at the same time.
  void BeginStop();
  void SetPaused(bool paused);
  ConnectionView View() const;
  const std::string& id() const { return id_; }

  // Longest pause between two attempts.
  static constexpr absl::Duration kBackoffMax = absl::Seconds(5);

 private:
  void Loop();
  // Until the topic has messages to make a schema from. OK also when stopped.
  absl::Status AwaitSchema();
  // Loads until stopped or something failed.
  absl::Status Load(const Definition& definition);
  absl::Status RunShards(const std::vector<std::unique_ptr<Shard>>& shards);
  void Report(const absl::Status& status);
  void SetState(ConnectionState state);
  bool Halted() const;
  // False when woken by a change.
  bool Pause(absl::Duration wait);
  // Makes columns Nullable in the table and in the definition, because a message came without them. OK also when the
  // server refuses for good: from then on such messages are dead letters.
  absl::Status Widen(const std::vector<std::string>& columns);
  BatchBounds Bounds(const Definition& definition) const;

  const std::string id_;
  const ConnectionOptions options_;
  const ConnectionParts parts_;
  Progress progress_;
  ConnectionMetrics metrics_;

  mutable absl::Mutex mutex_;
  Definition definition_ ABSL_GUARDED_BY(mutex_);
  ConnectionState state_ ABSL_GUARDED_BY(mutex_) = ConnectionState::kStarting;
  std::optional<LastError> last_error_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // Running shards, to be told to stop.
  std::vector<Shard*> shards_ ABSL_GUARDED_BY(mutex_);
  // Columns that the server does not change; only the thread's.
  std::set<std::string> fixed_columns_;
  // Last: uses all of the above.
  std::thread thread_;
};

}  // namespace aurora::ingest

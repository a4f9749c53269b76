#pragma once

#include <map>
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
#include "services/ingest/connection/definition/definition.h"
#include "services/ingest/connection/group_watch.h"
#include "services/ingest/connection/neighbours.h"
#include "services/ingest/connection/table/table_maker.h"
#include "services/ingest/connection/topics/source_topics.h"
#include "services/ingest/deduplication/clickhouse_key_store.h"
#include "services/ingest/deduplication/key_window.h"
#include "services/ingest/deduplication/window_floors.h"
#include "services/ingest/evolution/evolver.h"
#include "services/ingest/formats/translators.h"
#include "services/ingest/pipeline/batches/batch_builder.h"
#include "services/ingest/pipeline/metrics.h"
#include "services/ingest/pipeline/progress.h"
#include "services/ingest/pipeline/shard.h"

namespace aurora::ingest {

enum class ConnectionState : uint8_t { kStarting, kWaiting, kRunning, kPaused, kFailing, kStopped };

struct LastError {
  absl::Time at;
  // Stable word, e.g. "broker_unreachable".
  std::string code;
  std::string message;
};

// What deserves a look although loading goes on.
struct ConnectionWarning {
  absl::Time at;
  // Stable word, e.g. "column_limit".
  std::string code;
  std::string message;
};

// A connection as it is at one moment. The definition carries no secrets to the outside: definition_proto leaves them out.
struct ConnectionView {
  Definition definition;
  ConnectionState state = ConnectionState::kStarting;
  ProgressSnapshot progress;
  std::optional<LastError> last_error;
  std::vector<ConnectionWarning> warnings;
  // Of its topics those that are not read at the moment; empty where it reads one topic only.
  std::set<std::string> missing_topics;
  std::set<std::string> refused_topics;
  // Columns that the policy has added, how many it may add, and proposals that nobody has decided about. The manager's to fill.
  uint32_t columns_added = 0;
  uint32_t columns_added_max = 0;
  uint32_t open_proposals = 0;
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
  SchemaStore& schemas;
  Evolver& evolver;
  WindowFloors& floors;
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
  // What the database says: loads on with another schema, policy or other batch bounds.
  void Follow(const Definition& stored);
  ConnectionView View() const;
  const std::string& id() const { return id_; }

  static constexpr char kLateCode[] = "late_for_deduplication";
  // Longest pause between two attempts.
  static constexpr absl::Duration kBackoffMax = absl::Seconds(5);
  // Between two looks at new fields: topics whose keys are data bring some for ever.
  static constexpr absl::Duration kLookPauseMin = absl::Seconds(2);
  static constexpr absl::Duration kLookPauseMax = absl::Minutes(5);
  // Different fields without a column, beyond which the keys of a topic are data.
  static constexpr size_t kSettledFieldsMax = 10'000;

 private:
  void Loop();
  // `stopped`: by the connection's rule.
  void SetPaused(bool paused, const std::optional<Stopped>& stopped);
  // Until the topic has messages to make a schema from. OK also when stopped.
  absl::Status AwaitSchema();
  // Before messages are read: translators, and a schema registry that answers again. Only the thread's.
  absl::Status PrepareFormat(const Definition& definition);
  // Loads until stopped, or something failed, or the schema is another one.
  absl::Status Load(Definition definition);
  absl::Status RunShards(const std::vector<std::unique_ptr<Shard>>& shards, const Definition& definition);
  void Report(const absl::Status& status);
  // Is waiting for a moment: for messages, or for better ones than those that `why` tells of.
  void Wait(const absl::Status& why);
  void SetState(ConnectionState state);
  // The same, also for those who look at the metrics.
  void Become(ConnectionState state) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  bool Halted() const;
  // False when woken by a change.
  bool Pause(absl::Duration wait);
  // Makes columns Nullable in the table and in the definition, because a message came without them. OK also when the
  // server refuses for good: from then on such messages are dead letters.
  absl::Status Widen(const std::vector<std::string>& columns);
  // The table as the schema says, made when it is missing. The definition follows what others changed in the meantime.
  absl::Status MakeTable(Definition& definition);
  // Takes what the database or a change of the schema says; true when loading has to begin anew with it.
  bool Take(const Definition& stored);

  // Whether somebody, or a rule in another process, has paused or resumed it; connection_stop.cpp, as the next two.
  void FollowPause(const Definition& stored);
  // Too many dead letters: ends the connection here and in the database, until somebody resumes it.
  void StopByRule(const absl::Status& status);
  // The counter of the rule, which goes on counting when loading begins anew.
  RejectionShare* PrepareShare(const StopAbove& rule);

  // Topics of a connection of several (connection_topics.cpp); only the thread's, and so below. Those that are to be read now, after
  // a look at the brokers; the definition takes topics that came up for its pattern. Of a connection of one: that one, unseen.
  absl::StatusOr<std::vector<std::string>> FindTopics(Definition& definition, absl::Time deadline);
  // Whether they are others than those that are read.
  bool TopicsChanged();
  void TellTopics(const SourceLook& look);

  // Fields without a column (connection_evolution.cpp). From shards' threads:
  void FindNewFields(NewFields fields);
  void KeepStarts(uint32_t version, const std::map<kafka::Partition, int64_t>& starts);
  // Looks at what shards find, at their group, and at the topics where there are several, until all have ended. What was wrong with the
  // group, when that is why they have.
  absl::Status AwaitShards(const std::vector<std::unique_ptr<Shard>>& shards, const Definition& definition);
  // Has the shard leave the group when that has lost partitions, and tells (connection_group.cpp).
  absl::Status WatchGroup(const std::string& group, Shard& shard);
  // Rows that repeat a key are left out (connection_deduplication.cpp): nothing is loaded before this is ok.
  absl::Status PrepareDeduplication(const Definition& definition, ClickHouseKeyStore& keys, ShardOptions& options);
  // Of one topic of the definition, by the id that it has now.
  absl::StatusOr<int64_t> FindFloor(const Definition& definition, ClickHouseKeyStore& keys, const std::string& topic,
                                    const std::string& topic_id);
  void WarnOfLate(uint64_t rows, const std::string& place);
  // True when the schema is another one now.
  bool Evolve(NewFields fields);
  // Begins to look for new fields as the policy says.
  void PrepareEvolution(const Definition& definition, ShardOptions& options);
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
  // Of these the ones whose Run has not returned.
  size_t shards_running_ ABSL_GUARDED_BY(mutex_) = 0;
  NewFields new_fields_ ABSL_GUARDED_BY(mutex_);
  // By code.
  std::map<std::string, ConnectionWarning> warnings_ ABSL_GUARDED_BY(mutex_);
  // Of the last look at the topics.
  std::vector<ConnectionWarning> topic_warnings_ ABSL_GUARDED_BY(mutex_);
  std::set<std::string> missing_topics_ ABSL_GUARDED_BY(mutex_);
  std::set<std::string> refused_topics_ ABSL_GUARDED_BY(mutex_);
  // Rows that were too late for the window of `deduplicate`, since the process started.
  uint64_t late_rows_ ABSL_GUARDED_BY(mutex_) = 0;
  // When this process stopped it by its rule: what the database said just before does not count.
  absl::Time stopped_at_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  // A counter begins anew when somebody resumes the connection.
  bool resumed_ ABSL_GUARDED_BY(mutex_) = false;
  // Null without a rule; only the thread's, and its shards'.
  std::unique_ptr<RejectionShare> rejection_share_;
  StopAbove share_of_;
  // Of all shards' windows.
  KeyBudget key_budget_;
  // Made by PrepareFormat; keeps what the schema registry has answered.
  std::unique_ptr<Translators> translators_;
  // Null before the first look at the topics, and where there is one only; only the thread's, as is the next.
  std::unique_ptr<SourceTopics> source_;
  std::vector<std::string> topics_read_;
  // Only the thread's.
  GroupWatch group_watch_;
  // Columns that the server does not change; only the thread's.
  std::set<std::string> fixed_columns_;
  // Since a malformed batch ended a run: the next one delivers what comes before it.
  bool check_batches_ = false;
  // Fields that stay in _overflow, under the policy that was in force when they were decided about; only the thread's, as
  // are the next two.
  std::set<FieldPath> settled_fields_;
  EvolutionPolicy settled_under_ = EvolutionPolicy::kAdd;
  absl::Time look_again_at_ = absl::InfinitePast();
  absl::Duration look_pause_ = kLookPauseMin;
  // Last: uses all of the above.
  std::thread thread_;
};

}  // namespace aurora::ingest

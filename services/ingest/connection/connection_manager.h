#pragma once

#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/ingest/connection/connection.h"
#include "services/ingest/connection/definition/definition_store.h"
#include "services/ingest/connection/neighbours.h"
#include "services/ingest/connection/table/shown_message.h"
#include "services/ingest/connection/table/table_maker.h"
#include "services/ingest/connection/topics/topic_inspector.h"

namespace aurora::ingest {

struct PreviewQuestion {
  kafka::Cluster cluster;
  SourceWish source;
  StartPosition start;
  // 0 is kSamplesDefault.
  size_t messages_max = 0;
  // Empty: the configured database, a table named after the (first) topic.
  std::string database;
  std::string table;
  MessageFormat format;
  Transforms transforms;
};

struct Preview {
  // That were looked at.
  std::vector<std::string> topics;
  // Newest first.
  std::vector<kafka::SampledMessage> messages;
  // What transforms make of them, one for each; none when there are no transforms.
  std::vector<ShownMessage> shown;
  // Absent for a topic without messages.
  std::optional<TableProposal> proposal;
};

// What a person wants to have otherwise; what is absent stays.
struct ConnectionChange {
  std::optional<EvolutionPolicy> evolution;
  // Zero is the configured default.
  std::optional<uint32_t> rows_max;
  std::optional<uint64_t> bytes_max;
  std::optional<absl::Duration> delay_max;
  std::optional<StopAbove> stop_above;
  // Column name -> wider type.
  std::map<std::string, table::Type> columns;
};

struct ConnectionWish {
  kafka::Cluster cluster;
  SourceWish source;
  StartPosition start;
  // Absent: inferred from the topic.
  std::optional<table::TableSchema> schema;
  std::string database;
  std::string table;
  BatchWishes batch;
  EvolutionPolicy evolution = EvolutionPolicy::kAdd;
  MessageFormat format;
  Transforms transforms;
  StopAbove stop_above;
  // Wait until what is in the topic now is in the table, at most this long.
  absl::Duration wait_max;
};

// Hashes of one connection are the same for ever; without a secret of the person's own nobody else's are.
Transforms WithSalt(Transforms transforms);

// All connections of this process, in step with the database: what another replica makes, pauses or deletes is
// followed within a second.
//
// Lifecycle: Start, Stop. Threads: all methods are thread-safe and block.
class ConnectionManager {
 public:
  static constexpr size_t kSamplesDefault = 1000;
  static constexpr size_t kSamplesMax = 10'000;

  ConnectionManager(DefinitionStore& store, const ConnectionOptions& options, const ConnectionParts& parts,
                    std::string default_database);
  ~ConnectionManager();

  void Start();
  void Stop();
  // Whether the definitions could be read.
  absl::Status readiness() const;

  absl::StatusOr<Preview> LookInto(const PreviewQuestion& question, absl::Time deadline);
  absl::StatusOr<ConnectionView> Create(const ConnectionWish& wish, absl::Time deadline);
  std::vector<ConnectionView> List();
  absl::StatusOr<ConnectionView> Get(const std::string& id);
  absl::StatusOr<ConnectionView> SetPaused(const std::string& id, bool paused);
  // Checks all of it first. InvalidArgument, FailedPrecondition: see WidenField. `person`: for the history. The definition afterwards
  // (connection_changes.cpp; so for the calls below up to History).
  absl::StatusOr<ConnectionView> Update(const std::string& id, const ConnectionChange& change,
                                        const std::string& person, absl::Time deadline);
  absl::StatusOr<std::vector<Proposal>> Proposals(const std::string& id);
  // Empty columns: all open ones. NotFound names one without a proposal.
  absl::StatusOr<ConnectionView> Apply(const std::string& id, const std::vector<std::string>& columns,
                                       const std::string& person, absl::Time deadline);
  absl::StatusOr<std::vector<Proposal>> Reject(const std::string& id, const std::vector<std::string>& columns);
  absl::StatusOr<std::vector<HistoryEntry>> History(const std::string& id);
  // What stays, in words.
  absl::StatusOr<std::string> Remove(const std::string& id, bool drop_table, absl::Time deadline);

 private:
  absl::StatusOr<std::shared_ptr<Connection>> Find(const std::string& id) const;
  void AddCounts(std::vector<ConnectionView>& views);
  void FollowDatabase();
  absl::Status Reconcile();
  // What a new connection is (connection_making.cpp, as Propose, SkipWhatIsHeld, FindStarts and CheckUnused).
  absl::StatusOr<Definition> Define(const ConnectionWish& wish, TopicInspector& inspector, const std::vector<TopicView>& views,
                                    absl::Time deadline);
  // The definition's schema, from the wish or the topic; left out while the topic is empty.
  absl::Status Propose(const ConnectionWish& wish, TopicInspector& inspector, const std::vector<TopicView>& views,
                       Definition& definition, absl::Time deadline);
  void ForgetGroup(const Definition& definition, absl::Time deadline);
  // A table that holds rows of a topic goes on behind them.
  absl::Status SkipWhatIsHeld(TopicInspector& inspector, const TopicView& view, const table::TableSchema& schema,
                              SourceTopic& topic, absl::Time deadline);
  // Where each of the topics begins.
  absl::Status FindStarts(const ConnectionWish& wish, TopicInspector& inspector, const std::vector<TopicView>& views,
                          Definition& definition, absl::Time deadline);
  void Await(const std::string& id, const std::vector<TopicView>& views, absl::Time deadline);
  absl::Status CheckUnused(const Definition& definition);
  // Whether the table keeps its rows for as long as `deduplicate` needs them.
  absl::Status CheckRetention(const Definition& definition, absl::Time deadline);

  DefinitionStore& store_;
  const ConnectionOptions options_;
  const ConnectionParts parts_;
  const std::string default_database_;

  mutable absl::Mutex mutex_;
  std::map<std::string, std::shared_ptr<Connection>> connections_ ABSL_GUARDED_BY(mutex_);
  absl::Status readiness_ ABSL_GUARDED_BY(mutex_) = absl::UnavailableError("connections are not read yet");
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // One at a time changes what there is.
  absl::Mutex change_;
  std::thread thread_;
};

}  // namespace aurora::ingest

#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "libs/clickhouse/client.h"
#include "services/ingest/connection/table/table_maker.h"
#include "services/ingest/dead_letters/dead_letter_list.h"
#include "services/ingest/dead_letters/letter_decoder.h"
#include "services/ingest/dead_letters/replay_lease.h"
#include "services/ingest/dead_letters/stored_letters.h"
#include "services/ingest/deduplication/clickhouse_key_store.h"
#include "services/ingest/delivery/clickhouse_row_store.h"
#include "services/ingest/evolution/evolver.h"

namespace aurora::ingest {

struct ReplayReport {
  // Rows now, still dead letters, and what makes no row and is no fault.
  uint64_t replayed = 0;
  uint64_t kept = 0;
  uint64_t skipped = 0;
  // Chosen, and not tried yet.
  uint64_t left = 0;
  // For the next call; empty at the end.
  std::string next_page;
  // Of the kept ones, without key and value.
  std::vector<DeadLetter> examples;
};

// Makes rows of dead letters, exactly once (docs/adr/0025). One replay of a connection at a time, in all processes together. A
// chunk of letters is announced in the control-plane database, its rows are inserted, and a letter is removed only after the table
// has said that it holds the row; whoever comes after a crash settles the announced chunk, here a thread that looks once a
// second.
//
// Lifecycle: Start, Stop. Thread-safe; calls block until done or near the deadline. Owner: main.
class Replayer {
 public:
  // More at a time would take the memory of everything else.
  static constexpr int kReplaysMax = 4;
  // With those that wait for another one's end: more would take the threads of everything else.
  static constexpr int kCallsMax = 10;
  // After this a call ends with what is done.
  static constexpr absl::Duration kCallTime = absl::Seconds(20);
  static constexpr size_t kExamplesMax = 10;

  // `leases`: of the store, which nobody else in the process may give out.
  Replayer(ReplayStore& store, ReplayLeases& leases, clickhouse::Client& client, TableMaker& tables, Evolver& evolver,
           SchemaStore& schemas)
      : store_(store), leases_(leases), client_(client), tables_(tables), evolver_(evolver), schemas_(schemas) {}
  ~Replayer() { Stop(); }

  void Start();
  void Stop();

  // `page`: next_page of the report before. Errors as in aurora.ingest.v1; what was done before one stays done.
  absl::StatusOr<ReplayReport> Replay(const std::string& connection_id, const LetterChoice& choice,
                                      const std::string& page, absl::Time deadline);
  // Whether messages of the connection may be rows and dead letters at the same time.
  absl::StatusOr<bool> IsUnderway(const std::string& connection_id);

 private:
  // What one call works with.
  struct Session;

  absl::StatusOr<std::unique_ptr<ReplayLease>> Acquire(const std::string& connection_id, absl::Time deadline);
  // Waits until fewer than kReplaysMax run, and counts as one of them; false when it has to wait for longer than that.
  bool BeginRunning(absl::Time deadline);
  void EndRunning();
  // Ends inserts of the connection's replays, and removes letters of the range whose message is a row or has a later letter.
  absl::Status Settle(Session& session, ReplayRange range, const std::vector<std::string>& also);
  // Inserts the rows that messages of the range lack which are partly stored.
  absl::Status Complete(Session& session, const ReplayRange& range, const HeldRows& held);
  absl::Status Run(Session& session, ReplayReport& report);
  absl::Status ReplayChunk(Session& session, const LetterChunk& chunk, ReplayReport& report);
  // Changes the table when the letters need it, and decodes again.
  absl::StatusOr<DecodedLetters> Decode(Session& session, const LetterChunk& chunk, const HeldRows& held);
  absl::Status Insert(Session& session, const ReplayRange& range, const DecodedLetters& decoded);
  absl::Status InsertBlock(Session& session, RowStore::Target target, const ReplayRange& range, const Block& block);
  // Not ok when a row that was acknowledged is not there.
  absl::Status CheckStored(Session& session, const ReplayRange& range, const DecodedLetters& decoded);
  void SettleLeftovers();
  void SettleLeftover(const std::string& connection_id);
  bool stopping() const;

  ReplayStore& store_;
  ReplayLeases& leases_;
  clickhouse::Client& client_;
  TableMaker& tables_;
  Evolver& evolver_;
  SchemaStore& schemas_;
  std::atomic<int> calls_{0};
  mutable absl::Mutex mutex_;
  int running_ ABSL_GUARDED_BY(mutex_) = 0;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace aurora::ingest

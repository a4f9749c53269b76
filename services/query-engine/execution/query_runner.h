#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/query-engine/execution/result_cutter.h"
#include "services/query-engine/execution/result_format.h"
#include "services/query-engine/guard/sql_guard.h"

namespace aurora::clickhouse {
class Client;
}
namespace aurora::http {
class Cancellation;
}

namespace aurora::query::execution {

// Pieces of a result that are handed on are at most this long. What a piece costs on its way, in wake-ups of two processes, is the
// same for one byte and for a megabyte.
inline constexpr size_t kPieceBytesMax = 1 << 20;
// Only the last piece of a result is shorter than this.
inline constexpr size_t kPieceBytesMin = kPieceBytesMax - (64 << 10);

struct RunOptions {
  ResultFormat format = ResultFormat::kJsonRows;
  uint64_t rows_max = 10'000;
  uint64_t bytes_max = 64 << 20;
  absl::Time deadline = absl::InfiniteFuture();
  // Unique; under it the server ends the query.
  std::string query_id;
  std::shared_ptr<http::Cancellation> cancellation;
};

struct RunResult {
  uint64_t rows_read = 0;
  uint64_t bytes_read = 0;
  uint64_t result_rows = 0;
  uint64_t result_bytes = 0;
  absl::Duration elapsed;
  bool truncated = false;
};

// Where a result goes. Both may block (that slows the engine down); an error ends the query.
struct ResultSink {
  // Once, before the first byte.
  std::function<absl::Status(const std::vector<ResultColumn>& columns)> on_started;
  std::function<absl::Status(std::string piece)> on_piece;
};

// What the engine can be asked to estimate.
struct Estimate {
  uint64_t rows = 0;
  uint64_t parts = 0;
};

// Runs checked SQL on ClickHouse as the read-only user. Thread-safe.
//
// A query whose caller leaves, or whose time is up, is ended on the server too: closing the connection alone stops it only
// when it next sends something, and a join may count for minutes before it does.
class QueryRunner {
 public:
  // `client` is the read-only user's; `ender` one that may KILL QUERY. Both must outlive the runner.
  QueryRunner(clickhouse::Client& client, clickhouse::Client& ender) : client_(client), ender_(ender) {}

  // Errors: InvalidArgument with reason sql_error (the engine's message, made safe), DeadlineExceeded,
  // ResourceExhausted, Cancelled, Unavailable, and what the sink returned.
  absl::StatusOr<RunResult> Run(const guard::CheckedSql& sql, const RunOptions& options, const ResultSink& sink);

  // Whether the engine could run it, without running it.
  absl::StatusOr<Estimate> DryRun(const guard::CheckedSql& sql, absl::Time deadline);

 private:
  void End(const std::string& query_id);

  clickhouse::Client& client_;
  clickhouse::Client& ender_;
};

// An engine's error for the one who wrote the SQL.
absl::Status ExplainEngineError(const absl::Status& status);

}  // namespace aurora::query::execution

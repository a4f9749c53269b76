#include "services/query-engine/execution/query_runner.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/clickhouse/client.h"
#include "libs/clickhouse/error.h"
#include "libs/rpc/status.h"

namespace aurora::query::execution {
namespace {

// The caller has left: nobody waits for this.
constexpr absl::Duration kEndTimeMax = absl::Seconds(3);

clickhouse::Parameters ToParameters(const guard::CheckedSql& sql) {
  clickhouse::Parameters parameters;
  for (const guard::Parameter& parameter : sql.parameters()) parameters.push_back({parameter.name, parameter.value});
  return parameters;
}

clickhouse::Settings MakeSettings(const RunOptions& options) {
  // No max_execution_time: the call's own deadline ends the query, and the user's profile bounds it in any case.
  return {
      {"output_format_json_quote_64bit_integers", "1"},
      {"output_format_json_quote_decimals", "1"},
      // NaN and infinity become null.
      {"output_format_json_quote_denormals", "0"},
      {"date_time_output_format", "iso"},
      // A table of latest states may still hold rows that newer ones replace; other tables are read as ever.
      {"final", "1"},
      // One row more than is shown tells whether there are more.
      {"limit", base::StrCat(options.rows_max + (IsLines(options.format) ? 1 : 0))},
  };
}

// Gathers what the engine sends into pieces.
class PieceBuffer {
 public:
  explicit PieceBuffer(const ResultSink& sink) : sink_(sink) {}

  // Where bytes are added; Pass() after each addition.
  std::string* bytes() { return &bytes_; }

  // Hands on what fills pieces.
  absl::Status Pass() {
    if (bytes_.size() < kPieceBytesMin) return absl::OkStatus();
    std::string_view left = bytes_;
    while (left.size() > kPieceBytesMax) {
      if (absl::Status sent = sink_.on_piece(std::string(left.substr(0, kPieceBytesMax))); !sent.ok()) return sent;
      left.remove_prefix(kPieceBytesMax);
    }
    bytes_.erase(0, bytes_.size() - left.size());
    if (bytes_.size() < kPieceBytesMin) return absl::OkStatus();
    absl::Status sent = Flush();
    // A result of more than one piece fills the next one too: it need not grow.
    bytes_.reserve(kPieceBytesMax);
    return sent;
  }

  // Hands on all.
  absl::Status Flush() { return bytes_.empty() ? absl::OkStatus() : sink_.on_piece(std::exchange(bytes_, {})); }

 private:
  const ResultSink& sink_;
  std::string bytes_;
};

}  // namespace

absl::Status ExplainEngineError(const absl::Status& status) {
  const int code = clickhouse::ErrorCode(status);
  if (code == clickhouse::kAccessDenied) {
    // The guard should have said so before: do not tell what the engine would have needed.
    return rpc::WithReason(absl::InvalidArgumentError("refused (grants): the query reaches what queries may not read"),
                           "sql_refused");
  }
  if (code != 0 && absl::IsUnauthenticated(status)) {
    return absl::UnavailableError("ClickHouse refused the user or the password that questions are run with; check clickhouse.user and "
                                  "clickhouse.password_file of the query engine");
  }
  const bool callers_fault = absl::IsInvalidArgument(status) || absl::IsNotFound(status) ||
                             absl::IsFailedPrecondition(status) || absl::IsUnimplemented(status) ||
                             absl::IsOutOfRange(status) || absl::IsAlreadyExists(status);
  if (code != 0 && (callers_fault || absl::IsInternal(status) || absl::IsUnknown(status))) {
    return rpc::WithReason(absl::InvalidArgumentError(status.message()), "sql_error");
  }
  if (absl::IsDeadlineExceeded(status)) {
    // The transport's own words name the server's address.
    return rpc::WithReason(absl::DeadlineExceededError("the query took longer than it may; narrow it, by a shorter time range "
                                                       "or fewer rows"),
                           "timeout");
  }
  return status;
}

absl::StatusOr<RunResult> QueryRunner::Run(const guard::CheckedSql& sql, const RunOptions& options,
                                           const ResultSink& sink) {
  const absl::Time start = absl::Now();
  ResultCutter cutter(options.format, options.rows_max, options.bytes_max);
  PieceBuffer pieces(sink);
  bool started = false;
  const auto start_once = [&]() -> absl::Status {
    if (started || !cutter.header_done()) return absl::OkStatus();
    started = true;
    return sink.on_started(cutter.columns());
  };

  clickhouse::QueryOptions query;
  query.parameters = ToParameters(sql);
  query.settings = MakeSettings(options);
  query.deadline = options.deadline;
  query.query_id = options.query_id;
  query.cancellation = options.cancellation;
  bool stopped = false;
  const auto on_bytes = [&](std::string_view bytes) -> absl::Status {
    if (absl::Status taken = cutter.Take(bytes, pieces.bytes()); !taken.ok()) return taken;
    if (absl::Status first = start_once(); !first.ok()) return first;
    if (cutter.full() && !IsLines(options.format)) {
      return rpc::WithReason(absl::ResourceExhaustedError(base::StrCat("the result is larger than ", options.bytes_max,
                                                                       " bytes; add a LIMIT or choose fewer columns")),
                             "result_too_large");
    }
    if (absl::Status passed = pieces.Pass(); !passed.ok()) return passed;
    if (cutter.full()) {
      stopped = true;
      return absl::CancelledError("enough");
    }
    return absl::OkStatus();
  };
  absl::StatusOr<clickhouse::Summary> summary =
      client_.Select(sql.text(), EngineFormat(options.format), query, on_bytes);
  // Broken off on our side: the server has not said a word about it and may be at work still.
  if (!summary.ok() && clickhouse::ErrorCode(summary.status()) == 0) End(options.query_id);
  if (!summary.ok() && !stopped) return ExplainEngineError(summary.status());
  if (absl::Status first = start_once(); !first.ok()) return first;
  if (absl::Status flushed = pieces.Flush(); !flushed.ok()) return flushed;

  RunResult result;
  if (summary.ok()) {
    result.rows_read = summary->rows_read;
    result.bytes_read = summary->bytes_read;
    result.result_rows = IsLines(options.format) ? cutter.rows() : summary->rows_result;
  } else {
    result.result_rows = cutter.rows();
  }
  result.result_bytes = cutter.bytes();
  result.truncated = cutter.truncated() || (!IsLines(options.format) && result.result_rows == options.rows_max);
  result.elapsed = absl::Now() - start;
  return result;
}

void QueryRunner::End(const std::string& query_id) {
  if (query_id.empty()) return;
  const absl::Status ended = ender_.Kill(query_id, absl::Now() + kEndTimeMax);
  if (!ended.ok()) base::log::Warning("query not ended on the server", {{"query_id", query_id}, {"error", ended}});
}

absl::StatusOr<Estimate> QueryRunner::DryRun(const guard::CheckedSql& sql, absl::Time deadline) {
  clickhouse::QueryOptions query;
  query.parameters = ToParameters(sql);
  // Planned only: ClickHouse would compile what it plans for the third time, for 30 to 70 ms, and run none of it.
  query.settings = {{"compile_expressions", "0"}, {"compile_aggregate_expressions", "0"}, {"compile_sort_description", "0"}};
  query.deadline = deadline;
  absl::StatusOr<clickhouse::Rows> rows = client_.SelectRows(base::StrCat("EXPLAIN ESTIMATE ", sql.text()), query);
  if (!rows.ok()) return ExplainEngineError(rows.status());
  Estimate estimate;
  for (const auto& row : rows->rows) {
    // database, table, parts, rows, marks
    uint64_t parts = 0;
    uint64_t count = 0;
    if (row.size() < 4 || !absl::SimpleAtoi(row[2].value_or("0"), &parts) ||
        !absl::SimpleAtoi(row[3].value_or("0"), &count)) {
      continue;
    }
    estimate.parts += parts;
    estimate.rows += count;
  }
  return estimate;
}

}  // namespace aurora::query::execution

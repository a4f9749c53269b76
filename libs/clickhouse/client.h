#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/secret.h"

namespace aurora::http {
class Cancellation;
}

namespace aurora::clickhouse {

// A value for `{name:Type}` in a query, as ClickHouse writes it in text: 12, 2026-11-21 12:00:00.000, paid,
// ['a','b'] (see QuoteString for elements). nullopt is NULL. Never spliced into SQL.
struct Parameter {
  std::string name;
  std::optional<std::string> value;
};
using Parameters = std::vector<Parameter>;
using Settings = std::vector<std::pair<std::string, std::string>>;

// What the server says about a query. Rows that deduplication dropped count as written. Of a Select these are
// the figures at the moment when the server began to answer: complete for results of up to about 1 MiB.
struct Summary {
  std::string query_id;
  uint64_t rows_read = 0;
  uint64_t bytes_read = 0;
  uint64_t rows_written = 0;
  uint64_t bytes_written = 0;
  uint64_t rows_result = 0;
  absl::Duration elapsed;
};

struct QueryOptions {
  Parameters parameters;
  Settings settings;
  absl::Time deadline = absl::InfiniteFuture();
  // Made anew when empty.
  std::string query_id;
  // Ends the call at once and, for a read, the query on the server.
  std::shared_ptr<http::Cancellation> cancellation;
};

// Rows of one of our own small queries: every value as ClickHouse prints it (12, paid, 2026-11-21 12:00:00,
// ['a','b']), NULL as nullopt.
struct Rows {
  std::vector<std::string> names;
  std::vector<std::string> types;
  std::vector<std::vector<std::optional<std::string>>> rows;
};
inline constexpr size_t kSelectRowsMax = 100'000;
// More than what somebody else may write between the question and the statement.
inline constexpr int64_t kRoomForDefinitionBytesMin = 16 << 20;
inline constexpr size_t kSelectRowsBytesMax = 64 << 20;

struct InsertRequest {
  std::string database;
  std::string table;
  // All columns of the block, in any order.
  std::vector<std::string> columns;
  // insert_deduplication_token; none when empty.
  std::string token;
  // Made anew when empty.
  std::string query_id;
  Settings settings;
  // Whether the pieces come from a BlockCompressor.
  bool compressed = true;
  absl::Time deadline = absl::InfiniteFuture();
  std::shared_ptr<http::Cancellation> cancellation;
  // As in http::Request: with an error of it the server inserts nothing.
  std::function<absl::Status()> may_send;
};

struct Options {
  // "http://127.0.0.1:8123"; embedded, single server and cluster differ here and in the credentials only.
  std::string url = "http://127.0.0.1:8123";
  std::string user = "default";
  base::Secret password;
  // Where unqualified names are looked up; "" is the user's own default.
  std::string database;
  absl::Duration connect_timeout = absl::Seconds(3);
  // As in http::Options: for how long a call is tried again that has not reached the server.
  absl::Duration connect_patience = absl::ZeroDuration();
  // For calls whose deadline is infinite.
  absl::Duration request_timeout = absl::Minutes(5);
  // TLS, for an https URL.
  std::string ca_file;
  std::string certificate_file;
  std::string key_file;
};

// ClickHouse over HTTP, as one user. Every call carries a query id, writes `async_insert=0`, and reads `readonly=2`
// and `cancel_http_readonly_queries_on_client_close=1`, so a user's profile must not be readonly=1 (2 will do).
//
// Threads: thread-safe, calls run in parallel on connections of their own.
// Errors: the server's as ToStatus (error.h) makes them, with their number as ErrorCode(status) gives it; also
// those that come in the middle of a stream. Unavailable, DeadlineExceeded and Cancelled from the way there.
// Idempotency: nothing that was sent is repeated here. An Insert with a token may be repeated by the caller.
class Client {
 public:
  static absl::StatusOr<std::unique_ptr<Client>> Create(Options options);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  // A statement without a result (its body is read and dropped): DDL, grants, KILL, INSERT SELECT. CREATE, ALTER and DELETE
  // are not sent to a server whose disk has less room than kRoomForDefinitionBytesMin, but fail as ClickHouse fails then
  // (kNotEnoughSpace): a ClickHouse without any room writes an empty definition, says that all went well, and does not
  // start again.
  absl::StatusOr<Summary> Execute(std::string_view sql, const QueryOptions& options = {});

  // Streams the result in `format` ("JSONCompactEachRowWithNamesAndTypes", "Native", ...; "" when the SQL names
  // it itself). `on_bytes` gets pieces of any size; slowness there slows the server down; an error from it ends
  // the query. When the query fails after bytes were given out, those stay given and the call fails: the
  // server's exception text is never passed on as data.
  absl::StatusOr<Summary> Select(std::string_view sql, std::string_view format, const QueryOptions& options,
                                 const std::function<absl::Status(std::string_view bytes)>& on_bytes);

  // ResourceExhausted beyond kSelectRowsMax rows or kSelectRowsBytesMax bytes.
  absl::StatusOr<Rows> SelectRows(std::string_view sql, const QueryOptions& options = {});

  // One Native block: from BlockCompressor::Compress, or from BlockEncoder::Encode with compressed = false.
  absl::StatusOr<Summary> Insert(const InsertRequest& request, std::span<const std::string_view> pieces);

  // Ends a query if it still runs, and waits for its end. OK also when there is none.
  absl::Status Kill(std::string_view query_id, absl::Time deadline);
  // Whether the server answers a query as this user: OK, Unavailable, Unauthenticated.
  absl::Status Ping(absl::Time deadline);

  // "host:port", for messages.
  const std::string& authority() const;
  // Whether the server is on this machine: then compression costs more than the bytes that it saves.
  bool loopback() const;

 private:
  struct Impl;
  explicit Client(std::unique_ptr<Impl> impl);

  absl::Status CheckRoom(const QueryOptions& options);

  std::unique_ptr<Impl> impl_;
};

}  // namespace aurora::clickhouse

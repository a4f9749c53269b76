#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/secret.h"
#include "libs/state/migration.h"

namespace aurora::state {

// A value that goes into a statement: text, a 64-bit integer or NULL.
class Value {
 public:
  Value(std::string_view text) : text_(text) {}                             // NOLINT: meant to convert
  Value(const std::string& text) : text_(text) {}                           // NOLINT
  Value(const char* text) : text_(text) {}                                  // NOLINT
  Value(int64_t number) : number_(number) {}                                // NOLINT
  Value(int number) : number_(number) {}                                    // NOLINT
  Value(std::nullopt_t) {}                                                  // NOLINT
  template <typename T>
  Value(const std::optional<T>& value) : Value(std::nullopt) {              // NOLINT
    if (value.has_value()) *this = Value(*value);
  }

  const std::optional<std::string>& text() const { return text_; }
  const std::optional<int64_t>& number() const { return number_; }

 private:
  std::optional<std::string> text_;
  std::optional<int64_t> number_;
};

// Named parameters, written `:name` in the statement.
using Parameter = std::pair<std::string, Value>;
using Parameters = std::vector<Parameter>;

// One row of a result; columns are counted from 0. Reading a NULL gives "" or 0: ask IsNull where it matters.
class Row {
 public:
  explicit Row(std::vector<std::optional<std::string>> values) : values_(std::move(values)) {}
  bool IsNull(size_t column) const { return !values_[column].has_value(); }
  std::string Text(size_t column) const { return values_[column].value_or(""); }
  int64_t Number(size_t column) const;

 private:
  std::vector<std::optional<std::string>> values_;
};

// The statements of one transaction. Valid only inside the function that Transact or Read was given; not
// thread-safe. An error of any statement must be returned: the transaction cannot be committed any more.
class Session {
 public:
  // Rows changed. AlreadyExists when a unique key is taken.
  absl::StatusOr<int64_t> Execute(const std::string& sql, const Parameters& parameters = {});
  // At most kRowsMax rows of `columns` columns each; ResourceExhausted when there are more.
  absl::StatusOr<std::vector<Row>> Select(const std::string& sql, size_t columns,
                                          const Parameters& parameters = {});

  static constexpr size_t kRowsMax = 100'000;

 private:
  friend class Database;
  struct Impl;
  explicit Session(Impl* impl) : impl_(impl) {}
  Impl* impl_;
};

struct DatabaseOptions {
  // sqlite:///absolute/path or postgresql://user@host:port/database
  std::string url;
  // For PostgreSQL; never in the URL.
  base::Secret password;
  // Connections that are kept open; further callers wait.
  size_t connections = 4;
  // Longest wait for a free connection and for SQLite's write lock.
  absl::Duration lock_timeout = absl::Seconds(5);
  // Longest wait of Open() for a PostgreSQL that does not answer: machines and containers start in any order.
  absl::Duration start_timeout = absl::Seconds(30);
};

// The control-plane state of one service: SQLite (WAL, every commit on disk before it returns) or PostgreSQL,
// decided by the URL. Statements are written once, in the SQL that both understand.
//
// Lifecycle: Open() makes the file when it is missing (readable by the owner alone) and applies the migrations;
// closed by the destructor. Threads: Transact and Read may be called from any thread and block. Owner: main.
// Errors: Unavailable (busy, unreachable: try again), AlreadyExists (unique key), ResourceExhausted (disk
// full), FailedPrecondition (migrations), Internal; messages name the database, never a statement's values.
class Database {
 public:
  static absl::StatusOr<std::unique_ptr<Database>> Open(const DatabaseOptions& options,
                                                        const std::vector<Migration>& migrations);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // Runs `work` in one writing transaction: commits when it returns ok, otherwise rolls back and returns its
  // status. `work` may not call the database otherwise.
  absl::Status Transact(const std::function<absl::Status(Session&)>& work);
  // The same for reading only: does not wait for a writer.
  absl::Status Read(const std::function<absl::Status(Session&)>& work);

 private:
  struct Impl;
  explicit Database(std::unique_ptr<Impl> impl);
  absl::Status Run(const char* begin, const std::function<absl::Status(Session&)>& work);
  void AwaitServer() const;
  absl::Status Migrate(const std::vector<Migration>& migrations);
  std::unique_ptr<Impl> impl_;
};

}  // namespace aurora::state

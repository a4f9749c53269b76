#include "cli/backup/stores/postgres.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "cli/backup/files.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

constexpr char kConnectSecondsMax[] = "10";
// The last line of a whole text.
constexpr std::string_view kEnd = "-- end of the copy";
constexpr std::string_view kCopyEnd = "\\.";
constexpr char kMark[] = "aurora_restoring";
// Of what is ours: the schema that unqualified names are made in.
constexpr char kTables[] =
    "SELECT c.oid, c.relname, quote_ident(c.relname) FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace "
    "ORDER BY c.relname";

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;
using Rows = std::vector<std::vector<std::string>>;

// One connection and its transaction. Lives for one call.
class Connection {
 public:
  static absl::StatusOr<std::unique_ptr<Connection>> Open(const PostgresDatabase& database) {
    const char* keys[] = {"dbname", "password", "connect_timeout", "client_encoding", "application_name", nullptr};
    const char* values[] = {database.url.c_str(), database.password.Reveal().c_str(), kConnectSecondsMax, "UTF8", "aurora backup", nullptr};
    // `dbname` is a URL; what comes after it counts more.
    std::unique_ptr<Connection> connection(new Connection(PQconnectdbParams(keys, values, 1), database.url));
    if (PQstatus(connection->handle_) == CONNECTION_OK) {
      // Nothing of ours prints what PostgreSQL only notes.
      PQsetNoticeProcessor(connection->handle_, [](void*, const char*) {}, nullptr);
      return connection;
    }
    const std::string why = connection->Words();
    const bool refused = PQconnectionNeedsPassword(connection->handle_) != 0 || why.find("authentication failed") != std::string::npos;
    return refused ? absl::PermissionDeniedError(why) : absl::UnavailableError(why);
  }
  ~Connection() { PQfinish(handle_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  absl::Status Do(const std::string& sql) {
    const Result result(PQexec(handle_, sql.c_str()), PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY ? absl::OkStatus() : ErrorOf(result.get());
  }

  absl::StatusOr<Rows> Ask(const std::string& sql) {
    const Result result(PQexec(handle_, sql.c_str()), PQclear);
    if (PQresultStatus(result.get()) != PGRES_TUPLES_OK) return ErrorOf(result.get());
    Rows rows(static_cast<size_t>(PQntuples(result.get())));
    for (size_t row = 0; row < rows.size(); ++row) {
      for (int column = 0; column < PQnfields(result.get()); ++column) rows[row].emplace_back(PQgetvalue(result.get(), static_cast<int>(row), column));
    }
    return rows;
  }

  // What COPY ... TO STDOUT says, with its line ends.
  absl::Status CopyOut(const std::string& sql, const std::function<void(std::string_view)>& on_line) {
    Result result(PQexec(handle_, sql.c_str()), PQclear);
    if (PQresultStatus(result.get()) != PGRES_COPY_OUT) return ErrorOf(result.get());
    char* line = nullptr;
    int bytes = 0;
    while ((bytes = PQgetCopyData(handle_, &line, 0)) > 0) {
      on_line({line, static_cast<size_t>(bytes)});
      PQfreemem(line);
    }
    return bytes == -2 ? ErrorOf(nullptr) : CopyResult();
  }

  // After COPY ... FROM STDIN: lines up to the one that ends them.
  absl::Status CopyIn(const std::string& sql, std::istream& lines) {
    const Result result(PQexec(handle_, sql.c_str()), PQclear);
    if (PQresultStatus(result.get()) != PGRES_COPY_IN) return ErrorOf(result.get());
    std::string line;
    while (std::getline(lines, line) && line != kCopyEnd) {
      line += '\n';
      if (PQputCopyData(handle_, line.data(), static_cast<int>(line.size())) != 1) return ErrorOf(nullptr);
    }
    if (PQputCopyEnd(handle_, nullptr) != 1) return ErrorOf(nullptr);
    return CopyResult();
  }

 private:
  Connection(PGconn* handle, std::string url) : handle_(handle), url_(std::move(url)) {}

  std::string Words() const {
    std::string words = PQerrorMessage(handle_);
    while (!words.empty() && words.back() == '\n') words.pop_back();
    return base::StrCat("database ", url_, ": ", words);
  }

  absl::Status ErrorOf(const PGresult* result) const {
    const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string_view code = state == nullptr ? "" : state;
    if (PQstatus(handle_) != CONNECTION_OK || code.starts_with("08") || code.starts_with("57")) return absl::UnavailableError(Words());
    if (code == "42501" || code.starts_with("28")) return absl::PermissionDeniedError(Words());
    if (code == "53100") return absl::ResourceExhaustedError(base::StrCat(Words(), "; make room on its disk"));
    return absl::InternalError(Words());
  }

  absl::Status CopyResult() {
    absl::Status status;
    for (Result last(PQgetResult(handle_), PQclear); last != nullptr; last.reset(PQgetResult(handle_))) {
      if (PQresultStatus(last.get()) != PGRES_COMMAND_OK && status.ok()) status = ErrorOf(last.get());
    }
    return status;
  }

  PGconn* handle_;
  const std::string url_;
};

// A file of which the first error counts.
class CopyFileOut {
 public:
  explicit CopyFileOut(const std::string& path) : path_(path) {
    const int file = open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file >= 0) close(file);
    stream_.open(path, std::ios::binary | std::ios::app);
  }
  void Line(std::string_view text) { stream_ << text << '\n'; }
  void Raw(std::string_view text) { stream_ << text; }
  absl::Status Close() {
    stream_.close();
    return stream_.fail() ? FileError(path_, {errno, std::generic_category()}) : absl::OkStatus();
  }

 private:
  const std::string path_;
  std::ofstream stream_;
};

absl::Status CopyTable(Connection& connection, const std::string& oid, const std::string& quoted, CopyFileOut& out) {
  const auto columns = connection.Ask(base::StrCat(
      "SELECT quote_ident(a.attname), format_type(a.atttypid, a.atttypmod), a.attnotnull, coalesce(pg_get_expr(d.adbin, d.adrelid), '') "
      "FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum WHERE a.attrelid = ", oid,
      " AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum"));
  if (!columns.ok()) return columns.status();
  std::vector<std::string> names, lines;
  for (const auto& column : *columns) {
    names.push_back(column[0]);
    const std::string initial = column[3].empty() ? "" : " DEFAULT " + column[3];
    lines.push_back(base::StrCat("  ", column[0], " ", column[1], initial, column[2] == "t" ? " NOT NULL" : ""));
  }
  out.Line(base::StrCat("CREATE TABLE ", quoted, " (\n", absl::StrJoin(lines, ",\n"), "\n);"));
  const std::string list = base::StrCat("COPY ", quoted, " (", absl::StrJoin(names, ", "), ")");
  out.Line(base::StrCat(list, " FROM STDIN;"));
  const absl::Status status = connection.CopyOut(base::StrCat(list, " TO STDOUT"), [&](std::string_view line) { out.Raw(line); });
  if (!status.ok()) return status;
  out.Line(kCopyEnd);
  return absl::OkStatus();
}

// Keys and indexes come behind the rows, and what refers to another table behind all keys.
absl::Status CopyKeys(Connection& connection, CopyFileOut& out) {
  const std::string ours = base::StrCat("c.relnamespace = current_schema()::regnamespace AND c.relname <> '", kMark, "'");
  for (const std::string& sql :
       {base::StrCat("SELECT format('ALTER TABLE %I ADD CONSTRAINT %I %s;', c.relname, k.conname, pg_get_constraintdef(k.oid)) FROM pg_constraint k "
                     "JOIN pg_class c ON c.oid = k.conrelid WHERE ", ours, " AND k.contype <> 'n' ORDER BY k.contype = 'f', c.relname, k.conname"),
        base::StrCat("SELECT pg_get_indexdef(i.indexrelid) || ';' FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE ", ours,
                     " AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype <> 'f') ORDER BY 1")}) {
    const auto rows = connection.Ask(sql);
    if (!rows.ok()) return rows.status();
    for (const auto& row : *rows) out.Line(row[0]);
  }
  return absl::OkStatus();
}

absl::StatusOr<PostgresContent> ContentOf(Connection& connection) {
  const auto tables = connection.Ask(kTables);
  if (!tables.ok()) return tables.status();
  PostgresContent content = tables->empty() ? PostgresContent::kNothing : PostgresContent::kSomething;
  for (const auto& table : *tables) {
    if (table[1] == kMark) content = PostgresContent::kMarked;
  }
  return content;
}

absl::Status TakeIn(Connection& connection, const std::string& from) {
  std::ifstream file(from, std::ios::binary);
  std::string line, statements;
  while (std::getline(file, line)) {
    if (!line.starts_with("COPY ")) {
      base::StrAppend(&statements, line, "\n");
      continue;
    }
    if (absl::Status status = connection.Do(statements); !status.ok()) return status;
    statements.clear();
    if (absl::Status status = connection.CopyIn(line, file); !status.ok()) return status;
  }
  return connection.Do(statements);
}

}  // namespace

std::string PostgresText(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'') quoted += c;
    quoted += c;
  }
  return quoted + "'";
}

absl::Status CopyPostgres(const PostgresDatabase& database, const std::string& to) {
  const auto connection = Connection::Open(database);
  if (!connection.ok()) return connection.status();
  if (absl::Status status = (*connection)->Do("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); !status.ok()) return status;
  const auto tables = (*connection)->Ask(kTables);
  if (!tables.ok()) return tables.status();
  if (tables->empty()) {
    return absl::FailedPreconditionError(base::StrCat("database ", database.url, " has no tables; is it the one that service ", database.name, " uses?"));
  }
  CopyFileOut out(to);
  out.Line(base::StrCat("-- State of service ", database.name, ". `aurora restore --stores` takes it in, or psql -1 -f, into an empty database."));
  for (const auto& table : *tables) {
    if (table[1] == kMark) continue;
    if (absl::Status status = CopyTable(**connection, table[0], table[2], out); !status.ok()) return status;
  }
  if (absl::Status status = CopyKeys(**connection, out); !status.ok()) return status;
  out.Line(kEnd);
  if (absl::Status status = out.Close(); !status.ok()) return status;
  return (*connection)->Do("COMMIT");
}

absl::Status CheckPostgresCopy(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string line, last;
  while (std::getline(file, line)) last = line;
  return last == kEnd ? absl::OkStatus() : absl::DataLossError(base::StrCat("file ", path, " is not whole"));
}

absl::StatusOr<PostgresContent> LookInto(const PostgresDatabase& database) {
  const auto connection = Connection::Open(database);
  if (!connection.ok()) return connection.status();
  const auto others = (*connection)->Ask(
      "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()");
  if (!others.ok()) return others.status();
  if ((*others)[0][0] != "0") {
    return absl::FailedPreconditionError(base::StrCat("database ", database.url, " is in use by ", (*others)[0][0],
                                                      " other connections; stop Aurora's services first"));
  }
  return ContentOf(**connection);
}

absl::Status RestorePostgres(const PostgresDatabase& database, const std::string& from, const std::string& further) {
  const auto connection = Connection::Open(database);
  if (!connection.ok()) return connection.status();
  if (absl::Status status = (*connection)->Do("BEGIN"); !status.ok()) return status;
  const auto content = ContentOf(**connection);
  if (!content.ok()) return content.status();
  if (*content == PostgresContent::kSomething) {
    return absl::FailedPreconditionError(base::StrCat("database ", database.url, " holds tables; restore into an empty one"));
  }
  const auto tables = (*connection)->Ask(kTables);
  if (!tables.ok()) return tables.status();
  for (const auto& table : *tables) {
    if (absl::Status status = (*connection)->Do(base::StrCat("DROP TABLE ", table[2], " CASCADE")); !status.ok()) return status;
  }
  if (absl::Status status = TakeIn(**connection, from); !status.ok()) return status;
  if (absl::Status status = (*connection)->Do(base::StrCat(further, "CREATE TABLE ", kMark, " ()")); !status.ok()) return status;
  return (*connection)->Do("COMMIT");
}

absl::Status RemoveMark(const PostgresDatabase& database) {
  const auto connection = Connection::Open(database);
  if (!connection.ok()) return connection.status();
  return (*connection)->Do(base::StrCat("DROP TABLE IF EXISTS ", kMark));
}

}  // namespace aurora::cli

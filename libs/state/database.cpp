#include "libs/state/database.h"

#include <fcntl.h>
#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/state/connection_text.h"
#include "libs/state/soci_errors.h"

// Declared here instead of including soci-sqlite3.h (see soci_sqlite_errors.cpp).
extern "C" soci::backend_factory const* factory_sqlite3();

namespace aurora::state {
namespace {

constexpr char kMigrationTable[] =
    "CREATE TABLE IF NOT EXISTS aurora_migrations (version BIGINT PRIMARY KEY, name VARCHAR(255) NOT NULL, "
    "checksum VARCHAR(64) NOT NULL, applied_at BIGINT NOT NULL)";
// A table of its own: databases of the first release have the one above without this.
constexpr char kUsableTable[] =
    "CREATE TABLE IF NOT EXISTS aurora_migrations_usable (version BIGINT PRIMARY KEY, usable_from BIGINT NOT NULL)";
constexpr char kSelectApplied[] =
    "SELECT a.version, a.checksum, COALESCE(u.usable_from, 0) FROM aurora_migrations a "
    "LEFT JOIN aurora_migrations_usable u ON u.version = a.version ORDER BY a.version";

constexpr absl::Duration kStartPause = absl::Milliseconds(500);

// Before a connection that could not be opened is tried again; doubled each time.
constexpr absl::Duration kOpenPause = absl::Milliseconds(100);
constexpr absl::Duration kOpenPauseMax = absl::Milliseconds(400);

// The steps of this program. Of a program for rehearsals of an upgrade (aurora_next_schema in cmake/) they are one more.
std::vector<Migration> Steps(std::vector<Migration> migrations) {
#ifdef AURORA_NEXT_SCHEMA
  const uint32_t last = static_cast<uint32_t>(migrations.size());
  migrations.push_back({last + 1, "rehearsed", AURORA_NEXT_SCHEMA, "", last});
#endif
  return migrations;
}

// Makes the file before SQLite does, so that nobody else may read it.
absl::Status MakeFile(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path(), error);
  const int file = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (file < 0) {
    const int number = errno;
    return absl::UnavailableError(absl::StrCat("database ", path, " cannot be made or opened (", std::strerror(number), "); ",
                                               number == ENOSPC ? "make room on its disk" : "make its folder writable for user ",
                                               number == ENOSPC ? "" : std::to_string(::geteuid())));
  }
  ::close(file);
  return absl::OkStatus();
}

}  // namespace

int64_t Row::Number(size_t column) const {
  int64_t number = 0;
  if (const auto& text = values_[column]; text.has_value()) {
    std::from_chars(text->data(), text->data() + text->size(), number);
  }
  return number;
}

struct Session::Impl {
  soci::session session;
  // Set by the first error: the connection must be opened anew.
  bool broken = false;
};

struct Database::Impl {
  DatabaseOptions options;
  ConnectionText connection;
  absl::Mutex mutex;
  std::vector<std::unique_ptr<Session::Impl>> idle ABSL_GUARDED_BY(mutex);

  DriverError Translate(const std::exception& thrown) const {
    return connection.postgresql ? TranslatePostgresql(thrown, connection.display)
                                 : TranslateSqlite(thrown, connection.display);
  }

  DriverError Open(soci::session& session) const {
    try {
      if (connection.postgresql) {
        std::string text = connection.text;
        if (!options.password.empty()) {
          // libpq takes the password as a URI parameter, percent-encoded.
          absl::StrAppend(&text, text.find('?') == std::string::npos ? "?" : "&", "password=");
          for (const char c : options.password.Reveal()) {
            absl::StrAppend(&text, "%", absl::Hex(static_cast<unsigned char>(c), absl::kZeroPad2));
          }
        }
        session.open(soci::postgresql, text);
      } else {
        session.open(*factory_sqlite3(), connection.text);
        session << "PRAGMA journal_mode=WAL";
        session << "PRAGMA synchronous=FULL";
        session << "PRAGMA foreign_keys=ON";
      }
      return {};
    } catch (const std::exception& thrown) {
      return Translate(thrown);
    }
  }

  absl::StatusOr<std::unique_ptr<Session::Impl>> Lease() {
    std::unique_ptr<Session::Impl> lease;
    {
      const auto some_idle = [this] {
        mutex.AssertHeld();
        return !idle.empty();
      };
      absl::MutexLock lock(&mutex);
      if (!mutex.AwaitWithTimeout(absl::Condition(&some_idle), options.lock_timeout)) {
        return absl::UnavailableError(absl::StrCat(connection.display, ": all ", options.connections,
                                                   " connections are busy; try again"));
      }
      lease = std::move(idle.back());
      idle.pop_back();
    }
    if (lease->session.get_backend() == nullptr) {
      DriverError opened = Open(lease->session);
      // Nothing has been sent yet: a name that has no address for a moment, a server that is being replaced.
      for (absl::Duration pause = kOpenPause; opened.unanswered && pause <= kOpenPauseMax; pause *= 2) {
        lease->session.close();
        absl::SleepFor(pause);
        opened = Open(lease->session);
      }
      if (!opened.status.ok()) {
        lease->session.close();
        Return(std::move(lease));
        return opened.status;
      }
    }
    return lease;
  }

  void Return(std::unique_ptr<Session::Impl> lease) {
    if (lease->broken) {
      lease->broken = false;
      try {
        lease->session.close();
      } catch (const std::exception&) {
        lease = std::make_unique<Session::Impl>();
      }
    }
    absl::MutexLock lock(&mutex);
    idle.push_back(std::move(lease));
  }
};

namespace {

// SOCI keeps pointers to what a statement uses and fills, so all of it lives here as long as the statement.
struct Bindings {
  std::vector<std::string> texts;
  std::vector<long long> numbers;
  std::vector<soci::indicator> indicators;

  void Bind(soci::statement& statement, const Parameters& parameters) {
    texts.resize(parameters.size());
    numbers.resize(parameters.size());
    indicators.resize(parameters.size(), soci::i_ok);
    for (size_t index = 0; index < parameters.size(); ++index) {
      const auto& [name, value] = parameters[index];
      if (value.number().has_value()) {
        numbers[index] = *value.number();
        statement.exchange(soci::use(numbers[index], name));
      } else {
        texts[index] = value.text().value_or("");
        if (!value.text().has_value()) indicators[index] = soci::i_null;
        statement.exchange(soci::use(texts[index], indicators[index], name));
      }
    }
  }
};

}  // namespace

absl::StatusOr<int64_t> Session::Execute(const std::string& sql, const Parameters& parameters) {
  Bindings bindings;
  soci::statement statement(impl_->session);
  bindings.Bind(statement, parameters);
  statement.alloc();
  statement.prepare(sql);
  statement.define_and_bind();
  statement.execute(true);
  return statement.get_affected_rows();
}

absl::StatusOr<std::vector<Row>> Session::Select(const std::string& sql, size_t columns,
                                                 const Parameters& parameters) {
  Bindings bindings;
  std::vector<std::string> values(columns);
  std::vector<soci::indicator> present(columns, soci::i_ok);
  soci::statement statement(impl_->session);
  // Everything is read as text: SOCI guesses other types from declarations, and cuts integers to 32 bits.
  for (size_t column = 0; column < columns; ++column) {
    statement.exchange(soci::into(values[column], present[column]));
  }
  bindings.Bind(statement, parameters);
  statement.alloc();
  statement.prepare(sql);
  statement.define_and_bind();
  statement.execute(false);
  std::vector<Row> rows;
  while (statement.fetch()) {
    if (rows.size() == kRowsMax) {
      return absl::ResourceExhaustedError(absl::StrCat("a result of the state has more than ", kRowsMax, " rows"));
    }
    std::vector<std::optional<std::string>> row(columns);
    for (size_t column = 0; column < columns; ++column) {
      if (present[column] != soci::i_null) row[column] = values[column];
    }
    rows.emplace_back(std::move(row));
  }
  return rows;
}

Database::Database(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::~Database() = default;

absl::StatusOr<std::unique_ptr<Database>> Database::Open(const DatabaseOptions& options,
                                                         const std::vector<Migration>& migrations) {
  absl::StatusOr<ConnectionText> connection = ParseUrl(options.url, options.lock_timeout);
  if (!connection.ok()) return connection.status();
  if (!connection->postgresql) {
    if (absl::Status made = MakeFile(connection->path); !made.ok()) return made;
  }
  auto impl = std::make_unique<Impl>();
  impl->options = options;
  impl->connection = *std::move(connection);
  {
    absl::MutexLock lock(&impl->mutex);
    for (size_t count = 0; count < options.connections; ++count) {
      impl->idle.push_back(std::make_unique<Session::Impl>());
    }
  }
  std::unique_ptr<Database> database(new Database(std::move(impl)));
  if (database->impl_->connection.postgresql) database->AwaitServer();
  if (absl::Status migrated = database->Migrate(Steps(migrations)); !migrated.ok()) return migrated;
  return database;
}

// Until the server says something, whatever that is: a wrong password or a missing database is told at once.
void Database::AwaitServer() const {
  const absl::Time deadline = absl::Now() + impl_->options.start_timeout;
  for (bool first = true; absl::Now() < deadline; first = false) {
    soci::session session;
    const DriverError error = impl_->Open(session);
    if (!error.unanswered) return;
    if (first) base::log::Warning("the database is waited for", {{"error", error.status}});
    absl::SleepFor(kStartPause);
  }
}

absl::Status Database::Transact(const std::function<absl::Status(Session&)>& work) {
  // SQLite's deferred transactions fail at once when a reader becomes a writer; an immediate one waits.
  return Run(impl_->connection.postgresql ? "BEGIN" : "BEGIN IMMEDIATE", work);
}

absl::Status Database::Read(const std::function<absl::Status(Session&)>& work) {
  return Run(impl_->connection.postgresql ? "BEGIN READ ONLY" : "BEGIN", work);
}

absl::Status Database::Run(const char* begin, const std::function<absl::Status(Session&)>& work) {
  absl::StatusOr<std::unique_ptr<Session::Impl>> lease = impl_->Lease();
  if (!lease.ok()) return lease.status();
  absl::Cleanup give_back = [&] { impl_->Return(*std::move(lease)); };
  soci::session& session = (*lease)->session;
  const auto roll_back = [&] {
    try {
      session << "ROLLBACK";
    } catch (const std::exception&) {
      // The connection is in an unknown state: closing it rolls back.
      (*lease)->broken = true;
    }
  };
  bool begun = false;
  try {
    session << begin;
    begun = true;
    Session statements(lease->get());
    absl::Status status = work(statements);
    if (status.ok()) {
      session << "COMMIT";
    } else {
      roll_back();
    }
    return status;
  } catch (const std::exception& thrown) {
    DriverError error = impl_->Translate(thrown);
    (*lease)->broken = error.broken;
    if (begun && !error.broken) roll_back();
    return error.status;
  }
}

absl::Status Database::Migrate(const std::vector<Migration>& migrations) {
  if (absl::Status numbers = CheckNumbers(migrations); !numbers.ok()) return numbers;
  const bool postgresql = impl_->connection.postgresql;
  return Transact([&](Session& session) -> absl::Status {
    if (postgresql) {
      // Several replicas may start at once; the lock ends with the transaction.
      absl::StatusOr<std::vector<Row>> locked = session.Select("SELECT pg_advisory_xact_lock(7165)::text", 1);
      if (!locked.ok()) return locked.status();
    }
    for (const char* table : {kMigrationTable, kUsableTable}) {
      if (auto made = session.Execute(table); !made.ok()) return made.status();
    }
    auto rows = session.Select(kSelectApplied, 3);
    if (!rows.ok()) return rows.status();
    std::vector<AppliedMigration> applied;
    for (const Row& row : *rows) {
      applied.push_back({static_cast<uint32_t>(row.Number(0)), row.Text(1), static_cast<uint32_t>(row.Number(2))});
    }
    if (absl::Status fits = CheckApplied(migrations, applied, postgresql); !fits.ok()) {
      return absl::Status(fits.code(), absl::StrCat(impl_->connection.display, ": ", fits.message()));
    }
    for (size_t index = applied.size(); index < migrations.size(); ++index) {
      const Migration& migration = migrations[index];
      for (const std::string& statement : SplitStatements(MigrationSql(migration, postgresql))) {
        if (auto done = session.Execute(statement); !done.ok()) return done.status();
      }
      auto noted = session.Execute(
          "INSERT INTO aurora_migrations (version, name, checksum, applied_at) "
          "VALUES (:version, :name, :checksum, :applied_at)",
          {{"version", static_cast<int64_t>(migration.version)},
           {"name", migration.name},
           {"checksum", MigrationChecksum(migration, postgresql)},
           {"applied_at", absl::ToUnixMicros(absl::Now())}});
      if (!noted.ok()) return noted.status();
      auto usable = session.Execute("INSERT INTO aurora_migrations_usable (version, usable_from) VALUES (:version, :usable_from)",
                                    {{"version", static_cast<int64_t>(migration.version)},
                                     {"usable_from", static_cast<int64_t>(migration.usable_from)}});
      if (!usable.ok()) return usable.status();
    }
    if (applied.size() > migrations.size()) {
      base::log::Warning("the database was made by a newer version, which says that this one can live with it",
                      {{"database", impl_->connection.display}, {"known", migrations.size()}, {"applied", applied.size()}});
    }
    return absl::OkStatus();
  });
}

}  // namespace aurora::state

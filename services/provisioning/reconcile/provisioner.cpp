#include "services/provisioning/reconcile/provisioner.h"

#include <algorithm>
#include <utility>

#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/table/create_table.h"
#include "services/provisioning/clickhouse/server.h"

namespace aurora::provisioning {
namespace {

namespace log = base::log;
using base::StrCat;

constexpr size_t kDatabaseNameBytesMax = 64;

// Databases that aurora_query must never read, whatever a server's configuration says.
constexpr std::string_view kClosedDatabases[] = {"system", "information_schema", "INFORMATION_SCHEMA",
                                                 "aurora"};

absl::StatusOr<std::set<std::string>> FirstColumn(absl::StatusOr<std::vector<Server::Row>> rows) {
  if (!rows.ok()) return rows.status();
  std::set<std::string> values;
  for (const Server::Row& row : *rows) {
    if (!row.empty() && row[0]) values.insert(*row[0]);
  }
  return values;
}

absl::StatusOr<std::string> OneValue(absl::StatusOr<std::vector<Server::Row>> rows) {
  if (!rows.ok()) return rows.status();
  if (rows->size() != 1 || (*rows)[0].empty() || !(*rows)[0][0]) {
    return absl::InternalError("ClickHouse answered a question for one value with something else");
  }
  return *(*rows)[0][0];
}

absl::Status CheckDatabaseName(const std::string& name) {
  const bool valid = !name.empty() && name.size() <= kDatabaseNameBytesMax &&
                     !(name[0] >= '0' && name[0] <= '9') && std::all_of(name.begin(), name.end(), [](char c) {
                       return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                     });
  if (!valid) {
    return absl::InvalidArgumentError(
        StrCat("database name '", name.substr(0, kDatabaseNameBytesMax),
               "' is not a small letter or underscore followed by small letters, digits "
               "and underscores (64 at most); choose another"));
  }
  if (IsSystemDatabase(name)) {
    return absl::InvalidArgumentError(
        StrCat("database ", name, " is reserved; choose another, e.g. analytics"));
  }
  return absl::OkStatus();
}

}  // namespace

Provisioner::Provisioner(Server& server, Options options)
    : server_(server),
      options_(std::move(options)),
      readiness_(absl::UnavailableError("ClickHouse has not been looked at yet")) {}

absl::StatusOr<std::vector<std::string>> Provisioner::Reconcile() {
  absl::StatusOr<std::vector<std::string>> granted;
  {
    const std::lock_guard lock(pass_mutex_);
    granted = ReconcileLocked();
    if (!granted.ok()) set_up_ = false;
  }
  const std::lock_guard lock(readiness_mutex_);
  readiness_ = granted.status();
  return granted;
}

absl::StatusOr<std::vector<std::string>> Provisioner::ReconcileLocked() {
  if (!set_up_) {
    if (absl::Status status = SetUp(); !status.ok()) return status;
  }
  return GrantMissing();
}

absl::Status Provisioner::SetUp() {
  absl::StatusOr<std::string> version = OneValue(server_.Select("SELECT version()", {}));
  if (!version.ok()) return version.status();
  version_ = *std::move(version);
  absl::StatusOr<std::vector<AppliedMigration>> migrations = Migrate(server_, Migrations());
  if (!migrations.ok()) return migrations.status();
  migrations_ = *std::move(migrations);
  if (absl::Status status = SetUpUsers(); !status.ok()) return status;

  absl::StatusOr<std::set<std::string>> writable =
      FirstColumn(server_.Select("SELECT DISTINCT database FROM aurora.databases", {}));
  if (!writable.ok()) return writable.status();
  writable_ = *std::move(writable);
  // Grants are written anew: whoever changed them by hand is corrected.
  readable_.clear();
  for (const std::string& database : options_.databases) {
    if (absl::Status status = EnsureDatabaseLocked(database).status(); !status.ok()) return status;
  }
  set_up_ = true;
  log::Info("clickhouse set up", {{"server", server_.authority()}, {"users_declared", users_declared_}});
  return absl::OkStatus();
}

absl::Status Provisioner::SetUpUsers() {
  absl::StatusOr<std::string> writable_storages =
      OneValue(server_.Select("SELECT count() FROM system.user_directories WHERE type != 'users_xml'", {}));
  if (!writable_storages.ok()) return writable_storages.status();
  users_declared_ = *writable_storages == "0";
  if (users_declared_) return CheckDeclaredUsers();
  for (const ManagedUser& user : options_.users) {
    if (user.password.empty()) {
      return absl::FailedPreconditionError(
          StrCat("user ", user.name, " has no password; configure its password_file"));
    }
    for (const std::string& statement : UserStatements(user, options_.limits)) {
      if (absl::Status status = server_.Execute(statement, {}); !status.ok()) return status;
    }
  }
  return absl::OkStatus();
}

absl::Status Provisioner::CheckDeclaredUsers() {
  absl::StatusOr<std::set<std::string>> present =
      FirstColumn(server_.Select("SELECT name FROM system.users", {}));
  if (!present.ok()) return present.status();
  for (const ManagedUser& user : options_.users) {
    if (present->count(user.name) == 0) {
      return absl::FailedPreconditionError(
          StrCat("user ", user.name, " is not there, and ClickHouse at ", server_.authority(),
                 " takes users from its own configuration only; declare it there"));
    }
  }
  absl::StatusOr<std::vector<Server::Row>> grants = server_.Select(
      "SELECT access_type, ifNull(database, ''), is_partial_revoke FROM system.grants WHERE user_name = "
      "'aurora_query'",
      {});
  if (!grants.ok()) return grants.status();
  bool reads_everything = false;
  std::set<std::string> closed;
  for (const Server::Row& grant : *grants) {
    const std::string access = grant[0].value_or("");
    const std::string database = grant[1].value_or("");
    if (grant[2].value_or("0") != "0") {
      if (access == "SELECT") closed.insert(database);
    } else if ((access != "SELECT" && access != "dictGet") || IsSystemDatabase(database)) {
      return absl::FailedPreconditionError(StrCat("user aurora_query has the grant ", access, " ON ",
                                                  database.empty() ? "*" : database,
                                                  ".*, more than reading analytics databases; take it away"));
    } else {
      reads_everything = reads_everything || database.empty();
    }
  }
  for (const std::string_view database : kClosedDatabases) {
    if (reads_everything && closed.count(std::string(database)) == 0) {
      return absl::FailedPreconditionError(StrCat("user aurora_query may read the database ", database,
                                                  "; revoke it in the server's configuration"));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> Provisioner::EnsureDatabase(const std::string& database) {
  if (absl::Status status = CheckDatabaseName(database); !status.ok()) return status;
  const std::lock_guard lock(pass_mutex_);
  if (!set_up_) {
    if (absl::Status status = SetUp(); !status.ok()) return status;
  }
  absl::StatusOr<bool> created = EnsureDatabaseLocked(database);
  if (!created.ok()) return created;
  if (absl::Status status = GrantMissing().status(); !status.ok()) return status;
  return created;
}

absl::StatusOr<bool> Provisioner::EnsureDatabaseLocked(const std::string& database) {
  if (absl::Status status = CheckDatabaseName(database); !status.ok()) return status;
  absl::StatusOr<std::string> existing = OneValue(server_.Select(
      "SELECT count() FROM system.databases WHERE name = {database:String}", {{"database", database}}));
  if (!existing.ok()) return existing.status();
  const bool missing = *existing == "0";
  if (missing) {
    const absl::Status made =
        server_.Execute(StrCat("CREATE DATABASE IF NOT EXISTS ", table::QuoteIdentifier(database)), {});
    if (!made.ok()) return made;
    log::Info("database made", {{"database", database}});
  }
  if (writable_.count(database) == 0) {
    const absl::Status recorded = server_.Execute(
        "INSERT INTO aurora.databases (database) SELECT {database:String}", {{"database", database}});
    if (!recorded.ok()) return recorded;
    writable_.insert(database);
    readable_.clear();  // the grants of ingest have to be written anew
  }
  return missing;
}

absl::StatusOr<std::set<std::string>> Provisioner::AnalyticsDatabases() {
  absl::StatusOr<std::set<std::string>> databases =
      FirstColumn(server_.Select("SELECT name FROM system.databases", {}));
  if (!databases.ok()) return databases;
  std::erase_if(*databases, [&](const std::string& name) {
    // The embedded engine's database default shows the file system: it stays closed.
    return IsSystemDatabase(name) || (users_declared_ && name == "default");
  });
  return databases;
}

absl::StatusOr<std::vector<std::string>> Provisioner::GrantMissing() {
  absl::StatusOr<std::set<std::string>> databases = AnalyticsDatabases();
  if (!databases.ok()) return databases.status();
  std::vector<std::string> granted;
  std::set_difference(databases->begin(), databases->end(), readable_.begin(), readable_.end(),
                      std::back_inserter(granted));
  if (*databases == readable_) return granted;
  if (!users_declared_) {
    std::set<std::string> writable;
    std::set_intersection(writable_.begin(), writable_.end(), databases->begin(), databases->end(),
                          std::inserter(writable, writable.end()));
    for (const ManagedUser& user : options_.users) {
      const absl::Status status = server_.Execute(GrantStatement(user, *databases, writable), {});
      if (!status.ok()) return status;
    }
  }
  readable_ = *std::move(databases);
  for (const std::string& database : granted) log::Info("database readable", {{"database", database}});
  return granted;
}

absl::StatusOr<Provisioner::State> Provisioner::Describe() {
  const std::lock_guard lock(pass_mutex_);
  if (!set_up_) return readiness();
  return State{options_.users, {readable_.begin(), readable_.end()}, migrations_, version_};
}

absl::Status Provisioner::readiness() const {
  const std::lock_guard lock(readiness_mutex_);
  return readiness_;
}

}  // namespace aurora::provisioning

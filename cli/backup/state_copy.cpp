#include "cli/backup/state_copy.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <memory>

#include "absl/status/statusor.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

constexpr int kBusyMsMax = 10'000;

using Handle = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

absl::Status ErrorOf(sqlite3* database, const std::string& path, int code) {
  const std::string text = base::StrCat("database ", path, ": ", database == nullptr ? "no memory" : sqlite3_errmsg(database));
  switch (code & 0xff) {
    case SQLITE_FULL: return absl::ResourceExhaustedError(base::StrCat(text, "; make room"));
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return absl::UnavailableError(base::StrCat(text, "; try again"));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return absl::DataLossError(text);
    default: return absl::InternalError(text);
  }
}

absl::StatusOr<Handle> Open(const std::string& path) {
  sqlite3* raw = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE, nullptr);
  Handle database(raw, sqlite3_close);
  if (code != SQLITE_OK) return ErrorOf(raw, path, code);
  sqlite3_busy_timeout(raw, kBusyMsMax);
  return database;
}

}  // namespace

absl::Status CopyDatabase(const std::string& from, const std::string& to) {
  const absl::StatusOr<Handle> database = Open(from);
  if (!database.ok()) return database.status();
  // Reads in one transaction, and writes what is needed and nothing of what was deleted.
  sqlite3_stmt* raw = nullptr;
  int code = sqlite3_prepare_v2(database->get(), "VACUUM INTO ?", -1, &raw, nullptr);
  const std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)> statement(raw, sqlite3_finalize);
  if (code == SQLITE_OK) code = sqlite3_bind_text(raw, 1, to.c_str(), -1, SQLITE_TRANSIENT);
  if (code == SQLITE_OK) code = sqlite3_step(raw);
  if (code != SQLITE_DONE) return ErrorOf(database->get(), from, code);
  chmod(to.c_str(), S_IRUSR | S_IWUSR);
  return absl::OkStatus();
}

absl::Status CheckDatabase(const std::string& path) {
  const absl::StatusOr<Handle> database = Open(path);
  if (!database.ok()) return database.status();
  std::string verdict;
  const auto take = [](void* out, int count, char** values, char**) {
    if (count > 0 && values[0] != nullptr) *static_cast<std::string*>(out) += values[0];
    return 0;
  };
  const int code = sqlite3_exec(database->get(), "PRAGMA integrity_check(1)", take, &verdict, nullptr);
  if (code != SQLITE_OK) return ErrorOf(database->get(), path, code);
  return verdict == "ok" ? absl::OkStatus() : absl::DataLossError(base::StrCat("database ", path, " is damaged: ", verdict));
}

}  // namespace aurora::cli

// This file and soci_postgresql_errors.cpp are apart because soci-sqlite3.h brings the whole of sqlite3.h in a
// namespace of its own.
#include <soci/sqlite3/soci-sqlite3.h>

#include "absl/strings/str_cat.h"
#include "libs/base/text.h"
#include "libs/state/soci_errors.h"

namespace aurora::state {
namespace {

// SQLite's primary result codes, from its public documentation.
enum SqliteResult { kBusy = 5, kLocked = 6, kReadOnly = 8, kIoError = 10, kCorrupt = 11, kFull = 13,
                    kCannotOpen = 14, kConstraint = 19, kNotADatabase = 26 };

}  // namespace

DriverError TranslateSqlite(const std::exception& thrown, const std::string& database) {
  const auto* error = dynamic_cast<const soci::sqlite3_soci_error*>(&thrown);
  const std::string words = thrown.what();
  const int result = error == nullptr ? 0 : error->result() & 0xff;
  // SOCI reports some of SQLite's codes as a plain error with SQLite's words.
  if (result == kConstraint || words.find("UNIQUE constraint") != std::string::npos) {
    return {absl::AlreadyExistsError(absl::StrCat(database, ": a unique key is taken"))};
  }
  if (result == kBusy || result == kLocked || words.find("database is locked") != std::string::npos) {
    return {absl::UnavailableError(absl::StrCat(database, " is locked by another writer; try again"))};
  }
  if (result == kFull || words.find("disk is full") != std::string::npos) {
    return {absl::UnavailableError(absl::StrCat(database, ": the disk is full; make room there, and it goes on by itself"))};
  }
  if (result == kCorrupt || result == kNotADatabase || words.find("not a database") != std::string::npos ||
      words.find("malformed") != std::string::npos) {
    return {absl::DataLossError(absl::StrCat(database, " is damaged or not a database; restore a backup")), true};
  }
  if (result == kReadOnly || result == kIoError || result == kCannotOpen ||
      words.find("unable to open") != std::string::npos ||
      words.find("readonly database") != std::string::npos) {
    return {absl::UnavailableError(
                absl::StrCat(database, " cannot be read or written; check the path and its owner")),
            true};
  }
  return {absl::InternalError(absl::StrCat(database, ": SQLite error ", result, " (", words, ")"))};
}

}  // namespace aurora::state

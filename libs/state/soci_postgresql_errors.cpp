#include <soci/postgresql/soci-postgresql.h>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/state/soci_errors.h"

namespace aurora::state {

DriverError TranslatePostgresql(const std::exception& thrown, const std::string& database) {
  const auto* error = dynamic_cast<const soci::postgresql_soci_error*>(&thrown);
  const std::string state = error == nullptr ? "" : error->sqlstate();
  const std::string kind = state.substr(0, 2);
  if (state == "23505") return {absl::AlreadyExistsError(absl::StrCat(database, ": a unique key is taken"))};
  if (state == "40001" || state == "40P01" || state == "55P03") {
    return {absl::UnavailableError(absl::StrCat(database, " was busy with another writer; try again"))};
  }
  // While a connection is opened there is no state yet, only the server's words.
  const std::string words = state.empty() || state[0] == ' ' || state[0] == '\0' ? thrown.what() : "";
  if (state == "53100" || absl::StrContains(words, "No space left on device")) {
    return {absl::UnavailableError(absl::StrCat(database, ": the disk of PostgreSQL is full; make room there, and it goes on by itself"))};
  }
  if (kind == "53" || absl::StrContains(words, "too many clients already") ||
      absl::StrContains(words, "remaining connection slots are reserved") || absl::StrContains(words, "too many connections for")) {
    return {absl::UnavailableError(absl::StrCat(
        database, " has no connection or memory left; raise max_connections, or give it more memory")), !words.empty()};
  }
  if (state == "42501" || absl::StrContains(words, "permission denied for")) {
    return {absl::UnavailableError(absl::StrCat(
        database, " does not let its user make or change tables; make the user the owner of the database, and of the tables in it"))};
  }
  if (state == "25006") {
    return {absl::UnavailableError(absl::StrCat(database, " may only be read, as a standby; let state.url name the primary")), true};
  }
  if (kind == "28" || absl::StrContains(words, "authentication failed") || absl::StrContains(words, "no password supplied")) {
    return {absl::UnavailableError(
                absl::StrCat(database, " refused user or password; check state.url and state.password_file")),
            true};
  }
  if (state == "3D000" || (absl::StrContains(words, "database \"") && absl::StrContains(words, "does not exist"))) {
    return {absl::UnavailableError(absl::StrCat(database, " is not there; create it, or correct state.url")), true};
  }
  // Without a state the server did not answer at all.
  if (kind == "08" || kind == "57" || state.empty() || state[0] == ' ' || state[0] == '\0') {
    return {absl::UnavailableError(absl::StrCat(database, " does not answer; start it or check state.url")),
            true, true};
  }
  return {absl::InternalError(absl::StrCat(database, ": SQLSTATE ", state))};
}

}  // namespace aurora::state

#include <soci/postgresql/soci-postgresql.h>

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
  if (kind == "53") {
    return {absl::ResourceExhaustedError(absl::StrCat(database, " has no disk, memory or connection left"))};
  }
  if (kind == "28") {
    return {absl::UnavailableError(
                absl::StrCat(database, " refused user or password; check state.url and state.password_file")),
            true};
  }
  // Without a state the server did not answer at all.
  if (kind == "08" || kind == "57" || state.empty() || state[0] == ' ' || state[0] == '\0') {
    return {absl::UnavailableError(absl::StrCat(database, " does not answer; start it or check state.url")),
            true};
  }
  return {absl::InternalError(absl::StrCat(database, ": SQLSTATE ", state))};
}

}  // namespace aurora::state

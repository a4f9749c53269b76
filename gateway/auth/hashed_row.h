#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/state/database.h"

namespace aurora::gateway::auth {

// What tables of tokens and of sessions have in common: a column `hash` (HashCredential) by which a row is found, and
// times in microseconds since 1970 (UTC).

int64_t ToMicros(absl::Time time);
absl::Time TimeOf(const state::Row& row, size_t column);
// nullopt for NULL.
std::optional<absl::Time> OptionalTimeOf(const state::Row& row, size_t column);

// `columns` (`count` of them, separated by commas) of the row of `table` that has this hash; Unauthenticated with
// `unknown` where there is none. What the database found is compared once more, in constant time.
absl::StatusOr<state::Row> SelectByHash(state::Session& session, const std::string& table, const std::string& columns,
                                        size_t count, const std::string& hash, const absl::Status& unknown);

// Whether a use at `now` is written down: no more often than once a minute.
bool IsUseNoted(std::optional<absl::Time> last, absl::Time now);
// Writes `now` into `column` of the row with this hash. Only a note, so it never fails: a full disk must not keep
// anyone out.
void NoteUse(state::Database& database, const std::string& table, const std::string& column, const std::string& hash,
             absl::Time now);

}  // namespace aurora::gateway::auth

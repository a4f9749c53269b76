#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cli/backup/manifest.h"
#include "libs/clickhouse/client.h"

// ClickHouse's own BACKUP and RESTORE of everything but its system tables.
namespace aurora::cli {

// The halves of a backup, in the order in which they are copied: Aurora's own database (dead letters, what was left out) before the tables,
// so that a dead letter that becomes a row in between is in one of them at least.
inline constexpr const char* kHalves[] = {"aurora", "tables"};
// ClickHouse's list of a half's files.
inline constexpr char kHalfList[] = ".backup";

absl::StatusOr<std::vector<BackedUpTable>> ListTables(clickhouse::Client& client);
// Waits until no BACKUP or RESTORE of a program that was killed is under way. Unavailable after ten minutes.
absl::Status AwaitQuiet(clickhouse::Client& client);
// Copies a half into `to`, as File() of the server takes it. `base`: the same half of a full backup, of which only the list is needed;
// "" for all files. False when there is nothing in it. ResourceExhausted when the disk is full.
absl::StatusOr<bool> CopyHalf(clickhouse::Client& client, std::string_view half, const std::string& to, const std::string& base);
// `base` as above, with its files.
absl::Status RestoreHalf(clickhouse::Client& client, const std::string& from, const std::string& base);
// What is wrong with the tables' files, one entry each; empty when all are sound.
absl::StatusOr<std::vector<std::string>> CheckTables(clickhouse::Client& client);

}  // namespace aurora::cli

#pragma once

#include <string>

#include "cli/backup/backup.h"
#include "cli/commands/context.h"

namespace aurora::cli {

// `aurora backup`: copies the running Aurora, or lists what copies there are.
struct BackupOptions {
  BackupWish wish;
  // The file that says where the stores are; "" for the running Aurora of the data directory.
  std::string stores;
  bool list = false;
};
int RunBackup(const Context& context, const BackupOptions& options);

struct RestoreOptions {
  std::string from;
  // RFC 3339; "" for the newest.
  std::string to;
  std::string key_file;
  bool without_key = false;
  // As above: into these instead of a data directory.
  std::string stores;
};
// `aurora restore`: into an empty data directory on which nothing runs, or into empty stores.
int RunRestore(const Context& context, const RestoreOptions& options);
// `aurora drill restore`: the same on the side, to see whether it can be done.
int RunDrillRestore(const Context& context, const RestoreOptions& options);

}  // namespace aurora::cli

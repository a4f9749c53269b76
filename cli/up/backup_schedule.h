#pragma once

#include <functional>

#include "absl/time/time.h"
#include "cli/up/plan/layout.h"
#include "cli/up/plan/settings.h"

namespace aurora::cli {

class Reporter;

// When the next backup is due: `every` after the newest one, also when that was made by hand or before a restart; at once when there is
// none. After a failure not before `retry_at`.
absl::Time NextBackup(absl::Time newest, absl::Duration every, absl::Time retry_at);

// Runs `aurora backup` as its settings say, until `stopping`. On a thread of its own beside the supervisor's, which a
// run that is under way dies with. Owner: the up command.
void RunBackupSchedule(const Settings& settings, const DataDirectory& data, Reporter& reporter,
                       const std::function<bool()>& stopping);

}  // namespace aurora::cli

#include "cli/up/backup_schedule.h"

#include <algorithm>
#include <filesystem>

#include "absl/time/clock.h"
#include "cli/backup/place.h"
#include "cli/up/reporter.h"
#include "cli/up/supervision/child_process.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

constexpr absl::Duration kLookForRunEvery = absl::Milliseconds(500);
constexpr absl::Duration kRetryAfter = absl::Minutes(5);
constexpr absl::Duration kRunTimeMax = absl::Hours(24);

// InfinitePast when there is none, or no folder yet.
absl::StatusOr<absl::Time> NewestIn(const std::string& text) {
  // Not waited for: `aurora down` would.
  const auto place = OpenPlace(text, {.owner = "", .impatient = true});
  if (!place.ok()) return place.status();
  absl::StatusOr<absl::Time> newest = NewestBackup(**place);
  if (absl::IsNotFound(newest.status())) return absl::InfinitePast();
  return newest;
}

}  // namespace

absl::Time NextBackup(absl::Time newest, absl::Duration every, absl::Time retry_at) {
  return std::max(newest + every, retry_at);
}

void RunBackupSchedule(const Settings& settings, const DataDirectory& data, Reporter& reporter,
                       const std::function<bool()>& stopping) {
  std::error_code error;
  const std::string self = std::filesystem::read_symlink("/proc/self/exe", error).string();
  absl::Time retry_at = absl::InfinitePast();
  absl::Time next = absl::InfinitePast();
  while (!stopping()) {
    // The place is asked when a backup may be due, not each time.
    absl::Status trouble;
    if (absl::Now() >= next) {
      const absl::StatusOr<absl::Time> newest = NewestIn(settings.backup_to);
      trouble = newest.status();
      if (newest.ok()) next = NextBackup(*newest, settings.backup_every, retry_at);
    }
    if (absl::Now() < next) {
      absl::SleepFor(kLookForRunEvery);
      continue;
    }
    const CommandLine run{{self, "--data-dir", data.path, "backup", "--to", settings.backup_to, "--keep", std::to_string(settings.backup_keep)}, {}};
    const absl::StatusOr<std::string> output = trouble.ok() ? RunToEnd(run, kRunTimeMax, stopping) : trouble;
    if (absl::IsCancelled(output.status())) return;
    if (output.ok()) {
      reporter.Step(output->substr(0, output->find('\n')));
      retry_at = absl::InfinitePast();
    } else {
      reporter.Trouble(base::StrCat("the backup was not made: ", base::Message(output.status())));
      retry_at = absl::Now() + std::min(kRetryAfter, settings.backup_every);
    }
    next = output.ok() ? absl::InfinitePast() : retry_at;
  }
}

}  // namespace aurora::cli

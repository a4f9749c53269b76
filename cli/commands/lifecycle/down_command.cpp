#include "cli/commands/lifecycle/down_command.h"

#include <csignal>
#include <cstdio>

#include "absl/time/clock.h"
#include "cli/output/figures.h"
#include "cli/up/instance/instance_lock.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

// The supervisor ends everything within ten seconds.
constexpr absl::Duration kEndTimeMax = absl::Seconds(15);
constexpr absl::Duration kLookForEndOfUpEvery = absl::Milliseconds(50);

}  // namespace

int RunDown(const Context& context) {
  const DataDirectory data = context.Data();
  // The kernel names the holder of the lock: never a stranger that got an old pid.
  const pid_t pid = InstanceLock::Holder(data.Lock());
  if (pid == 0) {
    std::printf("Aurora is not running on %s\n", data.path.c_str());
    return 0;
  }
  const absl::Time begin = absl::Now();
  if (kill(pid, SIGTERM) != 0) {
    return Report(absl::PermissionDeniedError(
        base::StrCat("process ", pid, " cannot be ended; run this as the user who started it")));
  }
  while (absl::Now() - begin < kEndTimeMax) {
    if (InstanceLock::Holder(data.Lock()) != pid) {
      std::printf("ended after %s\n", DurationText(absl::Now() - begin).c_str());
      return 0;
    }
    absl::SleepFor(kLookForEndOfUpEvery);
  }
  return Report(
      absl::DeadlineExceededError(base::StrCat("process ", pid, " has not ended after ",
                                               DurationText(kEndTimeMax), "; see ", data.Log("supervisor"))));
}

}  // namespace aurora::cli

#pragma once

namespace aurora::cli {

// What scripts may rely on; `aurora --help` lists them.
enum ExitStatus {
  kExitOk = 0,
  kExitFailed = 1,
  kExitUsage = 2,
  // Nothing answers: Aurora is not running, or not there.
  kExitNotRunning = 3,
  // Understood and declined: a question that was refused, SQL that the guard stops, a missing right.
  kExitRefused = 4,
  // A port or a data directory that something else uses.
  kExitInUse = 5,
};

}  // namespace aurora::cli

#pragma once

#include <string>

#include "cli/up/plan/layout.h"

namespace aurora::cli {

// What a supervisor that ended without `aurora down` left behind (kill -9, power cut). Its children die with
// it, killed by the kernel; should one have outlived it all the same, it would keep a port or a data folder
// from the new one.
struct Leftover {
  // Process id of the earlier supervisor; 0 when the last end was an orderly one.
  int supervisor = 0;
  // "kafka (process 4711), ingest (process 4712)": those that had to be ended, empty as a rule.
  std::string ended;
};

// Ends the processes that run/instance.json names, as far as they are still this data directory's: a process
// id that somebody else has by now is left alone. Call it with the lock of the data directory held. Takes up
// to two seconds a process.
Leftover EndOrphans(const DataDirectory& data);

}  // namespace aurora::cli

#pragma once

#include "absl/time/time.h"

namespace aurora::ingest {

// Time since the machine started, also that in which it slept: a process that stood still finds that it did. Unlike the
// wall clock it is never set back.
absl::Duration TimeSinceBoot();

}  // namespace aurora::ingest

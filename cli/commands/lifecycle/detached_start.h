#pragma once

#include <functional>

#include "absl/status/status.h"

namespace aurora::cli {

// Runs `supervise` in a process of its own session that stays, and returns an exit status when that one has
// called `on_ready` or ended. Meanwhile what it writes to `output` is shown. Ctrl-C here ends it. Call it
// before any thread is made.
int StartDetached(
    const std::function<absl::Status(int output, const std::function<void()>& on_ready)>& supervise);

}  // namespace aurora::cli

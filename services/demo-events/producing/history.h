#pragma once

#include <atomic>
#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/demo-events/options.h"
#include "services/demo-events/producing/topics.h"

namespace aurora::demo {

class Producer;

// Writes the events of the weeks before `now` as far as the topics do not hold them yet: the end offsets say
// how far an earlier start came. Returns how many were written, all acknowledged. Errors: those of Producer,
// Cancelled.
absl::StatusOr<int64_t> WriteHistory(Producer& producer, const Options& options, const EndOffsets& ends,
                                     absl::Time now, const std::atomic<bool>& stop);

}  // namespace aurora::demo

#include "services/ingest/delivery/boot_clock.h"

#include <ctime>

namespace aurora::ingest {

absl::Duration TimeSinceBoot() {
  timespec time{};
  clock_gettime(CLOCK_BOOTTIME, &time);
  return absl::DurationFromTimespec(time);
}

}  // namespace aurora::ingest

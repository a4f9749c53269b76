#pragma once

#include <cstdint>
#include <vector>

#include "absl/time/time.h"

namespace aurora::demo {

// How busy the shop is at a time (UTC), 1 in the mean: quiet nights, busy evenings, busier weekends.
double Busyness(absl::Time time);

// The starts of `visits` visits between begin and end, in order, dense where the shop is busy.
std::vector<absl::Time> SpreadVisits(absl::Time begin, absl::Time end, uint64_t visits);

}  // namespace aurora::demo

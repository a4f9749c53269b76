#include "services/demo-events/generator/timeline.h"

#include <array>

namespace aurora::demo {
namespace {

// A United States shop seen in UTC: its night is our morning.
constexpr std::array<double, 24> kByHour = {1.6, 1.7, 1.6, 1.3, 1.0, 0.7, 0.4, 0.3, 0.2, 0.2, 0.3, 0.4,
                                            0.6, 0.8, 1.0, 1.1, 1.2, 1.3, 1.2, 1.2, 1.2, 1.3, 1.4, 1.5};
// Monday first.
constexpr std::array<double, 7> kByDay = {0.95, 0.9, 0.9, 0.95, 1.05, 1.2, 1.05};
constexpr absl::Duration kStep = absl::Minutes(5);

}  // namespace

double Busyness(absl::Time time) {
  const absl::CivilSecond civil = absl::ToCivilSecond(time, absl::UTCTimeZone());
  const auto day = static_cast<size_t>(absl::GetWeekday(civil));
  return kByHour[static_cast<size_t>(civil.hour())] * kByDay[day];
}

std::vector<absl::Time> SpreadVisits(absl::Time begin, absl::Time end, uint64_t visits) {
  double total = 0;
  for (absl::Time time = begin; time < end; time += kStep) total += Busyness(time);
  std::vector<absl::Time> starts;
  starts.reserve(visits);
  if (total <= 0) return starts;
  double sum = 0;
  for (absl::Time time = begin; time < end; time += kStep) {
    const double busyness = Busyness(time);
    // The visits whose place in the whole falls into this step, evenly over it.
    while (starts.size() < visits) {
      const double place = (static_cast<double>(starts.size()) + 0.5) / static_cast<double>(visits) * total;
      if (place >= sum + busyness) break;
      starts.push_back(time + kStep * ((place - sum) / busyness));
    }
    sum += busyness;
  }
  while (starts.size() < visits) starts.push_back(end);
  return starts;
}

}  // namespace aurora::demo

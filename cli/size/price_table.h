#pragma once

#include <string_view>
#include <vector>

namespace aurora::cli {

struct Machine {
  std::string_view name;
  // That may be used for as long as one likes: of a burstable type its baseline.
  double cores = 0;
  double memory_bytes = 0;
  double usd_per_hour = 0;
  // As the provider counts them against its quotas.
  int vcpus = 0;
};

inline constexpr double kGib = 1024.0 * 1024 * 1024;

// What providers reckon a month with.
inline constexpr double kHoursPerMonth = 730;

// List prices of one region; typed in, not asked for at run time.
struct PriceTable {
  std::string_view provider;
  std::string_view region;
  // Day on which the prices were written down, YYYY-MM-DD.
  std::string_view as_of;
  // The cheapest first.
  std::vector<Machine> machines;
  double disk_usd_per_gib_month = 0;
  // Of one volume.
  double disk_bytes_max = 0;
  // Without what passes through them.
  double nat_gateway_usd_per_hour = 0;
  double load_balancer_usd_per_hour = 0;
  // A private way to one of the provider's services, in one zone.
  double endpoint_usd_per_hour = 0;
};

// The machines of terraform/example, and larger ones of the same family.
const PriceTable& AwsPrices();

}  // namespace aurora::cli

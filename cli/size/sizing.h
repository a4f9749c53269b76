#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/size/price_table.h"
#include "cli/size/workload.h"

namespace aurora::cli {

// One service and the machines that carry it.
struct SizedPart {
  std::string name;
  // CPU time at the busiest, in cores, and memory, of all its machines together.
  double cores = 0;
  double memory_bytes = 0;
  // A volume beside that of the operating system; 0: none.
  double disk_bytes = 0;
  int machines = 1;
  // Its name in the table of prices.
  std::string machine{};
  double usd_per_month = 0;
};

struct Sizing {
  std::vector<SizedPart> parts;
  double rows_stored = 0;
  double usd_per_month = 0;
  // What has to be decided, and what the figures leave out.
  std::vector<std::string> notes;
};

// Machines, disks and their price for a workload. Pure. What an event and a question need is measured (measured.h); no
// machine is planned for more than 60 % of its cores and memory, no disk for more than 70 %. `prices` has one machine at
// least. InvalidArgument names the option whose figure cannot be, and what can.
absl::StatusOr<Sizing> SizeFor(const Workload& workload, const PriceTable& prices);

}  // namespace aurora::cli

#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/size/price_table.h"

namespace aurora::cli {

// What a plan of Terraform's does, and what all of it then costs.
struct TerraformPlan {
  // "+ module.network.aws_vpc.this", with ~ for changed, - for removed, +- for made anew.
  std::vector<std::string> changes;
  // A month of 730 hours, with each group at its fewest machines and at its most.
  double usd_per_month_min = 0;
  double usd_per_month_max = 0;
  // At the most machines.
  int vcpus_max = 0;
  // Types of machines that the table does not have: they are in none of the sums.
  std::vector<std::string> unpriced;
};

// Reads what `terraform show -json PLAN` prints. Pure. InvalidArgument when it is no such JSON.
absl::StatusOr<TerraformPlan> ReadTerraformPlan(const std::string& text, const PriceTable& prices);

}  // namespace aurora::cli

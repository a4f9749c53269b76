#include "cli/size/price_table.h"

namespace aurora::cli {
const PriceTable& AwsPrices() {
  // On demand, Linux, shared. Somebody's bill differs: other regions, savings plans, taxes.
  static const auto& table = *new PriceTable{
      "AWS", "us-east-1", "2026-11-26",
      {
          {"t3.medium", 2 * 0.2, 4 * kGib, 0.0416, 2},
          {"m7i.large", 2, 8 * kGib, 0.1008, 2},
          {"m7i.xlarge", 4, 16 * kGib, 0.2016, 4},
          {"m7i.2xlarge", 8, 32 * kGib, 0.4032, 8},
          {"m7i.4xlarge", 16, 64 * kGib, 0.8064, 16},
          {"m7i.8xlarge", 32, 128 * kGib, 1.6128, 32},
          {"m7i.16xlarge", 64, 256 * kGib, 3.2256, 64},
      },
      // gp3, with the operations and the throughput that are in its price.
      0.08, 16384 * kGib, 0.045, 0.0225, 0.01};
  return table;
}

}  // namespace aurora::cli

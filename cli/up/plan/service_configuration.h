#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "cli/up/plan/plan.h"

namespace aurora::cli {

// The complete configuration file of one of our services: it starts from it alone, under `aurora up` or by
// hand. InvalidArgument when its override is no YAML mapping.
absl::StatusOr<std::string> ServiceConfiguration(const Part& part, const Settings& settings,
                                                 const Layout& layout, const DataDirectory& data,
                                                 const Ports& ports, const Plan& plan);

}  // namespace aurora::cli

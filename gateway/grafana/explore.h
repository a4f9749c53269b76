#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gateway/grafana/dashboard.h"

namespace aurora::gateway::grafana {

// The address below /grafana/ of Explore with this statement over Aurora's data source: "/grafana/explore?...". Pure.
std::string ExploreAddress(std::string_view sql, const std::vector<SqlParameter>& parameters);

}  // namespace aurora::gateway::grafana

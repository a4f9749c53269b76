#pragma once

#include <boost/json/fwd.hpp>
#include <string>

#include "cli/commands/context.h"

namespace aurora::cli {

// Columns and rows of a query's answer for people: a single number large, a trend with its sparkline, the
// rest as a table with bars where a chart would be.
std::string RenderResult(const Context& context, const boost::json::value& answer);
// "12 rows, 0.02 s, 4,210 rows read, complete to ..."
std::string RenderStats(const boost::json::value& answer);

}  // namespace aurora::cli

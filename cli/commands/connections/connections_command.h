#pragma once

#include <boost/json/fwd.hpp>
#include <string>

#include "cli/commands/context.h"

namespace aurora::cli {

// A table of connections for people.
std::string RenderConnections(const Context& context, const boost::json::array& connections);

// What a connection reads, in short: "orders", "orders.eu, orders.us", "/orders\\..*/ (2)".
std::string SourceText(const boost::json::value& connection);

// The id of the connection that `name` means: an id, a topic or a table (with or without its database).
// NotFound, or InvalidArgument when several fit.
absl::StatusOr<std::string> ResolveConnection(ApiClient& api, const std::string& name);

int RunConnections(const Context& context);
int RunPause(const Context& context, const std::string& name);
int RunResume(const Context& context, const std::string& name);
int RunDisconnect(const Context& context, const std::string& name, bool drop_table);

}  // namespace aurora::cli

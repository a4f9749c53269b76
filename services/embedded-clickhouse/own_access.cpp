#include "services/embedded-clickhouse/own_access.h"

#include "libs/base/text.h"

namespace aurora::embedded_clickhouse {

std::string OwnAddress(const Options& options) {
  if (options.listen_host == "0.0.0.0") return "127.0.0.1";
  return options.listen_host == "::" ? "::1" : options.listen_host;
}

absl::Status OwnRefusal(const Options& options) {
  std::string networks;
  for (const std::string& network : options.networks) base::StrAppend(&networks, networks.empty() ? "" : ", ", network);
  // A name is no network of the engine's.
  const std::string address = OwnAddress(options) == "localhost" ? "127.0.0.1 and ::1" : OwnAddress(options);
  return absl::FailedPreconditionError(base::StrCat("users.networks (", networks.empty() ? "empty" : networks, ") leaves out ", address,
                                                    ", from where this process asks its engine; add ", address, " to users.networks"));
}

}  // namespace aurora::embedded_clickhouse

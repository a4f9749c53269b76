#include "services/provisioning/clickhouse/server.h"

#include "absl/time/clock.h"
#include "libs/clickhouse/client.h"

namespace aurora::provisioning {
namespace {

// Administration is short; a longer wait would only hide that the server hangs.
constexpr absl::Duration kCallTimeout = absl::Seconds(20);

clickhouse::QueryOptions OptionsFor(const Server::Parameters& parameters) {
  clickhouse::QueryOptions options;
  for (const auto& [name, value] : parameters) options.parameters.push_back({name, value});
  options.deadline = absl::Now() + kCallTimeout;
  return options;
}

}  // namespace

absl::Status ClickHouseServer::Execute(std::string_view sql, const Parameters& parameters) {
  return client_.Execute(sql, OptionsFor(parameters)).status();
}

absl::StatusOr<std::vector<Server::Row>> ClickHouseServer::Select(std::string_view sql,
                                                                  const Parameters& parameters) {
  absl::StatusOr<clickhouse::Rows> rows = client_.SelectRows(sql, OptionsFor(parameters));
  if (!rows.ok()) return rows.status();
  return std::move(rows->rows);
}

std::string ClickHouseServer::authority() const { return client_.authority(); }

}  // namespace aurora::provisioning

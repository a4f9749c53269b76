#include "services/provisioning/grafana/set_up.h"

#include <filesystem>

#include "services/provisioning/grafana/resources.h"
#include "services/provisioning/options.h"

namespace aurora::provisioning::grafana {
namespace {

// share/aurora/grafana beside the folder of this program.
std::string OwnDashboards() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  return (program.parent_path().parent_path() / "share" / "aurora" / "grafana").string();
}

base::Secret ReadingPassword(const Options& options) {
  if (!options.grafana_clickhouse_password.empty()) return options.grafana_clickhouse_password;
  for (const ManagedUser& user : options.users) {
    if (user.name == options.grafana_clickhouse_user) return user.password;
  }
  return {};
}

}  // namespace

absl::StatusOr<SetUp> MakeSetUp(const Options& options) {
  SetUp made;
  if (options.grafana.url.empty()) return made;
  if (options.grafana.password.empty()) {
    return absl::InvalidArgumentError("grafana.url is given without grafana.password_file; it must hold the token of a "
                                      "service account with the role Admin");
  }
  Provisioner::Options wanted;
  wanted.data_source_password = ReadingPassword(options);
  if (wanted.data_source_password.empty()) {
    return absl::InvalidArgumentError("grafana.clickhouse_password_file is missing: the password of grafana.clickhouse_user");
  }
  auto api = Api::Create(options.grafana);
  if (!api.ok()) return api.status();
  auto data_source =
      DataSource(options.grafana_clickhouse_url.empty() ? options.clickhouse.url : options.grafana_clickhouse_url,
                 options.grafana_clickhouse_user);
  if (!data_source.ok()) return data_source.status();
  auto dashboards = ReadDashboards(options.grafana_dashboards.empty() ? OwnDashboards() : options.grafana_dashboards);
  if (!dashboards.ok()) return dashboards.status();
  wanted.data_source = *std::move(data_source);
  wanted.dashboards = *std::move(dashboards);
  made.api = *std::move(api);
  made.provisioner = std::make_unique<Provisioner>(*made.api, std::move(wanted));
  return made;
}

}  // namespace aurora::provisioning::grafana

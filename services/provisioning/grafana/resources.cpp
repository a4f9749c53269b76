#include "services/provisioning/grafana/resources.h"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "libs/base/text.h"

namespace aurora::provisioning::grafana {
namespace {

namespace json = boost::json;
using base::StrCat;

constexpr size_t kUidBytesMax = 40;

absl::StatusOr<json::object> ReadDashboard(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  boost::system::error_code error;
  json::value parsed = json::parse(text.str(), error);
  if (error || !parsed.is_object()) {
    return absl::InvalidArgumentError(StrCat("dashboard ", path.string(), " is no JSON object"));
  }
  json::object& dashboard = parsed.get_object();
  const json::value* uid = dashboard.if_contains("uid");
  if (uid == nullptr || !uid->is_string() || uid->get_string().empty() || uid->get_string().size() > kUidBytesMax) {
    return absl::InvalidArgumentError(StrCat("dashboard ", path.string(), " has no uid of 1 to ", kUidBytesMax, " characters"));
  }
  // Grafana's own, another in each Grafana.
  dashboard.erase("id");
  dashboard.erase("version");
  return std::move(dashboard);
}

}  // namespace

absl::StatusOr<json::object> DataSource(const std::string& clickhouse_url, const std::string& user) {
  const bool secure = absl::StartsWith(clickhouse_url, "https://");
  const size_t begin = clickhouse_url.find("://");
  if (begin == std::string::npos || (!secure && !absl::StartsWith(clickhouse_url, "http://"))) {
    return absl::InvalidArgumentError(
        StrCat("grafana.clickhouse_url ", clickhouse_url, " is none of the form http://host:port"));
  }
  std::string authority = clickhouse_url.substr(begin + 3);
  authority = authority.substr(0, authority.find('/'));
  int port = secure ? 8443 : 8123;
  const size_t colon = authority.rfind(':');
  if (colon != std::string::npos && authority.find(']', colon) == std::string::npos) {
    if (!absl::SimpleAtoi(authority.substr(colon + 1), &port) || port < 1 || port > 65'535) {
      return absl::InvalidArgumentError(StrCat("grafana.clickhouse_url ", clickhouse_url, " has no port of 1 to 65535"));
    }
    authority.resize(colon);
  }
  if (authority.empty()) {
    return absl::InvalidArgumentError(StrCat("grafana.clickhouse_url ", clickhouse_url, " names no host"));
  }
  return json::object{{"uid", kDataSourceUid},
                      {"name", "Aurora ClickHouse"},
                      {"type", kPlugin},
                      {"access", "proxy"},
                      {"isDefault", false},
                      {"jsonData", json::object{{"host", authority},
                                                {"port", port},
                                                {"protocol", "http"},
                                                {"secure", secure},
                                                {"username", user},
                                                {"defaultDatabase", "analytics"}}}};
}

absl::StatusOr<std::vector<json::object>> ReadDashboards(const std::string& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  if (error) return absl::NotFoundError(StrCat("folder ", folder, " of grafana.dashboards: ", error.message()));
  std::sort(paths.begin(), paths.end());
  std::vector<json::object> dashboards;
  std::set<std::string> uids;
  for (const auto& path : paths) {
    absl::StatusOr<json::object> dashboard = ReadDashboard(path);
    if (!dashboard.ok()) return dashboard.status();
    if (!uids.insert(std::string(dashboard->at("uid").as_string().c_str())).second) {
      return absl::InvalidArgumentError(StrCat("dashboard ", path.string(), " has the uid of another one"));
    }
    dashboards.push_back(*std::move(dashboard));
  }
  return dashboards;
}

bool Covers(const json::value& actual, const json::value& wanted) {
  if (wanted.is_number() && actual.is_number()) return actual.to_number<double>() == wanted.to_number<double>();
  if (wanted.is_object() && actual.is_object()) {
    return std::all_of(wanted.get_object().begin(), wanted.get_object().end(), [&](const auto& member) {
      const json::value* found = actual.get_object().if_contains(member.key());
      return found != nullptr && Covers(*found, member.value());
    });
  }
  if (wanted.is_array() && actual.is_array()) {
    return std::equal(actual.get_array().begin(), actual.get_array().end(), wanted.get_array().begin(),
                      wanted.get_array().end(), Covers);
  }
  return actual == wanted;
}

}  // namespace aurora::provisioning::grafana

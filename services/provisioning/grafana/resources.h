#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

// What Aurora keeps in Grafana, as Grafana's API takes it.
namespace aurora::provisioning::grafana {

inline constexpr char kDataSourceUid[] = "aurora-clickhouse";
inline constexpr char kFolderUid[] = "aurora";
inline constexpr char kFolderTitle[] = "Aurora";
inline constexpr char kPlugin[] = "grafana-clickhouse-datasource";

// The data source of the official ClickHouse plugin, without its password. InvalidArgument for a URL that is none.
absl::StatusOr<boost::json::object> DataSource(const std::string& clickhouse_url, const std::string& user);

// The dashboards of a folder's *.json files, by file name. NotFound when there is no such folder; InvalidArgument for a
// file that is no dashboard with a uid, or a uid that two files have.
absl::StatusOr<std::vector<boost::json::object>> ReadDashboards(const std::string& folder);

// Whether `actual` has everything of `wanted`: Grafana adds members of its own. Numbers by value, lists item by item.
bool Covers(const boost::json::value& actual, const boost::json::value& wanted);

}  // namespace aurora::provisioning::grafana

#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

// Boards of Aurora as dashboards of Grafana (its JSON of schemaVersion 39) and back. Pure.
namespace aurora::gateway::grafana {

// The data source that provisioning keeps there.
inline constexpr char kDataSourceType[] = "grafana-clickhouse-datasource";
inline constexpr char kDataSourceUid[] = "aurora-clickhouse";

struct SqlParameter {
  std::string name;
  // ClickHouse type.
  std::string type;
  // Text as ClickHouse would print it, without quotes.
  std::string value;
};

// What a panel shows: checked SQL, or why there is none.
struct PanelSql {
  std::string sql;
  std::vector<SqlParameter> parameters;
  // Kind of chart that the reading asks for; "" when it says none.
  std::string chart;
  // Where there is no SQL.
  std::string reason;
};

// Whether a turn is a statement and no question; as the web app's looksLikeSql.
bool IsSql(std::string_view text);
// {from:T} and {to:T} become Grafana's time range, other parameters their values as literals.
std::string ToGrafanaSql(std::string_view sql, const std::vector<SqlParameter>& parameters);
// Back again: Grafana's macros of the time range become {from:T} and {to:T}. InvalidArgument for one that has no counterpart.
absl::StatusOr<std::string> FromGrafanaSql(std::string_view sql);

// The dashboard of a board (its kept body and id); `panels` has one item for each of its panels. What was asked goes
// along in each query's member "aurora", so that the way back gives the same board.
boost::json::object ToDashboard(const boost::json::object& board, const std::string& id, const std::vector<PanelSql>& panels);

struct Imported {
  // As POST /api/v1/boards takes it, not checked yet.
  boost::json::object board;
  // What could not be taken over, for people: "panel CPU: its data source is not ClickHouse".
  std::vector<std::string> left_out;
};
// Of a dashboard, bare or as {"dashboard": ...}. InvalidArgument for what is none.
absl::StatusOr<Imported> FromDashboard(const boost::json::object& body);

}  // namespace aurora::gateway::grafana

#include "gateway/grafana/explore.h"

#include <boost/json/serialize.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include "libs/base/text.h"

namespace aurora::gateway::grafana {

std::string ExploreAddress(std::string_view sql, const std::vector<SqlParameter>& parameters) {
  namespace json = boost::json;
  const json::object source{{"type", kDataSourceType}, {"uid", kDataSourceUid}};
  const json::object query{{"refId", "A"},
                           {"datasource", source},
                           {"editorType", "sql"},
                           {"rawSql", ToGrafanaSql(sql, parameters)},
                           {"queryType", "table"},
                           {"format", 1}};
  const json::object pane{{"datasource", kDataSourceUid},
                          {"queries", json::array{query}},
                          {"range", json::object{{"from", "now-1h"}, {"to", "now"}}}};
  const std::string panes = json::serialize(json::object{{"aurora", pane}});
  return base::StrCat("/grafana/explore?schemaVersion=1&orgId=1&panes=",
                      boost::urls::encode(panes, boost::urls::unreserved_chars));
}

}  // namespace aurora::gateway::grafana

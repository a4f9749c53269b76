#include "gateway/api/questions/tables.h"

#include "gateway/api/exchange.h"
#include "gateway/api/questions/query_json.h"

namespace aurora::gateway::api {
namespace {

using backends::QueryClient;
using namespace query::v1;  // NOLINT: the messages below.

constexpr absl::Duration kReadTime = absl::Seconds(10);
constexpr absl::Duration kRefreshTime = absl::Seconds(30);

GetTableRequest ReadName(const http::Request& request) {
  GetTableRequest call;
  call.set_database(std::string(request.PathParameter("database")));
  call.set_table(std::string(request.PathParameter("table")));
  return call;
}

}  // namespace

void Tables::AddTo(Router& router) {
  const ServiceCalls<QueryClient> call(query_);
  AddExchange(router, "GET", "/api/v1/tables", Access::kViewer, Nothing<ListTablesRequest>,
              call(&QueryClient::ListTables, kReadTime), [](const ListTablesResponse& reply) { return ToJson(reply); });
  AddExchange(router, "GET", "/api/v1/tables/{database}/{table}", Access::kViewer, ReadName,
              call(&QueryClient::GetTable, kReadTime),
              [](const GetTableResponse& reply) { return ToJson(reply.table()); });
  AddExchange(router, "POST", "/api/v1/tables:refresh", Access::kViewer, Nothing<RefreshTablesRequest>,
              call(&QueryClient::RefreshTables, kRefreshTime),
              [](const RefreshTablesResponse& reply) { return json::object{{"tables", reply.tables()}}; });
}

}  // namespace aurora::gateway::api

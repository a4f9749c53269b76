#pragma once

#include <memory>

#include "aurora/query/v1/query.pb.h"
#include "gateway/backends/call.h"

namespace grpc {
class Channel;
}

namespace aurora::gateway::backends {

// The query engine, as aurora.query.v1 describes it. Thread-safe.
class QueryClient {
 public:
  virtual ~QueryClient() = default;
  virtual std::unique_ptr<Stream<query::v1::RunSqlResponse>> RunSql(query::v1::RunSqlRequest request,
                                                                    CallOptions options) = 0;
  virtual std::unique_ptr<Stream<query::v1::AskResponse>> Ask(query::v1::AskRequest request,
                                                              CallOptions options) = 0;
  virtual Reply<query::v1::ExplainSqlResponse> Explain(query::v1::ExplainSqlRequest request,
                                                       CallOptions options) = 0;
  virtual Reply<query::v1::SuggestQuestionsResponse> Suggest(query::v1::SuggestQuestionsRequest request,
                                                             CallOptions options) = 0;
  virtual Reply<query::v1::ListTablesResponse> ListTables(query::v1::ListTablesRequest request,
                                                          CallOptions options) = 0;
  virtual Reply<query::v1::GetTableResponse> GetTable(query::v1::GetTableRequest request, CallOptions options) = 0;
  virtual Reply<query::v1::RefreshTablesResponse> RefreshTables(query::v1::RefreshTablesRequest request,
                                                                CallOptions options) = 0;
};

std::unique_ptr<QueryClient> MakeQueryClient(std::shared_ptr<grpc::Channel> channel);

}  // namespace aurora::gateway::backends

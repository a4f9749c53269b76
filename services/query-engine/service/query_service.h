#pragma once

#include <memory>
#include <set>
#include <string>

#include "absl/time/time.h"
#include "aurora/query/v1/query.grpc.pb.h"
#include "services/query-engine/guard/known_tables.h"

namespace aurora::base {
class WorkerPool;
}
namespace aurora::query::answer {
class AnswerQuestion;
class Suggestions;
}
namespace aurora::query::catalog {
class Catalog;
class Freshness;
}  // namespace aurora::query::catalog
namespace aurora::query::execution {
class QueryRunner;
}

namespace aurora::query::service {

class QueryMetrics;

// What the methods work with; all of it outlives the service.
struct Parts {
  catalog::Catalog& catalog;
  catalog::Freshness& freshness;
  execution::QueryRunner& runner;
  answer::AnswerQuestion& answer;
  answer::Suggestions& suggestions;
  QueryMetrics& metrics;
  // Queries and questions; and short calls, so that a list of tables never waits behind long queries.
  base::WorkerPool& queries;
  base::WorkerPool& calls;
};

struct ServiceLimits {
  uint64_t rows_default = 10'000;
  uint64_t rows_max = 100'000'000;
  uint64_t bytes_max = uint64_t{2} << 30;
  absl::Duration time_max = absl::Seconds(60);
};

// aurora.query.v1: converts, calls, converts. Threads: gRPC's call in, workers do the work.
class QueryService final : public v1::QueryService::CallbackService {
 public:
  QueryService(Parts parts, ServiceLimits limits) : parts_(parts), limits_(limits) {}

  grpc::ServerWriteReactor<v1::RunSqlResponse>* RunSql(grpc::CallbackServerContext* context,
                                                       const v1::RunSqlRequest* request) override;
  grpc::ServerWriteReactor<v1::AskResponse>* Ask(grpc::CallbackServerContext* context,
                                                 const v1::AskRequest* request) override;
  grpc::ServerUnaryReactor* ExplainSql(grpc::CallbackServerContext* context, const v1::ExplainSqlRequest* request,
                                       v1::ExplainSqlResponse* response) override;
  grpc::ServerUnaryReactor* SuggestQuestions(grpc::CallbackServerContext* context,
                                             const v1::SuggestQuestionsRequest* request,
                                             v1::SuggestQuestionsResponse* response) override;
  grpc::ServerUnaryReactor* ListTables(grpc::CallbackServerContext* context, const v1::ListTablesRequest* request,
                                       v1::ListTablesResponse* response) override;
  grpc::ServerUnaryReactor* GetTable(grpc::CallbackServerContext* context, const v1::GetTableRequest* request,
                                     v1::GetTableResponse* response) override;
  grpc::ServerUnaryReactor* RefreshTables(grpc::CallbackServerContext* context,
                                          const v1::RefreshTablesRequest* request,
                                          v1::RefreshTablesResponse* response) override;

 private:
  Parts parts_;
  ServiceLimits limits_;
};

}  // namespace aurora::query::service

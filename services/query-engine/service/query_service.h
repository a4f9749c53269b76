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
namespace aurora::query::learned {
class Knowledge;
class Teaching;
}  // namespace aurora::query::learned
namespace aurora::query::model::chat {
class ChatClient;
struct ChatOptions;
}  // namespace aurora::query::model::chat

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
  // nullptr where nothing is learned.
  learned::Knowledge* knowledge = nullptr;
  learned::Teaching* teaching = nullptr;
  const model::chat::ChatOptions& model_options;
  // nullptr without a model.
  model::chat::ChatClient* model = nullptr;
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
  // What people teach (learned_methods.cpp).
  grpc::ServerUnaryReactor* ListTerms(grpc::CallbackServerContext* context, const v1::ListTermsRequest* request,
                                      v1::ListTermsResponse* response) override;
  grpc::ServerUnaryReactor* PutTerm(grpc::CallbackServerContext* context, const v1::PutTermRequest* request,
                                    v1::PutTermResponse* response) override;
  grpc::ServerUnaryReactor* DeleteTerm(grpc::CallbackServerContext* context, const v1::DeleteTermRequest* request,
                                       v1::DeleteTermResponse* response) override;
  grpc::ServerUnaryReactor* ListVerifiedAnswers(grpc::CallbackServerContext* context, const v1::ListVerifiedAnswersRequest* request,
                                                v1::ListVerifiedAnswersResponse* response) override;
  grpc::ServerUnaryReactor* AddVerifiedAnswer(grpc::CallbackServerContext* context, const v1::AddVerifiedAnswerRequest* request,
                                              v1::AddVerifiedAnswerResponse* response) override;
  grpc::ServerUnaryReactor* DeleteVerifiedAnswer(grpc::CallbackServerContext* context, const v1::DeleteVerifiedAnswerRequest* request,
                                                 v1::DeleteVerifiedAnswerResponse* response) override;
  grpc::ServerUnaryReactor* GiveFeedback(grpc::CallbackServerContext* context, const v1::GiveFeedbackRequest* request,
                                         v1::GiveFeedbackResponse* response) override;
  grpc::ServerUnaryReactor* ListFeedback(grpc::CallbackServerContext* context, const v1::ListFeedbackRequest* request,
                                         v1::ListFeedbackResponse* response) override;
  // The chat model (model_methods.cpp).
  grpc::ServerUnaryReactor* CheckModel(grpc::CallbackServerContext* context, const v1::CheckModelRequest* request,
                                       v1::CheckModelResponse* response) override;

 private:
  Parts parts_;
  ServiceLimits limits_;
};

}  // namespace aurora::query::service

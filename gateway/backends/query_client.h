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
  // What people teach.
  virtual Reply<query::v1::ListTermsResponse> ListTerms(query::v1::ListTermsRequest request, CallOptions options) = 0;
  virtual Reply<query::v1::PutTermResponse> PutTerm(query::v1::PutTermRequest request, CallOptions options) = 0;
  virtual Reply<query::v1::DeleteTermResponse> DeleteTerm(query::v1::DeleteTermRequest request, CallOptions options) = 0;
  virtual Reply<query::v1::ListVerifiedAnswersResponse> ListVerifiedAnswers(query::v1::ListVerifiedAnswersRequest request, CallOptions options) = 0;
  virtual Reply<query::v1::AddVerifiedAnswerResponse> AddVerifiedAnswer(query::v1::AddVerifiedAnswerRequest request, CallOptions options) = 0;
  virtual Reply<query::v1::DeleteVerifiedAnswerResponse> DeleteVerifiedAnswer(query::v1::DeleteVerifiedAnswerRequest request, CallOptions options) = 0;
  virtual Reply<query::v1::GiveFeedbackResponse> GiveFeedback(query::v1::GiveFeedbackRequest request, CallOptions options) = 0;
  virtual Reply<query::v1::ListFeedbackResponse> ListFeedback(query::v1::ListFeedbackRequest request, CallOptions options) = 0;
  virtual Reply<query::v1::CheckModelResponse> CheckModel(query::v1::CheckModelRequest request, CallOptions options) = 0;
};

std::unique_ptr<QueryClient> MakeQueryClient(std::shared_ptr<grpc::Channel> channel);

}  // namespace aurora::gateway::backends

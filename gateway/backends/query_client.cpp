#include "gateway/backends/query_client.h"

#include "aurora/query/v1/query.grpc.pb.h"
#include "gateway/backends/grpc_call.h"

namespace aurora::gateway::backends {
namespace {

using namespace query::v1;  // NOLINT: every name below is one of its messages.

using QueryMethods = Backend<QueryService>::Methods;

class GrpcQueryClient final : public QueryClient {
 public:
  explicit GrpcQueryClient(std::shared_ptr<grpc::Channel> channel)
      : service_("the query engine", std::move(channel)) {}

  std::unique_ptr<Stream<RunSqlResponse>> RunSql(RunSqlRequest request, CallOptions options) override {
    return service_.Open(&QueryMethods::RunSql, std::move(request), options);
  }
  std::unique_ptr<Stream<AskResponse>> Ask(AskRequest request, CallOptions options) override {
    return service_.Open(&QueryMethods::Ask, std::move(request), options);
  }
  Reply<ExplainSqlResponse> Explain(ExplainSqlRequest request, CallOptions options) override {
    return service_.Call(&QueryMethods::ExplainSql, std::move(request), std::move(options));
  }
  Reply<SuggestQuestionsResponse> Suggest(SuggestQuestionsRequest request, CallOptions options) override {
    return service_.Call(&QueryMethods::SuggestQuestions, std::move(request), std::move(options));
  }
  Reply<ListTablesResponse> ListTables(ListTablesRequest request, CallOptions options) override {
    return service_.Call(&QueryMethods::ListTables, std::move(request), std::move(options));
  }
  Reply<GetTableResponse> GetTable(GetTableRequest request, CallOptions options) override {
    return service_.Call(&QueryMethods::GetTable, std::move(request), std::move(options));
  }
  Reply<RefreshTablesResponse> RefreshTables(RefreshTablesRequest request, CallOptions options) override {
    return service_.Call(&QueryMethods::RefreshTables, std::move(request), std::move(options));
  }
  Reply<ListTermsResponse> ListTerms(ListTermsRequest request, CallOptions options) override {
    return service_.Call(&QueryMethods::ListTerms, std::move(request), std::move(options));
  }
  Reply<PutTermResponse> PutTerm(PutTermRequest request, CallOptions options) override {
    return service_.Call(&QueryMethods::PutTerm, std::move(request), std::move(options));
  }
  Reply<DeleteTermResponse> DeleteTerm(DeleteTermRequest request, CallOptions options) override {
    return service_.Call(&QueryMethods::DeleteTerm, std::move(request), std::move(options));
  }
  Reply<ListVerifiedAnswersResponse> ListVerifiedAnswers(ListVerifiedAnswersRequest request, CallOptions options) override {
    return service_.Call(&QueryMethods::ListVerifiedAnswers, std::move(request), std::move(options));
  }
  Reply<AddVerifiedAnswerResponse> AddVerifiedAnswer(AddVerifiedAnswerRequest request, CallOptions options) override {
    return service_.Call(&QueryMethods::AddVerifiedAnswer, std::move(request), std::move(options));
  }
  Reply<DeleteVerifiedAnswerResponse> DeleteVerifiedAnswer(DeleteVerifiedAnswerRequest request, CallOptions options) override {
    return service_.Call(&QueryMethods::DeleteVerifiedAnswer, std::move(request), std::move(options));
  }
  Reply<GiveFeedbackResponse> GiveFeedback(GiveFeedbackRequest request, CallOptions options) override {
    return service_.Call(&QueryMethods::GiveFeedback, std::move(request), std::move(options));
  }
  Reply<ListFeedbackResponse> ListFeedback(ListFeedbackRequest request, CallOptions options) override {
    return service_.Call(&QueryMethods::ListFeedback, std::move(request), std::move(options));
  }
  Reply<CheckModelResponse> CheckModel(CheckModelRequest request, CallOptions options) override {
    return service_.Call(&QueryMethods::CheckModel, std::move(request), std::move(options));
  }

 private:
  Backend<QueryService> service_;
};

}  // namespace

std::unique_ptr<QueryClient> MakeQueryClient(std::shared_ptr<grpc::Channel> channel) {
  return std::make_unique<GrpcQueryClient>(std::move(channel));
}

}  // namespace aurora::gateway::backends

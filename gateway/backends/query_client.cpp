#include "gateway/backends/query_client.h"

#include "aurora/query/v1/query.grpc.pb.h"
#include "gateway/backends/grpc_call.h"

namespace aurora::gateway::backends {
namespace {

using namespace query::v1;  // NOLINT: every name below is one of its messages.

constexpr char kService[] = "the query engine";

class GrpcQueryClient final : public QueryClient {
 public:
  explicit GrpcQueryClient(std::shared_ptr<grpc::Channel> channel) : stub_(QueryService::NewStub(channel)) {}

  std::unique_ptr<Stream<RunSqlResponse>> RunSql(RunSqlRequest request, CallOptions options) override {
    return std::make_unique<GrpcStream<RunSqlRequest, RunSqlResponse>>(
        kService, std::move(request), options,
        [this](auto* context, auto* sent, auto* reactor) { stub_->async()->RunSql(context, sent, reactor); });
  }
  std::unique_ptr<Stream<AskResponse>> Ask(AskRequest request, CallOptions options) override {
    return std::make_unique<GrpcStream<AskRequest, AskResponse>>(
        kService, std::move(request), options,
        [this](auto* context, auto* sent, auto* reactor) { stub_->async()->Ask(context, sent, reactor); });
  }
  Reply<ExplainSqlResponse> Explain(ExplainSqlRequest request, CallOptions options) override {
    return Unary<ExplainSqlResponse, ExplainSqlRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->ExplainSql(context, sent, answer, std::move(done));
        });
  }
  Reply<SuggestQuestionsResponse> Suggest(SuggestQuestionsRequest request, CallOptions options) override {
    return Unary<SuggestQuestionsResponse, SuggestQuestionsRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->SuggestQuestions(context, sent, answer, std::move(done));
        });
  }
  Reply<ListTablesResponse> ListTables(ListTablesRequest request, CallOptions options) override {
    return Unary<ListTablesResponse, ListTablesRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->ListTables(context, sent, answer, std::move(done));
        });
  }
  Reply<GetTableResponse> GetTable(GetTableRequest request, CallOptions options) override {
    return Unary<GetTableResponse, GetTableRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->GetTable(context, sent, answer, std::move(done));
        });
  }
  Reply<RefreshTablesResponse> RefreshTables(RefreshTablesRequest request, CallOptions options) override {
    return Unary<RefreshTablesResponse, RefreshTablesRequest>(
        kService, std::move(request), std::move(options),
        [this](auto* context, auto* sent, auto* answer, auto done) {
          stub_->async()->RefreshTables(context, sent, answer, std::move(done));
        });
  }
  Reply<ListTermsResponse> ListTerms(ListTermsRequest request, CallOptions options) override {
    return Unary<ListTermsResponse, ListTermsRequest>(kService, std::move(request), std::move(options),
                                          [this](auto* context, auto* sent, auto* answer, auto done) {
                                            stub_->async()->ListTerms(context, sent, answer, std::move(done));
                                          });
  }
  Reply<PutTermResponse> PutTerm(PutTermRequest request, CallOptions options) override {
    return Unary<PutTermResponse, PutTermRequest>(kService, std::move(request), std::move(options),
                                          [this](auto* context, auto* sent, auto* answer, auto done) {
                                            stub_->async()->PutTerm(context, sent, answer, std::move(done));
                                          });
  }
  Reply<DeleteTermResponse> DeleteTerm(DeleteTermRequest request, CallOptions options) override {
    return Unary<DeleteTermResponse, DeleteTermRequest>(kService, std::move(request), std::move(options),
                                          [this](auto* context, auto* sent, auto* answer, auto done) {
                                            stub_->async()->DeleteTerm(context, sent, answer, std::move(done));
                                          });
  }
  Reply<ListVerifiedAnswersResponse> ListVerifiedAnswers(ListVerifiedAnswersRequest request, CallOptions options) override {
    return Unary<ListVerifiedAnswersResponse, ListVerifiedAnswersRequest>(kService, std::move(request), std::move(options),
                                          [this](auto* context, auto* sent, auto* answer, auto done) {
                                            stub_->async()->ListVerifiedAnswers(context, sent, answer, std::move(done));
                                          });
  }
  Reply<AddVerifiedAnswerResponse> AddVerifiedAnswer(AddVerifiedAnswerRequest request, CallOptions options) override {
    return Unary<AddVerifiedAnswerResponse, AddVerifiedAnswerRequest>(kService, std::move(request), std::move(options),
                                          [this](auto* context, auto* sent, auto* answer, auto done) {
                                            stub_->async()->AddVerifiedAnswer(context, sent, answer, std::move(done));
                                          });
  }
  Reply<DeleteVerifiedAnswerResponse> DeleteVerifiedAnswer(DeleteVerifiedAnswerRequest request, CallOptions options) override {
    return Unary<DeleteVerifiedAnswerResponse, DeleteVerifiedAnswerRequest>(kService, std::move(request), std::move(options),
                                          [this](auto* context, auto* sent, auto* answer, auto done) {
                                            stub_->async()->DeleteVerifiedAnswer(context, sent, answer, std::move(done));
                                          });
  }
  Reply<GiveFeedbackResponse> GiveFeedback(GiveFeedbackRequest request, CallOptions options) override {
    return Unary<GiveFeedbackResponse, GiveFeedbackRequest>(kService, std::move(request), std::move(options),
                                          [this](auto* context, auto* sent, auto* answer, auto done) {
                                            stub_->async()->GiveFeedback(context, sent, answer, std::move(done));
                                          });
  }
  Reply<ListFeedbackResponse> ListFeedback(ListFeedbackRequest request, CallOptions options) override {
    return Unary<ListFeedbackResponse, ListFeedbackRequest>(kService, std::move(request), std::move(options),
                                          [this](auto* context, auto* sent, auto* answer, auto done) {
                                            stub_->async()->ListFeedback(context, sent, answer, std::move(done));
                                          });
  }
  Reply<CheckModelResponse> CheckModel(CheckModelRequest request, CallOptions options) override {
    return Unary<CheckModelResponse, CheckModelRequest>(kService, std::move(request), std::move(options),
                                          [this](auto* context, auto* sent, auto* answer, auto done) {
                                            stub_->async()->CheckModel(context, sent, answer, std::move(done));
                                          });
  }

 private:
  std::unique_ptr<QueryService::Stub> stub_;
};

}  // namespace

std::unique_ptr<QueryClient> MakeQueryClient(std::shared_ptr<grpc::Channel> channel) {
  return std::make_unique<GrpcQueryClient>(std::move(channel));
}

}  // namespace aurora::gateway::backends

#pragma once

#include <atomic>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gateway/backends/ingest_client.h"
#include "gateway/backends/query_client.h"

// Services for tests: they answer what they were told to, can fail, and can hang until they are cancelled.
namespace aurora::gateway::backends {

// A stream of prepared messages and an end.
template <typename Response>
class FakeStream final : public Stream<Response> {
 public:
  // `produce` gives message number n, or false at the end.
  using Produce = std::function<bool(size_t, Response*)>;
  FakeStream(Produce produce, absl::Status end, std::shared_ptr<http::Cancellation> cancellation, bool hang,
             std::atomic<int>* open)
      : produce_(std::move(produce)), end_(std::move(end)), cancellation_(std::move(cancellation)), hang_(hang),
        open_(open) {
    ++*open_;
  }
  ~FakeStream() override { --*open_; }

  boost::asio::awaitable<bool> Next(Response* message) override {
    message->Clear();
    if (produce_(sent_, message)) {
      ++sent_;
      co_return true;
    }
    boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
    while (hang_ && !(cancellation_ != nullptr && cancellation_->cancelled())) {
      timer.expires_after(std::chrono::milliseconds(5));
      co_await timer.async_wait(boost::asio::use_awaitable);
    }
    co_return false;
  }
  boost::asio::awaitable<absl::Status> Finish() override {
    co_return hang_ ? absl::CancelledError("cancelled") : end_;
  }

 private:
  const Produce produce_;
  const absl::Status end_;
  const std::shared_ptr<http::Cancellation> cancellation_;
  const bool hang_;
  std::atomic<int>* const open_;
  size_t sent_ = 0;
};

class FakeQueryClient final : public QueryClient {
 public:
  std::vector<query::v1::RunSqlResponse> sql_messages;
  std::vector<query::v1::AskResponse> ask_messages;
  // After the prepared messages, so many more of this one.
  size_t repeat = 0;
  query::v1::RunSqlResponse repeated;
  absl::Status end;
  bool hang = false;
  absl::Status unary;
  // Name and type of the parameters that every statement has.
  std::vector<std::pair<std::string, std::string>> sql_parameters;
  // What was asked last.
  query::v1::ExplainSqlRequest explain_request;
  query::v1::RunSqlRequest sql_request;
  query::v1::AskRequest ask_request;
  query::v1::PutTermRequest term_request;
  // What every call about terms answers.
  query::v1::Term term;
  std::string principal;
  std::atomic<int> open_streams = 0;
  std::atomic<size_t> produced = 0;

  std::unique_ptr<Stream<query::v1::RunSqlResponse>> RunSql(query::v1::RunSqlRequest request,
                                                            CallOptions options) override {
    sql_request = std::move(request);
    principal = options.context.principal;
    auto produce = [this](size_t index, query::v1::RunSqlResponse* message) {
      if (index < sql_messages.size()) {
        *message = sql_messages[index];
      } else if (index < sql_messages.size() + repeat) {
        *message = repeated;
        ++produced;
      } else {
        return false;
      }
      return true;
    };
    return std::make_unique<FakeStream<query::v1::RunSqlResponse>>(produce, end, options.cancellation, hang,
                                                                   &open_streams);
  }
  std::unique_ptr<Stream<query::v1::AskResponse>> Ask(query::v1::AskRequest request, CallOptions options) override {
    ask_request = std::move(request);
    auto produce = [this](size_t index, query::v1::AskResponse* message) {
      if (index >= ask_messages.size()) return false;
      *message = ask_messages[index];
      return true;
    };
    return std::make_unique<FakeStream<query::v1::AskResponse>>(produce, end, options.cancellation, hang,
                                                                &open_streams);
  }
  Reply<query::v1::ExplainSqlResponse> Explain(query::v1::ExplainSqlRequest request, CallOptions) override {
    explain_request = std::move(request);
    query::v1::ExplainSqlResponse response;
    response.set_words("counts rows");
    for (const auto& [name, type] : sql_parameters) {
      query::v1::Parameter* parameter = response.add_parameters();
      parameter->set_name(name);
      parameter->set_type(type);
    }
    return Answer(std::move(response));
  }
  Reply<query::v1::SuggestQuestionsResponse> Suggest(query::v1::SuggestQuestionsRequest, CallOptions) override {
    query::v1::SuggestQuestionsResponse response;
    response.add_questions("How many orders today?");
    return Answer(std::move(response));
  }
  Reply<query::v1::ListTablesResponse> ListTables(query::v1::ListTablesRequest, CallOptions) override {
    query::v1::ListTablesResponse response;
    response.add_tables()->set_table("orders");
    return Answer(std::move(response));
  }
  Reply<query::v1::GetTableResponse> GetTable(query::v1::GetTableRequest request, CallOptions) override {
    query::v1::GetTableResponse response;
    response.mutable_table()->set_database(request.database());
    response.mutable_table()->set_table(request.table());
    return Answer(std::move(response));
  }
  Reply<query::v1::RefreshTablesResponse> RefreshTables(query::v1::RefreshTablesRequest, CallOptions) override {
    return Answer(query::v1::RefreshTablesResponse());
  }
  Reply<query::v1::CheckModelResponse> CheckModel(query::v1::CheckModelRequest, CallOptions) override {
    return Answer(query::v1::CheckModelResponse());
  }
  Reply<query::v1::ListTermsResponse> ListTerms(query::v1::ListTermsRequest, CallOptions) override {
    query::v1::ListTermsResponse response;
    *response.add_terms() = term;
    return Answer(std::move(response));
  }
  Reply<query::v1::PutTermResponse> PutTerm(query::v1::PutTermRequest request, CallOptions options) override {
    principal = options.context.principal;
    term_request = std::move(request);
    query::v1::PutTermResponse response;
    *response.mutable_term() = term;
    return Answer(std::move(response));
  }
  Reply<query::v1::DeleteTermResponse> DeleteTerm(query::v1::DeleteTermRequest, CallOptions) override {
    return Answer(query::v1::DeleteTermResponse());
  }
  Reply<query::v1::ListVerifiedAnswersResponse> ListVerifiedAnswers(query::v1::ListVerifiedAnswersRequest, CallOptions) override {
    return Answer(query::v1::ListVerifiedAnswersResponse());
  }
  Reply<query::v1::AddVerifiedAnswerResponse> AddVerifiedAnswer(query::v1::AddVerifiedAnswerRequest, CallOptions) override {
    return Answer(query::v1::AddVerifiedAnswerResponse());
  }
  Reply<query::v1::DeleteVerifiedAnswerResponse> DeleteVerifiedAnswer(query::v1::DeleteVerifiedAnswerRequest, CallOptions) override {
    return Answer(query::v1::DeleteVerifiedAnswerResponse());
  }
  Reply<query::v1::GiveFeedbackResponse> GiveFeedback(query::v1::GiveFeedbackRequest, CallOptions) override {
    return Answer(query::v1::GiveFeedbackResponse());
  }
  Reply<query::v1::ListFeedbackResponse> ListFeedback(query::v1::ListFeedbackRequest, CallOptions) override {
    return Answer(query::v1::ListFeedbackResponse());
  }

 private:
  template <typename Response>
  Reply<Response> Answer(Response response) {
    if (!unary.ok()) co_return unary;
    co_return std::move(response);
  }
};

class FakeIngestClient final : public IngestClient {
 public:
  ingest::v1::Connection connection;
  absl::Status unary;
  ingest::v1::CreateConnectionRequest create_request;
  ingest::v1::UpdateConnectionRequest update_request;
  ingest::v1::ReplayDeadLettersRequest replay_request;
  ingest::v1::StartRangeReplayRequest range_request;
  ingest::v1::DecideRangeReplayRequest range_decision;
  // What every call about replays of ranges answers.
  ingest::v1::RangeReplay range;
  ingest::v1::ListDeadLettersRequest letters_request;
  ingest::v1::ListProposalsResponse proposals;
  // Columns of the last call that applied or rejected some.
  std::vector<std::string> decided;
  ingest::v1::GetSchemaHistoryResponse history;
  bool drop_table = false;
  std::string principal;

  Reply<ingest::v1::TestConnectionResponse> Test(ingest::v1::TestConnectionRequest, CallOptions) override {
    return Answer(ingest::v1::TestConnectionResponse());
  }
  Reply<ingest::v1::PreviewTopicResponse> Preview(ingest::v1::PreviewTopicRequest, CallOptions) override {
    return Answer(ingest::v1::PreviewTopicResponse());
  }
  Reply<ingest::v1::CreateConnectionResponse> Create(ingest::v1::CreateConnectionRequest request,
                                                     CallOptions options) override {
    create_request = std::move(request);
    principal = options.context.principal;
    return WithConnection<ingest::v1::CreateConnectionResponse>();
  }
  Reply<ingest::v1::ListConnectionsResponse> List(ingest::v1::ListConnectionsRequest, CallOptions) override {
    ingest::v1::ListConnectionsResponse response;
    *response.add_connections() = connection;
    return Answer(std::move(response));
  }
  Reply<ingest::v1::GetConnectionResponse> Get(ingest::v1::GetConnectionRequest, CallOptions) override {
    return WithConnection<ingest::v1::GetConnectionResponse>();
  }
  Reply<ingest::v1::PauseConnectionResponse> Pause(ingest::v1::PauseConnectionRequest, CallOptions) override {
    return WithConnection<ingest::v1::PauseConnectionResponse>();
  }
  Reply<ingest::v1::ResumeConnectionResponse> Resume(ingest::v1::ResumeConnectionRequest, CallOptions) override {
    return WithConnection<ingest::v1::ResumeConnectionResponse>();
  }
  Reply<ingest::v1::DeleteConnectionResponse> Delete(ingest::v1::DeleteConnectionRequest request,
                                                     CallOptions) override {
    drop_table = request.drop_table();
    ingest::v1::DeleteConnectionResponse response;
    response.set_message("table shop.orders stays");
    return Answer(std::move(response));
  }
  Reply<ingest::v1::UpdateConnectionResponse> Update(ingest::v1::UpdateConnectionRequest request,
                                                     CallOptions options) override {
    update_request = std::move(request);
    principal = options.context.principal;
    return WithConnection<ingest::v1::UpdateConnectionResponse>();
  }
  Reply<ingest::v1::ListProposalsResponse> Proposals(ingest::v1::ListProposalsRequest, CallOptions) override {
    return Answer(proposals);
  }
  Reply<ingest::v1::ApplyProposalsResponse> ApplyProposals(ingest::v1::ApplyProposalsRequest request,
                                                           CallOptions) override {
    decided = {request.columns().begin(), request.columns().end()};
    return WithConnection<ingest::v1::ApplyProposalsResponse>();
  }
  Reply<ingest::v1::RejectProposalsResponse> RejectProposals(ingest::v1::RejectProposalsRequest request,
                                                             CallOptions) override {
    decided = {request.columns().begin(), request.columns().end()};
    ingest::v1::RejectProposalsResponse response;
    *response.mutable_proposals() = proposals.proposals();
    return Answer(std::move(response));
  }
  Reply<ingest::v1::GetSchemaHistoryResponse> SchemaHistory(ingest::v1::GetSchemaHistoryRequest,
                                                            CallOptions) override {
    return Answer(history);
  }
  Reply<ingest::v1::GetLedgerResponse> Ledger(ingest::v1::GetLedgerRequest, CallOptions) override {
    return Answer(ingest::v1::GetLedgerResponse());
  }
  Reply<ingest::v1::GetResumePointResponse> ResumePoint(ingest::v1::GetResumePointRequest, CallOptions) override {
    return Answer(ingest::v1::GetResumePointResponse());
  }
  Reply<ingest::v1::CheckConnectionResponse> Check(ingest::v1::CheckConnectionRequest, CallOptions) override {
    return Answer(ingest::v1::CheckConnectionResponse());
  }
  Reply<ingest::v1::ReplayDeadLettersResponse> ReplayDeadLetters(ingest::v1::ReplayDeadLettersRequest request,
                                                                 CallOptions) override {
    replay_request = std::move(request);
    ingest::v1::ReplayDeadLettersResponse response;
    response.set_replayed(3);
    response.set_left(2);
    response.set_next_page("0.17");
    return Answer(std::move(response));
  }
  Reply<ingest::v1::StartRangeReplayResponse> StartRangeReplay(ingest::v1::StartRangeReplayRequest request,
                                                               CallOptions) override {
    range_request = std::move(request);
    return WithRange<ingest::v1::StartRangeReplayResponse>();
  }
  Reply<ingest::v1::ListRangeReplaysResponse> ListRangeReplays(ingest::v1::ListRangeReplaysRequest, CallOptions) override {
    ingest::v1::ListRangeReplaysResponse response;
    *response.add_replays() = range;
    return Answer(std::move(response));
  }
  Reply<ingest::v1::GetRangeReplayResponse> GetRangeReplay(ingest::v1::GetRangeReplayRequest, CallOptions) override {
    return WithRange<ingest::v1::GetRangeReplayResponse>();
  }
  Reply<ingest::v1::DecideRangeReplayResponse> DecideRangeReplay(ingest::v1::DecideRangeReplayRequest request,
                                                                 CallOptions) override {
    range_decision = std::move(request);
    return WithRange<ingest::v1::DecideRangeReplayResponse>();
  }
  Reply<ingest::v1::ListDeadLettersResponse> DeadLetters(ingest::v1::ListDeadLettersRequest request, CallOptions) override {
    letters_request = std::move(request);
    return Answer(ingest::v1::ListDeadLettersResponse());
  }
  Reply<ingest::v1::ListDeadLetterGroupsResponse> DeadLetterGroups(ingest::v1::ListDeadLetterGroupsRequest,
                                                                   CallOptions) override {
    return Answer(ingest::v1::ListDeadLetterGroupsResponse());
  }

 private:
  template <typename Response>
  Reply<Response> WithConnection() {
    Response response;
    *response.mutable_connection() = connection;
    return Answer(std::move(response));
  }
  template <typename Response>
  Reply<Response> WithRange() {
    Response response;
    *response.mutable_replay() = range;
    return Answer(std::move(response));
  }
  template <typename Response>
  Reply<Response> Answer(Response response) {
    if (!unary.ok()) co_return unary;
    co_return std::move(response);
  }
};

}  // namespace aurora::gateway::backends

#include "gateway/api/questions/questions.h"

#include "absl/strings/str_cat.h"
#include "gateway/api/exchange.h"
#include "gateway/api/questions/query_json.h"
#include "gateway/api/questions/result_stream.h"
#include "libs/rpc/status.h"

namespace aurora::gateway::api {
namespace {

using backends::QueryClient;
using boost::asio::awaitable;
using http::Request;
using http::Response;

constexpr absl::Duration kExplainTime = absl::Seconds(30);

absl::Status EndedEarly() { return absl::InternalError("the query engine ended the stream without an end"); }

// Passes a result's messages on until its end, its failure or the client's leaving. RunSqlResponse and AskResponse
// have the same parts.
template <typename Message>
awaitable<void> PassOn(backends::Stream<Message>& stream, Message& message, ResultStream& result) {
  do {
    if (message.has_started()) {
      result.Started(message.started());
    } else if (message.has_data()) {
      if (!co_await result.Data(message.mutable_data())) co_return;
    } else if (message.has_finished()) {
      co_await result.Finished(message.finished());
      co_return;
    } else if (message.has_whole()) {
      query::v1::Whole& whole = *message.mutable_whole();
      result.Started(whole.started());
      if (co_await result.Data(whole.mutable_data())) co_await result.Finished(whole.finished());
      co_return;
    }
  } while (co_await stream.Next(&message));
  absl::Status status = co_await stream.Finish();
  if (status.ok()) status = EndedEarly();
  co_await result.Failed(status);
}

uint64_t Bounded(uint64_t wanted, uint64_t bound) { return wanted == 0 ? bound : std::min(wanted, bound); }

}  // namespace

Questions::Place::~Place() {
  if (questions_ == nullptr) return;
  const std::lock_guard lock(questions_->mutex_);
  --questions_->running_;
  const auto mine = questions_->running_by_user_.find(user_);
  if (--mine->second == 0) questions_->running_by_user_.erase(mine);
}

absl::StatusOr<Questions::Place> Questions::TakePlace(const Request& request) {
  const std::lock_guard lock(mutex_);
  const auto mine = running_by_user_.find(request.identity->user);
  if (running_ >= limits_.queries_max ||
      (mine != running_by_user_.end() && mine->second >= limits_.queries_per_identity_max)) {
    return rpc::WithReason(
        absl::ResourceExhaustedError(absl::StrCat("too many statements run at once (at most ",
                                                  limits_.queries_per_identity_max, " of one user, ",
                                                  limits_.queries_max, " in all); try again when one has ended")),
        "too_many_queries");
  }
  ++running_;
  ++running_by_user_[request.identity->user];
  return Place(this, request.identity->user);
}

void Questions::AddTo(Router& router) {
  router.Add("POST", "/api/v1/query", Access::kViewer,
             [this](Request& r, http::ResponseWriter& w) { return RunSql(r, w); });
  router.Add("POST", "/api/v1/ask", Access::kViewer, [this](Request& r, http::ResponseWriter& w) { return Ask(r, w); });
  const ServiceCalls<QueryClient> call(query_);
  AddExchange(router, "POST", "/api/v1/explain", Access::kViewer, Body(ParseExplain),
              call(&QueryClient::Explain, kExplainTime),
              [](const query::v1::ExplainSqlResponse& reply) { return ToJson(reply); },
              Audited(audit_, [](const query::v1::ExplainSqlRequest& asked, const query::v1::ExplainSqlResponse*) {
                return Deed{"explain", "", asked.sql()};
              }));
  AddExchange(router, "POST", "/api/v1/suggest", Access::kViewer, Body(ParseSuggest),
              call(&QueryClient::Suggest, kExplainTime),
              [](const query::v1::SuggestQuestionsResponse& reply) { return ToJson(reply); });
}

awaitable<void> Questions::RunSql(Request& request, http::ResponseWriter& writer) {
  const absl::StatusOr<ResultForm> form = ChooseForm(request.headers.Find("Accept"));
  if (!form.ok()) {
    co_await writer.Send(NotAcceptable(form.status(), request));
    co_return;
  }
  auto parsed = ParseRunSql(request.body);
  if (!parsed.ok()) {
    co_await writer.Send(ErrorResponse(parsed.status(), request));
    co_return;
  }
  Deed deed{"query", ""};
  co_await Run(*std::move(parsed), *form, std::move(deed), request, writer);
}

awaitable<void> Questions::Run(query::v1::RunSqlRequest statement, ResultForm form, Deed deed, Request& request,
                               http::ResponseWriter& writer) {
  const std::string sql = statement.sql();
  const auto place = TakePlace(request);
  if (!place.ok()) {
    co_await writer.Send(ErrorResponse(place.status(), request));
    co_return;
  }
  statement.set_format(form.format);
  statement.set_accepts_whole(true);
  statement.mutable_limits()->set_bytes_max(Bounded(statement.limits().bytes_max(), limits_.result_bytes_max));
  const auto stream = query_.RunSql(std::move(statement), CallFor(request, limits_.query_timeout));
  ResultStream result(form, limits_.result_bytes_max, {}, request, writer);
  query::v1::RunSqlResponse message;
  co_await PassOn(*stream, message, result);
  if (request.cancellation->cancelled()) absl::StrAppend(&deed.object, deed.object.empty() ? "" : " ", "cancelled");
  audit_.Write(request, deed.action, deed.object, writer.status(), sql);
}

awaitable<void> Questions::Ask(Request& request, http::ResponseWriter& writer) {
  auto parsed = ParseAsk(request.body);
  if (!parsed.ok()) {
    co_await writer.Send(ErrorResponse(parsed.status(), request));
    co_return;
  }
  const std::string question = parsed->question();
  const auto place = TakePlace(request);
  if (!place.ok()) {
    co_await writer.Send(ErrorResponse(place.status(), request));
    co_return;
  }
  parsed->set_accepts_whole(true);
  parsed->mutable_limits()->set_bytes_max(limits_.result_bytes_max);
  const auto stream = query_.Ask(*std::move(parsed), CallFor(request, limits_.query_timeout));
  const ResultForm form{query::v1::RESULT_FORMAT_JSON_ROWS, "application/json", ""};
  query::v1::AskResponse message;
  std::string outcome;
  if (!co_await stream->Next(&message) || !message.has_reading()) {
    absl::Status status = co_await stream->Finish();
    if (status.ok()) status = EndedEarly();
    co_await writer.Send(ErrorResponse(status, request));
  } else {
    json::object reading = ToJson(message.reading());
    outcome = Serialize(reading["status"]);
    ResultStream result(form, limits_.result_bytes_max, std::move(reading), request, writer);
    if (co_await stream->Next(&message)) {
      co_await PassOn(*stream, message, result);
    } else if (absl::Status status = co_await stream->Finish(); status.ok()) {
      co_await result.OnlyHead();
    } else {
      co_await result.Failed(status);
    }
  }
  audit_.Write(request, "ask", outcome, writer.status(), question);
}

}  // namespace aurora::gateway::api

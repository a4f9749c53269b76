#include "gateway/api/knowledge/knowledge.h"

#include "absl/strings/numbers.h"
#include "gateway/api/exchange.h"
#include "gateway/api/knowledge/knowledge_json.h"

namespace aurora::gateway::api {
namespace {

using backends::QueryClient;
using http::Request;
using namespace query::v1;  // NOLINT: the messages below.

constexpr absl::Duration kTime = absl::Seconds(10);
constexpr uint32_t kFeedbackMax = 1'000;

absl::StatusOr<GiveFeedbackRequest> ReadFeedback(const Request& request) {
  auto call = ParseFeedback(request.body);
  if (call.ok()) call->set_answer_id(std::string(request.PathParameter("id")));
  return call;
}

absl::StatusOr<ListFeedbackRequest> ReadFeedbackLimit(const Request& request) {
  const std::string limit(request.QueryParameter("limit").value_or(""));
  uint32_t number = 0;
  if (!limit.empty() && (!absl::SimpleAtoi(limit, &number) || number == 0 || number > kFeedbackMax)) {
    return absl::InvalidArgumentError("limit: must be a number from 1 to 1000");
  }
  ListFeedbackRequest call;
  call.set_limit(number);
  return call;
}

constexpr auto kShow = [](const auto& reply) { return ToJson(reply); };

// For the audit log: the definition is its text.
auto Put(std::string action) {
  return [action](const PutTermRequest& asked, const PutTermResponse* put) {
    return Deed{action, put != nullptr ? put->term().id() : "", asked.definition()};
  };
}

Deed Verified(const AddVerifiedAnswerRequest& asked, const AddVerifiedAnswerResponse* added) {
  return Deed{"verified_answer.create", added != nullptr ? added->answer().id() : "", asked.sql()};
}

}  // namespace

void Knowledge::AddTo(Router& router) {
  const ServiceCalls<QueryClient> call(query_);
  AddExchange(router, "GET", "/api/v1/glossary", Access::kViewer, Nothing<ListTermsRequest>,
              call(&QueryClient::ListTerms, kTime), kShow);
  AddExchange(router, "POST", "/api/v1/glossary", Access::kEditor, Body(ParseTerm), call(&QueryClient::PutTerm, kTime),
              [](const PutTermResponse& reply) { return JsonResponse(ToJson(reply.term()), 201); },
              Audited(audit_, Put("term.create")));
  AddExchange(router, "PUT", "/api/v1/glossary/{id}", Access::kEditor, BodyById(ParseTerm),
              call(&QueryClient::PutTerm, kTime), [](const PutTermResponse& reply) { return ToJson(reply.term()); },
              Audited(audit_, Put("term.change")));
  AddExchange(router, "DELETE", "/api/v1/glossary/{id}", Access::kEditor, ById<DeleteTermRequest>,
              call(&QueryClient::DeleteTerm, kTime), kShowNothing, Audited(audit_, "term.delete"));
  AddExchange(router, "GET", "/api/v1/verified-answers", Access::kViewer, Nothing<ListVerifiedAnswersRequest>,
              call(&QueryClient::ListVerifiedAnswers, kTime), kShow);
  AddExchange(router, "POST", "/api/v1/verified-answers", Access::kEditor, Body(ParseVerifiedAnswer),
              call(&QueryClient::AddVerifiedAnswer, kTime),
              [](const AddVerifiedAnswerResponse& reply) { return JsonResponse(ToJson(reply.answer()), 201); },
              Audited(audit_, Verified));
  AddExchange(router, "DELETE", "/api/v1/verified-answers/{id}", Access::kEditor, ById<DeleteVerifiedAnswerRequest>,
              call(&QueryClient::DeleteVerifiedAnswer, kTime), kShowNothing, Audited(audit_, "verified_answer.delete"));
  AddExchange(router, "POST", "/api/v1/answers/{id}/feedback", Access::kViewer, ReadFeedback,
              call(&QueryClient::GiveFeedback, kTime),
              [](const GiveFeedbackResponse& reply) { return JsonResponse(ToJson(reply.feedback()), 201); },
              Audited(audit_, "feedback.give"));
  AddExchange(router, "GET", "/api/v1/feedback", Access::kAdmin, ReadFeedbackLimit,
              call(&QueryClient::ListFeedback, kTime), kShow);
}

}  // namespace aurora::gateway::api

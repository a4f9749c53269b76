#include "gateway/api/knowledge/knowledge.h"

#include "absl/strings/numbers.h"
#include "gateway/api/answer.h"
#include "gateway/api/knowledge/knowledge_json.h"

namespace aurora::gateway::api {
namespace {

using boost::asio::awaitable;
using http::Request;
using http::Response;

constexpr absl::Duration kTime = absl::Seconds(10);
constexpr uint32_t kFeedbackMax = 1'000;

}  // namespace

void Knowledge::AddTo(Router& router) {
  router.AddSimple("GET", "/api/v1/glossary", Access::kViewer, [this](Request& r) { return ListTerms(r); });
  router.AddSimple("POST", "/api/v1/glossary", Access::kEditor, [this](Request& r) { return PutTerm(r, /*made=*/true); });
  router.AddSimple("PUT", "/api/v1/glossary/{id}", Access::kEditor, [this](Request& r) { return PutTerm(r, /*made=*/false); });
  router.AddSimple("DELETE", "/api/v1/glossary/{id}", Access::kEditor, [this](Request& r) { return DeleteTerm(r); });
  router.AddSimple("GET", "/api/v1/verified-answers", Access::kViewer, [this](Request& r) { return ListVerified(r); });
  router.AddSimple("POST", "/api/v1/verified-answers", Access::kEditor, [this](Request& r) { return AddVerified(r); });
  router.AddSimple("DELETE", "/api/v1/verified-answers/{id}", Access::kEditor, [this](Request& r) { return DeleteVerified(r); });
  router.AddSimple("POST", "/api/v1/answers/{id}/feedback", Access::kViewer, [this](Request& r) { return GiveFeedback(r); });
  router.AddSimple("GET", "/api/v1/feedback", Access::kAdmin, [this](Request& r) { return ListFeedback(r); });
}

awaitable<Response> Knowledge::ListTerms(Request& request) {
  auto reply = co_await query_.ListTerms({}, CallFor(request, kTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  co_return JsonResponse(ToJson(*reply));
}

awaitable<Response> Knowledge::PutTerm(Request& request, bool made) {
  auto parsed = ParseTerm(request.body);
  if (!parsed.ok()) co_return ErrorResponse(parsed.status(), request);
  if (!made) parsed->set_id(std::string(request.PathParameter("id")));
  const std::string definition = parsed->definition();
  auto reply = co_await query_.PutTerm(*std::move(parsed), CallFor(request, kTime));
  Response response = reply.ok() ? JsonResponse(ToJson(reply->term()), made ? 201 : 200) : ErrorResponse(reply.status(), request);
  audit_.Write(request, made ? "term.create" : "term.change", reply.ok() ? reply->term().id() : "", response.status, definition);
  co_return response;
}

awaitable<Response> Knowledge::DeleteTerm(Request& request) {
  query::v1::DeleteTermRequest call;
  call.set_id(std::string(request.PathParameter("id")));
  const std::string id = call.id();
  auto reply = co_await query_.DeleteTerm(std::move(call), CallFor(request, kTime));
  Response response = reply.ok() ? EmptyResponse() : ErrorResponse(reply.status(), request);
  audit_.Write(request, "term.delete", id, response.status);
  co_return response;
}

awaitable<Response> Knowledge::ListVerified(Request& request) {
  auto reply = co_await query_.ListVerifiedAnswers({}, CallFor(request, kTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  co_return JsonResponse(ToJson(*reply));
}

awaitable<Response> Knowledge::AddVerified(Request& request) {
  auto parsed = ParseVerifiedAnswer(request.body);
  if (!parsed.ok()) co_return ErrorResponse(parsed.status(), request);
  const std::string sql = parsed->sql();
  auto reply = co_await query_.AddVerifiedAnswer(*std::move(parsed), CallFor(request, kTime));
  Response response = reply.ok() ? JsonResponse(ToJson(reply->answer()), 201) : ErrorResponse(reply.status(), request);
  audit_.Write(request, "verified_answer.create", reply.ok() ? reply->answer().id() : "", response.status, sql);
  co_return response;
}

awaitable<Response> Knowledge::DeleteVerified(Request& request) {
  query::v1::DeleteVerifiedAnswerRequest call;
  call.set_id(std::string(request.PathParameter("id")));
  const std::string id = call.id();
  auto reply = co_await query_.DeleteVerifiedAnswer(std::move(call), CallFor(request, kTime));
  Response response = reply.ok() ? EmptyResponse() : ErrorResponse(reply.status(), request);
  audit_.Write(request, "verified_answer.delete", id, response.status);
  co_return response;
}

awaitable<Response> Knowledge::GiveFeedback(Request& request) {
  auto parsed = ParseFeedback(request.body);
  if (!parsed.ok()) co_return ErrorResponse(parsed.status(), request);
  const std::string id(request.PathParameter("id"));
  parsed->set_answer_id(id);
  auto reply = co_await query_.GiveFeedback(*std::move(parsed), CallFor(request, kTime));
  Response response = reply.ok() ? JsonResponse(ToJson(reply->feedback()), 201) : ErrorResponse(reply.status(), request);
  audit_.Write(request, "feedback.give", id, response.status);
  co_return response;
}

awaitable<Response> Knowledge::ListFeedback(Request& request) {
  query::v1::ListFeedbackRequest call;
  const std::string limit(request.QueryParameter("limit").value_or(""));
  uint32_t number = 0;
  if (!limit.empty() && (!absl::SimpleAtoi(limit, &number) || number == 0 || number > kFeedbackMax)) {
    co_return ErrorResponse(absl::InvalidArgumentError("limit: must be a number from 1 to 1000"), request);
  }
  call.set_limit(number);
  auto reply = co_await query_.ListFeedback(std::move(call), CallFor(request, kTime));
  if (!reply.ok()) co_return ErrorResponse(reply.status(), request);
  co_return JsonResponse(ToJson(*reply));
}

}  // namespace aurora::gateway::api

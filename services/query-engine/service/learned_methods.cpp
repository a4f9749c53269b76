#include <algorithm>

#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "libs/base/worker_pool.h"
#include "libs/rpc/request_context.h"
#include "libs/rpc/unary_call.h"
#include "services/query-engine/answer/verified_answers.h"
#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/learned/teaching.h"
#include "services/query-engine/service/conversion.h"
#include "services/query-engine/service/query_service.h"

// The calls about what people teach.
namespace aurora::query::service {
namespace {

constexpr absl::Duration kCheckTime = absl::Seconds(5);
// All verified answers of a list.
constexpr absl::Duration kListTime = absl::Seconds(8);
constexpr uint32_t kFeedbackDefault = 100;
constexpr uint32_t kFeedbackShownMax = 1'000;

absl::Status NothingKept() {
  return absl::FailedPreconditionError("this query engine keeps nothing that people teach; give it state.url, e.g. sqlite:///var/lib/aurora/query-engine.db");
}

absl::Time DeadlineOf(grpc::CallbackServerContext* context) {
  return std::min(rpc::RequestContext::FromServer(*context).deadline, absl::Now() + kCheckTime);
}

void SetTime(absl::Time time, google::protobuf::Timestamp* timestamp) {
  const int64_t micros = absl::ToUnixMicros(time);
  timestamp->set_seconds(micros / 1'000'000);
  timestamp->set_nanos(static_cast<int32_t>(micros % 1'000'000 * 1'000));
}

v1::TermKind ToProto(language::TermKind kind) {
  switch (kind) {
    case language::TermKind::kMeasure:
      return v1::TERM_KIND_MEASURE;
    case language::TermKind::kFilter:
      return v1::TERM_KIND_FILTER;
    case language::TermKind::kSynonym:
      return v1::TERM_KIND_SYNONYM;
  }
  return v1::TERM_KIND_UNSPECIFIED;
}

absl::StatusOr<language::TermKind> FromProto(v1::TermKind kind) {
  switch (kind) {
    case v1::TERM_KIND_MEASURE:
      return language::TermKind::kMeasure;
    case v1::TERM_KIND_FILTER:
      return language::TermKind::kFilter;
    case v1::TERM_KIND_SYNONYM:
      return language::TermKind::kSynonym;
    default:
      return absl::InvalidArgumentError("kind: it must be measure, filter or synonym");
  }
}

void ToProto(const learned::StoredTerm& term, const catalog::Snapshot& snapshot, v1::Term* message) {
  message->set_id(term.id);
  message->set_term(term.term);
  message->set_kind(ToProto(term.kind));
  message->set_definition(term.definition);
  if (!term.table.table.empty()) message->set_table(base::StrCat(term.table.database, ".", term.table.table));
  message->set_made_by(term.made_by);
  SetTime(term.created_at, message->mutable_created_at());
  SetTime(term.updated_at, message->mutable_updated_at());
  message->set_broken(learned::Prepare(term, snapshot).broken);
}

void ToProto(const learned::VerifiedAnswer& answer, v1::VerifiedAnswer* message) {
  message->set_id(answer.id);
  message->set_question(answer.question);
  message->set_sql(answer.sql.text);
  for (const guard::Parameter& parameter : answer.sql.parameters) {
    v1::Parameter* out = message->add_parameters();
    out->set_name(parameter.name);
    out->set_type(parameter.type);
    out->set_value(parameter.value);
  }
  message->set_made_by(answer.made_by);
  SetTime(answer.at, message->mutable_verified_at());
}

void ToProto(const learned::Feedback& feedback, v1::Feedback* message) {
  message->set_id(feedback.id);
  message->set_answer_id(feedback.answer_id);
  message->set_right(feedback.right);
  message->set_note(feedback.note);
  message->set_question(feedback.question);
  message->set_sql(feedback.sql);
  message->set_made_by(feedback.made_by);
  SetTime(feedback.at, message->mutable_given_at());
}

}  // namespace

grpc::ServerUnaryReactor* QueryService::ListTerms(grpc::CallbackServerContext* context, const v1::ListTermsRequest*, v1::ListTermsResponse* response) {
  return rpc::RunUnary(parts_.calls, context, [this, response]() -> absl::Status {
    if (parts_.knowledge == nullptr) return NothingKept();
    const auto snapshot = parts_.catalog.Get();
    // Held: another replica's change puts new ones in its place.
    const auto known = parts_.knowledge->Get();
    for (const learned::StoredTerm& term : known->terms) ToProto(term, *snapshot, response->add_terms());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* QueryService::PutTerm(grpc::CallbackServerContext* context, const v1::PutTermRequest* request, v1::PutTermResponse* response) {
  return rpc::RunUnary(parts_.calls, context, [this, context, request, response]() -> absl::Status {
    if (parts_.teaching == nullptr) return NothingKept();
    absl::StatusOr<language::TermKind> kind = FromProto(request->kind());
    if (!kind.ok()) return kind.status();
    learned::StoredTerm term;
    term.id = request->id();
    term.term = request->term();
    term.kind = *kind;
    term.definition = request->definition();
    if (!request->table().empty()) {
      const size_t dot = request->table().find('.');
      if (dot == std::string::npos) return absl::InvalidArgumentError(base::StrCat("table: ", request->table(), " is not database.table, e.g. shop.orders"));
      term.table = {request->table().substr(0, dot), request->table().substr(dot + 1)};
    }
    term.made_by = rpc::RequestContext::FromServer(*context).principal;
    absl::StatusOr<learned::StoredTerm> put = parts_.teaching->PutTerm(std::move(term), DeadlineOf(context));
    if (!put.ok()) return put.status();
    ToProto(*put, *parts_.catalog.Get(), response->mutable_term());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* QueryService::DeleteTerm(grpc::CallbackServerContext* context, const v1::DeleteTermRequest* request, v1::DeleteTermResponse*) {
  return rpc::RunUnary(parts_.calls, context, [this, request]() -> absl::Status {
    return parts_.teaching == nullptr ? NothingKept() : parts_.teaching->RemoveTerm(request->id());
  });
}

grpc::ServerUnaryReactor* QueryService::ListVerifiedAnswers(grpc::CallbackServerContext* context, const v1::ListVerifiedAnswersRequest*,
                                                            v1::ListVerifiedAnswersResponse* response) {
  return rpc::RunUnary(parts_.calls, context, [this, context, response]() -> absl::Status {
    if (parts_.knowledge == nullptr) return NothingKept();
    const absl::Time now = absl::Now();
    const absl::Time deadline = std::min(rpc::RequestContext::FromServer(*context).deadline, now + kListTime);
    const auto snapshot = parts_.catalog.Get();
    const auto known = parts_.knowledge->Get();
    for (const learned::VerifiedAnswer& answer : known->verified) {
      v1::VerifiedAnswer* message = response->add_answers();
      ToProto(answer, message);
      // Time is up: asking it will tell.
      if (absl::Now() > deadline - absl::Seconds(1)) continue;
      const absl::Status usable = answer::CheckVerified(answer, *snapshot, parts_.runner, now, deadline);
      if (absl::IsInvalidArgument(usable)) message->set_stale(std::string(base::Message(usable)));
    }
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* QueryService::AddVerifiedAnswer(grpc::CallbackServerContext* context, const v1::AddVerifiedAnswerRequest* request,
                                                          v1::AddVerifiedAnswerResponse* response) {
  return rpc::RunUnary(parts_.calls, context, [this, context, request, response]() -> absl::Status {
    if (parts_.teaching == nullptr) return NothingKept();
    learned::VerifiedAnswer answer;
    answer.question = request->question();
    answer.sql = {request->sql(), FromProto(request->parameters())};
    answer.made_by = rpc::RequestContext::FromServer(*context).principal;
    absl::StatusOr<learned::VerifiedAnswer> added = parts_.teaching->AddVerified(std::move(answer), DeadlineOf(context));
    if (!added.ok()) return added.status();
    ToProto(*added, response->mutable_answer());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* QueryService::DeleteVerifiedAnswer(grpc::CallbackServerContext* context, const v1::DeleteVerifiedAnswerRequest* request,
                                                             v1::DeleteVerifiedAnswerResponse*) {
  return rpc::RunUnary(parts_.calls, context, [this, request]() -> absl::Status {
    return parts_.teaching == nullptr ? NothingKept() : parts_.teaching->RemoveVerified(request->id());
  });
}

grpc::ServerUnaryReactor* QueryService::GiveFeedback(grpc::CallbackServerContext* context, const v1::GiveFeedbackRequest* request,
                                                     v1::GiveFeedbackResponse* response) {
  return rpc::RunUnary(parts_.calls, context, [this, context, request, response]() -> absl::Status {
    if (parts_.teaching == nullptr) return NothingKept();
    learned::Feedback feedback;
    feedback.answer_id = request->answer_id();
    feedback.right = request->right();
    feedback.note = request->note();
    feedback.question = request->question();
    feedback.sql = request->sql();
    feedback.made_by = rpc::RequestContext::FromServer(*context).principal;
    absl::StatusOr<learned::Feedback> given = parts_.teaching->GiveFeedback(std::move(feedback));
    if (!given.ok()) return given.status();
    ToProto(*given, response->mutable_feedback());
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* QueryService::ListFeedback(grpc::CallbackServerContext* context, const v1::ListFeedbackRequest* request,
                                                     v1::ListFeedbackResponse* response) {
  return rpc::RunUnary(parts_.calls, context, [this, request, response]() -> absl::Status {
    if (parts_.teaching == nullptr) return NothingKept();
    const uint32_t limit = request->limit() == 0 ? kFeedbackDefault : std::min(request->limit(), kFeedbackShownMax);
    absl::StatusOr<std::vector<learned::Feedback>> listed = parts_.teaching->ListFeedback(limit);
    if (!listed.ok()) return listed.status();
    for (const learned::Feedback& feedback : *listed) ToProto(feedback, response->add_feedback());
    return absl::OkStatus();
  });
}

}  // namespace aurora::query::service

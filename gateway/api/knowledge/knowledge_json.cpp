#include "gateway/api/knowledge/knowledge_json.h"

#include "gateway/api/questions/query_json.h"

namespace aurora::gateway::api {
namespace {

using namespace query::v1;  // NOLINT: every message below is one of its own.

// The query engine says what fits in words; these only bound a body's parts.
constexpr size_t kTermBytesMax = 200;
constexpr size_t kDefinitionBytesMax = 8 << 10;
constexpr size_t kTableBytesMax = 512;
constexpr size_t kQuestionBytesMax = 2'000;
constexpr size_t kSqlBytesMax = 64 << 10;
constexpr size_t kNoteBytesMax = 2'000;

const char* KindName(TermKind kind) {
  switch (kind) {
    case TERM_KIND_MEASURE: return "measure";
    case TERM_KIND_FILTER: return "filter";
    default: return "synonym";
  }
}

json::value TextOrNull(const std::string& text) { return text.empty() ? json::value(nullptr) : json::value(text); }

}  // namespace

absl::StatusOr<PutTermRequest> ParseTerm(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  PutTermRequest request;
  ObjectReader reader(*object, ObjectReader::Subject{"term"});
  for (const char* name : {"term", "kind", "definition"}) reader.Require(name);
  reader.Text("term", request.mutable_term(), kTermBytesMax);
  std::string kind;
  if (reader.Text("kind", &kind)) {
    request.set_kind(kind == "measure"   ? TERM_KIND_MEASURE
                     : kind == "filter"  ? TERM_KIND_FILTER
                     : kind == "synonym" ? TERM_KIND_SYNONYM
                                         : TERM_KIND_UNSPECIFIED);
    if (request.kind() == TERM_KIND_UNSPECIFIED) reader.Fail("kind", "must be measure, filter or synonym");
  }
  reader.Text("definition", request.mutable_definition(), kDefinitionBytesMax);
  reader.Text("table", request.mutable_table(), kTableBytesMax);
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return request;
}

absl::StatusOr<AddVerifiedAnswerRequest> ParseVerifiedAnswer(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  AddVerifiedAnswerRequest request;
  ObjectReader reader(*object, ObjectReader::Subject{"verified answer"});
  reader.Require("question");
  reader.Require("sql");
  reader.Text("question", request.mutable_question(), kQuestionBytesMax);
  reader.Text("sql", request.mutable_sql(), kSqlBytesMax);
  ReadParameters(reader, &request);
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return request;
}

absl::StatusOr<GiveFeedbackRequest> ParseFeedback(std::string_view body) {
  absl::StatusOr<json::object> object = ParseObject(body);
  if (!object.ok()) return object.status();
  GiveFeedbackRequest request;
  ObjectReader reader(*object);
  reader.Require("verdict");
  std::string verdict;
  if (reader.Text("verdict", &verdict) && verdict != "right" && verdict != "wrong") reader.Fail("verdict", "must be right or wrong");
  request.set_right(verdict == "right");
  reader.Text("note", request.mutable_note(), kNoteBytesMax);
  reader.Text("question", request.mutable_question(), kQuestionBytesMax);
  reader.Text("sql", request.mutable_sql(), kSqlBytesMax);
  if (absl::Status status = reader.Finish(); !status.ok()) return status;
  return request;
}

json::object ToJson(const Term& term) {
  return {{"id", term.id()},
          {"term", term.term()},
          {"kind", KindName(term.kind())},
          {"definition", term.definition()},
          {"table", TextOrNull(term.table())},
          {"made_by", term.made_by()},
          {"created_at", TimestampJson(term.created_at())},
          {"updated_at", TimestampJson(term.updated_at())},
          {"broken", TextOrNull(term.broken())}};
}

json::object ToJson(const ListTermsResponse& response) {
  json::array terms;
  for (const Term& term : response.terms()) terms.push_back(ToJson(term));
  return {{"terms", std::move(terms)}};
}

json::object ToJson(const VerifiedAnswer& answer) {
  return {{"id", answer.id()},
          {"question", answer.question()},
          {"sql", answer.sql()},
          {"parameters", ParametersJson(answer.parameters())},
          {"made_by", answer.made_by()},
          {"verified_at", TimestampJson(answer.verified_at())},
          {"stale", TextOrNull(answer.stale())}};
}

json::object ToJson(const ListVerifiedAnswersResponse& response) {
  json::array answers;
  for (const VerifiedAnswer& answer : response.answers()) answers.push_back(ToJson(answer));
  return {{"answers", std::move(answers)}};
}

json::object ToJson(const Feedback& feedback) {
  return {{"id", feedback.id()},
          {"answer_id", feedback.answer_id()},
          {"verdict", feedback.right() ? "right" : "wrong"},
          {"note", TextOrNull(feedback.note())},
          {"question", TextOrNull(feedback.question())},
          {"sql", TextOrNull(feedback.sql())},
          {"made_by", feedback.made_by()},
          {"given_at", TimestampJson(feedback.given_at())}};
}

json::object ToJson(const ListFeedbackResponse& response) {
  json::array all;
  for (const Feedback& feedback : response.feedback()) all.push_back(ToJson(feedback));
  return {{"feedback", std::move(all)}};
}

}  // namespace aurora::gateway::api

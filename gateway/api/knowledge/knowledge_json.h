#pragma once

#include <string_view>

#include "absl/status/statusor.h"
#include "aurora/query/v1/query.pb.h"
#include "gateway/api/json.h"

// REST bodies of what people teach, to and from aurora.query.v1.
namespace aurora::gateway::api {

// Without an id.
absl::StatusOr<query::v1::PutTermRequest> ParseTerm(std::string_view body);
absl::StatusOr<query::v1::AddVerifiedAnswerRequest> ParseVerifiedAnswer(std::string_view body);
// Without the answer's id.
absl::StatusOr<query::v1::GiveFeedbackRequest> ParseFeedback(std::string_view body);

json::object ToJson(const query::v1::Term& term);
json::object ToJson(const query::v1::ListTermsResponse& response);
json::object ToJson(const query::v1::VerifiedAnswer& answer);
json::object ToJson(const query::v1::ListVerifiedAnswersResponse& response);
json::object ToJson(const query::v1::Feedback& feedback);
json::object ToJson(const query::v1::ListFeedbackResponse& response);

}  // namespace aurora::gateway::api

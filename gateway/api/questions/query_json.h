#pragma once

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "gateway/api/json.h"

namespace google::protobuf {
template <typename Element>
class RepeatedPtrField;
}

namespace aurora::query::v1 {
class AddVerifiedAnswerRequest;
class AskRequest;
class ExplainSqlRequest;
class ExplainSqlResponse;
class Finished;
class Freshness;
class ListTablesResponse;
class Parameter;
class Reading;
class RunSqlRequest;
class Started;
class SuggestQuestionsRequest;
class SuggestQuestionsResponse;
class Table;
}  // namespace aurora::query::v1

// REST bodies of tables and questions, to and from aurora.query.v1.
namespace aurora::gateway::api {

absl::StatusOr<query::v1::RunSqlRequest> ParseRunSql(std::string_view body);
absl::StatusOr<query::v1::AskRequest> ParseAsk(std::string_view body);
absl::StatusOr<query::v1::ExplainSqlRequest> ParseExplain(std::string_view body);
absl::StatusOr<query::v1::SuggestQuestionsRequest> ParseSuggest(std::string_view body);

// {name, value} or a list of them; Parameter messages of any request.
template <typename Request>
void ReadParameters(ObjectReader& reader, Request* request);
json::array ParametersJson(const google::protobuf::RepeatedPtrField<query::v1::Parameter>& parameters);

json::object ToJson(const query::v1::Table& table);
json::object ToJson(const query::v1::ListTablesResponse& response);
json::object ToJson(const query::v1::ExplainSqlResponse& response);
json::object ToJson(const query::v1::SuggestQuestionsResponse& response);

// The pieces of a streamed answer: {READING,"query_id":..,"columns":[..],"rows":[ ROWS ],"stats":..}
json::object ToJson(const query::v1::Reading& reading);
json::object ToJson(const query::v1::Started& started);
json::object ToJson(const query::v1::Finished& finished);

// Turns rows that end with a newline each into the items of a JSON array, piece by piece. JSON escapes newlines
// within text, so each one is the end of a row.
class RowsJoiner {
 public:
  // Works in place; the result ends with a row, its separator comes with the next piece.
  void Join(std::string* bytes);

 private:
  bool separator_pending_ = false;
};

}  // namespace aurora::gateway::api

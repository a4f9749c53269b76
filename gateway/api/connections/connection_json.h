#pragma once

#include "absl/status/statusor.h"
#include "gateway/api/json.h"

namespace aurora::ingest::v1 {
class Connection;
class CreateConnectionRequest;
class DeadLetter;
class GetLedgerResponse;
class ResumePoint;
class ListDeadLetterGroupsResponse;
class ListDeadLettersResponse;
class ReplayDeadLettersRequest;
class ReplayDeadLettersResponse;
class GetSchemaHistoryResponse;
class ColumnProposal;
class UpdateConnectionRequest;
class PreviewTopicRequest;
class PreviewTopicResponse;
class CheckConnectionResponse;
class TestConnectionRequest;
class TestConnectionResponse;
}  // namespace aurora::ingest::v1

// REST bodies of the connections, to and from aurora.ingest.v1.
namespace aurora::gateway::api {

absl::StatusOr<ingest::v1::TestConnectionRequest> ParseTestConnection(std::string_view body);
absl::StatusOr<ingest::v1::PreviewTopicRequest> ParsePreviewTopic(std::string_view body);
absl::StatusOr<ingest::v1::CreateConnectionRequest> ParseNewConnection(std::string_view body);
absl::StatusOr<ingest::v1::UpdateConnectionRequest> ParseConnectionChange(std::string_view body);
// Names of columns; none when the body has none.
absl::StatusOr<std::vector<std::string>> ParseProposalChoice(std::string_view body);
absl::StatusOr<ingest::v1::ReplayDeadLettersRequest> ParseReplay(std::string_view body);

json::object ToJson(const ingest::v1::ColumnProposal& proposal);
json::object ToJson(const ingest::v1::GetSchemaHistoryResponse& response);
json::object ToJson(const ingest::v1::TestConnectionResponse& response);
json::object ToJson(const ingest::v1::CheckConnectionResponse& response);
json::object ToJson(const ingest::v1::PreviewTopicResponse& response);
json::object ToJson(const ingest::v1::Connection& connection);
// The few members that change every second.
json::object FreshnessJson(const ingest::v1::Connection& connection);
json::object ToJson(const ingest::v1::GetLedgerResponse& response);
json::object ToJson(const ingest::v1::ResumePoint& point);
json::object ToJson(const ingest::v1::ListDeadLettersResponse& response);
json::object ToJson(const ingest::v1::ListDeadLetterGroupsResponse& response);
json::object ToJson(const ingest::v1::ReplayDeadLettersResponse& response);

}  // namespace aurora::gateway::api

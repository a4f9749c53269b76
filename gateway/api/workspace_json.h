#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "gateway/api/json.h"
#include "gateway/workspace/document_store.h"
#include "gateway/workspace/history_store.h"

// Bodies of what people keep: boards, saved questions, share links, history. What comes in is read strictly and kept
// as it was understood, so that the state never holds what the API would refuse.
namespace aurora::gateway::api {

struct NewDocument {
  std::string name;
  json::object body;
};

absl::StatusOr<NewDocument> ParseBoard(std::string_view body);
absl::StatusOr<NewDocument> ParseSavedQuestion(std::string_view body);
absl::StatusOr<NewDocument> ParseShare(std::string_view body);

struct NewHistoryEntry {
  // Tells two askings apart.
  std::string identity;
  // The last thing asked, for searching.
  std::string words;
  json::object body;
};
absl::StatusOr<NewHistoryEntry> ParseHistoryEntry(std::string_view body);
absl::StatusOr<bool> ParseStar(std::string_view body);

// The kept body with id, owner, revision and times.
json::object ToJson(const workspace::Document& document);
// For lists: a board without its panels.
json::object BoardSummary(const workspace::Document& document);
json::object ToJson(const workspace::HistoryEntry& entry);

// The ETag of a revision, and the revision that an If-Match header names; 0 for anything else.
std::string RevisionTag(int64_t revision);
int64_t RevisionOf(std::string_view if_match);

}  // namespace aurora::gateway::api

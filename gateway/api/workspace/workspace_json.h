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

// Every text that is kept: not empty where it is needed, and without NUL, which PostgreSQL cannot hold.
bool ReadText(ObjectReader& reader, std::string_view name, std::string* text, size_t bytes_max, bool needed);

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

// A body as the state has it; empty for one that is no object, which the API never writes.
json::object KeptBody(const std::string& body);
// The kept body with id, owner, revision and times.
json::object ToJson(const workspace::Document& document);
// For lists: a board without its panels.
json::object BoardSummary(const workspace::Document& document);
json::object ToJson(const workspace::HistoryEntry& entry);

// The ETag of a revision, and the revision that an If-Match header names; 0 for anything else.
std::string RevisionTag(int64_t revision);
int64_t RevisionOf(std::string_view if_match);

}  // namespace aurora::gateway::api

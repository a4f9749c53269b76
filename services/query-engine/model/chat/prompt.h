#pragma once

#include <string>
#include <vector>

#include "services/query-engine/model/chat/chat_client.h"
#include "services/query-engine/model/chat/chat_options.h"
#include "services/query-engine/model/generator.h"

namespace aurora::query::model::chat {

struct Prompt {
  std::vector<Message> messages;
  // "database.table" of all that it describes: what the answer may read.
  std::vector<std::string> tables;
  // Of everything that decides the answer but the question itself: descriptions, definitions, date, conversation.
  std::string fingerprint;
};

// The rules, which never hold anything from outside, as the system's message; tables, definitions, examples and the question as
// JSON in the user's, so that no text in them can end its string and pose as something else; then earlier tries with what was
// wrong with them. Tables are left out, least likely first, beyond model.prompt_tokens_max. Values are shown of
// model.values_allowed alone.
Prompt MakePrompt(const ChatOptions& options, const GenerateRequest& request);

// The JSON schema of the answer.
const std::string& AnswerSchema();
inline constexpr char kAnswerSchemaName[] = "sql_answer";

// What the engine said about a try, without anything that is not in the try itself: it may quote values of rows.
std::string WithoutValues(const std::string& message, const std::string& sql);

}  // namespace aurora::query::model::chat

#pragma once

#include <string>

#include "services/query-engine/model/chat/chat_client.h"
#include "services/query-engine/model/generator.h"

namespace aurora::query::model::chat {

// A chat model: describes the likely tables, asks, reads the answer. One request to the model a call (and its retries);
// repairs and comparisons are the caller's, who has the guard and the engine. Generated::failure says why there is nothing.
// Thread-safe; blocks for as long as model.timeout and the request's deadline allow.
class ChatGenerator final : public Generator {
 public:
  explicit ChatGenerator(ChatClient& client) : client_(client) {}

  Generated Generate(const GenerateRequest& request) const override;

  // Of everything but the question that decides the answer; changes with the tables, what may be shown of them, the
  // definitions, the date and the model.
  std::string Fingerprint(const GenerateRequest& request) const;
  const ChatOptions& options() const { return client_.options(); }

 private:
  ChatClient& client_;
};

}  // namespace aurora::query::model::chat

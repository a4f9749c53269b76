#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace aurora::query::model::chat {

class ChatClient;

// One thing that a model needs in order to answer. OK, or what is wrong and the remedy.
struct Finding {
  // "endpoint", "key", "name" or "answer".
  std::string what;
  absl::Status status;
};

struct ModelCheck {
  // In the order in which one needs the other; the last one may have failed.
  std::vector<Finding> findings;
  // Of the one short question; zero when there was no answer.
  absl::Duration answer_time;
};

// Asks the endpoint for its models and then one short question, which holds nothing of tables or people. Each failure is a
// finding with its remedy. Counts towards the limits of requests and money; a provider that paused after failures is asked all
// the same. Blocks for at most model.timeout; thread-safe.
ModelCheck CheckModel(ChatClient& client, absl::Time deadline);

}  // namespace aurora::query::model::chat

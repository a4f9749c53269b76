#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/http/client.h"
#include "services/query-engine/model/chat/chat_options.h"
#include "services/query-engine/model/chat/chat_stream.h"
#include "services/query-engine/model/chat/spending.h"

namespace aurora::http {
class Cancellation;
}  // namespace aurora::http

namespace aurora::query::model::chat {

class ChatMetrics;

struct Message {
  // "system", "user" or "assistant".
  std::string role;
  std::string content;
};

struct CompletionRequest {
  std::vector<Message> messages;
  double temperature = 0;
  // JSON schema of the answer, with its name; as OpenAI's `response_format.json_schema` takes it.
  std::string schema_name;
  std::string schema;
  absl::Time deadline = absl::InfiniteFuture();
  std::shared_ptr<http::Cancellation> cancellation;
  // Of a check by hand: not repeated, and asked in the pause after failures too.
  bool once = false;
};

// How an endpoint wants to be asked: not all of them know all of OpenAI's fields. Tried from the first to the last.
enum class Dialect { kStructured, kStructuredNewNames, kPlain };

// The JSON that is sent.
std::string CompletionBody(const ChatOptions& options, const CompletionRequest& request, Dialect dialect);

inline constexpr size_t kModelsMax = 1'000;

// Sleeps; false when the cancellation ended it.
using Sleeper = std::function<bool(absl::Duration duration, http::Cancellation* cancellation)>;
bool Sleep(absl::Duration duration, http::Cancellation* cancellation);

// An OpenAI-compatible `/chat/completions`: limits, retries of passing failures, and a pause after several failures in a row,
// so that a provider that is down does not cost every question its time.
//
// Threads: Complete may be called from any number of threads; it blocks until the answer is whole.
// Errors carry a reason of failure.h and never a key; Cancelled when the caller left.
class ChatClient {
 public:
  // InvalidArgument when the endpoint is no URL or the model has no name.
  static absl::StatusOr<std::unique_ptr<ChatClient>> Create(const ChatOptions& options, ChatMetrics& metrics, Sleeper sleeper = Sleep);
  ~ChatClient();

  absl::StatusOr<Completion> Complete(const CompletionRequest& request, QuestionUse& use);

  // Names of the endpoint's models, at most kModelsMax; empty where it does not tell. Costs nothing and is not repeated.
  absl::StatusOr<std::vector<std::string>> ListModels(absl::Time deadline);

  const ChatOptions& options() const { return options_; }

  // How the last request ended, as far as it tells of the provider.
  enum class State { kNotAsked, kAnswers, kFails };
  State state() const;
  // In the provider's currency, by this process.
  double SpentToday(absl::Time now) const { return spending_.SpentToday(now); }

 private:
  ChatClient(const ChatOptions& options, std::unique_ptr<http::Client> client, ChatMetrics& metrics, Sleeper sleeper);

  struct Attempt {
    absl::StatusOr<Completion> completion;
    // What the endpoint asked to wait for; zero: it did not.
    absl::Duration retry_after;
    bool dialect_refused = false;
  };
  // With the key, where there is one.
  http::Headers Headers(const char* accept) const;
  Attempt Once(const CompletionRequest& request, Dialect dialect, QuestionUse& use);
  absl::Status CheckUp(absl::Time now);
  void Remember(const absl::Status& status, absl::Time now);
  Dialect dialect();
  // To the next of `refused`, unless another call did.
  void ChangeDialect(Dialect refused);

  const ChatOptions& options_;
  const std::unique_ptr<http::Client> client_;
  ChatMetrics& metrics_;
  const Sleeper sleeper_;
  Spending spending_;

  mutable std::mutex mutex_;
  State state_ = State::kNotAsked;
  Dialect dialect_ = Dialect::kStructured;
  int failures_ = 0;
  absl::Time paused_until_ = absl::InfinitePast();
};

}  // namespace aurora::query::model::chat

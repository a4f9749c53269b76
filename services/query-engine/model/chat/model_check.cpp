#include "services/query-engine/model/chat/model_check.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "libs/base/edit_distance.h"
#include "libs/base/text.h"
#include "services/query-engine/model/chat/chat_answer.h"
#include "services/query-engine/model/chat/chat_client.h"
#include "services/query-engine/model/chat/failure.h"
#include "services/query-engine/model/chat/prompt.h"

namespace aurora::query::model::chat {
namespace {

constexpr char kEndpoint[] = "endpoint";
constexpr char kKeyAccepted[] = "key";
constexpr char kName[] = "name";
constexpr char kAnswer[] = "answer";
constexpr size_t kNamesShownMax = 5;

constexpr char kQuestion[] =
    "This is a test of the connection. Answer with exactly this JSON and nothing else: "
    "{\"answerable\": false, \"sql\": \"\", \"parameters\": [], \"assumptions\": []}";

// `told` with what to do about it.
absl::Status WithRemedy(const absl::Status& told, const std::string& remedy) {
  return absl::Status(told.code(), base::StrCat(base::Message(told), "; ", remedy));
}

absl::Status KeyRefused(const ChatOptions& options) {
  return absl::FailedPreconditionError(options.api_key.empty() ? "it wants a key; name the file that holds it in model.api_key_file"
                                                               : "it refuses the key; put the right one into the file that model.api_key_file names");
}

absl::Status CheckName(const ChatOptions& options, std::vector<std::string> names) {
  // An endpoint that lists nothing may still know the name.
  if (names.empty() || std::find(names.begin(), names.end(), options.name) != names.end()) return absl::OkStatus();
  // Ollama takes a name without its tag for the latest one.
  if (std::find(names.begin(), names.end(), base::StrCat(options.name, ":latest")) != names.end()) return absl::OkStatus();
  const std::string nearest = base::Nearest(options.name, names);
  if (names.size() > kNamesShownMax) names.resize(kNamesShownMax);
  return absl::NotFoundError(base::StrCat("the endpoint has no model ", options.name, "; set model.name to one of its own (",
                                          nearest.empty() ? absl::StrJoin(names, ", ") : base::StrCat("did you mean ", nearest, "?"), ")"));
}

absl::Status ExplainAnswer(const ChatOptions& options, const absl::Status& status) {
  const std::string cause = rpc::Reason(status);
  if (cause == kTimeout) {
    return WithRemedy(status, base::StrCat("take a faster model, or raise model.timeout (", absl::FormatDuration(options.timeout), ")"));
  }
  if (cause == kMalformed || cause == kTooLong) {
    return WithRemedy(status, base::StrCat("the model ", options.name, " does not keep to the JSON that is asked for; set model.name to one that follows instructions"));
  }
  if (cause == kRateLimited) return WithRemedy(status, "wait, or raise the provider's limit");
  if (cause == kServerError || cause == kCut) return WithRemedy(status, "see the endpoint's own log");
  // The others name the setting themselves.
  return status;
}

}  // namespace

ModelCheck CheckModel(ChatClient& client, absl::Time deadline) {
  const ChatOptions& options = client.options();
  ModelCheck check;
  const auto add = [&](const char* what, absl::Status status) {
    check.findings.push_back({what, std::move(status)});
    return check.findings.back().status.ok();
  };
  const absl::StatusOr<std::vector<std::string>> names = client.ListModels(deadline);
  const std::string cause = names.ok() ? "" : rpc::Reason(names.status());
  if (cause == kUnreachable || cause == kTimeout) {
    add(kEndpoint, WithRemedy(names.status(), "see model.endpoint"));
    return check;
  }
  add(kEndpoint, absl::OkStatus());
  if (cause == kUnauthorized) {
    add(kKeyAccepted, KeyRefused(options));
    return check;
  }

  CompletionRequest request;
  request.messages = {{"user", kQuestion}};
  request.schema_name = kAnswerSchemaName;
  request.schema = AnswerSchema();
  request.deadline = deadline;
  request.once = true;
  QuestionUse use;
  const absl::Time start = absl::Now();
  const absl::StatusOr<Completion> completion = client.Complete(request, use);
  absl::Status answered = completion.status();
  // Lists of models are often open to everybody: only the question shows whether the key is taken.
  if (rpc::Reason(answered) == kUnauthorized) {
    add(kKeyAccepted, KeyRefused(options));
    return check;
  }
  add(kKeyAccepted, absl::OkStatus());
  if (!add(kName, CheckName(options, names.ok() ? *names : std::vector<std::string>{}))) return check;
  if (answered.ok()) {
    check.answer_time = absl::Now() - start;
    answered = ParseChatAnswer(completion->text).status();
  }
  add(kAnswer, ExplainAnswer(options, answered));
  return check;
}

}  // namespace aurora::query::model::chat

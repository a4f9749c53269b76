#include "services/query-engine/model/chat/chat_generator.h"

#include <utility>

#include "libs/base/text.h"
#include "services/query-engine/model/chat/chat_answer.h"
#include "services/query-engine/model/chat/prompt.h"

namespace aurora::query::model::chat {
namespace {

// Of the second candidate: another way to the same answer, if there is one.
constexpr double kOtherTemperature = 0.7;

}  // namespace

Generated ChatGenerator::Generate(const GenerateRequest& request) const {
  Generated generated;
  generated.reading.generator = options().name;
  const Prompt prompt = MakePrompt(options(), request);
  CompletionRequest call;
  call.messages = prompt.messages;
  call.temperature = request.candidate == 0 ? 0 : kOtherTemperature;
  call.schema_name = kAnswerSchemaName;
  call.schema = AnswerSchema();
  call.deadline = request.deadline;
  call.cancellation = request.cancellation;
  QuestionUse unobserved;
  absl::StatusOr<Completion> completion = client_.Complete(call, request.use == nullptr ? unobserved : *request.use);
  if (!completion.ok()) {
    generated.failure = completion.status();
    return generated;
  }
  absl::StatusOr<ChatAnswer> answer = ParseChatAnswer(completion->text);
  if (!answer.ok()) {
    generated.failure = answer.status();
    return generated;
  }
  generated.may_read = prompt.tables;
  if (!answer->answerable) return generated;
  generated.reading.status = answer::Status::kAnswered;
  generated.reading.sql = std::move(answer->sql);
  generated.reading.assumptions = std::move(answer->assumptions);
  return generated;
}

std::string ChatGenerator::Fingerprint(const GenerateRequest& request) const {
  return base::StrCat(options().name, "\n", MakePrompt(options(), request).fingerprint);
}

}  // namespace aurora::query::model::chat

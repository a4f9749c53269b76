#include "services/query-engine/model/chat/chat_client.h"

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <condition_variable>
#include <utility>

#include "absl/strings/numbers.h"
#include "libs/base/log.h"
#include "libs/http/cancellation.h"
#include "libs/http/client.h"
#include "services/query-engine/model/chat/chat_metrics.h"
#include "services/query-engine/model/chat/failure.h"

namespace aurora::query::model::chat {
namespace {

namespace json = boost::json;

constexpr absl::Duration kRetryPause = absl::Milliseconds(250);
constexpr int kDialects = 3;
constexpr int kFailuresInARowMax = 3;
constexpr absl::Duration kPauseAfterFailures = absl::Seconds(15);

// May pass by itself within a question's time.
bool Passing(const std::string& cause) {
  return cause == kUnreachable || cause == kRateLimited || cause == kServerError || cause == kCut;
}

// Says something about the provider, not about one answer.
bool ProviderFailed(const std::string& cause) { return Passing(cause) || cause == kTimeout || cause == kRefused || cause == kUnauthorized; }

absl::Status FromTransport(const absl::Status& status) {
  if (!rpc::Reason(status).empty() || absl::IsCancelled(status)) return status;
  if (absl::IsDeadlineExceeded(status)) return Failure(absl::StatusCode::kDeadlineExceeded, kTimeout, "it did not answer in time");
  if (absl::IsResourceExhausted(status)) return Failure(absl::StatusCode::kResourceExhausted, kTooLong, "its answer is too long");
  // A connection that was lost after the answer began is a cut; both are worth another try.
  return Failure(absl::StatusCode::kUnavailable, kUnreachable, base::Message(status));
}

absl::Status FromHttp(int status) {
  if (status == 429) return Failure(absl::StatusCode::kUnavailable, kRateLimited, "it answered HTTP 429: its rate limit is reached");
  if (status == 401 || status == 403) {
    return Failure(absl::StatusCode::kFailedPrecondition, kUnauthorized, base::StrCat("it answered HTTP ", status, "; check model.api_key_file"));
  }
  if (status >= 500 || status == 408) return Failure(absl::StatusCode::kUnavailable, kServerError, base::StrCat("it answered HTTP ", status));
  return Failure(absl::StatusCode::kFailedPrecondition, kRefused,
                 base::StrCat("it answered HTTP ", status, "; check model.endpoint and model.name"));
}

int64_t PromptTokens(const CompletionRequest& request) {
  size_t bytes = request.schema.size();
  for (const Message& message : request.messages) bytes += message.content.size() + 16;
  return EstimateTokens(bytes);
}

}  // namespace

std::string CompletionBody(const ChatOptions& options, const CompletionRequest& request, Dialect dialect) {
  json::array messages;
  for (const Message& message : request.messages) messages.push_back(json::object{{"role", message.role}, {"content", message.content}});
  json::object body{{"model", options.name},
                    {"messages", std::move(messages)},
                    {"stream", true},
                    {"stream_options", json::object{{"include_usage", true}}}};
  // OpenAI's newer models take the answer's length by another name and no temperature.
  body[dialect == Dialect::kStructuredNewNames ? "max_completion_tokens" : "max_tokens"] = options.answer_tokens_max;
  if (dialect != Dialect::kStructuredNewNames) body["temperature"] = request.temperature;
  if (dialect != Dialect::kPlain && !request.schema.empty()) {
    body["response_format"] = json::object{
        {"type", "json_schema"},
        {"json_schema", json::object{{"name", request.schema_name}, {"strict", true}, {"schema", json::parse(request.schema)}}}};
  }
  return json::serialize(body);
}

bool Sleep(absl::Duration duration, http::Cancellation* cancellation) {
  std::mutex mutex;
  std::condition_variable wake;
  bool cancelled = false;
  const http::Cancellation::Waker waker(cancellation, [&] {
    const std::lock_guard lock(mutex);
    cancelled = true;
    wake.notify_all();
  });
  std::unique_lock lock(mutex);
  return !wake.wait_for(lock, absl::ToChronoMilliseconds(duration), [&] { return cancelled; });
}

absl::StatusOr<std::unique_ptr<ChatClient>> ChatClient::Create(const ChatOptions& options, ChatMetrics& metrics, Sleeper sleeper) {
  if (options.name.empty()) return absl::InvalidArgumentError("model.endpoint is set without model.name; name the endpoint's model");
  http::Options address;
  address.base_url = options.endpoint;
  address.ca_file = options.ca_file;
  address.connections_max = static_cast<size_t>(options.concurrent_max * options.candidates);
  auto client = http::Client::Create(std::move(address));
  if (!client.ok()) return absl::Status(client.status().code(), base::StrCat("model.endpoint: ", base::Message(client.status())));
  return std::unique_ptr<ChatClient>(new ChatClient(options, *std::move(client), metrics, std::move(sleeper)));
}

ChatClient::ChatClient(const ChatOptions& options, std::unique_ptr<http::Client> client, ChatMetrics& metrics, Sleeper sleeper)
    : options_(options), client_(std::move(client)), metrics_(metrics), sleeper_(std::move(sleeper)), spending_(options) {}

ChatClient::~ChatClient() = default;

absl::StatusOr<Completion> ChatClient::Complete(const CompletionRequest& request, QuestionUse& use) {
  if (absl::Status up = CheckUp(absl::Now()); !request.once && !up.ok()) return up;
  int64_t retries = 0;
  int dialects = 0;
  absl::Duration pause = kRetryPause;
  while (true) {
    const Dialect asked = dialect();
    Attempt attempt = Once(request, asked, use);
    if (attempt.completion.ok()) {
      Remember(absl::OkStatus(), absl::Now());
      return attempt.completion;
    }
    const absl::Status status = attempt.completion.status();
    if (attempt.dialect_refused) {
      ChangeDialect(asked);
      if (++dialects < kDialects) continue;
    }
    const bool again = !request.once && Passing(rpc::Reason(status)) && retries < options_.retries;
    const absl::Duration wait = std::max(pause, attempt.retry_after);
    if (!again || absl::Now() + wait >= request.deadline) {
      Remember(status, absl::Now());
      return status;
    }
    if (!sleeper_(wait, request.cancellation.get())) return absl::CancelledError("the asker left");
    ++retries;
    pause = 2 * pause;
  }
}

ChatClient::Attempt ChatClient::Once(const CompletionRequest& request, Dialect dialect, QuestionUse& use) {
  const absl::Time start = absl::Now();
  const Usage most{PromptTokens(request), options_.answer_tokens_max};
  if (absl::Status reserved = spending_.Reserve(most, use, start); !reserved.ok()) {
    metrics_.CountRequest(rpc::Reason(reserved), absl::ZeroDuration());
    return {reserved, absl::ZeroDuration(), false};
  }
  http::Request call;
  call.method = "POST";
  call.path = "/chat/completions";
  call.headers = Headers("text/event-stream");
  call.body = CompletionBody(options_, request, dialect);
  call.cancellation = request.cancellation;
  // A model is asked twice rather than not at all when a kept connection has died.
  call.replayable = true;
  ChatStream stream;
  bool begun = false;
  call.on_body = [&](std::string_view bytes) {
    begun = true;
    return stream.Take(bytes);
  };
  const absl::StatusOr<http::Response> response = client_->Send(call, std::min(request.deadline, start + options_.timeout));

  Attempt attempt{absl::UnknownError(""), absl::ZeroDuration(), false};
  Usage used{most.tokens_in, 0};
  if (!response.ok()) {
    attempt.completion = FromTransport(response.status());
    if (begun && rpc::Reason(attempt.completion.status()) == kUnreachable) {
      attempt.completion = Failure(absl::StatusCode::kUnavailable, kCut, "its answer was cut");
    }
  } else if (!response->ok()) {
    attempt.completion = FromHttp(response->status);
    used = {};
    attempt.dialect_refused = response->status == 400 || response->status == 422;
    double seconds = 0;
    if (absl::SimpleAtod(base::Absl(response->Header("retry-after")), &seconds) && seconds > 0) {
      attempt.retry_after = absl::Seconds(std::min(seconds, 3600.0));
    }
  } else {
    attempt.completion = stream.End();
  }
  if (attempt.completion.ok()) used = attempt.completion->usage.value_or(Usage{most.tokens_in, EstimateTokens(attempt.completion->text.size())});
  spending_.Settle(most, used, use, absl::Now());
  metrics_.CountUse(used, spending_.Cost(used));
  const std::string cause = attempt.completion.ok() ? "ok" : rpc::Reason(attempt.completion.status());
  metrics_.CountRequest(cause.empty() ? "cancelled" : cause, absl::Now() - start);
  return attempt;
}

http::Headers ChatClient::Headers(const char* accept) const {
  http::Headers headers = {{"Content-Type", "application/json"}, {"Accept", accept}};
  if (!options_.api_key.empty()) headers.emplace_back("Authorization", base::StrCat("Bearer ", options_.api_key.Reveal()));
  return headers;
}

absl::StatusOr<std::vector<std::string>> ChatClient::ListModels(absl::Time deadline) {
  http::Request call;
  call.path = "/models";
  call.headers = Headers("application/json");
  const absl::StatusOr<http::Response> response = client_->Send(call, std::min(deadline, absl::Now() + options_.timeout));
  if (!response.ok()) return FromTransport(response.status());
  if (!response->ok()) return FromHttp(response->status);
  boost::system::error_code error;
  const json::value document = json::parse(response->body, error);
  std::vector<std::string> names;
  const json::value* const data = !error && document.is_object() ? document.get_object().if_contains("data") : nullptr;
  if (data == nullptr || !data->is_array()) return names;
  for (const json::value& model : data->get_array()) {
    const json::value* const id = model.is_object() ? model.get_object().if_contains("id") : nullptr;
    if (id != nullptr && id->is_string() && names.size() < kModelsMax) names.emplace_back(id->get_string());
  }
  return names;
}

absl::Status ChatClient::CheckUp(absl::Time now) {
  const std::lock_guard lock(mutex_);
  if (now >= paused_until_) return absl::OkStatus();
  return Failure(absl::StatusCode::kUnavailable, kDown,
                 base::StrCat("it failed ", kFailuresInARowMax, " times in a row and is asked again in ",
                              absl::FormatDuration(absl::Ceil(paused_until_ - now, absl::Seconds(1)))));
}

void ChatClient::Remember(const absl::Status& status, absl::Time now) {
  const bool failed = ProviderFailed(rpc::Reason(status));
  if (!failed && !status.ok()) return;
  const std::lock_guard lock(mutex_);
  if (status.ok()) {
    if (failures_ > 0) base::log::Info("the model answers again", {{"model", options_.name}});
    failures_ = 0;
    // A check by hand found it repaired.
    paused_until_ = absl::InfinitePast();
  } else if (++failures_ % kFailuresInARowMax == 0) {
    paused_until_ = now + kPauseAfterFailures;
  }
  if (failures_ == 1) base::log::Warning("the model does not answer", {{"model", options_.name}, {"endpoint", client_->authority()}, {"status", status}});
  state_ = failures_ == 0 ? State::kAnswers : State::kFails;
  metrics_.SetUp(failures_ == 0);
}

ChatClient::State ChatClient::state() const {
  const std::lock_guard lock(mutex_);
  return state_;
}

Dialect ChatClient::dialect() {
  const std::lock_guard lock(mutex_);
  return dialect_;
}

// After the last comes the first again: what is wrong is something else, and may be repaired there.
void ChatClient::ChangeDialect(Dialect refused) {
  const std::lock_guard lock(mutex_);
  if (dialect_ == refused) dialect_ = static_cast<Dialect>((static_cast<int>(refused) + 1) % kDialects);
}

}  // namespace aurora::query::model::chat

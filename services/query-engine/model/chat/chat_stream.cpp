#include "services/query-engine/model/chat/chat_stream.h"

#include <boost/json.hpp>

#include "services/query-engine/model/chat/failure.h"

namespace aurora::query::model::chat {
namespace {

namespace json = boost::json;

const json::value* Member(const json::value& value, const char* name) {
  const json::object* object = value.if_object();
  return object == nullptr ? nullptr : object->if_contains(name);
}

std::optional<int64_t> Count(const json::value& value, const char* name) {
  const json::value* member = Member(value, name);
  if (member == nullptr || !member->is_number()) return std::nullopt;
  boost::system::error_code error;
  const auto number = member->to_number<int64_t>(error);
  if (error || number < 0) return std::nullopt;
  return number;
}

absl::Status MalformedStream(const char* what) {
  return Failure(absl::StatusCode::kInternal, kMalformed, base::StrCat("its answer is no chat completion: ", what));
}

}  // namespace

absl::Status ChatStream::Take(std::string_view bytes) {
  bytes_ += bytes.size();
  if (bytes_ > kStreamBytesMax) {
    return Failure(absl::StatusCode::kResourceExhausted, kTooLong, base::StrCat("it sent more than ", kStreamBytesMax, " bytes"));
  }
  pending_ += bytes;
  if (!document_ && completion_.text.empty() && finish_reason_.empty()) {
    const size_t first = pending_.find_first_not_of(" \r\n\t");
    document_ = first != std::string::npos && pending_[first] == '{';
  }
  if (document_) return absl::OkStatus();
  size_t begin = 0;
  for (size_t end = pending_.find('\n'); end != std::string::npos; end = pending_.find('\n', begin)) {
    if (absl::Status taken = TakeLine(std::string_view(pending_).substr(begin, end - begin)); !taken.ok()) return taken;
    begin = end + 1;
  }
  pending_.erase(0, begin);
  return absl::OkStatus();
}

absl::Status ChatStream::TakeLine(std::string_view line) {
  constexpr std::string_view kData = "data:";
  if (line.substr(0, kData.size()) != kData) return absl::OkStatus();
  line.remove_prefix(kData.size());
  while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  if (line == "[DONE]") {
    done_ = true;
    return absl::OkStatus();
  }
  return line.empty() ? absl::OkStatus() : TakeObject(line);
}

absl::Status ChatStream::TakeObject(std::string_view text) {
  boost::system::error_code error;
  const json::value value = json::parse({text.data(), text.size()}, error);
  if (error || !value.is_object()) return MalformedStream("it is not JSON");
  const json::value* reported = Member(value, "error");
  if (reported != nullptr && !reported->is_null()) return Failure(absl::StatusCode::kUnavailable, kServerError, "it broke off with an error");
  if (const json::value* usage = Member(value, "usage"); usage != nullptr && usage->is_object()) {
    const auto in = Count(*usage, "prompt_tokens");
    const auto out = Count(*usage, "completion_tokens");
    if (in.has_value() && out.has_value()) completion_.usage = Usage{*in, *out};
  }
  const json::value* choices = Member(value, "choices");
  if (choices == nullptr || !choices->is_array()) return MalformedStream("it has no choices");
  // The last chunk may hold usage alone.
  if (choices->get_array().empty()) return document_ ? MalformedStream("it has no choices") : absl::OkStatus();
  const json::value& choice = choices->get_array()[0];
  const json::value* message = Member(choice, document_ ? "message" : "delta");
  const json::value* content = message == nullptr ? nullptr : Member(*message, "content");
  if (content != nullptr && content->is_string()) {
    completion_.text.append(content->get_string().data(), content->get_string().size());
    if (completion_.text.size() > kAnswerBytesMax) {
      return Failure(absl::StatusCode::kResourceExhausted, kTooLong, base::StrCat("its answer has more than ", kAnswerBytesMax, " bytes"));
    }
  }
  const json::value* reason = Member(choice, "finish_reason");
  if (reason != nullptr && reason->is_string()) finish_reason_.assign(reason->get_string().data(), reason->get_string().size());
  return absl::OkStatus();
}

absl::StatusOr<Completion> ChatStream::End() {
  if (document_) {
    // A document that ends early is no JSON: that is a cut, like a stream without its end.
    boost::system::error_code error;
    json::parse(pending_, error);
    if (error) return Failure(absl::StatusCode::kUnavailable, kCut, "its answer was cut");
    if (absl::Status taken = TakeObject(pending_); !taken.ok()) return taken;
  } else if (!pending_.empty()) {
    if (absl::Status taken = TakeLine(pending_); !taken.ok()) return taken;
  }
  if (finish_reason_ == "length") return Failure(absl::StatusCode::kResourceExhausted, kTooLong, "its answer reached model.answer_tokens_max");
  if (finish_reason_ == "content_filter") return Failure(absl::StatusCode::kFailedPrecondition, kRefused, "its content filter ended the answer");
  if (!done_ && finish_reason_.empty() && !document_) return Failure(absl::StatusCode::kUnavailable, kCut, "its answer was cut");
  if (completion_.text.empty()) return MalformedStream("it is empty");
  return std::move(completion_);
}

}  // namespace aurora::query::model::chat

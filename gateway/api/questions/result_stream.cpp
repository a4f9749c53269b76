#include "gateway/api/questions/result_stream.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gateway/api/answer.h"
#include "libs/base/text.h"
#include "libs/rpc/status.h"

namespace aurora::gateway::api {
namespace {

struct KnownForm {
  const char* accept;
  query::v1::ResultFormat format;
  const char* content_type;
};
constexpr KnownForm kForms[] = {
    {"application/json", query::v1::RESULT_FORMAT_JSON_ROWS, "application/json"},
    {"application/x-ndjson", query::v1::RESULT_FORMAT_NDJSON, "application/x-ndjson"},
    {"text/csv", query::v1::RESULT_FORMAT_CSV, "text/csv; charset=utf-8; header=present"},
    {"application/vnd.apache.arrow.stream", query::v1::RESULT_FORMAT_ARROW, "application/vnd.apache.arrow.stream"},
    {"application/vnd.apache.parquet", query::v1::RESULT_FORMAT_PARQUET, "application/vnd.apache.parquet"},
};

// The members of an object without its braces.
std::string Members(const json::object& object) {
  const std::string text = Serialize(object);
  return text.substr(1, text.size() - 2);
}

}  // namespace

absl::StatusOr<ResultForm> ChooseForm(std::string_view accept) {
  const KnownForm* best = nullptr;
  double best_quality = 0;
  for (const absl::string_view item : absl::StrSplit(base::Absl(accept), ',', absl::SkipWhitespace())) {
    const std::vector<absl::string_view> parts = absl::StrSplit(item, ';');
    const std::string name = absl::AsciiStrToLower(absl::StripAsciiWhitespace(parts[0]));
    double quality = 1;
    for (size_t index = 1; index < parts.size(); ++index) {
      absl::string_view part = absl::StripAsciiWhitespace(parts[index]);
      if (absl::ConsumePrefix(&part, "q=") && !absl::SimpleAtod(part, &quality)) quality = 0;
    }
    for (const KnownForm& form : kForms) {
      const bool fits = name == form.accept || name == "*/*" || (name == "application/*" && &form == &kForms[0]);
      if (!fits || quality <= best_quality) continue;
      best = &form;
      best_quality = quality;
    }
  }
  if (best == nullptr && absl::StripAsciiWhitespace(base::Absl(accept)).empty()) best = &kForms[0];
  if (best == nullptr) {
    return absl::NotFoundError(
        "Accept names no form that results come in; ask for application/json, application/x-ndjson, text/csv, "
        "application/vnd.apache.arrow.stream or application/vnd.apache.parquet");
  }
  return ResultForm{best->format, best->content_type, ""};
}

http::Response NotAcceptable(const absl::Status& status, const http::Request& request) {
  return http::MakeProblem(406, "not_acceptable", std::string(base::Message(status))).ToResponse(request.request_id);
}

void ResultStream::Started(const query::v1::Started& started) {
  started_ = true;
  const json::object members = ToJson(started);
  for (const auto& member : members) head_[member.key()] = member.value();
}

boost::asio::awaitable<bool> ResultStream::Begin() {
  if (begun_) co_return true;
  begun_ = true;
  http::Response head;
  head.content_type = form_.content_type;
  if (!form_.file_name.empty()) {
    head.headers.Add("Content-Disposition", absl::StrCat("attachment; filename=\"", form_.file_name, "\""));
  }
  if (!co_await writer_.Begin(std::move(head))) co_return false;
  if (!json()) co_return true;
  std::string open = absl::StrCat("{", Members(head_), ",\"rows\":[");
  co_return co_await writer_.Write(std::move(open));
}

boost::asio::awaitable<bool> ResultStream::Data(std::string* bytes) {
  if (bytes->empty()) co_return true;
  bytes_ += bytes->size();
  if (bytes_ > bytes_max_) {
    absl::Status status = rpc::WithReason(
        absl::ResourceExhaustedError(absl::StrCat("the result is larger than ", bytes_max_,
                                                  " bytes; ask for fewer rows or columns, or raise "
                                                  "limits.result_bytes_max")),
        "result_too_large");
    co_await Failed(status);
    co_return false;
  }
  if (!co_await Begin()) co_return false;
  if (json()) joiner_.Join(bytes);
  co_return co_await writer_.Write(std::move(*bytes));
}

boost::asio::awaitable<bool> ResultStream::Finished(const query::v1::Finished& finished) {
  if (!co_await Begin()) co_return false;
  ended_ = true;
  if (json()) {
    std::string close = absl::StrCat("],", Members(ToJson(finished)), "}");
    if (!co_await writer_.Write(std::move(close))) co_return false;
  }
  co_return co_await writer_.End();
}

boost::asio::awaitable<void> ResultStream::Failed(const absl::Status& status) {
  if (ended_) co_return;
  ended_ = true;
  const http::Problem problem = ProblemFor(status, request_);
  if (!begun_ && answer_) {
    // The reading of a question is worth having without its result.
    std::string body = absl::StrCat("{", Members(head_), ",\"error\":", problem.Json(request_.request_id), "}");
    http::Response response;
    response.body = std::move(body);
    co_await writer_.Send(std::move(response));
    co_return;
  }
  if (!begun_) {
    co_await writer_.Send(problem.ToResponse(request_.request_id));
    co_return;
  }
  if (json()) {
    std::string close = absl::StrCat("],\"error\":", problem.Json(request_.request_id), "}");
    if (co_await writer_.Write(std::move(close))) co_await writer_.End();
  } else if (form_.format == query::v1::RESULT_FORMAT_NDJSON) {
    std::string line = absl::StrCat("{\"error\":", problem.Json(request_.request_id), "}\n");
    if (co_await writer_.Write(std::move(line))) co_await writer_.End();
  } else {
    writer_.Abort();
  }
}

boost::asio::awaitable<void> ResultStream::OnlyHead() {
  ended_ = begun_ = true;
  http::Response response = JsonResponse(head_);
  co_await writer_.Send(std::move(response));
}

}  // namespace aurora::gateway::api

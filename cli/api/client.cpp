#include "cli/api/client.h"

#include <boost/json.hpp>

#include "absl/strings/cord.h"
#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "libs/http/client.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

constexpr char kCodePayload[] = "aurora/problem_code";
constexpr absl::Duration kGetTimeout = absl::Seconds(30);
// A large result on a slow line; the server has limits of its own.
constexpr absl::Duration kStreamTimeout = absl::Hours(1);
constexpr size_t kAnswerBytesMax = 256 << 20;

absl::StatusCode CodeOf(int http_status) {
  switch (http_status) {
    case 400:
    case 406:
    case 413:
    case 415:
    case 422:
      return absl::StatusCode::kInvalidArgument;
    case 401:
      return absl::StatusCode::kUnauthenticated;
    case 403:
      return absl::StatusCode::kPermissionDenied;
    case 404:
      return absl::StatusCode::kNotFound;
    case 409:
      return absl::StatusCode::kAborted;
    case 429:
    case 502:
    case 503:
      return absl::StatusCode::kUnavailable;
    case 504:
      return absl::StatusCode::kDeadlineExceeded;
  }
  return absl::StatusCode::kInternal;
}

absl::StatusOr<json::value> Parse(const http::Response& response) {
  if (!response.ok()) return StatusFromProblem(response.status, response.body);
  if (response.body.empty()) return json::value(json::object());
  boost::system::error_code error;
  json::value value = json::parse(response.body, error);
  if (error) return absl::InternalError("the gateway's answer is not JSON; is AURORA_URL an Aurora?");
  return value;
}

}  // namespace

absl::Status StatusFromProblem(int http_status, std::string_view body) {
  boost::system::error_code error;
  const json::value value = json::parse(std::string(body), error);
  std::string detail = base::StrCat("the gateway answered with HTTP status ", http_status);
  std::string code;
  if (!error && value.is_object()) {
    if (const json::value* text = value.as_object().if_contains("detail");
        text != nullptr && text->is_string()) {
      detail = std::string(text->as_string());
    }
    if (const json::value* text = value.as_object().if_contains("code");
        text != nullptr && text->is_string()) {
      code = std::string(text->as_string());
    }
  }
  absl::Status status(code == "sql_refused" ? absl::StatusCode::kPermissionDenied : CodeOf(http_status),
                      detail);
  if (!code.empty()) status.SetPayload(kCodePayload, absl::Cord(code));
  return status;
}

std::string ProblemCode(const absl::Status& status) {
  const absl::optional<absl::Cord> payload = status.GetPayload(kCodePayload);
  return payload.has_value() ? std::string(*payload) : "";
}

absl::StatusOr<std::unique_ptr<ApiClient>> ApiClient::Create(const std::string& url, base::Secret token, const std::string& host) {
  http::Options options;
  options.base_url = url;
  auto client = http::Client::Create(std::move(options));
  if (!client.ok()) return client.status();
  return std::unique_ptr<ApiClient>(new ApiClient(*std::move(client), url, std::move(token), host));
}

ApiClient::ApiClient(std::unique_ptr<http::Client> client, std::string url, base::Secret token, std::string host)
    : client_(std::move(client)), url_(std::move(url)), token_(std::move(token)), host_(std::move(host)) {}
ApiClient::~ApiClient() = default;

http::Request ApiClient::MakeRequest(const std::string& method, const std::string& path) const {
  http::Request request;
  request.method = method;
  request.path = path;
  request.headers = {{"Authorization", base::StrCat("Bearer ", token_.Reveal())},
                     {"Accept", "application/json"}};
  if (!host_.empty()) request.headers.emplace_back("Host", host_);
  request.response_bytes_max = kAnswerBytesMax;
  return request;
}

absl::StatusOr<json::value> ApiClient::Get(const std::string& path, const Query& query) {
  http::Request request = MakeRequest("GET", path);
  request.query = query;
  const absl::StatusOr<http::Response> response = client_->Send(request, absl::Now() + kGetTimeout);
  if (!response.ok()) return response.status();
  return Parse(*response);
}

absl::StatusOr<std::string> ApiClient::GetText(const std::string& path, const std::string& accept) {
  http::Request request = MakeRequest("GET", path);
  request.headers = {{"Authorization", base::StrCat("Bearer ", token_.Reveal())}, {"Accept", accept}};
  absl::StatusOr<http::Response> response = client_->Send(request, absl::Now() + kGetTimeout);
  if (!response.ok()) return response.status();
  if (!response->ok()) return StatusFromProblem(response->status, response->body);
  return std::move(response->body);
}

absl::StatusOr<json::value> ApiClient::Post(const std::string& path, const json::value& body,
                                            absl::Duration timeout) {
  return SendBody("POST", path, body, timeout);
}

absl::StatusOr<json::value> ApiClient::Patch(const std::string& path, const json::value& body) {
  return SendBody("PATCH", path, body, kGetTimeout);
}

absl::StatusOr<json::value> ApiClient::SendBody(const char* method, const std::string& path, const json::value& body,
                                                absl::Duration timeout) {
  http::Request request = MakeRequest(method, path);
  request.headers.emplace_back("Content-Type", "application/json");
  request.body = json::serialize(body);
  const absl::StatusOr<http::Response> response = client_->Send(request, absl::Now() + timeout);
  if (!response.ok()) return response.status();
  return Parse(*response);
}

absl::StatusOr<json::value> ApiClient::Delete(const std::string& path, const Query& query) {
  http::Request request = MakeRequest("DELETE", path);
  request.query = query;
  const absl::StatusOr<http::Response> response = client_->Send(request, absl::Now() + kGetTimeout);
  if (!response.ok()) return response.status();
  return Parse(*response);
}

absl::Status ApiClient::PostStream(const std::string& path, const json::value& body,
                                   const std::string& accept,
                                   const std::function<absl::Status(std::string_view)>& on_bytes) {
  http::Request request = MakeRequest("POST", path);
  request.headers = {{"Authorization", base::StrCat("Bearer ", token_.Reveal())},
                     {"Accept", accept},
                     {"Content-Type", "application/json"}};
  request.body = json::serialize(body);
  request.on_body = on_bytes;
  const absl::StatusOr<http::Response> response = client_->Send(request, absl::Now() + kStreamTimeout);
  if (!response.ok()) return response.status();
  return response->ok() ? absl::OkStatus() : StatusFromProblem(response->status, response->body);
}

}  // namespace aurora::cli

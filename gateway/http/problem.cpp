#include "gateway/http/problem.h"

#include <algorithm>

#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/rpc/status.h"

namespace aurora::gateway::http {
namespace {

struct Row {
  absl::StatusCode from;
  int status;
  const char* code;
};

constexpr Row kTable[] = {
    {absl::StatusCode::kInvalidArgument, 400, "invalid_request"},
    {absl::StatusCode::kOutOfRange, 400, "invalid_request"},
    {absl::StatusCode::kUnauthenticated, 401, "unauthenticated"},
    {absl::StatusCode::kPermissionDenied, 403, "forbidden"},
    {absl::StatusCode::kNotFound, 404, "not_found"},
    {absl::StatusCode::kAlreadyExists, 409, "conflict"},
    {absl::StatusCode::kAborted, 409, "conflict"},
    {absl::StatusCode::kFailedPrecondition, 409, "failed_precondition"},
    {absl::StatusCode::kResourceExhausted, 422, "resource_exhausted"},
    {absl::StatusCode::kUnimplemented, 501, "not_implemented"},
    {absl::StatusCode::kUnavailable, 503, "unavailable"},
    {absl::StatusCode::kCancelled, 503, "cancelled"},
    {absl::StatusCode::kDeadlineExceeded, 504, "timeout"},
};

// Reasons of services that fit another HTTP status than their gRPC code does.
struct ReasonRow {
  std::string_view reason;
  int status;
};
constexpr ReasonRow kReasons[] = {
    {"sql_refused", 403}, {"sql_error", 422}, {"result_too_large", 422}, {"too_many_queries", 429}};

// Words that say less than the status code does.
bool SaysNothing(std::string_view reason) { return reason == "failed" || reason == "invalid"; }

bool IsCode(std::string_view text) {
  return !text.empty() && text.size() <= 64 && text[0] >= 'a' && text[0] <= 'z' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
         });
}

}  // namespace

std::string_view StatusTitle(int status) {
  switch (status) {
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
  }
  return "Error";
}

std::string Problem::Json(std::string_view request_id) const {
  using base::log::JsonQuote;
  return base::StrCat("{\"type\":\"about:blank\",\"title\":", JsonQuote(title), ",\"status\":", status,
                      ",\"code\":", JsonQuote(code), ",\"detail\":", JsonQuote(detail),
                      ",\"request_id\":", JsonQuote(request_id), "}");
}

Response Problem::ToResponse(std::string_view request_id) const {
  Response response;
  response.status = status;
  response.content_type = "application/problem+json";
  response.body = Json(request_id);
  if (status == 401) response.headers.Add("WWW-Authenticate", "Bearer realm=\"aurora\"");
  if (status == 503) response.headers.Add("Retry-After", "1");
  return response;
}

Problem MakeProblem(int status, std::string code, std::string detail) {
  return {status, std::move(code), std::string(StatusTitle(status)), std::move(detail)};
}

Problem ProblemOf(const absl::Status& status) {
  const std::string reason = rpc::Reason(status);
  for (const Row& row : kTable) {
    if (row.from != status.code()) continue;
    Problem problem = MakeProblem(row.status, row.code, std::string(base::Message(status)));
    if (IsCode(reason) && !SaysNothing(reason)) problem.code = reason;
    for (const ReasonRow& special : kReasons) {
      if (special.reason == reason) {
        problem.status = special.status;
        problem.title = StatusTitle(special.status);
      }
    }
    return problem;
  }
  return MakeProblem(500, "internal",
                     "an unexpected error; the gateway's and the service's logs have it under this request id");
}

Problem Unauthenticated() {
  return MakeProblem(401, "unauthenticated",
                     "this call needs Authorization: Bearer TOKEN or a session; get a token with `aurora env`");
}
Problem Forbidden(std::string detail) { return MakeProblem(403, "forbidden", std::move(detail)); }
Problem NotFound(std::string detail) { return MakeProblem(404, "not_found", std::move(detail)); }
Problem InvalidRequest(std::string detail) { return MakeProblem(400, "invalid_request", std::move(detail)); }

}  // namespace aurora::gateway::http

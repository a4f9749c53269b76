#pragma once

#include <boost/json/fwd.hpp>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/secret.h"

namespace aurora::http {
class Client;
struct Request;
}

namespace aurora::cli {

// The gateway's REST API. Errors are those of its problem answers: the message is their detail, the code
// follows the HTTP status (400, 406, 413, 422: InvalidArgument; 401: Unauthenticated; 403: PermissionDenied;
// 404: NotFound; 409: Aborted; 429, 503: Unavailable; 504: DeadlineExceeded). Unavailable when nobody
// answers. Not thread-safe. Owner: a command.
class ApiClient {
 public:
  using Query = std::vector<std::pair<std::string, std::string>>;

  // `host`: the name that the gateway answers to, when it is not the URL's.
  static absl::StatusOr<std::unique_ptr<ApiClient>> Create(const std::string& url, base::Secret token, const std::string& host = "");
  ~ApiClient();

  absl::StatusOr<boost::json::value> Get(const std::string& path, const Query& query = {});
  absl::StatusOr<boost::json::value> Post(const std::string& path, const boost::json::value& body,
                                          absl::Duration timeout = absl::Seconds(120));
  absl::StatusOr<boost::json::value> Patch(const std::string& path, const boost::json::value& body);
  absl::StatusOr<boost::json::value> Delete(const std::string& path, const Query& query = {});
  // The answer's text, in the form that `accept` names.
  absl::StatusOr<std::string> GetText(const std::string& path, const std::string& accept);
  // The answer's bytes as they come.
  absl::Status PostStream(const std::string& path, const boost::json::value& body, const std::string& accept,
                          const std::function<absl::Status(std::string_view)>& on_bytes);

 private:
  absl::StatusOr<boost::json::value> SendBody(const char* method, const std::string& path,
                                              const boost::json::value& body, absl::Duration timeout);
  ApiClient(std::unique_ptr<http::Client> client, std::string url, base::Secret token, std::string host);
  http::Request MakeRequest(const std::string& method, const std::string& path) const;
  std::unique_ptr<http::Client> client_;
  std::string url_;
  base::Secret token_;
  std::string host_;
};

// The problem's stable word, "" when the error has none.
std::string ProblemCode(const absl::Status& status);

// The error that a problem answer stands for.
absl::Status StatusFromProblem(int http_status, std::string_view body);

}  // namespace aurora::cli

#pragma once

#include <boost/json/value.hpp>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "libs/base/secret.h"

namespace aurora::http {
class Client;
}

namespace aurora::provisioning::grafana {

struct ApiOptions {
  // Grafana's own address, "http://127.0.0.1:3000", without the sub-path.
  std::string url;
  std::string ca_file;
  // With a user: HTTP basic authentication; without: the password is a service account's token.
  std::string user;
  base::Secret password;
};

// Grafana's HTTP API below its sub-path /grafana, one call at a time. Blocks, at most kCallTime a call; nothing is tried
// twice here. Thread-safe. Owner: main.
class Api {
 public:
  // InvalidArgument for a URL that is none or has a path, NotFound when the authorities' file is not there.
  static absl::StatusOr<std::unique_ptr<Api>> Create(const ApiOptions& options);
  ~Api();

  // The answer's JSON. Errors: NotFound (404), PermissionDenied (401, 403; names the remedy), FailedPrecondition (other
  // 4xx, with Grafana's own message), Unavailable (5xx or no answer), Internal (no JSON).
  absl::StatusOr<boost::json::value> Get(const std::string& path);
  absl::StatusOr<boost::json::value> Post(const std::string& path, const boost::json::value& body);
  absl::StatusOr<boost::json::value> Put(const std::string& path, const boost::json::value& body);

  const std::string& url() const { return url_; }

 private:
  Api(std::string url, std::string authorization, std::unique_ptr<http::Client> client);
  absl::StatusOr<boost::json::value> Call(const char* method, const std::string& path, std::string body);

  const std::string url_;
  const std::string authorization_;
  const std::unique_ptr<http::Client> client_;
};

}  // namespace aurora::provisioning::grafana

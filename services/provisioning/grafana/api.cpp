#include "services/provisioning/grafana/api.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "absl/strings/escaping.h"
#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "libs/http/client.h"

namespace aurora::provisioning::grafana {
namespace {

namespace json = boost::json;
using base::StrCat;

constexpr absl::Duration kCallTime = absl::Seconds(10);
constexpr size_t kAnswerBytesMax = 4 << 20;
constexpr size_t kMessageBytesMax = 300;

// {"message": "..."} of Grafana's errors.
std::string MessageOf(const json::value& body) {
  if (!body.is_object()) return "";
  const json::value* message = body.get_object().if_contains("message");
  if (message == nullptr || !message->is_string()) return "";
  return std::string(message->get_string().data(), std::min(message->get_string().size(), kMessageBytesMax));
}

absl::Status ErrorOf(int status, const std::string& what, const json::value& body) {
  const std::string text = StrCat(what, ": status ", status, " ", MessageOf(body));
  if (status == 404) return absl::NotFoundError(text);
  if (status == 401 || status == 403) {
    return absl::PermissionDeniedError(
        StrCat(text, "; grafana.password_file must hold the token of a service account with the role Admin (or the "
                     "password of grafana.user)"));
  }
  if (status >= 500) return absl::UnavailableError(text);
  return absl::FailedPreconditionError(text);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Api>> Api::Create(const ApiOptions& options) {
  std::string origin = options.url;
  while (!origin.empty() && origin.back() == '/') origin.pop_back();
  const size_t host = origin.find("://");
  if (host == std::string::npos || origin.find('/', host + 3) != std::string::npos) {
    return absl::InvalidArgumentError(
        StrCat("grafana.url ", options.url, " is none of the form http://host:port; the path /grafana is added"));
  }
  http::Options client_options;
  client_options.base_url = origin + "/grafana";
  client_options.ca_file = options.ca_file;
  client_options.connections_max = 2;
  auto client = http::Client::Create(std::move(client_options));
  if (!client.ok()) return client.status();
  const std::string& secret = options.password.Reveal();
  std::string authorization =
      options.user.empty() ? StrCat("Bearer ", secret) : StrCat("Basic ", absl::Base64Escape(StrCat(options.user, ":", secret)));
  return std::unique_ptr<Api>(new Api(std::move(origin), std::move(authorization), *std::move(client)));
}

Api::Api(std::string url, std::string authorization, std::unique_ptr<http::Client> client)
    : url_(std::move(url)), authorization_(std::move(authorization)), client_(std::move(client)) {}
Api::~Api() = default;

absl::StatusOr<json::value> Api::Get(const std::string& path) { return Call("GET", path, ""); }
absl::StatusOr<json::value> Api::Post(const std::string& path, const json::value& body) {
  return Call("POST", path, json::serialize(body));
}
absl::StatusOr<json::value> Api::Put(const std::string& path, const json::value& body) {
  return Call("PUT", path, json::serialize(body));
}

absl::StatusOr<json::value> Api::Call(const char* method, const std::string& path, std::string body) {
  http::Request request;
  request.method = method;
  request.path = path;
  request.headers = {{"Authorization", authorization_}, {"Accept", "application/json"}};
  if (!body.empty()) request.headers.emplace_back("Content-Type", "application/json");
  request.body = std::move(body);
  request.response_bytes_max = kAnswerBytesMax;
  const absl::StatusOr<http::Response> response = client_->Send(request, absl::Now() + kCallTime);
  if (!response.ok()) return response.status();
  const std::string what = StrCat("Grafana at ", client_->authority(), ", ", method, " ", path);
  boost::system::error_code error;
  json::value parsed = json::parse(response->body, error);
  if (!response->ok()) return ErrorOf(response->status, what, error ? json::value() : parsed);
  if (error) {
    return absl::InternalError(
        StrCat(what, ": the answer is no JSON; is grafana.url a Grafana with serve_from_sub_path = true?"));
  }
  return parsed;
}

}  // namespace aurora::provisioning::grafana

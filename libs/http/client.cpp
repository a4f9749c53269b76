#include "libs/http/client.h"

#include <curl/curl.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>
#include <utility>

#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/http/cancellation.h"
#include "libs/http/transfer.h"

namespace aurora::http {
namespace {

using base::StrCat;

// Before a call without a connection is tried again; doubled each time.
constexpr absl::Duration kConnectPause = absl::Milliseconds(100);
constexpr absl::Duration kConnectPauseMax = absl::Seconds(1);

struct UrlCloser {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

std::string Part(CURLU* url, CURLUPart part, unsigned flags) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return "";
  std::string result(text);
  curl_free(text);
  return result;
}

absl::Status CheckFile(const std::string& path, std::string_view what) {
  if (path.empty() || ::access(path.c_str(), R_OK) == 0) return absl::OkStatus();
  return absl::NotFoundError(StrCat(what, " ", path, " cannot be read; check path and permissions"));
}

void Pause(absl::Duration pause, Cancellation* cancellation) {
  if (cancellation != nullptr) {
    cancellation->WaitFor(pause);
  } else {
    absl::SleepFor(pause);
  }
}

bool IsLoopback(std::string_view host) {
  return host == "localhost" || host == "[::1]" || host.substr(0, 4) == "127.";
}

absl::Status ReadUrl(const std::string& text, Endpoint* endpoint) {
  const std::unique_ptr<CURLU, UrlCloser> url(curl_url());
  if (url == nullptr) return absl::ResourceExhaustedError("out of memory");
  const bool parsed = curl_url_set(url.get(), CURLUPART_URL, text.c_str(), 0) == CURLUE_OK;
  const std::string scheme = parsed ? Part(url.get(), CURLUPART_SCHEME, 0) : "";
  if (scheme != "http" && scheme != "https") {
    return absl::InvalidArgumentError(
        StrCat("\"", text, "\" is not an address; give one like http://127.0.0.1:8123"));
  }
  if (!Part(url.get(), CURLUPART_USER, 0).empty() || !Part(url.get(), CURLUPART_PASSWORD, 0).empty()) {
    return absl::InvalidArgumentError("an address must not hold a user or password; give them in keys of their own");
  }
  const std::string host = Part(url.get(), CURLUPART_HOST, 0);
  endpoint->tls = scheme == "https";
  endpoint->loopback = IsLoopback(host);
  endpoint->authority = StrCat(host, ":", Part(url.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT));
  endpoint->base_url = text;
  while (endpoint->base_url.ends_with('/')) endpoint->base_url.pop_back();
  return absl::OkStatus();
}

}  // namespace

struct Client::Impl {
  Endpoint endpoint;
  std::mutex mutex;
  // The one used last is taken first, so that few stay open when there is little to do.
  std::vector<std::unique_ptr<Connection>> idle;

  std::unique_ptr<Connection> Take() {
    const std::lock_guard lock(mutex);
    if (idle.empty()) return Connection::Create(endpoint);
    std::unique_ptr<Connection> connection = std::move(idle.back());
    idle.pop_back();
    return connection;
  }
  void Keep(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(mutex);
    if (idle.size() < endpoint.options.connections_max) idle.push_back(std::move(connection));
  }
};

std::string_view Response::Header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (key == name) return value;
  }
  return "";
}

absl::StatusOr<std::unique_ptr<Client>> Client::Create(Options options) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  auto impl = std::make_unique<Impl>();
  absl::Status status = ReadUrl(options.base_url, &impl->endpoint);
  if (status.ok()) status = CheckFile(options.ca_file, "ca_file");
  if (status.ok()) status = CheckFile(options.certificate_file, "certificate_file");
  if (status.ok()) status = CheckFile(options.key_file, "key_file");
  if (!status.ok()) return status;
  impl->endpoint.options = std::move(options);
  return std::unique_ptr<Client>(new Client(std::move(impl)));
}

Client::Client(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Client::~Client() = default;

const std::string& Client::authority() const { return impl_->endpoint.authority; }
bool Client::loopback() const { return impl_->endpoint.loopback; }

absl::StatusOr<Response> Client::Send(const Request& request, absl::Time deadline) {
  std::unique_ptr<Connection> connection = impl_->Take();
  if (connection == nullptr) return absl::ResourceExhaustedError("out of memory for a connection");
  const absl::Time start = absl::Now();
  const absl::Time patient_until = std::min(deadline, start + impl_->endpoint.options.connect_patience);
  Outcome outcome = connection->Send(impl_->endpoint, request, deadline);
  absl::Duration pause = kConnectPause;
  absl::Status refusal;
  while (outcome.unconnected && absl::Now() + pause < patient_until) {
    refusal = outcome.response.status();
    Pause(pause, request.cancellation.get());
    Outcome again = connection->Send(impl_->endpoint, request, deadline);
    // Of a time that ran out the reason is what was seen before.
    if (again.unconnected && absl::IsDeadlineExceeded(again.response.status())) break;
    outcome = std::move(again);
    pause = std::min(2 * pause, kConnectPauseMax);
  }
  if (!refusal.ok() && outcome.response.ok()) {
    base::log::Warning("connected late", {{"seconds", absl::ToDoubleSeconds(absl::Now() - start)}, {"error", refusal}});
  }
  impl_->Keep(std::move(connection));
  return std::move(outcome.response);
}

std::string EncodeQueryValue(std::string_view value) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(value.size() + value.size() / 4);
  for (const char c : value) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                       c == '_' || c == '.' || c == '~';
    if (plain) {
      encoded.push_back(c);
    } else {
      encoded.push_back('%');
      encoded.push_back(kHex[static_cast<unsigned char>(c) >> 4]);
      encoded.push_back(kHex[static_cast<unsigned char>(c) & 15]);
    }
  }
  return encoded;
}

}  // namespace aurora::http

#include "libs/kafka/security.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <charconv>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "libs/base/text.h"

namespace aurora::kafka {
namespace {

absl::StatusOr<HostPort> ParseHostPort(std::string_view text) {
  const auto wrong = [&] {
    return absl::InvalidArgumentError(
        base::StrCat("bootstrap server \"", text, "\" is not host:port; write e.g. broker-1.example:9092"));
  };
  HostPort result;
  std::string_view port;
  if (!text.empty() && text.front() == '[') {
    const size_t end = text.find(']');
    if (end == std::string_view::npos) return wrong();
    result.host = text.substr(1, end - 1);
    port = text.substr(end + 1);
  } else {
    const size_t colon = text.find(':');
    result.host = text.substr(0, colon);
    if (colon != std::string_view::npos) port = text.substr(colon);
  }
  if (result.host.empty() || result.host.find_first_of(" /\"'\\") != std::string::npos) return wrong();
  if (port.empty()) {
    result.port = kBrokerPortDefault;
    return result;
  }
  const char* end = port.data() + port.size();
  const auto [stop, error] = std::from_chars(port.data() + 1, end, result.port);
  if (port.front() != ':' || error != std::errc() || stop != end || result.port == 0) return wrong();
  return result;
}

// The client's secret travels there: only this machine may be asked without TLS.
absl::Status ValidateTokenUrl(const std::string& url) {
  const boost::urls::result<boost::urls::url_view> parsed = boost::urls::parse_uri(url);
  const auto wrong = [&](std::string_view reason) {
    return absl::InvalidArgumentError(base::StrCat("token_url ", reason, "; write e.g. https://id.example/oauth2/token"));
  };
  if (url.empty()) return wrong("is missing, which OAUTHBEARER needs");
  if (!parsed.has_value() || parsed->host().empty()) return wrong("is not a URL");
  if (parsed->has_userinfo()) return wrong("has a user in it; give username and password beside it");
  if (parsed->scheme() == "https") return absl::OkStatus();
  // As it is written: to Boost 1.81 the host of 127.0.0.1.example is 127.0.0.1.
  const std::string written = url.substr(url.find("://") + 3);
  const std::string authority = written.substr(0, written.find_first_of("/?#"));
  bool here = false;
  for (const std::string_view host : {"localhost", "127.0.0.1", "[::1]"}) {
    here = here || authority == host || authority.starts_with(base::StrCat(host, ":"));
  }
  return parsed->scheme() == "http" && here ? absl::OkStatus() : wrong("must begin with https://");
}

absl::Status ValidateOauth(const Security& security) {
  const bool wanted = security.UsesSasl() && security.mechanism == SaslMechanism::kOauthBearer;
  if (wanted) return ValidateTokenUrl(security.token_url);
  if (security.token_url.empty() && security.scope.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      "token_url and scope belong to the SASL mechanism OAUTHBEARER; choose it, or leave them out");
}

}  // namespace

const char* MechanismName(SaslMechanism mechanism) {
  switch (mechanism) {
    case SaslMechanism::kPlain: return "PLAIN";
    case SaslMechanism::kScramSha256: return "SCRAM-SHA-256";
    case SaslMechanism::kScramSha512: return "SCRAM-SHA-512";
    case SaslMechanism::kOauthBearer: return "OAUTHBEARER";
  }
  return "PLAIN";
}

std::string HostPort::Text() const {
  const bool ipv6 = host.find(':') != std::string::npos;
  return ipv6 ? base::StrCat("[", host, "]:", port) : base::StrCat(host, ":", port);
}

absl::StatusOr<std::vector<HostPort>> ParseBootstrapServers(const std::string& text) {
  std::vector<HostPort> servers;
  for (absl::string_view part : absl::StrSplit(text, ',')) {
    const std::string_view entry = base::Std(absl::StripAsciiWhitespace(part));
    if (entry.empty()) continue;
    absl::StatusOr<HostPort> server = ParseHostPort(entry);
    if (!server.ok()) return server.status();
    servers.push_back(*std::move(server));
  }
  if (servers.empty()) {
    return absl::InvalidArgumentError("no bootstrap server is given; write at least one host:port");
  }
  if (servers.size() > kBootstrapServersMax) {
    return absl::InvalidArgumentError(
        base::StrCat(servers.size(), " bootstrap servers are given, at most ", kBootstrapServersMax, " are used"));
  }
  return servers;
}

absl::Status Validate(const Cluster& cluster) {
  const absl::StatusOr<std::vector<HostPort>> servers = ParseBootstrapServers(cluster.bootstrap_servers);
  if (!servers.ok()) return servers.status();
  const Security& security = cluster.security;
  if (security.UsesSasl() && (security.username.empty() || security.password.empty())) {
    return absl::InvalidArgumentError("SASL is chosen without user name or password; give both");
  }
  if (absl::Status status = ValidateOauth(security); !status.ok()) return status;
  if (security.client_certificate.empty() != security.client_key.empty()) {
    return absl::InvalidArgumentError("a client certificate and its key belong together; give both or neither");
  }
  const bool has_certificate = !security.ca_certificate.empty() || !security.client_certificate.empty();
  if (has_certificate && !security.UsesTls()) {
    return absl::InvalidArgumentError("a certificate is given, but the protocol uses no TLS; choose ssl or sasl_ssl");
  }
  return absl::OkStatus();
}

absl::Status ValidateTopic(const std::string& topic) {
  constexpr size_t kTopicBytesMax = 249;
  bool legal = !topic.empty() && topic.size() <= kTopicBytesMax && topic != "." && topic != "..";
  for (const char c : topic) {
    legal = legal && (absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '.' || c == '_' || c == '-');
  }
  if (legal) return absl::OkStatus();
  return absl::InvalidArgumentError(
      base::StrCat("topic \"", topic.substr(0, kTopicBytesMax),
                   "\" is not a Kafka topic name; it has letters, digits, '.', '_' and '-' only"));
}

}  // namespace aurora::kafka

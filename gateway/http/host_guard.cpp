#include "gateway/http/host_guard.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "libs/base/text.h"

namespace aurora::gateway::http {
namespace {

// "https://host:port" of a URL.
std::string_view OriginOf(std::string_view url) {
  const size_t authority = url.find("://");
  if (authority == std::string_view::npos) return {};
  return url.substr(0, std::min(url.find('/', authority + 3), url.size()));
}

bool IsWildcard(std::string_view host) { return host.empty() || host == "0.0.0.0" || host == "::"; }

}  // namespace

std::string HostName(std::string_view host_header) {
  std::string_view host = host_header;
  if (!host.empty() && host.front() == '[') {
    const size_t end = host.find(']');
    host = end == std::string_view::npos ? std::string_view() : host.substr(1, end - 1);
  } else {
    host = host.substr(0, std::min(host.find(':'), host.size()));
  }
  return absl::AsciiStrToLower(base::Absl(host));
}

std::string ReachableAddress(std::string_view address) {
  const size_t port = address.rfind(':');
  if (port == std::string_view::npos || !IsWildcard(HostName(address))) return std::string(address);
  return base::StrCat("localhost", address.substr(port));
}

HostGuard::HostGuard(std::string_view public_url, std::string_view listen_host)
    : hosts_{"localhost", "127.0.0.1", "::1"} {
  const std::string_view origin = OriginOf(public_url);
  if (!origin.empty()) {
    public_origin_ = absl::AsciiStrToLower(base::Absl(origin));
    hosts_.insert(HostName(origin.substr(origin.find("://") + 3)));
  }
  if (!IsWildcard(listen_host)) hosts_.insert(absl::AsciiStrToLower(base::Absl(listen_host)));
}

bool HostGuard::AllowsHost(std::string_view host_header) const {
  return hosts_.find(HostName(host_header)) != hosts_.end();
}

bool HostGuard::AllowsOrigin(std::string_view origin, std::string_view host_header) const {
  const std::string lower = absl::AsciiStrToLower(base::Absl(origin));
  if (!public_origin_.empty() && lower == public_origin_) return true;
  // Behind a proxy that ends TLS the scheme seen here differs from the browser's, so only the authority counts.
  const size_t authority = lower.find("://");
  if (authority == std::string::npos) return false;
  return lower.substr(authority + 3) == absl::AsciiStrToLower(base::Absl(host_header));
}

}  // namespace aurora::gateway::http

#include "gateway/grafana/headers.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "libs/base/text.h"

namespace aurora::gateway::grafana {
namespace {

// About the content, the browser's cache and Grafana's own queries; nothing that says who or where somebody is.
constexpr std::string_view kToGrafana[] = {
    "Accept",        "Accept-Encoding", "Accept-Language", "Cache-Control",    "Content-Type",
    "If-Match",      "If-Modified-Since", "If-None-Match", "If-Range",         "If-Unmodified-Since",
    "Origin",        "Pragma",          "Range",           "User-Agent",       "X-Cache-Skip",
    "X-Dashboard-Uid", "X-Datasource-Uid", "X-Panel-Id",   "X-Plugin-Id",      "X-Query-Group-Id"};

constexpr std::string_view kToClient[] = {
    "Accept-Ranges",    "Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language",
    "Content-Range",    "Content-Security-Policy", "ETag",      "Expires",          "Grafana-Trace-Id",
    "Last-Modified",    "Location",      "Pragma",              "Retry-After",      "Vary",
    "X-Frame-Options"};

// Grafana's pages run inline scripts and evaluate those of plugins, so this is weaker than the web app's own; it keeps
// them on this origin. Grafana's own policy, where it sends one, holds as well: a browser obeys both.
constexpr char kPolicy[] =
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline' blob:; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

template <size_t N>
bool IsListed(const std::string_view (&list)[N], std::string_view name) {
  return std::any_of(std::begin(list), std::end(list), [name](std::string_view one) {
    return absl::EqualsIgnoreCase(base::Absl(one), base::Absl(name));
  });
}

bool IsSafe(const http::Request& request) { return request.method == "GET" || request.method == "HEAD"; }

http::Problem Foreign(std::string detail) { return http::MakeProblem(403, "csrf", std::move(detail)); }

}  // namespace

std::string Login(const auth::Identity& identity) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string login = base::StrCat("aurora-", auth::RoleName(identity.role), "-");
  for (const char c : identity.user) {
    if (absl::ascii_isalnum(static_cast<unsigned char>(c)) || std::string_view("._@:+-").find(c) != std::string_view::npos) {
      login += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      login += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return login;
}

std::string_view GrafanaRole(auth::Role role) {
  switch (role) {
    case auth::Role::kAdmin:
      return "Admin";
    case auth::Role::kEditor:
      return "Editor";
    case auth::Role::kViewer:
      return "Viewer";
  }
  return "Viewer";
}

http::Headers RequestHeaders(const http::Request& request) {
  http::Headers headers;
  // Grafana compares it with Origin; it was found to be ours before.
  headers.Add("Host", std::string(request.headers.Find("Host")));
  for (const auto& [name, value] : request.headers.all()) {
    // The first of a name, as everything else here reads them.
    if (IsListed(kToGrafana, name) && !headers.Has(name)) headers.Add(name, value);
  }
  headers.Add("X-Forwarded-For", request.remote_address);
  headers.Add("X-Forwarded-Host", std::string(request.headers.Find("Host")));
  headers.Add("X-Forwarded-Proto", request.secure ? "https" : "http");
  headers.Add("X-Request-Id", request.request_id);
  headers.Add("X-WEBAUTH-USER", Login(*request.identity));
  headers.Add("X-WEBAUTH-ROLE", std::string(GrafanaRole(request.identity->role)));
  return headers;
}

http::Response AnswerHead(int status, const http::Headers& headers) {
  http::Response head;
  head.status = status;
  head.content_type = std::string(headers.Find("Content-Type"));
  if (head.content_type.empty()) head.content_type = "application/octet-stream";
  for (const auto& [name, value] : headers.all()) {
    if (IsListed(kToClient, name)) head.headers.Add(name, value);
  }
  head.headers.Add("Content-Security-Policy", kPolicy);
  if (!head.headers.Has("X-Frame-Options")) head.headers.Add("X-Frame-Options", "SAMEORIGIN");
  return head;
}

std::optional<http::Problem> CheckOrigin(const http::Request& request, const http::HostGuard& guard) {
  // A token is no browser's; only cookies are sent by pages that do not know them.
  if (request.identity->via != auth::Identity::Via::kSession) return std::nullopt;
  const std::string_view origin = request.headers.Find("Origin");
  const std::string_view site = request.headers.Find("Sec-Fetch-Site");
  const bool navigates = request.headers.Find("Sec-Fetch-Mode") == "navigate";
  if (!origin.empty() && !guard.AllowsOrigin(origin, request.headers.Find("Host"))) {
    return Foreign("the request comes from a page of another site");
  }
  if (IsSafe(request) && !IsSocket(request)) {
    const bool foreign = site == "cross-site" || site == "same-site";
    if (foreign && !navigates) return Foreign("the request comes from a page of another site");
    return std::nullopt;
  }
  if (!site.empty() && site != "same-origin") return Foreign("the request comes from a page of another site");
  if (origin.empty() && site.empty()) {
    return Foreign("with a session, a change in Grafana must name its Origin, as browsers do; programs use a token");
  }
  return std::nullopt;
}

bool IsSocket(const http::Request& request) {
  return request.method == "GET" && absl::EqualsIgnoreCase(base::Absl(request.headers.Find("Upgrade")), "websocket");
}

}  // namespace aurora::gateway::grafana

#include "gateway/grafana/headers.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "absl/strings/ascii.h"

namespace aurora::gateway::grafana {
namespace {

using auth::Identity;
using auth::Role;

http::Request From(Identity::Via via, std::vector<std::pair<std::string, std::string>> headers,
                   const std::string& method = "GET") {
  http::Request request;
  request.method = method;
  request.remote_address = "192.0.2.7";
  request.request_id = "id-1";
  request.identity = Identity{"ann", Role::kEditor, via, "csrf", "", ""};
  request.headers.Add("Host", "aurora.example.com");
  for (auto& [name, value] : headers) request.headers.Add(name, value);
  return request;
}

TEST_CASE("a login holds the role, is never one of Grafana's own and cannot carry a line break") {
  const auto login = [](const char* user, Role role) {
    return Login(Identity{user, role, Identity::Via::kSession, "", "", ""});
  };
  CHECK(login("ann", Role::kEditor) == "aurora-editor-ann");
  CHECK(login("admin", Role::kViewer) == "aurora-viewer-admin");
  CHECK(login("token:ci", Role::kAdmin) == "aurora-admin-token:ci");
  CHECK(login("a b\r\nX: \xc3\xa9%", Role::kViewer) == "aurora-viewer-a%20b%0D%0AX:%20%C3%A9%25");
  CHECK(GrafanaRole(Role::kAdmin) == "Admin");
  CHECK(GrafanaRole(Role::kEditor) == "Editor");
  CHECK(GrafanaRole(Role::kViewer) == "Viewer");
}

TEST_CASE("only listed headers reach Grafana, however others are written") {
  const http::Headers sent = RequestHeaders(From(
      Identity::Via::kSession,
      {{"X-WEBAUTH-USER", "root"}, {"x-webauth-user", "root"}, {"X_WEBAUTH_USER", "root"}, {"X-WEBAUTH-ROLE", "Admin"},
       {"X-Webauth-Groups", "root"}, {"X-Grafana-Org-Id", "7"}, {"X-Grafana-Id", "root"}, {"Authorization", "Bearer t"},
       {"Cookie", "aurora_session=s"}, {"Forwarded", "for=root"}, {"X-Forwarded-For", "root"},
       {"X-Forwarded-User", "root"}, {"X-Real-IP", "root"}, {"X-JWT-Assertion", "root"}, {"X-CSRF-Token", "csrf"},
       {"Connection", "X-WEBAUTH-USER, close"}, {"Transfer-Encoding", "chunked"}, {"Content-Length", "4"},
       {"Upgrade", "h2c"}, {"TE", "trailers"}, {"Host", "root"}, {"X-Aurora-Principal", "root"},
       {"accept", "text/html"}, {"Accept", "root"}, {"content-type", "application/json"}, {"X-Panel-Id", "3"}}));
  std::vector<std::pair<std::string, std::string>> lower;
  for (const auto& [name, value] : sent.all()) lower.emplace_back(absl::AsciiStrToLower(name), value);
  std::sort(lower.begin(), lower.end());
  CHECK(lower == std::vector<std::pair<std::string, std::string>>{{"accept", "text/html"},
                                                                 {"content-type", "application/json"},
                                                                 {"host", "aurora.example.com"},
                                                                 {"x-forwarded-for", "192.0.2.7"},
                                                                 {"x-forwarded-host", "aurora.example.com"},
                                                                 {"x-forwarded-proto", "http"},
                                                                 {"x-panel-id", "3"},
                                                                 {"x-request-id", "id-1"},
                                                                 {"x-webauth-role", "Editor"},
                                                                 {"x-webauth-user", "aurora-editor-ann"}});
}

TEST_CASE("what is about the whole origin does not come back from Grafana") {
  http::Headers headers;
  for (const char* name : {"Set-Cookie", "Clear-Site-Data", "Service-Worker-Allowed", "Access-Control-Allow-Origin",
                           "Access-Control-Allow-Credentials", "WWW-Authenticate", "Strict-Transport-Security", "Server",
                           "Connection", "Transfer-Encoding", "Content-Length", "X-Request-Id", "Date"}) {
    headers.Add(name, "x");
  }
  headers.Add("content-type", "text/html; charset=UTF-8");
  headers.Add("etag", "\"1\"");
  headers.Add("Content-Security-Policy", "sandbox");
  const http::Response head = AnswerHead(203, headers);
  CHECK(head.status == 203);
  CHECK(head.content_type == "text/html; charset=UTF-8");
  std::vector<std::string> names;
  for (const auto& [name, value] : head.headers.all()) names.push_back(name);
  CHECK(names == std::vector<std::string>{"etag", "Content-Security-Policy", "Content-Security-Policy", "X-Frame-Options"});
  CHECK(head.headers.Find("Content-Security-Policy") == "sandbox");
  CHECK(head.headers.Find("X-Frame-Options") == "SAMEORIGIN");
}

TEST_CASE("a page of another site cannot use somebody's session") {
  const http::HostGuard guard("https://aurora.example.com", "0.0.0.0");
  const auto check = [&](const std::string& method, std::vector<std::pair<std::string, std::string>> headers,
                         Identity::Via via = Identity::Via::kSession) {
    return !CheckOrigin(From(via, std::move(headers), method), guard).has_value();
  };
  const std::pair<std::string, std::string> ours{"Origin", "https://aurora.example.com"};
  const std::pair<std::string, std::string> foreign{"Origin", "https://evil.example.com"};
  const std::pair<std::string, std::string> socket{"Upgrade", "websocket"};
  CHECK(check("GET", {}));
  CHECK(check("GET", {{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "navigate"}}));
  CHECK_FALSE(check("GET", {{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Mode", "no-cors"}}));
  CHECK_FALSE(check("GET", {{"Sec-Fetch-Site", "same-site"}}));
  CHECK_FALSE(check("GET", {foreign}));
  for (const char* method : {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
    INFO(method);
    CHECK(check(method, {ours}));
    CHECK(check(method, {{"Sec-Fetch-Site", "same-origin"}}));
    CHECK_FALSE(check(method, {}));
    CHECK_FALSE(check(method, {foreign}));
    CHECK_FALSE(check(method, {{"Origin", "null"}}));
    CHECK_FALSE(check(method, {ours, {"Sec-Fetch-Site", "same-site"}}));
    CHECK_FALSE(check(method, {{"Sec-Fetch-Site", "none"}, {"Sec-Fetch-Mode", "navigate"}}));
    CHECK(check(method, {}, Identity::Via::kToken));
  }
  CHECK(check("GET", {socket, ours}));
  CHECK_FALSE(check("GET", {socket}));
  CHECK_FALSE(check("GET", {socket, foreign}));
}

}  // namespace
}  // namespace aurora::gateway::grafana

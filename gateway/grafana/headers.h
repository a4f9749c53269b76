#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gateway/auth/identity.h"
#include "gateway/http/host_guard.h"
#include "gateway/http/message.h"
#include "gateway/http/problem.h"

// What passes between a client and Grafana, and what does not. Grafana believes whoever sends X-WEBAUTH-USER (its
// auth proxy), so headers pass by a list of names: one that is not on it, however it is written, does not reach Grafana.
namespace aurora::gateway::grafana {

// The login of somebody in Grafana, "aurora-editor-ann". It holds the role, because Grafana keeps one role a login:
// sessions of the same person with different roles must not change each other's; and never is one of Grafana's own
// logins such as its administrator's "admin". Characters other than A-Za-z0-9._@:+- become %XX.
std::string Login(const auth::Identity& identity);
// "Viewer", "Editor" or "Admin".
std::string_view GrafanaRole(auth::Role role);

// What Grafana is sent for a request of a signed-in client: listed headers, and who it is.
http::Headers RequestHeaders(const http::Request& request);
// What the client gets of an answer of Grafana. Cookies, CORS and whatever else is about the whole origin, which is
// Aurora's, do not pass.
http::Response AnswerHead(int status, const http::Headers& headers);

// Why a request of a session must not be handed on: it may come from a page of another site. Grafana's own pages
// cannot send our CSRF token, so what changes something must prove its origin by the browser's own headers.
std::optional<http::Problem> CheckOrigin(const http::Request& request, const http::HostGuard& guard);

bool IsSocket(const http::Request& request);

}  // namespace aurora::gateway::grafana

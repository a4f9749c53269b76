#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aurora::gateway::auth {

// Each role may do what the ones before it may.
enum class Role { kViewer, kEditor, kAdmin };

std::string_view RoleName(Role role);
std::optional<Role> ParseRole(std::string_view name);

// Who sends a request.
struct Identity {
  enum class Via { kToken, kSession };
  // "admin", "token:ci" or the user of a sign-in link.
  std::string user;
  Role role = Role::kViewer;
  Via via = Via::kToken;
  // Of a session: what the CSRF header must hold.
  std::string csrf_token;
  // Of a token: its id.
  std::string token_id;
  // Of an endpoint's token: the only endpoint that it opens. Empty for everybody else.
  std::string endpoint_id;
};

}  // namespace aurora::gateway::auth

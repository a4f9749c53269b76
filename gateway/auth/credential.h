#pragma once

#include <string>
#include <string_view>

#include "libs/base/secret.h"

namespace aurora::gateway::auth {

// Longest credential that is looked at.
inline constexpr size_t kCredentialBytesMax = 256;

// A new bearer token, session token or link token: 256 random bits.
base::Secret MakeCredential();

// What is kept of a credential: lower-case hex SHA-256. It is random, so it needs no salt and no slow hash.
std::string HashCredential(std::string_view credential);

// In a time that depends on the lengths only.
bool ConstantTimeEquals(std::string_view left, std::string_view right);

// The CSRF token of a session: derived from its token, so that it needs no place to be kept and cannot be
// turned back.
std::string CsrfToken(std::string_view session_token);

// The value of `name` in a Cookie header, or "".
std::string_view CookieValue(std::string_view header, std::string_view name);

// The token of "Bearer TOKEN", or "".
std::string_view BearerToken(std::string_view authorization);

}  // namespace aurora::gateway::auth

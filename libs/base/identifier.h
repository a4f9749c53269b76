#pragma once

#include <string>
#include <string_view>

namespace aurora::base {

// A random identifier: prefix and `characters` of [a-z2-7], e.g. MakeIdentifier("c-", 12). 12 characters are
// 60 bits.
std::string MakeIdentifier(std::string_view prefix, size_t characters = 12);

// A random request id: 26 characters of [a-z2-7], 128 bits.
std::string MakeRequestId();

// Whether text may be used as a request id that came from outside: 1 to 64 characters of [A-Za-z0-9._-].
bool IsRequestId(std::string_view text);

}  // namespace aurora::base

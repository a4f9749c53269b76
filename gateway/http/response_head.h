#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "gateway/http/message.h"

namespace aurora::gateway::http {

// How the end of a body is told.
struct BodyFraming {
  // Content-Length; absent: chunked, or by closing when `chunked` is false.
  std::optional<size_t> length;
  bool chunked = false;
  bool keep_alive = true;
};

// Status line and headers of an answer, with those that every answer has: request id, security headers, no caching
// unless the answer says otherwise.
std::string ResponseHead(const Response& response, const Request& request, const BodyFraming& framing);

// Size line of a chunk.
std::string ChunkHead(size_t bytes);

}  // namespace aurora::gateway::http

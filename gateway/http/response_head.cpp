#include "gateway/http/response_head.h"

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/http/problem.h"
#include "libs/base/text.h"

namespace aurora::gateway::http {
namespace {

struct Default {
  const char* name;
  const char* value;
};

constexpr Default kDefaults[] = {
    {"Cache-Control", "no-store"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
};

std::string_view Reason(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 204: return "No Content";
    case 304: return "Not Modified";
  }
  return StatusTitle(status);
}

}  // namespace

std::string ResponseHead(const Response& response, const Request& request, const BodyFraming& framing) {
  std::string head = base::StrCat("HTTP/1.1 ", response.status, " ", Reason(response.status), "\r\n");
  const auto add = [&head](std::string_view name, std::string_view value) {
    base::StrAppend(&head, name, ": ", value, "\r\n");
  };
  add("Date", absl::FormatTime("%a, %d %b %Y %H:%M:%S GMT", absl::Now(), absl::UTCTimeZone()));
  add("X-Request-Id", request.request_id);
  for (const auto& [name, value] : response.headers.all()) add(name, value);
  for (const Default& one : kDefaults) {
    if (!response.headers.Has(one.name)) add(one.name, one.value);
  }
  if (request.secure) add("Strict-Transport-Security", "max-age=31536000");
  const bool bodiless = response.status == 204 || response.status == 304;
  if (!bodiless) {
    add("Content-Type", response.content_type);
    if (framing.length.has_value()) {
      base::StrAppend(&head, "Content-Length: ", *framing.length, "\r\n");
    } else if (framing.chunked) {
      add("Transfer-Encoding", "chunked");
    }
  }
  if (!framing.keep_alive) add("Connection", "close");
  head += "\r\n";
  return head;
}

std::string ChunkHead(size_t bytes) { return absl::StrCat(absl::Hex(bytes), "\r\n"); }

}  // namespace aurora::gateway::http

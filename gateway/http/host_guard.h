#pragma once

#include <set>
#include <string>
#include <string_view>

namespace aurora::gateway::http {

// Which Host and Origin headers are ours. A page of another site can make a browser resolve that site's own name
// to 127.0.0.1 (DNS rebinding); its requests then carry that name, and are refused here. Immutable.
class HostGuard {
 public:
  // Loopback names always; the host of `public_url` (e.g. "https://aurora.example.com") when it is not empty; and
  // `listen_host` when it is an address of its own and not a wildcard.
  HostGuard(std::string_view public_url, std::string_view listen_host);

  bool AllowsHost(std::string_view host_header) const;
  // Whether a browser's Origin is the site that its Host names. `secure`: the request came over TLS.
  bool AllowsOrigin(std::string_view origin, std::string_view host_header) const;

 private:
  std::set<std::string, std::less<>> hosts_;
  std::string public_origin_;
};

// "example.com" of "example.com:8080", "::1" of "[::1]:80"; lower case.
std::string HostName(std::string_view host_header);

// Where a browser on the same machine reaches a listener: "localhost:7171" of "0.0.0.0:7171" and "[::]:7171", whose wildcard is no
// host that anybody could name (nor one that a HostGuard allows); any other address as it is.
std::string ReachableAddress(std::string_view address);

}  // namespace aurora::gateway::http

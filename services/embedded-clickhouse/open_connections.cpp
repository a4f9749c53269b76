#include "services/embedded-clickhouse/open_connections.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string>
#include <system_error>

namespace aurora::embedded_clickhouse {
namespace {

// 0 when the file is no TCP connection.
int64_t LocalPort(int file) {
  sockaddr_storage local{};
  sockaddr_storage peer{};
  socklen_t local_bytes = sizeof(local);
  socklen_t peer_bytes = sizeof(peer);
  if (::getsockname(file, reinterpret_cast<sockaddr*>(&local), &local_bytes) != 0) return 0;
  // A listening socket has no peer.
  if (::getpeername(file, reinterpret_cast<sockaddr*>(&peer), &peer_bytes) != 0) return 0;
  if (local.ss_family == AF_INET) return ntohs(reinterpret_cast<sockaddr_in*>(&local)->sin_port);
  if (local.ss_family == AF_INET6) return ntohs(reinterpret_cast<sockaddr_in6*>(&local)->sin6_port);
  return 0;
}

}  // namespace

size_t EndReading(const std::vector<int64_t>& ports) {
  size_t count = 0;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", error)) {
    const std::string name = entry.path().filename().string();
    int file = -1;
    if (std::from_chars(name.data(), name.data() + name.size(), file).ec != std::errc()) continue;
    const int64_t port = LocalPort(file);
    if (port == 0 || std::find(ports.begin(), ports.end(), port) == ports.end()) continue;
    ::shutdown(file, SHUT_RD);
    ++count;
  }
  return count;
}

}  // namespace aurora::embedded_clickhouse

#include "cli/up/readiness.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

constexpr size_t kAnswerBytesMax = 16 << 10;

// ApiVersions, version 0: length, key 18, version 0, correlation 1, no client id.
constexpr std::string_view kKafkaRequest("\0\0\0\x0a\0\x12\0\0\0\0\0\x01\xff\xff", 14);

// One short-lived connection to loopback.
class Connection {
 public:
  explicit Connection(absl::Duration timeout) : descriptor_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const timeval limit = absl::ToTimeval(timeout);
    setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    setsockopt(descriptor_, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
  }
  ~Connection() { close(descriptor_); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  bool Open(std::string_view address) const {
    const size_t colon = address.rfind(':');
    int port = 0;
    if (colon == std::string_view::npos || !absl::SimpleAtoi(base::Absl(address.substr(colon + 1)), &port))
      return false;
    sockaddr_in peer{};
    peer.sin_family = AF_INET;
    peer.sin_port = htons(static_cast<uint16_t>(port));
    if (inet_pton(AF_INET, std::string(address.substr(0, colon)).c_str(), &peer.sin_addr) != 1) return false;
    return connect(descriptor_, reinterpret_cast<sockaddr*>(&peer), sizeof(peer)) == 0;
  }
  bool Send(std::string_view bytes) const {
    return send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
  }
  // What comes within the timeout, up to the peer's end or `enough` bytes.
  std::string Receive(size_t enough) const {
    std::string answer;
    char buffer[4096];
    while (answer.size() < enough) {
      const ssize_t got = recv(descriptor_, buffer, sizeof(buffer), 0);
      if (got <= 0) break;
      answer.append(buffer, static_cast<size_t>(got));
    }
    return answer;
  }

 private:
  int descriptor_;
};

absl::Status AskHttp(const Connection& connection) {
  if (!connection.Send("GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
    return absl::UnavailableError("no answer");
  }
  const std::string answer = connection.Receive(kAnswerBytesMax);
  if (answer.starts_with("HTTP/1.1 200 ")) return absl::OkStatus();
  const size_t body = answer.find("\r\n\r\n");
  if (body == std::string::npos) return absl::UnavailableError("no answer");
  return absl::UnavailableError(absl::StripAsciiWhitespace(answer.substr(body + 4)));
}

}  // namespace

absl::Status AskReadiness(const Probe& probe, absl::Duration timeout) {
  const Connection connection(timeout);
  if (!connection.Open(probe.address)) return absl::UnavailableError("not listening yet");
  if (probe.kind == Probe::Kind::kHttpReady) return AskHttp(connection);
  // The answer begins with its length and our correlation id.
  if (!connection.Send(kKafkaRequest) || connection.Receive(8).size() < 8)
    return absl::UnavailableError("no answer");
  return absl::OkStatus();
}

}  // namespace aurora::cli

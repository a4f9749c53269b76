#include "libs/service/admin_server.h"

#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <list>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "libs/base/text.h"

namespace aurora::service {
namespace {

constexpr size_t kRequestBytesMax = 8 * 1024;
constexpr size_t kConnectionsMax = 16;
constexpr absl::Duration kConnectionTimeMax = absl::Seconds(5);

struct Connection {
  int descriptor = -1;
  absl::Time deadline;
  std::string in;
  std::string out;
  size_t written = 0;
};

struct HostPort {
  std::string host;
  std::string port;
};

absl::StatusOr<HostPort> SplitListen(const std::string& listen) {
  const size_t colon = listen.rfind(':');
  if (colon == std::string::npos || colon == 0 || colon + 1 == listen.size()) {
    return absl::InvalidArgumentError(
        base::StrCat("listen address \"", listen, "\" is not host:port; give e.g. 127.0.0.1:7190"));
  }
  std::string host = listen.substr(0, colon);
  if (host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  uint32_t port = 0;
  if (!absl::SimpleAtoi(listen.substr(colon + 1), &port) || port > 65535) {
    return absl::InvalidArgumentError(
        base::StrCat("listen address \"", listen, "\" has no port from 0 to 65535; give e.g. 127.0.0.1:7190"));
  }
  return HostPort{host, listen.substr(colon + 1)};
}

std::string AddressOf(int descriptor) {
  sockaddr_storage address{};
  socklen_t length = sizeof(address);
  char host[NI_MAXHOST] = "";
  char port[NI_MAXSERV] = "";
  if (getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &length) != 0 ||
      getnameinfo(reinterpret_cast<sockaddr*>(&address), length, host, sizeof(host), port, sizeof(port),
                  NI_NUMERICHOST | NI_NUMERICSERV) != 0) {
    return "unknown";
  }
  return address.ss_family == AF_INET6 ? base::StrCat("[", host, "]:", port) : base::StrCat(host, ":", port);
}

absl::StatusOr<int> Listen(const std::string& listen) {
  absl::StatusOr<HostPort> parts = SplitListen(listen);
  if (!parts.ok()) return parts.status();
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (getaddrinfo(parts->host.c_str(), parts->port.c_str(), &hints, &found) != 0) {
    return absl::InvalidArgumentError(
        base::StrCat("listen address ", listen, " has no such host or port; give e.g. 127.0.0.1:7190"));
  }
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(found, &freeaddrinfo);
  const int descriptor = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor < 0) return absl::UnavailableError("no socket for the admin server; too many open files?");
  const int on = 1;
  setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  if (bind(descriptor, found->ai_addr, found->ai_addrlen) != 0 ||
      ::listen(descriptor, static_cast<int>(kConnectionsMax)) != 0) {
    const int error = errno;
    close(descriptor);
    return absl::UnavailableError(base::StrCat("admin address ", listen,
                                               error == EADDRINUSE ? " is in use" : " cannot be listened on",
                                               "; give another with --admin.listen"));
  }
  return descriptor;
}

std::string_view StatusText(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 400:
      return "Bad Request";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 431:
      return "Request Header Fields Too Large";
    case 503:
      return "Service Unavailable";
  }
  return "Error";
}

std::string Render(const AdminResponse& response, bool with_body) {
  return base::StrCat("HTTP/1.1 ", response.status, " ", StatusText(response.status),
                      "\r\nContent-Type: ", response.content_type,
                      "\r\nContent-Length: ", response.body.size(),
                      "\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
                      with_body ? std::string_view(response.body) : std::string_view());
}

// The whole answer to a request's head.
std::string Respond(std::string_view head, const AdminServer::Answer& answer) {
  const std::vector<std::string> words = absl::StrSplit(base::Absl(head.substr(0, head.find("\r\n"))), ' ');
  if (words.size() != 3 || !words[2].starts_with("HTTP/1.") || !words[1].starts_with("/")) {
    return Render({.status = 400, .body = "not an HTTP request\n"}, true);
  }
  if (words[0] != "GET" && words[0] != "HEAD") {
    return Render({.status = 405, .body = "only GET and HEAD\n"}, true);
  }
  return Render(answer(words[1].substr(0, words[1].find('?'))), words[0] == "GET");
}

// False when the connection is over.
bool Read(Connection& connection, const AdminServer::Answer& answer) {
  char buffer[4096];
  const ssize_t got = recv(connection.descriptor, buffer, sizeof(buffer), 0);
  if (got < 0) return errno == EAGAIN || errno == EINTR;
  if (got == 0) return false;
  connection.in.append(buffer, static_cast<size_t>(got));
  if (connection.in.find("\r\n\r\n") != std::string::npos) {
    connection.out = Respond(connection.in, answer);
  } else if (connection.in.size() > kRequestBytesMax) {
    connection.out = Render({.status = 431, .body = "request too large\n"}, true);
  }
  return true;
}

bool Write(Connection& connection) {
  const ssize_t sent = send(connection.descriptor, connection.out.data() + connection.written,
                            connection.out.size() - connection.written, MSG_NOSIGNAL);
  if (sent < 0) return errno == EAGAIN || errno == EINTR;
  connection.written += static_cast<size_t>(sent);
  return connection.written < connection.out.size();
}

void Accept(int listener, std::list<Connection>* connections) {
  const int descriptor = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (descriptor < 0) return;
  connections->emplace_back();
  connections->back().descriptor = descriptor;
  connections->back().deadline = absl::Now() + kConnectionTimeMax;
}

}  // namespace

absl::StatusOr<std::unique_ptr<AdminServer>> AdminServer::Create(const std::string& listen, Answer answer) {
  absl::StatusOr<int> listener = Listen(listen);
  if (!listener.ok()) return listener.status();
  const int wake = eventfd(0, EFD_CLOEXEC);
  if (wake < 0) {
    close(*listener);
    return absl::UnavailableError("no event descriptor for the admin server; too many open files?");
  }
  return std::unique_ptr<AdminServer>(
      new AdminServer(*listener, wake, AddressOf(*listener), std::move(answer)));
}

AdminServer::AdminServer(int listener, int wake, std::string address, Answer answer)
    : listener_(listener), wake_(wake), address_(std::move(address)), answer_(std::move(answer)) {
  thread_ = std::thread([this] { Loop(); });
}

AdminServer::~AdminServer() {
  const uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = write(wake_, &one, sizeof(one));
  thread_.join();
  close(listener_);
  close(wake_);
}

void AdminServer::Loop() {
  std::list<Connection> connections;
  for (;;) {
    // With all places taken new clients wait in the kernel's queue.
    const short listen_events = connections.size() < kConnectionsMax ? POLLIN : 0;
    std::vector<pollfd> polled = {{wake_, POLLIN, 0}, {listener_, listen_events, 0}};
    for (const Connection& connection : connections) {
      polled.push_back(
          {connection.descriptor, static_cast<short>(connection.out.empty() ? POLLIN : POLLOUT), 0});
    }
    poll(polled.data(), polled.size(), connections.empty() ? -1 : 250);
    if (polled[0].revents != 0) break;
    const absl::Time now = absl::Now();
    size_t index = 2;
    for (auto it = connections.begin(); it != connections.end(); ++index) {
      bool open = now < it->deadline;
      if (open && polled[index].revents != 0) open = it->out.empty() ? Read(*it, answer_) : Write(*it);
      if (open) {
        ++it;
      } else {
        close(it->descriptor);
        it = connections.erase(it);
      }
    }
    if ((polled[1].revents & POLLIN) != 0) Accept(listener_, &connections);
  }
  for (const Connection& connection : connections) close(connection.descriptor);
}

}  // namespace aurora::service

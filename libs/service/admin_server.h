#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/status/statusor.h"

namespace aurora::service {

struct AdminResponse {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
};

// A very small HTTP/1.1 server for health and metrics: GET and HEAD, one answer a connection, 8 KiB a
// request, 16 connections, 5 seconds each. A slow client delays nobody: all connections are served by one
// poll loop.
//
// Lifecycle: Create() listens and starts its thread; the destructor ends both.
// Threads: `answer` is called from the server's own thread. Owner: Runtime.
class AdminServer {
 public:
  // Path without query -> response.
  using Answer = std::function<AdminResponse(const std::string& path)>;

  // `listen` is host:port or [v6]:port. InvalidArgument when it is not, Unavailable when the port is taken.
  static absl::StatusOr<std::unique_ptr<AdminServer>> Create(const std::string& listen, Answer answer);
  ~AdminServer();
  AdminServer(const AdminServer&) = delete;
  AdminServer& operator=(const AdminServer&) = delete;

  const std::string& address() const { return address_; }

 private:
  AdminServer(int listener, int wake, std::string address, Answer answer);
  void Loop();

  int listener_;
  int wake_;
  std::string address_;
  Answer answer_;
  // Last: it uses all of the above.
  std::thread thread_;
};

}  // namespace aurora::service

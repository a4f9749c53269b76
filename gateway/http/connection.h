#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <cstddef>
#include <memory>
#include <mutex>
#include <map>
#include <vector>

#include "absl/time/time.h"

namespace boost::asio::ssl {
class context;
}

namespace aurora::gateway::http {

class Application;

// Bounds of every connection.
struct ConnectionLimits {
  size_t header_bytes_max = 16 << 10;
  // From the first byte of a request until its header is whole; then until its body is.
  absl::Duration header_timeout = absl::Seconds(10);
  absl::Duration body_timeout = absl::Seconds(30);
  // Between two requests.
  absl::Duration idle_timeout = absl::Seconds(75);
  // Until the client took some 256 KiB.
  absl::Duration write_timeout = absl::Seconds(30);
  size_t websocket_message_bytes_max = 4 << 10;
};

// One client. Lives as long as its coroutine; the registry knows it meanwhile.
class Connection {
 public:
  virtual ~Connection() = default;
  // Ends it when the request in hand is answered; at once when there is none. From any thread.
  virtual void Drain() = 0;
  // Ends it now and cancels its work. From any thread.
  virtual void Kill() = 0;
};

// All open connections, for their limit and for the end. Thread-safe. Shared by the listener and the connections,
// of which the last may end with the io_context, after the listener.
class ConnectionRegistry {
 public:
  void Add(const std::shared_ptr<Connection>& connection);
  void Remove(Connection* connection);
  size_t size() const;
  void DrainAll();
  void KillAll();

 private:
  std::vector<std::shared_ptr<Connection>> All() const;
  mutable std::mutex mutex_;
  std::map<Connection*, std::weak_ptr<Connection>> connections_;
};

// Starts the coroutine of an accepted socket on the socket's own executor (a strand). The application must outlive
// the connection.
void StartPlainConnection(boost::asio::ip::tcp::socket socket, const ConnectionLimits& limits,
                          Application& application, std::shared_ptr<ConnectionRegistry> registry);
void StartTlsConnection(boost::asio::ip::tcp::socket socket, boost::asio::ssl::context& tls,
                        const ConnectionLimits& limits, Application& application,
                        std::shared_ptr<ConnectionRegistry> registry);

}  // namespace aurora::gateway::http

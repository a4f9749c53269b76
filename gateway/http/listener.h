#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gateway/http/connection.h"

namespace aurora::gateway::http {

struct ListenerOptions {
  // host:port; port 0: any free one.
  std::string listen = "127.0.0.1:7180";
  // PEM files; empty: no TLS.
  std::string certificate_file;
  std::string key_file;
  size_t connections_max = 1024;
  ConnectionLimits limits;
};

// Accepts connections and starts their coroutines. Lifecycle: Create() listens and accepts at once; Drain() ends
// intake and waits for what runs; destroy it after the io_context's threads ended. Thread-safe. Owner: main.
class Listener {
 public:
  // Unavailable when the port is taken, InvalidArgument for an address or a certificate that does not fit.
  static absl::StatusOr<std::unique_ptr<Listener>> Create(const ListenerOptions& options, Application& application,
                                                          boost::asio::io_context& context);
  ~Listener();

  // host:port that it really listens on.
  const std::string& address() const;
  size_t connections() const;
  // No new connections; open ones end with the answer in hand, or when the deadline is near, at once.
  void Drain(absl::Time deadline);

 private:
  struct Impl;
  explicit Listener(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace aurora::gateway::http

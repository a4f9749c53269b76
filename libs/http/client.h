#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace aurora::http {

class Cancellation;

// Name and value; on a Request they are sent as given, on a Response the names are in lower case.
using Headers = std::vector<std::pair<std::string, std::string>>;

struct Response {
  int status = 0;
  Headers headers;
  // Empty when on_body took it.
  std::string body;

  bool ok() const { return status >= 200 && status < 300; }
  // The first value of a header, "" when there is none. `name` in lower case.
  std::string_view Header(std::string_view name) const;
};

// Where a body beyond this ends in ResourceExhausted, unless the request says otherwise.
inline constexpr size_t kResponseBytesMax = 16 << 20;

// One call. The memory that string_views name must live until Send returns.
struct Request {
  std::string method = "GET";
  // Below the base URL, "/api/v1/tables". Sent as it is: encode pieces that came from outside with
  // EncodeQueryValue.
  std::string path = "/";
  // Encoded here.
  std::vector<std::pair<std::string, std::string>> query;
  Headers headers;

  // The body, in this order of preference: pull, pieces, body.
  std::string body;
  std::vector<std::string_view> body_pieces;
  // Fills `buffer`, returns the number of bytes (0: the end); sent chunked. An error ends the call with it.
  std::function<absl::StatusOr<size_t>(char* buffer, size_t capacity)> body_pull;
  // Whether the call may be sent a second time when a kept connection turns out to be dead after bytes were
  // sent. Without it such a call fails with Unavailable.
  bool replayable = false;
  // Asked right before the first byte of a body of pieces leaves, each time that the call is sent: an error ends the call
  // with it, and the server sees headers without their body.
  std::function<absl::Status()> may_send;

  size_t response_bytes_max = kResponseBytesMax;
  // Sees status and headers before the first byte of the body.
  std::function<absl::Status(const Response& head)> on_head;
  // Takes the body of a 2xx answer as it arrives (other answers collect in Response::body, so that an error's
  // text never mixes with data). An error ends the call with it. With it response_bytes_max does not count.
  std::function<absl::Status(std::string_view piece)> on_body;
  // Cancelled by another thread: Send returns Cancelled at once and the connection is closed.
  std::shared_ptr<Cancellation> cancellation;
};

struct Options {
  // "http://127.0.0.1:8123" or "https://host:8443/prefix".
  std::string base_url;
  // For name and connection together.
  absl::Duration connect_timeout = absl::Seconds(3);
  // How long after its beginning a call is tried again, with pauses and within its deadline, when no connection could be made: its
  // name has no address, or nobody accepts there. Nothing of it has been sent then. Zero: tried once.
  absl::Duration connect_patience = absl::ZeroDuration();
  // A kept connection idle for longer is not used again: below the 10 s after which ClickHouse hangs up.
  absl::Duration idle_max = absl::Seconds(8);
  // Kept connections; more calls at a time are possible, their connections close afterwards.
  size_t connections_max = 16;
  // TLS: verification cannot be turned off. Empty ca_file: the system's authorities.
  std::string ca_file;
  // PEM text of the authorities, instead of a file.
  std::string ca_certificate;
  std::string certificate_file;
  std::string key_file;
};

// One endpoint, reached by blocking HTTP/1.1 calls: keep-alive, TCP_NODELAY, no redirects, no proxy from the
// environment for loopback.
//
// Threads: Send may be called from any number of threads; each call has a connection to itself.
// Errors of Send, each naming host and port: Unavailable (DNS, connect, TLS handshake, connection lost),
// DeadlineExceeded, Cancelled, ResourceExhausted (body too long), whatever a callback returned. An answer with
// any HTTP status is OK.
class Client {
 public:
  // InvalidArgument when the URL is none, NotFound when a TLS file is not there.
  static absl::StatusOr<std::unique_ptr<Client>> Create(Options options);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  absl::StatusOr<Response> Send(const Request& request, absl::Time deadline);

  // "host:port", for messages.
  const std::string& authority() const;
  // Whether the endpoint is on this machine, by its name.
  bool loopback() const;

 private:
  struct Impl;
  explicit Client(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Percent-encodes all but [A-Za-z0-9-_.~].
std::string EncodeQueryValue(std::string_view value);

}  // namespace aurora::http

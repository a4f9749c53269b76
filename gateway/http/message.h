#pragma once

#include <boost/asio/awaitable.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "gateway/auth/identity.h"
#include "gateway/http/cancellation.h"

// HTTP as the rest of the gateway sees it: only connection.cpp and listener.cpp know Beast.
namespace aurora::gateway::http {

// Names and values in the order of the wire; names are compared without case.
class Headers {
 public:
  void Add(std::string name, std::string value);
  // The first of that name, or "".
  std::string_view Find(std::string_view name) const;
  bool Has(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& all() const { return headers_; }

 private:
  std::vector<std::pair<std::string, std::string>> headers_;
};

struct Request {
  std::string method;
  // Path and query as sent.
  std::string target;
  // As sent, without the query.
  std::string path;
  // Decoded; filled by ParseTarget.
  std::vector<std::string> segments;
  std::vector<std::pair<std::string, std::string>> query;
  // Values of the route's {names}.
  std::vector<std::pair<std::string, std::string>> path_parameters;
  Headers headers;
  std::string body;
  std::string remote_address;
  // Over TLS.
  bool secure = false;
  std::string request_id;
  // Pattern of the route that takes it, for metrics; empty for none.
  std::string route;
  // Who asks; set when the route wants to know.
  std::optional<auth::Identity> identity;
  absl::Time received;
  std::shared_ptr<Cancellation> cancellation = std::make_shared<Cancellation>();

  std::string_view PathParameter(std::string_view name) const;
  std::optional<std::string_view> QueryParameter(std::string_view name) const;
};

// Splits an origin-form target into path, decoded segments and query. False for one that is none, that holds
// NUL, "." or "..", or an encoded slash.
bool ParseTarget(std::string_view target, Request* request);

struct Response {
  int status = 200;
  std::string content_type = "application/json";
  Headers headers;
  std::string body;
  // The connection ends after this answer.
  bool close = false;
};

// Where an answer goes. Exactly one of Send, or Begin and then any number of Write and one of End or Abort.
// Each returns false when the client is gone: stop working. Used by one coroutine.
class ResponseWriter {
 public:
  virtual ~ResponseWriter() = default;
  virtual boost::asio::awaitable<bool> Send(Response response) = 0;
  // Status and headers of an answer whose length is not known; its body is ignored.
  virtual boost::asio::awaitable<bool> Begin(Response head) = 0;
  // Returns when the bytes were handed to the operating system, or are few and wait for more.
  virtual boost::asio::awaitable<bool> Write(std::string bytes) = 0;
  virtual boost::asio::awaitable<bool> End() = 0;
  // Cuts the connection so that nobody takes the answer for whole.
  virtual void Abort() = 0;
  // What was answered, for the log.
  virtual int status() const = 0;
  virtual size_t bytes() const = 0;
};

// One WebSocket. Read and Write may be awaited at the same time by two coroutines of one strand.
class WebSocket {
 public:
  virtual ~WebSocket() = default;
  // False when the socket is closed.
  virtual boost::asio::awaitable<bool> Read(std::string* message) = 0;
  virtual boost::asio::awaitable<bool> Write(const std::string& message) = 0;
  virtual void Close() = 0;
};

// What a connection asks about each request.
class Application {
 public:
  struct Admission {
    // Answer with this instead of reading the body.
    std::optional<Response> refusal;
    size_t body_bytes_max = 0;
    bool websocket = false;
    // Of one message; 0: as the connection's limits say.
    size_t websocket_message_bytes_max = 0;
  };
  virtual ~Application() = default;
  // After the header was read; may change the request (identity, parameters).
  virtual boost::asio::awaitable<Admission> Admit(Request& request) = 0;
  virtual boost::asio::awaitable<void> Handle(Request& request, ResponseWriter& writer) = 0;
  virtual boost::asio::awaitable<void> HandleSocket(Request& request, WebSocket& socket) = 0;
  // An answer for a request that cannot be read; status 400, 408, 413, 431 or 503.
  virtual Response Malformed(int status, const std::string& request_id) = 0;
  // After each answer.
  virtual void Note(const Request& request, int status, size_t bytes) = 0;
};

}  // namespace aurora::gateway::http

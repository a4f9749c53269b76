#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/http/client.h"

namespace aurora::http {

// What a client and its transfers share; fixed after Create.
struct Endpoint {
  // Without a trailing slash.
  std::string base_url;
  // host:port.
  std::string authority;
  bool loopback = false;
  bool tls = false;
  Options options;
};

struct Outcome {
  absl::StatusOr<Response> response;
  // Whether no connection could be made, so that nothing was sent.
  bool unconnected = false;
};

// A kept connection: one easy handle in a multi handle of its own, so that a sleeping transfer can be woken
// from another thread. Used by one thread at a time.
class Connection {
 public:
  // Null when curl has no memory.
  static std::unique_ptr<Connection> Create(const Endpoint& endpoint);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  Outcome Send(const Endpoint& endpoint, const Request& request, absl::Time deadline);

 private:
  Connection(CURLM* multi, CURL* easy) : multi_(multi), easy_(easy) {}
  void Configure(const Endpoint& endpoint);

  CURLM* multi_;
  CURL* easy_;
};

// One call on a connection: curl's callbacks and what they gather.
class Transfer {
 public:
  Transfer(CURLM* multi, CURL* easy, const Endpoint& endpoint, const Request& request, absl::Time deadline);
  ~Transfer();
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  Outcome Run();

 private:
  absl::Status SetUp();
  void SetUpBody();
  absl::Status Perform();
  absl::Status Explain(CURLcode code);
  absl::Status ExplainTimeout();

  size_t OnHeader(std::string_view line);
  size_t OnBody(std::string_view piece);
  size_t OnRead(char* buffer, size_t capacity);
  int OnSeek(curl_off_t offset);
  bool AnnounceHead();

  CURLM* multi_;
  CURL* easy_;
  const Endpoint& endpoint_;
  const Request& request_;
  const absl::Time deadline_;
  curl_slist* headers_ = nullptr;
  char error_[CURL_ERROR_SIZE] = "";

  Response response_;
  bool announced_ = false;
  bool handshaking_ = false;
  bool unconnected_ = false;
  // An error from a callback; it explains curl's own.
  absl::Status stopped_;

  std::vector<std::string_view> pieces_;
  size_t piece_ = 0;
  size_t piece_offset_ = 0;
};

}  // namespace aurora::http

#include "libs/http/transfer.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <memory>
#include <utility>

#include "libs/base/text.h"
#include "libs/http/cancellation.h"

namespace aurora::http {
namespace {

using base::StrCat;

// Large enough that a result of some MB a second costs few system calls.
constexpr long kReceiveBufferBytes = 256 << 10;
constexpr curl_off_t kSendBufferBytesMin = 16 << 10;
constexpr curl_off_t kSendBufferBytesMax = 512 << 10;
constexpr int kPollMillisecondsMax = 1000;
constexpr size_t kResponseHeadersMax = 256;

long Milliseconds(absl::Duration duration, long minimum) {
  return std::max<long>(minimum, static_cast<long>(std::min<int64_t>(
                                     absl::ToInt64Milliseconds(duration), 1L << 40)));
}

std::string Trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
  return std::string(text);
}

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

}  // namespace

std::unique_ptr<Connection> Connection::Create(const Endpoint& endpoint) {
  CURLM* multi = curl_multi_init();
  CURL* easy = curl_easy_init();
  if (multi == nullptr || easy == nullptr) {
    if (multi != nullptr) curl_multi_cleanup(multi);
    if (easy != nullptr) curl_easy_cleanup(easy);
    return nullptr;
  }
  std::unique_ptr<Connection> connection(new Connection(multi, easy));
  connection->Configure(endpoint);
  return connection;
}

Connection::~Connection() {
  curl_easy_cleanup(easy_);
  curl_multi_cleanup(multi_);
}

// Reset after each call, so that nothing of one request is seen by the next.
void Connection::Configure(const Endpoint& endpoint) {
  const Options& options = endpoint.options;
  curl_easy_setopt(easy_, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy_, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy_, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(easy_, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy_, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt(easy_, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(easy_, CURLOPT_BUFFERSIZE, kReceiveBufferBytes);
  curl_easy_setopt(easy_, CURLOPT_CONNECTTIMEOUT_MS, Milliseconds(options.connect_timeout, 1));
  // Only a new connection asks for the address, and a server that was started again may have another: curl would keep it for a minute.
  curl_easy_setopt(easy_, CURLOPT_DNS_CACHE_TIMEOUT, 0L);
  // A call that is over does not wait for name servers that do not answer: the thread that asks them ends by itself.
  curl_easy_setopt(easy_, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt(easy_, CURLOPT_MAXAGE_CONN,
                   std::max<long>(1, static_cast<long>(absl::ToInt64Seconds(options.idle_max))));
  curl_easy_setopt(easy_, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (endpoint.loopback) curl_easy_setopt(easy_, CURLOPT_NOPROXY, "*");
  if (!options.ca_file.empty()) curl_easy_setopt(easy_, CURLOPT_CAINFO, options.ca_file.c_str());
  if (!options.ca_certificate.empty()) {
    curl_blob blob;
    blob.data = const_cast<char*>(options.ca_certificate.data());
    blob.len = options.ca_certificate.size();
    blob.flags = CURL_BLOB_COPY;
    curl_easy_setopt(easy_, CURLOPT_CAINFO_BLOB, &blob);
  }
  if (!options.certificate_file.empty()) {
    curl_easy_setopt(easy_, CURLOPT_SSLCERT, options.certificate_file.c_str());
    curl_easy_setopt(easy_, CURLOPT_SSLKEY, options.key_file.c_str());
  }
}

Outcome Connection::Send(const Endpoint& endpoint, const Request& request, absl::Time deadline) {
  Outcome outcome = Transfer(multi_, easy_, endpoint, request, deadline).Run();
  curl_easy_reset(easy_);
  Configure(endpoint);
  return outcome;
}

Transfer::Transfer(CURLM* multi, CURL* easy, const Endpoint& endpoint, const Request& request,
                   absl::Time deadline)
    : multi_(multi), easy_(easy), endpoint_(endpoint), request_(request), deadline_(deadline) {}

Transfer::~Transfer() { curl_slist_free_all(headers_); }

Outcome Transfer::Run() {
  absl::Status status = SetUp();
  if (status.ok()) status = Perform();
  if (!status.ok()) return {status, unconnected_};
  return {std::move(response_)};
}

absl::Status Transfer::SetUp() {
  std::string url = StrCat(endpoint_.base_url, request_.path);
  char separator = request_.path.find('?') == std::string::npos ? '?' : '&';
  for (const auto& [name, value] : request_.query) {
    base::StrAppend(&url, std::string_view(&separator, 1), EncodeQueryValue(name), "=",
                    EncodeQueryValue(value));
    separator = '&';
  }
  for (const auto& [name, value] : request_.headers) {
    if (value.find_first_of("\r\n") != std::string::npos || name.find_first_of("\r\n: ") != std::string::npos) {
      return absl::InvalidArgumentError(StrCat("header ", name, " holds a line break"));
    }
    // "Name;" is how curl sends an empty value.
    const std::string line = value.empty() ? StrCat(name, ";") : StrCat(name, ": ", value);
    headers_ = curl_slist_append(headers_, line.c_str());
  }
  // Without this curl waits a second for "100 Continue" before larger bodies.
  headers_ = curl_slist_append(headers_, "Expect:");
  curl_easy_setopt(easy_, CURLOPT_URL, url.c_str());
  curl_easy_setopt(easy_, CURLOPT_ERRORBUFFER, error_);
  curl_easy_setopt(easy_, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(easy_, CURLOPT_HEADERFUNCTION, +[](char* data, size_t size, size_t count, void* self) {
    return static_cast<Transfer*>(self)->OnHeader({data, size * count});
  });
  curl_easy_setopt(easy_, CURLOPT_WRITEDATA, this);
  curl_easy_setopt(easy_, CURLOPT_WRITEFUNCTION, +[](char* data, size_t size, size_t count, void* self) {
    return static_cast<Transfer*>(self)->OnBody({data, size * count});
  });
  if (endpoint_.tls) {
    // curl does not tell how far it came; OpenSSL is called when TCP stands.
    curl_easy_setopt(easy_, CURLOPT_SSL_CTX_DATA, this);
    curl_easy_setopt(easy_, CURLOPT_SSL_CTX_FUNCTION, +[](CURL*, void*, void* self) {
      static_cast<Transfer*>(self)->handshaking_ = true;
      return CURLE_OK;
    });
  }
  SetUpBody();
  curl_easy_setopt(easy_, CURLOPT_HTTPHEADER, headers_);
  return absl::OkStatus();
}

void Transfer::SetUpBody() {
  if (request_.body_pull == nullptr) {
    pieces_ = request_.body_pieces;
    if (pieces_.empty() && !request_.body.empty()) pieces_.emplace_back(request_.body);
  }
  const bool post = request_.method == "POST" || request_.method == "PUT" || request_.method == "PATCH";
  if (pieces_.empty() && request_.body_pull == nullptr && !post) {
    if (request_.method == "HEAD") curl_easy_setopt(easy_, CURLOPT_NOBODY, 1L);
    curl_easy_setopt(easy_, CURLOPT_CUSTOMREQUEST, request_.method.c_str());
    return;
  }
  curl_off_t bytes = 0;
  for (const std::string_view piece : pieces_) bytes += static_cast<curl_off_t>(piece.size());
  curl_easy_setopt(easy_, CURLOPT_POST, 1L);
  curl_easy_setopt(easy_, CURLOPT_CUSTOMREQUEST, request_.method.c_str());
  // curl makes and frees this buffer for each transfer: a statement of a line needs no large one.
  const curl_off_t buffer = request_.body_pull == nullptr ? std::clamp(bytes, kSendBufferBytesMin, kSendBufferBytesMax) : kSendBufferBytesMax;
  curl_easy_setopt(easy_, CURLOPT_UPLOAD_BUFFERSIZE, static_cast<long>(buffer));
  if (request_.body_pull == nullptr) {
    curl_easy_setopt(easy_, CURLOPT_POSTFIELDSIZE_LARGE, bytes);
  } else {
    headers_ = curl_slist_append(headers_, "Transfer-Encoding: chunked");
  }
  curl_easy_setopt(easy_, CURLOPT_READDATA, this);
  curl_easy_setopt(easy_, CURLOPT_READFUNCTION, +[](char* data, size_t size, size_t count, void* self) {
    return static_cast<Transfer*>(self)->OnRead(data, size * count);
  });
  curl_easy_setopt(easy_, CURLOPT_SEEKDATA, this);
  curl_easy_setopt(easy_, CURLOPT_SEEKFUNCTION, +[](void* self, curl_off_t offset, int origin) {
    return origin == SEEK_SET ? static_cast<Transfer*>(self)->OnSeek(offset) : CURL_SEEKFUNC_FAIL;
  });
}

absl::Status Transfer::Perform() {
  Cancellation* const cancellation = request_.cancellation.get();
  CURLM* const multi = multi_;
  const Cancellation::Waker waker(cancellation, [multi] { curl_multi_wakeup(multi); });
  if (curl_multi_add_handle(multi_, easy_) != CURLM_OK) {
    return absl::InternalError(StrCat(endpoint_.authority, ": the transfer could not be started"));
  }
  // Removing the handle in the middle of a transfer closes its connection, at its end keeps it.
  const std::unique_ptr<CURL, std::function<void(CURL*)>> removal(
      easy_, [multi](CURL* easy) { curl_multi_remove_handle(multi, easy); });
  int running = 1;
  while (true) {
    if (cancellation != nullptr && cancellation->cancelled()) {
      return absl::CancelledError(StrCat("the call to ", endpoint_.authority, " was cancelled"));
    }
    const absl::Duration left = deadline_ - absl::Now();
    if (left <= absl::ZeroDuration()) return Explain(CURLE_OPERATION_TIMEDOUT);
    if (curl_multi_perform(multi_, &running) != CURLM_OK) return Explain(CURLE_FAILED_INIT);
    int queued = 0;
    if (const CURLMsg* message = curl_multi_info_read(multi_, &queued)) {
      if (message->msg == CURLMSG_DONE) return Explain(message->data.result);
    }
    const int wait = static_cast<int>(std::min<long>(kPollMillisecondsMax, Milliseconds(left, 1)));
    curl_multi_poll(multi_, nullptr, 0, wait, nullptr);
  }
}

absl::Status Transfer::Explain(CURLcode code) {
  if (!stopped_.ok()) return stopped_;
  const std::string& where = endpoint_.authority;
  switch (code) {
    case CURLE_OK:
      return absl::OkStatus();
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      unconnected_ = true;
      return absl::UnavailableError(
          StrCat("DNS: the host of ", where, " is not known; check its spelling and the name servers"));
    case CURLE_COULDNT_CONNECT: {
      unconnected_ = true;
      long number = 0;
      curl_easy_getinfo(easy_, CURLINFO_OS_ERRNO, &number);
      return absl::UnavailableError(StrCat("connect: ", where, " does not accept connections",
                                           number == 0 ? "" : StrCat(" (", std::strerror(static_cast<int>(number)), ")"),
                                           "; check that it runs and that the port is right"));
    }
    case CURLE_OPERATION_TIMEDOUT:
      return ExplainTimeout();
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_CIPHER:
      return absl::UnavailableError(StrCat("TLS: the handshake with ", where, " failed (",
                                           error_[0] != '\0' ? error_ : curl_easy_strerror(code),
                                           "); check that it speaks TLS and that ca_file names its authority"));
    case CURLE_SEND_FAIL_REWIND:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
      return absl::UnavailableError(StrCat("the connection to ", where, " was lost in the middle of a call"));
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_URL_MALFORMAT:
      return absl::UnavailableError(StrCat(where, " does not speak HTTP; check scheme and port"));
    default:
      return absl::UnavailableError(StrCat("the call to ", where, " failed (", curl_easy_strerror(code), ")"));
  }
}

absl::Status Transfer::ExplainTimeout() {
  const std::string& where = endpoint_.authority;
  double connected = 0;
  curl_easy_getinfo(easy_, CURLINFO_APPCONNECT_TIME, &connected);
  if (!endpoint_.tls) curl_easy_getinfo(easy_, CURLINFO_CONNECT_TIME, &connected);
  if (connected > 0) return absl::DeadlineExceededError(StrCat(where, " did not finish its answer before the deadline"));
  // Before the caller's deadline it was connect_timeout that ran out.
  const absl::StatusCode timeout = deadline_ > absl::Now() ? absl::StatusCode::kUnavailable : absl::StatusCode::kDeadlineExceeded;
  if (handshaking_) {
    return absl::Status(timeout, StrCat("TLS: ", where, " did not answer the handshake; check that it speaks TLS"));
  }
  unconnected_ = true;
  double resolved = 0;
  curl_easy_getinfo(easy_, CURLINFO_NAMELOOKUP_TIME, &resolved);
  if (resolved <= 0) {
    return absl::Status(timeout, StrCat("DNS: nothing told the address of ", where, " in time; check the name servers"));
  }
  return absl::Status(timeout, StrCat("connect: ", where, " did not answer in time; check address and firewall"));
}

size_t Transfer::OnHeader(std::string_view line) {
  if (line.substr(0, 5) == "HTTP/") {
    // A new answer, perhaps after an interim one.
    response_ = Response();
    announced_ = false;
    const size_t blank = line.find(' ');
    if (blank != std::string_view::npos) {
      for (size_t i = blank + 1; i < line.size() && std::isdigit(static_cast<unsigned char>(line[i])) != 0; ++i) {
        response_.status = response_.status * 10 + (line[i] - '0');
      }
    }
    return line.size();
  }
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos) {
    // The empty line: headers are complete.
    if (response_.status >= 200 && !AnnounceHead()) return 0;
    return line.size();
  }
  response_.headers.emplace_back(Lower(line.substr(0, colon)), Trimmed(line.substr(colon + 1)));
  if (response_.headers.size() > kResponseHeadersMax) {
    stopped_ = absl::ResourceExhaustedError(StrCat("too many headers from ", endpoint_.authority));
    return 0;
  }
  return line.size();
}

bool Transfer::AnnounceHead() {
  if (announced_) return true;
  announced_ = true;
  if (request_.on_head == nullptr) return true;
  stopped_ = request_.on_head(response_);
  return stopped_.ok();
}

// Returning another count than was given makes curl end the transfer.
size_t Transfer::OnBody(std::string_view piece) {
  const size_t refused = piece.empty() ? 1 : 0;
  if (request_.on_body != nullptr && response_.ok()) {
    stopped_ = request_.on_body(piece);
    return stopped_.ok() ? piece.size() : refused;
  }
  if (response_.body.size() + piece.size() > request_.response_bytes_max) {
    stopped_ = absl::ResourceExhaustedError(StrCat("the answer of ", endpoint_.authority, " is longer than ",
                                                   request_.response_bytes_max, " bytes"));
    return refused;
  }
  response_.body.append(piece);
  return piece.size();
}

size_t Transfer::OnRead(char* buffer, size_t capacity) {
  if (request_.body_pull != nullptr) {
    absl::StatusOr<size_t> count = request_.body_pull(buffer, capacity);
    if (count.ok()) return *count;
    stopped_ = count.status();
    return CURL_READFUNC_ABORT;
  }
  if (request_.may_send != nullptr && piece_ == 0 && piece_offset_ == 0) {
    stopped_ = request_.may_send();
    if (!stopped_.ok()) return CURL_READFUNC_ABORT;
  }
  size_t filled = 0;
  while (filled < capacity && piece_ < pieces_.size()) {
    const std::string_view piece = pieces_[piece_].substr(piece_offset_);
    const size_t count = std::min(piece.size(), capacity - filled);
    if (count != 0) std::memcpy(buffer + filled, piece.data(), count);
    filled += count;
    piece_offset_ += count;
    if (piece_offset_ == pieces_[piece_].size()) {
      ++piece_;
      piece_offset_ = 0;
    }
  }
  return filled;
}

// curl goes back to the start when a kept connection turned out to be dead.
int Transfer::OnSeek(curl_off_t offset) {
  if (offset != 0 || request_.body_pull != nullptr || !request_.replayable) return CURL_SEEKFUNC_FAIL;
  piece_ = 0;
  piece_offset_ = 0;
  return CURL_SEEKFUNC_OK;
}

}  // namespace aurora::http

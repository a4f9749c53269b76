#pragma once

// The coroutine of one connection over a Beast stream. Included by plain_session.cpp and tls_session.cpp alone,
// which instantiate it once each.

#include <poll.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket/stream.hpp>
#include <chrono>
#include <type_traits>

#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "gateway/http/connection.h"
#include "gateway/http/message.h"
#include "gateway/http/response_head.h"
#include "libs/base/identifier.h"
#include "libs/base/log.h"
#include "libs/base/text.h"

namespace aurora::gateway::http {

namespace asio = boost::asio;
namespace beast = boost::beast;

inline constexpr auto kAwaitTuple = asio::as_tuple(asio::use_awaitable);
inline constexpr size_t kReadBytes = 16 << 10;
// A body below this waits for more before it is sent.
inline constexpr size_t kFlushBytes = 32 << 10;
// One write operation; the write timeout is for this much.
inline constexpr size_t kWriteBytesMax = 256 << 10;
// How often a busy connection looks whether its client is still there.
inline constexpr std::chrono::milliseconds kPresencePeriod{200};
// A refused upload is read on for this long, so that the client sees the refusal and not a reset.
inline constexpr std::chrono::seconds kLingerTime{1};
inline constexpr size_t kLingerBytesMax = 8 << 20;

template <class Stream>
class Session;

// Answers of one request of a session.
template <class Stream>
class SessionWriter final : public ResponseWriter {
 public:
  SessionWriter(Session<Stream>& session, const Request& request, unsigned version, bool keep_alive)
      : session_(session), request_(request), version_(version), keep_alive_(keep_alive) {}

  asio::awaitable<bool> Send(Response response) override {
    status_ = response.status;
    if (response.close) keep_alive_ = false;
    BodyFraming framing{response.body.size(), false, keep_alive_};
    std::string head = ResponseHead(response, request_, framing);
    begun_ = ended_ = true;
    const bool with_body = request_.method != "HEAD" && response.status != 204 && response.status != 304;
    if (!with_body) response.body.clear();
    bytes_ = response.body.size();
    co_return co_await session_.WriteAll(std::move(head), std::move(response.body));
  }

  asio::awaitable<bool> Begin(Response head) override {
    head_ = std::move(head);
    status_ = head_.status;
    begun_ = true;
    co_return true;
  }

  asio::awaitable<bool> Write(std::string bytes) override {
    bytes_ += bytes.size();
    if (pending_.empty()) {
      pending_ = std::move(bytes);
    } else {
      pending_ += bytes;
    }
    if (pending_.size() < kFlushBytes) co_return true;
    co_return co_await Flush(false);
  }

  asio::awaitable<bool> End() override {
    ended_ = true;
    if (!flushed_) {
      head_.body = std::move(pending_);
      co_return co_await Send(std::move(head_));
    }
    co_return co_await Flush(true);
  }

  void Abort() override {
    aborted_ = true;
    keep_alive_ = false;
  }
  int status() const override { return status_; }
  size_t bytes() const override { return bytes_; }
  bool keep_alive() const { return keep_alive_; }
  bool aborted() const { return aborted_ || (begun_ && !ended_); }
  bool begun() const { return begun_; }

 private:
  asio::awaitable<bool> Flush(bool last) {
    const bool chunked = version_ >= 11;
    std::string head;
    if (!flushed_) {
      flushed_ = true;
      if (!chunked) keep_alive_ = false;
      head = ResponseHead(head_, request_, {std::nullopt, chunked, keep_alive_});
    }
    // Not appended to the body, which would be copied for them.
    std::string_view tail;
    if (chunked && !pending_.empty()) {
      head += ChunkHead(pending_.size());
      tail = last ? "\r\n0\r\n\r\n" : "\r\n";
    } else if (chunked && last) {
      tail = "0\r\n\r\n";
    }
    std::string body = std::move(pending_);
    pending_.clear();
    co_return co_await session_.WriteAll(std::move(head), std::move(body), tail);
  }

  Session<Stream>& session_;
  const Request& request_;
  const unsigned version_;
  bool keep_alive_;
  Response head_;
  std::string pending_;
  bool begun_ = false;
  bool flushed_ = false;
  bool ended_ = false;
  bool aborted_ = false;
  int status_ = 0;
  size_t bytes_ = 0;
};

// A WebSocket over the session's stream, which it takes over.
template <class Stream>
class SessionSocket final : public WebSocket {
 public:
  SessionSocket(Stream stream, const ConnectionLimits& limits, size_t message_bytes_max) : socket_(std::move(stream)) {
    beast::get_lowest_layer(socket_).expires_never();
    beast::websocket::stream_base::timeout timeout;
    timeout.handshake_timeout = absl::ToChronoSeconds(limits.header_timeout);
    timeout.idle_timeout = absl::ToChronoSeconds(limits.idle_timeout);
    timeout.keep_alive_pings = true;
    socket_.set_option(timeout);
    socket_.read_message_max(message_bytes_max != 0 ? message_bytes_max : limits.websocket_message_bytes_max);
    socket_.text(true);
  }

  template <class HttpRequest>
  asio::awaitable<bool> Accept(const HttpRequest& request, std::string request_id) {
    socket_.set_option(beast::websocket::stream_base::decorator(
        [id = std::move(request_id)](beast::websocket::response_type& response) { response.set("X-Request-Id", id); }));
    const auto [error] = co_await socket_.async_accept(request, kAwaitTuple);
    open_ = !error;
    co_return open_;
  }

  asio::awaitable<bool> Read(std::string* message) override {
    buffer_.clear();
    const auto [error, bytes] = co_await socket_.async_read(buffer_, kAwaitTuple);
    if (error) co_return false;
    message->assign(static_cast<const char*>(buffer_.data().data()), buffer_.size());
    co_return true;
  }

  asio::awaitable<bool> Write(const std::string& message) override {
    const auto [error, bytes] = co_await socket_.async_write(asio::buffer(message), kAwaitTuple);
    co_return !error;
  }

  // Nothing before the handshake is over: its end forgets what else is under way on the stream.
  void Close() override {
    if (closing_ || !open_) return;
    closing_ = true;
    socket_.async_close(beast::websocket::close_code::going_away, [](beast::error_code) {});
  }
  void Kill() { beast::get_lowest_layer(socket_).close(); }

 private:
  beast::websocket::stream<Stream, false> socket_;
  beast::flat_buffer buffer_;
  bool open_ = false;
  bool closing_ = false;
};

// One connection: reads a request, asks the application, answers, and again. All members but Drain and Kill are
// used on the strand of the stream.
template <class Stream>
class Session final : public Connection, public std::enable_shared_from_this<Session<Stream>> {
 public:
  using Parser = beast::http::request_parser<beast::http::string_body>;

  Session(Stream stream, const ConnectionLimits& limits, Application& application,
          std::shared_ptr<ConnectionRegistry> registry)
      : stream_(std::move(stream)),
        executor_(stream_.get_executor()),
        presence_(executor_),
        limits_(limits),
        application_(application),
        registry_(std::move(registry)) {
    beast::error_code error;
    const auto peer = beast::get_lowest_layer(stream_).socket().remote_endpoint(error);
    if (!error) remote_address_ = peer.address().to_string();
    descriptor_ = beast::get_lowest_layer(stream_).socket().native_handle();
  }
  ~Session() override { registry_->Remove(this); }

  void Start() {
    registry_->Add(this->shared_from_this());
    asio::co_spawn(
        executor_, [self = this->shared_from_this()]() -> asio::awaitable<void> { co_await self->Run(); },
        asio::detached);
  }

  void Drain() override {
    asio::post(executor_, [self = this->shared_from_this()] {
      self->draining_ = true;
      if (self->socket_ != nullptr) {
        self->socket_->Close();
      } else if (!self->busy_) {
        self->CloseNow();
      }
    });
  }

  void Kill() override {
    asio::post(executor_, [self = this->shared_from_this()] {
      if (self->cancellation_ != nullptr) self->cancellation_->Cancel();
      if (self->socket_ != nullptr) {
        self->socket_->Kill();
      } else {
        self->CloseNow();
      }
    });
  }

  // Writes all, in pieces that each have the write timeout. `tail` lives longer than the call. False when the client is gone.
  asio::awaitable<bool> WriteAll(std::string head, std::string body, std::string_view tail = {}) {
    size_t sent_head = 0;
    size_t sent_body = 0;
    bool sent_tail = tail.empty();
    while (sent_head < head.size() || sent_body < body.size() || !sent_tail) {
      const size_t part = std::min(body.size() - sent_body, kWriteBytesMax);
      const bool with_tail = sent_body + part == body.size();
      const std::array<asio::const_buffer, 3> pieces = {
          asio::buffer(head.data() + sent_head, head.size() - sent_head),
          asio::buffer(body.data() + sent_body, part),
          asio::buffer(tail.data(), with_tail ? tail.size() : 0)};
      beast::get_lowest_layer(stream_).expires_after(absl::ToChronoNanoseconds(limits_.write_timeout));
      const auto [error, bytes] = co_await asio::async_write(stream_, pieces, kAwaitTuple);
      if (error) {
        gone_ = true;
        if (cancellation_ != nullptr) cancellation_->Cancel();
        co_return false;
      }
      sent_head = head.size();
      sent_body += part;
      sent_tail = sent_tail || with_tail;
    }
    co_return true;
  }

 private:
  // Throws nothing: an exception of a handler ends this connection alone.
  asio::awaitable<void> Run() {
    try {
      if (co_await Handshake()) {
        while (co_await ServeOne()) {
        }
      }
    } catch (const std::exception& thrown) {
      base::log::Error("a connection's work failed", {{"error", thrown.what()}});
    }
    presence_.cancel();
    if (socket_ == nullptr) CloseNow();
  }

  asio::awaitable<bool> Handshake() {
    if constexpr (!std::is_same_v<Stream, beast::tcp_stream>) {
      beast::get_lowest_layer(stream_).expires_after(absl::ToChronoNanoseconds(limits_.header_timeout));
      const auto [error] = co_await stream_.async_handshake(Stream::server, kAwaitTuple);
      co_return !error;
    }
    co_return true;
  }

  // False when the connection is over.
  asio::awaitable<bool> ServeOne() {
    if (buffer_.size() == 0 && !co_await WaitForRequest()) co_return false;
    busy_ = true;
    Parser parser;
    parser.header_limit(static_cast<uint32_t>(limits_.header_bytes_max));
    parser.body_limit(boost::none);
    beast::get_lowest_layer(stream_).expires_after(absl::ToChronoNanoseconds(limits_.header_timeout));
    const auto [error, bytes] = co_await beast::http::async_read_header(stream_, buffer_, parser, kAwaitTuple);
    Request request;
    request.request_id = base::MakeRequestId();
    request.received = absl::Now();
    request.remote_address = remote_address_;
    request.secure = !std::is_same_v<Stream, beast::tcp_stream>;
    if (error) {
      if (IsTransportError(error)) co_return false;
      const int status = error == beast::http::error::header_limit ? 431 : 400;
      co_await Refuse(request, status);
      co_return false;
    }
    if (!Fill(parser, &request)) {
      co_await Refuse(request, 400);
      co_return false;
    }
    cancellation_ = request.cancellation;
    const bool go_on = co_await Answer(request, parser);
    cancellation_ = nullptr;
    busy_ = false;
    co_return go_on && !draining_;
  }

  asio::awaitable<bool> WaitForRequest() {
    beast::get_lowest_layer(stream_).expires_after(absl::ToChronoNanoseconds(limits_.idle_timeout));
    const auto [error, bytes] = co_await stream_.async_read_some(buffer_.prepare(kReadBytes), kAwaitTuple);
    if (error) co_return false;
    buffer_.commit(bytes);
    co_return true;
  }

  asio::awaitable<bool> Answer(Request& request, Parser& parser) {
    const bool keep_alive = parser.get().keep_alive() && !draining_;
    Application::Admission admission = co_await application_.Admit(request);
    SessionWriter<Stream> writer(*this, request, parser.get().version(), keep_alive);
    const bool has_body = !parser.is_done();
    if (!admission.refusal.has_value() && has_body) {
      const auto length = parser.content_length();
      if (length.has_value() && *length > admission.body_bytes_max) {
        admission.refusal = application_.Malformed(413, request.request_id);
      }
    }
    if (admission.refusal.has_value()) {
      if (has_body) admission.refusal->close = true;
      const bool sent = co_await writer.Send(*std::move(admission.refusal));
      application_.Note(request, writer.status(), writer.bytes());
      if (has_body && sent) co_await Linger();
      co_return sent && writer.keep_alive();
    }
    if (has_body && !co_await ReadBody(request, parser, admission.body_bytes_max)) co_return false;
    request.body = std::move(parser.get().body());
    if (admission.websocket && beast::websocket::is_upgrade(parser.get())) {
      co_await ServeSocket(request, parser, admission.websocket_message_bytes_max);
      co_return false;
    }
    WatchPresence(request.cancellation);
    co_await application_.Handle(request, writer);
    presence_.cancel();
    application_.Note(request, writer.status(), writer.bytes());
    if (gone_) co_return false;
    if (writer.aborted() || !writer.begun()) {
      Reset();
      co_return false;
    }
    co_return writer.keep_alive();
  }

  asio::awaitable<bool> ReadBody(Request& request, Parser& parser, size_t body_bytes_max) {
    beast::get_lowest_layer(stream_).expires_after(absl::ToChronoNanoseconds(limits_.body_timeout));
    if (absl::EqualsIgnoreCase(base::Absl(request.headers.Find("Expect")), "100-continue")) {
      if (!co_await WriteAll("HTTP/1.1 100 Continue\r\n\r\n", "")) co_return false;
      beast::get_lowest_layer(stream_).expires_after(absl::ToChronoNanoseconds(limits_.body_timeout));
    }
    parser.body_limit(body_bytes_max);
    const auto [error, bytes] = co_await beast::http::async_read(stream_, buffer_, parser, kAwaitTuple);
    if (!error) co_return true;
    if (IsTransportError(error)) co_return false;
    co_await Refuse(request, error == beast::http::error::body_limit ? 413 : 400);
    co_return false;
  }

  asio::awaitable<void> ServeSocket(Request& request, Parser& parser, size_t message_bytes_max) {
    auto socket = std::make_shared<SessionSocket<Stream>>(std::move(stream_), limits_, message_bytes_max);
    socket_ = socket;
    const auto http_request = parser.release();
    if (co_await socket->Accept(http_request, request.request_id)) {
      application_.Note(request, 101, 0);
      if (draining_) socket->Close();
      co_await application_.HandleSocket(request, *socket);
    }
    socket->Kill();
  }

  asio::awaitable<void> Refuse(Request& request, int status) {
    SessionWriter<Stream> writer(*this, request, 11, false);
    Response response = application_.Malformed(status, request.request_id);
    response.close = true;
    if (co_await writer.Send(std::move(response))) co_await Linger();
    application_.Note(request, writer.status(), writer.bytes());
  }

  // Reads on for a moment after an answer that came before the end of the request: closing with unread bytes
  // would reset the connection and the client might never see the answer.
  asio::awaitable<void> Linger() {
    beast::error_code ignored;
    auto& lowest = beast::get_lowest_layer(stream_);
    lowest.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    lowest.expires_after(kLingerTime);
    buffer_.clear();
    for (size_t total = 0; total < kLingerBytesMax;) {
      std::array<char, kReadBytes> waste;
      const auto [error, bytes] = co_await lowest.async_read_some(asio::buffer(waste), kAwaitTuple);
      if (error) co_return;
      total += bytes;
    }
  }

  static bool IsTransportError(const beast::error_code& error) {
    return error == beast::http::error::end_of_stream || error == beast::http::error::partial_message ||
           error.category() != beast::http::make_error_code(beast::http::error::end_of_stream).category();
  }

  bool Fill(Parser& parser, Request* request) {
    const auto& message = parser.get();
    const auto method = message.method_string();
    request->method.assign(method.data(), method.size());
    for (const auto& field : message) {
      const auto raw_name = field.name_string();
      const auto raw_value = field.value();
      std::string name(raw_name.data(), raw_name.size());
      // Only we may say who somebody is.
      if (absl::StartsWithIgnoreCase(name, "X-Aurora-") || absl::StartsWithIgnoreCase(name, "X-WEBAUTH-")) continue;
      request->headers.Add(std::move(name), std::string(raw_value.data(), raw_value.size()));
    }
    const std::string_view given = request->headers.Find("X-Request-Id");
    if (base::IsRequestId(given)) request->request_id = given;
    const auto target = message.target();
    return ParseTarget(std::string_view(target.data(), target.size()), request);
  }

  // Cancels the request's work when the client hangs up before it is answered.
  void WatchPresence(std::shared_ptr<Cancellation> cancellation) {
    presence_.expires_after(kPresencePeriod);
    presence_.async_wait([self = this->shared_from_this(), cancellation](const beast::error_code& error) {
      if (error || self->cancellation_ != cancellation) return;
      pollfd polled{self->descriptor_, POLLRDHUP, 0};
      if (::poll(&polled, 1, 0) > 0 && (polled.revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0) {
        self->gone_ = true;
        cancellation->Cancel();
        return;
      }
      self->WatchPresence(cancellation);
    });
  }

  void Reset() {
    beast::error_code ignored;
    beast::get_lowest_layer(stream_).socket().set_option(asio::socket_base::linger(true, 0), ignored);
    CloseNow();
  }
  void CloseNow() { beast::get_lowest_layer(stream_).close(); }

  Stream stream_;
  // The strand. Drain and Kill, from other threads, must not ask the stream for it: a WebSocket has taken that away.
  const asio::any_io_executor executor_;
  asio::steady_timer presence_;
  const ConnectionLimits limits_;
  Application& application_;
  const std::shared_ptr<ConnectionRegistry> registry_;
  std::string remote_address_;
  int descriptor_ = -1;
  beast::flat_buffer buffer_;
  // Of the request in hand.
  std::shared_ptr<Cancellation> cancellation_;
  std::shared_ptr<SessionSocket<Stream>> socket_;
  bool busy_ = false;
  bool draining_ = false;
  bool gone_ = false;
};

}  // namespace aurora::gateway::http

#include "gateway/http/upstream.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/ssl.hpp>
#include <boost/beast/websocket.hpp>
#include <boost/beast/websocket/ssl.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "libs/base/text.h"

namespace aurora::gateway::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using PlainStream = beast::tcp_stream;
using TlsStream = beast::ssl_stream<beast::tcp_stream>;

constexpr auto kAwaitTuple = asio::as_tuple(asio::use_awaitable);
constexpr size_t kPieceBytes = 32 << 10;

std::string HeadText(const UpstreamRequest& request) {
  std::string text = base::StrCat(request.method, " ", request.target, " HTTP/1.1\r\n");
  for (const auto& [name, value] : request.headers.all()) base::StrAppend(&text, name, ": ", value, "\r\n");
  if (!request.body.empty() || (request.method != "GET" && request.method != "HEAD")) {
    base::StrAppend(&text, "Content-Length: ", request.body.size(), "\r\n");
  }
  return text + "Connection: close\r\n\r\n";
}

absl::Status Failure(const std::string& authority, std::string_view doing, const beast::error_code& error) {
  const std::string text = base::StrCat(authority, ": ", doing, ": ", error.message());
  if (error == beast::error::timeout) return absl::DeadlineExceededError(text);
  return absl::UnavailableError(text);
}

// The gateway's end of a WebSocket to the server behind it.
template <class Stream>
class UpstreamSocket final : public WebSocket {
 public:
  UpstreamSocket(std::unique_ptr<Stream> stream, const UpstreamOptions& options) : socket_(std::move(*stream)) {
    beast::get_lowest_layer(socket_).expires_never();
    socket_.set_option(beast::websocket::stream_base::timeout::suggested(beast::role_type::client));
    socket_.read_message_max(options.websocket_message_bytes_max);
    socket_.text(true);
  }
  ~UpstreamSocket() override { beast::get_lowest_layer(socket_).close(); }

  asio::awaitable<absl::Status> Shake(UpstreamRequest request, std::string authority) {
    const std::string host(request.headers.Find("Host"));
    const std::string target = std::move(request.target);
    socket_.set_option(beast::websocket::stream_base::decorator(
        [headers = std::move(request.headers)](beast::websocket::request_type& head) {
          for (const auto& [name, value] : headers.all()) {
            head.set(beast::string_view(name.data(), name.size()), beast::string_view(value.data(), value.size()));
          }
        }));
    beast::websocket::response_type answer;
    const auto [error] = co_await socket_.async_handshake(answer, host, target, kAwaitTuple);
    if (error == beast::websocket::error::upgrade_declined) {
      co_return absl::PermissionDeniedError(
          base::StrCat(authority, ": the WebSocket was declined with status ", answer.result_int()));
    }
    if (error) co_return Failure(authority, "WebSocket", error);
    co_return absl::OkStatus();
  }
  asio::awaitable<bool> Read(std::string* message) override {
    buffer_.clear();
    const auto [error, bytes] = co_await socket_.async_read(buffer_, kAwaitTuple);
    if (error || !socket_.got_text()) co_return false;
    message->assign(static_cast<const char*>(buffer_.data().data()), buffer_.size());
    co_return true;
  }
  asio::awaitable<bool> Write(const std::string& message) override {
    const auto [error, bytes] = co_await socket_.async_write(asio::buffer(message), kAwaitTuple);
    co_return !error;
  }
  // The server needs no farewell; closing the stream ends what waits for it.
  void Close() override { beast::get_lowest_layer(socket_).close(); }

 private:
  beast::websocket::stream<Stream, false> socket_;
  beast::flat_buffer buffer_;
};

}  // namespace

struct Upstream::Impl {
  UpstreamOptions options;
  bool tls = false;
  std::string host;
  std::string port;
  std::string authority;
  mutable asio::ssl::context context{asio::ssl::context::tls_client};

  asio::awaitable<absl::Status> ConnectTcp(PlainStream& stream) const {
    tcp::resolver resolver(co_await asio::this_coro::executor);
    const auto [resolve_error, endpoints] = co_await resolver.async_resolve(host, port, kAwaitTuple);
    if (resolve_error) co_return Failure(authority, "name", resolve_error);
    stream.expires_after(absl::ToChronoNanoseconds(options.connect_timeout));
    const auto [error, endpoint] = co_await stream.async_connect(endpoints, kAwaitTuple);
    if (error) co_return Failure(authority, "connect", error);
    stream.socket().set_option(tcp::no_delay(true));
    co_return absl::OkStatus();
  }

  asio::awaitable<absl::Status> Connect(PlainStream& stream) const { co_return co_await ConnectTcp(stream); }
  asio::awaitable<absl::Status> Connect(TlsStream& stream) const {
    if (absl::Status status = co_await ConnectTcp(stream.next_layer()); !status.ok()) co_return status;
    SSL_set_tlsext_host_name(stream.native_handle(), host.c_str());
    stream.set_verify_callback(asio::ssl::host_name_verification(host));
    const auto [error] = co_await stream.async_handshake(asio::ssl::stream_base::client, kAwaitTuple);
    if (error) co_return Failure(authority, "TLS", error);
    co_return absl::OkStatus();
  }

  template <class Stream>
  asio::awaitable<absl::Status> Forward(std::shared_ptr<Stream> stream, UpstreamRequest request, MakeHead make_head,
                                        std::shared_ptr<Cancellation> cancellation, ResponseWriter& writer) const {
    const auto executor = co_await asio::this_coro::executor;
    // By weak pointers: the client may go at any time, from another thread.
    const int key = cancellation->Add([executor, weak = std::weak_ptr<Stream>(stream)] {
      asio::post(executor, [weak] {
        if (const auto open = weak.lock(); open != nullptr) beast::get_lowest_layer(*open).close();
      });
    });
    const absl::Cleanup forget = [&] { cancellation->Remove(key); };
    if (absl::Status status = co_await Connect(*stream); !status.ok()) co_return status;
    auto& lowest = beast::get_lowest_layer(*stream);
    lowest.expires_after(absl::ToChronoNanoseconds(options.answer_timeout));
    const std::string head = HeadText(request);
    const std::array<asio::const_buffer, 2> pieces = {asio::buffer(head), asio::buffer(request.body)};
    // A server that refuses a long body answers before it has read it, so an error here is not the last word.
    const auto [write_error, written] = co_await asio::async_write(*stream, pieces, kAwaitTuple);
    beast::http::response_parser<beast::http::buffer_body> parser;
    parser.header_limit(static_cast<uint32_t>(options.header_bytes_max));
    parser.body_limit(boost::none);
    if (request.method == "HEAD") parser.skip(true);
    beast::flat_buffer buffer;
    const auto [head_error, head_bytes] = co_await beast::http::async_read_header(*stream, buffer, parser, kAwaitTuple);
    if (cancellation->cancelled()) co_return absl::CancelledError("the client is gone");
    if (head_error) co_return Failure(authority, "answer", write_error ? write_error : head_error);
    const auto& answer = parser.get();
    if (answer.result_int() < 200) {
      co_return absl::InternalError(base::StrCat(authority, ": answered with status ", answer.result_int()));
    }
    Headers headers;
    for (const auto& field : answer) {
      const auto name = field.name_string();
      const auto value = field.value();
      headers.Add(std::string(name.data(), name.size()), std::string(value.data(), value.size()));
    }
    co_await writer.Begin(make_head(static_cast<int>(answer.result_int()), headers));
    if (!co_await HandBodyOn(*stream, buffer, parser, writer)) writer.Abort();
    co_return absl::OkStatus();
  }

  template <class Stream, class Parser>
  asio::awaitable<bool> HandBodyOn(Stream& stream, beast::flat_buffer& buffer, Parser& parser,
                                   ResponseWriter& writer) const {
    while (!parser.is_done()) {
      std::string piece(kPieceBytes, '\0');
      parser.get().body().data = piece.data();
      parser.get().body().size = piece.size();
      beast::get_lowest_layer(stream).expires_after(absl::ToChronoNanoseconds(options.answer_timeout));
      const auto [error, bytes] = co_await beast::http::async_read_some(stream, buffer, parser, kAwaitTuple);
      if (error && error != beast::http::error::need_buffer) co_return false;
      piece.resize(piece.size() - parser.get().body().size);
      // While the client takes its time nothing is awaited of the server.
      beast::get_lowest_layer(stream).expires_never();
      if (!piece.empty() && !co_await writer.Write(std::move(piece))) co_return false;
    }
    co_return co_await writer.End();
  }

  template <class Stream>
  asio::awaitable<absl::StatusOr<std::unique_ptr<WebSocket>>> Open(std::unique_ptr<Stream> stream,
                                                                   UpstreamRequest request) const {
    if (absl::Status status = co_await Connect(*stream); !status.ok()) co_return status;
    auto socket = std::make_unique<UpstreamSocket<Stream>>(std::move(stream), options);
    if (absl::Status status = co_await socket->Shake(std::move(request), authority); !status.ok()) co_return status;
    co_return std::unique_ptr<WebSocket>(std::move(socket));
  }
};

Upstream::Upstream(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Upstream::~Upstream() = default;

absl::StatusOr<std::unique_ptr<Upstream>> Upstream::Create(UpstreamOptions options) {
  const auto url = boost::urls::parse_absolute_uri(options.url);
  if (url.has_error() || url->host().empty() || (url->scheme() != "http" && url->scheme() != "https") ||
      url->has_userinfo()) {
    return absl::InvalidArgumentError(
        base::StrCat("URL ", options.url, " is none of the form http://host:port or https://host:port"));
  }
  auto impl = std::make_unique<Impl>();
  impl->tls = url->scheme() == "https";
  // Without the brackets of an IPv6 address.
  impl->host = url->host_address();
  impl->port = url->has_port() ? std::string(url->port()) : impl->tls ? "443" : "80";
  impl->authority = base::StrCat(std::string(url->encoded_host()), ":", impl->port);
  if (impl->tls) {
    boost::system::error_code error;
    impl->context.set_verify_mode(asio::ssl::verify_peer);
    if (options.ca_file.empty()) {
      impl->context.set_default_verify_paths(error);
    } else {
      impl->context.load_verify_file(options.ca_file, error);
    }
    if (error) return absl::NotFoundError(base::StrCat("file ", options.ca_file, ": ", error.message()));
  }
  impl->options = std::move(options);
  return std::unique_ptr<Upstream>(new Upstream(std::move(impl)));
}

asio::awaitable<absl::Status> Upstream::Forward(UpstreamRequest request, MakeHead make_head,
                                                std::shared_ptr<Cancellation> cancellation,
                                                ResponseWriter& writer) const {
  const auto executor = co_await asio::this_coro::executor;
  if (impl_->tls) {
    co_return co_await impl_->Forward(std::make_shared<TlsStream>(executor, impl_->context), std::move(request),
                                      std::move(make_head), std::move(cancellation), writer);
  }
  co_return co_await impl_->Forward(std::make_shared<PlainStream>(executor), std::move(request), std::move(make_head),
                                    std::move(cancellation), writer);
}

asio::awaitable<absl::StatusOr<std::unique_ptr<WebSocket>>> Upstream::Open(UpstreamRequest request) const {
  const auto executor = co_await asio::this_coro::executor;
  if (impl_->tls) {
    co_return co_await impl_->Open(std::make_unique<TlsStream>(executor, impl_->context), std::move(request));
  }
  co_return co_await impl_->Open(std::make_unique<PlainStream>(executor), std::move(request));
}

const std::string& Upstream::authority() const { return impl_->authority; }

}  // namespace aurora::gateway::http

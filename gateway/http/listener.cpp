#include "gateway/http/listener.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <thread>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/http/message.h"
#include "gateway/http/response_head.h"
#include "libs/base/identifier.h"
#include "libs/base/log.h"

namespace aurora::gateway::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::chrono::milliseconds kAcceptPause{100};
constexpr absl::Duration kDrainPoll = absl::Milliseconds(10);
// Time that killed connections get to unwind.
constexpr absl::Duration kKillTime = absl::Milliseconds(500);

absl::StatusOr<tcp::endpoint> ParseListen(const std::string& listen, asio::io_context& context) {
  const size_t colon = listen.rfind(':');
  std::string host = colon == std::string::npos ? "" : listen.substr(0, colon);
  if (host.size() > 1 && host.front() == '[') host = host.substr(1, host.size() - 2);
  if (host.empty() || colon + 1 == listen.size()) {
    return absl::InvalidArgumentError(
        absl::StrCat("listen address \"", listen, "\" is not host:port; give e.g. 127.0.0.1:7180"));
  }
  boost::system::error_code error;
  tcp::resolver resolver(context);
  const auto found = resolver.resolve(host, listen.substr(colon + 1),
                                      tcp::resolver::passive | tcp::resolver::numeric_service, error);
  uint32_t port = 0;
  // Longer numbers are cut to sixteen bits on the way.
  if (error || found.empty() || !absl::SimpleAtoi(listen.substr(colon + 1), &port) || port > 65535) {
    return absl::InvalidArgumentError(
        absl::StrCat("listen address ", listen, " has no such host or port; give e.g. 127.0.0.1:7180"));
  }
  return found.begin()->endpoint();
}

absl::StatusOr<std::unique_ptr<asio::ssl::context>> MakeTls(const ListenerOptions& options) {
  auto tls = std::make_unique<asio::ssl::context>(asio::ssl::context::tls_server);
  tls->set_options(asio::ssl::context::default_workarounds | asio::ssl::context::no_tlsv1 |
                   asio::ssl::context::no_tlsv1_1);
  boost::system::error_code error;
  tls->use_certificate_chain_file(options.certificate_file, error);
  if (error) {
    return absl::InvalidArgumentError(
        absl::StrCat("certificate ", options.certificate_file, " cannot be used: give a readable PEM file"));
  }
  tls->use_private_key_file(options.key_file, asio::ssl::context::pem, error);
  if (error) {
    return absl::InvalidArgumentError(absl::StrCat(
        "key ", options.key_file, " cannot be used: give the readable PEM file that belongs to the certificate"));
  }
  return tls;
}

std::string Display(const tcp::endpoint& endpoint) {
  const std::string host = endpoint.address().to_string();
  return endpoint.address().is_v6() ? absl::StrCat("[", host, "]:", endpoint.port())
                                    : absl::StrCat(host, ":", endpoint.port());
}

}  // namespace

struct Listener::Impl {
  Impl(const ListenerOptions& given, Application& app, asio::io_context& io)
      : options(given), application(app), context(io), acceptor(asio::make_strand(io)) {}

  ListenerOptions options;
  Application& application;
  asio::io_context& context;
  tcp::acceptor acceptor;
  std::unique_ptr<asio::ssl::context> tls;
  std::string address;
  const std::shared_ptr<ConnectionRegistry> registry = std::make_shared<ConnectionRegistry>();

  asio::awaitable<void> Accept() {
    asio::steady_timer pause(acceptor.get_executor());
    while (acceptor.is_open()) {
      auto [error, socket] =
          co_await acceptor.async_accept(asio::make_strand(context), asio::as_tuple(asio::use_awaitable));
      if (error) {
        if (!acceptor.is_open() || error == asio::error::operation_aborted) co_return;
        // Too many open files, or a client that left already.
        pause.expires_after(kAcceptPause);
        co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
        continue;
      }
      Start(std::move(socket));
    }
  }

  void Start(tcp::socket socket) {
    boost::system::error_code ignored;
    if (registry->size() >= options.connections_max) {
      Refuse(std::move(socket));
      return;
    }
    socket.set_option(tcp::no_delay(true), ignored);
    if (tls != nullptr) {
      StartTlsConnection(std::move(socket), *tls, options.limits, application, registry);
    } else {
      StartPlainConnection(std::move(socket), options.limits, application, registry);
    }
  }

  // One small answer, without waiting for anything.
  void Refuse(tcp::socket socket) {
    if (tls != nullptr) return;
    boost::system::error_code ignored;
    Request request;
    request.request_id = base::MakeRequestId();
    const Response response = application.Malformed(503, request.request_id);
    const std::string text = ResponseHead(response, request, {response.body.size(), false, false}) + response.body;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(text), ignored);
    // Reading what is there keeps the kernel from resetting the answer away.
    char waste[4096];
    socket.read_some(asio::buffer(waste), ignored);
    socket.shutdown(tcp::socket::shutdown_both, ignored);
  }
};

Listener::Listener(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Listener::~Listener() = default;

absl::StatusOr<std::unique_ptr<Listener>> Listener::Create(const ListenerOptions& options, Application& application,
                                                           asio::io_context& context) {
  auto impl = std::make_unique<Impl>(options, application, context);
  absl::StatusOr<tcp::endpoint> endpoint = ParseListen(options.listen, context);
  if (!endpoint.ok()) return endpoint.status();
  if (!options.certificate_file.empty() || !options.key_file.empty()) {
    auto tls = MakeTls(options);
    if (!tls.ok()) return tls.status();
    impl->tls = *std::move(tls);
  }
  boost::system::error_code error;
  impl->acceptor.open(endpoint->protocol(), error);
  if (!error) impl->acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) impl->acceptor.bind(*endpoint, error);
  if (!error) impl->acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat("address ", options.listen,
                     error == asio::error::address_in_use ? " is in use" : " cannot be listened on",
                     "; end the other program or give another with --http.listen"));
  }
  impl->address = Display(impl->acceptor.local_endpoint());
  std::unique_ptr<Listener> listener(new Listener(std::move(impl)));
  asio::co_spawn(listener->impl_->acceptor.get_executor(), listener->impl_->Accept(), asio::detached);
  return listener;
}

const std::string& Listener::address() const { return impl_->address; }
size_t Listener::connections() const { return impl_->registry->size(); }

void Listener::Drain(absl::Time deadline) {
  asio::post(impl_->acceptor.get_executor(), [impl = impl_.get()] {
    boost::system::error_code ignored;
    impl->acceptor.close(ignored);
  });
  impl_->registry->DrainAll();
  while (impl_->registry->size() > 0 && absl::Now() < deadline - kKillTime) absl::SleepFor(kDrainPoll);
  if (impl_->registry->size() == 0) return;
  base::log::Warning("cutting connections that did not end", {{"connections", impl_->registry->size()}});
  impl_->registry->KillAll();
  while (impl_->registry->size() > 0 && absl::Now() < deadline) absl::SleepFor(kDrainPoll);
}

}  // namespace aurora::gateway::http

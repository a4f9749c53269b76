#include <boost/asio/ssl/context.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/beast/websocket/ssl.hpp>

#include "gateway/http/session.h"

namespace aurora::gateway::http {

void StartTlsConnection(asio::ip::tcp::socket socket, asio::ssl::context& tls, const ConnectionLimits& limits,
                        Application& application, std::shared_ptr<ConnectionRegistry> registry) {
  using TlsStream = beast::ssl_stream<beast::tcp_stream>;
  std::make_shared<Session<TlsStream>>(TlsStream(beast::tcp_stream(std::move(socket)), tls), limits, application,
                                       std::move(registry))
      ->Start();
}

}  // namespace aurora::gateway::http

#include "gateway/http/session.h"

namespace aurora::gateway::http {

void StartPlainConnection(asio::ip::tcp::socket socket, const ConnectionLimits& limits, Application& application,
                          std::shared_ptr<ConnectionRegistry> registry) {
  std::make_shared<Session<beast::tcp_stream>>(beast::tcp_stream(std::move(socket)), limits, application,
                                               std::move(registry))
      ->Start();
}

}  // namespace aurora::gateway::http

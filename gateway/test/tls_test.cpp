// The gateway over TLS.
#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>
#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/test/test_gateway.h"
#include "libs/rpc/test_certificates.h"

namespace aurora::gateway {
namespace {

namespace asio = boost::asio;
using TlsStream = asio::ssl::stream<asio::ip::tcp::socket>;

TestLimits WithCertificate(const rpc::TestCertificates& certificates) {
  TestLimits limits;
  limits.listener.certificate_file = certificates.Path("server.pem");
  limits.listener.key_file = certificates.Path("server.key");
  return limits;
}

// Connects to the gateway, sends a request and leaves the answer's head in `head`.
class TlsClient {
 public:
  TlsClient(const TestGateway& gateway, const rpc::TestCertificates& certificates) : tls_(asio::ssl::context::tls_client) {
    tls_.load_verify_file(certificates.Path("ca.pem"));
    tls_.set_verify_mode(asio::ssl::verify_peer);
    stream_ = std::make_unique<TlsStream>(context_, tls_);
    const std::string& address = gateway.listener->address();
    asio::ip::tcp::resolver resolver(context_);
    asio::connect(stream_->lowest_layer(), resolver.resolve("127.0.0.1", address.substr(address.rfind(':') + 1)));
    stream_->handshake(TlsStream::client);
  }

  void Send(const std::string& request) { asio::write(*stream_, asio::buffer(request)); }

  std::string Head(const std::string& request) {
    Send(request);
    std::string head;
    const size_t bytes = asio::read_until(*stream_, asio::dynamic_buffer(head), "\r\n\r\n");
    return head.substr(0, bytes);
  }

 private:
  asio::io_context context_;
  asio::ssl::context tls_;
  std::unique_ptr<TlsStream> stream_;
};

TEST_CASE("an answer comes over TLS") {
  const rpc::TestCertificates certificates;
  const TestGateway gateway(WithCertificate(certificates));
  TlsClient client(gateway, certificates);
  CHECK(absl::StartsWith(client.Head("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"), "HTTP/1.1 200 "));
}

std::string LiveRequest(const TestGateway& gateway) {
  return absl::StrCat(
      "GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer ",
      gateway.admin_token, "\r\n\r\n");
}

TEST_CASE("draining ends a live feed over TLS") {
  const rpc::TestCertificates certificates;
  const TestGateway gateway(WithCertificate(certificates));
  TlsClient client(gateway, certificates);
  const std::string head = client.Head(LiveRequest(gateway));
  REQUIRE(absl::StartsWith(head, "HTTP/1.1 101 "));
  // This client does not answer the closing frame, so the gateway cuts it off when the deadline is near.
  gateway.listener->Drain(absl::Now() + absl::Seconds(2));
  CHECK(gateway.listener->connections() == 0);
}

TEST_CASE("draining while a live feed opens ends it all the same") {
  const rpc::TestCertificates certificates;
  for (int round = 0; round < 10; ++round) {
    const TestGateway gateway(WithCertificate(certificates));
    TlsClient client(gateway, certificates);
    client.Send(LiveRequest(gateway));
    // From before the request is read until after it is answered: the handshake is somewhere in between.
    absl::SleepFor(absl::Microseconds(200 * round));
    gateway.listener->Drain(absl::Now() + absl::Milliseconds(200));
    CHECK(gateway.listener->connections() == 0);
  }
}

}  // namespace
}  // namespace aurora::gateway

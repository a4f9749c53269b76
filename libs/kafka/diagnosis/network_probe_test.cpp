#include "libs/kafka/diagnosis/network_probe.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <thread>

#include "absl/time/clock.h"
#include "libs/kafka/diagnosis/diagnosis.h"

namespace aurora::kafka {
namespace {

// A port on loopback that accepts and then answers every greeting with plain text.
class PlainServer {
 public:
  PlainServer() : listener_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0);
    socklen_t size = sizeof(address);
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    server.host = "127.0.0.1";
    server.port = ntohs(address.sin_port);
    listen(listener_, 8);
    thread_ = std::thread([this] {
      while (true) {
        const int client = accept(listener_, nullptr, nullptr);
        if (client < 0) return;
        char bytes[64];
        if (recv(client, bytes, sizeof(bytes), 0) > 0) send(client, "HTTP/1.1 400 no\r\n\r\n", 19, MSG_NOSIGNAL);
        close(client);
      }
    });
  }
  ~PlainServer() {
    shutdown(listener_, SHUT_RDWR);
    close(listener_);
    thread_.join();
  }

  HostPort server;

 private:
  int listener_;
  std::thread thread_;
};

HostPort ClosedPort() {
  PlainServer server;
  return server.server;
}

absl::Time Soon() { return absl::Now() + absl::Seconds(3); }

TEST_CASE("a port that nobody listens on is named as such") {
  const absl::Status status = TryTcp(ClosedPort(), Soon());
  CHECK(absl::IsUnavailable(status));
  CHECK(status.message().find("nothing listens") != absl::string_view::npos);
}

TEST_CASE("a port that does not speak TLS is told from a wrong certificate") {
  PlainServer plain;
  CHECK(TryTcp(plain.server, Soon()).ok());
  const absl::Status status = TryTls(plain.server, {}, Soon());
  CHECK(absl::IsFailedPrecondition(status));
  CHECK(status.message().find("not with TLS") != absl::string_view::npos);
  CHECK_FALSE(SpeaksTls(plain.server, Soon()));
}

TEST_CASE("the ladder ends at the rung that broke") {
  const Diagnosis refused = Diagnose({ClosedPort().Text(), {}}, "", Soon());
  CHECK_FALSE(refused.reachable);
  REQUIRE(refused.layers.size() == 2);
  CHECK(refused.layers[0].ok);
  CHECK(refused.layers[1].layer == Layer::kTcp);
  CHECK_FALSE(refused.layers[1].remedy.empty());

  PlainServer plain;
  Cluster cluster{plain.server.Text(), {}};
  cluster.security.protocol = Protocol::kSsl;
  const Diagnosis tls = Diagnose(cluster, "", Soon());
  REQUIRE(tls.layers.size() == 3);
  CHECK(tls.layers.back().layer == Layer::kTls);
  CHECK_FALSE(tls.layers.back().ok);

  const Diagnosis settings = Diagnose({"", {}}, "", Soon());
  CHECK_FALSE(settings.reachable);
  CHECK(settings.layers.size() == 1);
}

}  // namespace
}  // namespace aurora::kafka

// The live feed as a browser sees it, over a real socket.
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "absl/strings/str_cat.h"
#include "gateway/test/test_gateway.h"

namespace aurora::gateway {
namespace {

TEST_CASE("the live feed needs a credential and our own origin, and sends whole states") {
  TestGateway gateway;
  gateway.ingest.connection.set_id("c-abc");
  const std::string upgrade =
      "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
  CHECK(gateway.Call("GET", "/api/v1/live", "", upgrade + "Cookie: none=1\r\n").status == 401);
  CHECK(gateway.Call("GET", "/api/v1/live").status == 400);
  const int socket = gateway.Connect();
  const std::string text = absl::StrCat("GET /api/v1/live HTTP/1.1\r\nHost: localhost\r\n", upgrade,
                                        "Authorization: Bearer ", gateway.admin_token, "\r\n\r\n");
  REQUIRE(::send(socket, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()));
  CHECK(TestGateway::ReadReply(socket).status == 101);
  std::string seen;
  while (seen.find("\"type\":\"freshness\"") == std::string::npos) {
    char buffer[4096];
    const ssize_t got = ::recv(socket, buffer, sizeof buffer, 0);
    REQUIRE(got > 0);
    seen.append(buffer, static_cast<size_t>(got));
  }
  CHECK(seen.find("{\"type\":\"status\",\"seq\":1,") != std::string::npos);
  CHECK(seen.find("\"type\":\"connections\"") != std::string::npos);
  CHECK(seen.find("c-abc") != std::string::npos);
  ::close(socket);
  CHECK(WaitFor([&] { return gateway.listener->connections() == 0; }));
}

}  // namespace
}  // namespace aurora::gateway

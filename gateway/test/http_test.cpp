// What the gateway does with the odd, the large, the slow and the many, over real sockets.
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gateway/test/test_gateway.h"

namespace aurora::gateway {
namespace {

TEST_CASE("a stranger's host, a wrong method and an unknown call are told") {
  TestGateway gateway;
  CHECK(Code(gateway.Send("GET /api/v1/me HTTP/1.1\r\nHost: evil.example\r\n\r\n")) == "misdirected_host");
  CHECK(gateway.Send("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").status == 421);
  CHECK(gateway.Send("GET /healthz HTTP/1.1\r\nHost: 10.1.2.3:80\r\n\r\n").status == 200);
  const Reply wrong = gateway.Call("PUT", "/api/v1/tokens", "{}");
  CHECK(wrong.status == 405);
  CHECK(wrong.headers.at("allow") == "POST, GET");
  CHECK(gateway.Call("GET", "/api/v1/nothing").status == 404);
  CHECK(gateway.Call("POST", "/index.html", "{}").status == 405);
}

TEST_CASE("pages are served without a credential and with security headers") {
  TestGateway gateway;
  const Reply page = gateway.Send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(page.status == 200);
  CHECK(page.body == "<!doctype html>home");
  CHECK(page.headers.at("x-content-type-options") == "nosniff");
  CHECK(page.headers.at("content-security-policy").find("frame-ancestors 'none'") != std::string::npos);
  CHECK(page.headers.at("cross-origin-opener-policy") == "same-origin");
  const Reply head = gateway.Send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  CHECK(head.headers.at("content-length") == "19");
  CHECK(head.body.empty());
}

TEST_CASE("what is too large, too fast or no HTTP at all is refused, and the gateway goes on") {
  TestLimits limits;
  limits.application.body_bytes_max = 1000;
  limits.listener.limits.header_bytes_max = 2000;
  TestGateway gateway(limits);
  CHECK(Code(gateway.Call("POST", "/api/v1/query", "{\"sql\":\"" + std::string(2000, 'x') + "\"}")) ==
        "body_too_large");
  const std::string chunked =
      absl::StrCat("POST /api/v1/query HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ", gateway.admin_token,
                   "\r\nTransfer-Encoding: chunked\r\n\r\n800\r\n", std::string(0x800, 'x'), "\r\n0\r\n\r\n");
  CHECK(Code(gateway.Send(chunked)) == "body_too_large");
  CHECK(Code(gateway.Call("GET", "/api/v1/me", "", "X: " + std::string(3000, 'x') + "\r\n")) == "header_too_large");
  CHECK(Code(gateway.Call("POST", "/api/v1/query", "x=1", "Content-Type: text/plain\r\n")) == "unsupported_media_type");
  for (const std::string& garbage :
       {std::string("\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", 11), std::string("GET\r\n\r\n"),
        std::string("GET / HTTP/9.9\r\n\r\n"), std::string("GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        std::string("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n"),
        std::string("GET /../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n")}) {
    INFO(garbage);
    CHECK(gateway.Send(garbage).status == 400);
  }
  CHECK(gateway.Call("GET", "/api/v1/me").status == 200);
}

TEST_CASE("calls above the rate are told when to come back, others are not disturbed") {
  TestLimits limits;
  limits.application.per_identity = {0.5, 3};
  TestGateway gateway(limits);
  for (int call = 0; call < 3; ++call) CHECK(gateway.Call("GET", "/api/v1/me").status == 200);
  const Reply limited = gateway.Call("GET", "/api/v1/me");
  CHECK(limited.status == 429);
  CHECK(Code(limited) == "rate_limited");
  CHECK(limited.headers.at("retry-after") == "2");
  CHECK(gateway.Call("GET", "/healthz").status == 200);
}

TEST_CASE("a client that never ends its request is cut off") {
  TestLimits limits;
  limits.listener.limits.header_timeout = absl::Milliseconds(150);
  limits.listener.limits.body_timeout = absl::Milliseconds(150);
  limits.listener.limits.idle_timeout = absl::Milliseconds(150);
  TestGateway gateway(limits);
  for (const std::string& start : {std::string(), std::string("GET / HT"),
                                   absl::StrCat("POST /api/v1/query HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                                                "Bearer ",
                                                gateway.admin_token, "\r\nContent-Length: 100\r\n\r\n{")}) {
    const int socket = gateway.Connect();
    REQUIRE(::send(socket, start.data(), start.size(), 0) == static_cast<ssize_t>(start.size()));
    CHECK(TestGateway::ReadReply(socket).status == 0);
    ::close(socket);
  }
  CHECK(WaitFor([&] { return gateway.listener->connections() == 0; }));
}

TEST_CASE("more connections than allowed get a short answer") {
  TestLimits limits;
  limits.listener.connections_max = 2;
  TestGateway gateway(limits);
  const int first = gateway.Connect();
  const int second = gateway.Connect();
  REQUIRE(WaitFor([&] { return gateway.listener->connections() == 2; }));
  CHECK(Code(gateway.Send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")) == "too_many_connections");
  ::close(first);
  REQUIRE(WaitFor([&] { return gateway.listener->connections() == 1; }));
  CHECK(gateway.Call("GET", "/healthz").status == 200);
  ::close(second);
}

TEST_CASE("several requests go over one connection, in order") {
  TestGateway gateway;
  const int socket = gateway.Connect();
  std::string text;
  for (int index = 0; index < 3; ++index) {
    text += absl::StrCat("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: r", index, "\r\n\r\n");
  }
  REQUIRE(::send(socket, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()));
  for (int index = 0; index < 3; ++index) {
    CHECK(TestGateway::ReadReply(socket).headers.at("x-request-id") == absl::StrCat("r", index));
  }
  ::close(socket);
}

TEST_CASE("draining lets the answer in hand finish and closes idle connections") {
  TestGateway gateway;
  const int idle = gateway.Connect();
  REQUIRE(WaitFor([&] { return gateway.listener->connections() == 1; }));
  gateway.listener->Drain(absl::Now() + absl::Seconds(1));
  CHECK(gateway.listener->connections() == 0);
  CHECK(TestGateway::ReadReply(idle).status == 0);
  ::close(idle);
}

}  // namespace
}  // namespace aurora::gateway

#include "libs/service/admin_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <vector>

#include "absl/strings/numbers.h"

namespace aurora::service {
namespace {

int Connect(const std::string& address) {
  sockaddr_in peer{};
  peer.sin_family = AF_INET;
  peer.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int port = 0;
  REQUIRE(absl::SimpleAtoi(address.substr(address.rfind(':') + 1), &port));
  peer.sin_port = htons(static_cast<uint16_t>(port));
  const int descriptor = socket(AF_INET, SOCK_STREAM, 0);
  REQUIRE(connect(descriptor, reinterpret_cast<sockaddr*>(&peer), sizeof(peer)) == 0);
  return descriptor;
}

std::string Exchange(const std::string& address, const std::string& request) {
  const int descriptor = Connect(address);
  REQUIRE(send(descriptor, request.data(), request.size(), MSG_NOSIGNAL) > 0);
  std::string answer;
  char buffer[4096];
  for (ssize_t got = 0; (got = recv(descriptor, buffer, sizeof(buffer), 0)) > 0;) {
    answer.append(buffer, static_cast<size_t>(got));
  }
  close(descriptor);
  return answer;
}

std::unique_ptr<AdminServer> Serve() {
  auto server = AdminServer::Create(
      "127.0.0.1:0", [](const std::string& path) { return AdminResponse{.body = "you asked for " + path}; });
  REQUIRE(server.ok());
  return *std::move(server);
}

TEST_CASE("the admin server answers GET and HEAD without the query") {
  const auto server = Serve();
  const std::string got = Exchange(server->address(), "GET /healthz?x=1 HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK_THAT(got, Catch::StartsWith("HTTP/1.1 200 OK\r\n") && Catch::EndsWith("you asked for /healthz"));
  const std::string head = Exchange(server->address(), "HEAD /healthz HTTP/1.1\r\n\r\n");
  CHECK_THAT(head, Catch::EndsWith("\r\n\r\n"));
}

TEST_CASE("the admin server refuses garbage, other methods and large requests") {
  const auto server = Serve();
  CHECK_THAT(Exchange(server->address(), "nonsense\r\n\r\n"), Catch::Contains(" 400 "));
  CHECK_THAT(Exchange(server->address(), "POST / HTTP/1.1\r\n\r\n"), Catch::Contains(" 405 "));
  CHECK_THAT(Exchange(server->address(), "GET / HTTP/1.1\r\nx: " + std::string(8300, 'x')),
             Catch::Contains(" 431 "));
}

TEST_CASE("silent clients do not keep others from an answer") {
  const auto server = Serve();
  std::vector<int> silent;
  for (int i = 0; i < 10; ++i) silent.push_back(Connect(server->address()));
  CHECK_THAT(Exchange(server->address(), "GET / HTTP/1.1\r\n\r\n"), Catch::Contains(" 200 "));
  for (const int descriptor : silent) close(descriptor);
}

TEST_CASE("a taken port and a wrong address are named") {
  const auto server = Serve();
  const auto second =
      AdminServer::Create(server->address(), [](const std::string&) { return AdminResponse{}; });
  REQUIRE(second.status().code() == absl::StatusCode::kUnavailable);
  CHECK_THAT(std::string(second.status().message()), Catch::Contains(server->address()));
  CHECK(AdminServer::Create("7190", [](const std::string&) { return AdminResponse{}; }).status().code() ==
        absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace aurora::service

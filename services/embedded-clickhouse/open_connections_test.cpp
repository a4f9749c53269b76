#include "services/embedded-clickhouse/open_connections.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>

namespace aurora::embedded_clickhouse {
namespace {

TEST_CASE("connections on the ports read their end, can still write, and others are left alone") {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t bytes = sizeof(address);
  REQUIRE(::bind(listener, reinterpret_cast<sockaddr*>(&address), bytes) == 0);
  REQUIRE(::listen(listener, 2) == 0);
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &bytes);
  const int client = ::socket(AF_INET, SOCK_STREAM, 0);
  REQUIRE(::connect(client, reinterpret_cast<sockaddr*>(&address), bytes) == 0);
  const int server = ::accept(listener, nullptr, nullptr);

  CHECK(EndReading({1}) == 0);
  CHECK(EndReading({ntohs(address.sin_port)}) == 1);
  char byte = 0;
  CHECK(::recv(server, &byte, 1, MSG_DONTWAIT) == 0);
  CHECK(::send(server, "x", 1, MSG_NOSIGNAL) == 1);
  CHECK(::recv(client, &byte, 1, 0) == 1);
  // The listener still accepts.
  const int second = ::socket(AF_INET, SOCK_STREAM, 0);
  CHECK(::connect(second, reinterpret_cast<sockaddr*>(&address), bytes) == 0);
  for (const int file : {listener, client, server, second}) ::close(file);
}

}  // namespace
}  // namespace aurora::embedded_clickhouse

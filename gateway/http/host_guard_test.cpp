#include "gateway/http/host_guard.h"

#include <catch2/catch.hpp>

namespace aurora::gateway::http {
namespace {

TEST_CASE("only loopback names are ours unless told otherwise") {
  const HostGuard guard("", "127.0.0.1");
  for (const char* host : {"localhost", "LOCALHOST:8080", "127.0.0.1:7180", "[::1]:7180"}) {
    INFO(host);
    CHECK(guard.AllowsHost(host));
  }
  for (const char* host : {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:80", "", "[::2]", "["}) {
    INFO(host);
    CHECK_FALSE(guard.AllowsHost(host));
  }
}

TEST_CASE("the public URL and an address that is listened on are ours too") {
  CHECK(HostGuard("https://aurora.example.com/", "0.0.0.0").AllowsHost("aurora.example.com"));
  CHECK_FALSE(HostGuard("https://aurora.example.com/", "0.0.0.0").AllowsHost("0.0.0.0"));
  CHECK(HostGuard("", "10.0.0.5").AllowsHost("10.0.0.5:7180"));
}

TEST_CASE("an origin is ours when it is the site of the Host") {
  const HostGuard guard("https://aurora.example.com", "127.0.0.1");
  CHECK(guard.AllowsOrigin("http://localhost:7180", "localhost:7180"));
  CHECK(guard.AllowsOrigin("https://aurora.example.com", "10.0.0.1:80"));
  CHECK_FALSE(guard.AllowsOrigin("http://localhost:3000", "localhost:7180"));
  CHECK_FALSE(guard.AllowsOrigin("null", "localhost:7180"));
  CHECK_FALSE(guard.AllowsOrigin("https://evil.example", "localhost:7180"));
}

TEST_CASE("a wildcard's address is reached by the loopback's name") {
  CHECK(ReachableAddress("0.0.0.0:7171") == "localhost:7171");
  CHECK(ReachableAddress("[::]:7171") == "localhost:7171");
  CHECK(ReachableAddress("127.0.0.1:80") == "127.0.0.1:80");
  CHECK(ReachableAddress("[::1]:80") == "[::1]:80");
  CHECK(HostGuard("", "0.0.0.0").AllowsHost(ReachableAddress("0.0.0.0:7171")));
}

}  // namespace

}  // namespace aurora::gateway::http

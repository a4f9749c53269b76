#include <catch2/catch.hpp>

#include "gateway/backends/grpc_call.h"
#include "libs/base/text.h"

namespace aurora::gateway::backends {
namespace {

std::string Told(const char* words) {
  return std::string(base::Message(FromService("the query engine", grpc::Status(grpc::UNAVAILABLE, words))));
}

TEST_CASE("a service that is not reached is told in our words, what it says of others in its own") {
  for (const char* words : {"failed to connect to all addresses; last error: UNKNOWN: ipv4:10.0.0.1:7180: Connection refused",
                            "DNS resolution failed for query-engine:7180: no address", "Socket closed"}) {
    CHECK(Told(words) == "the query engine does not answer; see `aurora status` and its log");
  }
  const char* clickhouse = "connect: clickhouse:8123 did not answer in time; check address and firewall";
  CHECK(Told(clickhouse) == clickhouse);
}

}  // namespace
}  // namespace aurora::gateway::backends

#include "services/embedded-clickhouse/own_access.h"

#include <catch2/catch.hpp>

namespace aurora::embedded_clickhouse {
namespace {

TEST_CASE("the process asks its engine where it listens, and at loopback when it listens everywhere") {
  Options options;
  const auto at = [&options](const char* host) {
    options.listen_host = host;
    return OwnAddress(options);
  };
  CHECK(at("127.0.0.1") == "127.0.0.1");
  CHECK(at("localhost") == "localhost");
  CHECK(at("0.0.0.0") == "127.0.0.1");
  CHECK(at("::") == "::1");
  CHECK(at("10.1.2.3") == "10.1.2.3");
  CHECK(at("fd00::1") == "fd00::1");
}

TEST_CASE("a refusal names the setting and what to add, and no password") {
  Options options;
  options.listen_host = "0.0.0.0";
  options.networks = {"10.0.0.0/8", "fd00::/8"};
  const std::string message(OwnRefusal(options).message());
  CHECK(message == "users.networks (10.0.0.0/8, fd00::/8) leaves out 127.0.0.1, from where this process asks its engine; "
                   "add 127.0.0.1 to users.networks");
  CHECK(message.find("password") == std::string::npos);
  options.listen_host = "localhost";
  CHECK(std::string(OwnRefusal(options).message()).ends_with("add 127.0.0.1 and ::1 to users.networks"));
}

}  // namespace
}  // namespace aurora::embedded_clickhouse

#include "libs/kafka/security.h"

#include <catch2/catch.hpp>

namespace aurora::kafka {
namespace {

TEST_CASE("bootstrap servers are host:port, with Kafka's port by default") {
  const auto servers = ParseBootstrapServers(" a:9093, b ,[::1]:9094");
  REQUIRE(servers.ok());
  REQUIRE(servers->size() == 3);
  CHECK((*servers)[0].Text() == "a:9093");
  CHECK((*servers)[1].Text() == "b:9092");
  CHECK((*servers)[2].host == "::1");
  CHECK((*servers)[2].Text() == "[::1]:9094");
}

TEST_CASE("what is no server is refused by name") {
  for (const char* text : {"", " , ", "a:0", "a:70000", "a:9x", "http://a:9092", "a b", "[::1", ":9092"}) {
    INFO(text);
    CHECK_FALSE(ParseBootstrapServers(text).ok());
  }
  CHECK(ParseBootstrapServers("good:1,bad:port").status().message().find("bad:port") != absl::string_view::npos);
}

TEST_CASE("settings that do not belong together are refused") {
  Cluster cluster{"a:9092", {}};
  CHECK(Validate(cluster).ok());
  cluster.security.protocol = Protocol::kSaslPlaintext;
  CHECK_FALSE(Validate(cluster).ok());
  cluster.security.username = "u";
  cluster.security.password = base::Secret("p");
  CHECK(Validate(cluster).ok());
  cluster.security.ca_certificate = "-----BEGIN";
  CHECK_FALSE(Validate(cluster).ok());
  cluster.security.protocol = Protocol::kSaslSsl;
  CHECK(Validate(cluster).ok());
  cluster.security.client_certificate = "-----BEGIN";
  CHECK_FALSE(Validate(cluster).ok());
}

TEST_CASE("a client's secret travels to a token endpoint by TLS, or stays on this machine") {
  Cluster cluster{"a:9092", {}};
  cluster.security.protocol = Protocol::kSaslSsl;
  cluster.security.mechanism = SaslMechanism::kOauthBearer;
  cluster.security.username = "client";
  cluster.security.password = base::Secret("secret");
  for (const char* good : {"https://id.example/oauth2/token", "https://id.example:8443/", "http://127.0.0.1:1/token",
                           "http://localhost/token", "http://[::1]:80/"}) {
    INFO(good);
    cluster.security.token_url = good;
    CHECK(Validate(cluster).ok());
  }
  for (const char* bad : {"", "id.example/token", "http://id.example/token", "http://127.0.0.1.example/", "file:///etc/passwd",
                          "https:///token", "https://u:p@id.example/", "ftp://id.example/"}) {
    INFO(bad);
    cluster.security.token_url = bad;
    CHECK(Validate(cluster).message().find("token_url") != absl::string_view::npos);
  }
  cluster.security.token_url = "https://id.example/";
  cluster.security.mechanism = SaslMechanism::kScramSha512;
  CHECK(Validate(cluster).message().find("OAUTHBEARER") != absl::string_view::npos);
}

TEST_CASE("topic names follow Kafka's rules") {
  for (const char* good : {"orders", "a.b-c_D9"}) CHECK(ValidateTopic(good).ok());
  for (const char* bad : {"", ".", "..", "a b", "a/b", "ä"}) CHECK_FALSE(ValidateTopic(bad).ok());
  CHECK_FALSE(ValidateTopic(std::string(250, 'a')).ok());
}

}  // namespace
}  // namespace aurora::kafka

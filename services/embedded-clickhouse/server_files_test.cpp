#include "services/embedded-clickhouse/server_files.h"

#include <catch2/catch.hpp>

namespace aurora::embedded_clickhouse {
namespace {

Options WithPasswords() {
  Options options;
  options.admin.password = base::Secret("secret");
  options.query.password = base::Secret("other");
  return options;
}

bool Contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

TEST_CASE("users have hashes, not passwords, and only those with a password exist") {
  const auto xml = UsersXml(WithPasswords(), 2);
  REQUIRE(xml.ok());
  // SHA-256 of "secret".
  CHECK(Contains(*xml, "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"));
  CHECK_FALSE(Contains(*xml, "secret"));
  CHECK(Contains(*xml, "<aurora_admin>"));
  CHECK(Contains(*xml, "<aurora_query>"));
  CHECK_FALSE(Contains(*xml, "<aurora_ingest>"));
  CHECK_FALSE(Contains(*xml, "<aurora_catalog>"));
}

TEST_CASE("the engine's passwordless user has no session and no statement left") {
  const std::string xml = UsersXml(WithPasswords(), 2).value();
  CHECK(Contains(xml, "<boot><max_sessions_for_user>1</max_sessions_for_user></boot>"));
  CHECK(Contains(xml, "<queries>2</queries>"));
  CHECK(Contains(xml, "<profile>boot</profile><quota>boot</quota>"));
}

TEST_CASE("questions may read, but not the closed databases, and each bound has two ends") {
  const std::string xml = UsersXml(WithPasswords(), 2).value();
  CHECK(Contains(xml, "<query>GRANT SELECT, dictGet ON *.*</query>"));
  for (const char* database : {"system", "information_schema", "INFORMATION_SCHEMA", "default", "aurora"}) {
    CHECK(Contains(xml, std::string("<query>REVOKE SELECT, dictGet ON ") + database + ".*</query>"));
  }
  CHECK(Contains(xml, "<max_execution_time><min>1</min><max>60</max></max_execution_time>"));
  CHECK(Contains(xml, "<max_memory_usage><min>1</min>"));
}

TEST_CASE("names that could leave their tag, and a missing administrator, are refused") {
  for (const char* name : {"", "a b", "a><b", "1a", "default", "a-b"}) {
    Options options = WithPasswords();
    options.query.name = name;
    INFO(name);
    CHECK(UsersXml(options, 2).status().code() == absl::StatusCode::kInvalidArgument);
  }
  CHECK(UsersXml(Options(), 2).status().code() == absl::StatusCode::kInvalidArgument);
}

TEST_CASE("users come from loopback unless the engine listens elsewhere") {
  Options options = WithPasswords();
  CHECK_FALSE(Contains(UsersXml(options, 2).value(), "::/0"));
  options.listen_host = "0.0.0.0";
  CHECK(Contains(UsersXml(options, 2).value(), "<ip>::/0</ip>"));
  options.networks = {"10.0.0.0/8"};
  CHECK(Contains(UsersXml(options, 2).value(), "<ip>10.0.0.0/8</ip>"));
  CHECK_FALSE(Contains(UsersXml(options, 2).value(), "::/0"));
}

TEST_CASE("the configuration holds paths and ports, and no logger") {
  Options options = WithPasswords();
  options.tcp_port = 0;
  const std::string xml = ConfigXml(options, "/data/<a&b>", "/data/users.xml");
  CHECK(Contains(xml, "<path>/data/&lt;a&amp;b&gt;/engine/</path>"));
  CHECK(Contains(xml, "<http_port>8123</http_port>"));
  CHECK_FALSE(Contains(xml, "tcp_port"));
  CHECK_FALSE(Contains(xml, "logger"));
  CHECK_FALSE(Contains(xml, "max_server_memory_usage"));
  CHECK(Contains(xml, "<merge_selector_base>8<"));
  options.memory_bytes_max = 1 << 30;
  CHECK(Contains(ConfigXml(options, "/d", "/u"), "<max_server_memory_usage>1073741824<"));
}

}  // namespace
}  // namespace aurora::embedded_clickhouse

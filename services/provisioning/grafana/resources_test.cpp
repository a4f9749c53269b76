#include "services/provisioning/grafana/resources.h"

#include <boost/json/parse.hpp>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

namespace aurora::provisioning::grafana {
namespace {

namespace json = boost::json;

TEST_CASE("what Grafana adds is no difference; what it lacks or has otherwise is") {
  const auto covers = [](const char* actual, const char* wanted) { return Covers(json::parse(actual), json::parse(wanted)); };
  CHECK(covers(R"({"a":1,"b":[{"c":"x","d":2}],"more":0})", R"({"a":1.0,"b":[{"c":"x"}]})"));
  CHECK_FALSE(covers(R"({"a":1})", R"({"a":2})"));
  CHECK_FALSE(covers(R"({"a":1})", R"({"a":1,"b":null})"));
  CHECK_FALSE(covers(R"({"b":[1,2]})", R"({"b":[1]})"));
  CHECK_FALSE(covers(R"({"b":[1]})", R"({"b":[1,2]})"));
  CHECK_FALSE(covers(R"({"a":"1"})", R"({"a":1})"));
}

TEST_CASE("the data source is ClickHouse by HTTP, at the address of its URL") {
  const auto data = [](const char* url) { return DataSource(url, "aurora_query").value().at("jsonData").as_object(); };
  CHECK(data("http://127.0.0.1:7172").at("host").as_string() == "127.0.0.1");
  CHECK(data("http://127.0.0.1:7172").at("port").as_int64() == 7172);
  CHECK(data("http://127.0.0.1:7172").at("protocol").as_string() == "http");
  CHECK_FALSE(data("http://127.0.0.1:7172").at("secure").as_bool());
  CHECK(data("https://clickhouse.example").at("port").as_int64() == 8443);
  CHECK(data("https://clickhouse.example/").at("secure").as_bool());
  CHECK(data("http://[::1]:81").at("host").as_string() == "[::1]");
  CHECK(data("http://[::1]").at("port").as_int64() == 8123);
  for (const char* url : {"", "tcp://x:9000", "http://", "http://x:0", "http://x:y"}) {
    INFO(url);
    CHECK(absl::IsInvalidArgument(DataSource(url, "u").status()));
  }
}

TEST_CASE("dashboards come without what each Grafana numbers itself, and need a uid of their own") {
  char name[] = "/tmp/aurora-dashboards-XXXXXX";
  const std::string folder = ::mkdtemp(name);
  std::ofstream(folder + "/a.json") << R"({"uid":"a","id":7,"version":3,"title":"A"})";
  std::ofstream(folder + "/note.txt") << "no dashboard";
  CHECK(ReadDashboards(folder).value() == std::vector<json::object>{{{"uid", "a"}, {"title", "A"}}});
  std::ofstream(folder + "/b.json") << R"({"uid":"a"})";
  CHECK(absl::IsInvalidArgument(ReadDashboards(folder).status()));
  std::ofstream(folder + "/b.json") << R"({"title":"B"})";
  CHECK(absl::IsInvalidArgument(ReadDashboards(folder).status()));
  CHECK(absl::IsNotFound(ReadDashboards(folder + "/none").status()));
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace aurora::provisioning::grafana

#include "cli/up/plan/plan.h"

#include <yaml-cpp/yaml.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <set>

namespace aurora::cli {
namespace {

const Layout kLayout{"/opt/aurora", ""};
const DataDirectory kData{"/var/lib/aurora"};

Plan PlanOf(const Settings& settings) {
  absl::StatusOr<Plan> plan = MakePlan(settings, kLayout, kData, "/usr/bin/java");
  REQUIRE(plan.ok());
  return *std::move(plan);
}

YAML::Node ConfigOf(const Plan& plan, const std::string& part) {
  for (const PlannedFile& file : plan.files) {
    if (file.path == kData.Config(part + ".yaml")) return YAML::Load(file.content);
  }
  FAIL("no configuration of " << part);
  return {};
}

std::set<std::string> NamesOf(const Plan& plan) {
  std::set<std::string> names;
  for (const Part& part : plan.parts) names.insert(part.name);
  return names;
}

TEST_CASE("every port is used once and lies in the span that the preflight promises") {
  std::set<int> used;
  for (const Part& part : PlanOf(Settings()).parts) {
    for (const int port : part.ports) {
      CHECK(used.insert(port).second);
      CHECK(port >= 7171);
      CHECK(port <= 7171 + Ports::kSpan);
    }
  }
}

TEST_CASE("parts are planned after what they need") {
  std::set<std::string> before;
  for (const Part& part : PlanOf(Settings()).parts) {
    for (const std::string& needed : part.after) CHECK(before.count(needed) == 1);
    before.insert(part.name);
  }
}

TEST_CASE("ClickHouse ends last and the gateway before what it calls") {
  const Plan plan = PlanOf(Settings());
  const auto wave = [&](const std::string& name) {
    for (const Part& part : plan.parts) {
      if (part.name == name) return part.stop_wave;
    }
    return -1;
  };
  for (const Part& part : plan.parts) {
    if (part.name != "embedded-clickhouse") CHECK(part.stop_wave < wave("embedded-clickhouse"));
  }
  CHECK(wave("gateway") < wave("ingest"));
  CHECK(wave("ingest") < wave("kafka"));
  CHECK(wave("demo-events") < wave("kafka"));
}

TEST_CASE("peers find each other where they listen") {
  const Plan plan = PlanOf(Settings());
  CHECK(ConfigOf(plan, "gateway")["ingest"]["address"].as<std::string>() ==
        ConfigOf(plan, "ingest")["grpc"]["listen"].as<std::string>());
  CHECK(ConfigOf(plan, "query-engine")["embedding"]["address"].as<std::string>() ==
        ConfigOf(plan, "embedding")["grpc"]["listen"].as<std::string>());
  CHECK(ConfigOf(plan, "ingest")["clickhouse"]["url"].as<std::string>() == plan.clickhouse_url);
  CHECK(ConfigOf(plan, "demo-events")["kafka"]["brokers"].as<std::string>() == plan.kafka_brokers);
}

TEST_CASE("nothing listens beyond loopback") {
  for (const PlannedFile& file : PlanOf(Settings()).files) {
    CHECK_THAT(file.content, !Catch::Contains("0.0.0.0"));
    CHECK_THAT(file.content, !Catch::Contains("//:"));
  }
}

TEST_CASE("a data directory keeps whether it has the demonstration, a new one has it") {
  char folder[] = "/tmp/aurora-demonstration-XXXXXX";
  REQUIRE(mkdtemp(folder) != nullptr);
  const DataDirectory data{folder};
  CHECK(HadDemonstration(data));
  REQUIRE(KeepDemonstration(data, false).ok());
  CHECK_FALSE(HadDemonstration(data));
  REQUIRE(KeepDemonstration(data, true).ok());
  CHECK(HadDemonstration(data));
  std::filesystem::remove_all(folder);
}

TEST_CASE("without the demonstration neither Kafka nor events are started") {
  Settings settings;
  settings.demo = false;
  const std::set<std::string> names = NamesOf(PlanOf(settings));
  CHECK(names.count("kafka") == 0);
  CHECK(names.count("demo-events") == 0);
  CHECK(names.count("gateway") == 1);
}

TEST_CASE("an external ClickHouse takes the embedded one's place") {
  Settings settings;
  settings.clickhouse_url = "https://ch:8443";
  settings.clickhouse_user = "root";
  settings.clickhouse_password_file = "/etc/ch";
  const Plan plan = PlanOf(settings);
  CHECK(NamesOf(plan).count("embedded-clickhouse") == 0);
  CHECK(ConfigOf(plan, "provisioning")["clickhouse"]["user"].as<std::string>() == "root");
  CHECK(ConfigOf(plan, "ingest")["clickhouse"]["url"].as<std::string>() == "https://ch:8443");
  for (const Part& part : plan.parts) {
    for (const std::string& needed : part.after) CHECK(needed != "embedded-clickhouse");
  }
}

TEST_CASE("overrides are laid over the generated configuration, deep") {
  Settings settings;
  settings.overrides["ingest"] = "grpc: {listen: \"127.0.0.1:9\"}\nbatch: {rows_max: 5}";
  const YAML::Node config = ConfigOf(PlanOf(settings), "ingest");
  CHECK(config["grpc"]["listen"].as<std::string>() == "127.0.0.1:9");
  CHECK(config["grpc"]["token_file"].as<std::string>() == kData.Secret("rpc-token"));
  CHECK(config["batch"]["rows_max"].as<int>() == 5);
  settings.overrides["ingest"] = "just text";
  CHECK_FALSE(MakePlan(settings, kLayout, kData, "java").ok());
}

TEST_CASE("no secret stands in a planned file or on a command line") {
  const Plan plan = PlanOf(Settings());
  for (const PlannedFile& file : plan.files) CHECK_THAT(file.content, !Catch::Contains("password:"));
  for (const Part& part : plan.parts) {
    for (const std::string& argument : part.command.arguments)
      CHECK_THAT(argument, !Catch::Contains("password"));
  }
}

}  // namespace
}  // namespace aurora::cli

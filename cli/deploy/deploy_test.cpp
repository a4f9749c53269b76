#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "absl/cleanup/cleanup.h"
#include "cli/deploy/aws_settings.h"
#include "cli/deploy/cluster.h"
#include "cli/deploy/compose_project.h"
#include "cli/deploy/compose_tool.h"
#include "cli/deploy/kubernetes.h"
#include "cli/deploy/manifest_changes.h"
#include "cli/deploy/programs.h"
#include "cli/deploy/terraform_plan.h"

namespace aurora::cli {
namespace {

std::string NotSet(const std::string&) { return ""; }

TEST_CASE("Words are shown as a shell takes them") {
  CHECK(ShellText({"docker", "compose", "-f", "/a b/c.yaml", "it's", ""}) == "docker compose -f '/a b/c.yaml' 'it'\\''s' ''");
}

TEST_CASE("Images, secrets and volumes are those of Compose's own configuration") {
  const auto content = ReadComposeContent(
      "services:\n  a: {image: localhost/a:1}\n  b: {image: localhost/a:1}\n  c: {image: docker.io/c:2}\n"
      "secrets: {x: {file: ./secrets/x}, y: {file: /else/y}, z: {environment: Z}}\nvolumes: {data: null}\n",
      "/folder", NotSet);
  REQUIRE(content.ok());
  CHECK(content->images == std::vector<std::string>{"docker.io/c:2", "localhost/a:1"});
  CHECK(content->secret_files == std::vector<std::string>{"/folder/secrets/x", "/else/y"});
  CHECK(content->volumes == std::vector<std::string>{"data"});
  CHECK(ReadComposeContent("services: [", "/", NotSet).status().code() == absl::StatusCode::kInvalidArgument);
  CHECK(ReadComposeContent("nothing", "/", NotSet).status().code() == absl::StatusCode::kInvalidArgument);
}

TEST_CASE("Images of services that extend another file are read there") {
  char made[] = "/tmp/aurora-compose-XXXXXX";
  REQUIRE(mkdtemp(made) != nullptr);
  const absl::Cleanup remove = [&made] { std::filesystem::remove_all(made); };
  const std::string folder = made;
  std::ofstream(folder + "/services.yaml") << "services:\n  a: {image: \"${REGISTRY:-localhost/x}/a:${TAG:-1}\"}\n  b: {command: b}\n";
  const std::string text = "services:\n  a: {extends: {file: services.yaml, service: a}}\n  b: {extends: {file: services.yaml, service: b}}\n";
  CHECK(ReadComposeContent(text, folder, NotSet)->images == std::vector<std::string>{"localhost/x/a:1"});
  const auto set = [](const std::string& name) { return name == "TAG" ? "2" : ""; };
  CHECK(ReadComposeContent(text, folder, set)->images == std::vector<std::string>{"localhost/x/a:2"});
  const absl::Status gone = ReadComposeContent(text, folder + "/else", NotSet).status();
  CHECK(std::string(gone.message()).find("services.yaml") != std::string::npos);
}

TEST_CASE("Containers with another id were made anew") {
  const std::map<std::string, Container> before = {{"a", {"1", "Up"}}, {"b", {"2", "Up"}}, {"gone", {"3", "Up"}}};
  CHECK(ContainerChanges(before, {{"a", {"1", "Up"}}, {"b", {"9", "Up"}}, {"new", {"4", "Up"}}}) ==
        "containers: 2 new or made anew, 1 removed, 1 as they were");
  CHECK(ContainerChanges(before, before) == "nothing differs: 3 containers stay as they were");
}

TEST_CASE("Containers that do not run, or are not healthy, are named") {
  CHECK(TroubledContainers({{"a", {"1", "Up 2 minutes (healthy)"}}, {"b", {"2", "Exited (2) 1 second ago"}}, {"c", {"3", "Up 1 minute (unhealthy)"}}}) ==
        "b: Exited (2) 1 second ago, c: Up 1 minute (unhealthy)");
}

TEST_CASE("Manifests are compared object by object, and never shown") {
  const std::string before = "kind: Secret\nmetadata: {name: s}\ndata: {a: MQ==}\n---\nkind: Service\nmetadata: {name: gone}\n---\n# a remark\nkind: Pod\nmetadata: {name: p}\n";
  const auto changes = CompareManifests(before, "kind: Pod\nmetadata:\n  name: p\n---\nkind: Secret\nmetadata: {name: s}\ndata: {a: Mg==}\n---\nkind: Job\nmetadata: {name: j}\n");
  REQUIRE(changes.ok());
  CHECK(ChangesText(*changes).find("Mg==") == std::string::npos);
  CHECK(changes->made == std::vector<std::string>{"Job j"});
  CHECK(changes->changed == std::vector<std::string>{"Secret s"});
  CHECK(changes->removed == std::vector<std::string>{"Service gone"});
  CHECK(CompareManifests(before, before)->none());
}

TEST_CASE("A manifest's kinds are named as a cluster names them") {
  const auto resources = ManifestResources(
      "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: b}\n---\n"
      "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: c}\n---\napiVersion: networking.k8s.io/v1\nkind: Ingress\n"
      "metadata: {name: d}\n");
  REQUIRE(resources.ok());
  CHECK(*resources == std::set<std::string>{"ingresses.networking.k8s.io", "networkpolicies.networking.k8s.io", "services"});
  CHECK_FALSE(ManifestResources("a: [").ok());
}

TEST_CASE("Options become values of the chart") {
  KubernetesWish wish;
  CHECK(ChartValues(wish) == "{}\n");
  wish.registry = "registry.example.com/aurora";
  wish.ingress_class = "nginx";
  wish.clickhouse_storage = "200Gi";
  CHECK(ChartValues(wish) ==
        R"({"image":{"registry":"registry.example.com/aurora"},"ingress":{"enabled":true,"className":"nginx"},)"
        R"("clickhouse":{"embedded":{"storage":{"size":"200Gi"}}}})"
        "\n");
  // Helm would read a bare one as a number, which is no tag.
  wish = {};
  wish.tag = "1.10";
  CHECK(ChartValues(wish) == "{\"image\":{\"tag\":\"1.10\"}}\n");
}

TEST_CASE("Pods say why they are not ready") {
  CHECK(WaitingPodsText(R"({"items": [
    {"metadata": {"name": "ok"}, "status": {"phase": "Running", "containerStatuses": [{"ready": true}]}},
    {"metadata": {"name": "job"}, "status": {"phase": "Succeeded", "containerStatuses": [{"ready": false}]}},
    {"metadata": {"name": "a"}, "status": {"phase": "Pending", "containerStatuses": [{"ready": false, "state": {"waiting": {"reason": "ImagePullBackOff"}}}]}},
    {"metadata": {"name": "b"}, "status": {"phase": "Pending", "conditions": [{"status": "False", "reason": "Unschedulable"}]}}]})") ==
        "a: ImagePullBackOff, b: Unschedulable");
}

TEST_CASE("Variables of Terraform are read as its file declares them") {
  const auto variables = ReadTerraformVariables(
      "variable \"a\" {\n  description = \"What it is.\"\n  type        = string\n}\n\nvariable \"b\" {\n  type    = number\n  default = 1\n}\n");
  REQUIRE(variables.size() == 2);
  CHECK((variables[0].name == "a" && variables[0].required && variables[0].description == "What it is."));
  CHECK((variables[1].name == "b" && !variables[1].required));
  AwsSettings settings;
  const absl::Status missing = CheckComplete(settings, variables);
  CHECK(std::string(missing.message()).find("a: What it is.\n  postgres_password_file") != std::string::npos);
  settings.variables["a"] = "x";
  settings.postgres_password_file = "/p";
  CHECK(CheckComplete(settings, variables).ok());
}

TEST_CASE("Brokers open the firewall for their addresses and one port") {
  AwsSettings settings;
  settings.brokers = "10.0.0.7:9094, 10.0.0.8:9094";
  REQUIRE(AddBrokers(&settings).ok());
  CHECK(boost::json::serialize(settings.variables.at("kafka")) == R"({"cidrs":["10.0.0.7/32","10.0.0.8/32"],"port":9094})");
  for (const char* wrong : {"kafka", "10.0.0.7:x", "10.0.0.7:70000", "10.0.0.7:9092,10.0.0.8:9094", ":9092"}) {
    AwsSettings refused;
    refused.brokers = wrong;
    CHECK(AddBrokers(&refused).code() == absl::StatusCode::kInvalidArgument);
  }
}

TEST_CASE("A plan is counted, and costs what its machines, disks and ways cost") {
  PriceTable prices{"nobody", "nowhere", "2026-01-01", {{"small", 1, 1, 1, 2}, {"large", 4, 1, 3, 8}}, 0.5, 1000, 0.1, 0.2, 0.01};
  const auto plan = ReadTerraformPlan(R"({
    "resource_changes": [
      {"address": "a", "mode": "managed", "change": {"actions": ["create"]}}, {"address": "b", "mode": "managed", "change": {"actions": ["no-op"]}},
      {"address": "c", "mode": "managed", "change": {"actions": ["delete", "create"]}}, {"address": "d", "mode": "managed", "change": {"actions": ["update"]}},
      {"address": "e", "mode": "managed", "change": {"actions": ["delete"]}}, {"address": "f", "mode": "data", "change": {"actions": ["read"]}}],
    "planned_values": {"root_module": {"resources": [{"type": "aws_nat_gateway", "values": {}}, {"type": "aws_lb", "values": {}},
        {"type": "aws_vpc_endpoint", "values": {"vpc_endpoint_type": "Interface"}}, {"type": "aws_vpc_endpoint", "values": {"vpc_endpoint_type": "Gateway"}}],
      "child_modules": [
        {"resources": [{"type": "aws_autoscaling_group", "values": {"min_size": 1, "max_size": 3}},
          {"type": "aws_launch_template", "values": {"instance_type": "small", "block_device_mappings": [{"ebs": [{"volume_size": 20}]}]}}]},
        {"resources": [{"type": "aws_instance", "values": {"instance_type": "large", "root_block_device": [{"volume_size": 10}]}},
          {"type": "aws_ebs_volume", "values": {"size": 100}}, {"type": "aws_instance", "values": {"instance_type": "odd"}}]}]}}})",
                                      prices);
  REQUIRE(plan.ok());
  CHECK(plan->changes == std::vector<std::string>{"+ a", "+- c", "~ d", "- e"});
  const double others = 730 * (0.1 + 0.2 + 2 * 0.01 + 3) + (10 + 100) * 0.5;
  CHECK(plan->usd_per_month_min == Approx(others + 730 * 1 + 20 * 0.5));
  CHECK(plan->usd_per_month_max == Approx(others + 3 * (730 * 1 + 20 * 0.5)));
  CHECK(plan->vcpus_max == 8 + 3 * 2);
  CHECK(plan->unpriced == std::vector<std::string>{"odd"});
  CHECK(ReadTerraformPlan("no", prices).status().code() == absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace aurora::cli

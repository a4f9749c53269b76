#include "cli/up/plan/plan.h"

#include <algorithm>

#include "cli/up/plan/kafka_node.h"
#include "cli/up/plan/service_configuration.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

// Index of each part's admin port.
enum Admin {
  kGateway,
  kClickHouse,
  kIngest,
  kSchemaInference,
  kQueryEngine,
  kEmbedding,
  kProvisioning,
  kDemoEvents
};

// The order of the end: what makes work first, what stores last.
enum Wave { kStopFirst, kStopIntake, kStopServices, kStopEngine };

Part Service(const std::string& name, const std::string& title, const Layout& layout,
             const DataDirectory& data, const Ports& ports, Admin admin, int port) {
  Part part;
  part.name = name;
  part.title = title;
  part.command.arguments = {layout.Program(name), "--config", data.Config(name + ".yaml")};
  part.address = Loopback(port != 0 ? port : ports.admin(admin));
  part.version = AURORA_VERSION;
  part.probe = {Probe::Kind::kHttpReady, Loopback(ports.admin(admin))};
  part.ports = {ports.admin(admin)};
  if (port != 0) part.ports.push_back(port);
  part.stop_wave = kStopServices;
  return part;
}

Part Kafka(const Layout& layout, const DataDirectory& data, const Ports& ports, const std::string& java) {
  Part part;
  part.name = "kafka";
  part.title = "Kafka";
  part.command = KafkaCommand(layout, data, java);
  part.address = Loopback(ports.kafka());
  part.version = layout.KafkaVersion();
  part.probe = {Probe::Kind::kKafka, part.address};
  part.ports = {ports.kafka(), ports.kafka_controller()};
  part.stop_wave = kStopServices;
  return part;
}

}  // namespace

std::string Loopback(int port) { return base::StrCat("127.0.0.1:", port); }

bool Plan::has_kafka() const {
  return std::any_of(parts.begin(), parts.end(), [](const Part& part) { return part.name == "kafka"; });
}

std::vector<std::string> ConfigurableParts() {
  return {"embedded-clickhouse", "provisioning", "schema-inference", "embedding",
          "query-engine",        "ingest",       "gateway",          "demo-events"};
}

std::vector<std::string> SecretNames() {
  return {"admin-token",       "rpc-token",        "clickhouse-admin",
          "clickhouse-ingest", "clickhouse-query", "clickhouse-catalog"};
}

absl::StatusOr<Plan> MakePlan(const Settings& settings, const Layout& layout, const DataDirectory& data,
                              const std::string& java) {
  const Ports ports(settings.port);
  const bool embedded_engine = settings.clickhouse_url.empty();
  const bool own_kafka = settings.demo && settings.kafka_brokers.empty();
  Plan plan;
  plan.url = base::StrCat("http://", Loopback(ports.gateway));
  plan.clickhouse_url =
      embedded_engine ? base::StrCat("http://", Loopback(ports.clickhouse_http())) : settings.clickhouse_url;
  plan.clickhouse_user = embedded_engine ? "aurora_admin" : settings.clickhouse_user;
  plan.clickhouse_password_file =
      embedded_engine ? data.Secret("clickhouse-admin") : settings.clickhouse_password_file;
  plan.kafka_brokers = own_kafka ? Loopback(ports.kafka()) : settings.kafka_brokers;

  const auto add = [&](Part part, std::vector<std::string> after) -> Part& {
    part.after = std::move(after);
    plan.parts.push_back(std::move(part));
    return plan.parts.back();
  };
  std::vector<std::string> after_engine;
  if (embedded_engine) {
    Part& engine = add(Service("embedded-clickhouse", "ClickHouse", layout, data, ports, kClickHouse,
                               ports.clickhouse_http()),
                       {});
    engine.ports.push_back(ports.clickhouse_native());
    engine.stop_wave = kStopEngine;
    after_engine = {"embedded-clickhouse"};
  }
  if (own_kafka) add(Kafka(layout, data, ports, java), {});
  add(Service("provisioning", "provisioning", layout, data, ports, kProvisioning, ports.provisioning()),
      after_engine);
  add(Service("schema-inference", "schema inference", layout, data, ports, kSchemaInference,
              ports.schema_inference()),
      {});
  add(Service("embedding", "embedding", layout, data, ports, kEmbedding, ports.embedding()), {});
  add(Service("query-engine", "query engine", layout, data, ports, kQueryEngine, ports.query_engine()),
      {"provisioning"});
  add(Service("ingest", "ingest", layout, data, ports, kIngest, ports.ingest()),
      {"provisioning", "schema-inference"})
      .stop_wave = kStopIntake;
  add(Service("gateway", "gateway", layout, data, ports, kGateway, ports.gateway), {"query-engine", "ingest"})
      .stop_wave = kStopFirst;
  if (settings.demo) {
    add(Service("demo-events", "demo events", layout, data, ports, kDemoEvents, 0),
        own_kafka ? std::vector<std::string>{"kafka"} : std::vector<std::string>{})
        .stop_wave = kStopFirst;
  }

  for (const Part& part : plan.parts) {
    if (part.name == "kafka") {
      plan.files.push_back({data.Config("kafka.properties"), KafkaProperties(data, ports)});
      plan.files.push_back({data.Config("kafka-log4j2.properties"), KafkaLogSettings()});
      continue;
    }
    absl::StatusOr<std::string> yaml = ServiceConfiguration(part, settings, layout, data, ports, plan);
    if (!yaml.ok()) return yaml.status();
    plan.files.push_back({data.Config(part.name + ".yaml"), *std::move(yaml)});
  }
  return plan;
}

}  // namespace aurora::cli

#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/up/plan/layout.h"
#include "cli/up/plan/settings.h"
#include "cli/up/supervision/child_process.h"

namespace aurora::cli {

// The loopback ports of one Aurora: the gateway's, and the twenty after it.
struct Ports {
  explicit Ports(int gateway_port) : gateway(gateway_port) {}
  int gateway;
  int clickhouse_http() const { return gateway + 1; }
  int clickhouse_native() const { return gateway + 2; }
  int kafka() const { return gateway + 3; }
  int kafka_controller() const { return gateway + 4; }
  int ingest() const { return gateway + 5; }
  int schema_inference() const { return gateway + 6; }
  int query_engine() const { return gateway + 7; }
  int embedding() const { return gateway + 8; }
  int provisioning() const { return gateway + 9; }
  // Health and metrics of the parts, in the order of the plan.
  int admin(int index) const { return gateway + 11 + index; }
  static constexpr int kSpan = 20;
};

std::string Loopback(int port);

// How to tell that a part can work.
struct Probe {
  enum class Kind { kHttpReady, kKafka };
  Kind kind = Kind::kHttpReady;
  // host:port
  std::string address;
};

// One process of Aurora on this machine.
struct Part {
  std::string name;
  // For people: "ClickHouse", "ingest".
  std::string title;
  CommandLine command;
  // Where others reach it, host:port.
  std::string address;
  std::string version;
  Probe probe;
  // Every port that it listens on, for the check before the start.
  std::vector<int> ports;
  // Parts that must be ready before this one is started.
  std::vector<std::string> after;
  // Parts end in the order of their waves, those of one wave together.
  int stop_wave = 0;
};

struct PlannedFile {
  std::string path;
  std::string content;
};

// All that `aurora up` will do, before it does any of it.
struct Plan {
  std::vector<Part> parts;
  std::vector<PlannedFile> files;
  // What others need to reach it; the password's file, never the password.
  std::string url;
  std::string clickhouse_url;
  std::string clickhouse_user;
  std::string clickhouse_password_file;
  std::string kafka_brokers;
  bool has_kafka() const;
};

// `java` may be empty when no Kafka of our own is planned. InvalidArgument for overrides that are no YAML.
absl::StatusOr<Plan> MakePlan(const Settings& settings, const Layout& layout, const DataDirectory& data,
                              const std::string& java);

// The names that `services:` of a settings file may hold.
std::vector<std::string> ConfigurableParts();

// Secrets that a data directory holds, each a file below secrets/.
std::vector<std::string> SecretNames();

}  // namespace aurora::cli

#include "cli/up/plan/service_configuration.h"

#include <yaml-cpp/yaml.h>

#include "libs/base/text.h"

namespace aurora::cli {
namespace {

// Parts of one machine end together within ten seconds; no single one may take them all.
constexpr char kDrainTimeout[] = "3s";

// Renders the services of one plan. Lives for one call.
class Renderer {
 public:
  Renderer(const Settings& settings, const Layout& layout, const DataDirectory& data, const Ports& ports,
           const Plan& plan)
      : settings_(settings), layout_(layout), data_(data), ports_(ports), plan_(plan) {}

  YAML::Node Render(const Part& part) {
    YAML::Node node;
    node["admin"]["listen"] = part.probe.address;
    node["drain"]["timeout"] = kDrainTimeout;
    if (part.name == "embedded-clickhouse") Engine(node);
    if (part.name == "provisioning") Provisioning(node);
    if (part.name == "schema-inference") Grpc(node, ports_.schema_inference());
    if (part.name == "embedding") Embedding(node);
    if (part.name == "query-engine") QueryEngine(node);
    if (part.name == "ingest") Ingest(node);
    if (part.name == "gateway") Gateway(node);
    if (part.name == "demo-events") DemoEvents(node);
    return node;
  }

 private:
  void Grpc(YAML::Node node, int port) {
    node["grpc"]["listen"] = Loopback(port);
    node["grpc"]["token_file"] = data_.Secret("rpc-token");
  }

  void Peer(YAML::Node node, int port) {
    node["address"] = Loopback(port);
    node["token_file"] = data_.Secret("rpc-token");
  }

  void Users(YAML::Node node, std::initializer_list<const char*> names) {
    for (const char* name : names)
      node[name]["password_file"] = data_.Secret(base::StrCat("clickhouse-", name));
  }

  void ClickHouse(YAML::Node node, const std::string& user) {
    node["url"] = plan_.clickhouse_url;
    node["user"] = base::StrCat("aurora_", user);
    node["password_file"] = data_.Secret(base::StrCat("clickhouse-", user));
  }

  void Engine(YAML::Node node) {
    node["data_path"] = data_.ClickHouse();
    node["http_port"] = ports_.clickhouse_http();
    node["tcp_port"] = ports_.clickhouse_native();
    Users(node["users"], {"admin", "ingest", "query", "catalog"});
  }

  void Provisioning(YAML::Node node) {
    Grpc(node, ports_.provisioning());
    node["clickhouse"]["url"] = plan_.clickhouse_url;
    node["clickhouse"]["user"] = plan_.clickhouse_user;
    node["clickhouse"]["password_file"] = plan_.clickhouse_password_file;
    Users(node["users"], {"ingest", "query", "catalog"});
    if (settings_.grafana_password_file.empty()) return;
    node["grafana"]["url"] = settings_.grafana_url;
    node["grafana"]["user"] = settings_.grafana_user;
    node["grafana"]["password_file"] = settings_.grafana_password_file;
  }

  void Embedding(YAML::Node node) {
    Grpc(node, ports_.embedding());
    node["cache"]["path"] = data_.State("embedding-cache");
  }

  void QueryEngine(YAML::Node node) {
    Grpc(node, ports_.query_engine());
    ClickHouse(node["clickhouse"], "query");
    ClickHouse(node["catalog"], "catalog");
    node["state"]["url"] = base::StrCat("sqlite:///", data_.State("query-engine.db"));
    Peer(node["embedding"], ports_.embedding());
  }

  void Ingest(YAML::Node node) {
    Grpc(node, ports_.ingest());
    ClickHouse(node["clickhouse"], "ingest");
    node["state"]["url"] = base::StrCat("sqlite:///", data_.State("ingest.db"));
    node["state"]["key_file"] = data_.State("ingest.key");
    node["state"]["restored_file"] = data_.State("restored.json");
    Peer(node["schema_inference"], ports_.schema_inference());
    Peer(node["provisioning"], ports_.provisioning());
  }

  void Gateway(YAML::Node node) {
    node["http"]["listen"] = Loopback(ports_.gateway);
    node["http"]["web_root"] = layout_.WebRoot();
    node["state"]["url"] = base::StrCat("sqlite:///", data_.State("gateway.db"));
    node["auth"]["admin_token_file"] = data_.Secret("admin-token");
    Peer(node["ingest"], ports_.ingest());
    Peer(node["query_engine"], ports_.query_engine());
    if (!settings_.grafana_url.empty()) node["grafana"]["url"] = settings_.grafana_url;
    for (const Part& part : plan_.parts) {
      if (part.name == "gateway" || part.probe.kind != Probe::Kind::kHttpReady) continue;
      node["status"]["parts"].push_back(base::StrCat(part.name, " ", part.address, " ", part.probe.address));
    }
  }

  void DemoEvents(YAML::Node node) {
    node["kafka"]["brokers"] = plan_.kafka_brokers;
    node["rate"] = settings_.rate;
  }

  const Settings& settings_;
  const Layout& layout_;
  const DataDirectory& data_;
  const Ports& ports_;
  const Plan& plan_;
};

void Lay(YAML::Node base, const YAML::Node& over) {
  for (const auto& entry : over) {
    const std::string key = entry.first.as<std::string>();
    if (entry.second.IsMap() && base[key] && base[key].IsMap()) {
      Lay(base[key], entry.second);
    } else {
      base[key] = entry.second;
    }
  }
}

}  // namespace

absl::StatusOr<std::string> ServiceConfiguration(const Part& part, const Settings& settings,
                                                 const Layout& layout, const DataDirectory& data,
                                                 const Ports& ports, const Plan& plan) {
  YAML::Node node = Renderer(settings, layout, data, ports, plan).Render(part);
  if (const auto found = settings.overrides.find(part.name); found != settings.overrides.end()) {
    try {
      const YAML::Node over = YAML::Load(found->second);
      if (!over.IsMap()) {
        return absl::InvalidArgumentError(
            base::StrCat("services.", part.name, " must hold `key: value` lines"));
      }
      Lay(node, over);
    } catch (const YAML::Exception& error) {
      return absl::InvalidArgumentError(base::StrCat("services.", part.name, " is not YAML: ", error.msg));
    }
  }
  YAML::Emitter out;
  out << node;
  return base::StrCat("# Written anew by each `aurora up`; change it there: services.", part.name,
                      " of --config.\n# ", part.command.arguments[0],
                      " --config THIS_FILE starts this part alone.\n", out.c_str(), "\n");
}

}  // namespace aurora::cli

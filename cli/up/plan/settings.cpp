#include "cli/up/plan/settings.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <vector>

#include "cli/up/plan/plan.h"
#include "libs/base/edit_distance.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

absl::Status CheckKeys(const YAML::Node& node, const std::string& path, const std::string& section,
                       const std::vector<std::string>& known) {
  if (!node.IsMap()) {
    return absl::InvalidArgumentError(
        base::StrCat("configuration file ", path, ": ", section, " must hold `key: value` lines"));
  }
  for (const auto& entry : node) {
    const std::string key = entry.first.as<std::string>();
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    const std::string nearest = base::Nearest(key, known);
    std::string choices;
    for (const std::string& name : known) choices += (choices.empty() ? "" : ", ") + name;
    return absl::InvalidArgumentError(base::StrCat(
        "configuration file ", path, ", line ", entry.first.Mark().line + 1, ": unknown key ", key, " in ",
        section, "; ",
        nearest.empty() ? base::StrCat("there are ", choices) : base::StrCat("did you mean ", nearest, "?")));
  }
  return absl::OkStatus();
}

template <typename T>
void Read(const YAML::Node& node, const char* key, T* value) {
  if (node[key] && !node[key].IsNull()) *value = node[key].as<T>();
}

absl::Status ReadBackup(const YAML::Node& backup, const std::string& path, Settings* settings) {
  if (absl::Status status = CheckKeys(backup, path, "backup", {"to", "every", "keep"}); !status.ok()) return status;
  Read(backup, "to", &settings->backup_to);
  Read(backup, "keep", &settings->backup_keep);
  std::string every = "24h";
  Read(backup, "every", &every);
  if (!absl::ParseDuration(every, &settings->backup_every) || settings->backup_every < absl::Seconds(1)) {
    return absl::InvalidArgumentError(
        base::StrCat("configuration file ", path, ": backup.every ", every, " is no time; write it as 24h or 90m"));
  }
  const bool is_place = settings->backup_to.starts_with("/") || settings->backup_to.starts_with("s3://");
  if (!is_place || settings->backup_keep < 1) {
    return absl::InvalidArgumentError(base::StrCat("configuration file ", path,
                                                   ": backup needs `to`, the whole path of a folder or s3://BUCKET/PREFIX, and `keep` of 1 or more"));
  }
  return absl::OkStatus();
}

absl::Status ReadSections(const YAML::Node& root, const std::string& path, Settings* settings) {
  if (absl::Status status =
          CheckKeys(root, path, "the file", {"port", "demo", "clickhouse", "kafka", "grafana", "backup", "services"});
      !status.ok()) {
    return status;
  }
  Read(root, "port", &settings->port);
  if (const YAML::Node demo = root["demo"]; demo && demo.IsMap()) {
    if (absl::Status status = CheckKeys(demo, path, "demo", {"enabled", "rate"}); !status.ok()) return status;
    if (demo["enabled"] && !demo["enabled"].IsNull()) settings->demo_asked = demo["enabled"].as<bool>();
    Read(demo, "rate", &settings->rate);
  }
  if (const YAML::Node clickhouse = root["clickhouse"]; clickhouse && !clickhouse.IsNull()) {
    if (absl::Status status = CheckKeys(clickhouse, path, "clickhouse", {"url", "user", "password_file"});
        !status.ok()) {
      return status;
    }
    Read(clickhouse, "url", &settings->clickhouse_url);
    Read(clickhouse, "user", &settings->clickhouse_user);
    Read(clickhouse, "password_file", &settings->clickhouse_password_file);
    if (settings->clickhouse_url.empty() || settings->clickhouse_user.empty() ||
        settings->clickhouse_password_file.empty()) {
      return absl::InvalidArgumentError(
          base::StrCat("configuration file ", path,
                       ": clickhouse needs url, user and password_file (an administrator's)"));
    }
  }
  if (const YAML::Node kafka = root["kafka"]; kafka && !kafka.IsNull()) {
    if (absl::Status status = CheckKeys(kafka, path, "kafka", {"brokers"}); !status.ok()) return status;
    Read(kafka, "brokers", &settings->kafka_brokers);
  }
  if (const YAML::Node grafana = root["grafana"]; grafana && !grafana.IsNull()) {
    if (absl::Status status = CheckKeys(grafana, path, "grafana", {"url", "user", "password_file"}); !status.ok()) return status;
    Read(grafana, "url", &settings->grafana_url);
    Read(grafana, "user", &settings->grafana_user);
    Read(grafana, "password_file", &settings->grafana_password_file);
  }
  if (const YAML::Node backup = root["backup"]; backup && !backup.IsNull()) {
    if (absl::Status status = ReadBackup(backup, path, settings); !status.ok()) return status;
  }
  if (const YAML::Node services = root["services"]; services && !services.IsNull()) {
    if (absl::Status status = CheckKeys(services, path, "services", ConfigurableParts()); !status.ok())
      return status;
    for (const auto& entry : services)
      settings->overrides[entry.first.as<std::string>()] = YAML::Dump(entry.second);
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ReadSettings(const std::string& path, Settings* settings) {
  try {
    const YAML::Node root = YAML::LoadFile(path);
    if (root.IsNull()) return absl::OkStatus();
    return ReadSections(root, path, settings);
  } catch (const YAML::BadFile&) {
    return absl::InvalidArgumentError(
        base::StrCat("configuration file ", path, " cannot be read; give an existing file with --config"));
  } catch (const YAML::Exception& error) {
    return absl::InvalidArgumentError(
        base::StrCat("configuration file ", path, ", line ", error.mark.line + 1, ": ", error.msg));
  }
}

}  // namespace aurora::cli

#include "cli/backup/stores/stores.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <filesystem>

#include "libs/base/edit_distance.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

absl::Status Wrong(const std::string& path, const std::string& what) {
  return absl::InvalidArgumentError(base::StrCat("file ", path, " of --stores: ", what, "; docs/deploy/backup.md shows one"));
}

// A section of the file, whose keys are all looked at.
class Section {
 public:
  Section(const std::string& path, const YAML::Node& parent, std::string name, std::vector<std::string> needed, std::vector<std::string> known)
      : path_(path), name_(std::move(name)), node_(parent[name_]), needed_(std::move(needed)), known_(std::move(known)) {
    known_.insert(known_.end(), needed_.begin(), needed_.end());
  }

  absl::Status Check() const {
    if (!node_ || !node_.IsMap()) return Wrong(path_, base::StrCat(name_, " is missing"));
    for (const auto& entry : node_) {
      const std::string key = entry.first.as<std::string>();
      if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
      const std::string nearest = base::Nearest(key, known_);
      return Wrong(path_, base::StrCat("unknown key ", key, " in ", name_, nearest.empty() ? "" : base::StrCat(", did you mean ", nearest, "?")));
    }
    for (const std::string& key : needed_) {
      if (Text(key).empty()) return Wrong(path_, base::StrCat(name_, ".", key, " is missing"));
    }
    return absl::OkStatus();
  }

  std::string Text(const std::string& key) const { return node_[key] && !node_[key].IsNull() ? node_[key].as<std::string>() : ""; }
  YAML::Node node() const { return node_; }

 private:
  const std::string& path_;
  const std::string name_;
  const YAML::Node node_;
  const std::vector<std::string> needed_;
  std::vector<std::string> known_;
};

absl::Status ReadState(const std::string& path, const YAML::Node& state, const std::string& key, const std::string& service, Stores& stores) {
  const bool ingest = service == Stores::kIngest;
  std::vector<std::string> needed = {"url", "password_file"};
  if (ingest) needed.push_back("key_file");
  const Section section(path, state, key, needed, {});
  if (absl::Status status = section.Check(); !status.ok()) return status;
  PostgresDatabase database;
  database.name = service;
  database.url = section.Text("url");
  if (!database.url.starts_with("postgresql://") || database.url.find("password=") != std::string::npos) {
    return Wrong(path, base::StrCat("state.", key, ".url is no postgresql://USER@HOST/DATABASE without a password"));
  }
  absl::StatusOr<base::Secret> password = base::Secret::FromFile(section.Text("password_file"));
  if (!password.ok()) return password.status();
  database.password = *std::move(password);
  stores.states.push_back(std::move(database));
  if (ingest) stores.key_file = section.Text("key_file");
  return absl::OkStatus();
}

absl::StatusOr<Stores> ReadSections(const std::string& path, const YAML::Node& root) {
  Stores stores;
  if (!root.IsMap()) return Wrong(path, "it is empty");
  for (const auto& entry : root) {
    const std::string key = entry.first.as<std::string>();
    if (key != "gateway" && key != "clickhouse" && key != "state") return Wrong(path, base::StrCat("unknown key ", key));
  }
  const Section gateway(path, root, "gateway", {"url", "token_file"}, {"host"});
  if (absl::Status status = gateway.Check(); !status.ok()) return status;
  stores.gateway_url = gateway.Text("url");
  stores.gateway_host = gateway.Text("host");
  stores.gateway_token_file = gateway.Text("token_file");
  const Section clickhouse(path, root, "clickhouse", {"url", "user", "password_file", "backups"}, {"ca_file"});
  if (absl::Status status = clickhouse.Check(); !status.ok()) return status;
  stores.clickhouse.url = clickhouse.Text("url");
  stores.clickhouse.user = clickhouse.Text("user");
  stores.clickhouse.ca_file = clickhouse.Text("ca_file");
  stores.engine_folder = clickhouse.Text("backups");
  absl::StatusOr<base::Secret> password = base::Secret::FromFile(clickhouse.Text("password_file"));
  if (!password.ok()) return password.status();
  stores.clickhouse.password = *std::move(password);
  std::error_code error;
  if (!std::filesystem::is_directory(stores.engine_folder, error)) {
    return Wrong(path, base::StrCat("clickhouse.backups ", stores.engine_folder, " is no folder here; run this on the machine or in a pod that has ClickHouse's ",
                                    "volume, and name there the folder that BACKUP ... TO File writes to"));
  }
  const Section state(path, root, "state", {}, {"ingest", "gateway", "query_engine"});
  if (absl::Status status = state.Check(); !status.ok()) return status;
  for (const auto& [key, service] : {std::pair{"ingest", Stores::kIngest}, {"gateway", "gateway"}, {"query_engine", "query-engine"}}) {
    if (absl::Status status = ReadState(path, state.node(), key, service, stores); !status.ok()) return status;
  }
  return stores;
}

}  // namespace

absl::StatusOr<std::unique_ptr<ApiClient>> Stores::Api() const {
  absl::StatusOr<base::Secret> token = base::Secret::FromFile(gateway_token_file);
  if (!token.ok()) return token.status();
  return ApiClient::Create(gateway_url, *std::move(token), gateway_host);
}

absl::StatusOr<Stores> ReadStores(const std::string& path) {
  try {
    return ReadSections(path, YAML::LoadFile(path));
  } catch (const YAML::BadFile&) {
    return Wrong(path, "it cannot be read");
  } catch (const YAML::Exception& error) {
    return Wrong(path, base::StrCat("line ", error.mark.line + 1, ": ", error.msg));
  }
}

}  // namespace aurora::cli

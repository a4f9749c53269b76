#include "cli/deploy/aws_settings.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "libs/base/edit_distance.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

// Made by terraform/secrets.sh and never part of a file.
constexpr char kSecrets[] = "secret_values";

// Texts as they are: Terraform makes numbers and truths of them where a variable wants one.
json::value ToJson(const YAML::Node& node) {
  if (node.IsMap()) {
    json::object object;
    for (const auto& entry : node) object[entry.first.as<std::string>()] = ToJson(entry.second);
    return object;
  }
  if (node.IsSequence()) {
    json::array array;
    for (const YAML::Node& item : node) array.push_back(ToJson(item));
    return array;
  }
  if (node.IsNull()) return nullptr;
  return json::string(node.as<std::string>());
}

absl::Status UnknownKey(const std::string& path, const std::string& key, const std::vector<std::string>& known) {
  const std::string nearest = base::Nearest(key, known);
  return absl::InvalidArgumentError(base::StrCat(
      "configuration file ", path, ": unknown key ", key, "; ",
      nearest.empty() ? base::StrCat("there are ", absl::StrJoin(known, ", ")) : base::StrCat("did you mean ", nearest, "?")));
}

// IPv4 addresses, each once.
std::set<std::string> Addresses(const std::string& host) {
  addrinfo hints{};
  hints.ai_family = AF_INET;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  std::set<std::string> addresses;
  if (getaddrinfo(host.c_str(), nullptr, &hints, &found) != 0) return addresses;
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
    char text[INET_ADDRSTRLEN] = "";
    sockaddr_in address{};
    std::copy_n(reinterpret_cast<const char*>(one->ai_addr), sizeof(address), reinterpret_cast<char*>(&address));
    if (inet_ntop(AF_INET, &address.sin_addr, text, sizeof(text)) != nullptr) addresses.insert(text);
  }
  freeaddrinfo(found);
  return addresses;
}

}  // namespace

std::vector<TerraformVariable> ReadTerraformVariables(std::string_view text) {
  std::vector<TerraformVariable> variables;
  const std::vector<std::string> lines = absl::StrSplit(base::Absl(text), '\n');
  for (const std::string& line : lines) {
    const std::vector<std::string> quoted = absl::StrSplit(line, '"');
    if (absl::StartsWith(line, "variable \"") && quoted.size() == 3) {
      variables.push_back({quoted[1], "", true});
    } else if (!variables.empty() && absl::StartsWith(line, "  default ")) {
      variables.back().required = false;
    } else if (!variables.empty() && absl::StartsWith(line, "  description ") && quoted.size() >= 3) {
      variables.back().description = quoted[1];
    }
  }
  return variables;
}

absl::Status ReadAwsSettings(const std::string& path, const std::vector<TerraformVariable>& known, AwsSettings* settings) {
  std::vector<std::string> keys = {"brokers", "postgres_password_file", "state"};
  for (const TerraformVariable& variable : known) {
    if (variable.name != kSecrets) keys.push_back(variable.name);
  }
  try {
    const YAML::Node root = YAML::LoadFile(path);
    if (!root.IsMap()) {
      return absl::InvalidArgumentError(base::StrCat("configuration file ", path, " must hold `key: value` lines; docs/deploy/aws.md has one"));
    }
    for (const auto& entry : root) {
      const std::string key = entry.first.as<std::string>();
      if (std::find(keys.begin(), keys.end(), key) == keys.end()) return UnknownKey(path, key, keys);
      const json::value value = ToJson(entry.second);
      if (key == "state") {
        const json::object* state = value.if_object();
        for (const char* part : {"bucket", "key", "region"}) {
          if (state == nullptr || !state->contains(part)) {
            return absl::InvalidArgumentError(
                base::StrCat("configuration file ", path, ": state needs bucket, key and region, of a bucket that is there and keeps versions"));
          }
        }
        settings->state = *state;
      } else if (key == "brokers" && entry.second.IsSequence()) {
        settings->brokers = absl::StrJoin(entry.second.as<std::vector<std::string>>(), ",");
      } else if (key == "brokers") {
        settings->brokers = entry.second.as<std::string>();
      } else if (key == "postgres_password_file") {
        settings->postgres_password_file = entry.second.as<std::string>();
      } else if (!value.is_null()) {
        settings->variables[key] = value;
      }
    }
    return absl::OkStatus();
  } catch (const YAML::BadFile&) {
    return absl::InvalidArgumentError(base::StrCat("configuration file ", path, " cannot be read; give an existing file with --config"));
  } catch (const YAML::Exception& error) {
    return absl::InvalidArgumentError(base::StrCat("configuration file ", path, ", line ", error.mark.line + 1, ": ", error.msg));
  }
}

absl::Status AddBrokers(AwsSettings* settings) {
  if (settings->brokers.empty() || settings->variables.contains("kafka")) return absl::OkStatus();
  std::set<std::string> networks;
  int common_port = 0;
  const std::vector<std::string> brokers = absl::StrSplit(settings->brokers, ',', absl::SkipWhitespace());
  for (std::string broker : brokers) {
    absl::StripAsciiWhitespace(&broker);
    const std::vector<std::string> parts = absl::StrSplit(broker, ':');
    int port = 0;
    if (parts.size() != 2 || parts[0].empty() || !absl::SimpleAtoi(parts[1], &port) || port < 1 || port > 65535) {
      return absl::InvalidArgumentError(base::StrCat("broker ", broker, " is no HOST:PORT; give for example kafka-1.example.com:9092"));
    }
    if (common_port != 0 && port != common_port) {
      return absl::InvalidArgumentError(base::StrCat("brokers listen on ", common_port, " and ", port,
                                                     ", and the firewall is opened for one port; give those of one listener"));
    }
    common_port = port;
    const std::set<std::string> addresses = Addresses(parts[0]);
    if (addresses.empty()) {
      return absl::InvalidArgumentError(base::StrCat("broker ", parts[0], " has no address that is known on this machine; give its network as kafka: {cidrs: "
                                                     "[10.0.0.0/16]} in the file of --config"));
    }
    for (const std::string& address : addresses) networks.insert(base::StrCat(address, "/32"));
  }
  settings->variables["kafka"] = json::object{{"cidrs", json::array(networks.begin(), networks.end())}, {"port", common_port}};
  return absl::OkStatus();
}

absl::Status CheckComplete(const AwsSettings& settings, const std::vector<TerraformVariable>& known) {
  std::string missing;
  for (const TerraformVariable& variable : known) {
    if (!variable.required || variable.name == kSecrets || settings.variables.contains(variable.name)) continue;
    base::StrAppend(&missing, "\n  ", variable.name, variable.description.empty() ? "" : ": ", variable.description);
  }
  if (settings.postgres_password_file.empty()) base::StrAppend(&missing, "\n  postgres_password_file: the file whose first line is PostgreSQL's password");
  if (missing.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      base::StrCat("settings are missing; write them into a YAML file and give it with --config (docs/deploy/aws.md has one):", missing));
}

}  // namespace aurora::cli

#include "cli/commands/connections/security_file.h"

#include <yaml-cpp/yaml.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <vector>

#include "libs/base/edit_distance.h"
#include "libs/base/secret.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

// Key in the file -> member of the API; those that end in _file are read.
using Keys = std::map<std::string, std::string>;

const Keys& SecurityKeys() {
  static const auto* keys = new Keys{{"protocol", "protocol"},      {"sasl_mechanism", "sasl_mechanism"},
                                     {"username", "username"},      {"password_file", "password"},
                                     {"ca_file", "ca_certificate"}, {"certificate_file", "client_certificate"},
                                     {"key_file", "client_key"},    {"token_url", "token_url"},
                                     {"scope", "scope"}};
  return *keys;
}

const Keys& RegistryKeys() {
  static const auto* keys = new Keys{
      {"url", "url"}, {"username", "username"}, {"password_file", "password"}, {"ca_file", "ca_certificate"}};
  return *keys;
}

absl::StatusOr<std::string> ReadNamedFile(const std::string& key, const std::string& path) {
  if (key == "password_file") {
    absl::StatusOr<base::Secret> secret = base::Secret::FromFile(path);
    if (!secret.ok()) return secret.status();
    return secret->Reveal();
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    return absl::NotFoundError(base::StrCat(key, " ", path, " cannot be read; give an existing PEM file"));
  }
  return std::move(text).str();
}

absl::Status ReadKey(const Keys& keys, const std::string& what, const std::string& key, const std::string& value,
                     const std::string& path, boost::json::object* security) {
  const auto known = keys.find(key);
  if (known == keys.end()) {
    std::vector<std::string> names;
    for (const auto& [name, member] : keys) names.push_back(name);
    const std::string nearest = base::Nearest(key, names);
    return absl::InvalidArgumentError(base::StrCat(
        what, " ", path, ": unknown key ", key, "; ",
        nearest.empty() ? "see aurora connect --help" : base::StrCat("did you mean ", nearest, "?")));
  }
  if (!key.ends_with("_file")) {
    (*security)[known->second] = value;
    return absl::OkStatus();
  }
  const std::filesystem::path file = std::filesystem::path(path).parent_path() / value;
  absl::StatusOr<std::string> text = ReadNamedFile(key, file.string());
  if (!text.ok()) return text.status();
  (*security)[known->second] = *text;
  return absl::OkStatus();
}

// `what` names the kind of file for people.
absl::StatusOr<boost::json::value> ReadFile(const Keys& keys, const std::string& what, const std::string& path) {
  boost::json::object security;
  try {
    const YAML::Node root = YAML::LoadFile(path);
    if (!root.IsMap())
      return absl::InvalidArgumentError(
          base::StrCat(what, " ", path, " must hold `key: value` lines"));
    for (const auto& entry : root) {
      const absl::Status status =
          ReadKey(keys, what, entry.first.as<std::string>(), entry.second.as<std::string>(), path, &security);
      if (!status.ok()) return status;
    }
  } catch (const YAML::BadFile&) {
    return absl::NotFoundError(base::StrCat(what, " ", path, " cannot be read; give an existing one"));
  } catch (const YAML::Exception& error) {
    return absl::InvalidArgumentError(
        base::StrCat(what, " ", path, ", line ", error.mark.line + 1, ": not readable as YAML"));
  }
  return boost::json::value(std::move(security));
}

}  // namespace

absl::StatusOr<boost::json::value> ReadSecurityFile(const std::string& path) {
  return ReadFile(SecurityKeys(), "security file", path);
}

absl::StatusOr<boost::json::value> ReadRegistry(const std::string& url_or_path) {
  if (url_or_path.find("://") != std::string::npos) {
    return boost::json::value(boost::json::object{{"url", url_or_path}});
  }
  return ReadFile(RegistryKeys(), "registry file", url_or_path);
}

}  // namespace aurora::cli

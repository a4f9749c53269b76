#include "libs/service/configuration.h"

#include <unistd.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "libs/base/edit_distance.h"
#include "libs/base/text.h"
#include "libs/service/configuration_key.h"

extern char** environ;

namespace aurora::service {
namespace {

// Nobody's configuration is larger; a wrong path may be.
constexpr size_t kFileBytesMax = 1 << 20;

// One value as it stands in a source.
struct Setting {
  std::string key;
  // "ingest.yaml, line 3" | "environment variable X" | "flag --x"
  std::string source;
  std::string text;
  bool is_list = false;
  std::vector<std::string> items;
};

std::string EnvironmentName(std::string_view prefix, std::string_view key) {
  return base::StrCat(prefix, "_",
                      absl::AsciiStrToUpper(absl::StrReplaceAll(base::Absl(key), {{".", "_"}, {"-", "_"}})));
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return absl::InvalidArgumentError(base::StrCat("configuration file ", path, " is a folder, as a container's engine makes one where the file "
                                                   "that it should mount is missing; mount the file"));
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    if (errno == EACCES) {
      return absl::PermissionDeniedError(
          base::StrCat("configuration file ", path, " may not be read by user ", ::geteuid(), "; let others read it"));
    }
    return absl::NotFoundError(
        base::StrCat("configuration file ", path, " cannot be read; give an existing file with --config"));
  }
  std::string text(kFileBytesMax + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(file.gcount()));
  if (text.size() > kFileBytesMax) {
    return absl::InvalidArgumentError(
        base::StrCat("configuration file ", path, " is larger than 1 MiB; give the file of this program"));
  }
  return text;
}

absl::Status Flatten(const YAML::Node& node, const std::string& prefix, const std::string& path,
                     std::vector<Setting>* settings) {
  std::set<std::string> seen;
  for (const auto& entry : node) {
    const std::string name = entry.first.as<std::string>();
    const std::string key = prefix.empty() ? name : base::StrCat(prefix, ".", name);
    const std::string source = base::StrCat(path, ", line ", entry.first.Mark().line + 1);
    if (!seen.insert(name).second) {
      return absl::InvalidArgumentError(
          base::StrCat("key ", key, " (", source, ") stands there twice; remove one"));
    }
    // A key without a value keeps its default, so that a section may be commented out line by line.
    if (entry.second.IsNull()) continue;
    if (entry.second.IsMap()) {
      if (absl::Status status = Flatten(entry.second, key, path, settings); !status.ok()) return status;
      continue;
    }
    Setting setting{
        .key = key, .source = source, .text = "", .is_list = entry.second.IsSequence(), .items = {}};
    if (setting.is_list) {
      for (const auto& item : entry.second) {
        if (!item.IsScalar()) {
          return absl::InvalidArgumentError(
              base::StrCat("key ", key, " (", source, ") may only list plain values"));
        }
        setting.items.push_back(item.as<std::string>());
      }
    } else {
      setting.text = entry.second.as<std::string>();
    }
    settings->push_back(std::move(setting));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Setting>> ReadYaml(const std::string& path) {
  absl::StatusOr<std::string> text = ReadFile(path);
  if (!text.ok()) return text.status();
  std::vector<Setting> settings;
  try {
    const YAML::Node root = YAML::Load(*text);
    if (root.IsNull()) return settings;
    if (!root.IsMap()) {
      return absl::InvalidArgumentError(
          base::StrCat("configuration file ", path, " must hold `key: value` lines"));
    }
    if (absl::Status status = Flatten(root, "", path, &settings); !status.ok()) return status;
  } catch (const YAML::Exception& error) {
    return absl::InvalidArgumentError(base::StrCat("configuration file ", path, ", line ",
                                                   error.mark.line + 1, ": not YAML (", error.msg, ")"));
  }
  return settings;
}

// Kubernetes and Docker add such variables for every neighbour service; they are not ours.
bool IsInjectedByAnOrchestrator(std::string_view name, std::string_view prefix) {
  return name.starts_with(base::StrCat(prefix, "_SERVICE_")) ||
         name.starts_with(base::StrCat(prefix, "_PORT"));
}

}  // namespace

Configuration::Configuration(std::string program, std::string summary, std::string environment_prefix)
    : program_(std::move(program)),
      summary_(std::move(summary)),
      environment_prefix_(std::move(environment_prefix)) {}
Configuration::~Configuration() = default;

// What was on the command line, before any value is read.
struct Configuration::CommandLine {
  std::string config;
  bool help = false;
  bool version = false;
  bool print_config = false;
  std::vector<std::pair<std::string, std::string>> flags;
};

Configuration::Key* Configuration::Find(std::string_view name) const {
  for (const auto& key : keys_) {
    if (key->name == name) return key.get();
  }
  return nullptr;
}

absl::Status Configuration::Unknown(std::string_view name, std::string_view source) const {
  std::vector<std::string> names;
  for (const auto& key : keys_) {
    if (key->secret_name == name) {
      return absl::InvalidArgumentError(base::StrCat(
          "key ", name, " (", source, ") would show a secret; put it into a file and give ", key->name));
    }
    names.push_back(key->name);
  }
  const std::string nearest = base::Nearest(name, names);
  return absl::InvalidArgumentError(base::StrCat("unknown key ", name, " (", source, "); ",
                                                 nearest.empty()
                                                     ? base::StrCat("see ", program_, " --help")
                                                     : base::StrCat("did you mean ", nearest, "?")));
}

absl::Status Configuration::Set(const Key& key, std::string_view text, std::string_view source) const {
  const absl::Status status = key.set(text);
  if (status.ok()) return status;
  if (!key.secret_name.empty()) {
    return absl::Status(status.code(), base::StrCat("key ", key.name, " (", source, "): ", status.message()));
  }
  return absl::InvalidArgumentError(
      base::StrCat("key ", key.name, " (", source, "): \"", text, "\" does not fit; give ", key.fits));
}

absl::Status Configuration::ReadFileInto(const std::string& path) {
  absl::StatusOr<std::vector<Setting>> settings = ReadYaml(path);
  if (!settings.ok()) return settings.status();
  for (const Setting& setting : *settings) {
    const Key* key = Find(setting.key);
    if (key == nullptr) return Unknown(setting.key, setting.source);
    if (setting.is_list && !key->is_list) {
      return absl::InvalidArgumentError(
          base::StrCat("key ", key->name, " (", setting.source, ") is not a list; give ", key->fits));
    }
    const absl::Status status =
        setting.is_list ? key->set_list(setting.items) : Set(*key, setting.text, setting.source);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status Configuration::ReadEnvironment() {
  std::vector<std::string> known = {EnvironmentName(environment_prefix_, "config")};
  for (const auto& key : keys_) {
    const std::string name = EnvironmentName(environment_prefix_, key->name);
    known.push_back(name);
    if (const char* value = std::getenv(name.c_str()); value != nullptr) {
      const absl::Status status = Set(*key, value, base::StrCat("environment variable ", name));
      if (!status.ok()) return status;
    }
    if (key->secret_name.empty()) continue;
    const std::string secret_name = EnvironmentName(environment_prefix_, key->secret_name);
    known.push_back(secret_name);
    if (const char* value = std::getenv(secret_name.c_str()); value != nullptr) key->set_secret(value);
  }
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::string_view name = text.substr(0, text.find('='));
    if (!name.starts_with(environment_prefix_ + "_")) continue;
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    if (IsInjectedByAnOrchestrator(name, environment_prefix_)) continue;
    const std::string nearest = base::Nearest(name, known);
    return absl::InvalidArgumentError(base::StrCat("unknown environment variable ", name, "; ",
                                                   nearest.empty()
                                                       ? base::StrCat("see ", program_, " --help")
                                                       : base::StrCat("did you mean ", nearest, "?")));
  }
  return absl::OkStatus();
}

absl::Status Configuration::ReadCommandLine(int argc, const char* const* argv, CommandLine* line) const {
  for (int i = 1; i < argc; ++i) {
    std::string_view argument = argv[i];
    if (argument == "--help" || argument == "-h") {
      line->help = true;
    } else if (argument == "--version") {
      line->version = true;
    } else if (argument == "--print-config") {
      line->print_config = true;
    } else if (argument.starts_with("--") && argument.size() > 2) {
      argument.remove_prefix(2);
      const size_t equals = argument.find('=');
      const std::string name(argument.substr(0, equals));
      const Key* key = Find(name);
      if (key == nullptr && name != "config") return Unknown(name, "flag");
      std::string value;
      if (equals != std::string_view::npos) {
        value = std::string(argument.substr(equals + 1));
      } else if (key != nullptr && key->is_switch) {
        value = "true";
      } else if (i + 1 < argc) {
        value = argv[++i];
      } else {
        return absl::InvalidArgumentError(base::StrCat("flag --", name, " needs a value"));
      }
      if (name == "config") {
        line->config = value;
      } else {
        line->flags.emplace_back(name, value);
      }
    } else {
      return absl::InvalidArgumentError(base::StrCat("unexpected argument \"", argv[i], "\"; ", program_,
                                                     " takes flags only, see ", program_, " --help"));
    }
  }
  return absl::OkStatus();
}

absl::Status Configuration::Parse(int argc, const char* const* argv) {
  CommandLine line;
  if (absl::Status status = ReadCommandLine(argc, argv, &line); !status.ok()) return status;
  if (line.help) {
    std::fputs(Help().c_str(), stdout);
    return absl::CancelledError("--help was answered");
  }
  if (line.version) {
    std::printf("%s %s\n", program_.c_str(), AURORA_VERSION);
    return absl::CancelledError("--version was answered");
  }
  if (line.config.empty()) {
    const char* path = std::getenv(EnvironmentName(environment_prefix_, "config").c_str());
    if (path != nullptr) line.config = path;
  }
  if (!line.config.empty()) {
    if (absl::Status status = ReadFileInto(line.config); !status.ok()) return status;
  }
  if (absl::Status status = ReadEnvironment(); !status.ok()) return status;
  for (const auto& [name, value] : line.flags) {
    const absl::Status status = Set(*Find(name), value, base::StrCat("flag --", name));
    if (!status.ok()) return status;
  }
  if (line.print_config) {
    std::fputs(Document().c_str(), stdout);
    return absl::CancelledError("--print-config was answered");
  }
  return absl::OkStatus();
}

std::string Configuration::Help() const {
  std::string text = base::StrCat(program_, ": ", summary_, "\n\nUsage: ", program_,
                                  " [--config FILE] [--KEY=VALUE ...]\n\n"
                                  "  --config FILE    read keys from a YAML file\n"
                                  "  --print-config   show every key with its present value, as YAML\n"
                                  "  --version, --help\n\nKeys (environment: ",
                                  EnvironmentName(environment_prefix_, "key"), "):\n");
  for (const auto& key : keys_) {
    base::StrAppend(&text, "  --", key->name, "=", key->yaml(), "\n        ", key->documentation, " (",
                    key->fits, ")\n");
  }
  return text;
}

std::string Configuration::Document() const {
  std::string text = base::StrCat("# ", program_, ": ", summary_, "\n");
  // Sections in the order of their first key; a section is never opened twice, as YAML demands.
  std::function<void(const std::string&, size_t)> write = [&](const std::string& prefix, size_t depth) {
    const std::string indent(depth * 2, ' ');
    std::set<std::string> written;
    for (const auto& key : keys_) {
      if (!key->name.starts_with(prefix)) continue;
      const std::string rest = key->name.substr(prefix.size());
      const size_t dot = rest.find('.');
      if (dot == std::string::npos) {
        base::StrAppend(&text, indent, "# ", key->documentation, " (", key->fits, ")\n", indent, rest, ": ",
                        key->yaml(), "\n");
      } else if (const std::string name = rest.substr(0, dot); written.insert(name).second) {
        base::StrAppend(&text, indent, name, ":\n");
        write(base::StrCat(prefix, name, "."), depth + 1);
      }
    }
  };
  write("", 0);
  return text;
}

}  // namespace aurora::service

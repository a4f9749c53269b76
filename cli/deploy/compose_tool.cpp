#include "cli/deploy/compose_tool.h"

#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <set>

#include "libs/base/text.h"

namespace aurora::cli {
namespace {

constexpr absl::Duration kVersionAnswerMax = absl::Seconds(30);

struct Candidate {
  ComposeTool tool;
  const char* how_to_get;
};

// Why this one cannot be used; "" when it can.
std::string Missing(const Candidate& candidate, Programs& programs) {
  const std::string& engine = candidate.tool.engine;
  const std::string name = ShellText(candidate.tool.compose);
  if (!Programs::Has(engine)) return base::StrCat(name, ": ", engine, " is not installed");
  if (!Programs::Has(candidate.tool.compose[0])) return base::StrCat(name, ": not installed (", candidate.how_to_get, ")");
  ProgramCall version{candidate.tool.compose};
  version.arguments.push_back("version");
  version.timeout = kVersionAnswerMax;
  if (!programs.Ask(version).ok()) return base::StrCat(name, ": not installed (", candidate.how_to_get, ")");
  ProgramCall info{{engine, "info"}};
  info.timeout = kVersionAnswerMax;
  if (!programs.Ask(info).ok()) {
    return base::StrCat(name, ": ", engine, " does not answer; start it (systemctl start ", engine, "), and see that `", engine,
                        " info` works for this user");
  }
  return "";
}

// ${NAME}, ${NAME:-default}: what our own files use.
std::string Interpolated(const std::string& text, const ComposeVariables& variables) {
  std::string result;
  size_t at = 0;
  for (size_t begin = text.find("${"); begin != std::string::npos; begin = text.find("${", at)) {
    const size_t end = text.find('}', begin);
    if (end == std::string::npos) break;
    const std::string inner = text.substr(begin + 2, end - begin - 2);
    const size_t or_else = inner.find(":-");
    const std::string value = variables(inner.substr(0, or_else));
    base::StrAppend(&result, text.substr(at, begin - at), !value.empty() || or_else == std::string::npos ? value : inner.substr(or_else + 2));
    at = end + 1;
  }
  return result + text.substr(at);
}

// The image of a service as printed, or of what it extends; "" when neither has one.
std::string ImageOf(const YAML::Node& service, const std::string& folder, const ComposeVariables& variables) {
  if (service["image"]) return service["image"].as<std::string>();
  const YAML::Node extends = service["extends"];
  if (!extends || !extends.IsMap() || !extends["file"] || !extends["service"]) return "";
  const YAML::Node file = YAML::LoadFile((std::filesystem::path(folder) / extends["file"].as<std::string>()).string());
  const YAML::Node image = file["services"][extends["service"].as<std::string>()]["image"];
  return image ? Interpolated(image.as<std::string>(), variables) : "";
}

}  // namespace

absl::StatusOr<ComposeTool> FindComposeTool(Programs& programs) {
  const std::vector<Candidate> candidates = {
      {{{"docker", "compose"}, "docker"}, "https://docs.docker.com/compose/install/"},
      {{{"podman-compose"}, "podman"}, "pip install podman-compose"},
      {{{"podman", "compose"}, "podman"}, "needs podman 4.7 and a Compose of its own"},
  };
  std::string missing;
  for (const Candidate& candidate : candidates) {
    const std::string why = Missing(candidate, programs);
    if (why.empty()) return candidate.tool;
    base::StrAppend(&missing, "\n  ", why);
  }
  return absl::FailedPreconditionError(base::StrCat("no Compose works on this machine; one of these is needed:", missing));
}

absl::StatusOr<ComposeContent> ReadComposeContent(const std::string& text, const std::string& folder, const ComposeVariables& variables) {
  try {
    const YAML::Node root = YAML::Load(text);
    if (!root.IsMap() || !root["services"].IsMap()) return absl::InvalidArgumentError("Compose printed a configuration without services");
    ComposeContent content;
    std::set<std::string> images;
    for (const auto& service : root["services"]) {
      if (const std::string image = ImageOf(service.second, folder, variables); !image.empty()) images.insert(image);
    }
    content.images.assign(images.begin(), images.end());
    for (const auto& secret : root["secrets"]) {
      if (!secret.second["file"]) continue;
      content.secret_files.push_back(
          (std::filesystem::path(folder) / secret.second["file"].as<std::string>()).lexically_normal().string());
    }
    for (const auto& volume : root["volumes"]) content.volumes.push_back(volume.first.as<std::string>());
    return content;
  } catch (const YAML::BadFile& error) {
    return absl::InvalidArgumentError(base::StrCat("a file in ", folder, " that another one extends cannot be read: ", error.what()));
  } catch (const YAML::Exception& error) {
    return absl::InvalidArgumentError(base::StrCat("what Compose printed of its configuration is no YAML: ", error.what()));
  }
}

}  // namespace aurora::cli

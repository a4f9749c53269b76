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

absl::StatusOr<ComposeContent> ReadComposeContent(const std::string& text, const std::string& folder) {
  try {
    const YAML::Node root = YAML::Load(text);
    if (!root.IsMap() || !root["services"].IsMap()) return absl::InvalidArgumentError("Compose printed a configuration without services");
    ComposeContent content;
    std::set<std::string> images;
    for (const auto& service : root["services"]) {
      if (service.second["image"]) images.insert(service.second["image"].as<std::string>());
    }
    content.images.assign(images.begin(), images.end());
    for (const auto& secret : root["secrets"]) {
      if (!secret.second["file"]) continue;
      content.secret_files.push_back(
          (std::filesystem::path(folder) / secret.second["file"].as<std::string>()).lexically_normal().string());
    }
    for (const auto& volume : root["volumes"]) content.volumes.push_back(volume.first.as<std::string>());
    return content;
  } catch (const YAML::Exception& error) {
    return absl::InvalidArgumentError(base::StrCat("what Compose printed of its configuration is no YAML: ", error.what()));
  }
}

}  // namespace aurora::cli

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "cli/deploy/programs.h"

namespace aurora::cli {

// A Compose that works on this machine, and the engine below it.
struct ComposeTool {
  // "docker compose", "podman-compose" or "podman compose", as words.
  std::vector<std::string> compose;
  // docker or podman.
  std::string engine;
};

// The first one whose engine answers. FailedPrecondition says of each what is missing, with the remedy.
absl::StatusOr<ComposeTool> FindComposeTool(Programs& programs);

// What a preset needs, as Compose itself understands its files.
struct ComposeContent {
  std::vector<std::string> images;
  // Files that are mounted as secrets, as whole paths.
  std::vector<std::string> secret_files;
  std::vector<std::string> volumes;
};

// The value of an environment variable as Compose is given it; empty when it is not set.
using ComposeVariables = std::function<std::string(const std::string& name)>;

// Reads what `compose config` prints; relative paths are below `folder`. podman-compose leaves services that extend another file as
// they are: their images are read there. InvalidArgument when it is no YAML of a Compose file, or such a file cannot be read.
absl::StatusOr<ComposeContent> ReadComposeContent(const std::string& text, const std::string& folder, const ComposeVariables& variables);

}  // namespace aurora::cli

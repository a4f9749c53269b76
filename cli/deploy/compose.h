#pragma once

#include <optional>
#include <string>

#include "cli/deploy/deployment.h"

namespace aurora::cli {

struct ComposeWish {
  DeployWish deploy;
  // all-in-one, embedded or standard.
  std::string preset = "all-in-one";
  bool observability = false;
  // Those that are "" or absent are as the environment or the Compose files have them.
  std::string registry;
  std::string tag;
  std::string listen;
  std::optional<int> port;
};

// The Compose project that a preset has unless --name gives another.
std::string ComposeProject(const std::string& preset);

// Brings up a preset of docker/compose/, or changes the running one to what is wished, waits until it is healthy and prints how to
// sign in; or shows what would be done; or takes it down. Checks everything first and changes nothing when something is missing. Every
// error names the thing and the remedy.
absl::Status DeployCompose(const Context& context, const ComposeWish& wish);

}  // namespace aurora::cli

#pragma once

#include <optional>
#include <string>

#include "cli/commands/context.h"

namespace aurora::cli {

struct UpOptions {
  std::string config;
  std::optional<int> port;
  std::optional<double> rate;
  std::string grafana;
  bool demo = false;
  bool no_demo = false;
  bool detach = false;
};

// `aurora up`: returns when everything has ended, or with --detach when everything is ready.
int RunUp(const Context& context, const UpOptions& options);

}  // namespace aurora::cli

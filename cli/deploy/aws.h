#pragma once

#include <string>

#include "cli/deploy/deployment.h"

namespace aurora::cli {

struct AwsWish {
  DeployWish deploy;
  // YAML file of settings, see aws_settings.h; the options below are laid over it. "": as the file has them.
  std::string config;
  std::string region;
  std::string size;
  std::string brokers;
};

// Applies terraform/example with these settings, waits until the gateway is healthy and prints how to sign in; or shows plan and cost; or
// destroys it. Checks programs, settings, credentials and quotas first and changes nothing when something is missing. What was made
// before a run broke off is in the state, and the next run goes on from there. Every error names the thing and the remedy.
absl::Status DeployAws(const Context& context, const AwsWish& wish);

}  // namespace aurora::cli

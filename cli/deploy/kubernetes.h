#pragma once

#include <string>

#include "cli/deploy/deployment.h"

namespace aurora::cli {

struct KubernetesWish {
  DeployWish deploy;
  std::string name_space = "aurora";
  // Of kubectl's configuration; "": the current one.
  std::string context;
  // A values file of the chart; the options below are laid over it. "" and those that are "": as the chart has them.
  std::string values;
  std::string registry;
  std::string tag;
  std::string public_url;
  std::string ingress_class;
  std::string clickhouse_storage;
};

// The options as a values file of the chart. Pure.
std::string ChartValues(const KubernetesWish& wish);

// Installs the chart helm/aurora, or upgrades the release to what is wished, waits until all of it is ready, undoes what does not become
// ready, and prints how to reach it; or shows what would change; or takes it down. Checks first, changes nothing when something is missing.
// Every error names the thing and the remedy.
absl::Status DeployKubernetes(const Context& context, const KubernetesWish& wish);

}  // namespace aurora::cli

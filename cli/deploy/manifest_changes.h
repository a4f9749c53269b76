#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace aurora::cli {

// What sets two manifests apart, each object as "Kind name". Never their content, which may be a Secret's.
struct ManifestChanges {
  std::vector<std::string> made;
  std::vector<std::string> changed;
  std::vector<std::string> removed;

  bool none() const { return made.empty() && changed.empty() && removed.empty(); }
};

// From the YAML documents of what is installed ("" for nothing) to those that are wished for. Order and comments do not count.
// InvalidArgument when one of them is no YAML.
absl::StatusOr<ManifestChanges> CompareManifests(const std::string& installed, const std::string& wished);

// What a manifest's objects are to a cluster, each kind once: "services", "networkpolicies.networking.k8s.io". InvalidArgument when
// it is no YAML.
absl::StatusOr<std::set<std::string>> ManifestResources(const std::string& manifest);

// For people, a line an object.
std::string ChangesText(const ManifestChanges& changes);

}  // namespace aurora::cli

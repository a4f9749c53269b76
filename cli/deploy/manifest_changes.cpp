#include "cli/deploy/manifest_changes.h"

#include <yaml-cpp/yaml.h>

#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

// Whatever order and form they are written in.
bool Same(const YAML::Node& one, const YAML::Node& other) {
  if (one.Type() != other.Type() || one.size() != other.size()) return false;
  if (one.IsScalar()) return one.Scalar() == other.Scalar() && one.Tag() == other.Tag();
  if (one.IsSequence()) {
    for (size_t i = 0; i < one.size(); ++i) {
      if (!Same(one[i], other[i])) return false;
    }
  } else if (one.IsMap()) {
    for (const auto& entry : one) {
      const YAML::Node match = other[entry.first.Scalar()];
      if (!match || !Same(entry.second, match)) return false;
    }
  }
  return true;
}

// "Kind name" -> the object.
std::map<std::string, YAML::Node> Objects(const std::string& manifest) {
  std::map<std::string, YAML::Node> objects;
  for (const YAML::Node& document : YAML::LoadAll(manifest)) {
    if (!document.IsMap() || !document["kind"] || !document["metadata"] || !document["metadata"]["name"]) continue;
    objects[base::StrCat(document["kind"].as<std::string>(), " ", document["metadata"]["name"].as<std::string>())] = document;
  }
  return objects;
}

// As Kubernetes names the resource of a kind, wherever it does not say otherwise.
std::string Plural(std::string kind) {
  absl::AsciiStrToLower(&kind);
  if (absl::EndsWith(kind, "s")) return kind + "es";
  if (absl::EndsWith(kind, "y")) return kind.substr(0, kind.size() - 1) + "ies";
  return kind + "s";
}

absl::Status NotYaml(const YAML::Exception& error) {
  return absl::InvalidArgumentError(base::StrCat("a manifest of Helm's is no YAML: ", error.what()));
}

void AppendLines(const char* mark, const std::vector<std::string>& names, std::string* text) {
  for (const std::string& name : names) base::StrAppend(text, "  ", mark, " ", name, "\n");
}

}  // namespace

absl::StatusOr<ManifestChanges> CompareManifests(const std::string& installed, const std::string& wished) {
  try {
    const std::map<std::string, YAML::Node> before = Objects(installed);
    const std::map<std::string, YAML::Node> after = Objects(wished);
    ManifestChanges changes;
    for (const auto& [name, object] : after) {
      const auto was = before.find(name);
      if (was == before.end()) {
        changes.made.push_back(name);
      } else if (!Same(was->second, object)) {
        changes.changed.push_back(name);
      }
    }
    for (const auto& [name, object] : before) {
      if (after.count(name) == 0) changes.removed.push_back(name);
    }
    return changes;
  } catch (const YAML::Exception& error) {
    return NotYaml(error);
  }
}

absl::StatusOr<std::set<std::string>> ManifestResources(const std::string& manifest) {
  try {
    std::set<std::string> resources;
    for (const auto& [name, object] : Objects(manifest)) {
      const std::string version = object["apiVersion"] ? object["apiVersion"].as<std::string>() : "";
      const size_t slash = version.find('/');
      // What has no group is of Kubernetes' first: "v1".
      const std::string group = slash == std::string::npos ? "" : "." + version.substr(0, slash);
      resources.insert(Plural(object["kind"].as<std::string>()) + group);
    }
    return resources;
  } catch (const YAML::Exception& error) {
    return NotYaml(error);
  }
}

std::string ChangesText(const ManifestChanges& changes) {
  std::string text;
  AppendLines("+", changes.made, &text);
  AppendLines("~", changes.changed, &text);
  AppendLines("-", changes.removed, &text);
  base::StrAppend(&text, changes.made.size(), " objects to make, ", changes.changed.size(), " to change, ", changes.removed.size(),
                  " to remove\n");
  return text;
}

}  // namespace aurora::cli

#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cli/deploy/compose_tool.h"

namespace aurora::cli {

struct Container {
  std::string id;
  // "Up 5 minutes (healthy)"
  std::string state;
};

// The containers and volumes of one Compose project, by the labels that every Compose gives them. Owner: a deploy command, for whose
// Programs it must not outlive.
class ComposeProjectState {
 public:
  ComposeProjectState(Programs& programs, ComposeTool tool, std::string name)
      : programs_(programs), tool_(std::move(tool)), name_(std::move(name)) {}

  // By name, also those that have stopped.
  absl::StatusOr<std::map<std::string, Container>> Containers() const;
  absl::StatusOr<std::vector<std::string>> Volumes() const;
  bool HasImage(const std::string& image) const;

 private:
  Programs& programs_;
  ComposeTool tool_;
  std::string name_;
};

// How many containers of `after` are new or were made anew, and how many are as `before` had them, as a sentence.
std::string ContainerChanges(const std::map<std::string, Container>& before, const std::map<std::string, Container>& after);

// Those that do not run or are not healthy, with their states; "" when there are none.
std::string TroubledContainers(const std::map<std::string, Container>& containers);

}  // namespace aurora::cli

#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cli/deploy/programs.h"

namespace aurora::cli {

// One namespace of the cluster that kubectl and helm reach with a context ("": the current one). Owner: a deploy command, whose
// Programs it must not outlive.
class Cluster {
 public:
  Cluster(Programs& programs, std::string context, std::string name_space)
      : programs_(programs), context_(std::move(context)), namespace_(std::move(name_space)) {}

  // The name of the context that is used. FailedPrecondition when none is set.
  absl::StatusOr<std::string> ContextName() const;
  // Its version, "1.32". Unavailable when nothing answers, FailedPrecondition below 1.25.
  absl::StatusOr<std::string> Version() const;
  // Also true for who may not look at it: what is done there is refused by name then.
  absl::StatusOr<bool> HasNamespace() const;
  // PermissionDenied when this user may not `verb` the resources. `everywhere`: not only in the namespace.
  absl::Status MayI(const std::string& verb, const std::string& resource, bool everywhere) const;
  // The volumes' claims that carry the release's label.
  absl::StatusOr<std::vector<std::string>> Claims(const std::string& release) const;
  // Pods of the release that are not ready, with their reasons; "" when there are none or nobody answers.
  std::string WaitingPods(const std::string& release) const;

  ProgramCall Kubectl(std::vector<std::string> words) const;
  ProgramCall Helm(std::vector<std::string> words) const;

 private:
  Programs& programs_;
  std::string context_;
  std::string namespace_;
};

// The reasons in what `kubectl get pods -o json` prints: "shop-ingest-0: ImagePullBackOff". Pure.
std::string WaitingPodsText(const std::string& pods_json);

}  // namespace aurora::cli

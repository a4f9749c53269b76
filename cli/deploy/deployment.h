#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cli/commands/context.h"
#include "cli/deploy/programs.h"
#include "cli/up/reporter.h"

namespace aurora::cli {

// What all targets of `aurora deploy` take.
struct DeployWish {
  std::string name;
  // Only show what would be done.
  bool plan = false;
  bool destroy = false;
  bool keep_data = false;
  // Ask nothing.
  bool yes = false;
  absl::Duration timeout = absl::Minutes(10);
};

// One deployment that is being worked on: its folder DATA/deploy/TARGET-NAME, which holds what the next run needs, what programs of
// others wrote (programs.log) and the steps (steps.log). Owner: a deploy command.
struct Deployment {
  // Makes the folder, for this user only. PermissionDenied names it.
  static absl::StatusOr<std::unique_ptr<Deployment>> Open(const Context& context, const std::string& target, const DeployWish& wish);

  Deployment(const Context& shared, const DeployWish& wished, std::string path);

  std::string File(const std::string& name) const { return folder + "/" + name; }
  // Goes on when the answer is y or --yes was given. PermissionDenied when it is another, InvalidArgument when nobody can be asked.
  absl::Status Confirm(const std::string& question);
  // Says what will be lost and goes on when the deployment's name is typed, or --yes was given. Errors as above.
  absl::Status ConfirmLoss(const std::string& what);

  const Context& context;
  const DeployWish& wish;
  std::string folder;
  Reporter report;
  Programs programs;
};

// Waits until the gateway at `url` answers /healthz. DeadlineExceeded has the last reason; `while_waiting` is called now and
// then, and an error of it ends the waiting.
absl::Status AwaitGateway(const std::string& url, absl::Duration timeout, const std::function<absl::Status()>& while_waiting);

}  // namespace aurora::cli

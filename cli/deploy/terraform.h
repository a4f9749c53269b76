#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cli/deploy/deployment.h"
#include "cli/deploy/terraform_plan.h"

namespace aurora::cli {

// terraform/example of the checkout, copied into a deployment's folder and applied from there: what Terraform fetches and, unless the
// state is elsewhere, terraform.tfstate stay in the folder from one run to the next. Owner: a deploy command, whose Deployment it
// must not outlive.
class Terraform {
 public:
  explicit Terraform(Deployment& deployment) : deployment_(deployment) {}

  // FailedPrecondition when there is no terraform of 1.11 or later.
  absl::Status CheckProgram();
  // Copies the files, writes the variables and the backend (`state` empty: a local file), makes the secrets and initialises. Takes in the
  // state that an earlier run could not write where it belongs.
  absl::Status Prepare(const boost::json::object& variables, const boost::json::object& state, const std::string& postgres_password_file);
  absl::StatusOr<TerraformPlan> Plan(const PriceTable& prices);
  // Applies what Plan() planned.
  absl::Status Apply();
  // Applies only the module, with one variable given another value.
  absl::Status ApplyModule(const std::string& module, const std::string& assignment);
  absl::Status Destroy();
  // Addresses of all that is in the state; those of one kind are as often there as there are of them.
  absl::StatusOr<std::vector<std::string>> Resources();
  // An output's text, "" when there is none.
  absl::StatusOr<std::string> Output(const std::string& name);

 private:
  ProgramCall Call(std::vector<std::string> words, const std::string& remedy) const;
  absl::Status Follow(ProgramCall call, const std::string& done);
  absl::Status CopyFiles();
  absl::Status MakeSecrets(const std::string& postgres_password_file);
  std::string Root() const { return deployment_.File("terraform/example"); }

  Deployment& deployment_;
  std::vector<std::string> environment_;
  std::vector<base::Secret> hidden_;
};

}  // namespace aurora::cli

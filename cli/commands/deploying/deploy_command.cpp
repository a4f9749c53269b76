#include "cli/commands/deploying/deploy_command.h"

namespace aurora::cli {

int RunDeployCompose(const Context& context, ComposeWish wish) {
  if (wish.deploy.name.empty()) wish.deploy.name = ComposeProject(wish.preset);
  return Report(DeployCompose(context, wish));
}

int RunDeployKubernetes(const Context& context, KubernetesWish wish) {
  if (wish.deploy.name.empty()) wish.deploy.name = "aurora";
  return Report(DeployKubernetes(context, wish));
}

int RunDeployAws(const Context& context, AwsWish wish) {
  if (wish.deploy.name.empty()) wish.deploy.name = "aurora";
  return Report(DeployAws(context, wish));
}

}  // namespace aurora::cli

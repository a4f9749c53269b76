#pragma once

#include "cli/commands/context.h"
#include "cli/deploy/aws.h"
#include "cli/deploy/compose.h"
#include "cli/deploy/kubernetes.h"

namespace aurora::cli {

// `aurora deploy compose`; the name is the preset's project where none is given.
int RunDeployCompose(const Context& context, ComposeWish wish);
// `aurora deploy kubernetes`; the name is aurora where none is given.
int RunDeployKubernetes(const Context& context, KubernetesWish wish);
// `aurora deploy aws`; the name is aurora where none is given.
int RunDeployAws(const Context& context, AwsWish wish);

}  // namespace aurora::cli

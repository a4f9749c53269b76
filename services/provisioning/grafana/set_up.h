#pragma once

#include <memory>

#include "absl/status/statusor.h"
#include "services/provisioning/grafana/api.h"
#include "services/provisioning/grafana/provisioner.h"

namespace aurora::provisioning {
struct Options;
}

namespace aurora::provisioning::grafana {

// Both null without a Grafana. The provisioner uses the API, and so ends first.
struct SetUp {
  std::unique_ptr<Api> api;
  std::unique_ptr<Provisioner> provisioner;
};

// From the configuration. InvalidArgument, NotFound for what does not fit; each names the key.
absl::StatusOr<SetUp> MakeSetUp(const Options& options);

}  // namespace aurora::provisioning::grafana

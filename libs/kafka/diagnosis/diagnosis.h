#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "libs/kafka/admin/admin.h"
#include "libs/kafka/security.h"

namespace aurora::kafka {

enum class Layer : uint8_t { kDns, kTcp, kTls, kSasl, kAcl, kTopic };

// One rung of the ladder.
struct LayerResult {
  Layer layer = Layer::kDns;
  bool ok = false;
  // host:port that was tried.
  std::string broker;
  absl::Duration elapsed;
  // What failed, and what to do; empty when ok.
  std::string message;
  std::string remedy;
};

struct Diagnosis {
  bool reachable = false;
  // In the order tried; the first failed one ends the list.
  std::vector<LayerResult> layers;
  // What the user may see, when the cluster was reached.
  std::vector<Topic> topics;
};

// Climbs from DNS to the topic and stops at the first rung that breaks. An empty `topic` leaves out that rung.
// Blocks until done or the deadline. Commits nothing, joins no group.
Diagnosis Diagnose(const Cluster& cluster, const std::string& topic, absl::Time deadline);

}  // namespace aurora::kafka

#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/kafka/diagnosis/topic_sampler.h"
#include "services/ingest/formats/translators.h"

namespace aurora::ingest {

// A sampled message behind its format and its transforms.
struct ShownMessage {
  // JSON, of several objects one a line; empty when it is left out, or no row.
  std::string json;
  bool filtered = false;
  // A message before it in its partition has the same key within the window.
  bool duplicate = false;
};

// Marks the shown messages that `deduplicate` leaves out as the samples lie there, and empties their JSON. Tells, for people, when
// equal keys lie in different partitions, which are not compared; empty otherwise. Errors: as KeyColumns::Create.
absl::StatusOr<std::string> ShowDuplicates(const std::vector<kafka::SampledMessage>& messages,
                                           const Translators& translators, const table::TableSchema& schema,
                                           std::vector<ShownMessage>& shown);

// One for each message; `several` as HoldSeveral has it; none at all when there are no transforms. Errors: as ProposeTable.
absl::StatusOr<std::vector<ShownMessage>> Show(const std::vector<kafka::SampledMessage>& messages,
                                               const Translators& translators, bool several);

}  // namespace aurora::ingest

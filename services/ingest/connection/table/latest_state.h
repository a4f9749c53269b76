#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "libs/table/schema.h"

namespace aurora::ingest {

// Makes of a proposal the table of the latest states of what `key` (members of the message) names: sorted by the key, without
// partitions, so that rows of a key can always meet, and timed by Kafka, because a delete may come with nothing but the key.
// InvalidArgument when a member has no column of its own.
absl::Status MakeLatestState(const std::vector<std::string>& key, table::TableSchema& schema);

}  // namespace aurora::ingest

#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/kafka/consumer/consumer.h"
#include "services/ingest/connection/definition/definition.h"

namespace aurora::ingest {

// What the connection's group has committed: everything before it was acknowledged by ClickHouse, so that a copy of the tables
// that is begun afterwards holds it. Partitions without a commit, or with one for an earlier topic of the name, are left out, and so are of
// several topics those that are not there. Blocks; errors are those of the brokers.
absl::StatusOr<ResumePoint> FindResumePoint(const Definition& definition, absl::Time deadline);

// The same, of what the brokers have said: the id of each topic that is there, and the group's commits in them. InvalidArgument when
// the metadata of a commit is not ours.
absl::StatusOr<ResumePoint> ResumePointOf(const Definition& definition, const std::map<std::string, std::string>& topic_ids,
                                          const std::map<kafka::Partition, kafka::CommittedOffset>& commits);

}  // namespace aurora::ingest

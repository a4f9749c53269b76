#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/kafka/consumer/consumer.h"

namespace aurora::ingest {

// Notices that a topic was deleted and made anew, by its id: the client reads on at the old offset then, which would pass over what
// comes before it. Belongs to the reading thread.
class TopicWatch {
 public:
  // topic_made_anew when one of them is known by another id.
  absl::Status Assigned(const std::vector<kafka::AssignedPartition>& partitions);
  // As above. Asks the brokers every few seconds, and says OK when they do not answer. Blocks for half a second at most.
  absl::Status Look(kafka::Consumer& consumer, absl::Time now);

 private:
  // Of the topics that are read, once partitions of them were assigned.
  std::map<std::string, std::string> ids_;
  absl::Time looked_ = absl::InfinitePast();
};

}  // namespace aurora::ingest

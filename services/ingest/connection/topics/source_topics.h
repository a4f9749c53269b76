#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/ingest/connection/definition/definition.h"
#include "services/ingest/connection/topics/topic_inspector.h"

namespace aurora::ingest {

// The topics of a connection of several, as the brokers show them at one moment.
struct SourceLook {
  // Those that can be read, of the definition's.
  std::vector<std::string> readable;
  // The others of the definition's: not there, or not for this user.
  std::vector<std::string> missing;
  std::vector<std::string> refused;
  // Match the pattern and are not in the definition yet, with their beginnings.
  std::vector<SourceTopic> found;
  // Match, and there is no room for them in one connection.
  std::vector<std::string> left_out;
  // Of the found ones those that another connection loads into the table; whoever writes them down finds that out.
  std::vector<std::string> taken;
};

// Finds out which topics a connection of several reads. Not thread-safe; calls block until done or the deadline.
class SourceTopics {
 public:
  static absl::StatusOr<std::unique_ptr<SourceTopics>> Create(const Definition& definition);

  // What the brokers say, or why they do not.
  absl::StatusOr<SourceLook> Look(const Definition& definition, absl::Time deadline);
  TopicInspector& inspector() { return *inspector_; }

 private:
  explicit SourceTopics(std::unique_ptr<TopicInspector> inspector) : inspector_(std::move(inspector)) {}
  // Of these names those that match and are new.
  absl::Status AddFound(const Definition& definition, const std::vector<std::string>& names, absl::Time deadline,
                        SourceLook& look);

  std::unique_ptr<TopicInspector> inspector_;
  // Null where the topics are named.
  std::unique_ptr<TopicPattern> pattern_;
};

}  // namespace aurora::ingest

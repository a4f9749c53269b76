#include "services/ingest/connection/definition/definition.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "libs/base/text.h"

namespace aurora::ingest {

std::string Definition::group() const {
  const std::string own = base::StrCat("aurora-", id);
  return restored.has_value() ? base::StrCat(own, "-", restored->restore_id) : own;
}

const SourceTopic* Definition::FindTopic(const std::string& name) const {
  const auto found = std::find_if(topics.begin(), topics.end(), [&](const SourceTopic& topic) { return topic.name == name; });
  return found == topics.end() ? nullptr : &*found;
}

TopicPoint Definition::begin(const SourceTopic& topic) const {
  const TopicPoint made{topic.id, topic.start_offsets};
  if (!restored.has_value()) return made;
  const auto found = restored->point.find(topic.name);
  if (found == restored->point.end() || found->second.offsets.empty()) return made;
  TopicPoint point = found->second;
  // Start offsets of an earlier topic of the name say nothing about this one.
  const bool same = topic.id.empty() || point.topic_id.empty() || topic.id == point.topic_id;
  if (same) point.offsets.insert(topic.start_offsets.begin(), topic.start_offsets.end());
  return point;
}

std::string Definition::source() const {
  if (!topic_pattern.empty()) return base::StrCat("/", topic_pattern, "/");
  return absl::StrJoin(topics, ",", [](std::string* out, const SourceTopic& topic) { *out += topic.name; });
}

}  // namespace aurora::ingest

#include "services/ingest/restore/resume_point.h"

#include <utility>
#include <vector>

#include "libs/kafka/admin/admin.h"
#include "services/ingest/delivery/intent.h"

namespace aurora::ingest {
namespace {

struct Described {
  std::vector<kafka::Topic> topics;
  std::map<std::string, std::string> ids;
};

absl::StatusOr<Described> DescribeOne(const std::string& name, kafka::Admin& admin, absl::Time deadline) {
  absl::StatusOr<kafka::Topic> topic = admin.DescribeTopic(name, deadline);
  if (!topic.ok()) return topic.status();
  absl::StatusOr<std::string> id = admin.TopicId(name, deadline);
  if (!id.ok()) return id.status();
  return Described{{*std::move(topic)}, {{name, *std::move(id)}}};
}

// Those that are there, in two questions however many they are.
absl::StatusOr<Described> DescribeSeveral(const Definition& definition, kafka::Admin& admin, absl::Time deadline) {
  absl::StatusOr<kafka::ClusterMetadata> metadata = admin.Describe(deadline);
  if (!metadata.ok()) return metadata.status();
  Described described;
  std::vector<std::string> names;
  for (kafka::Topic& topic : metadata->topics) {
    if (definition.FindTopic(topic.name) == nullptr) continue;
    names.push_back(topic.name);
    described.topics.push_back(std::move(topic));
  }
  const auto facts = admin.Facts(names, deadline);
  if (!facts.ok()) return facts.status();
  for (const auto& [name, fact] : *facts) described.ids[name] = fact.id;
  return described;
}

}  // namespace

absl::StatusOr<ResumePoint> ResumePointOf(const Definition& definition, const std::map<std::string, std::string>& topic_ids,
                                          const std::map<kafka::Partition, kafka::CommittedOffset>& commits) {
  ResumePoint points;
  for (const auto& [name, id] : topic_ids) {
    const auto is_now = [&id](const std::string& known) { return known.empty() || id.empty() || known == id; };
    TopicPoint& point = points[name];
    point.topic_id = id;
    // One that was restored and has not committed yet is where it was restored to.
    const SourceTopic* const topic = definition.FindTopic(name);
    if (topic == nullptr) continue;
    if (const TopicPoint begin = definition.begin(*topic); is_now(begin.topic_id)) point.offsets = begin.offsets;
    for (auto commit = commits.lower_bound({name, 0}); commit != commits.end() && commit->first.topic == name; ++commit) {
      const absl::StatusOr<CommitNote> note = DecodeNote(commit->second.metadata);
      if (!note.ok()) return note.status();
      if (is_now(note->topic_id)) {
        point.offsets[commit->first.number] = commit->second.offset;
      } else {
        point.offsets.erase(commit->first.number);
      }
    }
  }
  return points;
}

absl::StatusOr<ResumePoint> FindResumePoint(const Definition& definition, absl::Time deadline) {
  auto admin = kafka::Admin::Create(definition.cluster);
  if (!admin.ok()) return admin.status();
  const absl::StatusOr<Described> described = definition.several()
                                                  ? DescribeSeveral(definition, **admin, deadline)
                                                  : DescribeOne(definition.topics.front().name, **admin, deadline);
  if (!described.ok()) return described.status();
  if (described->topics.empty()) return ResumePoint();
  const auto commits = kafka::Admin::GroupCommits(definition.cluster, definition.group(), described->topics, deadline);
  if (!commits.ok()) return commits.status();
  return ResumePointOf(definition, described->ids, *commits);
}

}  // namespace aurora::ingest

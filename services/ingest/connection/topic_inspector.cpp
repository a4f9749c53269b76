#include "services/ingest/connection/topic_inspector.h"

#include <algorithm>

#include "libs/base/text.h"

namespace aurora::ingest {

bool TopicView::empty() const {
  return std::all_of(range.begin(), range.end(),
                     [](const auto& entry) { return entry.second.high <= entry.second.low; });
}

TopicInspector::TopicInspector(kafka::Cluster cluster, std::string topic, std::unique_ptr<kafka::Admin> admin)
    : cluster_(std::move(cluster)), topic_(std::move(topic)), admin_(std::move(admin)) {}

absl::StatusOr<std::unique_ptr<TopicInspector>> TopicInspector::Create(const kafka::Cluster& cluster,
                                                                       const std::string& topic) {
  if (absl::Status status = kafka::ValidateTopic(topic); !status.ok()) return status;
  auto admin = kafka::Admin::Create(cluster);
  if (!admin.ok()) return admin.status();
  return std::unique_ptr<TopicInspector>(new TopicInspector(cluster, topic, *std::move(admin)));
}

absl::StatusOr<TopicView> TopicInspector::Look(absl::Time deadline) {
  absl::StatusOr<kafka::Topic> topic = admin_->DescribeTopic(topic_, deadline);
  if (!topic.ok()) return topic.status();
  auto range = admin_->TopicWatermarks(*topic, deadline);
  if (!range.ok()) return range.status();
  absl::StatusOr<std::string> id = admin_->TopicId(topic_, deadline);
  if (!id.ok()) return id.status();
  return TopicView{*std::move(topic), *std::move(range), *std::move(id)};
}

absl::StatusOr<std::map<int32_t, int64_t>> TopicInspector::StartOffsets(const TopicView& view,
                                                                        const StartPosition& start,
                                                                        absl::Time deadline) {
  if (start.kind == StartPosition::Kind::kTime) return admin_->OffsetsAt(view.topic, start.time, deadline);
  std::map<int32_t, int64_t> offsets;
  for (const auto& [partition, offset] : start.offsets) {
    const std::string object = base::StrCat("topic ", topic_, ", partition ", partition);
    const auto marks = view.range.find(partition);
    if (marks == view.range.end()) {
      return absl::InvalidArgumentError(base::StrCat(object, ": the topic has no such partition; it has ",
                                                     view.range.size(), ", counted from 0"));
    }
    if (offset < marks->second.low || offset > marks->second.high) {
      return absl::InvalidArgumentError(base::StrCat(object, ": offset ", offset, " is not there to start at; it holds ",
                                                     marks->second.low, " to ", marks->second.high));
    }
    offsets[partition] = offset;
  }
  for (const auto& [partition, marks] : view.range) {
    if (offsets.count(partition) != 0) continue;
    offsets[partition] = start.kind == StartPosition::Kind::kLatest ? marks.high : marks.low;
  }
  return offsets;
}

absl::StatusOr<std::vector<kafka::SampledMessage>> TopicInspector::Sample(const TopicView& view,
                                                                          const std::map<int32_t, int64_t>& begin,
                                                                          size_t messages_max, absl::Time deadline) {
  kafka::SampleRequest request;
  request.topic = view.topic;
  request.range = view.range;
  request.messages_max = messages_max;
  for (auto& [partition, marks] : request.range) {
    const auto from = begin.find(partition);
    if (from != begin.end()) marks.low = std::max(marks.low, from->second);
  }
  return kafka::SampleTopic(cluster_, request, deadline);
}

}  // namespace aurora::ingest

#include "services/ingest/connection/topics/topic_inspector.h"

#include <algorithm>
#include <set>

#include "absl/strings/match.h"
#include "libs/base/text.h"
#include "libs/kafka/client/client_errors.h"

namespace aurora::ingest {
namespace {

absl::Status TooManyTopics(const std::string& what, size_t count) {
  return absl::InvalidArgumentError(base::StrCat(what, ": ", count, " topics are more than one connection reads; at most ",
                                                 kTopicsPerConnectionMax, ", so make several connections, or narrow the pattern"));
}

}  // namespace

bool TopicView::empty() const {
  return std::all_of(range.begin(), range.end(),
                     [](const auto& entry) { return entry.second.high <= entry.second.low; });
}

bool AreEmpty(const std::vector<TopicView>& views) {
  return std::all_of(views.begin(), views.end(), [](const TopicView& view) { return view.empty(); });
}

std::string SourceWish::Text() const {
  return pattern.empty() ? kafka::Place(topics) : base::StrCat("topics like ", pattern);
}

absl::StatusOr<SourceWish> Checked(SourceWish wish) {
  if (wish.pattern.empty() == wish.topics.empty()) {
    return absl::InvalidArgumentError("say which topics to read: by their names, or by one pattern, and not by both");
  }
  if (!wish.pattern.empty()) {
    absl::Status status = TopicPattern::Create(wish.pattern).status();
    if (!status.ok()) return status;
    return wish;
  }
  for (const std::string& topic : wish.topics) {
    if (absl::Status status = kafka::ValidateTopic(topic); !status.ok()) return status;
    if (wish.topics.size() > 1 && absl::StartsWith(topic, "__")) {
      return absl::InvalidArgumentError(
          base::StrCat("topic ", topic, " is one of Kafka's own; it can only be read by a connection of its own"));
    }
  }
  std::sort(wish.topics.begin(), wish.topics.end());
  const auto twice = std::adjacent_find(wish.topics.begin(), wish.topics.end());
  if (twice != wish.topics.end()) {
    return absl::InvalidArgumentError(base::StrCat("topic ", *twice, " is named twice; name it once"));
  }
  if (wish.topics.size() > kTopicsPerConnectionMax) return TooManyTopics("the connection", wish.topics.size());
  return wish;
}

TopicInspector::TopicInspector(kafka::Cluster cluster, std::unique_ptr<kafka::Admin> admin)
    : cluster_(std::move(cluster)), admin_(std::move(admin)) {}

absl::StatusOr<std::unique_ptr<TopicInspector>> TopicInspector::Create(const kafka::Cluster& cluster) {
  auto admin = kafka::Admin::Create(cluster);
  if (!admin.ok()) return admin.status();
  return std::unique_ptr<TopicInspector>(new TopicInspector(cluster, *std::move(admin)));
}

absl::StatusOr<TopicView> TopicInspector::Look(const std::string& topic, absl::Time deadline) {
  absl::StatusOr<kafka::Topic> found = admin_->DescribeTopic(topic, deadline);
  if (!found.ok()) return found.status();
  auto range = admin_->TopicWatermarks(*found, deadline);
  if (!range.ok()) return range.status();
  absl::StatusOr<std::string> id = admin_->TopicId(topic, deadline);
  if (!id.ok()) return id.status();
  return TopicView{*std::move(found), *std::move(range), *std::move(id)};
}

absl::StatusOr<std::vector<TopicView>> TopicInspector::Look(const std::vector<std::string>& topics, absl::Time deadline) {
  std::vector<TopicView> views;
  for (const std::string& topic : topics) {
    absl::StatusOr<TopicView> view = Look(topic, deadline);
    if (!view.ok()) return view.status();
    views.push_back(*std::move(view));
  }
  return views;
}

absl::StatusOr<std::vector<TopicView>> TopicInspector::Look(const SourceWish& wish, absl::Time deadline) {
  if (wish.pattern.empty()) return Look(wish.topics, deadline);
  const absl::StatusOr<TopicPattern> pattern = TopicPattern::Create(wish.pattern);
  if (!pattern.ok()) return pattern.status();
  const absl::StatusOr<std::vector<std::string>> names = Names(deadline);
  if (!names.ok()) return names.status();
  const absl::StatusOr<Matches> matches = Match(*pattern, *names, deadline);
  if (!matches.ok()) return matches.status();
  if (matches->topics.empty() && !matches->refused.empty()) {
    return absl::PermissionDeniedError(base::StrCat(kafka::Place(matches->refused), ": the user may not read what the pattern ",
                                                    wish.pattern, " matches; allow READ on the topics"));
  }
  return Look(matches->topics, deadline);
}

absl::StatusOr<std::vector<std::string>> TopicInspector::Names(absl::Time deadline) {
  const absl::StatusOr<kafka::ClusterMetadata> metadata = admin_->Describe(deadline);
  if (!metadata.ok()) return metadata.status();
  std::vector<std::string> names;
  for (const kafka::Topic& topic : metadata->topics) names.push_back(topic.name);
  return names;
}

absl::StatusOr<Matches> TopicInspector::Match(const TopicPattern& pattern, const std::vector<std::string>& names,
                                              absl::Time deadline) {
  std::vector<std::string> matching;
  for (const std::string& name : names) {
    if (pattern.Matches(name)) matching.push_back(name);
  }
  if (matching.size() > kTopicsPerConnectionMax) return TooManyTopics("the pattern", matching.size());
  return Readable(matching, deadline);
}

absl::StatusOr<Matches> TopicInspector::Readable(const std::vector<std::string>& topics, absl::Time deadline) {
  const auto facts = admin_->Facts(topics, deadline);
  if (!facts.ok()) return facts.status();
  Matches matches;
  for (const auto& [topic, fact] : *facts) (fact.may_read ? matches.topics : matches.refused).push_back(topic);
  return matches;
}

absl::StatusOr<std::map<int32_t, int64_t>> TopicInspector::StartOffsets(const TopicView& view,
                                                                        const StartPosition& start,
                                                                        absl::Time deadline) {
  if (start.kind == StartPosition::Kind::kTime) return admin_->OffsetsAt(view.topic, start.time, deadline);
  std::map<int32_t, int64_t> offsets;
  for (const auto& [partition, offset] : start.offsets) {
    if (!partition.topic.empty() && partition.topic != view.topic.name) continue;
    const std::string object = kafka::Place(kafka::Partition{view.topic.name, partition.number});
    const auto marks = view.range.find(partition.number);
    if (marks == view.range.end()) {
      return absl::InvalidArgumentError(base::StrCat(object, ": the topic has no such partition; it has ",
                                                     view.range.size(), ", counted from 0"));
    }
    if (offset < marks->second.low || offset > marks->second.high) {
      return absl::InvalidArgumentError(base::StrCat(object, ": offset ", offset, " is not there to start at; it holds ",
                                                     marks->second.low, " to ", marks->second.high));
    }
    offsets[partition.number] = offset;
  }
  for (const auto& [partition, marks] : view.range) {
    if (offsets.count(partition) != 0) continue;
    offsets[partition] = start.kind == StartPosition::Kind::kLatest ? marks.high : marks.low;
  }
  return offsets;
}

absl::StatusOr<std::vector<kafka::SampledMessage>> TopicInspector::Sample(
    const std::vector<TopicView>& views, const std::map<kafka::Partition, int64_t>& begin, size_t messages_max,
    absl::Time deadline) {
  kafka::SampleRequest request;
  request.messages_max = messages_max;
  for (const TopicView& view : views) {
    for (const auto& [number, marks] : view.range) request.range[{view.topic.name, number}] = marks;
  }
  for (auto& [partition, marks] : request.range) {
    const auto from = begin.find(partition);
    if (from != begin.end()) marks.low = std::max(marks.low, from->second);
  }
  return kafka::SampleTopic(cluster_, request, deadline);
}

}  // namespace aurora::ingest

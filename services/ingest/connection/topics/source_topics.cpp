#include "services/ingest/connection/topics/source_topics.h"

#include <algorithm>

namespace aurora::ingest {
namespace {

// A look finds at most so many new topics: the others come with the next ones, and nothing else waits for them.
constexpr size_t kFoundPerLookMax = 100;

bool Has(const std::vector<std::string>& sorted, const std::string& name) {
  return std::binary_search(sorted.begin(), sorted.end(), name);
}

}  // namespace

absl::StatusOr<std::unique_ptr<SourceTopics>> SourceTopics::Create(const Definition& definition) {
  auto inspector = TopicInspector::Create(definition.cluster);
  if (!inspector.ok()) return inspector.status();
  std::unique_ptr<SourceTopics> topics(new SourceTopics(*std::move(inspector)));
  if (!definition.topic_pattern.empty()) {
    absl::StatusOr<TopicPattern> pattern = TopicPattern::Create(definition.topic_pattern);
    if (!pattern.ok()) return pattern.status();
    topics->pattern_ = std::make_unique<TopicPattern>(*std::move(pattern));
  }
  return topics;
}

absl::StatusOr<SourceLook> SourceTopics::Look(const Definition& definition, absl::Time deadline) {
  const absl::StatusOr<std::vector<std::string>> names = inspector_->Names(deadline);
  if (!names.ok()) return names.status();
  std::vector<std::string> there;
  SourceLook look;
  for (const SourceTopic& topic : definition.topics) {
    (Has(*names, topic.name) ? there : look.missing).push_back(topic.name);
  }
  absl::StatusOr<Matches> known = inspector_->Readable(there, deadline);
  if (!known.ok()) return known.status();
  look.readable = std::move(known->topics);
  look.refused = std::move(known->refused);
  if (pattern_ == nullptr) return look;
  if (absl::Status status = AddFound(definition, *names, deadline, look); !status.ok()) return status;
  return look;
}

absl::Status SourceTopics::AddFound(const Definition& definition, const std::vector<std::string>& names,
                                    absl::Time deadline, SourceLook& look) {
  std::vector<std::string> news;
  size_t count = definition.topics.size();
  for (const std::string& name : names) {
    if (!pattern_->Matches(name) || definition.FindTopic(name) != nullptr) continue;
    if (count >= kTopicsPerConnectionMax) {
      look.left_out.push_back(name);
    } else if (news.size() < kFoundPerLookMax) {
      news.push_back(name);
      ++count;
    }
  }
  absl::StatusOr<Matches> matches = inspector_->Readable(news, deadline);
  if (!matches.ok()) return matches.status();
  look.refused.insert(look.refused.end(), matches->refused.begin(), matches->refused.end());
  for (const std::string& name : matches->topics) {
    const absl::StatusOr<TopicView> view = inspector_->Look(name, deadline);
    // Gone again, or not led by anybody yet: the next look will tell.
    if (!view.ok()) continue;
    const auto start = inspector_->StartOffsets(*view, StartPosition{}, deadline);
    if (start.ok()) look.found.push_back({name, *start, view->id});
  }
  return absl::OkStatus();
}

}  // namespace aurora::ingest

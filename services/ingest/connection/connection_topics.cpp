#include <algorithm>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/kafka/client/client_errors.h"
#include "services/ingest/connection/connection.h"

namespace aurora::ingest {
namespace {

// Short: stopping waits for it.
constexpr absl::Duration kTopicLookTimeout = absl::Seconds(3);

void Warn(const char* code, const std::vector<std::string>& topics, const char* what,
          std::vector<ConnectionWarning>& warnings) {
  if (topics.empty()) return;
  warnings.push_back({absl::Now(), code, base::StrCat(kafka::Place(topics), ": ", what)});
}

}  // namespace

absl::StatusOr<std::vector<std::string>> Connection::FindTopics(Definition& definition, absl::Time deadline) {
  if (!definition.several()) return std::vector<std::string>{definition.topics.front().name};
  if (source_ == nullptr) {
    auto source = SourceTopics::Create(definition);
    if (!source.ok()) return source.status();
    source_ = *std::move(source);
  }
  absl::StatusOr<SourceLook> look = source_->Look(definition, deadline);
  if (!look.ok()) return look.status();
  if (!look->found.empty()) {
    // Written down before they are read: every replica begins at the same offsets.
    const absl::StatusOr<Definition> kept = parts_.schemas.AddTopics(id_, look->found);
    if (!kept.ok()) return kept.status();
    for (const SourceTopic& topic : look->found) {
      if (kept->FindTopic(topic.name) == nullptr) {
        look->taken.push_back(topic.name);
        continue;
      }
      look->readable.push_back(topic.name);
      base::log::Info("a topic came up", {{"connection", id_}, {"topic", topic.name}});
    }
    Take(*kept);
    definition.topics = kept->topics;
  }
  std::sort(look->readable.begin(), look->readable.end());
  TellTopics(*look);
  if (look->readable.empty() && definition.topic_pattern.empty()) {
    return absl::NotFoundError(base::StrCat(kafka::Place(look->missing.empty() ? look->refused : look->missing),
                                            look->missing.empty() ? ": the user may read none of them; allow READ on the topics"
                                                                  : ": none of them is there; make them, or remove the connection"));
  }
  return std::move(look->readable);
}

void Connection::TellTopics(const SourceLook& look) {
  std::vector<ConnectionWarning> warnings;
  Warn("topic_unknown", look.missing,
       "not there; loading of the others goes on. What was read stays; a topic that comes back is read from its beginning", warnings);
  Warn("not_authorized", look.refused, "the user may not read it, and the others are loaded; allow READ on the topic", warnings);
  Warn("too_many_topics", look.left_out,
       "matches the pattern, and the connection reads as many topics as one can; make another connection for it", warnings);
  Warn("topic_taken", look.taken,
       "matches the pattern, and another connection loads it into the same table; it is left to that one", warnings);
  absl::MutexLock lock(&mutex_);
  for (ConnectionWarning& warning : warnings) {
    const auto known = std::find_if(topic_warnings_.begin(), topic_warnings_.end(), [&](const ConnectionWarning& other) {
      return other.message == warning.message;
    });
    if (known != topic_warnings_.end()) {
      warning.at = known->at;
    } else {
      base::log::Warning("topics are not read", {{"connection", id_}, {"code", warning.code}, {"reason", warning.message}});
    }
  }
  topic_warnings_ = std::move(warnings);
  missing_topics_ = {look.missing.begin(), look.missing.end()};
  refused_topics_ = {look.refused.begin(), look.refused.end()};
}

bool Connection::TopicsChanged() {
  Definition definition;
  {
    absl::MutexLock lock(&mutex_);
    definition = definition_;
  }
  const absl::StatusOr<std::vector<std::string>> topics = FindTopics(definition, absl::Now() + kTopicLookTimeout);
  // Without an answer those that are read go on, and their shards tell what is wrong.
  if (!topics.ok()) return absl::IsNotFound(topics.status());
  return *topics != topics_read_;
}

}  // namespace aurora::ingest

#include "services/query-engine/answer/conversation_store.h"

#include <utility>

#include "libs/base/identifier.h"

namespace aurora::query::answer {

std::shared_ptr<const Answered> ConversationStore::Find(const std::string& id, absl::Time now) {
  std::lock_guard lock(mutex_);
  const auto found = by_id_.find(id);
  if (found == by_id_.end() || now - found->second->used_at > ttl_) return nullptr;
  return found->second->answered;
}

std::string ConversationStore::Remember(std::string id, std::shared_ptr<const Answered> answered, absl::Time now) {
  if (id.empty() || !base::IsRequestId(id)) id = base::MakeIdentifier("talk-", 20);
  std::lock_guard lock(mutex_);
  const auto found = by_id_.find(id);
  if (found != by_id_.end()) {
    if (answered != nullptr) found->second->answered = std::move(answered);
    found->second->used_at = now;
    entries_.splice(entries_.begin(), entries_, found->second);
    return id;
  }
  entries_.push_front({id, std::move(answered), now});
  by_id_[id] = entries_.begin();
  while (entries_.size() > conversations_max_ || (!entries_.empty() && now - entries_.back().used_at > ttl_)) {
    by_id_.erase(entries_.back().id);
    entries_.pop_back();
  }
  return id;
}

}  // namespace aurora::query::answer

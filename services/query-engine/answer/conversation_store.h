#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "absl/time/time.h"
#include "services/query-engine/language/logical_form.h"

namespace aurora::query::answer {

// What was last answered in each conversation, in memory: at most `conversations_max`, each for `ttl` after its last
// use. Thread-safe.
class ConversationStore {
 public:
  ConversationStore(size_t conversations_max, absl::Duration ttl) : conversations_max_(conversations_max), ttl_(ttl) {}

  // nullptr when unknown or too old.
  std::shared_ptr<const language::LogicalForm> Find(const std::string& id, absl::Time now);
  // Makes a new id when `id` is empty; returns the id.
  std::string Remember(std::string id, std::shared_ptr<const language::LogicalForm> form, absl::Time now);

 private:
  struct Entry {
    std::string id;
    std::shared_ptr<const language::LogicalForm> form;
    absl::Time used_at;
  };

  const size_t conversations_max_;
  const absl::Duration ttl_;
  std::mutex mutex_;
  // Most recently used first.
  std::list<Entry> entries_;
  std::unordered_map<std::string, std::list<Entry>::iterator> by_id_;
};

}  // namespace aurora::query::answer

#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "absl/time/time.h"
#include "services/query-engine/language/logical_form.h"

namespace aurora::query::answer {

// What was last answered.
struct Answered {
  // What it meant; nullptr when a model answered, whose SQL has no such form.
  std::shared_ptr<const language::LogicalForm> form;
  std::string question;
  std::string sql;
};

// What was last answered in each conversation, in memory: at most `conversations_max`, each for `ttl` after its last
// use. Thread-safe.
class ConversationStore {
 public:
  ConversationStore(size_t conversations_max, absl::Duration ttl) : conversations_max_(conversations_max), ttl_(ttl) {}

  // nullptr when unknown or too old.
  std::shared_ptr<const Answered> Find(const std::string& id, absl::Time now);
  // Makes a new id when `id` is empty; returns the id. nullptr (nothing was answered) leaves what is known.
  std::string Remember(std::string id, std::shared_ptr<const Answered> answered, absl::Time now);

 private:
  struct Entry {
    std::string id;
    std::shared_ptr<const Answered> answered;
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

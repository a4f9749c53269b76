#pragma once

#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/answer/reading.h"

namespace aurora::query::model::chat {

// What a model answered, as it was checked then. It is checked again before it is used.
struct CachedAnswer {
  answer::Reading reading;
  // "database.table" that its SQL may read.
  std::vector<std::string> may_read;
};

// Two questions are the same when nothing but capitals of whole words, politeness, spacing, the spelling of numbers and phrases
// that mean the same everywhere ("number of", "how many") tells them apart. Every other word and sign counts, and their order:
// one of them changes the answer.
std::string SameQuestion(const std::string& question);

// Answers by question and by all else that decides them, for `ttl`, at most `entries_max`; the least recently used go
// first. Thread-safe.
class AnswerCache {
 public:
  AnswerCache(size_t entries_max, absl::Duration ttl) : entries_max_(entries_max), ttl_(ttl) {}

  std::optional<CachedAnswer> Find(const std::string& key, absl::Time now);
  void Add(const std::string& key, CachedAnswer answer, absl::Time now);
  // One that did not pass its check.
  void Remove(const std::string& key);

 private:
  struct Entry {
    std::string key;
    CachedAnswer answer;
    absl::Time until;
  };

  const size_t entries_max_;
  const absl::Duration ttl_;
  std::mutex mutex_;
  // Most recently used first.
  std::list<Entry> entries_;
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

}  // namespace aurora::query::model::chat

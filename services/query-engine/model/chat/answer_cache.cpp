#include "services/query-engine/model/chat/answer_cache.h"

#include <cctype>
#include <utility>

#include "libs/base/text.h"
#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::model::chat {
namespace {

bool IsPolite(const std::string& word) {
  return language::IsOneOf(word, {"please", "show", "me", "tell", "give", "the", "a", "an", "can", "could", "you", "hey", "hi", "hello", "thanks"});
}

}  // namespace

std::string SameQuestion(const std::string& question) {
  std::string same;
  for (const language::Word& word : language::Normalise(question)) {
    if (IsPolite(word.text)) continue;
    if (word.number.has_value()) {
      base::StrAppend(&same, *word.number, word.ordinal ? "th" : "", word.money ? "$" : "", word.percent ? "%" : "");
    } else {
      // "US" is no "us".
      const bool name = word.original.size() > 1 && std::isupper(static_cast<unsigned char>(word.original[1])) != 0;
      same += name ? word.original : word.text;
    }
    same += word.dash_after ? '-' : ' ';
  }
  // Signs that are no part of words: "> 5", "(refunded)".
  std::string signs;
  for (const char c : question) {
    if (std::ispunct(static_cast<unsigned char>(c)) != 0) signs += c;
  }
  while (!signs.empty() && (signs.back() == '?' || signs.back() == '.' || signs.back() == '!')) signs.pop_back();
  return base::StrCat(same, "\n", signs);
}

std::optional<CachedAnswer> AnswerCache::Find(const std::string& key, absl::Time now) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return std::nullopt;
  if (now >= found->second->until) {
    entries_.erase(found->second);
    by_key_.erase(found);
    return std::nullopt;
  }
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->answer;
}

void AnswerCache::Add(const std::string& key, CachedAnswer answer, absl::Time now) {
  Remove(key);
  const std::lock_guard lock(mutex_);
  if (entries_max_ == 0 || by_key_.count(key) > 0) return;
  entries_.push_front({key, std::move(answer), now + ttl_});
  by_key_[key] = entries_.begin();
  while (entries_.size() > entries_max_) {
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
}

void AnswerCache::Remove(const std::string& key) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return;
  entries_.erase(found->second);
  by_key_.erase(found);
}

}  // namespace aurora::query::model::chat

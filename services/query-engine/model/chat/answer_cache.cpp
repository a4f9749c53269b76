#include "services/query-engine/model/chat/answer_cache.h"

#include <algorithm>
#include <cctype>
#include <utility>
#include <vector>

#include "libs/base/text.h"
#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::model::chat {
namespace {

bool IsPolite(const std::string& word) {
  return language::IsOneOf(word, {"please", "show", "me", "tell", "give", "the", "a", "an", "can", "could", "you", "hey", "hi", "hello", "thanks"});
}

// Words that mean the same wherever they stand. A closed list: record 0054 says why nearness does not decide this.
struct Phrase {
  std::vector<std::string> words;
  std::vector<std::string> as;
};
const std::vector<Phrase>& SamePhrases() {
  // Articles are gone already.
  static const auto& phrases = *new std::vector<Phrase>{
      {{"number", "of"}, {"how", "many"}},
      {{"count", "of"}, {"how", "many"}},
      {{"for", "each"}, {"per"}},
      {{"for", "every"}, {"per"}},
      {{"by", "each"}, {"per"}},
      {{"greater", "than"}, {"more", "than"}},
      {{"larger", "than"}, {"more", "than"}},
      {{"fewer", "than"}, {"less", "than"}},
      {{"smaller", "than"}, {"less", "than"}},
  };
  return phrases;
}

// "what is", "what are": the question begins after them.
bool IsOpening(const std::vector<std::string>& words) {
  return words.size() > 2 && words[0] == "what" && language::IsOneOf(words[1], {"is", "are", "was", "were"});
}

std::vector<std::string> InOneWording(std::vector<std::string> words) {
  if (IsOpening(words)) words.erase(words.begin(), words.begin() + 2);
  std::vector<std::string> same;
  for (size_t at = 0; at < words.size();) {
    const auto fits = [&](const Phrase& phrase) {
      return phrase.words.size() <= words.size() - at && std::equal(phrase.words.begin(), phrase.words.end(), words.begin() + static_cast<ptrdiff_t>(at));
    };
    const auto found = std::find_if(SamePhrases().begin(), SamePhrases().end(), fits);
    if (found == SamePhrases().end()) {
      same.push_back(std::move(words[at++]));
      continue;
    }
    same.insert(same.end(), found->as.begin(), found->as.end());
    at += found->words.size();
  }
  return same;
}

}  // namespace

std::string SameQuestion(const std::string& question) {
  std::vector<std::string> words;
  for (const language::Word& word : language::Normalise(question)) {
    if (IsPolite(word.text)) continue;
    std::string text;
    if (word.number.has_value()) {
      base::StrAppend(&text, *word.number, word.ordinal ? "th" : "", word.money ? "$" : "", word.percent ? "%" : "");
    } else {
      // "US" is no "us".
      const bool name = word.original.size() > 1 && std::isupper(static_cast<unsigned char>(word.original[1])) != 0;
      text = name ? word.original : word.text;
    }
    if (word.dash_after) text += '-';
    words.push_back(std::move(text));
  }
  std::string same;
  for (const std::string& word : InOneWording(std::move(words))) base::StrAppend(&same, word, " ");
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

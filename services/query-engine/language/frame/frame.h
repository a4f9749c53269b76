#pragma once

#include <optional>
#include <vector>

#include "services/query-engine/language/tag/tag.h"

namespace aurora::query::language {

// What people say around a question: openings, reasons, second sentences. Read by the words alone. A tag with `open` has
// words in it that nobody listed; the tagger takes it only where none of them could narrow the rows.
std::optional<Tag> FindFrame(const std::vector<Word>& words, size_t at);

// A statement of somebody before the question, which the tagger takes only where the question says again what could narrow.
std::optional<Tag> FindClaim(const std::vector<Word>& words, size_t at);

// Something unusual told as a story: "one of our belts", "far more often than the rest", "nothing for six hours".
std::optional<Tag> FindStory(const std::vector<Word>& words, size_t at);

// What the asker takes for the cause of something unusual: "looks like a script to me".
std::optional<Tag> FindSuspicion(const std::vector<Word>& words, size_t at);

// "status", "outcomes": how rows ended.
inline bool IsStateNoun(std::string_view text) { return IsOneOf(text, {"status", "statuses", "state", "states", "outcome", "outcomes", "result", "results"}); }

// Whether a time is what the question is after.
bool AsksForTime(const std::vector<Word>& words);

// The last word of the sentence that `at` is in; and of the phrase, which a comma ends, too.
size_t SentenceEnd(const std::vector<Word>& words, size_t at);
size_t PhraseEnd(const std::vector<Word>& words, size_t at);
// Whether a sentence begins here.
bool BeginsSentence(const std::vector<Word>& words, size_t at);

// The text of a word, "" behind the last one; and whether it is one of these.
inline std::string_view Text(const std::vector<Word>& words, size_t i) { return i < words.size() ? std::string_view(words[i].text) : std::string_view(); }
inline bool IsAny(const std::vector<Word>& words, size_t i, std::initializer_list<std::string_view> texts) {
  return i < words.size() && IsOneOf(words[i].text, texts);
}

}  // namespace aurora::query::language

#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/language/normalise/word.h"
#include "services/query-engine/language/tag/tag.h"
#include "services/query-engine/language/time/time_window.h"

namespace aurora::query::language {

// The words of one question, and what they say whatever table it is asked of: a question is read by many tables, and its times and the
// words of the language are the same for each. Read when first asked for. One thread.
class QuestionWords {
 public:
  // `words` must outlive it.
  QuestionWords(const std::vector<Word>& words, absl::Time now);

  const std::vector<Word>& words() const { return words_; }
  absl::Time now() const { return now_; }

  // ReadTime, FindKeyword, FindStory, FindClaim, FindFrame and FindShift of the word `at`.
  const std::optional<TimeSpan>& Time(size_t at);
  const std::optional<Tag>& Keyword(size_t at);
  const std::optional<Tag>& Story(size_t at);
  const std::optional<Tag>& Claim(size_t at);
  const std::optional<Tag>& Frame(size_t at);
  const std::optional<Tag>& Shift(size_t at);

 private:
  // One for each word; nullopt where it was not asked for yet.
  template <typename T>
  using Once = std::vector<std::optional<std::optional<T>>>;

  const std::vector<Word>& words_;
  const absl::Time now_;
  Once<TimeSpan> times_;
  Once<Tag> keywords_;
  Once<Tag> stories_;
  Once<Tag> claims_;
  Once<Tag> frames_;
  Once<Tag> shifts_;
};

}  // namespace aurora::query::language

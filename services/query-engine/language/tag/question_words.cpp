#include "services/query-engine/language/tag/question_words.h"

#include "services/query-engine/language/frame/frame.h"
#include "services/query-engine/language/tag/word_uses.h"

namespace aurora::query::language {

QuestionWords::QuestionWords(const std::vector<Word>& words, absl::Time now)
    : words_(words), now_(now), times_(words.size()), keywords_(words.size()), stories_(words.size()), claims_(words.size()), frames_(words.size()), shifts_(words.size()) {}

const std::optional<TimeSpan>& QuestionWords::Time(size_t at) {
  if (!times_[at].has_value()) times_[at].emplace(ReadTime(words_, at, now_));
  return *times_[at];
}

const std::optional<Tag>& QuestionWords::Keyword(size_t at) {
  if (!keywords_[at].has_value()) keywords_[at].emplace(FindKeyword(words_, at));
  return *keywords_[at];
}

const std::optional<Tag>& QuestionWords::Story(size_t at) {
  if (!stories_[at].has_value()) stories_[at].emplace(FindStory(words_, at));
  return *stories_[at];
}

const std::optional<Tag>& QuestionWords::Claim(size_t at) {
  if (!claims_[at].has_value()) claims_[at].emplace(FindClaim(words_, at));
  return *claims_[at];
}

const std::optional<Tag>& QuestionWords::Frame(size_t at) {
  if (!frames_[at].has_value()) frames_[at].emplace(FindFrame(words_, at));
  return *frames_[at];
}

const std::optional<Tag>& QuestionWords::Shift(size_t at) {
  if (!shifts_[at].has_value()) shifts_[at].emplace(FindShift(words_, at));
  return *shifts_[at];
}

}  // namespace aurora::query::language

#include "services/query-engine/language/frame/frame.h"

namespace aurora::query::language {
namespace {

Tag Suspected(size_t first, size_t last) {
  Tag tag;
  tag.kind = TagKind::kFiller;
  tag.first = first;
  tag.last = last;
  tag.open = true;
  return tag;
}

bool SaysUnusual(const std::vector<Word>& words, size_t from, size_t to) {
  for (size_t i = from; i < to && i < words.size(); ++i) {
    const std::optional<Tag> keyword = FindKeyword(words, i);
    if (keyword.has_value() && keyword->kind == TagKind::kAnomaly) return true;
    if (FindStory(words, i).has_value() && FindStory(words, i)->kind == TagKind::kAnomaly) return true;
  }
  return false;
}

// "Looks like a script to me", "i fear someone is passing it around", "as though several people were sharing it": what the asker takes
// for the cause of what is unusual. It narrows nothing, whatever the cause.
std::optional<size_t> Guess(const std::vector<Word>& words, size_t at) {
  const bool apart = BeginsSentence(words, at) || words[at - 1].break_after;
  size_t next = at;
  if (apart) {
    if (IsAny(words, next, {"it", "that", "this", "which"})) ++next;
    while (IsAny(words, next, {"all", "really", "just", "kind", "sort", "rather", "very", "much"})) ++next;
    if (IsAny(words, next, {"looks", "look", "looked", "sounds", "sound", "smells", "smell", "feels", "seems"}) && (Text(words, next + 1) == "like" || Text(words, next + 1) == "as") && next + 2 < words.size()) return PhraseEnd(words, next + 2);
    next = at;
    if (IsAny(words, next, {"i", "we"})) {
      ++next;
      while (IsAny(words, next, {"am", "are", "m", "re", "really", "strongly", "rather", "do", "have", "ve", "got"})) ++next;
      if (IsAny(words, next, {"fear", "suspect", "worry", "bet", "smell", "afraid", "worried", "fearing", "suspecting"})) return PhraseEnd(words, next);
      if (IsAny(words, next, {"a", "the"}) && IsAny(words, next + 1, {"feeling", "hunch", "suspicion", "fear"})) return PhraseEnd(words, next + 1);
    }
    if (IsAny(words, at, {"perhaps", "maybe", "possibly", "probably", "presumably"}) && IsAny(words, at + 1, {"a", "an", "some", "somebody", "someone", "it", "they", "bots", "fraud"})) return PhraseEnd(words, at + 1);
  }
  if (at > 2 && Text(words, at) == "as" && IsAny(words, at + 1, {"if", "though"})) return PhraseEnd(words, at + 1);
  // "Somebody seems to be testing stolen cards: which account ..."
  if (BeginsSentence(words, at) && IsAny(words, at, {"somebody", "someone", "something", "anybody", "anyone"}) && IsAny(words, at + 1, {"seems", "appears", "might", "may", "could", "must"})) {
    const size_t end = SentenceEnd(words, at);
    if (end + 1 < words.size() && !SaysUnusual(words, at + 2, end + 1)) return end;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Tag> FindSuspicion(const std::vector<Word>& words, size_t at) {
  const std::optional<size_t> last = Guess(words, at);
  if (!last.has_value() || (at == 0 && *last + 1 >= words.size())) return std::nullopt;
  // What is unusual is said elsewhere.
  if (SaysUnusual(words, at, *last + 1)) return std::nullopt;
  return SaysUnusual(words, 0, at) || SaysUnusual(words, *last + 1, words.size()) ? std::optional<Tag>(Suspected(at, *last)) : std::nullopt;
}

}  // namespace aurora::query::language

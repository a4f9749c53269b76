#include "services/query-engine/language/frame/courtesy.h"

#include "services/query-engine/language/frame/frame.h"

namespace aurora::query::language {
namespace {

bool HasNumber(const std::vector<Word>& words, size_t first, size_t last) {
  for (size_t i = first; i <= last; ++i) {
    if (words[i].number.has_value()) return true;
  }
  return false;
}

bool HasNamed(const std::vector<Word>& words, const KnownWords& known, size_t first, size_t last) {
  for (size_t i = first; i <= last && i < words.size(); ++i) {
    if (known.Named(i)) return true;
  }
  return false;
}

// "Dear colleague,", "Hi Anna!", "Good morning everybody,"
std::optional<Courtesy> Salutation(const std::vector<Word>& words, const KnownWords& known) {
  const bool greets = IsAny(words, 0, {"dear", "hi", "hello", "hey", "greetings"}) || (Text(words, 0) == "good" && IsAny(words, 1, {"morning", "afternoon", "evening", "day"}));
  const size_t end = PhraseEnd(words, 0);
  if (!greets || end > 4 || end + 1 >= words.size() || HasNumber(words, 0, end) || HasNamed(words, known, 1, end)) return std::nullopt;
  return Courtesy{0, end};
}

// "Great, thank you.": what was answered before is fine.
std::optional<Courtesy> Acknowledgement(const std::vector<Word>& words, const KnownWords& known) {
  const size_t end = PhraseEnd(words, 0);
  if (end + 1 >= words.size() || !(words[end].break_after || words[end].sentence_after)) return std::nullopt;
  for (size_t i = 0; i <= end; ++i) {
    if (known.Named(i) || !IsAny(words, i, {"great", "perfect", "good", "fine", "nice", "lovely", "super", "brilliant", "interesting", "excellent", "wonderful", "ok", "okay", "right", "alright", "understood", "yes", "hm", "hmm", "ah", "oh", "aha", "wow", "i", "see", "got", "it", "very", "that", "is", "helpful", "cool", "sorry", "all", "well", "noted", "useful", "most", "kind", "of", "you", "this", "was", "splendid", "helps"})) {
      return std::nullopt;
    }
  }
  // "That is ..." goes on.
  return IsAny(words, end, {"is", "was", "of", "most", "very", "that", "this", "all"}) ? std::nullopt : std::optional<Courtesy>(Courtesy{0, end});
}

// The end of thanks that begin here: "thank you so much for the list", "many thanks in advance".
std::optional<size_t> ThanksEnd(const std::vector<Word>& words, size_t at) {
  size_t next = at;
  while (IsAny(words, next, {"many", "a", "thousand", "lot", "of", "big", "and", "with", "so", "ok", "okay", "great", "perfect", "best", "warm"}) && next < at + 3) ++next;
  if (!IsAny(words, next, {"thank", "thanks", "thankyou", "thx", "cheers", "merci"})) return std::nullopt;
  size_t last = next;
  while (IsAny(words, last + 1, {"you", "very", "much", "so", "a", "lot", "in", "advance", "again", "already", "ever", "indeed", "all", "for", "your", "the", "that", "this", "help", "quick", "answer", "reply", "list", "numbers", "figures", "figure", "number", "lots", "million", "kindly", "everybody", "everyone", "both", "these", "those"}) &&
         !words[last].break_after && !words[last].sentence_after) {
    ++last;
  }
  return last;
}

std::optional<Courtesy> Thanks(const std::vector<Word>& words, const KnownWords& known) {
  for (size_t at = 0; at < words.size(); ++at) {
    const bool sentence = BeginsSentence(words, at);
    if (!sentence && !words[at - 1].break_after) continue;
    const std::optional<size_t> last = ThanksEnd(words, at);
    if (!last.has_value() || (at == 0 && *last + 1 >= words.size())) continue;
    const bool ends = *last + 1 >= words.size() || words[*last].sentence_after;
    // "thanks, birthday and wedding" of what an order was for: values in a list.
    const bool listed = *last == at && known.Value(at) && !(ends && sentence) && !IsAny(words, at + 1, {"and", "but", "now", "so", "what", "how", "which", "could", "can", "please", "would"});
    if (listed || (!sentence && !ends)) continue;
    if (ends || words[*last].break_after || IsAny(words, *last + 1, {"and", "but", "now", "what", "how", "could"})) return Courtesy{at, *last};
  }
  return std::nullopt;
}

// "Kind regards, Anna": to the end.
std::optional<Courtesy> Signature(const std::vector<Word>& words, const KnownWords& known) {
  for (size_t at = 1; at < words.size(); ++at) {
    if (!BeginsSentence(words, at) && !words[at - 1].break_after) continue;
    const bool regards = IsAny(words, at, {"regards", "sincerely"}) || (IsAny(words, at, {"kind", "best", "warm", "many", "kindest", "warmest", "with", "yours"}) && IsAny(words, at + 1, {"regards", "wishes", "sincerely", "truly", "greetings", "best"}));
    // "Best, Tom"
    const bool best = Text(words, at) == "best" && BeginsSentence(words, at) && words[at].break_after && at + 3 >= words.size();
    if ((!regards && !best) || at + 6 < words.size() || HasNumber(words, at, words.size() - 1) || HasNamed(words, known, at + 1, words.size() - 1)) continue;
    return Courtesy{at, words.size() - 1};
  }
  return std::nullopt;
}

// "if it is not too much trouble", "if you have a minute", "whenever it suits you": what the one who answers may do.
std::optional<Courtesy> LeaveGiven(const std::vector<Word>& words, const KnownWords& known) {
  for (size_t at = 0; at + 2 < words.size(); ++at) {
    if (!IsAny(words, at, {"if", "when", "whenever", "once", "provided"})) continue;
    const bool you = Text(words, at + 1) == "you" && IsAny(words, at + 2, {"can", "could", "may", "do", "don", "would", "have", "please", "like", "wish", "want", "get", "are", "find", "happen", "d"});
    size_t next = at + 2;
    while (IsAny(words, next, {"is", "was", "would", "be", "not", "isn", "t", "s", "does", "at", "all", "too", "really"})) ++next;
    const bool it = IsAny(words, at + 1, {"it", "that", "this"}) && next > at + 2 && IsAny(words, next, {"much", "any", "trouble", "bother", "ok", "okay", "possible", "alright", "fine", "convenient", "asking", "a", "an", "suit", "suits", "no", "easy", "you"});
    const bool suits = IsAny(words, at + 1, {"it", "that"}) && IsAny(words, at + 2, {"suits", "helps"});
    const size_t end = PhraseEnd(words, at);
    if ((!you && !it && !suits) || end > at + 8 || (at == 0 && end + 1 >= words.size())) continue;
    bool says = HasNumber(words, at, end);
    for (size_t i = at + 2; i <= end; ++i) {
      says = says || (known.Named(i) && !IsAny(words, i, {"minute", "minutes", "moment", "second", "time", "chance", "way", "mind", "trouble"}));
      says = says || IsAny(words, i, {"by", "per", "only", "without", "split", "show", "sort", "list", "exclude", "include", "leave", "keep", "count", "add", "compare", "tell", "give", "ones", "group", "break", "which", "what", "how", "who"});
    }
    if (!says) return Courtesy{at, end};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Courtesy> FindCourtesy(const std::vector<Word>& words, const KnownWords& known) {
  if (words.empty()) return std::nullopt;
  using Rule = std::optional<Courtesy> (*)(const std::vector<Word>&, const KnownWords&);
  for (const Rule rule : {Rule{Salutation}, Rule{Acknowledgement}, Rule{Thanks}, Rule{Signature}, Rule{LeaveGiven}}) {
    if (std::optional<Courtesy> found = rule(words, known); found.has_value()) return found;
  }
  return std::nullopt;
}

}  // namespace aurora::query::language

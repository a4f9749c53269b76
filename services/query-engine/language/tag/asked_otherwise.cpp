#include "services/query-engine/language/tag/asked_otherwise.h"

#include "services/query-engine/language/frame/frame.h"

namespace aurora::query::language {
namespace {

// "how many in a hundred", "how many out of every 100": a share.
std::optional<Tag> InAHundred(const std::vector<Word>& words, size_t at) {
  size_t next = at;
  if (Text(words, at) == "how" && Text(words, at + 1) == "many") next = at + 2;
  if (next == at && !IsAny(words, at, {"in", "out", "of", "per"})) return std::nullopt;
  if (Text(words, next) == "out" && Text(words, next + 1) == "of") {
    next += 2;
  } else if (IsAny(words, next, {"in", "of", "per"})) {
    next += 1;
  } else {
    return std::nullopt;
  }
  const bool each = IsAny(words, next, {"a", "every", "each", "one"});
  if (each) ++next;
  if (!IsAny(words, next, {"hundred", "100"}) || (next < words.size() && words[next].money)) return std::nullopt;
  // "in every 100 orders" alone tells only how it is shown where it was asked how many.
  if (Text(words, at) != "how") return std::nullopt;
  if (Text(words, next) == "100" && !each) return std::nullopt;
  // "how many per 100 km": a rate of something else.
  if (next + 1 < words.size() && !words[next].break_after && knowledge::FindUnit(words[next + 1].text).has_value()) return std::nullopt;
  return TagOver(TagKind::kRatio, at, next);
}

// Whether a whole was named before: "of all orders in April, what part".
bool OfAWhole(const std::vector<Word>& words, size_t at) {
  for (size_t i = 0; i < at; ++i) {
    const bool begins = i == 0 || words[i - 1].break_after || words[i - 1].sentence_after;
    if (IsAny(words, i, {"of", "among", "amongst"}) && (begins || (Text(words, i - 1) == "out" && (i == 1 || words[i - 2].break_after || words[i - 2].sentence_after)))) return true;
  }
  return false;
}

// "which portion was sent back", "what part of", "which percentage": a share. "Which part failed" of parts asks for one of them.
std::optional<Tag> Portion(const std::vector<Word>& words, size_t at) {
  if (!IsAny(words, at, {"what", "which"}) || at + 1 >= words.size() || words[at].break_after) return std::nullopt;
  const bool plain = IsAny(words, at + 1, {"portion", "fraction", "proportion", "percentage"});
  const bool other = IsAny(words, at + 1, {"part", "share", "percent"});
  if (!plain && !other) return std::nullopt;
  const bool of = Text(words, at + 2) == "of" && !words[at + 1].break_after;
  if (other && !of && !OfAWhole(words, at)) return std::nullopt;
  if (Text(words, at + 1) == "part" && of && Text(words, at) == "which") return std::nullopt;
  return TagOver(TagKind::kRatio, at, of ? at + 2 : at + 1);
}

// Where "than any other", "than anybody else", "than all the others" ends; nullopt where it is none of these.
std::optional<size_t> ThanAllOthers(const std::vector<Word>& words, size_t at) {
  if (Text(words, at) != "than") return std::nullopt;
  if (IsAny(words, at + 1, {"anybody", "anyone", "everybody", "everyone", "anything", "anywhere", "all"}) && Text(words, at + 2) == "else") return at + 2;
  if (Text(words, at + 1) == "all" && IsAny(words, at + 2, {"others", "other"})) return at + 2;
  if (Text(words, at + 1) == "all" && Text(words, at + 2) == "the" && IsAny(words, at + 3, {"others", "other"})) return at + 3;
  if (Text(words, at + 1) == "any" && Text(words, at + 2) == "of" && Text(words, at + 3) == "the" && IsAny(words, at + 4, {"others", "other"})) return at + 4;
  if (Text(words, at + 1) == "any" && IsAny(words, at + 2, {"other", "others"})) return at + 2;
  return std::nullopt;
}

// "who closed more incidents than any other analyst", "fewer than anybody else": the most, the fewest. With "far more" it stands out.
std::optional<Tag> MoreThanAny(const std::vector<Word>& words, size_t at) {
  const bool more = IsAny(words, at, {"more", "fewer", "less"});
  if (more && !(at > 0 && (knowledge::FindUnit(words[at - 1].text).has_value() || words[at - 1].number.has_value()))) {
    for (size_t i = at + 1; i < words.size() && i <= at + 8; ++i) {
      if (ThanAllOthers(words, i).has_value()) {
        Tag tag = TagOver(TagKind::kMost, at, IsAny(words, at + 1, {"often", "frequently"}) ? at + 1 : at);
        tag.descending = Text(words, at) == "more";
        return tag;
      }
      if (words[i - 1].sentence_after || Text(words, i) == "than") break;
    }
  }
  const std::optional<size_t> last = ThanAllOthers(words, at);
  if (!last.has_value()) return std::nullopt;
  for (size_t i = at; i-- > 0 && i + 9 > at;) {
    if (!IsAny(words, i, {"more", "fewer", "less"})) continue;
    // "than any other analyst": who is ranked.
    const bool noun = *last + 1 < words.size() && !words[*last].break_after && IsAny(words, *last, {"other"}) && !IsAny(words, *last + 1, {"in", "on", "since", "this", "last", "during", "at", "one", "ones"});
    return TagOver(noun ? TagKind::kBy : TagKind::kFiller, at, *last);
  }
  return std::nullopt;
}

// Where "earned", "brought in", "take in" ends; nullopt where it is none of them.
std::optional<size_t> Earns(const std::vector<Word>& words, size_t at, bool we) {
  if (IsAny(words, at, {"earn", "earned", "earns", "gross", "grossed"})) return at;
  if (IsAny(words, at, {"bring", "brings", "brought"})) return IsAny(words, at + 1, {"in", "us"}) ? std::optional<size_t>(at + 1) : std::nullopt;
  if (IsAny(words, at, {"take", "takes", "taken", "took"}) && Text(words, at + 1) == "in") return at + 1;
  if (we && IsAny(words, at, {"make", "made"})) return at;
  return std::nullopt;
}

// "what did web and phone each bring in", "what have we made on flowers", "what have battery swaps earned us", "what paid tickets brought us": the money
// that came in. The verb itself says no more.
std::optional<Tag> WhatItEarned(const std::vector<Word>& words, size_t at) {
  if (Text(words, at) != "what" || words[at].break_after) return std::nullopt;
  const bool helped = IsAny(words, at + 1, {"have", "has", "had", "did", "do", "does"});
  const size_t subject = helped ? at + 2 : at + 1;
  const bool we = IsAny(words, subject, {"we", "you", "they", "it"});
  for (size_t i = subject + 1; i < words.size() && i <= subject + 10; ++i) {
    if (words[i - 1].sentence_after) break;
    const std::optional<size_t> last = Earns(words, i, we && helped && i == subject + 1);
    if (!last.has_value()) {
      if (!helped && (words[i - 1].break_after || IsAny(words, i, {"which", "who", "that", "is", "are", "was", "were", "and", "most"}))) break;
      continue;
    }
    // "what did they earn most with": something else is asked for.
    if (IsAny(words, *last + 1, {"most", "the", "more", "less"}) && IsAny(words, *last + 1, {"most", "more", "less"})) return std::nullopt;
    if (Text(words, *last + 1) == "the" && IsAny(words, *last + 2, {"most", "least"})) return std::nullopt;
    return TagOver(TagKind::kMoney, at, helped ? at + 1 : at);
  }
  return std::nullopt;
}

// "No. 1 publisher by revenue": the first of them.
std::optional<Tag> NumberOne(const std::vector<Word>& words, size_t at) {
  if (!IsAny(words, at, {"no", "nr"}) || Text(words, at + 1) != "1" || at + 2 >= words.size()) return std::nullopt;
  if (at > 0 && !IsAny(words, at - 1, {"the", "our", "which", "who", "is", "whose"}) && !words[at - 1].break_after && !words[at - 1].sentence_after) return std::nullopt;
  return TagOver(TagKind::kTop, at, at + 1);
}

// "what makes passengers cancel so often", "what is the reason for so many returns": rows do not say why.
std::optional<Tag> Reason(const std::vector<Word>& words, size_t at) {
  if (!IsAny(words, at, {"what", "whats"})) return std::nullopt;
  if (IsAny(words, at + 1, {"makes", "made", "drives", "drove", "keeps", "prompts", "prompted", "motivates", "leads", "led"}) && at + 3 < words.size()) {
    const bool who = IsAny(words, at + 2, {"people", "customers", "clients", "users", "guests", "passengers", "our", "so", "them", "these", "those", "buyers", "members", "visitors", "players", "patients", "drivers", "riders", "readers", "students"}) ||
                     (Text(words, at + 2) == "the" && words[at + 3].text.size() > 3 && words[at + 3].text.back() == 's' && at + 4 < words.size());
    // "what makes keepers report": whoever it is, of whom something is said.
    const std::string& noun = words[at + 2].text;
    const bool several = noun.size() > 3 && noun.back() == 's' && noun[noun.size() - 2] != 's' && !words[at + 2].break_after && !IsAny(words, at + 3, {"the", "in", "per", "by", "for", "on", "at", "with", "and", "or", "more", "less"});
    const bool money = IsAny(words, at + 3, {"most", "money", "biggest", "revenue"});
    if ((who || several) && !money) return TagOver(TagKind::kUnanswerable, at, at + 1);
    return std::nullopt;
  }
  size_t next = at + 1;
  if (IsAny(words, next, {"is", "are", "was", "were", "s"})) ++next;
  if (next == at + 1 && Text(words, at) != "whats") return std::nullopt;
  while (IsAny(words, next, {"the", "a", "their", "our", "its"})) ++next;
  if (IsAny(words, next, {"reason", "reasons", "explanation", "motive", "motives"}) && IsAny(words, next + 1, {"for", "why", "that", "behind", "so"})) return TagOver(TagKind::kUnanswerable, at, next + 1);
  if (next < words.size() && IsAny(words, next, {"behind"}) && next == at + 2) return TagOver(TagKind::kUnanswerable, at, next);
  return std::nullopt;
}

// "Estimate July demand", "project our June earnings": as an order to look ahead.
std::optional<Tag> LooksAhead(const std::vector<Word>& words, size_t at) {
  if (!IsAny(words, at, {"estimate", "project", "extrapolate", "anticipate", "foresee", "simulate"}) || at + 1 >= words.size() || words[at].break_after) return std::nullopt;
  const bool ordered = BeginsSentence(words, at) || IsAny(words, at - 1, {"please", "you", "to", "kindly", "and", "now"});
  if (!ordered) return std::nullopt;
  // "project count by owner": a noun.
  const bool object = IsAny(words, at + 1, {"our", "the", "my", "your", "their", "this", "next", "future", "how", "what", "which", "when", "whether", "demand", "sales", "revenue", "turnover", "earnings", "income", "takings", "january", "february", "march", "april", "may", "june", "july",
                                             "august", "september", "october", "november", "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "expected", "likely"});
  return object ? std::optional<Tag>(TagOver(TagKind::kUnanswerable, at, at)) : std::nullopt;
}

// "..., skip what was called off": what follows is left out. "Skip rate" and those that skip are the table's.
std::optional<Tag> SkipWhat(const std::vector<Word>& words, size_t at) {
  if (Text(words, at) != "skip" || at < 3 || !(words[at - 1].break_after || words[at - 1].sentence_after) || words[at].break_after) return std::nullopt;
  if (!IsAny(words, at + 1, {"what", "whatever", "the", "those", "everything", "anything", "all"})) return std::nullopt;
  return TagOver(TagKind::kNegation, at, at);
}

}  // namespace

std::optional<Tag> FindAskedOtherwise(const std::vector<Word>& words, size_t at) {
  using Rule = std::optional<Tag> (*)(const std::vector<Word>&, size_t);
  for (const Rule rule : {Rule{InAHundred}, Rule{Portion}, Rule{MoreThanAny}, Rule{WhatItEarned}, Rule{NumberOne}, Rule{Reason}, Rule{LooksAhead}, Rule{SkipWhat}}) {
    if (std::optional<Tag> found = rule(words, at); found.has_value()) return found;
  }
  return std::nullopt;
}

}  // namespace aurora::query::language

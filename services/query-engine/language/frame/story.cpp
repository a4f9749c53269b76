#include "services/query-engine/knowledge/speech.h"
#include "services/query-engine/knowledge/units.h"
#include "services/query-engine/language/frame/frame.h"

namespace aurora::query::language {

bool AsksForTime(const std::vector<Word>& words) {
  for (size_t i = 0; i < words.size(); ++i) {
    if (words[i].text == "when") return true;
    if (IsOneOf(words[i].text, {"which", "what"}) && i + 1 < words.size() && IsOneOf(words[i + 1].text, {"time", "hour", "day", "minute", "night", "evening", "morning", "date", "moment", "week"})) return true;
  }
  return false;
}

namespace {

bool AsksWhich(const std::vector<Word>& words, size_t from) {
  for (size_t i = from; i < words.size(); ++i) {
    if (IsAny(words, i, {"which", "who", "whose"})) return true;
  }
  return false;
}

// more, worse, slower, more often: where the comparative that begins at `at` ends; nullopt when there is none.
std::optional<size_t> Comparative(const std::vector<Word>& words, size_t at, Direction* direction) {
  if (IsAny(words, at, {"more", "worse"})) {
    *direction = Direction::kUp;
  } else if (IsAny(words, at, {"less", "fewer"})) {
    *direction = Direction::kDown;
  } else if (const auto known = at < words.size() ? knowledge::FindComparative(words[at].text) : std::nullopt; known.has_value()) {
    *direction = known->up ? Direction::kUp : Direction::kDown;
  } else {
    return std::nullopt;
  }
  return IsAny(words, at + 1, {"often", "frequently", "many", "much"}) ? at + 1 : at;
}

// "than the rest", "compared with the others", "than it normally does": the end of it.
std::optional<size_t> ThanTheRest(const std::vector<Word>& words, size_t at) {
  size_t next = at;
  if (Text(words, at) == "than") {
    ++next;
  } else if ((IsAny(words, at, {"compared", "relative"}) && IsAny(words, at + 1, {"with", "to"}))) {
    next += 2;
  } else if (Text(words, at) == "versus" || Text(words, at) == "vs" || Text(words, at) == "against") {
    ++next;
  } else {
    return std::nullopt;
  }
  const size_t plain = next;
  while (IsAny(words, next, {"the", "all", "of", "its", "their", "our", "any", "in", "what", "it", "they", "is", "was", "we", "has", "have", "are", "ever"})) ++next;
  // "than it used to", "than it was", "than in the past"
  if (next > plain && Text(words, next) == "used" && Text(words, next + 1) == "to") return Text(words, next + 2) == "be" ? next + 2 : next + 1;
  if (next > plain + 1 && IsAny(words, next - 1, {"was", "is", "has"}) && IsAny(words, plain, {"it", "they", "what"}) && (next == words.size() || words[next - 1].sentence_after)) return next - 1;
  if (next > plain && Text(words, next) == "past") return next;
  const auto past = [&](size_t i) {
    while (IsAny(words, i + 1, {"do", "does", "did", "is", "are", "was", "were", "has", "have", "of", "them", "one", "ones"}) && !words[i].break_after && !words[i].sentence_after) ++i;
    return i;
  };
  if (IsAny(words, next, {"others", "rest", "average", "usual", "usually", "normal", "normally", "before", "everybody", "everyone", "most", "neighbours", "neighbors", "peers", "typically", "expected", "siblings"})) {
    if (IsAny(words, next, {"everybody", "everyone"}) && Text(words, next + 1) == "else") ++next;
    return past(next);
  }
  // "than other towns": the noun is the group that is asked for.
  if (Text(words, next) == "other") {
    if (Text(words, next + 1) == "ones" || Text(words, next + 1) == "one") return next + 1;
    if (next + 1 < words.size() && !words[next].break_after) return past(next + 1);
  }
  // "the weeks before"
  if (next < words.size() && ReadUnit(words[next].text).has_value() && words[next].text.back() == 's' && IsAny(words, next + 1, {"before", "earlier", "prior"})) return next + 1;
  return std::nullopt;
}

// Where "far" of "far more crashes than the others" is: its comparative's end and direction.
std::optional<size_t> Strong(const std::vector<Word>& words, size_t at, Direction* direction) {
  size_t next = at;
  if (Text(words, at) == "a" && Text(words, at + 1) == "lot") ++next;
  if (next >= words.size() || !knowledge::Strengthens(words[next].text)) return std::nullopt;
  const std::optional<size_t> last = Comparative(words, next + 1, direction);
  if (!last.has_value()) return std::nullopt;
  for (size_t i = *last + 1; i < words.size() && i < *last + 12; ++i) {
    if (ThanTheRest(words, i).has_value()) return last;
  }
  return std::nullopt;
}

// "suspiciously slow", "strangely hot": of what is measured, and not of how many.
std::optional<Tag> OddDegree(const std::vector<Word>& words, size_t at) {
  if (at + 1 >= words.size() || words[at].break_after) return std::nullopt;
  const bool odd = knowledge::IsOddly(words[at].text);
  std::optional<knowledge::Adjective> degree = odd ? knowledge::FindPositive(words[at + 1].text) : std::nullopt;
  size_t last = at + 1;
  // "hotter than usual"
  if (!degree.has_value() && Text(words, at + 1) == "than" && IsAny(words, at + 2, {"usual", "usually", "normal", "normally"})) {
    degree = knowledge::FindComparative(words[at].text);
    last = at + 2;
  }
  if (!degree.has_value() || degree->dimension == knowledge::Dimension::kOther || degree->dimension == knowledge::Dimension::kNone) return std::nullopt;
  Tag tag = TagOver(TagKind::kAnomaly, at, last);
  tag.direction = degree->up ? Direction::kUp : Direction::kDown;
  tag.dimension = degree->dimension;
  return tag;
}

bool Unusual(const std::vector<Word>& words, size_t from, size_t to) {
  for (size_t i = from; i < to; ++i) {
    Direction direction;
    if (OddDegree(words, i).has_value()) return true;
    if (Strong(words, i, &direction).has_value()) return true;
    const std::optional<Tag> keyword = FindKeyword(words, i);
    if (keyword.has_value() && keyword->kind == TagKind::kAnomaly) return true;
  }
  return false;
}

// far more, way more often, much slower: than the others; "more than the others" is only a ranking.
std::optional<Tag> StrongComparison(const std::vector<Word>& words, size_t at) {
  Direction direction = Direction::kEither;
  if (const std::optional<size_t> last = Strong(words, at, &direction); last.has_value()) {
    Tag tag = TagOver(TagKind::kAnomaly, at, *last);
    tag.direction = direction;
    // "far slower than the others"
    const auto degree = *last < words.size() ? knowledge::FindComparative(words[*last].text) : std::nullopt;
    if (degree.has_value() && degree->dimension != knowledge::Dimension::kOther) tag.dimension = degree->dimension;
    return tag;
  }
  // "sticks out from its usual"
  if (Text(words, at) == "from" && IsAny(words, at + 1, {"its", "their", "the"}) && IsAny(words, at + 2, {"usual", "normal", "rest", "others", "average", "norm"}) && Unusual(words, 0, at)) return TagOver(TagKind::kFiller, at, at + 2);
  if (const std::optional<size_t> last = ThanTheRest(words, at); last.has_value() && Unusual(words, 0, at)) return TagOver(TagKind::kFiller, at, *last);
  return std::nullopt;
}

// "one of our belts ... which one?": which of the belts. "Is there a town with far more": which towns.
std::optional<Tag> Suspects(const std::vector<Word>& words, size_t at) {
  if (IsAny(words, at, {"one", "some", "any"}) && Text(words, at + 1) == "of" && IsAny(words, at + 2, {"the", "our", "my", "these", "those", "your", "their"}) && AsksWhich(words, at + 3)) {
    return TagOver(TagKind::kWhich, at, at + 2);
  }
  const bool there = IsAny(words, at, {"is", "are", "was", "were"}) && Text(words, at + 1) == "there";
  const bool does = IsAny(words, at, {"do", "does", "did", "has", "have", "is", "are", "was", "were"});
  if (!there && !does) return std::nullopt;
  const size_t article = there ? at + 2 : at + 1;
  if (!IsAny(words, article, there ? std::initializer_list<std::string_view>{"a", "an", "any", "some", "one"} : std::initializer_list<std::string_view>{"any", "some", "one"})) return std::nullopt;
  size_t last = article;
  if (Text(words, last + 1) == "of") last += IsAny(words, last + 2, {"the", "our", "my", "these"}) ? 2 : 1;
  // A step of time is a group by itself.
  if (last + 1 >= words.size() || ReadUnit(words[last + 1].text).has_value() || !Unusual(words, last + 2, words.size())) return std::nullopt;
  return TagOver(TagKind::kWhich, at, last);
}

// "one evening last week", "for a while", "at some point": where a time is asked for, it is not said.
std::optional<Tag> SomeTime(const std::vector<Word>& words, size_t at) {
  if (!AsksForTime(words) && !AsksWhich(words, 0)) return std::nullopt;
  size_t next = at;
  if (IsAny(words, next, {"in", "on", "during"})) ++next;
  if (IsAny(words, next, {"one", "some", "a", "an"}) && IsAny(words, next + 1, {"evening", "night", "morning", "afternoon", "day"}) && AsksForTime(words)) {
    const bool ends = next + 2 >= words.size() || words[next + 1].break_after || words[next + 1].sentence_after || IsAny(words, next + 2, {"this", "last", "in", "of", "during", "since", "over", "within", "earlier", "recently", "when"});
    return ends ? std::optional<Tag>(TagOver(TagKind::kFiller, at, next + 1)) : std::nullopt;
  }
  if (!Unusual(words, 0, words.size())) return std::nullopt;
  // "there were a few hours when"
  if (AsksForTime(words) && IsAny(words, at, {"a", "some", "several"}) && (IsAny(words, at + 1, {"hours", "minutes"}) || (IsAny(words, at + 1, {"few", "couple"}) && IsAny(words, at + 2, {"hours", "minutes", "of"})))) {
    size_t last = at + 1;
    while (IsAny(words, last + 1, {"few", "couple", "of", "hours", "minutes", "when", "where", "in", "which"})) ++last;
    if (IsAny(words, last, {"when", "where", "which"})) return TagOver(TagKind::kFiller, at, last);
  }
  if (Text(words, at) == "for") {
    next = at + 1;
    while (IsAny(words, next, {"a", "an", "some", "several", "few", "couple", "of", "quite", "many", "short", "long", "the"})) ++next;
    if (next > at + 1 && IsAny(words, next, {"while", "time", "moment", "moments", "hours", "hour", "minutes", "days", "bit", "spell", "stretch", "period"}) && !words[next].number.has_value()) return TagOver(TagKind::kFiller, at, next);
  }
  if (Text(words, at) == "at" && IsAny(words, at + 1, {"some", "one"}) && IsAny(words, at + 2, {"point", "stage", "time", "moment"})) return TagOver(TagKind::kFiller, at, at + 2);
  // "when did they suddenly fail": what is asked for.
  const bool asked = AsksForTime(words) || std::any_of(words.begin(), words.end(), [](const Word& word) { return IsOneOf(word.text, {"when", "which"}); });
  if (Text(words, at) == "suddenly" && asked) return std::nullopt;
  if (IsAny(words, at, {"temporarily", "briefly", "suddenly", "sometime", "somewhere", "lately", "recently"})) return TagOver(TagKind::kFiller, at, at);
  return std::nullopt;
}

// "nothing for six hours", "have reported nothing since noon"
std::optional<Tag> Nothing(const std::vector<Word>& words, size_t at) {
  size_t next = at;
  if (IsAny(words, at, {"sent", "reported", "delivered", "produced", "given", "shown", "recorded", "had", "done", "sold", "measured", "transmitted", "written", "logged", "uploaded", "submitted", "seen", "heard"})) {
    ++next;
    while (IsAny(words, next, {"us", "in", "absolutely"})) ++next;
  }
  // "booked nothing since May": the verb of it, whatever it is, and no state.
  if (next == at && at > 0 && Text(words, at + 1) == "nothing" && words[at].text.size() > 3 && words[at].text.substr(words[at].text.size() - 2) == "ed") ++next;
  if (Text(words, next) != "nothing") return std::nullopt;
  size_t last = next;
  while (IsAny(words, last + 1, {"at", "all", "more", "new", "from", "them", "whatsoever", "anymore"})) ++last;
  if (!IsAny(words, last + 1, {"for", "since"}) && !(Text(words, last + 1) == "in" && IsAny(words, last + 2, {"the"}) && IsAny(words, last + 3, {"last", "past"}))) return std::nullopt;
  return TagOver(TagKind::kSilent, at, last);
}

// "in which hour did it hit us", "when did this start"
std::optional<Tag> ItHappened(const std::vector<Word>& words, size_t at) {
  if (IsAny(words, at, {"did", "does", "do"})) {
    std::optional<Tag> found = ItHappened(words, at + 1);
    if (found.has_value()) found->first = at;
    return found;
  }
  if (!IsAny(words, at, {"it", "that", "this", "they"}) || !IsAny(words, at + 1, {"hit", "strike", "struck", "happen", "happened", "start", "started", "begin", "began", "occur", "occurred", "peak", "break", "broke", "come", "go"})) return std::nullopt;
  size_t last = at + 1;
  if (IsAny(words, last + 1, {"us", "them", "out", "on", "off", "down", "wrong", "up"})) ++last;
  if (last + 1 < words.size() && !words[last].break_after && !words[last].sentence_after) return std::nullopt;
  return TagOver(TagKind::kFiller, at, last);
}

std::optional<Tag> WhenExactly(const std::vector<Word>& words, size_t at) {
  const bool behind = Text(words, at) == "when" && IsAny(words, at + 1, {"exactly", "precisely", "about", "roughly", "approximately"});
  const bool before = IsAny(words, at, {"exactly", "precisely"}) && Text(words, at + 1) == "when";
  return behind || before ? std::optional<Tag>(TagOver(TagKind::kWhen, at, at + 1)) : std::nullopt;
}

}  // namespace

std::optional<Tag> FindStory(const std::vector<Word>& words, size_t at) {
  using Rule = std::optional<Tag> (*)(const std::vector<Word>&, size_t);
  for (const Rule rule : {Rule{Nothing}, Rule{WhenExactly}, Rule{OddDegree}, Rule{StrongComparison}, Rule{Suspects}, Rule{SomeTime}, Rule{ItHappened}}) {
    if (std::optional<Tag> found = rule(words, at); found.has_value()) return found;
  }
  return std::nullopt;
}

}  // namespace aurora::query::language

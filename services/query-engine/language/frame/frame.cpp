#include "services/query-engine/language/frame/frame.h"

#include "services/query-engine/knowledge/speech.h"
#include "services/query-engine/knowledge/units.h"

namespace aurora::query::language {
namespace {

Tag Aside(size_t first, size_t last, bool open) {
  Tag tag;
  tag.kind = TagKind::kFiller;
  tag.first = first;
  tag.last = last;
  tag.open = open;
  return tag;
}

bool Asks(const std::vector<Word>& words, size_t at) {
  return IsAny(words, at, {"which", "what", "how", "who", "when", "where", "give", "show", "list", "need", "can", "could", "please", "tell", "is", "are", "did", "do", "does", "was", "were", "get", "find", "compare"});
}

// The end of a statement that a question follows: of its sentence, or a comma before a word that asks. words.size() when
// no question follows.
size_t StatementEnd(const std::vector<Word>& words, size_t at) {
  for (size_t i = at; i + 1 < words.size(); ++i) {
    if (words[i].sentence_after || (words[i].break_after && Asks(words, i + 1))) return i;
  }
  return words.size();
}

bool Gerund(std::string_view word) { return word.size() > 4 && word.substr(word.size() - 3) == "ing" && word != "during" && word != "bring" && word != "thing" && word != "string" && word != "spring" && word != "morning" && word != "evening" && word != "following"; }

// "quick one before my call:", "one more thing -"
std::optional<Tag> Opening(const std::vector<Word>& words, size_t at) {
  size_t next = at;
  while (IsAny(words, next, {"just", "a", "one", "another", "ok", "okay", "hi", "hey", "hello", "sorry", "so", "well", "right", "only", "very"})) ++next;
  const bool small = IsAny(words, next, {"quick", "short", "small", "simple", "random", "silly", "stupid", "last", "more", "little", "brief", "final"}) &&
                     IsAny(words, next + 1, {"one", "question", "thing", "check", "favour", "favor", "query", "request", "ask", "sanity"});
  if (!small && !(next > at && IsAny(words, next, {"question", "thing", "request"}))) return std::nullopt;
  const size_t named = small ? next + 1 : next;
  const size_t end = StatementEnd(words, named);
  if (end < words.size()) return Aside(at, end, end > named);
  return Aside(at, named, false);
}

// "I am going round changing batteries:", "we are preparing a report,"
std::optional<Tag> OwnDoing(const std::vector<Word>& words, size_t at) {
  if (!IsAny(words, at, {"i", "we"})) return std::nullopt;
  size_t next = at + 1;
  while (IsAny(words, next, {"am", "are", "was", "were", "just", "currently", "now", "still", "busy", "have", "been", "m", "re"})) ++next;
  const bool about = IsAny(words, next, {"about", "off", "supposed"}) && Text(words, next + 1) == "to";
  if (!about && !Gerund(Text(words, next))) return std::nullopt;
  // What is looked for is the question itself.
  if (IsAny(words, next, {"looking", "searching", "asking", "wondering", "needing", "wanting", "missing", "thinking", "trying", "seeing", "getting", "losing", "having", "selling", "making", "earning", "spending", "going"}) &&
      !(Text(words, next) == "going" && (IsAny(words, next + 1, {"round", "around", "into", "through", "over", "out", "on"}) || Gerund(Text(words, next + 1))))) {
    return std::nullopt;
  }
  const size_t end = StatementEnd(words, next);
  if (end == words.size()) return std::nullopt;
  return Aside(at, end, true);
}

// "Support says that", "my boss wants to know", "customers complain that"
std::optional<Tag> Narrator(const std::vector<Word>& words, size_t at) {
  size_t next = at;
  while (IsAny(words, next, {"my", "our", "the", "a", "one", "of", "some", "someone", "somebody", "from", "in"}) && next < at + 4) ++next;
  const bool somebody = IsAny(words, at, {"someone", "somebody"});
  const bool insider = somebody || (next < words.size() && knowledge::Narrates(words[next].text));
  const size_t subject = next;
  if (somebody && (next >= words.size() || !knowledge::Narrates(words[next].text)) && !IsAny(words, at + 1, {"from", "in"})) next = at;
  if (!insider && (next != at || next >= words.size() || words[next].text.back() != 's')) {
    if (!somebody) return std::nullopt;
    next = at;
  }
  // "someone from the warehouse"
  if (IsAny(words, subject, {"someone", "somebody", "colleague", "guy"}) && IsAny(words, subject + 1, {"from", "in"})) next = subject + (IsAny(words, subject + 2, {"the", "our"}) ? 3 : 2);
  ++next;
  if (IsAny(words, next, {"department", "team", "people", "guys", "folks", "staff", "office"})) ++next;
  while (IsAny(words, next, {"is", "are", "has", "have", "just", "keeps", "keep", "always", "also"})) ++next;
  if (IsAny(words, next, {"wants", "want", "needs", "need", "would"}) && insider) {
    const size_t end = Text(words, next + 1) == "to" ? next + 2 : (Text(words, next) == "would" && Text(words, next + 2) == "to" ? next + 3 : next);
    if (end != next && !IsAny(words, end, {"know", "see", "have", "hear", "understand", "learn"})) return std::nullopt;
    return end < words.size() ? std::optional<Tag>(Aside(at, end, false)) : std::nullopt;
  }
  if (next >= words.size() || !knowledge::Claims(words[next].text)) return std::nullopt;
  size_t last = next;
  if (IsAny(words, last + 1, {"me", "us", "out", "for"}) && !(Text(words, last + 1) == "for" && Text(words, last) != "asks")) ++last;
  const bool that = IsAny(words, last + 1, {"that", "if", "whether", "how"});
  if (that && Text(words, last + 1) != "how") ++last;
  // "users report crashes" may be what rows say: only with "that" surely somebody's words.
  const bool reports = IsOneOf(Text(words, next), {"reports", "report", "asked", "ask", "asks", "mentioned", "noticed", "feels", "feel", "pointed", "writes"});
  if ((!insider && !that) || (reports && !that && !words[last].break_after && !words[last].sentence_after)) return std::nullopt;
  return Aside(at, last, false);
}

// "Marketing claims that orders went down. How many orders ...": what was claimed, where the question says all of it again.
std::optional<Tag> Claim(const std::vector<Word>& words, size_t at) {
  const std::optional<Tag> narrator = Narrator(words, at);
  if (!narrator.has_value()) return std::nullopt;
  const size_t end = SentenceEnd(words, narrator->last);
  if (end <= narrator->last || end + 1 >= words.size() || !Asks(words, end + 1)) return std::nullopt;
  Tag tag = Aside(at, end, true);
  tag.again = true;
  return tag;
}

// "I want to write to the customers who": what follows is wanted as a list.
std::optional<Tag> Contact(const std::vector<Word>& words, size_t at) {
  if (!IsAny(words, at, {"i", "we"})) return std::nullopt;
  size_t next = at + 1;
  while (IsAny(words, next, {"would", "d", "am", "are", "have", "just", "really", "will"})) ++next;
  if (IsAny(words, next, {"want", "need", "like", "love", "wish", "plan", "intend", "going", "planning", "hoping", "hope", "about", "supposed", "got", "ought"})) ++next;
  if (next == at + 1 || Text(words, next) != "to") return std::nullopt;
  ++next;
  size_t longest = 0;
  for (const std::vector<std::string_view>& verb : knowledge::Contacting()) {
    bool same = verb.size() > longest && next + verb.size() < words.size();
    for (size_t i = 0; same && i < verb.size(); ++i) same = words[next + i].text == verb[i];
    if (same) longest = verb.size();
  }
  if (longest == 0) return std::nullopt;
  Tag tag = Aside(at, next + longest - 1, false);
  // "look at the revenue of May" is no list.
  tag.kind = IsAny(words, next, {"look", "go", "check", "review", "work"}) ? TagKind::kFiller : TagKind::kList;
  return tag;
}

// "The auditors are here, so", "my boss is waiting -", "I have to brief my boss in ten minutes -"
std::optional<Tag> Pressure(const std::vector<Word>& words, size_t at) {
  const size_t end = StatementEnd(words, at);
  const size_t comma = PhraseEnd(words, at);
  const size_t last = end < words.size() ? std::min(end, comma) : (IsAny(words, comma + 1, {"so", "i", "we"}) ? comma : words.size());
  if (last >= words.size()) return std::nullopt;
  size_t next = at;
  while (IsAny(words, next, {"the", "my", "our", "a"})) ++next;
  const bool somebody = next > at && next < words.size() && (knowledge::Narrates(words[next].text) || knowledge::IsOccasion(words[next].text));
  if (somebody && IsAny(words, next + 1, {"is", "are"}) && IsAny(words, next + 2, {"here", "waiting", "coming", "visiting", "nervous", "worried", "unhappy", "angry", "curious", "back", "breathing", "pressing", "due", "about", "in"})) return Aside(at, last, true);
  if (!IsAny(words, at, {"i", "we"})) return std::nullopt;
  next = at + 1;
  while (IsAny(words, next, {"have", "need", "must", "got", "ve", "should", "just"})) ++next;
  if (next == at + 1 || (Text(words, next) != "to" && Text(words, next - 1) != "must")) return std::nullopt;
  bool occasion = false;
  for (size_t i = next; i <= last; ++i) occasion = occasion || knowledge::IsOccasion(words[i].text);
  return occasion ? std::optional<Tag>(Aside(at, last, true)) : std::nullopt;
}

// "Morning!", "hi all,"
std::optional<Tag> Greeting(const std::vector<Word>& words, size_t at) {
  const size_t end = PhraseEnd(words, at);
  if (at > 0 || end + 1 >= words.size() || end > 2) return std::nullopt;
  for (size_t i = at; i <= end; ++i) {
    if (!IsAny(words, i, {"hi", "hey", "hello", "good", "morning", "afternoon", "evening", "day", "dear", "all", "team", "guys", "folks", "there", "everybody", "everyone", "greetings", "moin", "howdy", "sorry", "ok", "okay", "so", "well", "right", "aurora"})) return std::nullopt;
  }
  return Aside(at, end, false);
}

// "..., right?"
std::optional<Tag> Confirmed(const std::vector<Word>& words, size_t at) {
  const bool apart = at > 1 && words[at - 1].break_after && IsAny(words, at, {"right", "correct", "no", "yes", "huh", "eh"}) && (words[at].sentence_after || at + 1 == words.size());
  return apart ? std::optional<Tag>(Aside(at, at, false)) : std::nullopt;
}

// "for my weekly report", "before the meeting"
std::optional<Tag> Occasion(const std::vector<Word>& words, size_t at) {
  if (!IsAny(words, at, {"for", "before", "ahead", "in", "to"})) return std::nullopt;
  size_t next = at + 1;
  if (Text(words, at) == "ahead") {
    if (Text(words, next) != "of") return std::nullopt;
    ++next;
  }
  if (Text(words, at) == "to") {
    if (!IsAny(words, next, {"put", "include", "use", "show"})) return std::nullopt;
    while (IsAny(words, next, {"put", "include", "use", "show", "it", "them", "that", "in", "into", "on", "at"})) ++next;
  }
  const bool before = IsAny(words, at, {"before", "ahead"});
  const size_t whose = next;
  while (IsAny(words, next, {"my", "our", "the", "a", "an", "next", "upcoming", "daily", "weekly", "monthly", "quarterly", "annual", "management", "board", "team", "sales", "morning", "afternoon", "big", "little", "new", "this", "tonight", "s"})) ++next;
  // "for the win-back mailing:"
  if (next > whose && next < words.size() && !knowledge::IsOccasion(words[next].text) && BeginsSentence(words, at) && Text(words, at) == "for") {
    const size_t end = SentenceEnd(words, next);
    if (end < next + 3 && end + 1 < words.size() && knowledge::IsOccasion(words[end].text)) return Aside(at, end, true);
  }
  if (next < words.size() && knowledge::IsOccasion(words[next].text)) {
    // "for the report" of a table of reports is left to the tables: an article alone says too little there.
    if (next == whose && !before) return std::nullopt;
    size_t last = next;
    while (last + 1 < words.size() && knowledge::IsOccasion(words[last + 1].text)) ++last;
    if (Text(words, last + 1) == "with" && IsAny(words, last + 2, {"the", "my", "our"})) last = std::min(last + 3, words.size() - 1);
    return Aside(at, last, true);
  }
  if (next > whose && IsAny(words, next - 1, {"board", "management", "team"}) && Text(words, at) == "for") return Aside(at, next - 1, true);
  // "before I leave"
  if (before && IsAny(words, next, {"i", "we", "they", "my"}) && IsAny(words, next + 1, {"leave", "go", "head", "call", "forget", "present", "join", "send", "have", "meet", "start", "boss"})) {
    return Aside(at, StatementEnd(words, next) < words.size() ? StatementEnd(words, next) : PhraseEnd(words, next), true);
  }
  return std::nullopt;
}

// "so that I can plan the week", "because we need it for the audit"
std::optional<Tag> Purpose(const std::vector<Word>& words, size_t at) {
  if (IsAny(words, at, {"so", "because", "as", "since"})) {
    size_t next = at + 1;
    if (Text(words, next) == "that") ++next;
    // "so that Marta can look at them first": what somebody then does with it. "so that only paid ones are in" is no purpose.
    if (next == at + 2 && Text(words, at) == "so") {
      const size_t end = PhraseEnd(words, next);
      for (size_t i = next + 1; i < end && i <= next + 4; ++i) {
        if (!IsAny(words, i, {"can", "could", "may", "might", "will", "knows", "know", "has", "have"}) || IsAny(words, i + 1, {"not", "be", "to"})) continue;
        bool says = false;
        for (size_t j = next; j <= end; ++j) says = says || IsAny(words, j, {"only", "each", "every", "per", "count", "counted", "included", "excluded", "without", "no", "not", "ones", "rows", "zero"});
        return says ? std::nullopt : std::optional<Tag>(Aside(at, end, true));
      }
    }
    if (!IsAny(words, next, {"i", "we", "they", "he", "she", "people"})) return std::nullopt;
    const bool so = Text(words, at) == "so";
    const bool reason = so ? IsAny(words, next + 1, {"can", "could", "may", "know", "have", "do", "don", "will"})
                           : IsAny(words, next + 1, {"need", "want", "have", "must", "should", "am", "like"}) && Text(words, next + 2) != "data" && !(IsAny(words, next + 1, {"have"}) && Text(words, next + 2) != "to");
    if (!reason) return std::nullopt;
    return Aside(at, PhraseEnd(words, next), true);
  }
  return std::nullopt;
}

// "no matter by which side": the asker says that nothing is narrowed by it.
std::optional<Tag> Indifference(const std::vector<Word>& words, size_t at) {
  size_t next = at;
  if ((Text(words, at) == "no" && Text(words, at + 1) == "matter") || (Text(words, at) == "never" && Text(words, at + 1) == "mind") || (IsAny(words, at, {"regardless", "irrespective", "independent", "independently"}) && Text(words, at + 1) == "of") ||
      (Text(words, at) == "it" && Text(words, at + 1) == "does" && Text(words, at + 2) == "not" && Text(words, at + 3) == "matter")) {
    next = Text(words, at) == "it" ? at + 3 : at + 1;
    const size_t end = PhraseEnd(words, next);
    return Aside(at, end, false);
  }
  return std::nullopt;
}

// "whatever the status", "any state": nothing is narrowed by how rows ended.
std::optional<Tag> AnyState(const std::vector<Word>& words, size_t at) {
  size_t next = at + 1;
  if (Text(words, at) == "whatever") {
    while (IsAny(words, next, {"the", "their", "its", "his", "her"})) ++next;
    if (next == at + 1 || next >= words.size()) return std::nullopt;
    return Aside(at, PhraseEnd(words, next) <= next + 3 ? PhraseEnd(words, next) : next, false);
  }
  if (!IsAny(words, at, {"any", "all", "every"})) return std::nullopt;
  if (!IsStateNoun(Text(words, next))) return std::nullopt;
  const bool ends = next + 1 >= words.size() || words[next].break_after || words[next].sentence_after;
  return ends ? std::optional<Tag>(Aside(at, next, false)) : std::nullopt;
}

// "cancelled ones included", "including the cancelled ones": nothing is left out.
std::optional<Tag> Included(const std::vector<Word>& words, size_t at) {
  const auto ends = [&](size_t i) { return i + 1 >= words.size() || words[i].break_after || words[i].sentence_after; };
  if (IsAny(words, at, {"including", "incl", "with", "even"})) {
    for (size_t i = at + 1; i < words.size() && i <= at + 4; ++i) {
      if (Text(words, i) == "ones" && i > at + 1 && (Text(words, at) != "with" || IsAny(words, i + 1, {"included", "counted", "too"}))) return Aside(at, IsAny(words, i + 1, {"included", "counted", "too"}) ? i + 1 : i, false);
      if (words[i].break_after) break;
    }
    return std::nullopt;
  }
  if (at == 0 || !(words[at - 1].break_after || words[at - 1].sentence_after)) return std::nullopt;
  for (size_t i = at + 1; i < words.size() && i <= at + 5; ++i) {
    const bool rows = Text(words, i - 1) == "ones" || Participle(words[i - 1].text) || Plural(words[i - 1].text);
    if (Text(words, i) == "included" && ends(i) && rows) return Aside(at, i, false);
    if (words[i].break_after || IsAny(words, i, {"not", "no", "is", "only"}) || words[i].number.has_value()) break;
  }
  return std::nullopt;
}

// "all sites together", "both apps combined"
std::optional<Tag> Together(const std::vector<Word>& words, size_t at) {
  if (Text(words, at) == "all" || Text(words, at) == "both") {
    for (size_t i = at + 1; i < words.size() && i <= at + 4; ++i) {
      if (IsAny(words, i, {"together", "combined"}) && !IsAny(words, i + 1, {"with"})) return i > at + 1 ? std::optional<Tag>(Aside(at, i, true)) : std::nullopt;
      if (words[i].break_after || words[i].sentence_after) break;
    }
    return std::nullopt;
  }
  // "what did all the bags weigh together": their sum.
  const bool ends = at + 1 == words.size() || words[at].break_after || words[at].sentence_after || IsAny(words, at + 1, {"this", "last", "since", "in", "on", "from", "yesterday", "today", "between", "over"});
  if (Text(words, at) != "together" || !ends || at == 0) return std::nullopt;
  bool all = IsAny(words, at - 1, {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "sunday", "today", "yesterday"});
  // "from IE and NL buyers together"
  for (size_t i = at > 5 ? at - 5 : 0; i < at; ++i) all = all || IsAny(words, i, {"and"});
  for (size_t i = 0; i < at; ++i) all = all || IsAny(words, i, {"all", "everything", "total", "sum", "number", "many", "weigh", "cost", "make", "come", "add"});
  return all ? std::optional<Tag>(Aside(at, at, false)) : std::nullopt;
}

// A second sentence that asks for an opinion of the first: "is the quality slipping?"
std::optional<Tag> Opinion(const std::vector<Word>& words, size_t at) {
  if (at < 3 || !IsAny(words, at, {"is", "are", "was", "were", "do", "does", "did", "has", "have", "should", "am"}) || IsAny(words, at + 1, {"there", "any", "some"})) return std::nullopt;
  bool asked = false;
  for (size_t i = 0; i < at; ++i) {
    asked = asked || IsAny(words, i, {"how", "which", "what", "who", "number", "average", "avg", "total", "rate", "share", "revenue", "turnover", "per", "by", "vs", "versus", "count", "daily", "weekly", "monthly", "hourly", "sum", "percentage", "median", "trend", "against", "compared"});
  }
  const size_t end = SentenceEnd(words, at);
  if (!asked || end == at || end - at > 9) return std::nullopt;
  for (size_t i = at; i <= end; ++i) {
    if (IsAny(words, i, {"which", "what", "how", "who", "where", "when", "only", "without", "not", "or"})) return std::nullopt;
  }
  return Aside(at, end, true);
}

// "the same percentage per hall", "same ranking for April": what was asked before. "the same number of orders as in May" compares.
std::optional<Tag> SameThing(const std::vector<Word>& words, size_t at) {
  if (at > 6 || Text(words, at) != "same" || !IsAny(words, at + 1, {"percentage", "percentages", "share", "rate", "ratio", "number", "numbers", "figure", "figures", "count", "sum", "total", "average", "median", "ranking", "list", "chart", "calculation", "breakdown", "metric", "table", "query", "statistic", "statistics", "overview", "curve"})) return std::nullopt;
  if (words[at].break_after || IsAny(words, at + 2, {"of", "as"})) return std::nullopt;
  for (size_t i = 0; i < at; ++i) {
    if (!IsAny(words, i, {"the", "and", "now", "please", "give", "show", "me", "us", "could", "can", "you", "i", "need", "want", "would", "like", "ok", "okay", "then", "what", "about", "is", "send", "for", "also"})) return std::nullopt;
  }
  return Aside(at, at + 1, false);
}

// "for the April report ... of that month": the time that was said before.
std::optional<Tag> SaidTime(const std::vector<Word>& words, size_t at) {
  if (!IsAny(words, at, {"of", "in", "for", "during", "on"}) || !IsAny(words, at + 1, {"that", "same"}) || !IsAny(words, at + 2, {"month", "week", "day", "year", "quarter", "period"})) return std::nullopt;
  if (IsAny(words, at + 3, {"before", "after", "in", "of", "when", "with", "where"}) && !words[at + 2].break_after) return std::nullopt;
  for (size_t i = 0; i < at; ++i) {
    if (ReadTime(words, i, absl::UnixEpoch()).has_value()) return Aside(at, at + 2, false);
  }
  return std::nullopt;
}

// "i.e. nobody gave the money back": what was said is said again.
std::optional<Tag> SaidAgain(const std::vector<Word>& words, size_t at) {
  if (at == 0) return std::nullopt;
  size_t next = at;
  if (Text(words, at) == "i" && Text(words, at + 1) == "e") {
    next = at + 2;
  } else if ((Text(words, at) == "meaning" && words[at - 1].break_after) || Text(words, at) == "aka") {
    next = at + 1;
  } else if ((Text(words, at) == "in" && Text(words, at + 1) == "other" && Text(words, at + 2) == "words") || (Text(words, at) == "that" && Text(words, at + 1) == "is" && Text(words, at + 2) == "to" && Text(words, at + 3) == "say")) {
    next = Text(words, at) == "in" ? at + 3 : at + 4;
  } else {
    return std::nullopt;
  }
  if (next >= words.size()) return std::nullopt;
  Tag tag = Aside(at, PhraseEnd(words, next), true);
  tag.again = true;
  return tag;
}

// "At what hour do people play? ...": what people do with any such thing.
std::optional<Tag> Using(const std::vector<Word>& words, size_t at) {
  if (!IsAny(words, at, {"do", "does", "did"}) || !IsAny(words, at + 1, {"people", "customers", "users", "guests", "folks", "they", "players", "visitors", "clients", "we"})) return std::nullopt;
  if (!IsAny(words, at + 2, {"play", "shop", "come", "visit", "use", "show", "turn", "drop"})) return std::nullopt;
  size_t last = at + 2;
  if (IsAny(words, last + 1, {"us", "up", "by", "in", "it"})) ++last;
  const bool ends = last + 1 >= words.size() || words[last].break_after || words[last].sentence_after || IsAny(words, last + 1, {"most", "at", "on", "the"});
  // Their own nouns stay for the tables.
  return ends && IsAny(words, at + 1, {"people", "folks", "they", "we"}) ? std::optional<Tag>(Aside(at, last, false)) : std::nullopt;
}

// "did people spend", "when somebody calls": whoever it was.
std::optional<Tag> Anybody(const std::vector<Word>& words, size_t at) {
  if (!IsAny(words, at, {"people", "folks", "somebody", "someone"}) || at == 0 || !IsAny(words, at - 1, {"do", "does", "did", "when", "where", "that", "do"})) return std::nullopt;
  if (at + 1 >= words.size() || words[at].break_after || IsAny(words, at + 1, {"who", "with", "without", "from", "in", "of", "per", "by"})) return std::nullopt;
  return Aside(at, at, false);
}

// "in US dollars", "please, in EUR"
std::optional<Tag> Currency(const std::vector<Word>& words, size_t at) {
  if (Text(words, at) != "in") return std::nullopt;
  size_t next = at + 1;
  while (IsAny(words, next, {"us", "u", "s", "american", "canadian", "australian", "british", "swiss", "whole", "full", "real"})) ++next;
  const auto unit = next < words.size() ? knowledge::FindUnit(words[next].text) : std::nullopt;
  if (!unit.has_value() || unit->dimension != knowledge::Dimension::kMoney || (next == at + 1 && words[next].text.size() != 3)) return std::nullopt;
  Tag tag = Aside(at, next, false);
  tag.kind = TagKind::kUnit;
  tag.unit = words[next].text;
  tag.dimension = unit->dimension;
  return tag;
}

// "split this by district", "cut it down by week"
std::optional<Tag> SplitBy(const std::vector<Word>& words, size_t at) {
  if (!IsAny(words, at, {"split", "cut", "slice", "break", "group", "divide", "separate", "segment", "list", "order", "arrange", "show"})) return std::nullopt;
  size_t next = at + 1;
  while (IsAny(words, next, {"this", "that", "it", "them", "these", "those", "the", "same", "result", "results", "numbers", "figures", "everything", "all"})) ++next;
  if (next == at + 1 || IsAny(words, next - 1, {"all"})) return std::nullopt;
  while (IsAny(words, next, {"down", "up", "out", "further", "again"})) ++next;
  if (!IsAny(words, next, {"by", "per"})) return std::nullopt;
  Tag tag = Aside(at, next, false);
  tag.kind = TagKind::kBy;
  // "split it by the hour": the step has its own "by".
  return words.size() > next + 1 && FindKeyword(words, next).has_value() && FindKeyword(words, next)->kind != TagKind::kBy && FindKeyword(words, next)->kind != TagKind::kPer ? std::optional<Tag>(Aside(at, next - 1, false)) : tag;
}

// "Facility meeting in ten minutes, I need": when the asker is busy, not when the rows happened.
std::optional<Tag> Appointment(const std::vector<Word>& words, size_t at) {
  size_t noun = at;
  while (noun < words.size() && noun < at + 3 && !knowledge::IsOccasion(words[noun].text)) ++noun;
  if (noun >= words.size() || !knowledge::IsOccasion(words[noun].text) || !IsAny(words, noun + 1, {"in", "at", "starts", "soon", "now", "coming"})) return std::nullopt;
  const size_t end = StatementEnd(words, noun);
  const size_t comma = PhraseEnd(words, noun);
  if (end == words.size() && !IsAny(words, comma + 1, {"i", "we", "so"})) return std::nullopt;
  return Aside(at, std::min(end, comma), false);
}

}  // namespace

size_t SentenceEnd(const std::vector<Word>& words, size_t at) {
  while (at + 1 < words.size() && !words[at].sentence_after) ++at;
  return at;
}

size_t PhraseEnd(const std::vector<Word>& words, size_t at) {
  while (at + 1 < words.size() && !words[at].sentence_after && !words[at].break_after) ++at;
  return at;
}

bool BeginsSentence(const std::vector<Word>& words, size_t at) { return at == 0 || words[at - 1].sentence_after; }

std::optional<Tag> FindClaim(const std::vector<Word>& words, size_t at) { return BeginsSentence(words, at) ? Claim(words, at) : std::nullopt; }

std::optional<Tag> FindFrame(const std::vector<Word>& words, size_t at) {
  using Rule = std::optional<Tag> (*)(const std::vector<Word>&, size_t);
  if (BeginsSentence(words, at) || words[at - 1].break_after) {
    for (const Rule rule : {Rule{Opening}, Rule{Contact}, Rule{OwnDoing}, Rule{Narrator}, Rule{Appointment}, Rule{Pressure}, Rule{Greeting}, Rule{Confirmed}}) {
      if (std::optional<Tag> found = rule(words, at); found.has_value()) return found;
    }
  }
  if (std::optional<Tag> found = FindSuspicion(words, at); found.has_value()) return found;
  if (BeginsSentence(words, at)) {
    if (std::optional<Tag> found = Opinion(words, at); found.has_value()) return found;
  }
  for (const Rule rule : {Rule{Occasion}, Rule{SameThing}, Rule{SaidTime}, Rule{Purpose}, Rule{Indifference}, Rule{AnyState}, Rule{Included}, Rule{Together}, Rule{SaidAgain}, Rule{Using}, Rule{Anybody}, Rule{Currency}, Rule{SplitBy}}) {
    if (std::optional<Tag> found = rule(words, at); found.has_value()) return found;
  }
  return std::nullopt;
}

}  // namespace aurora::query::language

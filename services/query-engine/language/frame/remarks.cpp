#include "services/query-engine/language/frame/remarks.h"

#include "services/query-engine/knowledge/speech.h"
#include "services/query-engine/language/frame/courtesy.h"
#include "services/query-engine/language/frame/frame.h"
#include "services/query-engine/language/frame/known_words.h"
#include "services/query-engine/language/time/time_window.h"

namespace aurora::query::language {
namespace {

bool IsGerund(std::string_view word) { return word.size() > 4 && word.substr(word.size() - 3) == "ing" && !IsOneOf(word, {"during", "thing", "nothing", "something", "anything", "everything", "string", "spring", "morning", "evening", "building"}); }

// A sentence, first..last.
struct Sentence {
  size_t first = 0;
  size_t last = 0;
};

// What a sentence that is a statement says, by its form.
enum class Form {
  kNone,     // it asks, or it may be of the rows
  kAffair,   // what the asker is busy with, has to do or wants to do: "I have to plan who answers the telephone"
  kOther,    // what somebody else does: "The board meets at five"
  kPlain,    // what the asker did, or what there is: "We opened a second one", "It is for the printer"
  kMeantime  // what went on at the time that is asked about: "The website was being repaired at that time"
};

class Reader {
 public:
  Reader(const std::vector<Word>& words, const Subjects& subjects) : words_(words), known_(words, subjects) {}

  // The sentences that are remarks, in their order.
  std::vector<Sentence> Run() const {
    std::vector<Sentence> sentences;
    for (size_t at = 0; at < words_.size();) {
      sentences.push_back({at, SentenceEnd(words_, at)});
      at = sentences.back().last + 1;
    }
    // One alone is the question.
    if (sentences.size() < 2) return {};
    std::vector<Form> forms;
    for (const Sentence& sentence : sentences) forms.push_back(FormOf(sentence));
    std::vector<Sentence> remarks;
    bool asked = false;
    for (size_t i = 0; i < sentences.size(); ++i) {
      if (forms[i] == Form::kNone) {
        asked = asked || Asks(sentences[i]);
        continue;
      }
      bool later = false;
      for (size_t j = i + 1; j < sentences.size(); ++j) later = later || (forms[j] == Form::kNone && Asks(sentences[j]));
      if ((asked && SaysNothingOfTheRows(sentences[i], forms[i])) || (!asked && later && IsBackground(sentences[i]))) remarks.push_back(sentences[i]);
    }
    return remarks;
  }

 private:
  // Whether something is asked for in it.
  bool Asks(const Sentence& sentence) const {
    for (size_t i = sentence.first; i <= sentence.last; ++i) {
      if (IsAny(words_, i, {"which", "what", "how", "who", "when", "where", "whose", "list", "show", "give", "tell", "send", "count", "number", "percentage", "share", "average", "median", "total", "revenue", "per", "by", "calculate", "compare", "need", "find", "is", "are", "was", "were", "did", "do", "does", "has", "have", "top", "please"})) return true;
    }
    return false;
  }

  // Words with which something is said of the rows, or asked for: how they are chosen, counted, grouped or defined.
  bool SpeaksOfTheAnswer(const Sentence& sentence) const {
    for (size_t i = sentence.first; i <= sentence.last; ++i) {
      if (IsAny(words_, i, {"only", "solely", "except", "excluding", "exclude", "excluded", "excludes", "include", "includes", "included", "including", "without", "ignore", "ignored", "omit", "omitted", "skip", "skipped", "count", "counts", "counted", "counting",
                            "matter", "matters", "enough", "suffice", "suffices", "sufficient", "relevant", "irrelevant", "interested", "interest", "interests", "mean", "means", "meant", "refer", "refers", "define", "defined", "defines", "definition",
                            "regard", "regarded", "treat", "treated", "considered", "instead", "rather", "belong", "belongs", "apply", "applies", "limit", "limited", "restrict", "restricted", "filter", "filtered", "separate", "separately", "each",
                            "per", "leave", "left", "drop", "dropped", "remove", "removed", "concerns", "concerned", "concern", "else", "others", "whereas", "namely", "specifically", "especially", "particularly", "mainly", "group", "grouped", "split", "sorted", "order", "show", "list", "give"})) {
        return true;
      }
      const std::optional<Tag> keyword = FindKeyword(words_, i);
      if (keyword.has_value() && keyword->last <= sentence.last && (keyword->kind == TagKind::kCompare || keyword->kind == TagKind::kAnomaly || keyword->kind == TagKind::kPer || keyword->kind == TagKind::kTop || keyword->kind == TagKind::kCount || keyword->kind == TagKind::kAggregate || keyword->kind == TagKind::kRatio || keyword->kind == TagKind::kDistinct || keyword->kind == TagKind::kExtreme)) {
        // "a figure", "a number": what is handed on.
        if (!(keyword->kind == TagKind::kCount && i > 0 && IsAny(words_, i - 1, {"a", "the", "this", "that"}))) return true;
      }
      if (const std::optional<Tag> story = FindStory(words_, i); story.has_value() && story->kind == TagKind::kAnomaly) return true;
    }
    return false;
  }

  Form FormOf(const Sentence& sentence) const {
    if (sentence.last < sentence.first + 2) return Form::kNone;
    size_t at = sentence.first;
    while (IsAny(words_, at, {"but", "so", "and", "well", "actually", "anyway", "you", "see", "as", "unfortunately", "apparently", "sadly", "luckily", "today", "tomorrow", "tonight", "currently", "now"}) && at + 2 < sentence.last) ++at;
    if (SpeaksOfTheAnswer(sentence)) return Form::kNone;
    if (IsAny(words_, at, {"i", "we"})) return OfTheAsker(at, sentence.last);
    if (Meantime(at, sentence.last)) return Form::kMeantime;
    if (OfSomebody(at, sentence.last)) return Form::kOther;
    return SaysWhatFor(at, sentence.last) ? Form::kPlain : Form::kNone;
  }

  // "I am seeing our bank tomorrow", "we would like to open another one", "I need it for the mailing"; "I need the revenue" asks.
  Form OfTheAsker(size_t at, size_t last) const {
    const auto adverbs = [&](size_t i) {
      while (IsAny(words_, i, {"just", "also", "still", "already", "now", "currently", "really", "always", "then", "not", "all", "both", "actually", "never", "m", "re", "myself", "ourselves"})) ++i;
      return i;
    };
    size_t next = at + 1;
    const bool contracted = IsAny(words_, next, {"m", "re"});
    next = adverbs(next);
    bool is = contracted;
    bool modal = false;
    while (next <= last && IsAny(words_, next, {"am", "are", "was", "were", "have", "had", "ve", "will", "ll", "shall", "can", "could", "may", "might", "must", "should", "would", "d", "do", "did", "been"})) {
      is = is || IsAny(words_, next, {"am", "are", "was", "were", "been"});
      modal = modal || IsAny(words_, next, {"will", "ll", "shall", "can", "could", "may", "might", "must", "should", "would", "d"});
      // "have to"
      if (IsAny(words_, next, {"have", "had"}) && Text(words_, next + 1) == "to") break;
      next = adverbs(next + 1);
    }
    if (next > last) return Form::kNone;
    if (is && IsGerund(Text(words_, next)) && !(IsAny(words_, next, {"going", "hoping", "planning", "trying"}) && Text(words_, next + 1) == "to")) {
      const bool asks = IsAny(words_, next, {"looking", "searching", "asking", "wondering", "needing", "wanting", "talking", "speaking", "comparing", "missing", "having", "getting", "selling", "losing", "earning"});
      return asks ? Form::kNone : Form::kAffair;
    }
    // "have to", "want to", "have promised my boss to"
    for (size_t i = next; i < last && i <= next + 4; ++i) {
      if (Text(words_, i + 1) != "to" || !(i == next || IsAny(words_, next, {"promised", "agreed", "got", "decided", "asked", "told", "supposed", "about"}))) continue;
      if (!IsAny(words_, next, {"have", "had", "need", "want", "wish", "like", "love", "plan", "intend", "hope", "going", "hoping", "planning", "trying", "try", "ought", "got", "supposed", "about", "promised", "agreed", "decided", "used"})) break;
      return Requests(i + 2) ? Form::kNone : Form::kAffair;
    }
    // "I need it for the size of our mailing"
    if (IsAny(words_, next, {"need", "want", "use", "require"})) {
      const bool it = IsAny(words_, next + 1, {"it", "this", "that", "them", "these"}) || (IsAny(words_, next + 1, {"the", "that", "this"}) && IsAny(words_, next + 2, {"number", "figure", "data", "information", "answer"}));
      const size_t why = IsAny(words_, next + 1, {"it", "this", "that", "them", "these"}) && !IsAny(words_, next + 2, {"number", "figure", "data", "information", "answer"}) ? next + 2 : next + 3;
      const bool purpose = (Text(words_, why) == "for" && IsAny(words_, why + 1, {"the", "my", "our", "a", "an", "his", "her", "their", "another", "some"})) || IsAny(words_, why, {"because", "before"}) || (Text(words_, why) == "to" && !Requests(why + 1));
      return it && why < last && purpose ? Form::kAffair : Form::kNone;
    }
    if (Requests(next) || IsAny(words_, next, {"like", "love", "prefer"})) return Form::kNone;
    return modal ? Form::kAffair : Form::kPlain;
  }

  // Verbs with which something is asked for, or said of the answer.
  bool Requests(size_t at) const {
    return IsAny(words_, at, {"know", "see", "have", "get", "find", "learn", "hear", "understand", "compare", "look", "ask", "wonder", "care", "sort", "keep", "take", "consider", "call", "talk", "speak", "focus", "concentrate", "need", "want", "wish", "be", "read", "view", "check",
                              "interested", "curious", "after", "keen", "looking", "asking", "wondering", "want", "searching", "wanted", "needed", "asked", "said", "thought", "figure", "determine", "analyse", "analyze", "identify", "measure", "am", "is"});
  }

  // "The board meets at five", "Our lawyers would like to know", "He or she deserves a day off", "Marta is on holiday": of somebody or
  // something that no table knows, and no verb of the rows.
  bool OfSomebody(size_t at, size_t last) const {
    if (IsAny(words_, at, {"he", "she"})) return !IsAny(words_, at + 1, {"is", "was"}) || at + 2 < last;
    const bool led = IsAny(words_, at, {"the", "our", "my", "your", "his", "her", "their", "this"});
    const bool alone = !led && at + 2 <= last && !Plural(words_[at].text) && !FindKeyword(words_, at).has_value() && !words_[at].original.empty() && words_[at].original[0] >= 'A' && words_[at].original[0] <= 'Z';
    if (!led && !alone) return false;
    const size_t subject = led ? at + 1 : at;
    for (size_t verb = subject + 1; verb <= last && verb <= subject + 4; ++verb) {
      const std::string& text = words_[verb].text;
      if (!IsSubject(verb - 1)) return false;
      // Of what must be or should be, somebody says how the rows are to be.
      if (IsAny(words_, verb, {"should", "must", "shall", "may", "can", "cannot", "need", "needs", "ought"})) return false;
      if (IsAny(words_, verb, {"is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "does", "do", "did", "wants", "want", "asked", "told", "said", "think", "believe", "claim", "ask", "thought"})) return verb < last;
      // "the board meets at five", "our accountant needs it"; "the van deliveries at night" has no verb.
      const bool plural = words_[verb - 1].text.back() == 's';
      if (verb < last && !plural && knowledge::Claims(text)) return true;
      if (verb < last && !plural && text.size() > 3 && text.back() == 's' && text[text.size() - 2] != 's' && !known_.Named(verb) && !IsAny(words_, verb + 1, {"of", "from", "for", "please", "and", "or", "in", "with"})) return true;
      if (alone) return false;
    }
    return false;
  }

  // Whether the word may be the head of who or what a remark is of.
  bool IsSubject(size_t at) const {
    if (known_.Called(at) || words_[at].number.has_value() || ReadTime(words_, at, absl::UnixEpoch()).has_value()) return false;
    return !IsAny(words_, at, {"ones", "one", "rows", "row", "entries", "records", "cases", "items", "things", "numbers", "figures", "results", "amounts", "amount", "totals", "total", "sum", "list", "table", "same", "other", "rest", "others", "people", "persons", "customers",
                               "clients", "users", "guests", "members", "values", "value", "data", "day", "days", "week", "weeks", "month", "months", "year", "period", "hours", "time", "dates", "date", "answer", "question", "revenue", "who", "which", "that", "of", "in", "for"});
  }

  // "It is for the new contract with the printer", "This is rather urgent", "There was a fire".
  bool SaysWhatFor(size_t at, size_t last) const {
    if (IsAny(words_, at, {"it", "this", "that"}) && IsAny(words_, at + 1, {"is", "was"})) {
      size_t next = at + 2;
      while (IsAny(words_, next, {"all", "just", "really", "rather", "very", "quite", "a", "bit", "again", "meant", "needed", "somewhat", "so"})) ++next;
      if (Text(words_, next) == "for" && next + 1 < last) return IsAny(words_, next + 1, {"the", "my", "our", "a", "an", "his", "her", "their", "another", "some"});
      return next <= last && IsAny(words_, next, {"urgent", "important", "because", "why"});
    }
    return false;
  }

  // "The website was being repaired at that time", "Our till was down on that day".
  bool Meantime(size_t at, size_t last) const {
    bool then = false;
    for (size_t i = at; i < last; ++i) {
      then = then || (IsAny(words_, i, {"that", "this", "the", "such", "those", "these"}) && i > at && IsAny(words_, i - 1, {"at", "in", "on", "during", "around"}) && IsAny(words_, i + 1, {"time", "day", "days", "moment", "period", "week", "month", "night", "morning", "afternoon", "evening"}));
    }
    if (!then || !IsAny(words_, at, {"the", "our", "my"})) return false;
    for (size_t verb = at + 2; verb < last && verb <= at + 4; ++verb) {
      if (IsAny(words_, verb, {"was", "were"})) return !known_.Rows(verb - 1) && !Plural(words_[verb - 1].text) && IsAny(words_, verb + 1, {"being", "down", "closed", "broken", "shut", "unavailable", "offline", "under"});
    }
    return false;
  }

  bool SaidElsewhere(size_t at, const Sentence& sentence) const {
    const std::string& text = words_[at].text;
    for (size_t i = 0; i < words_.size(); ++i) {
      if (i >= sentence.first && i <= sentence.last) continue;
      const std::string& other = words_[i].text;
      if (words_[i].stem == words_[at].stem) return true;
      // "by phone", "the telephone"
      if (other.size() > 4 && text.size() > 4 && (other.find(text) != std::string::npos || text.find(other) != std::string::npos)) return true;
    }
    return false;
  }

  // Whether the rest of the question says when.
  bool SaysWhen(const Sentence& sentence) const {
    for (size_t i = 0; i < words_.size(); ++i) {
      if ((i < sentence.first || i > sentence.last) && ReadTime(words_, i, absl::UnixEpoch()).has_value()) return true;
    }
    return false;
  }

  // Behind the question, which is whole without it: values and times in it must be those that the question has.
  bool SaysNothingOfTheRows(const Sentence& sentence, Form form) const {
    if (form == Form::kMeantime) return true;
    for (size_t i = sentence.first; i <= sentence.last; ++i) {
      if (known_.Value(i) && !SaidElsewhere(i, sentence)) return false;
      const bool clock = i > sentence.first && IsAny(words_, i - 1, {"at", "in", "on", "by", "before", "until", "till", "from", "around"});
      if (words_[i].number.has_value() && words_[i].text != "one" && (!clock || form == Form::kPlain)) return false;
      if (form == Form::kPlain && known_.Named(i) && !SaidElsewhere(i, sentence)) return false;
      if (ReadTime(words_, i, absl::UnixEpoch()).has_value() && (form == Form::kPlain || !SaysWhen(sentence))) return false;
    }
    return true;
  }

  // Before the question, which may lean on it: it has nothing that any table knows.
  bool IsBackground(const Sentence& sentence) const {
    for (size_t i = sentence.first; i <= sentence.last; ++i) {
      if (known_.Named(i) || words_[i].number.has_value() || ReadTime(words_, i, absl::UnixEpoch()).has_value()) return false;
    }
    // "Some of them pay late. How many ..." is gone on from.
    const size_t next = sentence.last + 1;
    for (size_t i = next; i <= SentenceEnd(words_, next); ++i) {
      // "were there any"
      if (Text(words_, i) == "there" && IsAny(words_, i - 1, {"is", "are", "was", "were", "been"})) continue;
      if (IsAny(words_, i, {"they", "them", "it", "that", "these", "those", "such", "this", "he", "she", "there", "then"}) && !IsAny(words_, i + 1, {"week", "month", "year", "quarter", "morning", "afternoon", "evening", "weekend"}) && !(Text(words_, i) == "that" && i > next + 1)) return false;
    }
    return true;
  }

  const std::vector<Word>& words_;
  const KnownWords known_;
};

// What ended where the remark did ends at the word before it.
void Erase(std::vector<Word>& words, size_t first, size_t last) {
  if (first > 0) {
    words[first - 1].break_after = words[first - 1].break_after || words[last].break_after;
    words[first - 1].sentence_after = words[first - 1].sentence_after || words[last].sentence_after;
  }
  words.erase(words.begin() + static_cast<std::ptrdiff_t>(first), words.begin() + static_cast<std::ptrdiff_t>(last) + 1);
}

}  // namespace

std::vector<Remark> SetRemarksAside(std::vector<Word>& words, const Subjects& subjects) {
  std::vector<Remark> remarks;
  while (const std::optional<Courtesy> said = FindCourtesy(words, KnownWords(words, subjects))) {
    remarks.push_back({Join(words, said->first, said->last), true});
    Erase(words, said->first, said->last);
  }
  const std::vector<Sentence> statements = Reader(words, subjects).Run();
  for (size_t i = statements.size(); i-- > 0;) {
    remarks.push_back({Join(words, statements[i].first, statements[i].last), false});
    Erase(words, statements[i].first, statements[i].last);
  }
  return remarks;
}

}  // namespace aurora::query::language

#include "services/query-engine/language/compose/spans.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/knowledge/verbs.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

using knowledge::Dimension;

// An abbreviation of fewer letters than this stands for too much: "upl" of upload.
constexpr size_t kShortFormMin = 3;

// Says nothing of which moment is meant.
bool SaysNoMoment(const std::string& text) {
  return text.size() < 3 || IsOneOf(text, {"the", "and", "our", "its", "was", "are", "were", "has", "had", "have", "been", "being", "for", "with", "from", "into", "onto", "out", "off", "their", "them", "they",
                                           "this", "that", "these", "those", "his", "her", "your", "you", "one", "ones", "when", "time", "moment", "actually", "finally", "really", "somebody", "someone", "gets", "got", "get", "getting"});
}

// "until the engineer is there": has arrived.
bool SaysArrived(const std::vector<Word>& words, size_t at) {
  return at > 0 && IsOneOf(words[at].text, {"there", "here"}) && IsOneOf(words[at - 1].text, {"is", "was", "are", "were", "gets", "got", "get"});
}

// "pickup" of a comment that says "when somebody picked the ticket up".
bool IsVerbAndParticle(const std::string& text, const std::vector<Word>& comment) {
  return std::any_of(comment.begin(), comment.end(), [&](const Word& particle) {
    if (!IsOneOf(particle.text, {"up", "off", "out", "in", "down", "over", "back"}) || text.size() < particle.text.size() + 3 || text.compare(text.size() - particle.text.size(), std::string::npos, particle.text) != 0) return false;
    const std::string verb = Stem(text.substr(0, text.size() - particle.text.size()));
    return std::any_of(comment.begin(), comment.end(), [&](const Word& said) { return said.stem == verb; });
  });
}

// Whether the last word at `tag` is one of the moment's comment.
bool SaysOfMoment(const Draft& d, size_t tag, const ColumnRef& moment) {
  const std::vector<Word> comment = Normalise(d.scope.Profile(moment).comment);
  return std::any_of(comment.begin(), comment.end(), [&](const Word& word) { return word.text == d.words[d.tags[tag].last].text && !TooGeneral(word.text); });
}

}  // namespace

// The last tag of a phrase that begins behind `join`; `join` where there is none.
size_t EndOfPhrase(const Draft& d, size_t join) {
  size_t end = join;
  while (end + 1 < d.tags.size() && !d.BreakBetween(end, end + 1)) {
    const size_t next = end + 1;
    if (d.Is(next, TagKind::kBy) || d.Is(next, TagKind::kPer) || d.Is(next, TagKind::kTime) || d.Is(next, TagKind::kVersus) || d.Is(next, TagKind::kAggregate) || d.Is(next, TagKind::kUnit) || d.Is(next, TagKind::kGrain)) break;
    end = next;
  }
  return end;
}

// Which of the row's times a phrase is about, by their names, what else those are called, and what their comments say: "the sample's
// arrival in the lab". nullopt where a word of it says something else, or several times fit as well.
std::optional<ColumnRef> MomentOf(const Draft& d, size_t first, size_t last) {
  const TableFacts& main = d.scope.main();
  for (size_t t = first; t <= last; ++t) {
    if (d.Is(t, TagKind::kNegation) || d.Is(t, TagKind::kNever) || d.Is(t, TagKind::kWithout) || d.Is(t, TagKind::kCompare) || d.Is(t, TagKind::kNumber) || d.Is(t, TagKind::kTime)) return std::nullopt;
  }
  double best = 0;
  bool tied = false;
  size_t found = main.size();
  for (size_t c = 0; c < main.size(); ++c) {
    const ColumnFacts& facts = main.column(c);
    if (!facts.time || main.profile().columns[c].Hidden()) continue;
    const std::vector<Word> comment = Normalise(main.profile().columns[c].comment);
    std::string name;
    for (const std::string& word : facts.words) base::StrAppend(&name, name.empty() ? "" : " ", word);
    // What was announced is meant only where that is said.
    const bool planned = knowledge::IsPlanned(name) || std::any_of(comment.begin(), comment.end(), [](const Word& word) { return IsOneOf(word.text, {"planned", "announced", "scheduled", "expected", "estimated", "promised"}); });
    const bool wanted = std::any_of(d.words.begin(), d.words.end(), [&](const Word& word) { return knowledge::IsPlanned(word.text) || IsOneOf(word.text, {"planned", "announced", "scheduled", "expected", "estimated", "promised"}); });
    if (planned && !wanted) continue;
    double score = 0;
    bool all = true;
    for (size_t w = d.tags[first].first; w <= d.tags[last].last; ++w) {
      const Word& word = d.words[w];
      const std::string stem = SaysArrived(d.words, w) ? Stem("arrived") : word.stem;
      if (SaysNoMoment(word.text)) continue;
      const auto named = [&](const std::string& known) { return Stem(known) == stem || (known.size() >= kShortFormMin && word.text.size() > known.size() && word.text.compare(0, known.size(), known) == 0); };
      const std::vector<std::string_view> synonyms = knowledge::MomentSynonyms(name);
      if (std::any_of(facts.words.begin(), facts.words.end(), named)) {
        score += 3;
      } else if (std::any_of(synonyms.begin(), synonyms.end(), [&](std::string_view known) { return Stem(known) == stem; })) {
        score += 2;
      } else if (std::any_of(comment.begin(), comment.end(), [&](const Word& known) { return known.stem == stem && !TooGeneral(known.text); }) || IsVerbAndParticle(word.text, comment)) {
        score += 1;
      } else {
        // Whose moment it is: the rows, what they belong to, or which of them.
        bool whose = std::find(main.name_stems().begin(), main.name_stems().end(), stem) != main.name_stems().end();
        for (size_t t = first; t <= last && !whose; ++t) whose = d.tags[t].first <= w && w <= d.tags[t].last && (d.Means(t, MeaningKind::kValue) || d.Means(t, MeaningKind::kEntity) || d.Means(t, MeaningKind::kTable));
        for (size_t other = 0; other < main.size() && !whose; ++other) {
          if (!main.column(other).time) whose = std::find(main.column(other).stems.begin(), main.column(other).stems.end(), stem) != main.column(other).stems.end();
        }
        all = all && whose;
      }
    }
    if (!all || score == 0 || score < best) continue;
    tied = score == best;
    best = score;
    found = c;
  }
  if (found == main.size() || tied) return std::nullopt;
  return d.scope.Ref(0, found);
}

// "minutes from a sample's arrival until its result", "wait between upload and review".
std::optional<Operand> SpanBetweenPhrases(Draft& d) {
  for (size_t i = 0; i + 2 < d.tags.size(); ++i) {
    const bool between = d.Is(i, TagKind::kCompare) && d.tags[i].comparison == Comparison::kBetween;
    if (!between && !d.Is(i, TagKind::kFrom) && d.Text(i) != "from") continue;
    // Only where a length of time is asked for.
    size_t length = d.tags.size();
    for (size_t j = 0; j < d.tags.size() && length == d.tags.size(); ++j) {
      const auto unit = d.Is(j, TagKind::kUnit) && !d.Is(d.Previous(j), TagKind::kNumber) ? knowledge::FindUnit(d.tags[j].unit) : std::nullopt;
      const bool lasts = d.Is(j, TagKind::kHowLong) || IsSpanWord(d.Text(j)) || (d.Is(j, TagKind::kExtreme) && d.tags[j].dimension == Dimension::kDuration);
      if (lasts || (unit.has_value() && unit->dimension == Dimension::kDuration)) length = j;
    }
    if (length == d.tags.size()) return std::nullopt;
    size_t join = i + 1;
    while (join < d.tags.size() && !d.Is(join, TagKind::kTo) && !(between && d.Is(join, TagKind::kAnd)) && !d.BreakBetween(join - 1, join)) ++join;
    if (join >= d.tags.size() || join == i + 1 || d.BreakBetween(join - 1, join)) continue;
    const size_t end = EndOfPhrase(d, join);
    if (end == join) continue;
    const std::optional<ColumnRef> begin = MomentOf(d, i + 1, join - 1);
    const std::optional<ColumnRef> until = MomentOf(d, join + 1, end);
    if (!begin.has_value() || !until.has_value() || *begin == *until) continue;
    for (size_t t = i; t <= end; ++t) {
      // What is also a condition stays one: "from a breakdown call"; "the cold store" of a comment that says so is none.
      const bool said = SaysOfMoment(d, t, *begin) || SaysOfMoment(d, t, *until);
      if (!d.Means(t, MeaningKind::kValue) || said) d.used[t] = true;
    }
    for (size_t t = 0; t < i; ++t) {
      // "wait", also where a state is called so.
      if (IsSpanWord(d.Text(t)) && (d.Is(t, TagKind::kUnknown) || d.Lexical(t)) && (d.Next(t) == i || !d.Means(t, MeaningKind::kValue))) d.used[t] = true;
    }
    d.NoteThat("time_between", d.Words(i, end), base::StrCat("from ", begin->name, " until ", until->name));
    return Operand{*begin, *until, 1};
  }
  return std::nullopt;
}

namespace {

// The word of a length before `until`, where only small words and the row's own time stand between them; the end of the tags where there is none.
size_t LengthBefore(const Draft& d, size_t until) {
  for (size_t i = until; i-- > 0;) {
    if (IsSpanWord(d.Text(i))) return i;
    if (!d.Is(i, TagKind::kFiller) && MomentOf(d, i, i) != d.time) break;
  }
  return d.tags.size();
}

}  // namespace

// "wait in the queue until the render starts": from the row's own time, where what stands before says no other.
std::optional<Operand> SpanUntilPhrase(Draft& d) {
  for (size_t i = 1; i + 1 < d.tags.size(); ++i) {
    if (!IsOneOf(d.Text(i), {"until", "till", "before"})) continue;
    const size_t length = LengthBefore(d, i);
    if (length == d.tags.size()) continue;
    const size_t end = EndOfPhrase(d, i);
    const std::optional<ColumnRef> until = end == i ? std::nullopt : MomentOf(d, i + 1, end);
    if (!until.has_value() || *until == d.time) continue;
    for (size_t t = length; t <= end; ++t) {
      if (!d.Means(t, MeaningKind::kValue) || t < i) d.used[t] = true;
    }
    d.NoteThat("time_between", d.Words(length, end), base::StrCat("from ", d.time.name, " until ", until->name));
    return Operand{d.time, *until, 1};
  }
  return std::nullopt;
}

// "stays at a gate" of a table that knows when they came and left: words of the two comments say nothing more.
void UseWordsOfSpan(Draft& d, const Operand& span, size_t after) {
  std::vector<Word> known;
  for (const ColumnRef& end : {span.column, span.until}) {
    for (Word& word : Normalise(d.scope.Profile(end).comment)) known.push_back(std::move(word));
  }
  for (size_t t = after + 1; t < d.tags.size() && !d.BreakBetween(t - 1, t); ++t) {
    if (d.Is(t, TagKind::kFiller) || d.used[t]) continue;
    const bool said = IsSpanWord(d.Text(t)) || IsOneOf(d.Text(t), {"stay", "stays"}) || std::all_of(d.words.begin() + static_cast<std::ptrdiff_t>(d.tags[t].first), d.words.begin() + static_cast<std::ptrdiff_t>(d.tags[t].last) + 1, [&](const Word& word) {
      return std::any_of(known.begin(), known.end(), [&](const Word& one) { return one.stem == word.stem; });
    });
    if (!said || d.Means(t, MeaningKind::kValue) || !(d.Is(t, TagKind::kUnknown) || d.Lexical(t))) break;
    d.used[t] = true;
  }
}

}  // namespace aurora::query::language

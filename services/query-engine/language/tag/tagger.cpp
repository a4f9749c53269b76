#include <algorithm>
#include <set>

#include "services/query-engine/knowledge/verbs.h"
#include "services/query-engine/language/frame/frame.h"
#include "services/query-engine/language/tag/keyword_uses.h"
#include "services/query-engine/language/tag/lexical_tag.h"
#include "services/query-engine/language/tag/linked_words.h"
#include "services/query-engine/language/tag/name_uses.h"
#include "services/query-engine/language/tag/named_things.h"
#include "services/query-engine/language/tag/numbers_here.h"
#include "services/query-engine/language/tag/quantities.h"
#include "services/query-engine/language/tag/question_words.h"
#include "services/query-engine/language/tag/row_noun.h"
#include "services/query-engine/language/tag/tag.h"
#include "services/query-engine/language/tag/term_tag.h"
#include "services/query-engine/language/tag/times_here.h"
#include "services/query-engine/language/tag/word_uses.h"
#include "services/query-engine/language/time/ahead.h"
#include "services/query-engine/language/time/change_between.h"

namespace aurora::query::language {
namespace {

class Tagger {
 public:
  Tagger(QuestionWords& question, const Scope& scope, const std::vector<TermSpan>& terms, const std::vector<WordLink>& links)
      : question_(question), words_(question.words()), scope_(scope), terms_(terms), links_(links) {}

  std::vector<Tag> Run() {
    for (size_t at = 0; at < words_.size();) {
      Tag tag = Next(at);
      at = tag.last + 1;
      tags_.push_back(std::move(tag));
    }
    // "break down April's rentals by channel": by what comes later.
    const auto by = [](const Tag& tag) { return tag.kind == TagKind::kBy || tag.kind == TagKind::kPer; };
    if (!tags_.empty() && by(tags_[0]) && IsOneOf(words_[0].text, {"break", "split", "breakdown", "separate", "segment", "group"}) && std::any_of(tags_.begin() + 1, tags_.end(), by)) tags_[0].kind = TagKind::kFiller;
    WeighStories(words_, tags_);
    NameRows(words_, scope_, links_, tags_);
    NameThings(words_, scope_, tags_);
    NameQuantities(words_, scope_, tags_);
    ReadPounds();
    return std::move(tags_);
  }

 private:
  // "revenue in pounds": of money where nothing is weighed.
  void ReadPounds() {
    for (size_t s = 0; s < scope_.size(); ++s) {
      for (size_t c = 0; c < scope_.source(s).size(); ++c) {
        if (scope_.source(s).column(c).measure && scope_.source(s).column(c).dimension == knowledge::Dimension::kWeight) return;
      }
    }
    for (Tag& tag : tags_) {
      if (tag.kind != TagKind::kUnit || !IsOneOf(tag.unit, {"pounds", "pound"})) continue;
      tag.unit = "gbp";
      tag.dimension = knowledge::Dimension::kMoney;
    }
  }

  // The longest of: a time, a phrase of the table, a keyword, a number.
  Tag Next(size_t at) {
    std::optional<Tag> best;
    const auto offer = [&](std::optional<Tag> tag) {
      if (tag.has_value() && (!best.has_value() || tag->last > best->last)) best = std::move(tag);
    };
    if (std::optional<Tag> aside = FindAside(words_, at, links_); aside.has_value()) return *std::move(aside);
    if (std::optional<Tag> term = FindTerm(terms_, at, words_, scope_); term.has_value()) {
      const std::optional<Tag> longer = FindLexical(words_, at, scope_);
      if (!longer.has_value() || longer->last <= term->last) return *term;
    }
    // "in EUR" of a column of currencies chooses rows, where it would else say how they are shown.
    const bool chooses = words_[at].text == "in" && at + 1 < words_.size() && IsCurrencyValue(words_, scope_, at + 1);
    if (const std::optional<Tag>& claim = question_.Claim(at); !chooses && claim.has_value() && NarrowsNothing(*claim)) return *claim;
    if (const std::optional<Tag>& frame = question_.Frame(at); !chooses && frame.has_value() && NarrowsNothing(*frame)) return *frame;
    if (const std::optional<Tag>& story = question_.Story(at); story.has_value()) return *story;
    if (std::optional<Tag> one = FindOne(question_, at, scope_, tags_); one.has_value()) return *one;
    if (std::optional<Tag> code = FindStatusCode(words_, at, scope_, tags_); code.has_value()) return *code;
    // "offers made this week: number", where no column is called so.
    if (AsksNumberLast(words_, at) && !IsCalledNumber(words_, scope_, at)) {
      Tag count;
      count.kind = TagKind::kCount;
      count.first = count.last = at;
      return count;
    }
    if (std::optional<Tag> workdays = FindWorkdays(words_, at); workdays.has_value()) return *workdays;
    if (std::optional<Tag> about = FindTimeAside(question_, at); about.has_value()) return *about;
    // "one-star ratings": a number, where "one" alone says nothing.
    // "at least one of them" likewise.
    const bool compared = !tags_.empty() && tags_.back().kind == TagKind::kCompare && tags_.back().last + 1 == at;
    if (words_[at].text == "one" && (words_[at].dash_after || compared)) {
      // "one-to-one lessons" of a form that is called so.
      const std::optional<Tag> called_so = FindLexical(words_, at, scope_);
      return called_so.has_value() && called_so->last > at + 1 ? *called_so : *FindNumber(at);
    }
    auto [keyword, lexical] = ReadWord(question_, at, scope_, tags_);
    std::optional<Tag> time = FindTime(at);
    // "pupils who sat an exam": a verb of the table, and no Saturday.
    const bool own_verb = time.has_value() && lexical.has_value() && time->first == time->last && words_[at].text.size() <= 3 && lexical->meanings[0].weight >= 0.9 && at > 0 &&
                          words_[at - 1].text != "on" && words_[at - 1].text != "last" && words_[at - 1].text != "this" && words_[at - 1].text != "since";
    if (own_verb || (time.has_value() && time->first == time->last && !StandsAsDay(at))) time.reset();
    // "direction is in yesterday": the value, and no "in yesterday".
    if (time.has_value() && lexical.has_value() && lexical->last == at && lexical->meanings[0].kind == MeaningKind::kValue && IsOneOf(words_[at].text, {"in", "on", "at", "by", "for", "from", "to"})) time.reset();
    // "came more than 2 hours late this month": how late it was.
    if (time.has_value() && time->last > at && at > 0 && IsOneOf(words_[at].text, {"late", "early"}) && !tags_.empty() && tags_.back().kind == TagKind::kUnit && tags_.back().last + 1 == at) time.reset();
    // "jobs that were late this month" of a flag called so.
    const bool called = lexical.has_value() && lexical->last == at && lexical->meanings[0].kind == MeaningKind::kValue && lexical->meanings[0].weight >= 0.85;
    if (time.has_value() && time->last > at && called && IsOneOf(words_[at].text, {"late", "early"}) && at > 0 && !IsOneOf(words_[at - 1].text, {"in", "since", "until", "from", "of", "the"})) time.reset();
    // "(Mon-Sun)": what weeks are, and no time.
    if (time.has_value() && keyword.has_value() && keyword->kind == TagKind::kFiller && keyword->last > at && IsOneOf(words_[at].text, {"mon", "monday"}) && IsOneOf(words_[keyword->last].text, {"sun", "sunday", "fri", "friday", "weeks"})) time.reset();
    if (keyword.has_value() && keyword->kind == TagKind::kAggregate && keyword->aggregate == MeasureKind::kQuantile) offer(keyword);
    offer(time);
    offer(question_.Shift(at));
    offer(lexical);
    offer(keyword);
    if (!chooses) offer(FindNumber(at));
    if (best.has_value() && (best->kind != TagKind::kUnknown || best->last > at)) return *best;
    if (std::optional<Tag> linked = FindLinked(words_, at, scope_, links_); linked.has_value()) return *std::move(linked);
    return Misspelt(words_, at, scope_, tags_);
  }

  // What is said around a question may have any words but those that could choose among the rows.
  bool NarrowsNothing(const Tag& frame) const {
    if (!frame.open) return true;
    if (frame.again && std::any_of(tags_.begin(), tags_.end(), [](const Tag& tag) { return tag.kind == TagKind::kUnknown; })) return false;
    for (size_t i = frame.first; i <= frame.last; ++i) {
      // "in ten minutes" looks ahead.
      const bool ahead = i > frame.first && words_[i - 1].text == "in" && i + 1 < words_.size() && IsOneOf(words_[i + 1].text, {"minutes", "minute", "min", "hours", "hour"});
      if (words_[i].number.has_value() && words_[i].text != "one" && !ahead) return false;
      if (const std::optional<Tag> time = FindTime(i); time.has_value() && time->last <= frame.last && !(time->last == i && words_[i].text == "now")) return false;
      const std::optional<Tag> lexical = FindLexical(words_, i, scope_);
      if (lexical.has_value() && lexical->meanings[0].kind == MeaningKind::kValue && lexical->meanings[0].weight >= 0.7 && !(frame.again && SaidLater(i, frame.last))) return false;
      const std::optional<Tag>& keyword = question_.Keyword(i);
      if (frame.again && keyword.has_value() && keyword->kind == TagKind::kAnomaly) return false;
    }
    return true;
  }

  bool SaidLater(size_t at, size_t last) const {
    return std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(last) + 1, words_.end(), [&](const Word& word) { return word.stem == words_[at].stem; });
  }

  std::optional<Tag> FindTime(size_t at) const {
    // "on Sundays since January": each of them, and no Sunday.
    static const auto& each = *new std::set<std::string>{"mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays"};
    if (const size_t day = IsOneOf(words_[at].text, {"on", "for", "of", "in"}) ? at + 1 : at; day < words_.size() && each.count(words_[day].text) > 0 && (day + 1 >= words_.size() || !OwnsWhatFollows(question_, day, FindLexical(words_, day + 1, scope_)))) {
      return std::nullopt;
    }
    if (IsTill(words_, at)) return std::nullopt;
    std::optional<TimeSpan> span = question_.Time(at);
    if (std::optional<TimeSpan> other = ReadOtherwise(question_, at, span); other.has_value()) span = std::move(other);
    if (span.has_value() && IsNoTime(question_, at, *span)) return std::nullopt;
    if (span.has_value()) {
      if (std::optional<TimeSpan> first = FirstOfChange(words_, at, *span, question_.now()); first.has_value()) span = std::move(first);
    }
    // "in April and May", "April or May": the month behind another time, where "may" alone is a verb.
    const bool behind = at > 0 && words_[at].text == "may" && IsOneOf(words_[at - 1].text, {"and", "or", "than", "vs", "versus", "to", "with", "against"}) && tags_.size() > 1 && tags_[tags_.size() - 2].kind == TagKind::kTime;
    // "by channel, May so far": no verb is written so, and none is followed by this.
    const bool so_far = at + 2 < words_.size() && words_[at + 1].text == "so" && words_[at + 2].text == "far";
    const bool month = at > 0 && words_[at].text == "may" && (so_far || (words_[at].original == "May" && !words_[at - 1].sentence_after));
    if (!span.has_value() && (behind || month)) {
      std::vector<Word> led(words_.begin() + static_cast<std::ptrdiff_t>(at) - 1, words_.end());
      led[0] = Normalise("in")[0];
      span = ReadTime(led, 0, question_.now());
      if (span.has_value()) *span = {at, span->last + at - 1, std::move(span->window)};
    }
    if (!span.has_value() && KnowsPlans()) span = ReadAhead(words_, at, question_.now());
    if (!span.has_value()) return std::nullopt;
    Tag tag;
    tag.kind = TagKind::kTime;
    tag.first = span->first;
    tag.last = span->last;
    tag.window = span->window;
    return tag;
  }

  // Whether a column of this table says when something is to happen.
  bool KnowsPlans() const {
    for (size_t c = 0; c < scope_.main().size(); ++c) {
      const ColumnFacts& facts = scope_.main().column(c);
      if (facts.time && !facts.words.empty() && knowledge::IsPlanned(facts.words[0])) return true;
    }
    return false;
  }

  // "sat" and "sun" are days only where a day can stand.
  bool StandsAsDay(size_t at) const {
    if (!IsOneOf(words_[at].text, {"sat", "sun"}) || at == 0) return true;
    return tags_.back().kind == TagKind::kTime || IsOneOf(words_[at - 1].text, {"on", "last", "this", "since", "until", "till", "from", "to", "and", "or", "every", "by", "before", "after", "between", "past", "vs", "versus"});
  }

  // A unit also behind "in": "in hrs".
  std::optional<Tag> FindNumber(size_t at) const {
    const bool shown = at > 0 && ((IsOneOf(words_[at - 1].text, {"in", "into", "to"}) && (at + 1 == words_.size() || words_[at].break_after)) || words_[at - 1].text == "many");
    return language::FindNumber(words_, at, shown || (!tags_.empty() && tags_.back().kind == TagKind::kNumber));
  }

  QuestionWords& question_;
  const std::vector<Word>& words_;
  const Scope& scope_;
  const std::vector<TermSpan>& terms_;
  const std::vector<WordLink>& links_;
  std::vector<Tag> tags_;
};

}  // namespace

std::vector<Tag> TagWords(QuestionWords& question, const Scope& scope, const std::vector<TermSpan>& terms, const std::vector<WordLink>& links) {
  return Tagger(question, scope, terms, links).Run();
}

}  // namespace aurora::query::language

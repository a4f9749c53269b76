#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"

#include "services/query-engine/knowledge/verbs.h"
#include "services/query-engine/language/frame/frame.h"
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

// Keywords that a word of the tables with the same length stands before.
bool Yields(const Tag& keyword, const Meaning& meaning) {
  const double weight = meaning.weight;
  // "item sales" of orders that are joined with what is sold
  const bool joined = meaning.kind == MeaningKind::kValue && meaning.source > 0;
  switch (keyword.kind) {
    case TagKind::kFiller:
      return weight >= 0.45;
    case TagKind::kMoney:
      return weight >= 0.5 && !joined;
    case TagKind::kRows:
    case TagKind::kConversion:
    case TagKind::kUnanswerable:
    case TagKind::kChange:
    case TagKind::kSilent:
    case TagKind::kAnomaly:
    case TagKind::kTrend:
    case TagKind::kFirstTime:
      return weight >= 0.7;
    case TagKind::kFactor:
    case TagKind::kTop:
      return weight >= 1;
    case TagKind::kAggregate:
      // A column called "peak".
      return weight >= 1 && keyword.first == keyword.last && (keyword.aggregate == MeasureKind::kMaximum || keyword.aggregate == MeasureKind::kMinimum);
    case TagKind::kUnknown:
      return true;
    default:
      return false;
  }
}

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
  // What is paid, and counted in money.
  static bool IsPaid(const std::vector<std::string>& name) {
    static const auto& words = *new std::set<std::string>{Stem("payment"), Stem("transaction"), Stem("transfer"), Stem("payout"), Stem("donation"), Stem("settlement")};
    return !name.empty() && words.count(name.back()) > 0;
  }

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
    const bool chooses = words_[at].text == "in" && at + 1 < words_.size() && IsCurrencyValue(at + 1);
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
    if (words_[at].text == "one" && (words_[at].dash_after || compared)) return *FindNumber(at);
    std::optional<Tag> keyword = question_.Keyword(at);
    // "the most expensive": the article before a longer phrase.
    if (keyword.has_value() && words_[at].text == "the" && keyword->last > at) {
      const std::optional<Tag>& behind = question_.Keyword(at + 1);
      if (behind.has_value() && behind->last > keyword->last) keyword->last = at, keyword->kind = TagKind::kFiller;
    }
    // "not in progress" of a state "in progress": the small word is of the value.
    if (keyword.has_value() && keyword->kind == TagKind::kNegation && keyword->last == at + 1 && words_[at].text == "not") {
      const std::optional<Tag> value = FindLexical(words_, at + 1, scope_);
      if (value.has_value() && value->last > at + 1 && value->meanings[0].kind == MeaningKind::kValue) keyword->last = at;
    }
    // "per day, not by card": a condition, and no split that goes away.
    if (keyword.has_value() && keyword->kind == TagKind::kInstead && keyword->last > at + 1 && NamesValue(*keyword)) keyword.reset();
    // "dates without any refund as zero": of what there is none is no more than what is counted.
    if (keyword.has_value() && keyword->kind == TagKind::kFill && keyword->open && NamesValue(*keyword)) keyword.reset();
    std::optional<Tag> lexical = FindLexical(words_, at, scope_);
    // "have not sent a single bill": what was not sent is said behind, and it is no silence.
    if (keyword.has_value() && keyword->kind == TagKind::kSilent && HasObject(words_, *keyword)) {
      keyword->kind = TagKind::kNegation;
      keyword->last = at;
    }
    // "top five books by hours heard": by what they come to, and no step of time.
    if (keyword.has_value() && keyword->kind == TagKind::kGrain && keyword->last == at + 1 && words_[at].text == "by" && words_[at + 1].text.back() == 's' && at + 2 < words_.size() && !words_[at + 1].break_after && Participle(words_[at + 2].text)) {
      keyword = FindKeyword({words_[at]}, 0);
      if (keyword.has_value()) keyword->first = keyword->last = at;
    }
    // "mean time in the queue": how long, and no state that something is in.
    if (lexical.has_value() && lexical->last > at && at > 0 && lexical->meanings[0].kind == MeaningKind::kValue && lexical->meanings[0].weight < 0.9 && IsOneOf(words_[at].text, {"in", "on", "at"}) && IsOneOf(words_[at - 1].text, {"time", "wait", "minutes", "hours", "seconds"})) lexical.reset();
    // "tickets that went in the month before" of a comment that says "went in": the preposition is that of the time.
    if (lexical.has_value() && lexical->last == at + 1 && lexical->meanings[0].kind == MeaningKind::kMoment && IsOneOf(words_[at + 1].text, {"in", "on", "at"}) && question_.Time(at + 1).has_value()) {
      lexical = FindLexical({words_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(at) + 1}, at, scope_);
    }
    // "a use-by date": the end of a name.
    if (keyword.has_value() && words_[at].text == "by" && at > 0 && words_[at - 1].dash_after) keyword.reset();
    // "at the till": a thing, and no time.
    if (lexical.has_value() && IsTill(words_, at)) keyword.reset();
    // "by spend" where a column is called so
    if (keyword.has_value() && keyword->kind == TagKind::kMoney && keyword->last == at + 1 && IsOneOf(words_[at].text, {"by", "total"}) && FindLexical(words_, at + 1, scope_).has_value()) {
      keyword = FindKeyword({words_[at]}, 0);
      keyword->first = keyword->last = at;
    }
    // "median time in min", "converted to min", "median min from A to B": the unit, and nothing smallest.
    if (keyword.has_value() && keyword->kind == TagKind::kAggregate && keyword->last == at && words_[at].text == "min" && IsMinutesHere(words_, at, tags_)) {
      keyword->kind = TagKind::kUnit;
      keyword->unit = words_[at].text;
      keyword->dimension = knowledge::Dimension::kDuration;
    }
    // "yearly subscriptions" of a plan: the value, and no step of time.
    if (keyword.has_value() && keyword->kind == TagKind::kGrain && keyword->last == at && lexical.has_value() && lexical->last == at && lexical->meanings[0].kind == MeaningKind::kValue && lexical->meanings[0].weight >= 1 && at + 1 < words_.size() &&
        !words_[at].break_after) {
      // "yearly as well as monthly passes"
      size_t noun = at + 1;
      while (noun + 1 < words_.size() && !words_[noun].break_after && (IsOneOf(words_[noun].text, {"and", "or", "as", "well"}) || IsValueOf(noun, lexical->meanings[0]))) ++noun;
      const std::optional<Tag> rows = FindLexical(words_, noun, scope_);
      if (rows.has_value() && std::any_of(rows->meanings.begin(), rows->meanings.end(), [](const Meaning& one) { return one.kind == MeaningKind::kTable; })) keyword.reset();
    }
    // "annual billing" of a cycle that is yearly or monthly
    if (keyword.has_value() && keyword->kind == TagKind::kGrain && keyword->last == at && lexical.has_value() && lexical->last == at && lexical->meanings[0].kind == MeaningKind::kValue && lexical->meanings[0].weight >= 0.75 && at + 1 < words_.size() && !words_[at].break_after &&
        IsOneOf(words_[at + 1].text, {"billing", "cycle", "plan", "plans", "renewal", "renewals"})) {
      keyword.reset();
    }
    // "orders without payment" beside a table of payments: those that have none, and no plan that is free.
    if (lexical.has_value() && lexical->last > at && lexical->meanings[0].kind == MeaningKind::kValue && lexical->meanings[0].weight < 1 && IsOneOf(words_[at].text, {"without", "no"}) && NamesRowsElsewhere(lexical->last)) lexical.reset();
    if (lexical.has_value() && lexical->last == at && lexical->meanings[0].kind == MeaningKind::kValue && IsSmallWordHere(words_, scope_, tags_, at, lexical->meanings[0])) lexical.reset();
    // "total count by name" of a column called count
    if (keyword.has_value() && keyword->kind == TagKind::kCount && keyword->last == at + 1 && words_[at].text == "total" && words_[at + 1].text == "count") {
      const std::optional<Tag> own = FindLexical(words_, at + 1, scope_);
      if (own.has_value() && own->last == at + 1 && own->meanings[0].kind == MeaningKind::kColumn && own->meanings[0].weight >= 1) {
        keyword = FindKeyword({words_[at]}, 0);
        keyword->first = keyword->last = at;
      }
    }
    if (keyword.has_value() && lexical.has_value() && IsColumnCalledSo(question_, at, *keyword, *lexical, scope_, tags_)) keyword.reset();
    // "swap revenue" of a table of swaps: nothing is to be swapped.
    if (keyword.has_value() && keyword->kind == TagKind::kForbidden && lexical.has_value() && lexical->meanings[0].kind == MeaningKind::kTable && at + 1 < words_.size()) {
      const std::optional<Tag>& behind = question_.Keyword(at + 1);
      const bool measured = behind.has_value() && (behind->kind == TagKind::kMoney || behind->kind == TagKind::kRatio || behind->kind == TagKind::kTrend || behind->kind == TagKind::kCount);
      if (measured || IsOneOf(words_[at + 1].text, {"volume", "volumes", "numbers", "counts", "duration", "durations", "times", "statistics", "orders", "requests", "jobs", "events", "calls", "operations", "runs", "attempts"})) keyword.reset();
    }
    // "void slips: yesterday vs the day before": those in a state of that name are compared.
    if (keyword.has_value() && keyword->kind == TagKind::kForbidden && lexical.has_value() && lexical->last == at && lexical->meanings[0].kind == MeaningKind::kValue && lexical->meanings[0].values.size() == 1 &&
        absl::AsciiStrToLower(lexical->meanings[0].values[0]) == words_[at].text && std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(at), words_.end(), [](const Word& word) { return IsOneOf(word.text, {"vs", "versus", "compared", "per"}); })) {
      keyword.reset();
    }
    // "requests over HTTP", "orders over the phone": by it, and not more than it.
    if (keyword.has_value() && keyword->kind == TagKind::kCompare && keyword->last == at && words_[at].text == "over") {
      const size_t value = at + 1 < words_.size() && words_[at + 1].text == "the" ? at + 2 : at + 1;
      const std::optional<Tag> behind = value < words_.size() && !words_[value].number.has_value() ? FindLexical(words_, value, scope_) : std::nullopt;
      if (behind.has_value() && behind->meanings[0].kind == MeaningKind::kValue && behind->meanings[0].weight >= 0.85) keyword->kind = TagKind::kFiller;
    }
    // "under an active contract": in that state, and not less than something.
    if (keyword.has_value() && keyword->kind == TagKind::kCompare && keyword->last == at && words_[at].text == "under" && at + 1 < words_.size()) {
      const size_t value = IsOneOf(words_[at + 1].text, {"a", "an", "the"}) ? at + 2 : at + 1;
      const std::optional<Tag> behind = value < words_.size() && !words_[value].number.has_value() ? FindLexical(words_, value, scope_) : std::nullopt;
      if (behind.has_value() && behind->meanings[0].kind == MeaningKind::kValue) keyword->kind = TagKind::kFiller;
    }
    // "over all orders": of all of them.
    if (keyword.has_value() && keyword->kind == TagKind::kCompare && keyword->last == at && words_[at].text == "over" && at + 1 < words_.size() && words_[at + 1].text == "all") keyword->kind = TagKind::kFiller;
    // "fault warping" of a column called fault, "mean opinion score": no blame and no opinion.
    if (keyword.has_value() && keyword->kind == TagKind::kUnanswerable && keyword->first == keyword->last && lexical.has_value() && lexical->last >= at && lexical->meanings[0].weight >= 0.85) keyword.reset();
    // "missing homework" of a state that is called so.
    if (keyword.has_value() && keyword->kind == TagKind::kWithout && keyword->last == at && words_[at].text == "missing" && lexical.has_value() && lexical->last == at && lexical->meanings[0].kind == MeaningKind::kValue && lexical->meanings[0].weight >= 0.85 && !(at + 1 < words_.size() && IsOneOf(words_[at + 1].text, {"a", "an", "the", "any"}))) keyword.reset();
    // "net amount paid out": what went out, and no money taken.
    if (keyword.has_value() && keyword->kind == TagKind::kMoney && words_[at].text == "amount" && keyword->last == at + 1 && at + 2 < words_.size() && IsOneOf(words_[at + 2].text, {"out", "back", "in"})) {
      keyword = FindKeyword({words_[at]}, 0);
      keyword->first = keyword->last = at;
    }
    // "approved volume" of payments: their money.
    if (keyword.has_value() && keyword->kind == TagKind::kAggregate && keyword->last == at && words_[at].text == "volume" && scope_.main().money() < scope_.main().size() && IsPaid(scope_.main().name_stems())) {
      keyword->kind = TagKind::kMoney;
      keyword->told = false;
    }
    // "by cause of the fault" of a column called cause
    if (keyword.has_value() && keyword->kind == TagKind::kUnanswerable && words_[at].text == "cause" && keyword->last == at + 1 && lexical.has_value() && lexical->last == at && lexical->meanings[0].weight >= 0.85) keyword.reset();
    // "lots of cement" where lots are a table's.
    if (keyword.has_value() && keyword->told && lexical.has_value() && lexical->meanings[0].weight >= 0.7) keyword.reset();
    // "kind of interview" of a column called kind: which kind, and not just the interview.
    if (keyword.has_value() && lexical.has_value() && keyword->kind == TagKind::kFiller && keyword->last == at + 1 && lexical->last == at && words_[at + 1].text == "of" &&
        lexical->meanings[0].kind == MeaningKind::kColumn && lexical->meanings[0].weight >= 0.7) {
      keyword.reset();
    }
    if (lexical.has_value() && lexical->last == at && lexical->meanings[0].kind == MeaningKind::kValue && IsUnitHere(words_, at, scope_, tags_)) lexical.reset();
    // "sales channel", "revenue category": of a column, and no sum.
    if (keyword.has_value() && keyword->kind == TagKind::kMoney && keyword->last == at && IsKindBehind(words_, scope_, at)) keyword->kind = TagKind::kFiller;
    if (lexical.has_value() && keyword.has_value() && keyword->kind == TagKind::kFiller && TakesObject(words_, scope_, at, *lexical)) lexical.reset();
    // "contracts that ended in May" of end_date: when, and no small word.
    if (lexical.has_value() && keyword.has_value() && keyword->kind == TagKind::kFiller && TimeFollows(lexical->last) && IsOneOf(words_[at].text, {"ended", "ends", "started", "starts", "finished", "closed", "opened"}) &&
        lexical->meanings[0].kind == MeaningKind::kMoment && lexical->meanings[0].source == 0 && lexical->meanings[0].values.empty() && lexical->meanings[0].weight >= 0.9) {
      keyword.reset();
    }
    // "top-earning SKUs": by money, where "earned" alone says no more than that there was some.
    const bool ranked = !tags_.empty() && (tags_.back().kind == TagKind::kTop || tags_.back().kind == TagKind::kMost || tags_.back().kind == TagKind::kExtreme) && tags_.back().last + 1 == at;
    if (ranked && IsOneOf(words_[at].text, {"earning", "grossing"}) && (!lexical.has_value() || lexical->meanings[0].weight < 0.7)) {
      keyword.emplace();
      keyword->kind = TagKind::kMoney;
      keyword->first = keyword->last = at;
    }
    // "which model do members rate the worst": the verb of a rating, and no rate.
    if (keyword.has_value() && keyword->kind == TagKind::kRatio && keyword->last == at && words_[at].text == "rate" && lexical.has_value() && IsVerb(words_, at)) keyword.reset();
    // "how long does it take in the renderer" of render_ms, where a comment speaks of the renderer elsewhere: what does it, and no value.
    if (lexical.has_value() && lexical->last == at && lexical->meanings[0].kind == MeaningKind::kValue && lexical->meanings[0].weight < 0.7 && DoesWhatIsMeasured(words_, scope_, at)) {
      lexical.reset();
      keyword.emplace();
      keyword->kind = TagKind::kFiller;
      keyword->first = keyword->last = at;
    }
    std::optional<Tag> time = FindTime(at);
    // "did it go up from April to May": the one against the other.
    if (keyword.has_value() && keyword->kind == TagKind::kTo && keyword->last == at && IsToOfChange(words_, at, tags_, question_.now())) keyword->kind = TagKind::kVersus;
    // "plus members" where plus is a value: nothing stands before that it could join.
    // "name plus minutes" joins what is shown.
    const bool joins = !tags_.empty() && (tags_.back().kind == TagKind::kLexicon || (at > 0 && !words_[at - 1].break_after && IsOneOf(words_[at - 1].text, {"name", "names", "title", "number", "date", "amount", "id", "total"})));
    // "free, plus and family": one of a list.
    const bool listed = at > 0 && at + 1 < words_.size() && words_[at - 1].break_after && (words_[at].break_after || IsOneOf(words_[at + 1].text, {"and", "or"}));
    if (lexical.has_value() && keyword.has_value() && keyword->kind == TagKind::kAnd && keyword->last == at && lexical->meanings[0].weight >= 0.85 && (!joins || listed)) keyword.reset();
    // "expressed in minutes" where orders may be express
    if (lexical.has_value() && keyword.has_value() && words_[at].text == "expressed" && at + 1 < words_.size() && IsOneOf(words_[at + 1].text, {"in", "as"})) lexical.reset();
    // "put up for sale": offered, and not sold; no more than what there is where its time says so.
    if (words_[at].text == "sale" && at > 0 && words_[at - 1].text == "for" && !words_[at - 1].break_after) {
      const std::string& moment = scope_.main().profile().time_column;
      const bool offered = !moment.empty() && IsOneOf(scope_.Facts({0, moment}).words.front(), {"listed", "posted", "published", "offered", "advertised", "added", "created", "opened"});
      if (lexical.has_value() && lexical->meanings[0].kind == MeaningKind::kValue) lexical.reset();
      if (offered) return TagOver(TagKind::kFiller, at, at);
      keyword.reset();
    }
    // "a cell count above 400" of a comment that says "cell count": the rest of the name, and nothing is counted.
    if (keyword.has_value() && keyword->kind == TagKind::kCount && keyword->last == at && IsOneOf(words_[at].text, {"count", "counts"}) && at > 0 && !words_[at - 1].break_after && NamesCount(at)) return TagOver(TagKind::kFiller, at, at);
    // "money taken at the stadium" beside a flag whose comment says "1 = money taken": how much, where nothing is counted.
    const bool amount = keyword.has_value() && keyword->kind == TagKind::kMoney && keyword->last > at && lexical.has_value() && lexical->meanings[0].kind == MeaningKind::kValue && lexical->meanings[0].weight < 1 && scope_.main().money() < scope_.main().size();
    if (amount && std::none_of(tags_.begin(), tags_.end(), [](const Tag& tag) { return tag.kind == TagKind::kCount || tag.kind == TagKind::kRatio || tag.kind == TagKind::kAggregate || tag.kind == TagKind::kWhich || tag.kind == TagKind::kHaving; })) lexical.reset();
    if (lexical.has_value() && keyword.has_value() && lexical->last == keyword->last) {
      // Words of the language that are also the table's: the composer decides by what follows.
      if (Yields(*keyword, lexical->meanings[0])) {
        keyword.reset();
      } else {
        keyword->meanings = lexical->meanings;
        lexical.reset();
      }
    }
    if (keyword.has_value() && keyword->kind == TagKind::kAggregate && keyword->aggregate == MeasureKind::kQuantile) offer(keyword);
    if (keyword.has_value() && keyword->kind == TagKind::kGrain && IsLength(words_, at)) keyword.reset();
    // "total amount of payments" of a column amount_eur: what is added up is called so.
    if (keyword.has_value() && keyword->kind == TagKind::kAggregate && keyword->last == at + 2 && words_[at].text == "total" && words_[at + 1].text == "amount") {
      const std::optional<Tag> own = FindLexical(words_, at + 1, scope_);
      if (own.has_value() && own->last == at + 1 && own->meanings[0].kind == MeaningKind::kColumn && own->meanings[0].weight >= 0.9) {
        keyword->last = at;
        // Of another table's total it is no part.
        if (lexical.has_value() && lexical->last == at) lexical.reset();
      }
    }
    // "the settled amount of accounts": the column before the phrase.
    if (keyword.has_value() && lexical.has_value() && keyword->kind == TagKind::kAggregate && (words_[at].text == "amount" || words_[at].text == "volume") &&
        lexical->meanings[0].weight >= 0.7) {
      keyword.reset();
    }
    // "without an end date" of end_date, whose name is "end": the rest of it.
    if (IsOneOf(words_[at].text, {"date", "dates"}) && !tags_.empty() && tags_.back().kind == TagKind::kLexicon && tags_.back().last + 1 == at && !words_[at - 1].break_after && IsDateOf(words_, scope_, tags_.back()) &&
        (!lexical.has_value() || lexical->last == at)) {
      Tag rest;
      rest.kind = TagKind::kFiller;
      rest.first = rest.last = at;
      return rest;
    }
    // "orders in EUR" of a column of currencies: those, and not how the amounts are shown.
    const bool currency = IsCurrencyValue(at);
    // "in minutes": how it is shown, also where a column is called so.
    if (lexical.has_value() && !currency && at > 0 && words_[at - 1].text == "in" && lexical->last == at && knowledge::FindUnit(words_[at].text).has_value() &&
        (at + 1 == words_.size() || words_[at].break_after || words_[at + 1].text == "by" || words_[at + 1].text == "per" || words_[at + 1].text == "for")) {
      Tag unit;
      unit.kind = TagKind::kUnit;
      unit.first = unit.last = at;
      unit.unit = words_[at].text;
      unit.dimension = knowledge::FindUnit(words_[at].text)->dimension;
      return unit;
    }
    // "pupils who sat an exam": a verb of the table, and no Saturday.
    const bool own_verb = time.has_value() && lexical.has_value() && time->first == time->last && words_[at].text.size() <= 3 && lexical->meanings[0].weight >= 0.9 && at > 0 &&
                          words_[at - 1].text != "on" && words_[at - 1].text != "last" && words_[at - 1].text != "this" && words_[at - 1].text != "since";
    if (own_verb || (time.has_value() && time->first == time->last && !StandsAsDay(at))) time.reset();
    // "in s" at the end, "how many s"
    if (keyword.has_value() && keyword->kind == TagKind::kFiller && keyword->last == at && words_[at].text.size() == 1 && at > 0 &&
        ((IsOneOf(words_[at - 1].text, {"in", "to"}) && (at + 1 == words_.size() || words_[at].break_after)) || words_[at - 1].text == "many") &&
        knowledge::FindUnit(words_[at].text).has_value()) {
      keyword.reset();
    }
    // "38 m": a unit, where "m" alone says nothing.
    if (keyword.has_value() && keyword->kind == TagKind::kFiller && keyword->last == at && words_[at].text.size() == 1 && !tags_.empty() && tags_.back().kind == TagKind::kNumber &&
        !words_[at - 1].break_after && knowledge::FindUnit(words_[at].text).has_value()) {
      keyword.reset();
    }
    // "direction is in yesterday": the value, and no "in yesterday".
    if (time.has_value() && lexical.has_value() && lexical->last == at && lexical->meanings[0].kind == MeaningKind::kValue && IsOneOf(words_[at].text, {"in", "on", "at", "by", "for", "from", "to"})) time.reset();
    // "(Mon-Sun)": what weeks are, and no time.
    if (time.has_value() && keyword.has_value() && keyword->kind == TagKind::kFiller && keyword->last > at && IsOneOf(words_[at].text, {"mon", "monday"}) && IsOneOf(words_[keyword->last].text, {"sun", "sunday", "fri", "friday", "weeks"})) time.reset();
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

  // Whether one of its words is a value that the question does not say elsewhere.
  bool NamesValue(const Tag& tag) const {
    for (size_t i = tag.first; i <= tag.last; ++i) {
      const std::optional<Tag> lexical = words_[i].number.has_value() ? std::nullopt : FindLexical(words_, i, scope_);
      if (!lexical.has_value() || lexical->meanings[0].kind != MeaningKind::kValue || lexical->meanings[0].weight < 0.7) continue;
      const bool again = std::any_of(words_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(tag.first), [&](const Word& word) { return word.stem == words_[i].stem; });
      if (!again && !IsOneOf(words_[i].text, {"closed", "open", "missing", "empty", "no", "in", "on", "out"})) return true;
    }
    return false;
  }

  bool IsCurrencyValue(size_t at) const {
    const std::optional<knowledge::UnitOfMeasure> unit = knowledge::FindUnit(words_[at].text);
    if (!unit.has_value() || unit->dimension != knowledge::Dimension::kMoney) return false;
    const std::optional<Tag> lexical = FindLexical(words_, at, scope_);
    return lexical.has_value() && lexical->last == at && lexical->meanings[0].kind == MeaningKind::kValue && lexical->meanings[0].weight >= 1;
  }

  // Whether the rows of another table of the database are called so.
  bool NamesRowsElsewhere(size_t at) const {
    const std::string& stem = words_[at].stem;
    return scope_.NamesAnother(stem) || std::any_of(scope_.reverse().begin(), scope_.reverse().end(), [&](const Scope::Reverse& other) { return !other.facts->name_stems().empty() && other.facts->name_stems().back() == stem; });
  }

  bool IsValueOf(size_t at, const Meaning& value) const {
    const std::optional<Tag> lexical = FindLexical(words_, at, scope_);
    return lexical.has_value() && lexical->last == at && lexical->meanings[0].kind == MeaningKind::kValue && lexical->meanings[0].source == value.source && lexical->meanings[0].column == value.column;
  }

  // Whether the tag before is a number whose comment calls it the count of that: "somatic cell count" of cells_k.
  bool NamesCount(size_t at) const {
    if (tags_.empty() || tags_.back().kind != TagKind::kLexicon || tags_.back().last + 1 != at || tags_.back().meanings[0].kind != MeaningKind::kColumn) return false;
    const Meaning& meaning = tags_.back().meanings[0];
    if (!scope_.source(meaning.source).column(meaning.column).measure) return false;
    const std::vector<Word> comment = Normalise(scope_.source(meaning.source).profile().columns[meaning.column].comment);
    for (size_t i = 0; i + 1 < comment.size(); ++i) {
      if (comment[i].stem == words_[at - 1].stem && comment[i + 1].text == "count" && !comment[i].break_after) return true;
    }
    return false;
  }

  bool SaidLater(size_t at, size_t last) const {
    return std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(last) + 1, words_.end(), [&](const Word& word) { return word.stem == words_[at].stem; });
  }

  // "in May" behind "ended"
  bool TimeFollows(size_t last) const {
    for (size_t at : {last + 1, last + 2}) {
      if (at < words_.size() && FindTime(at).has_value()) return true;
    }
    return false;
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

#include "services/query-engine/language/tag/keyword_uses.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"

#include "services/query-engine/knowledge/units.h"
#include "services/query-engine/language/tag/lexical_tag.h"
#include "services/query-engine/language/tag/name_uses.h"
#include "services/query-engine/language/tag/numbers_here.h"
#include "services/query-engine/language/tag/pattern.h"
#include "services/query-engine/language/tag/word_uses.h"
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
    case TagKind::kHours:
      // "overnight" of a service that is called so.
      return weight >= 1 && meaning.kind == MeaningKind::kValue && meaning.source == 0;
    default:
      return false;
  }
}
class KeywordUse {
 public:
  KeywordUse(QuestionWords& question, size_t at, const Scope& scope, const std::vector<Tag>& tags)
      : question_(question), words_(question.words()), scope_(scope), tags_(tags), at_(at), keyword_(question.Keyword(at)), lexical_(FindLexical(words_, at, scope)) {}

  WordReadings Run() {
    WeighSmallWords();
    WeighNames();
    WeighSteps();
    WeighCounts();
    WeighRefusals();
    WeighComparisons();
    WeighMoney();
    WeighFillers();
    if (!EndsName()) {
      Settle();
      WeighUnits();
    }
    return {std::move(keyword_), std::move(lexical_)};
  }

 private:
  void WeighSmallWords() {
    // "the most expensive": the article before a longer phrase.
    if (keyword_.has_value() && words_[at_].text == "the" && keyword_->last > at_) {
      const std::optional<Tag>& behind = question_.Keyword(at_ + 1);
      if (behind.has_value() && behind->last > keyword_->last) keyword_->last = at_, keyword_->kind = TagKind::kFiller;
    }
    // "not in progress" of a state "in progress": the small word is of the value.
    if (keyword_.has_value() && keyword_->kind == TagKind::kNegation && keyword_->last == at_ + 1 && words_[at_].text == "not") {
      const std::optional<Tag> value = FindLexical(words_, at_ + 1, scope_);
      if (value.has_value() && value->last > at_ + 1 && value->meanings[0].kind == MeaningKind::kValue) keyword_->last = at_;
    }
    // "per day, not by card": a condition, and no split that goes away.
    if (keyword_.has_value() && keyword_->kind == TagKind::kInstead && keyword_->last > at_ + 1 && NamesValue(*keyword_)) keyword_.reset();
    // "dates without any refund as zero": of what there is none is no more than what is counted.
    if (keyword_.has_value() && keyword_->kind == TagKind::kFill && keyword_->open && NamesValue(*keyword_)) keyword_.reset();
    // "have not sent a single bill": what was not sent is said behind, and it is no silence.
    if (keyword_.has_value() && keyword_->kind == TagKind::kSilent && HasObject(words_, *keyword_)) {
      keyword_->kind = TagKind::kNegation;
      keyword_->last = at_;
    }
    // "a use-by date": the end of a name.
    if (keyword_.has_value() && words_[at_].text == "by" && at_ > 0 && words_[at_ - 1].dash_after) keyword_.reset();
    // "at the till": a thing, and no time.
    if (lexical_.has_value() && IsTill(words_, at_)) keyword_.reset();
  }

  // Values that are none here.
  void WeighNames() {
    // "mean time in the queue": how long, and no state that something is in.
    if (lexical_.has_value() && lexical_->last > at_ && at_ > 0 && lexical_->meanings[0].kind == MeaningKind::kValue && lexical_->meanings[0].weight < 0.9 && IsOneOf(words_[at_].text, {"in", "on", "at"}) && IsOneOf(words_[at_ - 1].text, {"time", "wait", "minutes", "hours", "seconds"})) lexical_.reset();
    // "tickets that went in the month before" of a comment that says "went in": the preposition is that of the time.
    if (lexical_.has_value() && lexical_->last == at_ + 1 && lexical_->meanings[0].kind == MeaningKind::kMoment && IsOneOf(words_[at_ + 1].text, {"in", "on", "at"}) && question_.Time(at_ + 1).has_value()) {
      lexical_ = FindLexical({words_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(at_) + 1}, at_, scope_);
    }
    // "orders without payment" beside a table of payments: those that have none, and no plan that is free.
    if (lexical_.has_value() && lexical_->last > at_ && lexical_->meanings[0].kind == MeaningKind::kValue && lexical_->meanings[0].weight < 1 && IsOneOf(words_[at_].text, {"without", "no"}) && NamesRowsElsewhere(lexical_->last)) lexical_.reset();
    if (lexical_.has_value() && lexical_->last == at_ && lexical_->meanings[0].kind == MeaningKind::kValue && IsSmallWordHere(words_, scope_, tags_, at_, lexical_->meanings[0])) lexical_.reset();
    if (lexical_.has_value() && lexical_->last == at_ && lexical_->meanings[0].kind == MeaningKind::kValue && IsUnitHere(words_, at_, scope_, tags_)) lexical_.reset();
    // "expressed in minutes" where orders may be express
    if (lexical_.has_value() && keyword_.has_value() && words_[at_].text == "expressed" && at_ + 1 < words_.size() && IsOneOf(words_[at_ + 1].text, {"in", "as"})) lexical_.reset();
  }

  void WeighSteps() {
    // "top five books by hours heard": by what they come to, and no step of time.
    if (keyword_.has_value() && keyword_->kind == TagKind::kGrain && keyword_->last == at_ + 1 && words_[at_].text == "by" && words_[at_ + 1].text.back() == 's' && at_ + 2 < words_.size() && !words_[at_ + 1].break_after && (Participle(words_[at_ + 2].text) || IsOneOf(words_[at_ + 2].text, {"taught", "spent", "driven", "flown", "slept", "worn", "run", "given", "lost", "sold"}))) {
      keyword_ = FindKeyword({words_[at_]}, 0);
      if (keyword_.has_value()) keyword_->first = keyword_->last = at_;
    }
    // "yearly subscriptions" of a plan: the value, and no step of time.
    if (keyword_.has_value() && keyword_->kind == TagKind::kGrain && keyword_->last == at_ && lexical_.has_value() && lexical_->last == at_ && lexical_->meanings[0].kind == MeaningKind::kValue && lexical_->meanings[0].weight >= 1 && at_ + 1 < words_.size() &&
        !words_[at_].break_after) {
      // "yearly as well as monthly passes"
      size_t noun = at_ + 1;
      while (noun + 1 < words_.size() && !words_[noun].break_after && (IsOneOf(words_[noun].text, {"and", "or", "as", "well"}) || IsValueOf(noun, lexical_->meanings[0]))) ++noun;
      const std::optional<Tag> rows = FindLexical(words_, noun, scope_);
      if (rows.has_value() && std::any_of(rows->meanings.begin(), rows->meanings.end(), [](const Meaning& one) { return one.kind == MeaningKind::kTable; })) keyword_.reset();
    }
    // "the daily quiz" of a mode that is called so: which quiz.
    if (keyword_.has_value() && keyword_->kind == TagKind::kGrain && keyword_->last == at_ && at_ > 0 && IsOneOf(words_[at_ - 1].text, {"the", "a", "our"}) && lexical_.has_value() && lexical_->last == at_ && lexical_->meanings[0].kind == MeaningKind::kValue && lexical_->meanings[0].weight >= 1 && at_ + 1 < words_.size() && !words_[at_].break_after) {
      const std::optional<Tag>& next = question_.Keyword(at_ + 1);
      const std::optional<Tag> noun = FindLexical(words_, at_ + 1, scope_);
      const bool measured = (next.has_value() && next->kind != TagKind::kFiller && next->kind != TagKind::kTime) || (noun.has_value() && noun->meanings[0].kind != MeaningKind::kValue);
      if (!measured) keyword_.reset();
    }
    // "in the night shift" of a shift that is one of them: which shift, and no hours of the day.
    if (keyword_.has_value() && keyword_->kind == TagKind::kHours && keyword_->last + 1 < words_.size() && !words_[keyword_->last].break_after) {
      const std::optional<Tag> value = FindLexical(words_, keyword_->last, scope_);
      const std::optional<Tag> column = FindLexical(words_, keyword_->last + 1, scope_);
      const bool of_it = value.has_value() && column.has_value() && value->last == keyword_->last && value->meanings[0].kind == MeaningKind::kValue && column->meanings[0].kind == MeaningKind::kColumn && value->meanings[0].source == column->meanings[0].source && value->meanings[0].column == column->meanings[0].column;
      if (of_it && keyword_->last == at_) {
        keyword_.reset();
      } else if (of_it) {
        keyword_ = TagOver(TagKind::kFiller, at_, keyword_->last - 1);
      }
    }
    // "annual billing" of a cycle that is yearly or monthly
    if (keyword_.has_value() && keyword_->kind == TagKind::kGrain && keyword_->last == at_ && lexical_.has_value() && lexical_->last == at_ && lexical_->meanings[0].kind == MeaningKind::kValue && lexical_->meanings[0].weight >= 0.75 && at_ + 1 < words_.size() && !words_[at_].break_after &&
        IsOneOf(words_[at_ + 1].text, {"billing", "cycle", "plan", "plans", "renewal", "renewals"})) {
      keyword_.reset();
    }
  }

  void WeighCounts() {
    // "total count by name" of a column called count
    if (keyword_.has_value() && keyword_->kind == TagKind::kCount && keyword_->last == at_ + 1 && words_[at_].text == "total" && words_[at_ + 1].text == "count") {
      const std::optional<Tag> own = FindLexical(words_, at_ + 1, scope_);
      if (own.has_value() && own->last == at_ + 1 && own->meanings[0].kind == MeaningKind::kColumn && own->meanings[0].weight >= 1) {
        keyword_ = FindKeyword({words_[at_]}, 0);
        keyword_->first = keyword_->last = at_;
      }
    }
    // "median time in min", "converted to min", "median min from A to B": the unit, and nothing smallest.
    if (keyword_.has_value() && keyword_->kind == TagKind::kAggregate && keyword_->last == at_ && words_[at_].text == "min" && IsMinutesHere(words_, at_, tags_)) {
      keyword_->kind = TagKind::kUnit;
      keyword_->unit = words_[at_].text;
      keyword_->dimension = knowledge::Dimension::kDuration;
    }
    if (keyword_.has_value() && lexical_.has_value() && IsColumnCalledSo(question_, at_, *keyword_, *lexical_, scope_, tags_)) keyword_.reset();
    // "lots of cement" where lots are a table's.
    if (keyword_.has_value() && keyword_->told && lexical_.has_value() && lexical_->meanings[0].weight >= 0.7) keyword_.reset();
  }

  // Words that would decline the question, or that say what is not there.
  void WeighRefusals() {
    // "swap revenue" of a table of swaps: nothing is to be swapped.
    if (keyword_.has_value() && keyword_->kind == TagKind::kForbidden && lexical_.has_value() && lexical_->meanings[0].kind == MeaningKind::kTable && at_ + 1 < words_.size()) {
      const std::optional<Tag>& behind = question_.Keyword(at_ + 1);
      const bool measured = behind.has_value() && (behind->kind == TagKind::kMoney || behind->kind == TagKind::kRatio || behind->kind == TagKind::kTrend || behind->kind == TagKind::kCount);
      if (measured || IsOneOf(words_[at_ + 1].text, {"volume", "volumes", "numbers", "counts", "duration", "durations", "times", "statistics", "orders", "requests", "jobs", "events", "calls", "operations", "runs", "attempts"})) keyword_.reset();
    }
    // "void slips: yesterday vs the day before": those in a state of that name are compared.
    if (keyword_.has_value() && keyword_->kind == TagKind::kForbidden && lexical_.has_value() && lexical_->last == at_ && lexical_->meanings[0].kind == MeaningKind::kValue && lexical_->meanings[0].values.size() == 1 &&
        absl::AsciiStrToLower(lexical_->meanings[0].values[0]) == words_[at_].text && std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(at_), words_.end(), [](const Word& word) { return IsOneOf(word.text, {"vs", "versus", "compared", "per"}); })) {
      keyword_.reset();
    }
    // "for more than 25 days without a deposit": so many days, and what they lack.
    if (keyword_.has_value() && keyword_->kind == TagKind::kFill && keyword_->last > at_ && words_[at_ + 1].text == "without" && at_ > 0 && words_[at_ - 1].number.has_value() && !words_[at_ - 1].break_after) keyword_.reset();
    // "with an annual pass" of passes that are annual, weekly or single: which of them, and no step.
    if (keyword_.has_value() && keyword_->kind == TagKind::kGrain && keyword_->last == at_ && lexical_.has_value() && lexical_->last == at_ && lexical_->meanings[0].kind == MeaningKind::kValue && lexical_->meanings[0].values == std::vector<std::string>{words_[at_].text} &&
        at_ > 0 && IsOneOf(words_[at_ - 1].text, {"a", "an"}) && at_ + 1 < words_.size() && !words_[at_].break_after) {
      keyword_.reset();
    }
    // "stop faults by sector" of a severity that is called so, right before what the rows are: which of them.
    if (keyword_.has_value() && keyword_->kind == TagKind::kForbidden && keyword_->last == at_ && lexical_.has_value() && lexical_->last == at_ && lexical_->meanings[0].kind == MeaningKind::kValue && lexical_->meanings[0].source == 0 && lexical_->meanings[0].values == std::vector<std::string>{words_[at_].text} && at_ + 1 < words_.size() &&
        !words_[at_].break_after) {
      size_t length = 0;
      const std::vector<Meaning> behind = scope_.Find(words_, at_ + 1, &length);
      const size_t then = at_ + 1 + length;
      const bool rows = std::any_of(behind.begin(), behind.end(), [](const Meaning& meaning) { return meaning.kind == MeaningKind::kTable && meaning.source == 0; });
      if (rows && then < words_.size() && IsOneOf(words_[then].text, {"by", "per", "since", "today", "yesterday", "this", "last"})) keyword_.reset();
    }
    // "jets and bursts" of a value that is called so: one of two that are told apart.
    if (keyword_.has_value() && keyword_->kind == TagKind::kAnomaly && keyword_->last == at_ && IsOneOf(words_[at_].text, {"burst", "bursts", "jump", "jumps", "surge", "surges"}) && lexical_.has_value() && lexical_->last >= at_ && lexical_->meanings[0].kind == MeaningKind::kValue && !tags_.empty() &&
        IsOneOf(words_[tags_.back().last].text, {"and", "or"})) {
      keyword_.reset();
    }
    // "draw the most applications": get them.
    if (keyword_.has_value() && keyword_->kind == TagKind::kUnanswerable && words_[at_].text == "draw" && at_ > 0 && keyword_->last + 1 < words_.size() && IsOneOf(words_[keyword_->last + 1].text, {"most", "fewest", "least"})) {
      keyword_ = Tag();
      keyword_->kind = TagKind::kFiller;
      keyword_->first = keyword_->last = at_;
    }
    // "fault warping" of a column called fault, "mean opinion score": no blame and no opinion.
    if (keyword_.has_value() && keyword_->kind == TagKind::kUnanswerable && keyword_->first == keyword_->last && lexical_.has_value() && lexical_->last >= at_ && lexical_->meanings[0].weight >= 0.85) keyword_.reset();
    // "cancelled because of the weather" of a state that says so
    if (keyword_.has_value() && keyword_->kind == TagKind::kUnanswerable && keyword_->last == at_ && words_[at_].text == "weather" && lexical_.has_value() && lexical_->last == at_ && lexical_->meanings[0].kind == MeaningKind::kValue && lexical_->meanings[0].weight >= 0.7) keyword_.reset();
    // "with missing boxes" of a number called so
    if (keyword_.has_value() && keyword_->kind == TagKind::kWithout && keyword_->last == at_ && words_[at_].text == "missing" && lexical_.has_value() && lexical_->last == at_ && lexical_->meanings[0].kind == MeaningKind::kColumn && lexical_->meanings[0].source == 0 && scope_.main().column(lexical_->meanings[0].column).measure) keyword_.reset();
    // "by cause of the fault" of a column called cause
    if (keyword_.has_value() && keyword_->kind == TagKind::kUnanswerable && words_[at_].text == "cause" && keyword_->last == at_ + 1 && lexical_.has_value() && lexical_->last == at_ && lexical_->meanings[0].weight >= 0.85) keyword_.reset();
    // "missing homework" of a state that is called so.
    if (keyword_.has_value() && keyword_->kind == TagKind::kWithout && keyword_->last == at_ && words_[at_].text == "missing" && lexical_.has_value() && lexical_->last == at_ && lexical_->meanings[0].kind == MeaningKind::kValue && lexical_->meanings[0].weight >= 0.85 && !(at_ + 1 < words_.size() && IsOneOf(words_[at_ + 1].text, {"a", "an", "the", "any"}))) keyword_.reset();
  }

  void WeighComparisons() {
    // "requests over HTTP", "orders over the phone": by it, and not more than it.
    if (keyword_.has_value() && keyword_->kind == TagKind::kCompare && keyword_->last == at_ && words_[at_].text == "over") {
      const size_t value = at_ + 1 < words_.size() && words_[at_ + 1].text == "the" ? at_ + 2 : at_ + 1;
      const std::optional<Tag> behind = value < words_.size() && !words_[value].number.has_value() ? FindLexical(words_, value, scope_) : std::nullopt;
      if (behind.has_value() && behind->meanings[0].kind == MeaningKind::kValue && behind->meanings[0].weight >= 0.85) keyword_->kind = TagKind::kFiller;
    }
    // "under an active contract": in that state, and not less than something.
    if (keyword_.has_value() && keyword_->kind == TagKind::kCompare && keyword_->last == at_ && words_[at_].text == "under" && at_ + 1 < words_.size()) {
      const size_t value = IsOneOf(words_[at_ + 1].text, {"a", "an", "the"}) ? at_ + 2 : at_ + 1;
      const std::optional<Tag> behind = value < words_.size() && !words_[value].number.has_value() ? FindLexical(words_, value, scope_) : std::nullopt;
      if (behind.has_value() && behind->meanings[0].kind == MeaningKind::kValue) keyword_->kind = TagKind::kFiller;
    }
    // "over all orders": of all of them.
    if (keyword_.has_value() && keyword_->kind == TagKind::kCompare && keyword_->last == at_ && words_[at_].text == "over" && at_ + 1 < words_.size() && words_[at_ + 1].text == "all") keyword_->kind = TagKind::kFiller;
    // "app against till" of where tickets are sold: a place, and no time.
    const bool listed = !tags_.empty() && (tags_.back().kind == TagKind::kVersus || tags_.back().kind == TagKind::kAnd || tags_.back().kind == TagKind::kOr) && tags_.back().last + 1 == at_;
    if (listed && keyword_.has_value() && keyword_->kind == TagKind::kTo && words_[at_].text == "till" && lexical_.has_value() && lexical_->last == at_ && lexical_->meanings[0].kind == MeaningKind::kValue && lexical_->meanings[0].weight >= 1) keyword_.reset();
    // "did it go up from April to May": the one against the other.
    if (keyword_.has_value() && keyword_->kind == TagKind::kTo && keyword_->last == at_ && IsToOfChange(words_, at_, tags_, question_.now())) keyword_->kind = TagKind::kVersus;
  }

  void WeighMoney() {
    // "by spend" where a column is called so
    if (keyword_.has_value() && keyword_->kind == TagKind::kMoney && keyword_->last == at_ + 1 && IsOneOf(words_[at_].text, {"by", "total"}) && FindLexical(words_, at_ + 1, scope_).has_value()) {
      keyword_ = FindKeyword({words_[at_]}, 0);
      keyword_->first = keyword_->last = at_;
    }
    // "net amount paid out": what went out, and no money taken.
    if (keyword_.has_value() && keyword_->kind == TagKind::kMoney && words_[at_].text == "amount" && keyword_->last == at_ + 1 && at_ + 2 < words_.size() && IsOneOf(words_[at_ + 2].text, {"out", "back", "in"})) {
      keyword_ = FindKeyword({words_[at_]}, 0);
      keyword_->first = keyword_->last = at_;
    }
    // "approved volume" of payments: their money.
    if (keyword_.has_value() && keyword_->kind == TagKind::kAggregate && keyword_->last == at_ && words_[at_].text == "volume" && scope_.main().money() < scope_.main().size() && IsPaid(scope_.main().name_stems())) {
      keyword_->kind = TagKind::kMoney;
      keyword_->told = false;
    }
    // "sales per store" of purchases, one of whose states says that the money was kept: for how much, and not how many.
    if (keyword_.has_value() && keyword_->kind == TagKind::kMoney && keyword_->last == at_ && words_[at_].text == "sales" && lexical_.has_value() && lexical_->last == at_ && lexical_->meanings[0].kind == MeaningKind::kTable && lexical_->meanings[0].source == 0 && lexical_->meanings[0].weight < 1 &&
        scope_.main().money() < scope_.main().size() && !scope_.main().kept().empty() && (tags_.empty() || (tags_.back().kind != TagKind::kCount && tags_.back().kind != TagKind::kCompare && tags_.back().kind != TagKind::kNumber && tags_.back().kind != TagKind::kDistinct))) {
      lexical_.reset();
    }
    // "average approved payment" of taps that have an amount: of that.
    if (!keyword_.has_value() && !lexical_.has_value() && IsOneOf(words_[at_].text, {"payment", "payments"}) && scope_.main().money() < scope_.main().size() && std::any_of(tags_.begin(), tags_.end(), [](const Tag& tag) { return tag.kind == TagKind::kAggregate && tag.aggregate != MeasureKind::kSum; })) {
      keyword_.emplace();
      keyword_->kind = TagKind::kMoney;
      keyword_->first = keyword_->last = at_;
    }
    // "sales channel", "revenue category": of a column, and no sum.
    if (keyword_.has_value() && keyword_->kind == TagKind::kMoney && keyword_->last == at_ && IsKindBehind(words_, scope_, at_)) keyword_->kind = TagKind::kFiller;
    // "top-earning SKUs": by money, where "earned" alone says no more than that there was some.
    const bool ranked = !tags_.empty() && (tags_.back().kind == TagKind::kTop || tags_.back().kind == TagKind::kMost || tags_.back().kind == TagKind::kExtreme) && tags_.back().last + 1 == at_;
    if (ranked && IsOneOf(words_[at_].text, {"earning", "grossing"}) && (!lexical_.has_value() || lexical_->meanings[0].weight < 0.7)) {
      keyword_.emplace();
      keyword_->kind = TagKind::kMoney;
      keyword_->first = keyword_->last = at_;
    }
    // "money taken at the stadium" beside a flag whose comment says "1 = money taken": how much, where nothing is counted.
    const bool amount = keyword_.has_value() && keyword_->kind == TagKind::kMoney && keyword_->last > at_ && lexical_.has_value() && lexical_->meanings[0].kind == MeaningKind::kValue && lexical_->meanings[0].weight < 1 && scope_.main().money() < scope_.main().size();
    if (amount && std::none_of(tags_.begin(), tags_.end(), [](const Tag& tag) { return tag.kind == TagKind::kCount || tag.kind == TagKind::kRatio || tag.kind == TagKind::kAggregate || tag.kind == TagKind::kWhich || tag.kind == TagKind::kHaving; })) lexical_.reset();
  }

  void WeighFillers() {
    // "more than 2 hours late": how late, and no state.
    const bool after_unit = !tags_.empty() && tags_.back().kind == TagKind::kUnit && tags_.back().dimension == knowledge::Dimension::kDuration && tags_.back().last + 1 == at_;
    if (after_unit && IsOneOf(words_[at_].text, {"late", "early"}) && (!lexical_.has_value() || lexical_->last == at_)) {
      Take(TagOver(TagKind::kFiller, at_, at_));
      return;
    }
    // "kind of interview" of a column called kind: which kind, and not just the interview.
    if (keyword_.has_value() && lexical_.has_value() && keyword_->kind == TagKind::kFiller && keyword_->last == at_ + 1 && lexical_->last == at_ && words_[at_ + 1].text == "of" &&
        lexical_->meanings[0].kind == MeaningKind::kColumn && lexical_->meanings[0].weight >= 0.7) {
      keyword_.reset();
    }
    if (lexical_.has_value() && keyword_.has_value() && keyword_->kind == TagKind::kFiller && TakesObject(words_, scope_, at_, *lexical_)) lexical_.reset();
    // "contracts that ended in May" of end_date: when, and no small word.
    if (lexical_.has_value() && keyword_.has_value() && keyword_->kind == TagKind::kFiller && TimeFollows(lexical_->last) && IsOneOf(words_[at_].text, {"ended", "ends", "started", "starts", "finished", "closed", "opened"}) &&
        lexical_->meanings[0].kind == MeaningKind::kMoment && lexical_->meanings[0].source == 0 && lexical_->meanings[0].values.empty() && lexical_->meanings[0].weight >= 0.9) {
      keyword_.reset();
    }
    // "which model do members rate the worst": the verb of a rating, and no rate.
    if (keyword_.has_value() && keyword_->kind == TagKind::kRatio && keyword_->last == at_ && words_[at_].text == "rate" && lexical_.has_value() && IsVerb(words_, at_)) keyword_.reset();
    // "how long does it take in the renderer" of render_ms, where a comment speaks of the renderer elsewhere: what does it, and no value.
    if (lexical_.has_value() && lexical_->last == at_ && lexical_->meanings[0].kind == MeaningKind::kValue && lexical_->meanings[0].weight < 0.7 && DoesWhatIsMeasured(words_, scope_, at_)) {
      lexical_.reset();
      keyword_.emplace();
      keyword_->kind = TagKind::kFiller;
      keyword_->first = keyword_->last = at_;
    }
    // "plus members" where plus is a value: nothing stands before that it could join.
    // "name plus minutes" joins what is shown.
    const bool joins = !tags_.empty() && (tags_.back().kind == TagKind::kLexicon || (at_ > 0 && !words_[at_ - 1].break_after && IsOneOf(words_[at_ - 1].text, {"name", "names", "title", "number", "date", "amount", "id", "total"})));
    // "free, plus and family": one of a list.
    const bool listed = at_ > 0 && at_ + 1 < words_.size() && words_[at_ - 1].break_after && (words_[at_].break_after || IsOneOf(words_[at_ + 1].text, {"and", "or"}));
    if (lexical_.has_value() && keyword_.has_value() && keyword_->kind == TagKind::kAnd && keyword_->last == at_ && lexical_->meanings[0].weight >= 0.85 && (!joins || listed)) keyword_.reset();
    // "put up for sale": offered, and not sold; no more than what there is where its time says so.
    if (words_[at_].text == "sale" && at_ > 0 && words_[at_ - 1].text == "for" && !words_[at_ - 1].break_after) {
      const std::string& moment = scope_.main().profile().time_column;
      const bool offered = !moment.empty() && IsOneOf(scope_.Facts({0, moment}).words.front(), {"listed", "posted", "published", "offered", "advertised", "added", "created", "opened"});
      if (lexical_.has_value() && lexical_->meanings[0].kind == MeaningKind::kValue) lexical_.reset();
      keyword_.reset();
      if (offered) Take(TagOver(TagKind::kFiller, at_, at_));
    }
  }

  // The rest of a name whose beginning stands before it: taken where it is one.
  bool EndsName() {
    // "a cell count above 400" of a comment that says "cell count": the rest of the name, and nothing is counted.
    if (keyword_.has_value() && keyword_->kind == TagKind::kCount && keyword_->last == at_ && IsOneOf(words_[at_].text, {"count", "counts"}) && at_ > 0 && !words_[at_ - 1].break_after && NamesCount(at_)) return TakeRest();
    // "without an end date" of end_date, whose name is "end": the rest of it.
    if (IsOneOf(words_[at_].text, {"date", "dates"}) && !tags_.empty() && tags_.back().kind == TagKind::kLexicon && tags_.back().last + 1 == at_ && !words_[at_ - 1].break_after && IsDateOf(words_, scope_, tags_.back()) &&
        (!lexical_.has_value() || lexical_->last == at_)) {
      return TakeRest();
    }
    return false;
  }

  // The one or the other, where both are as long.
  void Settle() {
    // "what did we bill" of a flag "billed": those that were.
    if (keyword_.has_value() && keyword_->kind == TagKind::kMoney && IsOneOf(words_[keyword_->last].text, {"bill", "billed", "invoice", "invoiced"}) && keyword_->last > at_) {
      const std::optional<Tag> verb = FindLexical(words_, keyword_->last, scope_);
      const Meaning* state = verb.has_value() && !verb->meanings.empty() ? &verb->meanings[0] : nullptr;
      if (state != nullptr && state->kind == MeaningKind::kValue && state->source == 0 && (scope_.main().column(state->column).flag || scope_.main().column(state->column).status)) {
        keyword_ = FindKeyword({words_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(keyword_->last)}, at_);
      }
    }
    // "registered in April" of a state: a value, whatever phrases begin with it.
    if (keyword_.has_value() && lexical_.has_value() && keyword_->kind == TagKind::kFiller && keyword_->last > lexical_->last && lexical_->last == at_ && lexical_->meanings[0].kind == MeaningKind::kValue && lexical_->meanings[0].source == 0 &&
        lexical_->meanings[0].weight >= 0.9 && words_[at_].text.size() > 4 && Participle(words_[at_].text)) {
      keyword_.reset();
    }
    if (lexical_.has_value() && keyword_.has_value() && lexical_->last == keyword_->last) {
      // Words of the language that are also the table's: the composer decides by what follows.
      // "volume brewed this month" of volume_hl: what is added up.
      const Meaning& own = lexical_->meanings[0];
      const bool volume = keyword_->kind == TagKind::kAggregate && words_[at_].text == "volume" && own.kind == MeaningKind::kColumn && own.source == 0 && own.weight >= 0.9 && scope_.main().column(own.column).measure;
      if (volume || Yields(*keyword_, own)) {
        keyword_.reset();
      } else {
        keyword_->meanings = lexical_->meanings;
        lexical_.reset();
      }
    }
    if (keyword_.has_value() && keyword_->kind == TagKind::kGrain && IsLength(words_, at_)) keyword_.reset();
    // "total amount of payments" of a column amount_eur: what is added up is called so.
    if (keyword_.has_value() && keyword_->kind == TagKind::kAggregate && keyword_->last == at_ + 2 && words_[at_].text == "total" && words_[at_ + 1].text == "amount") {
      const std::optional<Tag> own = FindLexical(words_, at_ + 1, scope_);
      if (own.has_value() && own->last == at_ + 1 && own->meanings[0].kind == MeaningKind::kColumn && own->meanings[0].weight >= 0.9) {
        keyword_->last = at_;
        // Of another table's total it is no part.
        if (lexical_.has_value() && lexical_->last == at_) lexical_.reset();
      }
    }
    // "the settled amount of accounts": the column before the phrase.
    if (keyword_.has_value() && lexical_.has_value() && keyword_->kind == TagKind::kAggregate && (words_[at_].text == "amount" || words_[at_].text == "volume") &&
        lexical_->meanings[0].weight >= 0.7) {
      keyword_.reset();
    }
  }

  void WeighUnits() {
    // "in s" at the end, "how many s"
    if (keyword_.has_value() && keyword_->kind == TagKind::kFiller && keyword_->last == at_ && words_[at_].text.size() == 1 && at_ > 0 &&
        ((IsOneOf(words_[at_ - 1].text, {"in", "to"}) && (at_ + 1 == words_.size() || words_[at_].break_after)) || words_[at_ - 1].text == "many") &&
        knowledge::FindUnit(words_[at_].text).has_value()) {
      keyword_.reset();
    }
    // "line by line" of a column called so: by it.
    if (at_ + 2 < words_.size() && words_[at_ + 1].text == "by" && words_[at_].text == words_[at_ + 2].text && lexical_.has_value() && lexical_->last == at_ && OfColumn(lexical_->meanings[0]) && lexical_->meanings[0].kind != MeaningKind::kValue && lexical_->meanings[0].weight >= 0.85) {
      Take(TagOver(TagKind::kFiller, at_, at_));
    }
    // "more than 15 min late"
    if (keyword_.has_value() && keyword_->kind == TagKind::kAggregate && keyword_->last == at_ && words_[at_].text == "min" && !tags_.empty() && tags_.back().kind == TagKind::kNumber && tags_.back().last + 1 == at_) {
      Tag unit = TagOver(TagKind::kUnit, at_, at_);
      unit.unit = "min";
      unit.dimension = knowledge::Dimension::kDuration;
      Take(std::move(unit));
    }
    // "38 m": a unit, where "m" alone says nothing.
    if (keyword_.has_value() && keyword_->kind == TagKind::kFiller && keyword_->last == at_ && words_[at_].text.size() == 1 && !tags_.empty() && tags_.back().kind == TagKind::kNumber &&
        !words_[at_ - 1].break_after && knowledge::FindUnit(words_[at_].text).has_value()) {
      keyword_.reset();
    }
    // "in minutes": how it is shown, also where a column is called so.
    if (lexical_.has_value() && !IsCurrencyValue(words_, scope_, at_) && at_ > 0 && words_[at_ - 1].text == "in" && lexical_->last == at_ && knowledge::FindUnit(words_[at_].text).has_value() &&
        (at_ + 1 == words_.size() || words_[at_].break_after || words_[at_ + 1].text == "by" || words_[at_ + 1].text == "per" || words_[at_ + 1].text == "for")) {
      Tag unit;
      unit.kind = TagKind::kUnit;
      unit.first = unit.last = at_;
      unit.unit = words_[at_].text;
      unit.dimension = knowledge::FindUnit(words_[at_].text)->dimension;
      Take(std::move(unit));
    }
  }

  void Take(Tag tag) {
    keyword_ = std::move(tag);
    lexical_.reset();
  }

  bool TakeRest() {
    Take(TagOver(TagKind::kFiller, at_, at_));
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

  // "in May" behind "ended"
  bool TimeFollows(size_t last) const {
    for (size_t at : {last + 1, last + 2}) {
      if (at < words_.size() && question_.Time(at).has_value()) return true;
    }
    return false;
  }

  // What is paid, and counted in money.
  static bool IsPaid(const std::vector<std::string>& name) {
    static const auto& words = *new std::set<std::string>{Stem("payment"), Stem("transaction"), Stem("transfer"), Stem("payout"), Stem("donation"), Stem("settlement")};
    return !name.empty() && words.count(name.back()) > 0;
  }

  QuestionWords& question_;
  const std::vector<Word>& words_;
  const Scope& scope_;
  const std::vector<Tag>& tags_;
  const size_t at_;
  std::optional<Tag> keyword_;
  std::optional<Tag> lexical_;
};

}  // namespace

bool IsCurrencyValue(const std::vector<Word>& words, const Scope& scope, size_t at) {
  const std::optional<knowledge::UnitOfMeasure> unit = knowledge::FindUnit(words[at].text);
  if (!unit.has_value() || unit->dimension != knowledge::Dimension::kMoney) return false;
  const std::optional<Tag> lexical = FindLexical(words, at, scope);
  return lexical.has_value() && lexical->last == at && lexical->meanings[0].kind == MeaningKind::kValue && lexical->meanings[0].weight >= 1;
}

WordReadings ReadWord(QuestionWords& question, size_t at, const Scope& scope, const std::vector<Tag>& tags) {
  return KeywordUse(question, at, scope, tags).Run();
}

}  // namespace aurora::query::language

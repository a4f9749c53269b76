#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/language/logical_form.h"
#include "services/query-engine/language/schema/scope.h"
#include "services/query-engine/language/tag/tag.h"

namespace aurora::query::language {

// Something that was read into the question, for the asker to see.
struct Note {
  std::string id;
  std::string words;
  std::string reading;
};

// Why there is no reading.
enum class Problem { kNone, kNotUnderstood, kForbidden, kUnanswerable, kNothingAsked, kNotSaid, kSizeOpen, kTimeOpen };

struct Composed {
  std::optional<LogicalForm> form;
  // Higher is more plausible; comparable between tables.
  double score = 0;
  // How sure the reading is of itself, 0 to 1, whatever other tables say.
  double certainty = 1;
  std::vector<Note> notes;
  Problem problem = Problem::kNone;
  // The words that stood in the way.
  std::vector<std::string> words;
  // Of them what no table knows, by the question's words.
  struct Span {
    size_t first = 0;
    size_t last = 0;
  };
  std::vector<Span> unknown;
  // All of what stood in the way, where an answer may do without it.
  std::vector<Span> dispensable;
  // Problem::kSizeOpen: the columns that "biggest" may be by. Problem::kTimeOpen: the dates that a time may be of.
  std::vector<ColumnRef> open;
  // What the question itself said, for follow-ups, where the rest comes from the question before.
  bool said_measure = false;
  bool said_table = false;
  bool said_limit = false;
  bool said_order = false;
  bool said_all = false;
  bool said_compared = false;
  bool said_shape = false;
  bool instead = false;
  // A follow-up's grouping comes to those before: "by channel too".
  bool also = false;
  // A window that leans on the one of the question before.
  std::optional<TimeShift> shift;
};

// Tags -> logical form, for one table and those joined to it. Every word that could change the answer must find a place,
// or there is no form.
//
// One use, one thread.
class Composer {
 public:
  // `choices`: for tags (by index) with several meanings, which one to take; the first otherwise. `chosen`: what "biggest" is by, or
  // which date a time is of, where it may be several columns.
  Composer(const std::vector<Word>& words, std::vector<Tag> tags, const Scope& scope, absl::Time now,
           std::map<size_t, size_t> choices = {}, ColumnRef chosen = {});

  // `fragment`: a follow-up, which need not name a measure.
  Composed Run(bool fragment = false);

 private:
  // A condition, and where in the question it stands.
  struct Placed {
    Condition condition;
    size_t tag = 0;
    bool linked = false;  // joined to the one before by "and", "or" or a comma
    bool versus = false;
  };
  // A noun of the question that may become a group, a measure or nothing.
  struct Noun {
    size_t tag = 0;
    Meaning meaning;
    bool used = false;
  };
  enum class Context { kNone, kBy, kPer, kCount, kDistinct, kAggregate, kTop, kMost, kExtreme, kWhich, kList, kHaving, kWhen, kRatio };

  // --- tags (composer.cpp)
  const Meaning& Chosen(size_t tag) const;
  bool Is(size_t tag, TagKind kind) const { return tag < tags_.size() && tags_[tag].kind == kind; }
  bool Has(TagKind kind) const;
  bool Lexical(size_t tag) const { return Is(tag, TagKind::kLexicon); }
  bool Means(size_t tag, MeaningKind kind) const { return Lexical(tag) && Chosen(tag).kind == kind; }
  // The next or previous tag that is no filler; tags_.size() when there is none.
  size_t Next(size_t tag) const;
  size_t Previous(size_t tag) const;
  bool BreakBetween(size_t first, size_t second) const;
  std::string Words(size_t tag) const;
  std::string Words(size_t first, size_t last) const;
  std::string Text(size_t tag) const { return tag < tags_.size() ? words_[tags_[tag].first].text : ""; }
  void Use(size_t tag);
  void Fail(Problem problem, size_t tag);
  void NoteThat(std::string id, std::string words, std::string reading);
  ColumnRef Ref(const Meaning& meaning) const { return scope_.Ref(meaning.source, meaning.column); }
  const ColumnFacts& FactsOf(const Meaning& meaning) const { return scope_.source(meaning.source).column(meaning.column); }
  Context ContextOf(size_t tag, size_t* at) const;
  bool ListedAfter(size_t tag, size_t other) const;
  bool DoneBySomebody(size_t tag) const;
  std::optional<Operand> OfAllPieces(bool sold) const;
  bool HeadsComment(const ColumnRef& column, const Word& word) const;
  bool SaysOfTheThing(const ColumnRef& column, const Word& word) const;

  // --- what is asked (composer.cpp)
  bool FindHopeless();
  bool NamesReason(size_t tag) const;
  void Disambiguate();
  void PreferColumnBeside(size_t tag);
  void FindModifiers();
  void FindSilence();
  bool IsPerfect(size_t negation) const;
  // doctors who never had an appointment: rows of this table without one in another
  bool ReadWithout();
  bool OfRowsBefore(size_t lack) const;
  bool CalledByTable(size_t tag) const;
  // An id, or a name that nearly each row has its own of.
  bool EntityLike(const Meaning& meaning) const;
  // Whether most of its values have no more than a handful of rows.
  bool HasFewRowsEach(const ColumnRef& column) const;
  // "class" for class_type: what a row is, rather than which kind of it.
  bool NamesRows(size_t tag, const Meaning& meaning) const;
  void ReadSwitches();
  size_t FirstBehind(size_t rank) const;
  void ReadGrains();
  void ReadWindows();
  bool ReadYears(size_t at);
  void ReadLimit();
  void Finish(bool fragment);
  void AlignWindow();
  void AddLabels();
  void SetTime();
  TableJoin AskedPart(TableJoin join) const;
  bool LeadsInAnotherPart(size_t source, const TableJoin& join) const;
  bool NamesPart(const TableJoin& join, const std::string& column) const;
  bool LeadsTo(size_t way, size_t column) const;
  void UseSource(ColumnRef& ref);
  void ResolveSources();

  // --- what happened to the rows (measures/happened.cpp)
  void ReadWhenItHappened();
  bool TellsApartBy(const ColumnRef& column) const;
  void RefuseLostVerbs();
  bool ListsPeople() const;
  bool LosesDeal(size_t tag) const;

  // --- whether all was read (checks/leftovers.cpp)
  void WeighSmallWords();
  void RefuseDegenerate();
  bool TakenTooOften(const Measure& measure) const;
  bool AllUsed();
  bool SaidTwice(size_t tag) const;
  bool SaidByComment(size_t tag) const;
  bool SaidByVerb(size_t tag) const;
  bool SaysOfMeasure(size_t tag) const;
  bool TellsApart() const;
  bool OnlyOfOthers() const;

  // --- what an answer may do without (checks/dispensable.cpp)
  bool MayGoAside(size_t tag) const;
  void FindDispensable();

  // --- what nobody asked for (checks/guards.cpp)
  void RefuseGuesses();
  bool SaysMeasure(MeasureKind kind) const;
  bool SumsSpending() const;
  bool NamesWhatHappens(size_t tag, const Meaning& value) const;

  // --- conditions (conditions/conditions.cpp)
  void ReadComparisons();
  bool ReadComparison(size_t compare);
  bool ReadRelative(size_t compare, size_t factor);
  std::optional<Operand> ComparedOperand(size_t compare, size_t after, const Tag& number, const std::string& unit);
  double UnitFactor(const Operand& operand, const std::string& unit, bool money) const;
  bool ReadStepHaving(size_t compare, Comparison comparison, std::vector<std::string> values, Grain step);
  bool ReadHaving(size_t compare, Comparison comparison, std::vector<std::string> values, size_t after, bool money, bool times);
  bool GroupByWhose(size_t compare, size_t noun);
  bool ReadTotalHaving(size_t compare, Comparison comparison, const std::vector<std::string>& values, const Operand& operand);
  // Shares as conditions on groups (conditions/share_having.cpp)
  size_t ValueOfRate(size_t compare, size_t* rate) const;
  size_t ValueOfShare(size_t number) const;
  bool ReadShareHaving(size_t compare, Comparison comparison, std::vector<double> shares, size_t last, const std::string& unit);
  std::optional<Operand> OperandInUnit(const std::string& unit) const;
  // What "faster" is by where rows have a speed of their own.
  std::optional<Operand> SpeedOperand() const;
  void ReadColumnNumbers();
  void ReadSizes();
  // How many of something a row has (conditions/counted_things.cpp)
  bool CountsThingsOfRow(size_t tag) const;
  bool IsAveraged(size_t tag) const;
  bool SaidOfRow(size_t tag) const;
  bool ReadAnyOfThing(size_t i);
  bool ReadSoManyOfThing(size_t i);
  void ReadThingsOfRow();
  void ReadTextConditions();
  void ReadSameColumns();
  bool SaysAnything(size_t negation) const;
  void ReadMissing();
  void ReadPresent();
  // What only a comment says to be missing (conditions/absence.cpp)
  std::optional<ColumnRef> LackedColumn(const Word& thing) const;
  void ReadLacking();
  void ReadNobodyYet();
  bool HasComeTo(size_t tag);
  bool IsMadeOf(size_t tag) const;
  void ReadValues();
  void NarrowValues(size_t tag, Meaning& meaning);
  void ReadWeekdays();
  void ReadHours();
  // "between 1am and 5am" of each day of a longer stretch
  bool ReadDailyHours(size_t narrow, const TimeWindow& wide);
  // Of no column that says when: "exhibitions in April" of those that open and close.
  bool TimeIsOpen() const;
  // Whether a time that the question names no verb for may be of this column.
  bool MayDate(size_t column) const;
  bool Negated(size_t tag);
  void Place(Condition condition, size_t tag);
  // The placed conditions as filters: the same column's values are alternatives.
  std::vector<Condition> Combine(const std::vector<Placed>& placed) const;

  // --- measures and groups (nouns.cpp)
  void ReadSpan();
  // Lengths of time between moments that phrases name (spans.cpp)
  std::optional<ColumnRef> MomentOf(size_t first, size_t last) const;
  std::optional<Operand> SpanBetweenPhrases();
  void UseWordsOfSpan(const Operand& span, size_t after);
  void ReadNouns();
  void ReadNoun(size_t tag);
  std::optional<ColumnRef> KindOfRows() const;
  bool RowsAsked() const;
  bool CountsWhatIsMeasured(size_t tag, const Meaning& meaning) const;
  void ReadNumeric(size_t tag, const Meaning& meaning);
  void ReadCategory(size_t tag, const Meaning& meaning);
  void ReadTable(size_t tag);
  void ReadMoment(size_t tag, const Meaning& meaning);
  // Words that people defined (terms.cpp)
  void ReadTerms();
  void ReadTermMeasure(size_t tag);
  void ReadTermFilter(size_t tag);
  void CheckTerms();
  void ReadMoney();
  void ReadAggregates();
  bool AsksForDetails(size_t after);
  void ReadExtremes();
  bool ReadRated();
  void ReadHowLong();
  void ReadPer();
  void ReadUnits();
  bool OfRows(size_t noun, size_t unit) const;
  bool AggregateFor(size_t tag, MeasureKind* kind, double* quantile, std::vector<double>* more);
  void AddMeasure(MeasureKind kind, Operand operand, double quantile = 0.5);
  void AddGroup(const ColumnRef& column, size_t tag);
  void AddBucket(Grain grain);
  std::optional<Operand> OperandOf(knowledge::Dimension dimension, size_t near) const;
  std::vector<std::pair<double, Operand>> RankedOperands(knowledge::Dimension dimension) const;
  std::vector<ColumnRef> TiedColumns(knowledge::Dimension dimension) const;
  void AskWhichColumn();
  // From the row's beginning to its end; nullopt when its moments do not say which they are.
  std::optional<Operand> OwnSpan() const;
  std::optional<Operand> MoneyOperand();
  bool SizeIsOpen() const;
  void ReadOpenSize(size_t most, size_t table);
  void KeepMoney();
  // Several measures (measures/several.cpp)
  bool AsksForAmount(size_t tag) const;
  void ReadCountBeside();
  bool MoneyBesideOthers() const;
  bool SumsPartOfMoney() const;
  std::optional<std::string> LostBy(const ColumnRef& moment, size_t status) const;
  std::string NameOf(const Measure& measure) const;

  // --- shapes (shapes/shapes.cpp)
  void ReadRatio();
  void RankWithinEach();
  void CountSteps();
  void ReadConversion();
  void ReadUnusual();
  void ReadSilence();
  void ReadNever();
  // Sets of an entity's rows (conditions/sets.cpp)
  bool Identifies(const ColumnRef& column) const;
  bool OrBetween(size_t one, size_t other) const;
  size_t EachOf(size_t money) const;
  std::optional<Operand> PriceOfEach(size_t thing) const;
  bool ExcludeEachOther(const Condition& first, const Condition& second) const;
  bool ReadBoth();
  bool IsStep(size_t tag) const;
  void ReadTwoTimes();
  void ReadAtLeastOnce();
  bool NoneBehind(size_t tag);
  void ReadFirstTime();
  void ReadVersusValues();
  size_t EitherOr();
  void ReadComparedBy();
  // users active in a time: those with a row in it
  void ReadActive();
  void SaysActive(size_t tag);
  // "enterprise customers" of a table that calls them otherwise
  void ReadParties();
  void ReadShareOf();
  std::optional<size_t> EntityNoun(bool required);

  const std::vector<Word>& words_;
  const std::vector<Tag> tags_;
  const Scope& scope_;
  const absl::Time now_;
  std::map<size_t, size_t> choices_;
  const ColumnRef chosen_;

  bool fragment_ = false;
  // Nouns that only say of what the next noun is: "account" in "account tier".
  std::vector<bool> modifier_;
  std::vector<bool> used_;
  Composed composed_;
  LogicalForm form_;
  std::vector<Placed> placed_;
  std::vector<Noun> nouns_;
  bool failed_ = false;
  // Tags that found no place.
  std::set<size_t> left_;
  double weight_ = 0;
  size_t weighed_ = 0;
  double least_ = 1;
  // Switches.
  bool counted_ = false;
  bool ranked_ = false;
  bool listed_ = false;
  bool asks_when_ = false;
  bool rows_noun_ = false;
  bool money_ = false;
  bool plural_rank_ = false;
  bool spoken_number_ = false;
  bool explicit_group_ = false;
  // What the question does not say was filled in.
  bool assumed_ = false;
  std::optional<size_t> guessed_average_;  // the noun of an average that no word asks for
  std::optional<size_t> unusual_;
  std::optional<size_t> silent_;
  // Somebody was active, in a table that logs events.
  bool told_by_events_ = false;
  std::optional<size_t> never_;
  std::optional<size_t> first_time_;
  bool group_noun_seen_ = false;
  // Where the ratio's words are; tags_.size() for none.
  size_t ratio_ = 0;
  bool ratio_done_ = false;
  ColumnRef time_;
  std::vector<ColumnRef> used_columns_;
};

}  // namespace aurora::query::language

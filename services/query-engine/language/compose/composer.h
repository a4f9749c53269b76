#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/language/schema/lexicon.h"
#include "services/query-engine/language/logical_form.h"
#include "services/query-engine/language/tag/tag.h"

namespace aurora::query::language {

// Something that was read into the question, for the asker to see.
struct Note {
  std::string id;
  std::string words;
  std::string reading;
};

// Why there is no reading.
enum class Problem { kNone, kNotUnderstood, kForbidden, kUnanswerable, kNothingAsked, kNotSaid };

struct Composed {
  std::optional<LogicalForm> form;
  // Higher is more plausible; comparable between tables.
  double score = 0;
  std::vector<Note> notes;
  Problem problem = Problem::kNone;
  // The words that stood in the way.
  std::vector<std::string> words;
  // What the question itself said, for follow-ups, where the rest comes from the question before.
  bool said_measure = false;
  bool said_table = false;
  bool said_limit = false;
  bool said_order = false;
  bool instead = false;
};

// Tags -> logical form, for one table. Every word that could change the answer must find a place, or there is no form.
//
// One use, one thread.
class Composer {
 public:
  // `choices`: for tags (by index) with several meanings, which one to take; the first otherwise.
  Composer(const std::vector<Word>& words, const std::vector<Tag>& tags, const Lexicon& lexicon, absl::Time now,
           std::map<size_t, size_t> choices = {});

  // `fragment`: a follow-up, which need not name a measure.
  Composed Run(bool fragment = false);

 private:
  enum class Context { kNone, kCount, kDistinct, kAggregate, kBy, kTop, kWhich };

  const Meaning& Chosen(size_t tag) const;
  bool Is(size_t tag, TagKind kind) const { return tag < tags_.size() && tags_[tag].kind == kind; }
  bool IsMeaning(size_t tag, MeaningKind kind) const;
  // The next or previous tag that is no filler; tags_.size() when there is none.
  size_t Next(size_t tag) const;
  size_t Previous(size_t tag) const;
  std::string Words(size_t tag) const;
  std::string Words(size_t first, size_t last) const;
  void Use(size_t tag) { used_[tag] = true; }
  void Fail(size_t tag);

  bool FindHopeless();
  void ReadWindows();
  void ReadComparisons();
  bool ReadComparison(size_t compare);
  std::optional<size_t> ComparedColumn(size_t compare, size_t number, size_t after, const std::string& unit);
  double UnitFactor(size_t column, const std::string& unit) const;
  void ReadEqualNumbers();
  void ReadRatio();
  void ReadConversion();
  void ReadValues();
  void ReadNouns();
  void ReadLexicon(size_t tag);
  void ReadNumericColumn(size_t tag, size_t column);
  void ReadCategory(size_t tag, size_t column, bool entity);
  void ReadNumber(size_t tag);
  void AddFilter(Condition condition);
  void AddGroup(size_t column);
  void SetMeasure(MeasureKind kind, size_t column, double quantile = 0.5);
  void SetMoney(size_t tag);
  void KeepMoneyOnly();
  void SettleMeasure(bool fragment);
  void SettleExtreme();
  void SettleTrend();
  void SettleOrder();
  void SettleNames();
  void SettleScore();

  std::optional<size_t> MoneyColumn() const;
  std::optional<size_t> DurationColumn() const;
  // What a conversion counts: sessions, visits, users.
  std::optional<size_t> ConversionUnit() const;
  std::string NewName(const std::string& wanted) const;
  bool Plural(size_t tag) const;

  const std::vector<Word>& words_;
  const std::vector<Tag>& tags_;
  const Lexicon& lexicon_;
  const catalog::TableProfile& table_;
  const absl::Time now_;
  const std::map<size_t, size_t> choices_;

  std::vector<bool> used_;
  Composed result_;
  LogicalForm form_;

  Context context_ = Context::kNone;
  bool has_measure_ = false;
  bool has_count_ = false;
  bool has_list_ = false;
  bool has_which_ = false;
  bool has_trend_ = false;
  bool has_order_ = false;
  bool table_seen_ = false;
  bool rows_seen_ = false;
  bool ranked_plural_ = false;
  bool rows_plural_ = false;
  bool money_measure_ = false;
  std::optional<size_t> pending_aggregate_;
  std::optional<size_t> extreme_;
  std::optional<size_t> counted_entity_;
  std::vector<size_t> loose_entities_;
  std::vector<size_t> loose_categories_;
  double weight_ = 0;
};

}  // namespace aurora::query::language

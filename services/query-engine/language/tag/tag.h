#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/knowledge/units.h"
#include "services/query-engine/language/glossary/term_finder.h"
#include "services/query-engine/language/logical_form.h"
#include "services/query-engine/language/normalise/word.h"
#include "services/query-engine/language/schema/scope.h"
#include "services/query-engine/language/tag/word_link.h"
#include "services/query-engine/language/time/time_window.h"

namespace aurora::query::language {

enum class TagKind {
  kFiller,        // says nothing that matters
  kUnknown,       // could matter, not understood
  kTime,          // a window
  kShift,         // a window that leans on another: the week before, the same day a week earlier
  kGrain,         // hourly; after "by": hour
  kHourOfDay,
  kDayOfWeek,
  kWeekdays,      // on weekends, on Mondays: a condition
  kHours,         // in the mornings: a condition
  kNumber,
  kUnit,          // seconds, kg: after a number, or as what is wanted
  kCount,         // how many
  kDistinct,
  kAggregate,     // average, total, p95
  kMoney,         // revenue
  kRatio,         // rate, share of
  kConversion,
  kTrend,
  kTop,           // top, bottom
  kMost,          // most, busiest, fewest
  kExtreme,       // longest, cheapest, latest: of a kind of column
  kBy,            // by, for each
  kPer,           // per: a group, or a ratio
  kCompare,       // more than, at least
  kFactor,        // twice: a multiple of what follows
  kNegation,
  kNever,
  kNone,          // "finished none", "nothing happened": no row of what stands beside it
  kWithout,       // without, lacking
  kVersus,
  kWhich,
  kWhen,
  kList,
  kRows,          // rows, events, records
  kAnd,
  kOr,
  kFrom,          // from: the first of two moments
  kTo,
  kHaving,        // with, who have
  kInstead,       // replaces a grouping in a follow-up
  kAnomaly,
  kSilent,
  kFirstTime,
  kMoving,
  kCumulative,
  kPeriodOver,    // week over week
  kChange,        // change, growth
  kFill,          // empty steps as zero
  kHowLong,
  kStartsWith,
  kEndsWith,
  kContains,
  kLexicon,       // words of the tables
  kTerm,          // of the glossary, in SQL
  kForbidden,     // wants to change data
  kUnanswerable,  // wants what data cannot say
};

enum class ExtremeOf { kRows, kDimension, kTime };

struct Tag {
  TagKind kind = TagKind::kUnknown;
  // Words.
  size_t first = 0;
  size_t last = 0;

  std::vector<Meaning> meanings;  // kLexicon; others whose words are also the table's
  TimeWindow window;              // kTime
  TimeShift shift;                // kShift
  Grain grain;                    // kGrain, kPeriodOver
  double number = 0;              // kNumber, kFactor
  bool money = false;             // kNumber
  MeasureKind aggregate = MeasureKind::kSum;
  double quantile = 0.5;
  Comparison comparison = Comparison::kGreater;
  // kCompare, kExtreme, kUnit
  knowledge::Dimension dimension = knowledge::Dimension::kNone;
  bool descending = true;  // kTop, kMost, kExtreme
  ExtremeOf extreme = ExtremeOf::kRows;
  Direction direction = Direction::kEither;  // kAnomaly
  std::vector<int> weekdays;                 // kWeekdays: 1 is Monday
  std::vector<int> hours;                    // kHours: 0 to 23
  std::string unit;
  std::string corrected;  // from a misspelling
  // kFiller: has words that are on no list.
  bool open = false;
  // kFiller: says again what was said before.
  bool again = false;
  // kAnomaly: told as a story, which means it only where the question asks which or when.
  bool told = false;
  std::string linked;     // by meaning: what it was taken for
  // kLexicon: a noun that no name has, taken for that of the rows.
  bool rows = false;
  // kTerm, and kUnknown where the scope lacks its table.
  const Term* term = nullptr;
  size_t term_source = 0;

  bool IsLexicon(MeaningKind meaning) const {
    for (const Meaning& candidate : meanings) {
      if (candidate.kind == meaning) return true;
    }
    return false;
  }
};

inline Tag TagOver(TagKind kind, size_t first, size_t last) {
  Tag tag;
  tag.kind = kind;
  tag.first = first;
  tag.last = last;
  return tag;
}

// What its words were taken for is forgotten: they say nothing that chooses among the rows.
inline void SetAside(Tag& tag) {
  tag.kind = TagKind::kFiller;
  tag.meanings.clear();
  tag.linked.clear();
  tag.open = true;
}

class QuestionWords;

// Words -> tags, left to right, the longest phrase first. `terms`: of the glossary, which go before everything that is not longer.
// `links`: what words may mean that are nothing else here.
std::vector<Tag> TagWords(QuestionWords& question, const Scope& scope, const std::vector<TermSpan>& terms = {}, const std::vector<WordLink>& links = {});

// The words of the language itself. nullopt when none begins at `at`.
std::optional<Tag> FindKeyword(const std::vector<Word>& words, size_t at);

}  // namespace aurora::query::language

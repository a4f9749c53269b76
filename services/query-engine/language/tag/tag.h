#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/language/schema/lexicon.h"
#include "services/query-engine/language/logical_form.h"
#include "services/query-engine/language/time/time_window.h"
#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::language {

enum class TagKind {
  kFiller,      // says nothing that matters
  kUnknown,     // could matter, not understood
  kTime,        // a window
  kGrain,       // hourly; after "by": hour
  kHourOfDay,
  kDayOfWeek,
  kNumber,
  kUnit,        // seconds, kg: after a number
  kCount,       // how many
  kDistinct,
  kAggregate,   // average, total, p95
  kMoney,       // revenue
  kRatio,       // rate, share of
  kConversion,
  kTrend,
  kTop,         // top, bottom
  kMost,        // most, busiest, fewest
  kExtreme,     // longest, cheapest, latest: of a kind of column
  kBy,          // by, per, for each
  kCompare,     // more than, at least
  kNegation,
  kVersus,
  kWhich,
  kList,
  kRows,        // rows, events, records
  kAnd,
  kHaving,      // with, who have
  kInstead,     // replaces a grouping in a follow-up
  kLexicon,     // words of the table
  kForbidden,   // wants to change data
  kUnanswerable,  // wants what data cannot say
};

enum class ExtremeOf { kRows, kMoney, kDuration, kTime };

struct Tag {
  TagKind kind = TagKind::kUnknown;
  // Words.
  size_t first = 0;
  size_t last = 0;

  std::vector<Meaning> meanings;  // kLexicon; others whose words are also the table's
  TimeWindow window;              // kTime
  Grain grain;                    // kGrain
  double number = 0;              // kNumber
  bool money = false;             // kNumber
  MeasureKind aggregate = MeasureKind::kSum;
  double quantile = 0.5;
  Comparison comparison = Comparison::kGreater;
  bool comparison_is_duration = false;  // longer than, slower than
  bool descending = true;               // kTop, kMost, kExtreme
  ExtremeOf extreme = ExtremeOf::kRows;
  std::string unit;
  std::string corrected;  // from a misspelling

  bool IsLexicon(MeaningKind meaning) const {
    for (const Meaning& candidate : meanings) {
      if (candidate.kind == meaning) return true;
    }
    return false;
  }
};

// Words -> tags, left to right, the longest phrase first. `now` is the clock.
std::vector<Tag> TagWords(const std::vector<Word>& words, const Lexicon& lexicon, absl::Time now);

// The words of the language itself. nullopt when none begins at `at`.
std::optional<Tag> FindKeyword(const std::vector<Word>& words, size_t at);

}  // namespace aurora::query::language

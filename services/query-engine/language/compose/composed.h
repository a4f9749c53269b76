#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "services/query-engine/language/logical_form.h"

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
  // "only those": what it says comes to what was said before.
  bool narrows = false;
  // A follow-up's figure of what was measured before: "and the median?". kShareOfAll: "as a percentage".
  struct Figure {
    MeasureKind kind = MeasureKind::kSum;
    double quantile = 0.5;
  };
  std::optional<Figure> figure;
  // A window that leans on the one of the question before.
  std::optional<TimeShift> shift;
};

}  // namespace aurora::query::language

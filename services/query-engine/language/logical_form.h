#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/query-engine/language/time/time_window.h"

namespace aurora::query::language {

// What a question means, apart from its words and apart from SQL: the contract between reading and printing.

// One of the tables of a form.
struct Source {
  std::string database;
  std::string table;

  bool operator==(const Source&) const = default;
};

struct ColumnRef {
  // Index into LogicalForm::sources.
  size_t source = 0;
  std::string name;

  bool empty() const { return name.empty(); }
  bool operator==(const ColumnRef&) const = default;
};

// Source `source` is joined where `left` (of an earlier source) equals its column `right`.
struct TableJoin {
  size_t source = 0;
  ColumnRef left;
  std::string right;
  // Columns beside `left` that lead there in another part: return_depot beside pickup_depot.
  std::vector<std::string> other_parts = {};

  bool operator==(const TableJoin&) const = default;
};

// What is compared or measured: a column, or the time between two.
struct Operand {
  ColumnRef column;
  // The time from `column` until this one; empty for a plain column.
  ColumnRef until;
  // What the value is divided by, to be shown in another unit. A time between two columns is in seconds.
  double scale = 1;
  // Each row's value is multiplied by this one: pieces by the price of a piece; empty for a plain column.
  ColumnRef times = {};

  bool empty() const { return column.empty(); }
  bool IsSpan() const { return !until.empty(); }
  bool operator==(const Operand&) const = default;
};

// An expression that people gave a name to in the glossary, over the columns of one table. Its pieces, one after the other,
// are SQL that the guard let through; aggregates are marked, so that they can be taken over fewer rows.
struct Defined {
  enum class Part {
    kText,
    kColumn,        // a column of `source`
    kAggregate,     // the name of an aggregate function
    kAggregateEnd,  // the bracket that closes its arguments
    kAggregateEndEmpty,
    kConditionEnd,  // the bracket after the condition of sumIf and the like
  };
  struct Piece {
    Part part = Part::kText;
    std::string text;
    // One goes before it.
    bool blank = false;

    bool operator==(const Piece&) const = default;
  };

  std::string term;
  // Index into LogicalForm::sources.
  size_t source = 0;
  std::vector<Piece> pieces;

  bool operator==(const Defined&) const = default;
};

enum class Comparison {
  kIs,
  kIsNot,
  kGreater,
  kGreaterOrEqual,
  kLess,
  kLessOrEqual,
  kBetween,
  kIsNull,
  kIsNotNull,
  kStartsWith,
  kEndsWith,
  kContains,
  // With another column, Condition::other.
  kSameAs,
  kNotSameAs,
};

// Holds where the other does not, for values that are there; the same for those that have no opposite.
inline Comparison Opposite(Comparison comparison) {
  switch (comparison) {
    case Comparison::kGreater:
      return Comparison::kLessOrEqual;
    case Comparison::kGreaterOrEqual:
      return Comparison::kLess;
    case Comparison::kLess:
      return Comparison::kGreaterOrEqual;
    case Comparison::kLessOrEqual:
      return Comparison::kGreater;
    case Comparison::kIs:
      return Comparison::kIsNot;
    default:
      return comparison;
  }
}

// Which part of a time a condition looks at.
enum class TimePart { kNone, kHour, kWeekday };

enum class MeasureKind {
  kCount,
  kCountDistinct,
  kSum,
  kAverage,
  kMinimum,
  kMaximum,
  kMedian,
  kQuantile,
  kDeviation,
  // parts[0] / parts[1]
  kRatio,
  // parts[0] / the sum of it over all groups
  kShareOfAll,
  // Measure::defined
  kDefined,
};

struct Condition {
  Operand operand;
  Comparison comparison = Comparison::kIs;
  // kIs, kIsNot: any of them. kBetween: two. Else one.
  std::vector<std::string> values;
  ColumnRef other;
  TimePart part = TimePart::kNone;
  // The column holds several values a row: kIs where one of them is, kIsNull where it has none.
  bool of_elements = false;
  // "more than twice the median": values[0] times this aggregate of the operand over the same rows.
  std::optional<MeasureKind> relative_to;
  // This one or one of these.
  std::vector<Condition> any;
  // Instead of operand and values: kIs where it holds, kIsNot where it does not.
  std::optional<Defined> defined;
  // Of the question.
  std::string words;

  bool operator==(const Condition&) const = default;
};

struct Measure {
  MeasureKind kind = MeasureKind::kCount;
  Operand operand;
  double quantile = 0.5;
  // kCountDistinct of a time: how many such steps have a row, "on how many days".
  std::optional<Grain> step;
  // Only rows that fulfil all of these.
  std::vector<Condition> only;
  std::vector<Measure> parts;
  std::optional<Defined> defined;
  // Name of the result's column.
  std::string name;

  bool operator==(const Measure&) const = default;
};

enum class GroupKind { kColumn, kBucket, kHourOfDay, kDayOfWeek };

struct Group {
  GroupKind kind = GroupKind::kColumn;
  ColumnRef column;
  Grain grain;
  std::string name;

  bool operator==(const Group&) const = default;
};

enum class Order { kNone, kMeasureDescending, kMeasureAscending };

// A condition on a group: customers with more than three orders.
struct Having {
  Measure measure;
  Comparison comparison = Comparison::kGreater;
  std::vector<std::string> values;
};

enum class Shape {
  // Measures by groups.
  kMeasures,
  // Rows of the table.
  kRows,
  // The groups themselves, those that fulfil `having`.
  kGroups,
  // How many groups fulfil `having`.
  kCountGroups,
  // `outer` over the groups' measure: the average number of orders a day.
  kNested,
  // Rows of source 0 without a row in source 1 (joins[0] says how they belong together); counted when there is a measure.
  kWithout,
  // Time buckets of the window without a row; how many when there is a measure.
  kEmptyBuckets,
  // Groups or buckets whose measure is unusual, strongest first.
  kUnusual,
  // The values of each of `groups` apart, by what they contribute to the change of measures[0] from `compared` to `window`.
  kContributions,
};

// A window function over the buckets of a series.
enum class Series { kPlain, kMovingAverage, kCumulative, kChange };

enum class Direction { kEither, kUp, kDown };

struct LogicalForm {
  std::vector<Source> sources;
  std::vector<TableJoin> joins;
  // When a row happened; empty when nothing says.
  ColumnRef time;

  Shape shape = Shape::kMeasures;
  std::vector<Measure> measures;
  std::vector<Condition> filters;
  std::optional<TimeWindow> window;
  std::string window_words;
  // The same measures over a second window, shown beside the first.
  std::optional<TimeWindow> compared;
  std::string compared_words;
  std::vector<Group> groups;
  // kNested: what the inner aggregate is taken over, beside `groups`.
  std::vector<Group> inner;
  std::vector<Having> having;
  Order order = Order::kNone;
  uint64_t limit = 0;
  // Index into groups: `limit` counts within each of these, "top 3 drivers per yard". Also of kRows, "the latest order of each customer".
  std::optional<size_t> limit_per;

  // kRows: ordered by this.
  Operand row_order;
  bool row_descending = true;
  // Buckets without rows are shown, with 0.
  bool fill = false;
  Series series = Series::kPlain;
  int moving = 0;
  MeasureKind outer = MeasureKind::kAverage;
  // kUnusual
  Direction direction = Direction::kEither;

  const Source& main() const { return sources.front(); }
  bool HasBucket() const {
    for (const Group& group : groups) {
      if (group.kind == GroupKind::kBucket) return true;
    }
    return false;
  }
};

}  // namespace aurora::query::language

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/query-engine/language/time/time_window.h"

namespace aurora::query::language {

// What a question means, apart from its words and apart from SQL. One table.

enum class Comparison { kIs, kIsNot, kGreater, kGreaterOrEqual, kLess, kLessOrEqual, kBetween };

struct Condition {
  std::string column;
  Comparison comparison = Comparison::kIs;
  // kIs, kIsNot: any of them. kBetween: two. Else one.
  std::vector<std::string> values;
  // Of the question.
  std::string words;

  bool operator==(const Condition&) const = default;
};

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
  // Rows that fulfil `condition` over all rows.
  kShare,
  // Distinct `column` with a row that fulfils `condition` over distinct `column` (with a row that fulfils `base`).
  kConversion,
  // Rows (that fulfil `condition`) per distinct `column`.
  kPerEntity,
};

struct Measure {
  MeasureKind kind = MeasureKind::kCount;
  std::string column;
  double quantile = 0.5;
  std::vector<Condition> condition;
  std::vector<Condition> base;
  // Name of the result's column.
  std::string name;

  bool operator==(const Measure&) const = default;
};

enum class GroupKind { kColumn, kBucket, kHourOfDay, kDayOfWeek };

struct Group {
  GroupKind kind = GroupKind::kColumn;
  std::string column;
  Grain grain;
  std::string name;

  bool operator==(const Group&) const = default;
};

enum class Order { kNone, kMeasureDescending, kMeasureAscending };

// customers with more than three orders: count of `column` whose group has `comparison` `count` rows
struct Having {
  std::string column;
  Comparison comparison = Comparison::kGreater;
  double count = 0;
};

struct LogicalForm {
  std::string database;
  std::string table;
  std::string time_column;

  Measure measure;
  std::vector<Condition> filters;
  std::optional<TimeWindow> window;
  std::string window_words;
  // The same measure over a second window, shown beside the first.
  std::optional<TimeWindow> compared;
  std::string compared_words;
  std::vector<Group> groups;
  std::optional<Having> having;
  Order order = Order::kNone;
  uint64_t limit = 0;

  // Rows instead of a measure: all columns, ordered by `row_order`.
  bool rows = false;
  std::string row_order;
  bool row_descending = true;

  bool HasBucket() const {
    for (const Group& group : groups) {
      if (group.kind == GroupKind::kBucket) return true;
    }
    return false;
  }
};

}  // namespace aurora::query::language

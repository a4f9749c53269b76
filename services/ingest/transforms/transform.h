#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/secret.h"
#include "libs/table/type.h"

namespace aurora::ingest {

enum class TransformKind : uint8_t { kDrop, kRename, kCast, kFilter, kRedact, kHash, kDeduplicate };

enum class ConditionOperator : uint8_t {
  kEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kIn,
  kExists
};

// What a filter asks about its field. A field that is absent or null meets none of the operators, so that it
// meets each of their negations.
struct Condition {
  ConditionOperator comparison = ConditionOperator::kExists;
  // One, of kIn at least one, of kExists none.
  std::vector<std::string> values = {};
  bool negated = false;

  bool operator==(const Condition&) const = default;
};

// One step between a message and its row, as a person writes it.
struct Transform {
  TransformKind kind = TransformKind::kDrop;
  // "card", "customer.email"; a dot that belongs to a name is written \. The name that the field has after
  // the steps before. Not of kDeduplicate.
  std::string field = {};
  // kRename: a column's name.
  std::string to = {};
  // kCast.
  table::Type type = {};
  // kRedact; empty: kRedactedText.
  std::string text = {};
  // kFilter.
  Condition condition = {};
  // kDeduplicate: fields that make the key together, and how far apart the Kafka timestamps of two messages with one key are
  // when the later one is a duplicate.
  std::vector<std::string> by = {};
  absl::Duration within = absl::ZeroDuration();

  bool operator==(const Transform&) const = default;
};

// The steps of one connection in their order, and the secret under which fields are hashed.
struct Transforms {
  std::vector<Transform> steps = {};
  base::Secret salt = {};

  bool HasFilter() const;
  bool HasDeduplication() const;
  bool HasHash() const;
};

inline constexpr char kRedactedText[] = "[redacted]";
inline constexpr size_t kTransformsMax = 100;
inline constexpr size_t kConditionValuesMax = 1000;
inline constexpr size_t kTransformTextBytesMax = 1024;
inline constexpr size_t kDeduplicateFieldsMax = 10;
// A longer window would need more keys than a process can remember, and more rows to be read at each start.
inline constexpr absl::Duration kDeduplicateWithinMin = absl::Seconds(1);
inline constexpr absl::Duration kDeduplicateWithinMax = absl::Hours(24);
// Of a secret that a person gives: less could be guessed by trying.
inline constexpr size_t kSaltBytesMin = 16;

// "drop", "rename", ...
std::string_view TransformName(TransformKind kind);
// As the command line writes it, without values: "transform 2 (rename:ts=created_at)". `index` counts from 0.
std::string DescribeTransform(size_t index, const Transform& transform);
// The steps of a field's name; InvalidArgument for one without any, or with an empty one.
absl::StatusOr<std::vector<std::string>> SplitFieldName(const std::string& name);

}  // namespace aurora::ingest

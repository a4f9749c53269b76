#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"

namespace aurora::ingest {

// Steps from the message's root.
using FieldPath = std::vector<std::string>;

// Fields that messages brought and the table has no column for, gathered for a moment so that a type follows from more than
// one value. Bounded: what is beyond the bounds comes again with later messages. Not thread-safe.
class NewFields {
 public:
  static constexpr absl::Duration kGatherMax = absl::Milliseconds(250);
  static constexpr size_t kSamplesMax = 1000;
  static constexpr size_t kSampleBytesMax = 1 << 20;
  static constexpr size_t kPathsMax = 1000;

  // What one message brought: the paths, and all of its fields without a column as one JSON object.
  void Add(const std::vector<FieldPath>& paths, std::string_view overflow, absl::Time now);
  bool empty() const { return samples_.empty(); }
  // Gathered long enough, or all that there is room for.
  bool Due(absl::Time now) const;
  // Those of another thread go along, as far as the bounds let them.
  void Merge(NewFields other);

  const std::set<FieldPath>& paths() const { return paths_; }
  const std::vector<std::string>& samples() const { return samples_; }

 private:
  bool Full() const { return samples_.size() >= kSamplesMax || bytes_ >= kSampleBytesMax || paths_.size() >= kPathsMax; }

  absl::Time begun_ = absl::InfiniteFuture();
  std::set<FieldPath> paths_;
  std::vector<std::string> samples_;
  size_t bytes_ = 0;
};

}  // namespace aurora::ingest

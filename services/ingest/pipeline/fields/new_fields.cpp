#include "services/ingest/pipeline/fields/new_fields.h"

#include <algorithm>
#include <iterator>

namespace aurora::ingest {

void NewFields::Add(const std::vector<FieldPath>& paths, std::string_view overflow, absl::Time now) {
  if (Full()) return;
  begun_ = std::min(begun_, now);
  // One message may bring thousands.
  for (size_t i = 0; i < paths.size() && paths_.size() < kPathsMax; ++i) paths_.insert(paths[i]);
  samples_.emplace_back(overflow);
  bytes_ += overflow.size();
}

bool NewFields::Due(absl::Time now) const { return !empty() && (Full() || now >= begun_ + kGatherMax); }

void NewFields::Merge(NewFields other) {
  if (Full()) return;
  begun_ = std::min(begun_, other.begun_);
  paths_.merge(other.paths_);
  bytes_ += other.bytes_;
  std::move(other.samples_.begin(), other.samples_.end(), std::back_inserter(samples_));
}

}  // namespace aurora::ingest

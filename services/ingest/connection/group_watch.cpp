#include "services/ingest/connection/group_watch.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace aurora::ingest {

GroupWatch::GroupWatch(absl::Duration session_timeout)
    : patience_min_(std::max(session_timeout, kPatienceMin)), patience_(patience_min_) {}

bool GroupWatch::Look(const kafka::GroupView& view, absl::Time now) {
  const std::vector<kafka::GroupMember>& members = view.group.members;
  const auto self = std::find_if(members.begin(), members.end(), [&](const auto& member) { return member.id == view.self; });
  if (!view.group.stable || self == members.end()) {
    since_ = absl::InfiniteFuture();
    return false;
  }
  std::set<kafka::Partition> owned;
  for (const kafka::GroupMember& member : members) owned.insert(member.partitions.begin(), member.partitions.end());
  unowned_.clear();
  std::set_difference(view.partitions.begin(), view.partitions.end(), owned.begin(), owned.end(), std::back_inserter(unowned_));
  if (unowned_.empty()) {
    since_ = absl::InfiniteFuture();
    patience_ = patience_min_;
    return false;
  }
  if (since_ == absl::InfiniteFuture() || members != members_) {
    members_ = members;
    since_ = now;
    return false;
  }
  if (now - since_ < patience_ + kInterval * std::distance(members.begin(), self)) return false;
  since_ = absl::InfiniteFuture();
  patience_ = std::min(patience_ * 2, std::max(patience_min_, kPatienceMax));
  return true;
}

}  // namespace aurora::ingest

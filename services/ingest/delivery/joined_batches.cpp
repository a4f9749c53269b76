#include "services/ingest/delivery/joined_batches.h"

#include <algorithm>
#include <map>
#include <string>

#include "libs/base/text.h"

namespace aurora::ingest {
namespace {

// A range is announced by one insert only, so the first of several names all of them.
void Name(const std::vector<Batch*>& together) {
  if (together.size() < 2) return;
  const Batch& first = *together.front();
  std::string name = base::StrCat(first.partition.number, ":", first.first, "-", first.last, "@",
                                  first.first_timestamp_ms, "+", together.size());
  const bool one_topic = std::all_of(together.begin(), together.end(), [&](const Batch* batch) {
    return batch->partition.topic == first.partition.topic;
  });
  // Whoever recovers one of them knows its own topic only.
  if (!one_topic) name = base::StrCat(first.partition.topic, ":", name, "/", first.topic_id);
  for (Batch* batch : together) {
    batch->joined = name;
    batch->joined_count = together.size();
  }
}

}  // namespace

void Join(std::span<const std::shared_ptr<Batch>> batches, const JoinBounds& bounds) {
  std::vector<Batch*> together;
  uint64_t rows = 0;
  uint64_t bytes = 0;
  for (const std::shared_ptr<Batch>& batch : batches) {
    if (batch->intended || batch->recovered) continue;
    const uint64_t batch_rows = std::max(batch->messages, batch->rows);
    if (rows + batch_rows > bounds.rows_max || bytes + batch->message_bytes > bounds.message_bytes_max) {
      Name(together);
      together.clear();
      rows = bytes = 0;
    }
    together.push_back(batch.get());
    rows += batch_rows;
    bytes += batch->message_bytes;
  }
  Name(together);
}

std::vector<std::vector<Batch*>> GroupsOf(std::span<const std::shared_ptr<Batch>> round) {
  std::vector<std::vector<Batch*>> groups;
  std::map<std::string, size_t> group_of;
  for (const std::shared_ptr<Batch>& batch : round) {
    // What an earlier owner announced together comes back one by one.
    const auto known = batch->joined_count == 0 ? group_of.end() : group_of.find(batch->joined);
    if (known != group_of.end()) {
      groups[known->second].push_back(batch.get());
      continue;
    }
    if (batch->joined_count != 0) group_of[batch->joined] = groups.size();
    groups.push_back({batch.get()});
  }
  std::vector<std::vector<Batch*>> whole;
  for (std::vector<Batch*>& group : groups) {
    if (group.size() == std::max<size_t>(1, group.front()->joined_count)) {
      whole.push_back(std::move(group));
      continue;
    }
    for (Batch* batch : group) {
      batch->recovered = true;
      whole.push_back({batch});
    }
  }
  return whole;
}

}  // namespace aurora::ingest

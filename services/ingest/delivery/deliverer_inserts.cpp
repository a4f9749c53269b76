// What a delivery does whatever it promises: the batches of a round become loads, and what fails is tried again.

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "services/ingest/delivery/deliverer.h"
#include "services/ingest/delivery/fault_point.h"

namespace aurora::ingest {

Deliverer::Deliverer(DelivererOptions options, RowStore& rows, OffsetStore& offsets, Sleeper sleeper,
                     Observer observer)
    : options_(std::move(options)),
      rows_(rows),
      offsets_(offsets),
      sleeper_(std::move(sleeper)),
      observer_(std::move(observer)) {}

absl::Status Deliverer::Repeat(const std::function<absl::Status(int attempt)>& attempt) {
  absl::Duration backoff = options_.backoff_min;
  for (int i = 0;; ++i) {
    absl::Status status = attempt(i);
    if (status.ok()) {
      if (i > 0) observer_(status);
      return status;
    }
    if (absl::IsAborted(status) || absl::IsCancelled(status)) return status;
    observer_(status);
    if (!sleeper_(backoff)) return absl::CancelledError("the connection stops");
    backoff = std::min(backoff * 2, options_.backoff_max);
    options_.retried();
  }
}

absl::Status Deliverer::Insert(const Load& load, RowStore::Target target, const std::string& token,
                               const RowStore::MaySend& may_send) {
  const absl::Duration begun = options_.clock();
  absl::Status status = rows_.Insert(target, token, load.blocks, may_send, absl::Now() + options_.insert_timeout);
  if (status.ok()) options_.inserted(options_.clock() - begun);
  // A server's "aborted" is no verdict about the ownership of the partition.
  return absl::IsAborted(status) ? absl::UnavailableError(status.message()) : status;
}

absl::Status Deliverer::DeliverTogether(const std::vector<Batch*>& batches) {
  // Blocks of one ClickHouse partition become one, in the order in which these first appear.
  std::vector<std::pair<int64_t, Load>> loads;
  Load dead_letters;
  for (Batch* batch : batches) {
    for (const std::unique_ptr<Block>& block : batch->blocks) {
      if (block->rows() == 0) continue;
      auto load = std::find_if(loads.begin(), loads.end(), [&](const auto& known) { return known.first == block->key; });
      if (load == loads.end()) load = loads.insert(loads.end(), {block->key, Load()});
      load->second.batches.push_back(batch);
      load->second.blocks.push_back(block.get());
    }
    if (batch->dead_letters == nullptr || batch->dead_letters->rows() == 0) continue;
    dead_letters.batches.push_back(batch);
    dead_letters.blocks.push_back(batch->dead_letters.get());
  }
  for (const auto& [key, load] : loads) {
    absl::Status status = DeliverLoad(load, RowStore::Target::kTable, absl::StrCat(key));
    if (!status.ok()) return status;
    AURORA_FAULT_POINT("between_blocks");
  }
  if (!dead_letters.batches.empty()) {
    absl::Status status = DeliverLoad(dead_letters, RowStore::Target::kDeadLetters, "dead");
    if (!status.ok()) return status;
  }
  for (Batch* batch : batches) {
    if (absl::Status status = DeliverSkipped(*batch); !status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace aurora::ingest

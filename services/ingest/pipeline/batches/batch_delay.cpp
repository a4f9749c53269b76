#include "services/ingest/pipeline/batches/batch_delay.h"

#include <algorithm>

namespace aurora::ingest {
namespace {

// Inserts shall take at most about half of the time.
constexpr int kDelayPerDelivery = 2;
// Weight of the newest delivery when they become quicker; slower ones count at once.
constexpr int kForgetting = 8;

}  // namespace

BatchDelay::BatchDelay(absl::Duration calm) : calm_(calm) {}

absl::Duration BatchDelay::For(uint64_t messages) const {
  const absl::Duration calm = messages >= kManyMessages ? calm_ * kShareOfMany : calm_;
  return std::max(calm, absl::Nanoseconds(widened_ns_.load(std::memory_order_relaxed)));
}

void BatchDelay::Delivered(absl::Duration took) {
  took_ = std::max(took, took_ + (took - took_) / kForgetting);
  Update();
}

void BatchDelay::SetParts(int64_t parts) {
  parts_ = parts;
  Update();
}

void BatchDelay::Update() {
  const absl::Duration slow = std::min(took_ * kDelayPerDelivery, std::max(calm_, kSlowInsertsMax));
  const double crowd = std::min(static_cast<double>(parts_) / kPartsCalm, static_cast<double>(kPartsFactorMax));
  widened_ns_.store(absl::ToInt64Nanoseconds(std::max(slow, calm_ * crowd)), std::memory_order_relaxed);
}

}  // namespace aurora::ingest

#include "services/ingest/deduplication/key_window.h"

#include <algorithm>

namespace aurora::ingest {
namespace {

// A sweep goes over all keys: it comes when they are twice as many as the one before has left, so that each key pays for two.
constexpr size_t kSweepMin = 1024;

int64_t Minus(int64_t a, int64_t b) {
  int64_t result = 0;
  return __builtin_sub_overflow(a, b, &result) ? (b > 0 ? std::numeric_limits<int64_t>::min()
                                                        : std::numeric_limits<int64_t>::max())
                                               : result;
}

}  // namespace

KeyWindow::KeyWindow(absl::Duration within, int64_t floor_ms, KeyBudget& budget)
    : within_ms_(absl::ToInt64Milliseconds(within)), floor_ms_(floor_ms), budget_(budget), sweep_at_(kSweepMin) {}

int64_t KeyWindow::horizon_ms() const {
  const int64_t above_floor = floor_ms_ == kNoFloor ? floor_ms_ : floor_ms_ + 1;
  return newest_ms_.has_value() ? std::max(Minus(*newest_ms_, within_ms_), above_floor) : above_floor;
}

KeyWindow::Verdict KeyWindow::Judge(const std::optional<KeyHash>& key, int64_t timestamp_ms) {
  const int64_t horizon_ms = this->horizon_ms();
  if (key.has_value()) {
    const auto known = keys_.find(*key);
    if (known != keys_.end() && known->second >= horizon_ms && known->second >= Minus(timestamp_ms, within_ms_) &&
        timestamp_ms >= Minus(known->second, within_ms_)) {
      return Verdict::kDuplicate;
    }
  }
  if (!Keep(key, timestamp_ms)) return Verdict::kNoRoom;
  return key.has_value() && timestamp_ms < horizon_ms ? Verdict::kLate : Verdict::kRow;
}

bool KeyWindow::Keep(const std::optional<KeyHash>& key, int64_t timestamp_ms) {
  if (!newest_ms_.has_value() || *newest_ms_ < timestamp_ms) newest_ms_ = timestamp_ms;
  return !key.has_value() || timestamp_ms < horizon_ms() || Remember(*key, timestamp_ms);
}

bool KeyWindow::Remember(const KeyHash& key, int64_t timestamp_ms) {
  if (const auto known = keys_.find(key); known != keys_.end()) {
    known->second = std::max(known->second, timestamp_ms);
    return true;
  }
  if (keys_.size() >= sweep_at_) Sweep();
  if (!budget_.Take()) {
    Sweep();
    if (!budget_.Take()) return false;
  }
  keys_.emplace(key, timestamp_ms);
  return true;
}

void KeyWindow::Sweep() {
  const size_t before = keys_.size();
  absl::erase_if(keys_, [horizon_ms = horizon_ms()](const auto& entry) { return entry.second < horizon_ms; });
  budget_.Give(before - keys_.size());
  sweep_at_ = std::max(kSweepMin, keys_.size() * 2);
}

}  // namespace aurora::ingest

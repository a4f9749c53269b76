#pragma once

#include <cstdint>
#include <mutex>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/query-engine/model/chat/chat_options.h"
#include "services/query-engine/model/chat/chat_stream.h"

namespace aurora::query::model::chat {

// A text's tokens, rather too many than too few: no tokenizer is at hand for every model.
int64_t EstimateTokens(size_t bytes);

// What one question has used so far, with what is reserved for requests under way. Spending alone changes it, under its
// lock; it may be read once the requests are done.
struct QuestionUse {
  Usage usage;
  double cost = 0;
};

// Limits of requests, tokens and money; asked before each request, told after it. Money is reserved before it is spent, so
// that requests side by side cannot pass a budget together. Thread-safe.
class Spending {
 public:
  explicit Spending(const ChatOptions& options);

  // What a request with an answer of the greatest length may cost. `request_limit` or `budget` when it must not be made.
  absl::Status Reserve(const Usage& most, QuestionUse& question, absl::Time now);
  // After a request that was reserved with `most`.
  void Settle(const Usage& most, const Usage& used, QuestionUse& question, absl::Time now);
  // In the provider's currency.
  double Cost(const Usage& usage) const;
  // Money of the day (UTC) of `now`, with what is reserved.
  double SpentToday(absl::Time now) const;

 private:
  void StartDay(absl::Time now);

  const ChatOptions& options_;
  mutable std::mutex mutex_;
  // Requests that may be made now; grows with time up to requests_per_minute.
  double requests_left_;
  absl::Time counted_at_ = absl::InfinitePast();
  int64_t day_ = 0;
  double spent_today_ = 0;
};

}  // namespace aurora::query::model::chat

#include "services/query-engine/model/chat/spending.h"

#include <algorithm>

#include "services/query-engine/model/chat/failure.h"

namespace aurora::query::model::chat {
namespace {

constexpr int64_t kSecondsPerDay = 86'400;

int64_t DayOf(absl::Time time) { return absl::ToUnixSeconds(time) / kSecondsPerDay; }

absl::Status Beyond(const char* key) {
  return Failure(absl::StatusCode::kResourceExhausted, kBudget, base::StrCat(key, " is used up"));
}

void Add(const Usage& usage, double cost, QuestionUse& question) {
  question.usage.tokens_in += usage.tokens_in;
  question.usage.tokens_out += usage.tokens_out;
  question.cost += cost;
}

}  // namespace

// English and SQL have about 3.5 bytes a token, names and numbers fewer.
int64_t EstimateTokens(size_t bytes) { return static_cast<int64_t>(bytes / 3) + 1; }

Spending::Spending(const ChatOptions& options)
    : options_(options), requests_left_(static_cast<double>(options.requests_per_minute)) {}

double Spending::Cost(const Usage& usage) const {
  return (static_cast<double>(usage.tokens_in) * options_.cost_in_per_million +
          static_cast<double>(usage.tokens_out) * options_.cost_out_per_million) / 1e6;
}

double Spending::SpentToday(absl::Time now) const {
  const std::lock_guard lock(mutex_);
  return DayOf(now) == day_ ? spent_today_ : 0;
}

void Spending::StartDay(absl::Time now) {
  const int64_t day = DayOf(now);
  if (day == day_) return;
  day_ = day;
  spent_today_ = 0;
}

absl::Status Spending::Reserve(const Usage& most, QuestionUse& question, absl::Time now) {
  const std::lock_guard lock(mutex_);
  const Usage used = question.usage;
  if (used.tokens_in + used.tokens_out + most.tokens_in + most.tokens_out > options_.tokens_per_question_max) {
    return Beyond("model.tokens_per_question_max");
  }
  const double cost = Cost(most);
  if (options_.budget_per_question > 0 && question.cost + cost > options_.budget_per_question) return Beyond("model.budget_per_question");
  StartDay(now);
  if (options_.budget_per_day > 0 && spent_today_ + cost > options_.budget_per_day) return Beyond("model.budget_per_day");
  const double per_minute = static_cast<double>(options_.requests_per_minute);
  if (now > counted_at_) {
    if (counted_at_ != absl::InfinitePast()) {
      requests_left_ = std::min(per_minute, requests_left_ + absl::ToDoubleMinutes(now - counted_at_) * per_minute);
    }
    counted_at_ = now;
  }
  if (requests_left_ < 1) {
    return Failure(absl::StatusCode::kResourceExhausted, kRequestLimit, "model.requests_per_minute is used up");
  }
  requests_left_ -= 1;
  spent_today_ += cost;
  Add(most, cost, question);
  return absl::OkStatus();
}

void Spending::Settle(const Usage& most, const Usage& used, QuestionUse& question, absl::Time now) {
  const double cost = Cost(used);
  const std::lock_guard lock(mutex_);
  Add({-most.tokens_in, -most.tokens_out}, -Cost(most), question);
  Add(used, cost, question);
  StartDay(now);
  spent_today_ = std::max(0.0, spent_today_ - Cost(most)) + cost;
}

}  // namespace aurora::query::model::chat

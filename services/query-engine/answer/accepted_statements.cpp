#include "services/query-engine/answer/accepted_statements.h"

namespace aurora::query::answer {

bool AcceptedStatements::Has(const std::string& text, uint64_t version, absl::Time now) {
  const std::lock_guard lock(mutex_);
  if (version != version_) return false;
  const auto accepted = accepted_at_.find(text);
  return accepted != accepted_at_.end() && now - accepted->second < kStatementTtl;
}

void AcceptedStatements::Add(const std::string& text, uint64_t version, absl::Time now) {
  const std::lock_guard lock(mutex_);
  // A question that was read by the tables as they were a moment ago.
  if (version < version_) return;
  if (version > version_ || accepted_at_.size() >= kStatementsMax) accepted_at_.clear();
  version_ = version;
  accepted_at_[text] = now;
}

}  // namespace aurora::query::answer

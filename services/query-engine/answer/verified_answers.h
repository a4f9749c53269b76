#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/answer/reading.h"
#include "services/query-engine/guard/sql_guard.h"
#include "services/query-engine/learned/verified_store.h"

namespace aurora::query::catalog {
struct Snapshot;
}
namespace aurora::query::execution {
class QueryRunner;
}

namespace aurora::query::answer {

struct Answer;
struct Question;

// Choosing this for the assumption "verified" has the question read anew.
inline constexpr char kVerifiedAssumption[] = "verified";
inline constexpr char kWithoutVerified[] = "without_verified";

// The verified answer to the same question, when its SQL still passes guard and dry run; nullopt otherwise.
std::optional<Answer> FindVerified(const Question& question, const std::vector<learned::VerifiedAnswer>& verified, const catalog::Snapshot& snapshot,
                                   execution::QueryRunner& runner, absl::Time deadline);

// The verified answer to the most similar question, as something to ask instead; nullopt when none is near.
std::optional<Alternative> SuggestVerified(const std::string& question, const std::vector<learned::VerifiedAnswer>& verified);

// At most `limit` of them, nearest to the question first: those of `nearest` (ids, best first), then by words in common. Newer ones go
// first among equals, as they stand in `verified`.
std::vector<const learned::VerifiedAnswer*> NearestVerified(const std::string& question, const std::vector<learned::VerifiedAnswer>& verified,
                                                            const std::vector<std::string>& nearest, size_t limit);

// Why the SQL of a verified answer cannot be used any more; OK when it can. Unavailable when that cannot be told now.
absl::Status CheckVerified(const learned::VerifiedAnswer& answer, const catalog::Snapshot& snapshot, execution::QueryRunner& runner, absl::Time now,
                           absl::Time deadline);

}  // namespace aurora::query::answer

#include "services/query-engine/answer/verified_answers.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "services/query-engine/answer/answer_question.h"
#include "services/query-engine/answer/describe_sql.h"
#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/execution/query_runner.h"
#include "services/query-engine/language/normalise/word.h"
#include "services/query-engine/learned/question_times.h"

namespace aurora::query::answer {
namespace {

// See Similarity().
constexpr double kSimilar = 0.6;
// An asker's clock that is off by more was set by hand.
constexpr absl::Duration kClockOff = absl::Seconds(30);

std::set<std::string> StemsOf(const std::string& question) {
  std::set<std::string> stems;
  for (const language::Word& word : language::Normalise(question)) {
    if (!language::IsOneOf(word.text, {"the", "a", "an", "of", "in", "is", "are", "what", "how", "many", "show", "me", "did", "do", "we", "was", "were"})) stems.insert(word.stem);
  }
  return stems;
}

// The share of all different words of two questions that both have.
double Similarity(const std::set<std::string>& one, const std::set<std::string>& other) {
  size_t both = 0;
  for (const std::string& stem : one) both += other.count(stem);
  const size_t all = one.size() + other.size() - both;
  return all == 0 ? 0 : static_cast<double>(both) / static_cast<double>(all);
}

std::string DayOf(absl::Time time) { return absl::FormatTime("%Y-%m-%d", time, absl::UTCTimeZone()); }

bool Within(const guard::CheckedSql& sql, const std::vector<std::string>& tables) {
  return tables.empty() || std::all_of(sql.tables().begin(), sql.tables().end(), [&](const guard::TableName& name) {
    return std::find(tables.begin(), tables.end(), base::StrCat(name.first, ".", name.second)) != tables.end();
  });
}

}  // namespace

absl::Status CheckVerified(const learned::VerifiedAnswer& answer, const catalog::Snapshot& snapshot, execution::QueryRunner& runner, absl::Time now,
                           absl::Time deadline) {
  absl::StatusOr<guard::UncheckedSql> bound = learned::BindTimes(answer.question, answer.sql, now);
  if (!bound.ok()) return bound.status();
  const absl::StatusOr<guard::CheckedSql> sql = guard::SqlGuard::Check(*bound, snapshot.names);
  if (!sql.ok()) return sql.status();
  return runner.DryRun(*sql, deadline).status();
}

std::optional<Answer> FindVerified(const Question& question, const std::vector<learned::VerifiedAnswer>& verified, const catalog::Snapshot& snapshot,
                                   execution::QueryRunner& runner, absl::Time deadline) {
  const std::string key = learned::QuestionKey(question.text);
  const auto found = std::find_if(verified.begin(), verified.end(), [&](const learned::VerifiedAnswer& one) { return learned::QuestionKey(one.question) == key; });
  if (found == verified.end()) return std::nullopt;
  const absl::Duration off = question.now - absl::Now();
  if (learned::AsksClock(found->sql.text) && (off > kClockOff || off < -kClockOff)) return std::nullopt;
  absl::StatusOr<guard::UncheckedSql> bound = learned::BindTimes(question.text, found->sql, question.now);
  if (!bound.ok()) return std::nullopt;
  absl::StatusOr<guard::CheckedSql> sql = guard::SqlGuard::Check(*bound, snapshot.names);
  if (!sql.ok() || !Within(*sql, question.tables)) return std::nullopt;
  const absl::StatusOr<execution::Estimate> estimate = runner.DryRun(*sql, deadline);
  if (!estimate.ok()) return std::nullopt;

  const std::string who = base::StrCat("verified by ", found->made_by, " on ", DayOf(found->at));
  Answer answer;
  Reading& reading = answer.reading;
  reading.status = Status::kAnswered;
  reading.sql = {bound->text, sql->parameters()};
  reading.interpretation = base::StrCat(DescribeSql(*sql, *estimate), " (", who, ")");
  reading.confidence = 1;
  reading.generator = "verified";
  reading.assumptions.push_back({kVerifiedAssumption, question.text, who, true, {{"as_read", who}, {kWithoutVerified, "read the question anew"}}, true});
  for (const auto& [database, table] : sql->tables()) reading.sources.push_back(base::StrCat(database, ".", table));
  reading.used.push_back({"verified", found->id, found->question, who});
  reading.verified = Verified{found->id, found->made_by, found->at};
  answer.sql = *std::move(sql);
  return answer;
}

std::optional<Alternative> SuggestVerified(const std::string& question, const std::vector<learned::VerifiedAnswer>& verified) {
  const std::set<std::string> asked = StemsOf(question);
  const std::string key = learned::QuestionKey(question);
  const learned::VerifiedAnswer* best = nullptr;
  double nearest = kSimilar;
  for (const learned::VerifiedAnswer& one : verified) {
    if (learned::QuestionKey(one.question) == key) continue;
    const double similar = Similarity(asked, StemsOf(one.question));
    if (similar < nearest) continue;
    nearest = similar;
    best = &one;
  }
  if (best == nullptr) return std::nullopt;
  return Alternative{best->question, best->sql.text, base::StrCat("verified answer to a similar question, by ", best->made_by, " on ", DayOf(best->at))};
}

std::vector<const learned::VerifiedAnswer*> NearestVerified(const std::string& question, const std::vector<learned::VerifiedAnswer>& verified,
                                                            const std::vector<std::string>& nearest, size_t limit) {
  const std::set<std::string> asked = StemsOf(question);
  struct Ranked {
    // Place among the nearest by meaning, their number for all others.
    ptrdiff_t place;
    double similarity;
    const learned::VerifiedAnswer* answer;
  };
  std::vector<Ranked> ranked;
  ranked.reserve(verified.size());
  for (const learned::VerifiedAnswer& one : verified) {
    const ptrdiff_t place = std::find(nearest.begin(), nearest.end(), one.id) - nearest.begin();
    // Words decide about those alone that meaning says nothing of.
    const bool by_meaning = place < static_cast<ptrdiff_t>(nearest.size());
    ranked.push_back({place, by_meaning ? 0 : Similarity(asked, StemsOf(one.question)), &one});
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
    return a.place != b.place ? a.place < b.place : a.similarity > b.similarity;
  });
  std::vector<const learned::VerifiedAnswer*> answers;
  for (size_t i = 0; i < std::min(limit, ranked.size()); ++i) answers.push_back(ranked[i].answer);
  return answers;
}

}  // namespace aurora::query::answer

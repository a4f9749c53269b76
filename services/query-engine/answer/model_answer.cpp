#include "services/query-engine/answer/model_answer.h"

#include <algorithm>
#include <thread>
#include <utility>

#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/rpc/status.h"
#include "services/query-engine/answer/describe_sql.h"
#include "services/query-engine/answer/model_sql.h"
#include "services/query-engine/answer/result_comparison.h"
#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/chat/chat_generator.h"
#include "services/query-engine/model/chat/chat_metrics.h"
#include "services/query-engine/model/chat/failure.h"
#include "services/query-engine/model/chat/spending.h"
#include "services/query-engine/retrieval/meaning_search.h"

namespace aurora::query::answer {
namespace {

constexpr int kRepairsMax = 2;
constexpr absl::Duration kDryRunTimeMax = absl::Seconds(5);
// Left of the asker's time for the answer itself.
constexpr absl::Duration kTimeToRun = absl::Seconds(1);
constexpr double kNearInMeaning = 0.4;

// A model's answer is never as sure as a reading of which each word is accounted for (0.9 and more).
constexpr double kAlone = 0.6;
constexpr double kCandidatesAgree = 0.75;
constexpr double kCandidatesDiffer = 0.4;
constexpr double kEmbeddedAgrees = 0.1;
constexpr double kEmbeddedDiffers = -0.2;
constexpr double kRepaired = -0.1;
constexpr double kConfidenceMin = 0.1;
constexpr double kConfidenceMax = 0.85;

guard::KnownTables MayRead(const catalog::Snapshot& snapshot, const std::vector<std::string>& names) {
  guard::KnownTables tables;
  for (const catalog::TableProfile& table : snapshot.tables) {
    if (std::find(names.begin(), names.end(), table.Name()) == names.end()) continue;
    const guard::TableName name{table.database, table.table};
    if (const std::set<std::string>* columns = snapshot.names.Columns(name)) tables.Add(name, *columns);
  }
  return tables;
}

class RunningSlot {
 public:
  RunningSlot(std::atomic<int64_t>& running, int64_t running_max) : running_(running), taken_(running.fetch_add(1) < running_max) {}
  ~RunningSlot() { running_.fetch_sub(1); }
  RunningSlot(const RunningSlot&) = delete;
  RunningSlot& operator=(const RunningSlot&) = delete;
  bool taken() const { return taken_; }

 private:
  std::atomic<int64_t>& running_;
  const bool taken_;
};

}  // namespace

ModelAnswer::ModelAnswer(const model::chat::ChatGenerator& generator, execution::QueryRunner& runner, const retrieval::MeaningSearch* meanings,
                         model::chat::ChatMetrics& metrics)
    : generator_(generator),
      runner_(runner),
      meanings_(meanings),
      metrics_(metrics),
      cache_(static_cast<size_t>(generator.options().cache_entries_max), generator.options().cache_ttl) {}

bool ModelAnswer::Wants(const model::GenerateRequest& request, const model::Generated& embedded) const {
  const model::chat::ChatOptions& options = generator_.options();
  // Chosen readings are of the embedded generator's answer; the model knows none of them.
  if (options.use == "never" || embedded.forbidden || !request.readings.empty() || request.snapshot->tables.empty()) return false;
  if (options.use == "always") return true;
  switch (embedded.reading.status) {
    case Status::kRefused:
      return true;
    case Status::kClarify:
      // What is not clear is the question: the asker knows, the model would guess.
      return false;
    case Status::kAnswered:
      return embedded.reading.confidence < options.unsure_below;
  }
  return false;
}

ModelOutcome ModelAnswer::Run(model::GenerateRequest request, const EmbeddedAnswer& embedded) {
  const model::chat::ChatOptions& options = generator_.options();
  if (embedded.sql != nullptr) request.other_sql = embedded.sql->text();
  if (meanings_ != nullptr) {
    for (const retrieval::ColumnHit& hit : meanings_->Nearest(request.question, request.deadline)) {
      if (hit.cosine >= kNearInMeaning) request.near.push_back(base::StrCat(hit.database, ".", hit.table));
    }
  }
  const std::string key = base::StrCat(model::chat::SameQuestion(request.question), "\n", generator_.Fingerprint(request));
  if (std::optional<ModelOutcome> known = FromCache(request, key)) return *std::move(known);

  const RunningSlot slot(running_, options.concurrent_max);
  if (!slot.taken()) {
    metrics_.CountQuestion(model::chat::kBusy);
    return {{}, {}, base::StrCat("the model ", options.name, " is busy with other questions and was not asked")};
  }
  model::chat::QuestionUse use;
  request.use = &use;
  request.deadline = std::min(request.deadline - kTimeToRun, absl::Now() + options.question_time_max);
  std::vector<Candidate> candidates = AskAll(request);
  Candidate* chosen = nullptr;
  const Candidate* other = nullptr;
  for (Candidate& candidate : candidates) {
    if (!candidate.sql.has_value()) continue;
    if (chosen == nullptr) {
      chosen = &candidate;
    } else {
      other = &candidate;
    }
  }
  if (chosen == nullptr) {
    candidates[0] = Repair(request, std::move(candidates[0]));
    if (!candidates[0].sql.has_value()) return Failed(candidates[0]);
    chosen = candidates.data();
  }
  ModelOutcome outcome;
  outcome.reading = Compare(request, *chosen, other, embedded);
  cache_.Add(key, {*outcome.reading, chosen->generated.may_read}, absl::Now());
  outcome.reading->model_use = ModelUse{use.usage.tokens_in, use.usage.tokens_out, use.cost, false};
  outcome.sql = std::move(chosen->sql);
  metrics_.CountQuestion("answered");
  return outcome;
}

std::optional<ModelOutcome> ModelAnswer::FromCache(const model::GenerateRequest& request, const std::string& key) {
  std::optional<model::chat::CachedAnswer> known = cache_.Find(key, absl::Now());
  metrics_.CountCache(known.has_value());
  if (!known.has_value()) return std::nullopt;
  Candidate candidate;
  candidate.generated.reading = std::move(known->reading);
  candidate.generated.may_read = std::move(known->may_read);
  Check(request, candidate);
  if (!candidate.sql.has_value()) {
    cache_.Remove(key);
    return std::nullopt;
  }
  ModelOutcome outcome;
  outcome.reading = std::move(candidate.generated.reading);
  outcome.reading->model_use = ModelUse{0, 0, 0, true};
  outcome.sql = std::move(candidate.sql);
  metrics_.CountQuestion("cached");
  return outcome;
}

ModelAnswer::Candidate ModelAnswer::Ask(const model::GenerateRequest& request) {
  Candidate candidate;
  candidate.generated = generator_.Generate(request);
  if (candidate.generated.failure.ok() && candidate.generated.reading.status == Status::kAnswered) Check(request, candidate);
  return candidate;
}

std::vector<ModelAnswer::Candidate> ModelAnswer::AskAll(const model::GenerateRequest& request) {
  std::vector<Candidate> candidates(static_cast<size_t>(generator_.options().candidates));
  std::vector<std::thread> threads;
  for (size_t i = 1; i < candidates.size(); ++i) {
    threads.emplace_back([&, i] {
      model::GenerateRequest another = request;
      another.candidate = static_cast<int>(i);
      candidates[i] = Ask(another);
    });
  }
  candidates[0] = Ask(request);
  for (std::thread& thread : threads) thread.join();
  return candidates;
}

void ModelAnswer::Check(const model::GenerateRequest& request, Candidate& candidate) {
  guard::UncheckedSql& written = candidate.generated.reading.sql;
  candidate.problem = BindNow(written, request.now);
  if (!candidate.problem.ok()) return;
  absl::StatusOr<guard::CheckedSql> sql = guard::SqlGuard::Check(written, MayRead(*request.snapshot, candidate.generated.may_read));
  if (sql.ok()) {
    const absl::StatusOr<execution::Estimate> estimate = runner_.DryRun(*sql, std::min(request.deadline, absl::Now() + kDryRunTimeMax));
    if (estimate.ok()) {
      candidate.estimate = *estimate;
      candidate.sql = *std::move(sql);
      return;
    }
    sql = estimate.status();
  }
  candidate.problem = sql.status();
}

ModelAnswer::Candidate ModelAnswer::Repair(model::GenerateRequest request, Candidate candidate) {
  for (int repairs = 1; repairs <= kRepairsMax; ++repairs) {
    const bool malformed = rpc::Reason(candidate.generated.failure) == model::chat::kMalformed;
    const bool wrong = absl::IsInvalidArgument(candidate.problem);
    if (candidate.sql.has_value() || (!malformed && !wrong) || absl::Now() >= request.deadline) break;
    base::log::Info("SQL of the model is sent back", {{"problem", wrong ? candidate.problem : candidate.generated.failure}});
    request.rejected.push_back({candidate.generated.reading.sql.text, std::string(wrong ? base::Message(candidate.problem)
                                                                                        : base::Message(candidate.generated.failure))});
    Candidate next = Ask(request);
    // A provider that fails now leaves the first problem the one to tell of.
    if (!next.generated.failure.ok() && !malformed && rpc::Reason(next.generated.failure) != model::chat::kMalformed) break;
    next.repairs = repairs;
    candidate = std::move(next);
  }
  return candidate;
}

Reading ModelAnswer::Compare(const model::GenerateRequest& request, Candidate& chosen, const Candidate* other, const EmbeddedAnswer& embedded) {
  Reading reading = chosen.generated.reading;
  reading.interpretation = DescribeSql(*chosen.sql, chosen.estimate);
  for (const auto& [database, table] : chosen.sql->tables()) reading.sources.push_back(base::StrCat(database, ".", table));
  reading.confidence = kAlone + chosen.repairs * kRepaired;
  if (other != nullptr) {
    const std::optional<bool> same = SameResult(runner_, *chosen.sql, *other->sql, request.deadline, request.cancellation);
    if (same.has_value()) reading.confidence = *same ? kCandidatesAgree : kCandidatesDiffer;
    if (same.has_value() && !*same) {
      reading.warnings.push_back("the model read the question in two ways that give different results; the other one is among the alternatives");
      reading.alternatives.push_back({request.question, other->sql->text(), DescribeSql(*other->sql, other->estimate)});
    }
  }
  if (embedded.sql != nullptr) {
    const std::optional<bool> same = SameResult(runner_, *chosen.sql, *embedded.sql, request.deadline, request.cancellation);
    if (same.has_value()) reading.confidence += *same ? kEmbeddedAgrees : kEmbeddedDiffers;
    if (same.has_value() && !*same) {
      reading.warnings.push_back("the embedded generator reads the question otherwise; its reading is among the alternatives");
      reading.alternatives.push_back({request.question, embedded.reading.sql.text, embedded.reading.interpretation});
    }
  }
  reading.confidence = std::clamp(reading.confidence, kConfidenceMin, kConfidenceMax);
  return reading;
}

ModelOutcome ModelAnswer::Failed(const Candidate& candidate) {
  const std::string& name = generator_.options().name;
  if (!candidate.generated.failure.ok()) {
    const std::string cause = rpc::Reason(candidate.generated.failure);
    metrics_.CountQuestion(cause.empty() ? "cancelled" : cause);
    return {{}, {}, base::StrCat("the model ", name, " did not answer (", base::Message(candidate.generated.failure), "); this is the embedded generator's answer")};
  }
  if (candidate.problem.ok()) {
    metrics_.CountQuestion("declined");
    return {{}, {}, base::StrCat("the model ", name, " found no answer in the tables either")};
  }
  metrics_.CountQuestion("unusable");
  base::log::Warning("SQL of the model was not accepted", {{"sql", candidate.generated.reading.sql.text}, {"status", candidate.problem}});
  return {{}, {}, base::StrCat("the SQL of the model ", name, " was not accepted (", base::Message(candidate.problem), "); this is the embedded generator's answer")};
}

}  // namespace aurora::query::answer

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "services/ingest/connection/connection.h"

namespace aurora::ingest {
namespace {

// Short: stopping waits for it.
constexpr absl::Duration kEvolveTimeout = absl::Seconds(5);
// Between two looks at the topics of a connection of several: what comes up is read, and what is gone is told, after this.
constexpr absl::Duration kTopicsInterval = absl::Seconds(5);

}  // namespace

void Connection::PrepareEvolution(const Definition& definition, ShardOptions& options) {
  if (definition.evolution != settled_under_) {
    settled_under_ = definition.evolution;
    settled_fields_.clear();
    look_again_at_ = absl::InfinitePast();
    look_pause_ = kLookPauseMin;
    absl::MutexLock lock(&mutex_);
    std::erase_if(warnings_, [](const auto& warning) { return warning.first != kLateCode; });
    new_fields_ = NewFields();
  }
  const uint32_t version = definition.schema->version;
  // Of the first version everybody knows where it began.
  if (version > 1) {
    options.on_start = [this, version](const std::map<kafka::Partition, int64_t>& starts) { KeepStarts(version, starts); };
  }
  if (definition.evolution == EvolutionPolicy::kFreeze) {
    look_again_at_ = absl::InfiniteFuture();
    return;
  }
  settled_fields_.merge(parts_.evolver.Settled(definition));
  options.settled_fields = settled_fields_;
  options.on_new_fields = [this](NewFields fields) { FindNewFields(std::move(fields)); };
  options.look_for_new_fields = look_again_at_ != absl::InfiniteFuture();
}

void Connection::KeepStarts(uint32_t version, const std::map<kafka::Partition, int64_t>& starts) {
  const absl::Status kept = parts_.schemas.KeepStarts(id_, version, starts);
  if (kept.ok()) return;
  base::log::Warning("the schema's history lacks where a version begins", {{"connection", id_}, {"error", kept}});
}

void Connection::FindNewFields(NewFields fields) {
  absl::MutexLock lock(&mutex_);
  new_fields_.Merge(std::move(fields));
}

absl::Status Connection::AwaitShards(const std::vector<std::unique_ptr<Shard>>& shards, const Definition& definition) {
  const auto ended = [this] {
    mutex_.AssertReaderHeld();
    return shards_running_ == 0;
  };
  const auto found_or_ended = [&] {
    mutex_.AssertReaderHeld();
    return ended() || !new_fields_.empty();
  };
  absl::Time topics_at = definition.several() ? absl::Now() + kTopicsInterval : absl::InfiniteFuture();
  absl::Time group_at = absl::Now() + GroupWatch::kInterval;
  absl::Status fault;
  while (true) {
    const absl::Time look_at = std::min(topics_at, group_at);
    NewFields found;
    {
      absl::MutexLock lock(&mutex_);
      const bool some = mutex_.AwaitWithDeadline(absl::Condition(&found_or_ended), look_at);
      // Shards go on looking during the pause, so that no field is missed; what they find is bounded.
      if (mutex_.AwaitWithDeadline(absl::Condition(&ended), some ? std::min(look_again_at_, look_at) : absl::Now())) return fault;
      if (absl::Now() >= look_again_at_) found = std::exchange(new_fields_, NewFields());
    }
    bool changed = false;
    if (absl::Now() >= topics_at) {
      changed = TopicsChanged();
      topics_at = absl::Now() + kTopicsInterval;
    }
    if (absl::Now() >= group_at) {
      fault = WatchGroup(definition.group(), *shards.front());
      changed = changed || !fault.ok();
      group_at = fault.ok() ? absl::Now() + GroupWatch::kInterval : absl::InfiniteFuture();
    }
    if (!found.empty()) changed = Evolve(std::move(found)) || changed;
    for (const std::unique_ptr<Shard>& shard : shards) {
      if (changed) shard->Stop();
      if (look_again_at_ != absl::InfiniteFuture()) shard->WatchNewFields(settled_fields_);
    }
  }
}

bool Connection::Evolve(NewFields fields) {
  Definition definition;
  {
    absl::MutexLock lock(&mutex_);
    definition = definition_;
  }
  EvolutionOutcome outcome = parts_.evolver.Follow(definition, fields, absl::Now() + kEvolveTimeout);
  settled_fields_.merge(outcome.settled);
  if (settled_fields_.size() > kSettledFieldsMax) {
    outcome.look_again_at = absl::InfiniteFuture();
    outcome.warning = EvolutionWarning{
        "too_many_fields",
        base::StrCat(definition.source(), ": more than ", kSettledFieldsMax,
                     " different fields have no column, so the keys seem to be data; they stay in _overflow. Choose the policy "
                     "freeze, or have the producer put data into values")};
  }
  const bool changed = outcome.definition.has_value() && Take(*outcome.definition);
  look_pause_ = outcome.fruitless ? std::min(look_pause_ * 2, kLookPauseMax) : kLookPauseMin;
  look_again_at_ = std::max(outcome.look_again_at, absl::Now() + look_pause_);
  absl::MutexLock lock(&mutex_);
  if (outcome.unfinished) new_fields_.Merge(std::move(fields));
  std::erase_if(warnings_, [](const auto& warning) { return warning.first != kLateCode; });
  if (outcome.warning.has_value()) {
    warnings_[outcome.warning->code] = {absl::Now(), outcome.warning->code, outcome.warning->message};
  }
  return changed;
}

}  // namespace aurora::ingest

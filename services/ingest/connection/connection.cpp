#include "services/ingest/connection/connection.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/clickhouse/error.h"
#include "libs/kafka/client/client_errors.h"
#include "services/ingest/connection/table/proposal.h"
#include "services/ingest/connection/topics/topic_inspector.h"
#include "services/ingest/delivery/clickhouse_row_store.h"
#include "services/ingest/pipeline/fields/absence.h"
#include "services/ingest/transforms/transformed_columns.h"

namespace aurora::ingest {
namespace {

constexpr absl::Duration kBackoffMin = absl::Milliseconds(200);
// An empty topic is looked at again after this.
constexpr absl::Duration kLookInterval = absl::Seconds(1);
// One look at brokers or table that do not answer: short, because stopping waits for it.
constexpr absl::Duration kLookTimeout = absl::Seconds(3);
constexpr absl::Duration kLookTimeoutPerTopic = absl::Milliseconds(20);
constexpr absl::Duration kSampleTimeout = absl::Seconds(10);
constexpr size_t kSamples = 1000;
// An attempt that lasted this long was a good one: the next failure starts with the shortest pause.
constexpr absl::Duration kSteady = absl::Seconds(10);

std::map<kafka::Partition, DefinedStart> StartsOf(const Definition& definition) {
  std::map<kafka::Partition, DefinedStart> starts;
  for (const SourceTopic& topic : definition.topics) {
    const TopicPoint begin = definition.begin(topic);
    for (const auto& [number, offset] : begin.offsets) starts[{topic.name, number}] = {begin.topic_id, offset};
  }
  return starts;
}

const char* StateName(ConnectionState state) {
  switch (state) {
    case ConnectionState::kStarting: return "starting";
    case ConnectionState::kWaiting: return "waiting";
    case ConnectionState::kRunning: return "running";
    case ConnectionState::kPaused: return "paused";
    case ConnectionState::kFailing: return "failing";
    case ConnectionState::kStopped: return "stopped";
  }
  return "starting";
}

}  // namespace

std::string ErrorCodeOf(const absl::Status& status) {
  if (std::string word = kafka::ErrorWord(status); !word.empty()) return word;
  if (std::string word = RegistryWord(status); !word.empty()) return word;
  if (const int code = clickhouse::ErrorCode(status); code != 0) {
    if (code == clickhouse::kTooManyParts) return "too_many_parts";
    if (code == clickhouse::kNotEnoughSpace) return "disk_full";
    if (absl::IsPermissionDenied(status) || absl::IsUnauthenticated(status)) return "clickhouse_refused";
    if (absl::IsNotFound(status)) return "table_missing";
    return "clickhouse_error";
  }
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded: return "unavailable";
    case absl::StatusCode::kFailedPrecondition: return "table_does_not_fit";
    case absl::StatusCode::kInvalidArgument: return "invalid";
    case absl::StatusCode::kAborted: return "fenced";
    case absl::StatusCode::kOutOfRange: return "messages_expired";
    case absl::StatusCode::kDataLoss: return "messages_lost";
    case absl::StatusCode::kResourceExhausted: return "too_many_keys";
    default: return "failed";
  }
}

Connection::Connection(Definition definition, const ConnectionOptions& options, const ConnectionParts& parts)
    : id_(definition.id),
      options_(options),
      parts_(parts),
      metrics_(parts.metrics, definition.id, definition.source()),
      definition_(std::move(definition)),
      group_watch_(options.session_timeout) {
  SetState(ConnectionState::kStarting);
}

Connection::~Connection() { Stop(); }

void Connection::Start() {
  thread_ = std::thread([this] { Loop(); });
}

void Connection::BeginStop() {
  absl::MutexLock lock(&mutex_);
  stopping_ = true;
  for (Shard* shard : shards_) shard->Stop();
}

void Connection::Stop() {
  BeginStop();
  if (thread_.joinable()) thread_.join();
}

void Connection::SetPaused(bool paused) { SetPaused(paused, std::nullopt); }

void Connection::SetPaused(bool paused, const std::optional<Stopped>& stopped) {
  absl::MutexLock lock(&mutex_);
  definition_.paused = paused;
  definition_.stopped = stopped;
  stopped_at_ = absl::InfinitePast();
  // The thread waits in one of these, until it is resumed.
  if (state_ == ConnectionState::kStopped || state_ == ConnectionState::kPaused) {
    Become(stopped.has_value() ? ConnectionState::kStopped : ConnectionState::kPaused);
  }
  resumed_ = resumed_ || !paused;
  if (!paused) return;
  for (Shard* shard : shards_) shard->Stop();
}

void Connection::Follow(const Definition& stored) {
  FollowPause(stored);
  if (!Take(stored)) return;
  absl::MutexLock lock(&mutex_);
  for (Shard* shard : shards_) shard->Stop();
}

bool Connection::Take(const Definition& stored) {
  absl::MutexLock lock(&mutex_);
  const uint32_t version = definition_.schema.has_value() ? definition_.schema->version : 0;
  // A look at the database may be older than what this process has just written.
  const bool newer = stored.schema.has_value() && stored.schema->version > version;
  // Topics are only ever added.
  const bool more_topics = stored.topics.size() > definition_.topics.size();
  if (!newer && !more_topics && stored.batch == definition_.batch && stored.evolution == definition_.evolution &&
      stored.stop_above == definition_.stop_above) {
    return false;
  }
  if (newer) definition_.schema = stored.schema;
  if (more_topics) definition_.topics = stored.topics;
  definition_.batch = stored.batch;
  definition_.evolution = stored.evolution;
  definition_.stop_above = stored.stop_above;
  return true;
}

bool Connection::Halted() const {
  absl::MutexLock lock(&mutex_);
  return stopping_ || definition_.paused;
}

bool Connection::Pause(absl::Duration wait) {
  absl::MutexLock lock(&mutex_);
  const bool paused = definition_.paused;
  const auto changed = [this, paused] {
    mutex_.AssertReaderHeld();
    return stopping_ || definition_.paused != paused;
  };
  return !mutex_.AwaitWithTimeout(absl::Condition(&changed), wait);
}

void Connection::SetState(ConnectionState state) {
  absl::MutexLock lock(&mutex_);
  Become(state);
}

void Connection::Become(ConnectionState state) {
  state_ = state;
  metrics_.State(StateName(state));
}

void Connection::Report(const absl::Status& status) {
  if (status.ok()) {
    absl::MutexLock lock(&mutex_);
    if (state_ == ConnectionState::kFailing) Become(ConnectionState::kRunning);
    return;
  }
  LastError error{absl::Now(), ErrorCodeOf(status), std::string(status.message())};
  metrics_.Failed(error.code);
  absl::MutexLock lock(&mutex_);
  const bool repeated = state_ == ConnectionState::kFailing && last_error_ && last_error_->message == error.message;
  if (!repeated) {
    base::log::Warning("connection failing",
                       {{"connection", id_}, {"topic", definition_.source()}, {"code", error.code}, {"error", status}});
  }
  Become(ConnectionState::kFailing);
  last_error_ = std::move(error);
}

void Connection::Wait(const absl::Status& why) {
  {
    absl::MutexLock lock(&mutex_);
    Become(ConnectionState::kWaiting);
    if (why.ok()) {
      last_error_.reset();
    } else if (!last_error_.has_value() || last_error_->message != why.message()) {
      // Looked at again and again: said once.
      last_error_ = LastError{absl::Now(), ErrorCodeOf(why), std::string(why.message())};
      metrics_.Failed(last_error_->code);
      base::log::Warning("connection waits for other messages",
                         {{"connection", id_}, {"topic", definition_.source()}, {"code", last_error_->code}, {"error", why}});
    }
  }
  Pause(kLookInterval);
}

ConnectionView Connection::View() const {
  ConnectionView view;
  {
    absl::MutexLock lock(&mutex_);
    view.definition = definition_;
    view.state = state_;
    view.last_error = last_error_;
    if (const std::optional<Stopped>& stopped = definition_.stopped; stopped.has_value()) {
      view.last_error = LastError{stopped->at, kStoppedCode, stopped->message};
    }
    for (const auto& [code, warning] : warnings_) view.warnings.push_back(warning);
    view.warnings.insert(view.warnings.end(), topic_warnings_.begin(), topic_warnings_.end());
    view.missing_topics = missing_topics_;
    view.refused_topics = refused_topics_;
  }
  view.progress = progress_.Snapshot(absl::Now());
  return view;
}

void Connection::Loop() {
  absl::Duration backoff = kBackoffMin;
  while (true) {
    Definition definition;
    {
      absl::MutexLock lock(&mutex_);
      if (stopping_) return;
      definition = definition_;
    }
    if (definition.paused) {
      SetState(definition.stopped.has_value() ? ConnectionState::kStopped : ConnectionState::kPaused);
      // What it owns is no question now.
      metrics_.Unowned(0);
      Pause(absl::Hours(1));
      continue;
    }
    const absl::Time start = absl::Now();
    absl::Status status = definition.schema.has_value() ? Load(definition) : AwaitSchema();
    if (const std::vector<std::string> absent = AbsentColumnsOf(status); !absent.empty()) {
      base::log::Info("columns become Nullable", {{"connection", id_}, {"reason", status}});
      status = Widen(absent);
    }
    if (IsTooManyRejections(status)) {
      StopByRule(status);
      continue;
    }
    if (status.ok() || Halted()) continue;
    Report(status);
    check_batches_ = check_batches_ || absl::IsDataLoss(status);
    if (absl::Now() - start > kSteady) backoff = kBackoffMin;
    if (Pause(backoff)) metrics_.Retried(ConnectionMetrics::kConnection);
    backoff = std::min(backoff * 2, kBackoffMax);
  }
}

absl::Status Connection::PrepareFormat(const Definition& definition) {
  if (translators_ == nullptr) {
    auto translators = Translators::Create(definition.format, definition.transforms);
    if (!translators.ok()) return translators.status();
    translators_ = *std::move(translators);
  }
  return translators_->Recheck();
}

absl::Status Connection::AwaitSchema() {
  Definition definition;
  {
    absl::MutexLock lock(&mutex_);
    definition = definition_;
  }
  if (absl::Status status = PrepareFormat(definition); !status.ok()) return status;
  absl::StatusOr<std::unique_ptr<TopicInspector>> inspector = TopicInspector::Create(definition.cluster);
  if (!inspector.ok()) return inspector.status();
  while (!Halted()) {
    const absl::StatusOr<std::vector<std::string>> topics = FindTopics(definition, absl::Now() + kLookTimeout);
    if (!topics.ok()) return topics.status();
    const absl::StatusOr<std::vector<TopicView>> views =
        (*inspector)->Look(*topics, absl::Now() + kLookTimeout + kLookTimeoutPerTopic * topics->size());
    if (!views.ok()) return views.status();
    if (AreEmpty(*views)) {
      Wait(absl::OkStatus());
      continue;
    }
    const absl::Time deadline = absl::Now() + kSampleTimeout;
    auto samples = (*inspector)->Sample(*views, {}, kSamples, deadline);
    if (!samples.ok()) return samples.status();
    absl::StatusOr<TableProposal> proposal =
        ProposeTable({*samples, definition.format, definition.database, definition.table, definition.source()}, *translators_,
                     parts_.neighbours, deadline);
    if (absl::IsInvalidArgument(proposal.status())) {
      // Garbage only so far: better messages may come.
      Wait(proposal.status());
      continue;
    }
    if (!proposal.ok()) return proposal.status();
    if (absl::Status status = parts_.neighbours.EnsureDatabase(definition.database, deadline); !status.ok()) {
      return status;
    }
    absl::StatusOr<table::TableSchema> schema = parts_.tables.Adopt(proposal->schema, definition.format, deadline);
    if (!schema.ok()) return schema.status();
    definition.schema = *std::move(schema);
    if (absl::Status status = CheckKeyColumns(translators_->plan(), *definition.schema); !status.ok()) {
      // Messages that carry the key may come.
      Wait(status);
      continue;
    }
    if (absl::Status status = parts_.tables.Ensure(*definition.schema, deadline); !status.ok()) return status;
    const absl::StatusOr<Definition> kept = parts_.schemas.KeepFirst(definition);
    if (!kept.ok()) return kept.status();
    Take(*kept);
    return absl::OkStatus();
  }
  return absl::OkStatus();
}

absl::Status Connection::Widen(const std::vector<std::string>& columns) {
  const auto wanted = [&](const table::TableSchema& schema) { return AsNullable(schema, columns); };
  const absl::StatusOr<Definition> changed =
      parts_.evolver.Modify(id_, wanted,
                            {SchemaChange::Kind::kNullable, "a message came without a value for it", "absent value"},
                            absl::Now() + kSampleTimeout);
  if (absl::IsFailedPrecondition(changed.status())) {
    base::log::Warning("columns cannot become Nullable", {{"connection", id_}, {"error", changed.status()}});
    fixed_columns_.insert(columns.begin(), columns.end());
    return absl::OkStatus();
  }
  if (!changed.ok()) return changed.status();
  Take(*changed);
  return absl::OkStatus();
}

BatchBounds Connection::Bounds(const Definition& definition) const {
  BatchBounds bounds = options_.batch;
  if (definition.batch.rows_max > 0) bounds.rows_max = definition.batch.rows_max;
  if (definition.batch.bytes_max > 0) bounds.bytes_max = definition.batch.bytes_max;
  if (definition.batch.delay_max > absl::ZeroDuration()) bounds.delay = definition.batch.delay_max;
  bounds.rows_max = std::min(bounds.rows_max, kBatchRowsMax);
  return bounds;
}

absl::Status Connection::MakeTable(Definition& definition) {
  // Loading goes on without the database, which only another replica's changes are missed by.
  if (const absl::StatusOr<Definition> latest = parts_.schemas.Latest(id_); latest.ok()) {
    Take(*latest);
    absl::MutexLock lock(&mutex_);
    definition = definition_;
  }
  const absl::Time deadline = absl::Now() + kLookTimeout;
  const absl::Status status = parts_.tables.Ensure(*definition.schema, deadline);
  if (!absl::IsFailedPrecondition(status)) return status;
  const absl::StatusOr<Definition> followed = parts_.evolver.FollowTable(definition, status, deadline);
  if (!followed.ok() || !Take(*followed)) return status;
  definition.schema = followed->schema;
  return absl::OkStatus();
}

absl::Status Connection::Load(Definition definition) {
  if (absl::Status status = PrepareFormat(definition); !status.ok()) return status;
  if (absl::Status status = MakeTable(definition); !status.ok()) return status;
  auto topics = FindTopics(definition, absl::Now() + kLookTimeout);
  if (!topics.ok()) return topics.status();
  topics_read_ = *std::move(topics);
  if (topics_read_.empty()) {
    Wait(absl::OkStatus());
    return absl::OkStatus();
  }
  ShardOptions options;
  options.connection_id = definition.id;
  options.cluster = definition.cluster;
  options.consumer.group = definition.group();
  options.consumer.topics = topics_read_;
  options.consumer.session_timeout = options_.session_timeout;
  options.schema = *definition.schema;
  options.translators = translators_.get();
  options.decode = {translators_->plan().dropped_fields(), CastColumns(translators_->plan(), *definition.schema)};
  options.bounds = Bounds(definition);
  options.starts = StartsOf(definition);
  options.fixed_columns = fixed_columns_;
  options.check_batches = check_batches_;
  options.drain_timeout = options_.drain_timeout;
  options.insert_timeout = options_.insert_timeout;
  options.check_table = [this, schema = *definition.schema](absl::Time deadline) {
    return parts_.tables.Check(schema, deadline);
  };
  options.rejection_share = PrepareShare(definition.stop_above);
  PrepareEvolution(definition, options);
  ClickHouseKeyStore keys(parts_.clickhouse, *definition.schema);
  if (absl::Status status = PrepareDeduplication(definition, keys, options); !status.ok()) return status;

  // The stores come first: shards use them until they are gone.
  std::vector<std::unique_ptr<ClickHouseRowStore>> stores;
  std::vector<std::unique_ptr<Shard>> shards;
  for (int i = 0; i < options_.shards; ++i) {
    // A group gives a known member of a name back what it had, whatever it subscribes to now: topics that come and go need members
    // without names.
    if (!options_.instance.empty() && !definition.several()) options.consumer.instance = base::StrCat(options_.instance, "-", i);
    stores.push_back(std::make_unique<ClickHouseRowStore>(parts_.clickhouse, definition.id, *definition.schema));
    auto shard = Shard::Create(options, *stores.back(), progress_, metrics_,
                               [this](const absl::Status& status) { Report(status); });
    if (!shard.ok()) return shard.status();
    shards.push_back(*std::move(shard));
  }
  return RunShards(shards, definition);
}

absl::Status Connection::RunShards(const std::vector<std::unique_ptr<Shard>>& shards, const Definition& definition) {
  {
    absl::MutexLock lock(&mutex_);
    if (stopping_ || definition_.paused) return absl::OkStatus();
    for (const std::unique_ptr<Shard>& shard : shards) shards_.push_back(shard.get());
    shards_running_ = shards.size();
    Become(ConnectionState::kRunning);
  }
  std::vector<absl::Status> results(shards.size());
  std::vector<std::thread> threads;
  for (size_t i = 0; i < shards.size(); ++i) {
    threads.emplace_back([&, i] {
      results[i] = shards[i]->Run();
      // One that fails takes the others along: they start again together.
      for (const std::unique_ptr<Shard>& shard : shards) shard->Stop();
      absl::MutexLock lock(&mutex_);
      --shards_running_;
    });
  }
  const absl::Status fault = AwaitShards(shards, definition);
  for (std::thread& thread : threads) thread.join();
  absl::MutexLock lock(&mutex_);
  shards_.clear();
  for (const absl::Status& result : results) {
    if (!result.ok()) return result;
  }
  return fault;
}

}  // namespace aurora::ingest

#include "services/ingest/connection/connection_manager.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "libs/base/identifier.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/table/column_name.h"
#include "services/ingest/connection/proposal.h"
#include "services/ingest/transforms/transformed_columns.h"

namespace aurora::ingest {
namespace {

constexpr absl::Duration kFollowInterval = absl::Seconds(1);
constexpr absl::Duration kAwaitInterval = absl::Milliseconds(10);
constexpr absl::Duration kForgetMax = absl::Seconds(3);
constexpr absl::Duration kForgetInterval = absl::Milliseconds(200);
// A connection that is made counts as running after this, whatever it is doing.
constexpr absl::Duration kStartMax = absl::Seconds(5);

absl::Status UnknownConnection(const std::string& id) {
  return absl::NotFoundError(base::StrCat("connection ", id.substr(0, 100), " does not exist"));
}

// Hashes of one connection are the same for ever; without a secret of the person's own nobody else's are.
Transforms WithSalt(Transforms transforms) {
  if (transforms.HasHash() && transforms.salt.empty()) transforms.salt = base::Secret::Random();
  return transforms;
}

}  // namespace

ConnectionManager::ConnectionManager(DefinitionStore& store, const ConnectionOptions& options,
                                     const ConnectionParts& parts, std::string default_database)
    : store_(store), options_(options), parts_(parts), default_database_(std::move(default_database)) {}

ConnectionManager::~ConnectionManager() { Stop(); }

void ConnectionManager::Start() {
  thread_ = std::thread([this] { FollowDatabase(); });
}

void ConnectionManager::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
  std::map<std::string, std::shared_ptr<Connection>> connections;
  {
    absl::MutexLock lock(&mutex_);
    connections.swap(connections_);
  }
  for (const auto& [id, connection] : connections) connection->BeginStop();
  for (const auto& [id, connection] : connections) connection->Stop();
}

absl::Status ConnectionManager::readiness() const {
  absl::MutexLock lock(&mutex_);
  return readiness_;
}

void ConnectionManager::FollowDatabase() {
  while (true) {
    const absl::Status status = Reconcile();
    absl::MutexLock lock(&mutex_);
    if (!status.ok() && readiness_.ok()) base::log::Error("connections cannot be read", {{"error", status}});
    readiness_ = status;
    const auto stopping = [this] {
      mutex_.AssertReaderHeld();
      return stopping_;
    };
    if (mutex_.AwaitWithTimeout(absl::Condition(&stopping), kFollowInterval)) return;
  }
}

absl::Status ConnectionManager::Reconcile() {
  absl::MutexLock change(&change_);
  absl::StatusOr<std::map<std::string, Definition>> wanted = store_.All();
  if (!wanted.ok()) return wanted.status();
  std::vector<std::shared_ptr<Connection>> removed;
  {
    absl::MutexLock lock(&mutex_);
    if (stopping_) return absl::OkStatus();
    for (auto entry = connections_.begin(); entry != connections_.end();) {
      const auto definition = wanted->find(entry->first);
      if (definition == wanted->end()) {
        removed.push_back(std::move(entry->second));
        entry = connections_.erase(entry);
      } else {
        entry->second->Follow(definition->second);
        ++entry;
      }
    }
    for (const auto& [id, definition] : *wanted) {
      std::shared_ptr<Connection>& connection = connections_[id];
      if (connection != nullptr) continue;
      connection = std::make_shared<Connection>(definition, options_, parts_);
      connection->Start();
    }
  }
  for (const std::shared_ptr<Connection>& connection : removed) connection->Stop();
  return absl::OkStatus();
}

absl::StatusOr<Preview> ConnectionManager::LookInto(const PreviewQuestion& question, absl::Time deadline) {
  auto translators = Translators::Create(question.format, WithSalt(question.transforms));
  if (!translators.ok()) return translators.status();
  auto inspector = TopicInspector::Create(question.cluster, question.topic);
  if (!inspector.ok()) return inspector.status();
  absl::StatusOr<TopicView> view = (*inspector)->Look(deadline);
  if (!view.ok()) return view.status();
  auto begin = (*inspector)->StartOffsets(*view, question.start, deadline);
  if (!begin.ok()) return begin.status();
  const size_t wanted = question.messages_max == 0 ? kSamplesDefault : question.messages_max;
  auto samples = (*inspector)->Sample(*view, *begin, std::min(wanted, kSamplesMax), deadline);
  if (!samples.ok()) return samples.status();
  Preview preview;
  preview.messages = *std::move(samples);
  std::sort(preview.messages.begin(), preview.messages.end(), [](const auto& a, const auto& b) {
    return std::tie(b.timestamp_ms, b.offset) < std::tie(a.timestamp_ms, a.offset);
  });
  if (!HasUsableSample(preview.messages)) return preview;
  absl::StatusOr<std::vector<ShownMessage>> shown = Show(preview.messages, **translators, HoldSeveral(question.format, preview.messages));
  if (!shown.ok()) return shown.status();
  preview.shown = *std::move(shown);
  absl::StatusOr<TableProposal> proposal = ProposeTable(
      {preview.messages, question.format, question.database.empty() ? default_database_ : question.database,
       question.table.empty() ? table::TableNameFor(question.topic) : question.table, question.topic},
      **translators, parts_.neighbours, deadline);
  if (!proposal.ok()) return proposal.status();
  const absl::StatusOr<std::string> spread =
      ShowDuplicates(preview.messages, **translators, proposal->schema, preview.shown);
  if (!spread.ok()) return spread.status();
  if (!spread->empty()) proposal->reasons.push_back(*spread);
  preview.proposal = *std::move(proposal);
  return preview;
}

absl::Status ConnectionManager::Propose(const ConnectionWish& wish, TopicInspector& inspector, const TopicView& view,
                                        Definition& definition, absl::Time deadline) {
  auto translators = Translators::Create(definition.format, definition.transforms);
  if (!translators.ok()) return translators.status();
  if (wish.schema.has_value()) {
    definition.schema = wish.schema;
    // Where its history begins.
    definition.schema->version = std::max(definition.schema->version, 1u);
    table::AddOwnFields(*definition.schema);
    FitElements(definition.format, *definition.schema);
    if (absl::Status status = CheckSchema((*translators)->plan(), *definition.schema); !status.ok()) return status;
    if (absl::Status status = CheckKeyColumns((*translators)->plan(), *definition.schema); !status.ok()) return status;
    return table::ValidateSchema(*definition.schema);
  }
  if (view.empty()) return absl::OkStatus();
  auto samples = inspector.Sample(view, {}, kSamplesDefault, deadline);
  if (!samples.ok()) return samples.status();
  absl::StatusOr<TableProposal> proposal =
      ProposeTable({*samples, definition.format, definition.database, definition.table, definition.topic}, **translators,
                   parts_.neighbours, deadline);
  // Garbage only so far: the connection waits for better messages.
  if (absl::IsInvalidArgument(proposal.status())) return absl::OkStatus();
  if (!proposal.ok()) return proposal.status();
  absl::StatusOr<table::TableSchema> schema = parts_.tables.Adopt(std::move(proposal->schema), definition.format, deadline);
  if (!schema.ok()) return schema.status();
  definition.schema = *std::move(schema);
  return CheckKeyColumns((*translators)->plan(), *definition.schema);
}

absl::Status ConnectionManager::SkipWhatIsHeld(TopicInspector& inspector, const TopicView& view,
                                               Definition& definition, absl::Time deadline) {
  auto newest = parts_.tables.NewestRows(*definition.schema, definition.topic, deadline);
  if (!newest.ok()) return newest.status();
  for (const auto& [partition, row] : *newest) {
    const auto marks = view.range.find(partition);
    auto start = definition.start_offsets.find(partition);
    if (marks == view.range.end() || start == definition.start_offsets.end() || start->second > row.offset ||
        row.offset >= marks->second.high) {
      continue;
    }
    // The same offset may belong to an earlier topic of that name: the message's time tells.
    TopicView one{view.topic, {{partition, {row.offset, row.offset + 1}}}, view.id};
    one.topic.partitions = {partition};
    auto message = inspector.Sample(one, {}, 1, deadline);
    if (!message.ok()) return message.status();
    const bool same = std::any_of(message->begin(), message->end(), [&, &row_ = row](const auto& sample) {
      return sample.offset == row_.offset && sample.timestamp_ms == row_.timestamp_ms;
    });
    if (same) start->second = row.offset + 1;
  }
  return absl::OkStatus();
}

absl::Status ConnectionManager::CheckRetention(const Definition& definition, absl::Time deadline) {
  for (const Transform& step : definition.transforms.steps) {
    if (step.kind != TransformKind::kDeduplicate) continue;
    ClickHouseKeyStore keys(parts_.clickhouse, definition.topic, *definition.schema);
    return keys.CheckRetention(step.within, deadline);
  }
  return absl::OkStatus();
}

absl::Status ConnectionManager::CheckUnused(const Definition& definition) {
  absl::StatusOr<std::map<std::string, Definition>> all = store_.All();
  if (!all.ok()) return all.status();
  for (const auto& [id, other] : *all) {
    if (other.topic == definition.topic && other.target() == definition.target()) {
      return absl::AlreadyExistsError(base::StrCat("topic ", definition.topic, " is connected to table ",
                                                   definition.target(), " already, by connection ", id));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Definition> ConnectionManager::Define(const ConnectionWish& wish, TopicInspector& inspector,
                                                     const TopicView& view, absl::Time deadline) {
  Definition definition;
  definition.id = base::MakeIdentifier("c-");
  definition.cluster = wish.cluster;
  definition.topic = wish.topic;
  definition.start = wish.start;
  definition.batch = wish.batch;
  definition.evolution = wish.evolution;
  definition.format = wish.format;
  definition.transforms = WithSalt(wish.transforms);
  definition.stop_above = wish.stop_above;
  definition.created_at = absl::Now();
  const std::string database = wish.schema ? wish.schema->database : wish.database;
  const std::string table = wish.schema ? wish.schema->table : wish.table;
  definition.database = database.empty() ? default_database_ : database;
  definition.table = table.empty() ? table::TableNameFor(wish.topic) : table;
  if (!table::IsName(definition.database) || table::IsReservedDatabase(definition.database)) {
    return absl::InvalidArgumentError(base::StrCat("database \"", definition.database.substr(0, 100),
                                                   "\" cannot be loaded into; choose another name"));
  }
  if (!table::IsName(definition.table)) {
    return absl::InvalidArgumentError(base::StrCat("table \"", definition.table.substr(0, 200),
                                                   "\" is not a name; use letters, digits and underscores"));
  }
  if (absl::Status status = CheckUnused(definition); !status.ok()) return status;
  auto start = inspector.StartOffsets(view, wish.start, deadline);
  if (!start.ok()) return start.status();
  definition.start_offsets = *std::move(start);
  definition.topic_id = view.id;
  if (absl::Status status = Propose(wish, inspector, view, definition, deadline); !status.ok()) return status;
  if (!definition.schema.has_value()) return definition;
  definition.schema->database = definition.database;
  definition.schema->table = definition.table;
  if (absl::Status status = parts_.neighbours.EnsureDatabase(definition.database, deadline); !status.ok()) {
    return status;
  }
  if (absl::Status status = parts_.tables.Ensure(*definition.schema, deadline); !status.ok()) return status;
  if (absl::Status status = CheckRetention(definition, deadline); !status.ok()) return status;
  if (absl::Status status = SkipWhatIsHeld(inspector, view, definition, deadline); !status.ok()) return status;
  return definition;
}

absl::StatusOr<ConnectionView> ConnectionManager::Create(const ConnectionWish& wish, absl::Time deadline) {
  auto inspector = TopicInspector::Create(wish.cluster, wish.topic);
  if (!inspector.ok()) return inspector.status();
  absl::StatusOr<TopicView> view = (*inspector)->Look(deadline);
  if (!view.ok()) return view.status();
  absl::StatusOr<Definition> definition = Define(wish, **inspector, *view, deadline);
  if (!definition.ok()) return definition.status();
  {
    absl::MutexLock change(&change_);
    if (absl::Status status = store_.Insert(*definition); !status.ok()) return status;
    absl::MutexLock lock(&mutex_);
    if (stopping_) return absl::UnavailableError("the service stops; the connection begins with its next start");
    auto connection = std::make_shared<Connection>(*definition, options_, parts_);
    connection->Start();
    connections_[definition->id] = std::move(connection);
  }
  base::log::Info("connection made", {{"connection", definition->id},
                                      {"topic", definition->topic},
                                      {"table", definition->target()}});
  Await(definition->id, *view, std::min(deadline, absl::Now() + wish.wait_max));
  return Get(definition->id);
}

void ConnectionManager::Await(const std::string& id, const TopicView& view, absl::Time deadline) {
  const absl::Time start_deadline = absl::Now() + kStartMax;
  while (true) {
    absl::StatusOr<ConnectionView> now = Get(id);
    if (!now.ok()) return;
    const bool started = now->state != ConnectionState::kStarting || absl::Now() > start_deadline;
    const bool waiting = now->state == ConnectionState::kWaiting || now->state == ConnectionState::kPaused ||
                         now->state == ConnectionState::kStopped;
    const bool loaded = std::all_of(view.range.begin(), view.range.end(), [&](const auto& entry) {
      const auto partition = now->progress.partitions.find(entry.first);
      return entry.second.high <= entry.second.low ||
             (partition != now->progress.partitions.end() &&
              std::max(partition->second.committed, partition->second.idle_at) >= entry.second.high);
    });
    if (started && (waiting || loaded || absl::Now() >= deadline)) return;
    absl::SleepFor(kAwaitInterval);
  }
}

std::vector<ConnectionView> ConnectionManager::List() {
  std::vector<std::shared_ptr<Connection>> connections;
  {
    absl::MutexLock lock(&mutex_);
    for (const auto& [id, connection] : connections_) connections.push_back(connection);
  }
  std::vector<ConnectionView> views;
  for (const std::shared_ptr<Connection>& connection : connections) views.push_back(connection->View());
  AddCounts(views);
  std::sort(views.begin(), views.end(), [](const ConnectionView& a, const ConnectionView& b) {
    return a.definition.created_at < b.definition.created_at;
  });
  return views;
}

absl::StatusOr<std::shared_ptr<Connection>> ConnectionManager::Find(const std::string& id) const {
  absl::MutexLock lock(&mutex_);
  const auto found = connections_.find(id);
  if (found == connections_.end()) return UnknownConnection(id);
  return found->second;
}

absl::StatusOr<ConnectionView> ConnectionManager::Get(const std::string& id) {
  const absl::StatusOr<std::shared_ptr<Connection>> connection = Find(id);
  if (!connection.ok()) return connection.status();
  std::vector<ConnectionView> views = {(*connection)->View()};
  AddCounts(views);
  return std::move(views.front());
}

void ConnectionManager::AddCounts(std::vector<ConnectionView>& views) {
  // Without the database people still see how loading does.
  const absl::StatusOr<std::map<std::string, SchemaStore::Counts>> counts = parts_.schemas.CountAll();
  for (ConnectionView& view : views) {
    view.columns_added_max = static_cast<uint32_t>(parts_.evolver.limits().columns_max);
    if (!counts.ok()) continue;
    const auto found = counts->find(view.definition.id);
    if (found == counts->end()) continue;
    view.columns_added = found->second.added;
    view.open_proposals = found->second.open;
  }
}

absl::StatusOr<ConnectionView> ConnectionManager::SetPaused(const std::string& id, bool paused) {
  {
    absl::MutexLock change(&change_);
    if (absl::Status status = store_.SetPaused(id, paused); !status.ok()) return status;
    absl::MutexLock lock(&mutex_);
    const auto found = connections_.find(id);
    if (found == connections_.end()) return UnknownConnection(id);
    found->second->SetPaused(paused);
  }
  // The batch in hand is finished first.
  const absl::Time deadline = absl::Now() + options_.drain_timeout + absl::Seconds(1);
  while (true) {
    absl::StatusOr<ConnectionView> view = Get(id);
    if (!view.ok() || absl::Now() >= deadline) return view;
    const bool halted = view->state == ConnectionState::kPaused || view->state == ConnectionState::kStopped;
    if (halted == paused) return view;
    absl::SleepFor(kAwaitInterval);
  }
}

// Nobody will ever read on from the group's offsets: the next connection of the topic has a group of its own. Brokers that
// are away or do not allow it must not keep anyone from removing a connection; Kafka forgets the group by itself in time.
void ConnectionManager::ForgetGroup(const Definition& definition, absl::Time deadline) {
  deadline = std::min(deadline, absl::Now() + kForgetMax);
  auto admin = kafka::Admin::Create(definition.cluster);
  absl::Status status = admin.status();
  while (admin.ok()) {
    status = (*admin)->DeleteGroup(definition.group(), deadline);
    // Other replicas leave it within a second.
    if (!absl::IsFailedPrecondition(status) || absl::Now() + kForgetInterval >= deadline) break;
    absl::SleepFor(kForgetInterval);
  }
  if (status.ok()) return;
  base::log::Warning("consumer group stays", {{"connection", definition.id}, {"group", definition.group()}, {"error", status}});
}

absl::StatusOr<std::string> ConnectionManager::Remove(const std::string& id, bool drop_table, absl::Time deadline) {
  absl::StatusOr<ConnectionView> view = Get(id);
  if (!view.ok()) return view.status();
  std::shared_ptr<Connection> connection;
  {
    absl::MutexLock change(&change_);
    if (absl::Status status = store_.Remove(id); !status.ok()) return status;
    absl::MutexLock lock(&mutex_);
    const auto found = connections_.find(id);
    if (found != connections_.end()) {
      connection = std::move(found->second);
      connections_.erase(found);
    }
  }
  if (connection != nullptr) connection->Stop();
  ForgetGroup(view->definition, deadline);
  const std::string target = view->definition.target();
  base::log::Info("connection removed", {{"connection", id}, {"table", target}, {"table_dropped", drop_table}});
  if (!view->definition.schema.has_value()) return std::string("no table had been made yet");
  if (drop_table) {
    absl::Status status = parts_.tables.Drop(view->definition.database, view->definition.table, deadline);
    if (!status.ok()) return status;
    return base::StrCat("table ", target, " is dropped");
  }
  absl::StatusOr<uint64_t> rows = parts_.tables.CountRows(view->definition.database, view->definition.table, deadline);
  return rows.ok() ? base::StrCat("table ", target, " (", *rows, " rows) stays") : base::StrCat("table ", target, " stays");
}

}  // namespace aurora::ingest

#include "services/ingest/connection/connection_manager.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/table/column_name.h"
#include "services/ingest/connection/table/proposal.h"

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
  auto inspector = TopicInspector::Create(question.cluster);
  if (!inspector.ok()) return inspector.status();
  const absl::StatusOr<std::vector<TopicView>> views = (*inspector)->Look(question.source, deadline);
  if (!views.ok()) return views.status();
  Preview preview;
  std::map<kafka::Partition, int64_t> begin;
  for (const TopicView& view : *views) {
    const auto start = (*inspector)->StartOffsets(view, question.start, deadline);
    if (!start.ok()) return start.status();
    for (const auto& [number, offset] : *start) begin[{view.topic.name, number}] = offset;
    preview.topics.push_back(view.topic.name);
  }
  const size_t wanted = question.messages_max == 0 ? kSamplesDefault : question.messages_max;
  auto samples = (*inspector)->Sample(*views, begin, std::min(wanted, kSamplesMax), deadline);
  if (!samples.ok()) return samples.status();
  preview.messages = *std::move(samples);
  std::sort(preview.messages.begin(), preview.messages.end(), [](const auto& a, const auto& b) {
    return std::tie(b.timestamp_ms, b.offset, b.topic) < std::tie(a.timestamp_ms, a.offset, a.topic);
  });
  if (!HasUsableSample(preview.messages)) return preview;
  absl::StatusOr<std::vector<ShownMessage>> shown = Show(preview.messages, **translators, HoldSeveral(question.format, preview.messages));
  if (!shown.ok()) return shown.status();
  preview.shown = *std::move(shown);
  absl::StatusOr<TableProposal> proposal = ProposeTable(
      {preview.messages, question.format, question.database.empty() ? default_database_ : question.database,
       question.table.empty() ? table::TableNameFor(preview.topics.front()) : question.table,
       absl::StrJoin(preview.topics, ",")},
      **translators, parts_.neighbours, deadline);
  if (!proposal.ok()) return proposal.status();
  const absl::StatusOr<std::string> spread =
      ShowDuplicates(preview.messages, **translators, proposal->schema, preview.shown);
  if (!spread.ok()) return spread.status();
  if (!spread->empty()) proposal->reasons.push_back(*spread);
  preview.proposal = *std::move(proposal);
  return preview;
}

absl::StatusOr<ConnectionView> ConnectionManager::Create(const ConnectionWish& wish, absl::Time deadline) {
  auto inspector = TopicInspector::Create(wish.cluster);
  if (!inspector.ok()) return inspector.status();
  const absl::StatusOr<std::vector<TopicView>> views = (*inspector)->Look(wish.source, deadline);
  if (!views.ok()) return views.status();
  absl::StatusOr<Definition> definition = Define(wish, **inspector, *views, deadline);
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
                                      {"topic", definition->source()},
                                      {"table", definition->target()}});
  Await(definition->id, *views, std::min(deadline, absl::Now() + wish.wait_max));
  return Get(definition->id);
}

void ConnectionManager::Await(const std::string& id, const std::vector<TopicView>& views, absl::Time deadline) {
  const absl::Time start_deadline = absl::Now() + kStartMax;
  while (true) {
    absl::StatusOr<ConnectionView> now = Get(id);
    if (!now.ok()) return;
    const bool started = now->state != ConnectionState::kStarting || absl::Now() > start_deadline;
    const bool waiting = now->state == ConnectionState::kWaiting || now->state == ConnectionState::kPaused ||
                         now->state == ConnectionState::kStopped;
    const bool loaded = std::all_of(views.begin(), views.end(), [&](const TopicView& view) {
      return std::all_of(view.range.begin(), view.range.end(), [&](const auto& entry) {
        const auto partition = now->progress.partitions.find({view.topic.name, entry.first});
        return entry.second.high <= entry.second.low ||
               (partition != now->progress.partitions.end() &&
                std::max(partition->second.committed, partition->second.idle_at) >= entry.second.high);
      });
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

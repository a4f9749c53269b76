#include "libs/base/log.h"
#include "libs/base/text.h"
#include "services/ingest/connection/connection_manager.h"
#include "services/ingest/evolution/safe_widening.h"

namespace aurora::ingest {
namespace {

// The columns as they shall be; InvalidArgument or FailedPrecondition before anything is done.
absl::StatusOr<std::vector<table::Field>> WideFields(const table::TableSchema& schema,
                                                     const std::map<std::string, table::Type>& columns) {
  std::vector<table::Field> wide;
  for (const auto& [name, type] : columns) {
    const table::Field* field = schema.Find(name);
    if (field == nullptr) {
      return absl::InvalidArgumentError(base::StrCat("table ", schema.database, ".", schema.table, " has no column ",
                                                     name.substr(0, table::kNameBytesMax), "; see the connection's schema"));
    }
    absl::StatusOr<table::Field> widened = WidenField(schema, *field, type);
    if (!widened.ok()) return widened.status();
    wide.push_back(*std::move(widened));
  }
  return wide;
}

}  // namespace

absl::StatusOr<ConnectionView> ConnectionManager::Update(const std::string& id, const ConnectionChange& change,
                                                         const std::string& person, absl::Time deadline) {
  absl::StatusOr<std::shared_ptr<Connection>> connection = Find(id);
  if (!connection.ok()) return connection.status();
  {
    absl::MutexLock lock(&change_);
    if (!change.columns.empty()) {
      const auto wanted = [&](const table::TableSchema& schema) { return WideFields(schema, change.columns); };
      const absl::StatusOr<Definition> widened = parts_.evolver.Modify(
          id, wanted, {SchemaChange::Kind::kWiden, "a person asked for it", person}, deadline);
      if (!widened.ok()) return widened.status();
      (*connection)->Follow(*widened);
    }
    const absl::StatusOr<Definition> changed = store_.Update(
        id,
        [&](Definition& definition) {
          definition.evolution = change.evolution.value_or(definition.evolution);
          definition.batch.rows_max = change.rows_max.value_or(definition.batch.rows_max);
          definition.batch.bytes_max = change.bytes_max.value_or(definition.batch.bytes_max);
          definition.batch.delay_max = change.delay_max.value_or(definition.batch.delay_max);
          definition.stop_above = change.stop_above.value_or(definition.stop_above);
          return absl::OkStatus();
        },
        nullptr);
    if (!changed.ok()) return changed.status();
    (*connection)->Follow(*changed);
  }
  base::log::Info("connection changed", {{"connection", id}, {"by", person}});
  return Get(id);
}

absl::StatusOr<std::vector<Proposal>> ConnectionManager::Proposals(const std::string& id) {
  if (absl::Status known = Find(id).status(); !known.ok()) return known;
  return parts_.schemas.Proposals(id);
}

absl::StatusOr<ConnectionView> ConnectionManager::Apply(const std::string& id, const std::vector<std::string>& columns,
                                                        const std::string& person, absl::Time deadline) {
  absl::StatusOr<std::shared_ptr<Connection>> connection = Find(id);
  if (!connection.ok()) return connection.status();
  const absl::StatusOr<Definition> changed = parts_.evolver.Apply(id, columns, person, deadline);
  if (!changed.ok()) return changed.status();
  (*connection)->Follow(*changed);
  return Get(id);
}

absl::StatusOr<std::vector<Proposal>> ConnectionManager::Reject(const std::string& id,
                                                                const std::vector<std::string>& columns) {
  if (absl::Status known = Find(id).status(); !known.ok()) return known;
  if (absl::Status status = parts_.schemas.Reject(id, columns); !status.ok()) return status;
  return parts_.schemas.Proposals(id);
}

absl::StatusOr<std::vector<HistoryEntry>> ConnectionManager::History(const std::string& id) {
  if (absl::Status known = Find(id).status(); !known.ok()) return known;
  return parts_.schemas.History(id);
}

}  // namespace aurora::ingest

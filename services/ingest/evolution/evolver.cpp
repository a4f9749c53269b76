#include "services/ingest/evolution/evolver.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "libs/table/column_name.h"
#include "libs/table/create_table.h"
#include "libs/table/field_path.h"
#include "services/ingest/delivery/fault_point.h"
#include "services/ingest/evolution/safe_widening.h"
#include "services/ingest/transforms/transformed_columns.h"

namespace aurora::ingest {
namespace {

constexpr absl::Duration kRetryAfter = absl::Seconds(30);
constexpr absl::Duration kRateWindow = absl::Hours(1);
constexpr absl::Duration kRateRetry = absl::Minutes(1);

void Warn(const Definition& definition, std::string code, std::string message, EvolutionOutcome& outcome) {
  base::log::Warning("new fields stay in _overflow",
                     {{"connection", definition.id}, {"code", code}, {"reason", message}});
  outcome.warning = EvolutionWarning{std::move(code), std::move(message)};
}

void TryLater(const Definition& definition, const absl::Status& status, EvolutionOutcome& outcome) {
  outcome.unfinished = true;
  outcome.look_again_at = absl::Now() + kRetryAfter;
  Warn(definition, "evolution_unavailable",
       base::StrCat("table ", definition.target(), ": new fields stay in _overflow for now, because they could not be looked "
                    "at: ", base::Message(status)),
       outcome);
}

// Aurora's own columns stay last.
void Insert(table::TableSchema& schema, const table::Field& field) {
  const auto own = std::find_if(schema.fields.begin(), schema.fields.end(),
                                [](const table::Field& known) { return known.path.empty(); });
  schema.fields.insert(own, field);
}

// The paths that the schema has no place for, but for those of which a column is only delayed.
std::set<FieldPath> Unplaced(const std::set<FieldPath>& paths, const table::TableSchema& schema,
                             const std::vector<NewColumn>& delayed) {
  table::TableSchema with_delayed = schema;
  for (const NewColumn& column : delayed) with_delayed.fields.push_back(column.field);
  std::set<FieldPath> unplaced;
  for (const FieldPath& path : paths) {
    if (!table::HasPlaceFor(with_delayed, path)) unplaced.insert(path);
  }
  return unplaced;
}

// Names and types as the connection's transforms say.
absl::Status AdaptColumns(const Definition& definition, std::vector<NewColumn>& columns) {
  const auto plan = TransformPlan::Create(definition.transforms, definition.format.envelope);
  if (!plan.ok()) return plan.status();
  for (NewColumn& column : columns) {
    AdaptNewField(**plan, column.field, &column.name_path);
    // For proposals; NameApart makes it a free one.
    if (!column.name_path.empty()) column.field.name = table::ColumnNamer().Name(column.name_path);
  }
  return absl::OkStatus();
}

}  // namespace

void NameApart(const table::TableSchema& schema, const TableMaker::Columns& in_table, std::vector<NewColumn>& columns) {
  table::ColumnNamer namer;
  for (const table::Field& field : schema.fields) namer.Reserve(field.name);
  for (NewColumn& column : columns) {
    const auto found = in_table.find(column.field.name);
    const bool ours = found != in_table.end() && found->second.insertable() &&
                      found->second.type == column.field.type.Name() && schema.Find(column.field.name) == nullptr;
    if (ours) {
      namer.Reserve(column.field.name);
      continue;
    }
    for (const auto& [name, known] : in_table) namer.Reserve(name);
    const FieldPath& path = column.name_path.empty() ? column.field.path : column.name_path;
    column.field.name = namer.Name(path);
    if (column.field.comment.empty() && column.field.name != table::PathText(column.field.path)) {
      column.field.comment = table::PathText(column.field.path).substr(0, table::kCommentBytesMax);
    }
  }
}

absl::StatusOr<Definition> Evolver::Add(const Definition& definition, std::vector<NewColumn> columns,
                                        const std::string& made_by, EvolutionOutcome* by_policy, absl::Time deadline) {
  auto before = tables_.Describe(definition.database, definition.table, deadline);
  if (!before.ok()) return before.status();
  if (!before->has_value()) return absl::UnavailableError(base::StrCat("table ", definition.target(), " is gone"));
  // By the same look that names are chosen by: a column that another replica made after an earlier one would be a name taken.
  if (by_policy != nullptr) LeaveToOthers(definition, **before, columns, *by_policy);
  if (columns.empty()) return definition;
  table::TableSchema schema = *definition.schema;
  NameApart(schema, **before, columns);
  std::vector<SchemaChange> made;
  absl::Status failure;
  for (const NewColumn& column : columns) {
    SchemaChange change{SchemaChange::Kind::kAdd, column.field, AddColumnSql(schema, column.field), column.reason, made_by,
                        by_policy != nullptr};
    AURORA_FAULT_POINT("before_alter");
    failure = tables_.AddColumn(schema, column.field, deadline);
    if (!failure.ok()) break;
    Insert(schema, column.field);
    made.push_back(std::move(change));
  }
  AURORA_FAULT_POINT("after_alter");
  // Another replica may have made a column of that name at the same moment: its type counts, and it has kept it by the time
  // that the field comes again.
  auto after = tables_.Describe(definition.database, definition.table, deadline);
  if (!after.ok()) return after.status();
  std::erase_if(made, [&](const SchemaChange& change) {
    if (!after->has_value()) return true;
    const auto found = (*after)->find(change.field.name);
    return found == (*after)->end() || found->second.type != change.field.type.Name();
  });
  if (made.empty() && !failure.ok()) return failure;
  absl::StatusOr<Definition> kept =
      schemas_.Change(definition.id, [&](Definition& stored, std::vector<SchemaChange>& changes) {
        for (const SchemaChange& change : made) {
          if (table::HasPlaceFor(*stored.schema, change.field.path) || stored.schema->Find(change.field.name) != nullptr) {
            continue;
          }
          Insert(*stored.schema, change.field);
          changes.push_back(change);
        }
        return absl::OkStatus();
      });
  AURORA_FAULT_POINT("after_schema");
  if (!kept.ok()) return kept.status();
  for (const SchemaChange& change : made) {
    base::log::Info("column added", {{"connection", definition.id}, {"statement", change.statement}, {"by", made_by}});
  }
  return kept;
}

void Evolver::LeaveToOthers(const Definition& definition, const TableMaker::Columns& in_table,
                            std::vector<NewColumn>& columns, EvolutionOutcome& outcome) {
  const absl::Time now = absl::Now();
  const size_t left = std::erase_if(columns, [&](const NewColumn& column) {
    const std::string& name = column.field.name;
    return in_table.count(name) != 0 && definition.schema->Find(name) == nullptr &&
           !unclaimed_.IsForeign(definition.id, name, now);
  });
  if (left == 0) return;
  outcome.unfinished = true;
  outcome.look_again_at = std::max(outcome.look_again_at, now + UnclaimedColumns::kClaimMax);
}

void Evolver::AddByPolicy(const Definition& definition, std::vector<NewColumn> columns, absl::Time deadline,
                          EvolutionOutcome& outcome) {
  const absl::StatusOr<size_t> ever = schemas_.CountAdded(definition.id, absl::InfinitePast());
  if (!ever.ok()) return TryLater(definition, ever.status(), outcome);
  const absl::StatusOr<size_t> lately = schemas_.CountAdded(definition.id, absl::Now() - kRateWindow);
  if (!lately.ok()) return TryLater(definition, lately.status(), outcome);
  const size_t left = limits_.columns_max - std::min(limits_.columns_max, *ever);
  const size_t left_now = limits_.columns_per_hour - std::min(limits_.columns_per_hour, *lately);
  if (columns.size() > left) {
    outcome.look_again_at = absl::InfiniteFuture();
    Warn(definition, "column_limit",
         base::StrCat("table ", definition.target(), ": ", limits_.columns_max,
                      " columns were added, which is the limit; further new fields stay in _overflow. Raise "
                      "evolution.columns_max of the ingest service, or choose the policy review or freeze"),
         outcome);
  } else if (columns.size() > left_now) {
    outcome.unfinished = true;
    outcome.look_again_at = absl::Now() + kRateRetry;
    Warn(definition, "column_rate",
         base::StrCat("table ", definition.target(), ": ", limits_.columns_per_hour,
                      " columns were added within an hour, which is the limit; further new fields stay in _overflow until "
                      "then. Raise evolution.columns_per_hour of the ingest service if that is right"),
         outcome);
  }
  columns.resize(std::min({columns.size(), left, left_now}));
  if (columns.empty()) return;
  absl::StatusOr<Definition> changed = Add(definition, std::move(columns), "policy add", &outcome, deadline);
  if (absl::IsFailedPrecondition(changed.status())) {
    outcome.look_again_at = absl::InfiniteFuture();
    return Warn(definition, "column_refused",
                base::StrCat("table ", definition.target(), ": ClickHouse refuses a new column (",
                             base::Message(changed.status()),
                             "); new fields stay in _overflow. Allow the ingest service's user to ALTER the table, then "
                             "pause and resume the connection"),
                outcome);
  }
  if (!changed.ok()) return TryLater(definition, changed.status(), outcome);
  if (changed->schema->version > definition.schema->version) outcome.definition = *std::move(changed);
}

void Evolver::ProposeThem(const Definition& definition, const std::vector<NewColumn>& columns,
                          EvolutionOutcome& outcome) {
  std::vector<Proposal> proposals;
  for (const NewColumn& column : columns) {
    proposals.push_back({column.field, AddColumnSql(*definition.schema, column.field), column.reason, absl::Now(), false});
  }
  if (absl::Status status = schemas_.Propose(definition.id, proposals); !status.ok()) {
    return TryLater(definition, status, outcome);
  }
  const absl::StatusOr<std::vector<Proposal>> all = schemas_.Proposals(definition.id);
  if (all.ok() && all->size() < SchemaStore::kProposalsMax) return;
  outcome.look_again_at = absl::InfiniteFuture();
  Warn(definition, "proposals_full",
       base::StrCat("table ", definition.target(), ": ", SchemaStore::kProposalsMax,
                    " columns are proposed, which is the limit; apply or reject them, or choose the policy freeze"),
       outcome);
}

EvolutionOutcome Evolver::Follow(const Definition& definition, const NewFields& fields, absl::Time deadline) {
  EvolutionOutcome outcome;
  absl::StatusOr<Definition> latest = schemas_.Latest(definition.id);
  if (!latest.ok()) {
    TryLater(definition, latest.status(), outcome);
    return outcome;
  }
  // Another replica was first.
  if (latest->schema->version > definition.schema->version || latest->evolution != definition.evolution) {
    outcome.definition = *std::move(latest);
    outcome.unfinished = true;
    return outcome;
  }
  auto columns = neighbours_.PlanNewColumns(*latest->schema, fields.samples(), deadline);
  absl::StatusOr<std::vector<Proposal>> proposals = schemas_.Proposals(definition.id);
  if (!columns.ok() || !proposals.ok()) {
    TryLater(definition, columns.ok() ? proposals.status() : columns.status(), outcome);
    return outcome;
  }
  if (absl::Status status = AdaptColumns(*latest, *columns); !status.ok()) {
    TryLater(definition, status, outcome);
    return outcome;
  }
  std::erase_if(*columns, [&](const NewColumn& column) {
    return std::any_of(proposals->begin(), proposals->end(), [&](const Proposal& proposal) {
      return proposal.rejected && proposal.field.path == column.field.path;
    });
  });
  outcome.fruitless = columns->empty();
  std::vector<NewColumn> delayed;
  if (!columns->empty() && latest->evolution == EvolutionPolicy::kReview) {
    ProposeThem(*latest, *columns, outcome);
  } else if (!columns->empty() && latest->evolution == EvolutionPolicy::kAdd) {
    delayed = *columns;
    AddByPolicy(*latest, *std::move(columns), deadline, outcome);
  }
  const table::TableSchema& schema = outcome.definition ? *outcome.definition->schema : *latest->schema;
  outcome.settled = Unplaced(fields.paths(), schema, delayed);
  return outcome;
}

std::set<FieldPath> Evolver::Settled(const Definition& definition) {
  std::set<FieldPath> settled;
  const absl::StatusOr<std::vector<Proposal>> proposals = schemas_.Proposals(definition.id);
  if (!proposals.ok()) return settled;
  for (const Proposal& proposal : *proposals) {
    if (proposal.rejected || definition.evolution == EvolutionPolicy::kReview) settled.insert(proposal.field.path);
  }
  return settled;
}

absl::StatusOr<Definition> Evolver::FollowTable(const Definition& definition, const absl::Status& seen,
                                                absl::Time deadline) {
  auto in_table = tables_.Describe(definition.database, definition.table, deadline);
  if (!in_table.ok()) return in_table.status();
  if (!in_table->has_value()) return seen;
  std::vector<table::Field> wide;
  for (const table::Field& field : definition.schema->fields) {
    const auto found = (*in_table)->find(field.name);
    if (found == (*in_table)->end()) return seen;
    absl::StatusOr<table::Type> type = table::ParseType(found->second.type);
    if (!type.ok()) return seen;
    if (*type == field.type) continue;
    table::Type as_nullable = field.type;
    as_nullable.nullable = true;
    if (*type == as_nullable) continue;
    absl::StatusOr<table::Field> widened = WidenField(*definition.schema, field, *type);
    if (!widened.ok() || widened->type != *type) return seen;
    wide.push_back(*std::move(widened));
  }
  return schemas_.Change(definition.id, [&](Definition& stored, std::vector<SchemaChange>& changes) {
    for (const table::Field& field : wide) {
      for (table::Field& known : stored.schema->fields) {
        if (known.name != field.name || known.type == field.type) continue;
        known = field;
        changes.push_back({SchemaChange::Kind::kWiden, field, table::ModifyColumnsSql(*stored.schema, {field}),
                           "the column was found like this", "somebody else", false});
      }
    }
    return absl::OkStatus();
  });
}

absl::StatusOr<Definition> Evolver::Apply(const std::string& id, const std::vector<std::string>& columns,
                                          const std::string& person, absl::Time deadline) {
  absl::StatusOr<Definition> latest = schemas_.Latest(id);
  if (!latest.ok()) return latest.status();
  absl::StatusOr<std::vector<Proposal>> proposals = schemas_.Proposals(id);
  if (!proposals.ok()) return proposals.status();
  absl::StatusOr<std::vector<Proposal>> chosen = ChooseProposals(*proposals, columns);
  if (!chosen.ok()) return chosen.status();
  if (chosen->empty()) return latest;
  std::vector<NewColumn> wanted;
  for (const Proposal& proposal : *chosen) wanted.push_back({proposal.field, proposal.reason, {proposal.field.name}});
  return Add(*latest, std::move(wanted), person, nullptr, deadline);
}

absl::StatusOr<Definition> Evolver::Modify(const std::string& id, const Wanted& wanted, const Occasion& occasion,
                                           absl::Time deadline) {
  absl::StatusOr<Definition> latest = schemas_.Latest(id);
  if (!latest.ok()) return latest.status();
  if (!latest->schema.has_value()) {
    return absl::FailedPreconditionError(base::StrCat("connection ", id, " has no table yet: its topic is empty"));
  }
  absl::StatusOr<std::vector<table::Field>> fields = wanted(*latest->schema);
  if (!fields.ok()) return fields.status();
  if (fields->empty()) return latest;
  if (absl::Status status = tables_.Widen(*latest->schema, *fields, deadline); !status.ok()) return status;
  AURORA_FAULT_POINT("after_modify");
  return schemas_.Change(id, [&](Definition& stored, std::vector<SchemaChange>& changes) -> absl::Status {
    for (const table::Field& field : *fields) {
      const table::Field* then = latest->schema->Find(field.name);
      for (table::Field& known : stored.schema->fields) {
        if (known.name != field.name || known.type == field.type) continue;
        if (known.type != then->type) {
          return absl::AbortedError(base::StrCat("column ", field.name, " of table ", stored.target(),
                                                 " was changed by somebody else meanwhile; look at it again"));
        }
        known = field;
        changes.push_back({occasion.kind, field, table::ModifyColumnsSql(*stored.schema, {field}), occasion.reason,
                           occasion.made_by, false});
      }
    }
    return absl::OkStatus();
  });
}

}  // namespace aurora::ingest

#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/ingest/connection/neighbours.h"
#include "services/ingest/connection/table/table_maker.h"
#include "services/ingest/evolution/schema_store.h"
#include "services/ingest/evolution/unclaimed_columns.h"
#include "services/ingest/pipeline/fields/new_fields.h"

namespace aurora::ingest {

// What the policy `add` may do to one table. Beyond it fields stay in _overflow, and the connection says so.
struct EvolutionLimits {
  size_t columns_max = 200;
  size_t columns_per_hour = 100;
};

// Something that deserves a look although loading goes on.
struct EvolutionWarning {
  // Stable word, e.g. "column_limit".
  std::string code;
  // Object and remedy.
  std::string message;
};

// What became of fields without a column.
struct EvolutionOutcome {
  // The definition, when the table's schema is another one now.
  std::optional<Definition> definition;
  // Fields that stay where they are: no news from now on.
  std::set<FieldPath> settled;
  // Some of the fields have to be looked at again later.
  bool unfinished = false;
  // Not one of them could become a column.
  bool fruitless = false;
  // No use to look for fields before.
  absl::Time look_again_at = absl::InfinitePast();
  std::optional<EvolutionWarning> warning;
};

// Changes tables under way: what the policies do about new fields, and what persons ask for (docs/adr/0013). A change is made in
// the table first and kept in the schema afterwards, each idempotent, so that a crash in between or another replica at the
// same time do no harm: until the schema knows a column its values stand in _overflow.
//
// Thread-safe; calls block until done or the deadline. Owner: main.
class Evolver {
 public:
  Evolver(TableMaker& tables, Neighbours& neighbours, SchemaStore& schemas, const EvolutionLimits& limits)
      : tables_(tables), neighbours_(neighbours), schemas_(schemas), limits_(limits) {}

  const EvolutionLimits& limits() const { return limits_; }

  // What the policy of the connection does about fields that its messages brought. Errors are warnings: loading never
  // waits for a column.
  EvolutionOutcome Follow(const Definition& definition, const NewFields& fields, absl::Time deadline);
  // Fields that are decided about already: proposed, or rejected by a person. None when the state cannot be read.
  std::set<FieldPath> Settled(const Definition& definition);

  // The table as it is, where somebody else has only widened columns; the error that was seen (FailedPrecondition names the
  // columns) where it is more than that.
  absl::StatusOr<Definition> FollowTable(const Definition& definition, const absl::Status& seen, absl::Time deadline);

  // Adds proposed columns because a person wants them. Empty: all open ones.
  absl::StatusOr<Definition> Apply(const std::string& id, const std::vector<std::string>& columns,
                                   const std::string& person, absl::Time deadline);

  // Changes types: `wanted` says of the current schema which columns shall be how. Nothing is done for none. FailedPrecondition
  // when the server never will; Aborted when somebody else changed the same column meanwhile.
  using Wanted = std::function<absl::StatusOr<std::vector<table::Field>>(const table::TableSchema&)>;
  struct Occasion {
    SchemaChange::Kind kind = SchemaChange::Kind::kWiden;
    std::string reason;
    std::string made_by;
  };
  absl::StatusOr<Definition> Modify(const std::string& id, const Wanted& wanted, const Occasion& occasion,
                                    absl::Time deadline);

 private:
  // `by_policy`: what comes of it where nobody asked for the columns; null where a person did.
  absl::StatusOr<Definition> Add(const Definition& definition, std::vector<NewColumn> columns,
                                 const std::string& made_by, EvolutionOutcome* by_policy, absl::Time deadline);
  void AddByPolicy(const Definition& definition, std::vector<NewColumn> columns, absl::Time deadline,
                   EvolutionOutcome& outcome);
  // Takes out the columns whose name a column has that another replica may be about to keep.
  void LeaveToOthers(const Definition& definition, const TableMaker::Columns& in_table,
                     std::vector<NewColumn>& columns, EvolutionOutcome& outcome);
  void ProposeThem(const Definition& definition, const std::vector<NewColumn>& columns, EvolutionOutcome& outcome);

  TableMaker& tables_;
  Neighbours& neighbours_;
  SchemaStore& schemas_;
  const EvolutionLimits limits_;
  UnclaimedColumns unclaimed_;
};

// Names that neither the schema nor the table has: a column of somebody else that only has the wanted name is left alone. One
// that has the type too is taken: that is our own from before a crash, or another replica's.
void NameApart(const table::TableSchema& schema, const TableMaker::Columns& in_table, std::vector<NewColumn>& columns);

}  // namespace aurora::ingest

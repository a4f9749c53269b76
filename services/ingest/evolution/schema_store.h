#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/state/database.h"
#include "services/ingest/connection/definition/definition_store.h"

namespace aurora::ingest {

// One change of one column, as the history keeps it.
struct SchemaChange {
  enum class Kind : uint8_t { kAdd, kNullable, kWiden };
  Kind kind = Kind::kAdd;
  table::Field field;
  std::string statement;
  std::string reason;
  // "policy add", "absent value", or the person.
  std::string made_by;
  // Counts against what the policy may add.
  bool by_policy = false;
};

// As it is read back: `field` has name and type only.
struct HistoryEntry {
  SchemaChange change;
  uint32_t version = 0;
  absl::Time at;
  // First offset that was loaded with this version.
  std::map<kafka::Partition, int64_t> starts;
};

// A column that a person may want.
struct Proposal {
  table::Field field;
  std::string statement;
  std::string reason;
  absl::Time at;
  bool rejected = false;
};

// How the schemas of connections came to be, and what they could become, in the control-plane database beside the definitions.
// Thread-safe; every call is one transaction. NotFound for an unknown connection.
class SchemaStore {
 public:
  static constexpr size_t kHistoryMax = 1000;
  // Of one connection.
  static constexpr size_t kProposalsMax = 200;

  // The tables; they stand in the database of the definitions.
  static state::Migration Migration(uint32_t version);
  // Of a later one: where versions begin, by topic and partition.
  static std::string TopicStartsSql();

  SchemaStore(DefinitionStore& definitions, state::Database& database)
      : definitions_(definitions), database_(database) {}

  absl::StatusOr<Definition> Latest(const std::string& id) { return definitions_.Get(id); }
  absl::Status StopConnection(const std::string& id, const Stopped& stopped) { return definitions_.Stop(id, stopped); }
  // Keeps the schema that a waiting connection has got, or the one that another replica kept before.
  absl::StatusOr<Definition> KeepFirst(const Definition& definition);

  // Topics that came up for the connection's pattern, but for those that another connection loads into the same table. Those that it
  // has already stay as they are.
  absl::StatusOr<Definition> AddTopics(const std::string& id, const std::vector<SourceTopic>& topics);

  // `change` alters the definition and says what it did to the schema, which then gets the next version and a place in the
  // history. Proposals of columns that are there now are gone. It may run several times.
  using Changer = std::function<absl::Status(Definition&, std::vector<SchemaChange>&)>;
  absl::StatusOr<Definition> Change(const std::string& id, const Changer& change);

  // From which offset on partitions are loaded with a version; the first word about a partition stays.
  absl::Status KeepStarts(const std::string& id, uint32_t version, const std::map<kafka::Partition, int64_t>& starts);
  // Newest first.
  absl::StatusOr<std::vector<HistoryEntry>> History(const std::string& id);
  // Columns that the policy has added since a time; InfinitePast: ever.
  absl::StatusOr<size_t> CountAdded(const std::string& id, absl::Time since);

  struct Counts {
    // Columns that the policy has added, and proposals that nobody has decided about.
    uint32_t added = 0;
    uint32_t open = 0;
  };
  // By connection; those without any are left out.
  absl::StatusOr<std::map<std::string, Counts>> CountAll();

  // Keeps those whose field is not proposed yet, as far as kProposalsMax goes.
  absl::Status Propose(const std::string& id, const std::vector<Proposal>& proposals);
  // Open ones first, then oldest first.
  absl::StatusOr<std::vector<Proposal>> Proposals(const std::string& id);
  // NotFound names a column that has no proposal, and then nothing is changed.
  absl::Status Reject(const std::string& id, const std::vector<std::string>& columns);

 private:
  DefinitionStore& definitions_;
  state::Database& database_;
};

// Of these proposals the ones that are meant: by the names of their columns, all open ones without a name. NotFound names a
// column that has none.
absl::StatusOr<std::vector<Proposal>> ChooseProposals(const std::vector<Proposal>& proposals,
                                                      const std::vector<std::string>& columns);

}  // namespace aurora::ingest

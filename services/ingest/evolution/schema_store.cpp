#include "services/ingest/evolution/schema_store.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>

#include "absl/time/clock.h"
#include "aurora/schema/v1/table.pb.h"
#include "libs/base/text.h"
#include "libs/table/table_proto.h"

namespace aurora::ingest {
namespace {

std::string FieldJson(const table::Field& field) {
  schema::v1::Field wire;
  table::ToProto(field, &wire);
  std::string json;
  // Our own messages always have a JSON form.
  static_cast<void>(google::protobuf::util::MessageToJsonString(wire, &json));
  return json;
}

absl::StatusOr<Proposal> ReadProposal(const std::string& id, const state::Row& row) {
  schema::v1::Field wire;
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  if (!google::protobuf::util::JsonStringToMessage(row.Text(0), &wire, options).ok()) {
    return absl::DataLossError(base::StrCat("connection ", id, ": a stored proposal cannot be read"));
  }
  absl::StatusOr<table::Field> field = table::FromProto(wire);
  if (!field.ok()) return field.status();
  Proposal proposal;
  proposal.field = *std::move(field);
  proposal.statement = row.Text(1);
  proposal.reason = row.Text(2);
  proposal.at = absl::FromUnixMicros(row.Number(3));
  proposal.rejected = row.Number(4) != 0;
  return proposal;
}

absl::StatusOr<std::vector<Proposal>> ReadProposals(state::Session& session, const std::string& id) {
  auto rows = session.Select(
      "SELECT field, statement, reason, proposed_at, rejected FROM schema_proposals WHERE connection_id = :id "
      "ORDER BY rejected, proposed_at, column_name",
      5, {{"id", id}});
  if (!rows.ok()) return rows.status();
  std::vector<Proposal> proposals;
  for (const state::Row& row : *rows) {
    absl::StatusOr<Proposal> proposal = ReadProposal(id, row);
    if (!proposal.ok()) return proposal.status();
    proposals.push_back(*std::move(proposal));
  }
  return proposals;
}

bool HasPath(const std::vector<Proposal>& proposals, const std::vector<std::string>& path) {
  return std::any_of(proposals.begin(), proposals.end(), [&](const Proposal& p) { return p.field.path == path; });
}

absl::Status WriteChange(state::Session& session, const Definition& definition, size_t position,
                         const SchemaChange& change) {
  return session
      .Execute(
          "INSERT INTO schema_changes (connection_id, version, position, kind, column_name, column_type, statement, reason, "
          "made_by, by_policy, made_at) VALUES (:id, :version, :position, :kind, :name, :type, :statement, :reason, "
          ":made_by, :by_policy, :made_at)",
          {{"id", definition.id},
           {"version", static_cast<int64_t>(definition.schema->version)},
           {"position", static_cast<int64_t>(position)},
           {"kind", static_cast<int64_t>(change.kind)},
           {"name", change.field.name},
           {"type", change.field.type.Name()},
           {"statement", change.statement},
           {"reason", change.reason},
           {"made_by", change.made_by},
           {"by_policy", change.by_policy ? 1 : 0},
           {"made_at", absl::ToUnixMicros(absl::Now())}})
      .status();
}

absl::Status ForgetProposals(state::Session& session, const Definition& definition) {
  absl::StatusOr<std::vector<Proposal>> proposals = ReadProposals(session, definition.id);
  if (!proposals.ok()) return proposals.status();
  for (const Proposal& proposal : *proposals) {
    const bool there = std::any_of(definition.schema->fields.begin(), definition.schema->fields.end(),
                                   [&](const table::Field& field) { return field.path == proposal.field.path; });
    if (!there) continue;
    auto gone = session.Execute("DELETE FROM schema_proposals WHERE connection_id = :id AND column_name = :name",
                                {{"id", definition.id}, {"name", proposal.field.name}});
    if (!gone.ok()) return gone.status();
  }
  return absl::OkStatus();
}

}  // namespace

state::Migration SchemaStore::Migration(uint32_t version) {
  return {version, "schema evolution",
          "CREATE TABLE schema_changes (\n"
          "  connection_id TEXT NOT NULL,\n"
          "  version BIGINT NOT NULL,\n"
          "  position BIGINT NOT NULL,\n"
          "  kind BIGINT NOT NULL,\n"
          "  column_name TEXT NOT NULL,\n"
          "  column_type TEXT NOT NULL,\n"
          "  statement TEXT NOT NULL,\n"
          "  reason TEXT NOT NULL,\n"
          "  made_by TEXT NOT NULL,\n"
          "  by_policy BIGINT NOT NULL,\n"
          "  made_at BIGINT NOT NULL,\n"
          "  PRIMARY KEY (connection_id, version, position)\n"
          ");\n"
          "CREATE TABLE schema_starts (\n"
          "  connection_id TEXT NOT NULL,\n"
          "  version BIGINT NOT NULL,\n"
          "  kafka_partition BIGINT NOT NULL,\n"
          "  kafka_offset BIGINT NOT NULL,\n"
          "  PRIMARY KEY (connection_id, version, kafka_partition)\n"
          ");\n"
          "CREATE TABLE schema_proposals (\n"
          "  connection_id TEXT NOT NULL,\n"
          "  column_name TEXT NOT NULL,\n"
          "  field TEXT NOT NULL,\n"
          "  statement TEXT NOT NULL,\n"
          "  reason TEXT NOT NULL,\n"
          "  proposed_at BIGINT NOT NULL,\n"
          "  rejected BIGINT NOT NULL,\n"
          "  PRIMARY KEY (connection_id, column_name)\n"
          ");\n",
          ""};
}

std::string SchemaStore::TopicStartsSql() {
  // A primary key cannot be changed in place.
  return "CREATE TABLE schema_topic_starts (\n"
         "  connection_id TEXT NOT NULL,\n"
         "  version BIGINT NOT NULL,\n"
         "  topic TEXT NOT NULL,\n"
         "  kafka_partition BIGINT NOT NULL,\n"
         "  kafka_offset BIGINT NOT NULL,\n"
         "  PRIMARY KEY (connection_id, version, topic, kafka_partition)\n"
         ");\n"
         "INSERT INTO schema_topic_starts (connection_id, version, topic, kafka_partition, kafka_offset)\n"
         "  SELECT s.connection_id, s.version, c.topic, s.kafka_partition, s.kafka_offset\n"
         "  FROM schema_starts s JOIN connections c ON c.id = s.connection_id;\n"
         "DROP TABLE schema_starts;\n";
}

absl::StatusOr<Definition> SchemaStore::AddTopics(const std::string& id, const std::vector<SourceTopic>& topics) {
  const absl::StatusOr<std::set<std::string>> own = definitions_.Claim(id, topics);
  if (!own.ok()) return own.status();
  return definitions_.Update(
      id,
      [&](Definition& definition) {
        for (const SourceTopic& topic : topics) {
          if (own->count(topic.name) != 0 && definition.FindTopic(topic.name) == nullptr) definition.topics.push_back(topic);
        }
        std::sort(definition.topics.begin(), definition.topics.end(),
                  [](const SourceTopic& a, const SourceTopic& b) { return a.name < b.name; });
        return absl::OkStatus();
      },
      nullptr);
}

absl::StatusOr<Definition> SchemaStore::KeepFirst(const Definition& definition) {
  return definitions_.Update(
      definition.id,
      [&](Definition& stored) {
        if (!stored.schema.has_value()) stored.schema = definition.schema;
        return absl::OkStatus();
      },
      nullptr);
}

absl::StatusOr<Definition> SchemaStore::Change(const std::string& id, const Changer& change) {
  std::vector<SchemaChange> changes;
  return definitions_.Update(
      id,
      [&](Definition& definition) -> absl::Status {
        changes.clear();
        if (absl::Status status = change(definition, changes); !status.ok()) return status;
        if (changes.empty()) return absl::OkStatus();
        ++definition.schema->version;
        return table::ValidateSchema(*definition.schema);
      },
      [&](state::Session& session, const Definition& definition) -> absl::Status {
        for (size_t i = 0; i < changes.size(); ++i) {
          if (absl::Status status = WriteChange(session, definition, i, changes[i]); !status.ok()) return status;
        }
        return changes.empty() ? absl::OkStatus() : ForgetProposals(session, definition);
      });
}

absl::Status SchemaStore::KeepStarts(const std::string& id, uint32_t version,
                                     const std::map<kafka::Partition, int64_t>& starts) {
  return database_.Transact([&](state::Session& session) -> absl::Status {
    for (const auto& [partition, offset] : starts) {
      auto kept = session.Execute(
          "INSERT INTO schema_topic_starts (connection_id, version, topic, kafka_partition, kafka_offset) "
          "VALUES (:id, :version, :topic, :partition, :offset) ON CONFLICT DO NOTHING",
          {{"id", id},
           {"version", static_cast<int64_t>(version)},
           {"topic", partition.topic},
           {"partition", static_cast<int64_t>(partition.number)},
           {"offset", offset}});
      if (!kept.ok()) return kept.status();
    }
    return absl::OkStatus();
  });
}

absl::StatusOr<std::vector<HistoryEntry>> SchemaStore::History(const std::string& id) {
  std::vector<HistoryEntry> history;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    auto rows = session.Select(
        base::StrCat("SELECT version, kind, column_name, column_type, statement, reason, made_by, by_policy, made_at "
                     "FROM schema_changes WHERE connection_id = :id ORDER BY version DESC, position DESC LIMIT ",
                     kHistoryMax),
        9, {{"id", id}});
    if (!rows.ok()) return rows.status();
    for (const state::Row& row : *rows) {
      HistoryEntry& entry = history.emplace_back();
      entry.version = static_cast<uint32_t>(row.Number(0));
      entry.change.kind = static_cast<SchemaChange::Kind>(row.Number(1));
      entry.change.field.name = row.Text(2);
      absl::StatusOr<table::Type> type = table::ParseType(row.Text(3));
      if (type.ok()) entry.change.field.type = *type;
      entry.change.statement = row.Text(4);
      entry.change.reason = row.Text(5);
      entry.change.made_by = row.Text(6);
      entry.change.by_policy = row.Number(7) != 0;
      entry.at = absl::FromUnixMicros(row.Number(8));
    }
    if (history.empty()) return absl::OkStatus();
    auto starts = session.Select(
        "SELECT version, topic, kafka_partition, kafka_offset FROM schema_topic_starts WHERE connection_id = :id AND "
        "version >= :oldest",
        4, {{"id", id}, {"oldest", static_cast<int64_t>(history.back().version)}});
    if (!starts.ok()) return starts.status();
    for (const state::Row& row : *starts) {
      for (HistoryEntry& entry : history) {
        if (entry.version == row.Number(0)) entry.starts[{row.Text(1), static_cast<int32_t>(row.Number(2))}] = row.Number(3);
      }
    }
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return history;
}

absl::StatusOr<size_t> SchemaStore::CountAdded(const std::string& id, absl::Time since) {
  size_t count = 0;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    auto rows = session.Select(
        "SELECT count(*) FROM schema_changes WHERE connection_id = :id AND by_policy = 1 AND made_at >= :since", 1,
        {{"id", id}, {"since", since == absl::InfinitePast() ? int64_t{0} : absl::ToUnixMicros(since)}});
    if (!rows.ok()) return rows.status();
    count = static_cast<size_t>(rows->front().Number(0));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return count;
}

absl::StatusOr<std::map<std::string, SchemaStore::Counts>> SchemaStore::CountAll() {
  std::map<std::string, Counts> counts;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    auto added = session.Select(
        "SELECT connection_id, count(*) FROM schema_changes WHERE by_policy = 1 GROUP BY connection_id", 2);
    if (!added.ok()) return added.status();
    for (const state::Row& row : *added) counts[row.Text(0)].added = static_cast<uint32_t>(row.Number(1));
    auto open = session.Select(
        "SELECT connection_id, count(*) FROM schema_proposals WHERE rejected = 0 GROUP BY connection_id", 2);
    if (!open.ok()) return open.status();
    for (const state::Row& row : *open) counts[row.Text(0)].open = static_cast<uint32_t>(row.Number(1));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return counts;
}

absl::Status SchemaStore::Propose(const std::string& id, const std::vector<Proposal>& proposals) {
  return database_.Transact([&](state::Session& session) -> absl::Status {
    absl::StatusOr<std::vector<Proposal>> known = ReadProposals(session, id);
    if (!known.ok()) return known.status();
    size_t count = known->size();
    for (const Proposal& proposal : proposals) {
      if (count >= kProposalsMax) break;
      if (HasPath(*known, proposal.field.path)) continue;
      auto kept = session.Execute(
          "INSERT INTO schema_proposals (connection_id, column_name, field, statement, reason, proposed_at, rejected) "
          "VALUES (:id, :name, :field, :statement, :reason, :proposed_at, 0) ON CONFLICT DO NOTHING",
          {{"id", id},
           {"name", proposal.field.name},
           {"field", FieldJson(proposal.field)},
           {"statement", proposal.statement},
           {"reason", proposal.reason},
           {"proposed_at", absl::ToUnixMicros(proposal.at)}});
      if (!kept.ok()) return kept.status();
      ++count;
    }
    return absl::OkStatus();
  });
}

absl::StatusOr<std::vector<Proposal>> SchemaStore::Proposals(const std::string& id) {
  absl::StatusOr<std::vector<Proposal>> proposals;
  const absl::Status status = database_.Read([&](state::Session& session) {
    proposals = ReadProposals(session, id);
    return proposals.status();
  });
  if (!status.ok()) return status;
  return proposals;
}

absl::Status SchemaStore::Reject(const std::string& id, const std::vector<std::string>& columns) {
  return database_.Transact([&](state::Session& session) -> absl::Status {
    absl::StatusOr<std::vector<Proposal>> known = ReadProposals(session, id);
    if (!known.ok()) return known.status();
    absl::StatusOr<std::vector<Proposal>> chosen = ChooseProposals(*known, columns);
    if (!chosen.ok()) return chosen.status();
    for (const Proposal& proposal : *chosen) {
      auto changed = session.Execute(
          "UPDATE schema_proposals SET rejected = 1 WHERE connection_id = :id AND column_name = :name",
          {{"id", id}, {"name", proposal.field.name}});
      if (!changed.ok()) return changed.status();
    }
    return absl::OkStatus();
  });
}

absl::StatusOr<std::vector<Proposal>> ChooseProposals(const std::vector<Proposal>& proposals,
                                                      const std::vector<std::string>& columns) {
  std::vector<Proposal> chosen;
  for (const Proposal& proposal : proposals) {
    if (columns.empty() && !proposal.rejected) chosen.push_back(proposal);
  }
  for (const std::string& column : columns) {
    const auto found = std::find_if(proposals.begin(), proposals.end(),
                                    [&](const Proposal& proposal) { return proposal.field.name == column; });
    if (found == proposals.end()) {
      return absl::NotFoundError(
          base::StrCat("column ", column.substr(0, 128), " is not proposed; see the connection's proposals"));
    }
    const bool twice = std::any_of(chosen.begin(), chosen.end(), [&](const Proposal& p) { return p.field.name == column; });
    if (!twice) chosen.push_back(*found);
  }
  return chosen;
}

}  // namespace aurora::ingest

#include "services/ingest/connection/definition/definition_store.h"

#include <google/protobuf/util/json_util.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "aurora/ingest/v1/ingest.pb.h"
#include "libs/base/text.h"
#include "libs/table/table_proto.h"
#include "services/ingest/connection/definition/definition_proto.h"
#include "services/ingest/connection/definition/format_proto.h"
#include "services/ingest/connection/definition/transform_proto.h"
#include "services/ingest/dead_letters/replay_store.h"
#include "services/ingest/deduplication/window_floors.h"
#include "services/ingest/evolution/schema_store.h"
#include "services/ingest/range_replay/range_replay_store.h"

namespace aurora::ingest {
namespace {

constexpr size_t kColumns = 11;
constexpr int kUpdateAttemptsMax = 5;
constexpr char kSelect[] =
    "SELECT id, definition, start_position, start_offsets, sealed_password, sealed_key, paused, created_at, "
    "sealed_registry, stopped, restored FROM connections";

std::string ToJson(const google::protobuf::Message& message) {
  std::string json;
  // Our own messages always have a JSON form.
  static_cast<void>(google::protobuf::util::MessageToJsonString(message, &json));
  return json;
}

bool FromJson(const std::string& json, google::protobuf::Message* message) {
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  return google::protobuf::util::JsonStringToMessage(json, message, options).ok();
}

// "0:17,1:4"
std::string EncodeOffsets(const std::map<int32_t, int64_t>& offsets) {
  std::string text;
  for (const auto& [partition, offset] : offsets) {
    base::StrAppend(&text, text.empty() ? "" : ",", partition, ":", offset);
  }
  return text;
}

std::map<int32_t, int64_t> DecodeOffsets(const std::string& text) {
  std::map<int32_t, int64_t> offsets;
  for (const absl::string_view entry : absl::StrSplit(text, ',', absl::SkipEmpty())) {
    const std::pair<absl::string_view, absl::string_view> pair = absl::StrSplit(entry, ':');
    int32_t partition = 0;
    int64_t offset = 0;
    if (absl::SimpleAtoi(pair.first, &partition) && absl::SimpleAtoi(pair.second, &offset)) offsets[partition] = offset;
  }
  return offsets;
}

// The secret of hashes is in it, sealed.
absl::StatusOr<std::string> DefinitionJson(const Definition& definition, const SecretBox& box) {
  v1::Connection connection;
  ToProto(definition, &connection);
  if (const base::Secret& salt = definition.transforms.salt; !salt.empty()) {
    absl::StatusOr<std::string> sealed = box.Seal(salt.Reveal(), definition.id + "/salt");
    if (!sealed.ok()) return sealed.status();
    connection.mutable_transforms()->set_hash_salt(*sealed);
  }
  return ToJson(connection);
}

absl::StatusOr<Transforms> ReadTransforms(v1::Transforms transforms, const std::string& id, const SecretBox& box) {
  if (!transforms.hash_salt().empty()) {
    const absl::StatusOr<std::string> salt = box.Open(transforms.hash_salt(), id + "/salt");
    if (!salt.ok()) return salt.status();
    transforms.set_hash_salt(*salt);
  }
  return FromProto(transforms);
}

// Which connection loads a topic into a table: the key is what keeps two from doing it, whichever of their replicas is first.
constexpr char kLoadedTopics[] =
    "CREATE TABLE loaded_topics (\n"
    "  target TEXT NOT NULL,\n"
    "  topic TEXT NOT NULL,\n"
    "  connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,\n"
    "  PRIMARY KEY (target, topic)\n"
    ");\n"
    "INSERT INTO loaded_topics (target, topic, connection_id) SELECT target, topic, id FROM connections;\n";

absl::Status Unknown(const std::string& id) {
  return absl::NotFoundError(base::StrCat("connection ", id.substr(0, 100), " does not exist"));
}

}  // namespace

std::vector<state::Migration> DefinitionStore::Migrations() {
  return {{1, "connections",
           "CREATE TABLE connections (\n"
           "  id TEXT PRIMARY KEY,\n"
           "  topic TEXT NOT NULL,\n"
           "  target TEXT NOT NULL,\n"
           "  definition TEXT NOT NULL,\n"
           "  start_position TEXT NOT NULL,\n"
           "  start_offsets TEXT NOT NULL,\n"
           "  sealed_password TEXT NOT NULL,\n"
           "  sealed_key TEXT NOT NULL,\n"
           "  paused BIGINT NOT NULL,\n"
           "  created_at BIGINT NOT NULL,\n"
           "  UNIQUE (topic, target)\n"
           ");\n",
           ""},
          SchemaStore::Migration(2),
          // Empty: the schema registry takes no password, or there is none.
          {3, "schema registries", "ALTER TABLE connections ADD COLUMN sealed_registry TEXT NOT NULL DEFAULT '';\n", ""},
          // Empty: no rule has stopped it.
          {4, "dead letter replays, stopped connections",
           base::StrCat(ReplayStore::TableSql(kDeadLetterReplays),
                        "ALTER TABLE connections ADD COLUMN stopped TEXT NOT NULL DEFAULT '';\n"),
           ""},
          {5, "deduplication floors", WindowFloors::TableSql(), ""},
          {6, "replays of ranges",
           base::StrCat(RangeReplayStore::TableSql(), ReplayStore::TableSql(kRangeReplayLeases)), ""},
          {7, "several topics",
           base::StrCat(SchemaStore::TopicStartsSql(), ReplayStore::TopicSql(kDeadLetterReplays),
                        ReplayStore::TopicSql(kRangeReplayLeases), WindowFloors::TopicFloorsSql(), kLoadedTopics),
           ""},
          // Empty: it came out of no backup.
          {8, "restored connections", "ALTER TABLE connections ADD COLUMN restored TEXT NOT NULL DEFAULT '';\n", ""},
          // `aurora restore --stores` writes it.
          {9, "restores that wait", "CREATE TABLE waiting_restores (state TEXT NOT NULL);\n", "", 8}};
}

absl::Status DefinitionStore::Insert(const Definition& definition) {
  const kafka::Security& security = definition.cluster.security;
  absl::StatusOr<std::string> password = box_.Seal(security.password.Reveal(), definition.id + "/password");
  if (!password.ok()) return password.status();
  absl::StatusOr<std::string> key = box_.Seal(security.client_key.Reveal(), definition.id + "/key");
  if (!key.ok()) return key.status();
  std::string registry;
  if (const base::Secret& secret = definition.format.registry.password; !secret.empty()) {
    absl::StatusOr<std::string> sealed = box_.Seal(secret.Reveal(), definition.id + "/registry");
    if (!sealed.ok()) return sealed.status();
    registry = *std::move(sealed);
  }
  absl::StatusOr<std::string> text = DefinitionJson(definition, box_);
  if (!text.ok()) return text.status();
  v1::StartPosition start;
  ToProto(definition.start, &start);
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    const auto made = session.Execute(
        "INSERT INTO connections (id, topic, target, definition, start_position, start_offsets, sealed_password, "
        "sealed_key, paused, created_at, sealed_registry) VALUES (:id, :topic, :target, :definition, :start_position, "
        ":start_offsets, :sealed_password, :sealed_key, :paused, :created_at, :sealed_registry)",
        {{"id", definition.id},
         {"topic", definition.source()},
         {"target", definition.target()},
         {"definition", *text},
         {"start_position", ToJson(start)},
         // Those of several topics stand in the definition.
         {"start_offsets", definition.several() ? "" : EncodeOffsets(definition.topics.front().start_offsets)},
         {"sealed_password", *password},
         {"sealed_key", *key},
         {"paused", definition.paused ? 1 : 0},
         {"created_at", absl::ToUnixMicros(definition.created_at)},
         {"sealed_registry", registry}});
    if (!made.ok()) return made.status();
    for (const SourceTopic& topic : definition.topics) {
      const auto kept = session.Execute(
          "INSERT INTO loaded_topics (target, topic, connection_id) VALUES (:target, :topic, :id)",
          {{"target", definition.target()}, {"topic", topic.name}, {"id", definition.id}});
      if (!kept.ok()) return kept.status();
    }
    return absl::OkStatus();
  });
  if (absl::IsAlreadyExists(status)) {
    return absl::AlreadyExistsError(base::StrCat(definition.source(), " is connected to table ", definition.target(),
                                                 " already; delete that connection first"));
  }
  return status;
}

absl::Status DefinitionStore::Change(const std::string& id, const std::string& sql, state::Parameters parameters) {
  parameters.emplace_back("id", id);
  return database_.Transact([&](state::Session& session) -> absl::Status {
    absl::StatusOr<int64_t> changed = session.Execute(sql, parameters);
    if (!changed.ok()) return changed.status();
    return *changed > 0 ? absl::OkStatus() : Unknown(id);
  });
}

absl::StatusOr<state::Row> DefinitionStore::Find(state::Session& session, const std::string& id) {
  absl::StatusOr<std::vector<state::Row>> rows =
      session.Select(base::StrCat(kSelect, " WHERE id = :id"), kColumns, {{"id", id}});
  if (!rows.ok()) return rows.status();
  if (rows->empty()) return Unknown(id);
  return std::move(rows->front());
}

absl::StatusOr<Definition> DefinitionStore::Get(const std::string& id) {
  absl::StatusOr<Definition> definition = Unknown(id);
  const absl::Status status = database_.Read([&](state::Session& session) {
    absl::StatusOr<state::Row> row = Find(session, id);
    definition = row.ok() ? Read(*row) : row.status();
    return definition.status();
  });
  if (!status.ok()) return status;
  return definition;
}

absl::StatusOr<Definition> DefinitionStore::Update(const std::string& id, const Changer& change,
                                                   const Companion& also) {
  Definition definition;
  const auto attempt = [&](state::Session& session) -> absl::Status {
    absl::StatusOr<state::Row> row = Find(session, id);
    if (!row.ok()) return row.status();
    absl::StatusOr<Definition> read = Read(*row);
    if (!read.ok()) return read.status();
    definition = *std::move(read);
    if (absl::Status status = change(definition); !status.ok()) return status;
    absl::StatusOr<std::string> text = DefinitionJson(definition, box_);
    if (!text.ok()) return text.status();
    // The text that was read must still be there: PostgreSQL lets two replicas come this far at once.
    absl::StatusOr<int64_t> changed =
        session.Execute("UPDATE connections SET definition = :definition WHERE id = :id AND definition = :old",
                        {{"definition", *text}, {"id", id}, {"old", row->Text(1)}});
    if (!changed.ok()) return changed.status();
    if (*changed == 0) {
      return absl::AbortedError(base::StrCat("connection ", id, " is being changed by somebody else; try again"));
    }
    return also == nullptr ? absl::OkStatus() : also(session, definition);
  };
  absl::Status status;
  for (int i = 0; i < kUpdateAttemptsMax; ++i) {
    status = database_.Transact(attempt);
    if (!absl::IsAborted(status)) break;
  }
  if (!status.ok()) return status;
  return definition;
}

absl::StatusOr<std::set<std::string>> DefinitionStore::Claim(const std::string& id, const std::vector<SourceTopic>& topics) {
  std::set<std::string> own;
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    own.clear();
    for (const SourceTopic& topic : topics) {
      const auto claimed = session.Execute(
          "INSERT INTO loaded_topics (target, topic, connection_id) SELECT target, :topic, id FROM connections WHERE id = :id "
          "ON CONFLICT DO NOTHING",
          {{"topic", topic.name}, {"id", id}});
      if (!claimed.ok()) return claimed.status();
      const auto rows = session.Select("SELECT topic FROM loaded_topics WHERE connection_id = :id AND topic = :topic", 1,
                                       {{"id", id}, {"topic", topic.name}});
      if (!rows.ok()) return rows.status();
      if (!rows->empty()) own.insert(topic.name);
    }
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return own;
}

absl::Status DefinitionStore::SetPaused(const std::string& id, bool paused) {
  return Change(id, "UPDATE connections SET paused = :paused, stopped = '' WHERE id = :id", {{"paused", paused ? 1 : 0}});
}

absl::Status DefinitionStore::Stop(const std::string& id, const Stopped& stopped) {
  // A person who paused it meanwhile comes first.
  return Change(id,
                "UPDATE connections SET stopped = CASE WHEN paused = 0 THEN :stopped ELSE stopped END, paused = 1 WHERE id = :id",
                {{"stopped", EncodeStopped(stopped)}});
}

absl::StatusOr<std::string> DefinitionStore::WaitingRestore() {
  std::string state;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    const auto rows = session.Select("SELECT state FROM waiting_restores", 1);
    if (rows.ok() && !rows->empty()) state = rows->front().Text(0);
    return rows.status();
  });
  if (!status.ok()) return status;
  return state;
}

absl::Status DefinitionStore::MarkRestored(const std::string& restore_id, const std::map<std::string, ResumePoint>& points, bool waited) {
  return database_.Transact([&](state::Session& session) -> absl::Status {
    if (waited) {
      const absl::StatusOr<int64_t> taken = session.Execute("DELETE FROM waiting_restores");
      if (!taken.ok()) return taken.status();
      if (*taken == 0) return absl::OkStatus();
    }
    absl::StatusOr<std::vector<state::Row>> rows = session.Select("SELECT id FROM connections", 1);
    if (!rows.ok()) return rows.status();
    for (const state::Row& row : *rows) {
      v1::RestoredConnection restored;
      restored.set_restore_id(restore_id);
      if (const auto point = points.find(row.Text(0)); point != points.end()) {
        ToProto(point->second, restored.mutable_point());
      }
      const auto changed = session.Execute("UPDATE connections SET restored = :restored WHERE id = :id",
                                           {{"restored", ToJson(restored)}, {"id", row.Text(0)}});
      if (!changed.ok()) return changed.status();
    }
    return absl::OkStatus();
  });
}

absl::Status DefinitionStore::Remove(const std::string& id) {
  return database_.Transact([&](state::Session& session) -> absl::Status {
    absl::StatusOr<int64_t> removed = session.Execute("DELETE FROM connections WHERE id = :id", {{"id", id}});
    if (!removed.ok()) return removed.status();
    if (*removed == 0) return Unknown(id);
    for (const char* table : {"schema_changes", "schema_topic_starts", "schema_proposals", "deduplication_topic_floors"}) {
      const auto gone = session.Execute(base::StrCat("DELETE FROM ", table, " WHERE connection_id = :id"), {{"id", id}});
      if (!gone.ok()) return gone.status();
    }
    // Open ones go when what they have made is cleared away.
    return session
        .Execute("DELETE FROM range_replays WHERE connection_id = :id AND open_target = range_replays.id", {{"id", id}})
        .status();
  });
}

absl::StatusOr<Definition> DefinitionStore::Read(const state::Row& row) {
  Definition definition;
  definition.id = row.Text(0);
  const auto broken = [&](const char* what) {
    return absl::DataLossError(base::StrCat("connection ", definition.id, ": its stored ", what, " cannot be read"));
  };
  v1::Connection connection;
  v1::StartPosition start;
  if (!FromJson(row.Text(1), &connection)) return broken("definition");
  if (!FromJson(row.Text(2), &start)) return broken("start");
  absl::StatusOr<std::string> password = box_.Open(row.Text(4), definition.id + "/password");
  if (!password.ok()) return password.status();
  absl::StatusOr<std::string> key = box_.Open(row.Text(5), definition.id + "/key");
  if (!key.ok()) return key.status();
  connection.mutable_brokers()->mutable_security()->set_password(*password);
  connection.mutable_brokers()->mutable_security()->set_client_key(*key);
  absl::StatusOr<kafka::Cluster> cluster = FromProto(connection.brokers());
  if (!cluster.ok()) return cluster.status();
  definition.cluster = *std::move(cluster);
  if (!row.Text(8).empty()) {
    absl::StatusOr<std::string> registry = box_.Open(row.Text(8), definition.id + "/registry");
    if (!registry.ok()) return registry.status();
    connection.mutable_format()->mutable_registry()->set_password(*registry);
  }
  absl::StatusOr<MessageFormat> format = FromProto(connection.format());
  if (!format.ok()) return format.status();
  definition.format = *std::move(format);
  absl::StatusOr<Transforms> transforms = ReadTransforms(connection.transforms(), definition.id, box_);
  if (!transforms.ok()) return transforms.status();
  definition.transforms = *std::move(transforms);
  definition.topic_pattern = connection.topic_pattern();
  for (const v1::ConnectionTopic& topic : connection.topics()) {
    definition.topics.push_back(
        {topic.name(), {topic.start_offsets().begin(), topic.start_offsets().end()}, topic.topic_id()});
  }
  if (!connection.topic().empty()) {
    definition.topics = {{connection.topic(), DecodeOffsets(row.Text(3)), connection.topic_id()}};
  }
  if (definition.topics.empty() && definition.topic_pattern.empty()) return broken("topics");
  definition.start = FromProto(start);
  definition.database = connection.schema().database();
  definition.table = connection.schema().table();
  if (connection.schema().fields_size() > 0) {
    absl::StatusOr<table::TableSchema> schema = table::FromProto(connection.schema());
    if (!schema.ok()) return schema.status();
    definition.schema = *std::move(schema);
  }
  definition.batch = FromProto(connection.batch());
  definition.evolution = FromProto(connection.evolution().policy());
  absl::StatusOr<StopAbove> stop_above = FromProto(connection.stop_above());
  if (!stop_above.ok()) return stop_above.status();
  definition.stop_above = *stop_above;
  definition.paused = row.Number(6) != 0;
  definition.stopped = DecodeStopped(row.Text(9));
  definition.created_at = absl::FromUnixMicros(row.Number(7));
  if (!row.Text(10).empty()) {
    v1::RestoredConnection restored;
    if (!FromJson(row.Text(10), &restored)) return broken("resume point");
    definition.restored = Restored{restored.restore_id(), FromProto(restored.point())};
  }
  return definition;
}

absl::StatusOr<std::map<std::string, Definition>> DefinitionStore::All() {
  std::map<std::string, Definition> definitions;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    absl::StatusOr<std::vector<state::Row>> rows = session.Select(kSelect, kColumns);
    if (!rows.ok()) return rows.status();
    for (const state::Row& row : *rows) {
      absl::StatusOr<Definition> definition = Read(row);
      if (!definition.ok()) return definition.status();
      definitions[definition->id] = *std::move(definition);
    }
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return definitions;
}

}  // namespace aurora::ingest

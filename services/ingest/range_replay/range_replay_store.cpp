#include "services/ingest/range_replay/range_replay_store.h"

#include <google/protobuf/util/json_util.h>

#include "absl/time/clock.h"
#include "aurora/ingest/v1/ingest.pb.h"
#include "libs/base/text.h"
#include "services/ingest/range_replay/range_replay_proto.h"

namespace aurora::ingest {
namespace {

constexpr size_t kColumns = 5;
// The owner may write in between.
constexpr int kDecideAttemptsMax = 5;
constexpr char kSelect[] =
    "SELECT r.id, r.verdict, r.revision, r.record, c.id FROM range_replays r LEFT JOIN connections c ON c.id = r.connection_id";

std::string ToJson(const RangeReplay& replay) {
  v1::RangeReplay message;
  ToProto(replay, &message);
  std::string json;
  // Our own messages always have a JSON form.
  static_cast<void>(google::protobuf::util::MessageToJsonString(message, &json));
  return json;
}

absl::StatusOr<StoredRangeReplay> Read(const state::Row& row) {
  google::protobuf::util::JsonParseOptions options;
  options.ignore_unknown_fields = true;
  v1::RangeReplay message;
  if (!google::protobuf::util::JsonStringToMessage(row.Text(3), &message, options).ok()) {
    return absl::DataLossError(base::StrCat("replay ", row.Text(0), ": its stored record cannot be read"));
  }
  return StoredRangeReplay{FromProto(message), static_cast<RangeVerdict>(row.Number(1)), row.Number(2), row.IsNull(4)};
}

absl::Status Unknown(const std::string& id) {
  return absl::NotFoundError(base::StrCat("replay ", id.substr(0, 100), " does not exist"));
}

// Open replays of one table exclude each other; of an ended one only its own name is left.
std::string OpenTarget(const RangeReplay& replay) { return replay.ended() ? replay.id : replay.target_name(); }

absl::Status CheckVerdict(const RangeReplay& replay, RangeVerdict known, RangeVerdict wanted) {
  const std::string object = base::StrCat("replay ", replay.id, " of table ", replay.target_name());
  if (replay.ended()) {
    return absl::FailedPreconditionError(base::StrCat(object, " has ended; begin another one"));
  }
  if (wanted == RangeVerdict::kSwap) {
    if (known == RangeVerdict::kDiscard) {
      return absl::FailedPreconditionError(base::StrCat(object, " is being discarded; begin another one"));
    }
    if (replay.state == RangeState::kReading || replay.state == RangeState::kComparing) {
      return absl::FailedPreconditionError(base::StrCat(object, " is not complete yet; wait until its state is ready"));
    }
  } else if (replay.state == RangeState::kSwapping || known == RangeVerdict::kSwap) {
    return absl::FailedPreconditionError(base::StrCat(object, " is being swapped; wait for its end"));
  }
  return absl::OkStatus();
}

absl::Status Write(state::Session& session, const std::string& connection_id, const std::string& id, RangeVerdict verdict) {
  auto rows = session.Select(base::StrCat(kSelect, " WHERE r.connection_id = :connection AND r.id = :id"), kColumns,
                             {{"connection", connection_id}, {"id", id}});
  if (!rows.ok()) return rows.status();
  if (rows->empty()) return Unknown(id);
  absl::StatusOr<StoredRangeReplay> stored = Read(rows->front());
  if (!stored.ok()) return stored.status();
  if (absl::Status status = CheckVerdict(stored->replay, stored->verdict, verdict); !status.ok()) return status;
  // Said twice it stays said.
  if (stored->verdict == verdict) return absl::OkStatus();
  // What went wrong before says nothing about what begins now.
  stored->replay.error.clear();
  const absl::StatusOr<int64_t> changed = session.Execute(
      "UPDATE range_replays SET verdict = :verdict, record = :record, revision = revision + 1 WHERE id = :id AND revision = "
      ":revision",
      {{"verdict", static_cast<int64_t>(verdict)}, {"record", ToJson(stored->replay)}, {"id", id}, {"revision", stored->revision}});
  if (!changed.ok()) return changed.status();
  if (*changed > 0) return absl::OkStatus();
  return absl::AbortedError(base::StrCat("replay ", id, " went on in this moment; try again"));
}

}  // namespace

std::string RangeReplayStore::TableSql() {
  return "CREATE TABLE range_replays (\n"
         "  id TEXT PRIMARY KEY,\n"
         "  connection_id TEXT NOT NULL,\n"
         "  open_target TEXT NOT NULL UNIQUE,\n"
         "  verdict BIGINT NOT NULL,\n"
         "  revision BIGINT NOT NULL,\n"
         "  created_at BIGINT NOT NULL,\n"
         "  record TEXT NOT NULL\n"
         ");\n";
}

absl::Status RangeReplayStore::Insert(const RangeReplay& replay) {
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    const state::Parameters connection = {{"connection", replay.connection_id}};
    auto known = session.Select("SELECT id FROM connections WHERE id = :connection", 1, connection);
    if (!known.ok()) return known.status();
    if (known->empty()) return absl::NotFoundError(base::StrCat("connection ", replay.connection_id, " does not exist"));
    auto ended = session.Select(
        "SELECT id FROM range_replays WHERE connection_id = :connection AND open_target = id ORDER BY created_at DESC", 1,
        connection);
    if (!ended.ok()) return ended.status();
    for (size_t i = kKeptMax - 1; i < ended->size(); ++i) {
      const auto gone = session.Execute("DELETE FROM range_replays WHERE id = :id", {{"id", (*ended)[i].Text(0)}});
      if (!gone.ok()) return gone.status();
    }
    return session
        .Execute(
            "INSERT INTO range_replays (id, connection_id, open_target, verdict, revision, created_at, record) VALUES (:id, "
            ":connection, :target, 0, 1, :created, :record)",
            {{"id", replay.id},
             {"connection", replay.connection_id},
             {"target", OpenTarget(replay)},
             {"created", absl::ToUnixMicros(replay.created_at)},
             {"record", ToJson(replay)}})
        .status();
  });
  if (absl::IsAlreadyExists(status)) {
    return absl::FailedPreconditionError(base::StrCat("table ", replay.target_name(),
                                                      ": another replay of it is open; swap or discard that one first"));
  }
  return status;
}

absl::Status RangeReplayStore::Save(StoredRangeReplay& stored) {
  RangeReplay next = stored.replay;
  next.changed_at = absl::Now();
  bool orphaned = false;
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    const absl::StatusOr<int64_t> changed = session.Execute(
        "UPDATE range_replays SET record = :record, open_target = :target, verdict = :verdict, revision = revision + 1 WHERE "
        "id = :id AND revision = :revision",
        {{"record", ToJson(next)},
         {"target", OpenTarget(next)},
         {"verdict", static_cast<int64_t>(stored.verdict)},
         {"id", next.id},
         {"revision", stored.revision}});
    if (!changed.ok()) return changed.status();
    if (*changed == 0) return absl::AbortedError(base::StrCat("replay ", next.id, ": another process goes on with it"));
    auto rows = session.Select(base::StrCat(kSelect, " WHERE r.id = :id"), kColumns, {{"id", next.id}});
    if (!rows.ok()) return rows.status();
    if (rows->empty()) return Unknown(next.id);
    orphaned = rows->front().IsNull(4);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  // In place: callers hold references into the record.
  stored.replay.changed_at = next.changed_at;
  ++stored.revision;
  stored.orphaned = orphaned;
  return status;
}

absl::StatusOr<std::vector<StoredRangeReplay>> RangeReplayStore::Select(const std::string& condition,
                                                                        const state::Parameters& parameters) {
  std::vector<StoredRangeReplay> replays;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    auto rows = session.Select(base::StrCat(kSelect, condition, " ORDER BY r.created_at DESC, r.id"), kColumns, parameters);
    if (!rows.ok()) return rows.status();
    for (const state::Row& row : *rows) {
      absl::StatusOr<StoredRangeReplay> stored = Read(row);
      if (!stored.ok()) return stored.status();
      replays.push_back(*std::move(stored));
    }
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return replays;
}

absl::StatusOr<StoredRangeReplay> RangeReplayStore::Get(const std::string& connection_id, const std::string& id) {
  auto found = Select(" WHERE r.connection_id = :connection AND r.id = :id", {{"connection", connection_id}, {"id", id}});
  if (!found.ok()) return found.status();
  if (found->empty()) return Unknown(id);
  return std::move(found->front());
}

absl::StatusOr<std::vector<StoredRangeReplay>> RangeReplayStore::List(const std::string& connection_id) {
  return Select(" WHERE r.connection_id = :connection", {{"connection", connection_id}});
}

absl::StatusOr<std::vector<StoredRangeReplay>> RangeReplayStore::Open() { return Select(" WHERE r.open_target <> r.id", {}); }

absl::Status RangeReplayStore::Decide(const std::string& connection_id, const std::string& id, RangeVerdict verdict) {
  absl::Status status;
  for (int i = 0; i < kDecideAttemptsMax; ++i) {
    status = database_.Transact([&](state::Session& session) { return Write(session, connection_id, id, verdict); });
    if (!absl::IsAborted(status)) break;
  }
  return status;
}

absl::Status RangeReplayStore::Remove(const StoredRangeReplay& stored) {
  return database_.Transact([&](state::Session& session) {
    return session
        .Execute("DELETE FROM range_replays WHERE id = :id AND revision = :revision",
                 {{"id", stored.replay.id}, {"revision", stored.revision}})
        .status();
  });
}

}  // namespace aurora::ingest

#include <algorithm>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/text.h"
#include "services/ingest/dead_letters/replay_session.h"
#include "services/ingest/delivery/fault_point.h"

// What a replay leaves behind when it ends in between, and how it is made whole.
namespace aurora::ingest {
namespace {

constexpr absl::Duration kLookInterval = absl::Seconds(1);
constexpr absl::Duration kSettleTime = absl::Seconds(20);

}  // namespace

absl::Status Replayer::Settle(Session& session, ReplayRange range, const std::vector<std::string>& also) {
  const Definition& definition = session.definition;
  if (range.partition.topic.empty()) range.partition.topic = definition.topics.front().name;
  ClickHouseRowStore rows(client_, definition.id, *definition.schema);
  if (absl::Status status = rows.EndInserts(session.TokenPrefix(), session.deadline); !status.ok()) return status;
  StoredLetters letters(client_, definition.id, session.OnlyTopic());
  absl::StatusOr<std::vector<LetterVersion>> versions = letters.Versions(range, session.deadline);
  if (!versions.ok()) return versions.status();
  absl::StatusOr<HeldRows> held =
      rows.Find(RowStore::Target::kTable, range.partition, range.first, range.last, session.deadline);
  if (!held.ok()) return held.status();
  if (table::HasElements(*definition.schema)) {
    if (absl::Status status = Complete(session, range, *held); !status.ok()) return status;
  }
  // Of a replay that was cut short nobody knows any more what it has left out.
  const std::string topic_id = session.TopicId(range.partition.topic);
  if (absl::Status status = letters.AddLeftOut(range, topic_id, *versions, *held, session.deadline); !status.ok()) return status;
  std::vector<std::string> gone = SupersededLetters(*versions, *held);
  gone.insert(gone.end(), also.begin(), also.end());
  AURORA_FAULT_POINT("replay_before_delete");
  return letters.Delete(range, gone, session.deadline);
}

// The rows of one message may lie in several blocks, of which only some were inserted.
absl::Status Replayer::Complete(Session& session, const ReplayRange& range, const HeldRows& held) {
  if (absl::Status status = session.Open(schemas_, client_); !status.ok()) return status;
  LetterChoice all;
  all.all = true;
  StoredLetters::Place place{range.partition, range.first - 1};
  while (true) {
    absl::StatusOr<LetterChunk> chunk = session.Read(all, place);
    if (!chunk.ok()) return chunk.status();
    const ReplayRange& read = chunk->range;
    if (read.last < read.first || read.partition != range.partition || read.first > range.last) return absl::OkStatus();
    place = {read.partition, read.last};
    std::erase_if(chunk->letters, [&](const StoredLetter& letter) {
      return letter.offset > range.last || !held.Has(letter.offset, letter.timestamp_ms);
    });
    if (chunk->letters.empty()) continue;
    absl::StatusOr<DecodedLetters> decoded = Decode(session, *chunk, held);
    if (!decoded.ok()) return decoded.status();
    if (!decoded->kept.empty()) {
      return absl::FailedPreconditionError(base::StrCat(
          decoded->kept.front().reason, "; other rows of this message are in the table already: give the column its former type back, "
          "or remove these rows"));
    }
    if (absl::Status status = Insert(session, read, *decoded); !status.ok()) return status;
    if (absl::Status status = CheckStored(session, read, *decoded); !status.ok()) return status;
  }
}

void Replayer::SettleLeftovers() {
  const auto stopping = [this] {
    mutex_.AssertReaderHeld();
    return stopping_;
  };
  while (true) {
    const absl::StatusOr<std::vector<ReplayRecord>> records = store_.All();
    if (records.ok()) {
      for (const ReplayRecord& record : *records) SettleLeftover(record.connection_id);
    }
    absl::MutexLock lock(&mutex_);
    if (mutex_.AwaitWithTimeout(absl::Condition(&stopping), kLookInterval)) return;
  }
}

void Replayer::SettleLeftover(const std::string& connection_id) {
  auto lease = leases_.TryAcquire(connection_id);
  if (!lease.ok()) return;
  Session session;
  session.lease = *std::move(lease);
  session.deadline = absl::Now() + kSettleTime;
  const absl::StatusOr<Definition> definition = schemas_.Latest(connection_id);
  absl::Status status = absl::IsNotFound(definition.status()) ? absl::OkStatus() : definition.status();
  if (definition.ok() && session.lease->range().has_value() && definition->schema.has_value()) {
    session.definition = *definition;
    status = Settle(session, *session.lease->range(), {});
  }
  if (status.ok()) status = session.lease->Finish();
  if (status.ok()) {
    base::log::Info("a replay that was cut short is settled", {{"connection", connection_id}});
  } else {
    base::log::Warning("a replay that was cut short is not settled yet", {{"connection", connection_id}, {"error", status}});
  }
}

}  // namespace aurora::ingest

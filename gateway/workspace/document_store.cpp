#include "gateway/workspace/document_store.h"

#include "absl/strings/str_cat.h"
#include "libs/base/identifier.h"
#include "libs/state/database.h"

namespace aurora::gateway::workspace {
namespace {

constexpr char kDocumentColumns[] = "id, owner, name, body, revision, created_at, updated_at, expires_at";
constexpr size_t kDocumentColumnCount = 8;

int64_t Micros(absl::Time time) { return absl::ToUnixMicros(time); }

Document DocumentFromRow(const state::Row& row) {
  Document document;
  document.id = row.Text(0);
  document.owner = row.Text(1);
  document.name = row.Text(2);
  document.body = row.Text(3);
  document.revision = row.Number(4);
  document.created_at = absl::FromUnixMicros(row.Number(5));
  document.updated_at = absl::FromUnixMicros(row.Number(6));
  if (!row.IsNull(7)) document.expires_at = absl::FromUnixMicros(row.Number(7));
  return document;
}

absl::Status NoSuch(const DocumentKind& kind, const std::string& id) {
  return absl::NotFoundError(absl::StrCat(kind.name, " ", id, " does not exist (any more)"));
}

// By "id" or "name".
absl::StatusOr<Document> FindBy(const char* column, state::Session& session, const DocumentKind& kind,
                                const std::string& value, absl::Time now) {
  auto rows = session.Select(absl::StrCat("SELECT ", kDocumentColumns, " FROM documents WHERE ", column,
                                          " = :value AND kind = :kind AND (expires_at IS NULL OR expires_at > :now)"),
                             kDocumentColumnCount, {{"value", value}, {"kind", kind.name}, {"now", Micros(now)}});
  if (!rows.ok()) return rows.status();
  if (rows->empty()) return NoSuch(kind, value);
  return DocumentFromRow(rows->front());
}

absl::Status NameIsTaken(const DocumentKind& kind, const std::string& name) {
  return absl::AlreadyExistsError(absl::StrCat(kind.name, " ", name, " exists; change it, or choose another name"));
}

}  // namespace

absl::StatusOr<Document> DocumentStore::Create(const DocumentKind& kind, const std::string& owner,
                                               const std::string& name, const std::string& body, absl::Time now,
                                               std::optional<absl::Duration> lifetime) {
  Document made;
  made.id = base::MakeIdentifier(kind.id_prefix);
  made.owner = owner;
  made.name = name;
  made.body = body;
  // To the microsecond, as the state keeps it.
  made.created_at = made.updated_at = absl::FromUnixMicros(Micros(now));
  std::optional<int64_t> expires_at;
  if (lifetime.has_value()) {
    made.expires_at = made.created_at + *lifetime;
    expires_at = Micros(*made.expires_at);
  }
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    const state::Parameters of_kind = {{"kind", kind.name}, {"now", Micros(now)}};
    auto gone = session.Execute("DELETE FROM documents WHERE kind = :kind AND expires_at <= :now", of_kind);
    if (!gone.ok()) return gone.status();
    auto count = session.Select("SELECT count(*) FROM documents WHERE kind = :kind", 1, {{"kind", kind.name}});
    if (!count.ok()) return count.status();
    if (count->at(0).Number(0) >= kind.count_max) {
      return absl::FailedPreconditionError(absl::StrCat("there are ", kind.count_max, " ", kind.name,
                                                        "s, the most that are kept; delete some first"));
    }
    return session
        .Execute("INSERT INTO documents (id, kind, owner, name, body, revision, created_at, updated_at, expires_at) "
                 "VALUES (:id, :kind, :owner, :name, :body, 1, :now, :now, :expires_at)",
                 {{"id", made.id},
                  {"kind", kind.name},
                  {"owner", owner},
                  {"name", name},
                  {"body", body},
                  {"now", Micros(now)},
                  {"expires_at", expires_at}})
        .status();
  });
  if (absl::IsAlreadyExists(status)) return NameIsTaken(kind, name);
  if (!status.ok()) return status;
  return made;
}

absl::StatusOr<Document> DocumentStore::Get(const DocumentKind& kind, const std::string& id, absl::Time now) {
  Document found;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    auto document = FindBy("id", session, kind, id, now);
    if (!document.ok()) return document.status();
    found = *std::move(document);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return found;
}

absl::StatusOr<Document> DocumentStore::FindByName(const DocumentKind& kind, const std::string& name, absl::Time now) {
  Document found;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    auto document = FindBy("name", session, kind, name, now);
    if (!document.ok()) return document.status();
    found = *std::move(document);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return found;
}

absl::StatusOr<DocumentPage> DocumentStore::List(const DocumentKind& kind, int64_t limit, const PageCursor& after,
                                                 absl::Time now) {
  DocumentPage page;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    // One more than wanted tells whether there is another page.
    auto rows = session.Select(
        absl::StrCat("SELECT ", kDocumentColumns,
                     " FROM documents WHERE kind = :kind AND (expires_at IS NULL OR expires_at > :now) AND "
                     "(updated_at < :at OR (updated_at = :at AND id < :id)) ORDER BY updated_at DESC, id DESC "
                     "LIMIT :limit"),
        kDocumentColumnCount,
        {{"kind", kind.name}, {"now", Micros(now)}, {"at", after.at}, {"id", after.id}, {"limit", limit + 1}});
    if (!rows.ok()) return rows.status();
    for (const state::Row& row : *rows) page.documents.push_back(DocumentFromRow(row));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  if (page.documents.size() > static_cast<size_t>(limit)) {
    page.documents.pop_back();
    page.next_page = CursorText({Micros(page.documents.back().updated_at), page.documents.back().id});
  }
  return page;
}

absl::StatusOr<Document> DocumentStore::Replace(const DocumentKind& kind, const std::string& id,
                                                const std::string& name, const std::string& body,
                                                int64_t expected_revision, absl::Time now) {
  Document changed;
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    auto before = FindBy("id", session, kind, id, now);
    if (!before.ok()) return before.status();
    if (before->revision != expected_revision) {
      return absl::AbortedError(absl::StrCat(kind.name, " ", id, " was changed elsewhere; load it again"));
    }
    changed = *std::move(before);
    changed.name = name;
    changed.body = body;
    ++changed.revision;
    changed.updated_at = absl::FromUnixMicros(Micros(now));
    return session
        .Execute("UPDATE documents SET name = :name, body = :body, revision = :revision, updated_at = :now "
                 "WHERE id = :id AND kind = :kind",
                 {{"name", name},
                  {"body", body},
                  {"revision", changed.revision},
                  {"now", Micros(now)},
                  {"id", id},
                  {"kind", kind.name}})
        .status();
  });
  if (absl::IsAlreadyExists(status)) return NameIsTaken(kind, name);
  if (!status.ok()) return status;
  return changed;
}

absl::Status DocumentStore::Delete(const DocumentKind& kind, const std::string& id) {
  return database_.Transact([&](state::Session& session) -> absl::Status {
    auto removed = session.Execute("DELETE FROM documents WHERE id = :id AND kind = :kind",
                                   {{"id", id}, {"kind", kind.name}});
    if (!removed.ok()) return removed.status();
    return *removed == 0 ? NoSuch(kind, id) : absl::OkStatus();
  });
}

}  // namespace aurora::gateway::workspace

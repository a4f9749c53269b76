#include "services/query-engine/learned/glossary_store.h"

#include "libs/base/identifier.h"
#include "libs/base/text.h"
#include "libs/state/database.h"
#include "services/query-engine/learned/state_schema.h"

namespace aurora::query::learned {
namespace {

using language::TermKind;

TermKind KindOf(const std::string& name) {
  if (name == "measure") return TermKind::kMeasure;
  return name == "filter" ? TermKind::kFilter : TermKind::kSynonym;
}

absl::Status NoSuch(const std::string& id) { return absl::NotFoundError(base::StrCat("term ", id, " is not in the glossary (any more)")); }

}  // namespace

std::string_view KindName(TermKind kind) {
  switch (kind) {
    case TermKind::kMeasure:
      return "measure";
    case TermKind::kFilter:
      return "filter";
    case TermKind::kSynonym:
      return "synonym";
  }
  return "synonym";
}

absl::StatusOr<StoredTerm> GlossaryStore::Put(StoredTerm term, absl::Time now) {
  const bool made = term.id.empty();
  if (made) term.id = base::MakeIdentifier("t-");
  term.created_at = term.updated_at = absl::FromUnixMicros(absl::ToUnixMicros(now));
  const std::string key = language::TermKey(term.term);
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    auto same = session.Select("SELECT id, made_by FROM terms WHERE term_key = :key", 2, {{"key", key}});
    if (!same.ok()) return same.status();
    if (!same->empty() && same->front().Text(0) != term.id) {
      return absl::AlreadyExistsError(base::StrCat("term: \"", term.term, "\" is in the glossary already (", same->front().Text(0), ", by ",
                                                   same->front().Text(1), "); change or remove that one"));
    }
    const state::Parameters values = {{"id", term.id},
                                      {"key", key},
                                      {"term", term.term},
                                      {"kind", KindName(term.kind)},
                                      {"definition", term.definition},
                                      {"database_name", term.table.database},
                                      {"table_name", term.table.table},
                                      {"made_by", term.made_by},
                                      {"now", absl::ToUnixMicros(now)}};
    if (made) {
      auto count = session.Select("SELECT count(*) FROM terms", 1);
      if (!count.ok()) return count.status();
      if (count->at(0).Number(0) >= kTermsMax) {
        return absl::FailedPreconditionError(base::StrCat("the glossary has ", kTermsMax, " terms, the most that it keeps; remove some first"));
      }
      auto inserted = session.Execute(
          "INSERT INTO terms (id, term_key, term, kind, definition, database_name, table_name, made_by, created_at, updated_at) VALUES "
          "(:id, :key, :term, :kind, :definition, :database_name, :table_name, :made_by, :now, :now)",
          values);
      if (!inserted.ok()) return inserted.status();
    } else {
      auto updated = session.Execute(
          "UPDATE terms SET term_key = :key, term = :term, kind = :kind, definition = :definition, database_name = :database_name, "
          "table_name = :table_name, made_by = :made_by, updated_at = :now WHERE id = :id",
          values);
      if (!updated.ok()) return updated.status();
      if (*updated == 0) return NoSuch(term.id);
      auto before = session.Select("SELECT created_at FROM terms WHERE id = :id", 1, {{"id", term.id}});
      if (!before.ok()) return before.status();
      term.created_at = absl::FromUnixMicros(before->at(0).Number(0));
    }
    return CountChange(session);
  });
  if (!status.ok()) return status;
  return term;
}

absl::Status GlossaryStore::Remove(const std::string& id) {
  return database_.Transact([&](state::Session& session) -> absl::Status {
    auto removed = session.Execute("DELETE FROM terms WHERE id = :id", {{"id", id}});
    if (!removed.ok()) return removed.status();
    return *removed == 0 ? NoSuch(id) : CountChange(session);
  });
}

absl::StatusOr<std::vector<StoredTerm>> GlossaryStore::List(state::Session& session) {
  auto rows = session.Select(
      "SELECT id, term, kind, definition, database_name, table_name, made_by, created_at, updated_at FROM terms ORDER BY term_key", 9);
  if (!rows.ok()) return rows.status();
  std::vector<StoredTerm> terms;
  for (const state::Row& row : *rows) {
    terms.push_back({row.Text(0), row.Text(1), KindOf(row.Text(2)), row.Text(3), {row.Text(4), row.Text(5)}, row.Text(6),
                     absl::FromUnixMicros(row.Number(7)), absl::FromUnixMicros(row.Number(8))});
  }
  return terms;
}

}  // namespace aurora::query::learned

#include "gateway/workspace/history_store.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gateway/auth/credential.h"
#include "libs/base/identifier.h"
#include "libs/state/database.h"

namespace aurora::gateway::workspace {
namespace {

constexpr char kHistoryColumns[] = "id, body, starred, runs, asked_at";
constexpr size_t kHistoryColumnCount = 5;
// What a search looks at; the rest of a long statement is kept but not found by.
constexpr size_t kWordsBytesMax = 4096;

HistoryEntry EntryFromRow(const state::Row& row) {
  HistoryEntry entry;
  entry.id = row.Text(0);
  entry.body = row.Text(1);
  entry.starred = row.Number(2) != 0;
  entry.runs = row.Number(3);
  entry.asked_at = absl::FromUnixMicros(row.Number(4));
  return entry;
}

absl::Status NoSuch(const std::string& id) {
  return absl::NotFoundError(absl::StrCat("history entry ", id, " does not exist (any more)"));
}

// The whole text as a LIKE pattern, its own wildcards taken literally.
std::string Containing(const std::string& words) {
  return absl::StrCat("%", absl::StrReplaceAll(words, {{"\\", "\\\\"}, {"%", "\\%"}, {"_", "\\_"}}), "%");
}

// Cut at a whole UTF-8 character, in lower case.
std::string Searchable(const std::string& words) {
  std::string text = words.substr(0, kWordsBytesMax);
  if (words.size() > kWordsBytesMax) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U) text.pop_back();
    if (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80U) != 0) text.pop_back();
  }
  return absl::AsciiStrToLower(text);
}

absl::StatusOr<HistoryEntry> Find(state::Session& session, const std::string& where,
                                  const state::Parameters& parameters) {
  auto rows = session.Select(absl::StrCat("SELECT ", kHistoryColumns, " FROM history WHERE ", where), kHistoryColumnCount, parameters);
  if (!rows.ok()) return rows.status();
  if (rows->empty()) return absl::NotFoundError("no such entry");
  return EntryFromRow(rows->front());
}

}  // namespace

absl::StatusOr<HistoryEntry> HistoryStore::Add(const std::string& owner, const std::string& identity,
                                               const std::string& words, const std::string& body, absl::Time now) {
  HistoryEntry entry;
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    const state::Parameters same = {{"owner", owner}, {"hash", auth::HashCredential(identity)}};
    const int64_t at = absl::ToUnixMicros(now);
    auto before = Find(session, "owner = :owner AND hash = :hash", same);
    if (!before.ok() && !absl::IsNotFound(before.status())) return before.status();
    if (before.ok()) {
      entry = *std::move(before);
      ++entry.runs;
      entry.body = body;
      entry.asked_at = absl::FromUnixMicros(at);
      return session
          .Execute("UPDATE history SET body = :body, runs = :runs, asked_at = :at WHERE id = :id",
                   {{"body", body}, {"runs", entry.runs}, {"at", at}, {"id", entry.id}})
          .status();
    }
    entry.id = base::MakeIdentifier("h-");
    entry.body = body;
    entry.asked_at = absl::FromUnixMicros(at);
    auto added = session.Execute(
        "INSERT INTO history (id, owner, hash, body, words, starred, runs, asked_at) "
        "VALUES (:id, :owner, :hash, :body, :words, 0, 1, :at)",
        {{"id", entry.id}, same[0], same[1], {"body", body}, {"words", Searchable(words)}, {"at", at}});
    if (!added.ok()) return added.status();
    return session
        .Execute("DELETE FROM history WHERE owner = :owner AND starred = 0 AND id NOT IN "
                 "(SELECT id FROM history WHERE owner = :owner AND starred = 0 ORDER BY asked_at DESC, id DESC "
                 "LIMIT :most)",
                 {{"owner", owner}, {"most", kEntriesMax}})
        .status();
  });
  if (!status.ok()) return status;
  return entry;
}

absl::StatusOr<HistoryPage> HistoryStore::List(const HistoryFilter& filter, int64_t limit, const PageCursor& after) {
  HistoryPage page;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    std::string sql = absl::StrCat("SELECT ", kHistoryColumns,
                                   " FROM history WHERE owner = :owner AND "
                                   "(asked_at < :at OR (asked_at = :at AND id < :id))");
    state::Parameters parameters = {
        {"owner", filter.owner}, {"at", after.at}, {"id", after.id}, {"limit", limit + 1}};
    if (filter.starred_only) absl::StrAppend(&sql, " AND starred = 1");
    if (!filter.words.empty()) {
      absl::StrAppend(&sql, " AND words LIKE :words ESCAPE '\\'");
      parameters.emplace_back("words", Containing(absl::AsciiStrToLower(filter.words)));
    }
    absl::StrAppend(&sql, " ORDER BY asked_at DESC, id DESC LIMIT :limit");
    auto rows = session.Select(sql, kHistoryColumnCount, parameters);
    if (!rows.ok()) return rows.status();
    for (const state::Row& row : *rows) page.entries.push_back(EntryFromRow(row));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  if (page.entries.size() > static_cast<size_t>(limit)) {
    page.entries.pop_back();
    page.next_page = CursorText({absl::ToUnixMicros(page.entries.back().asked_at), page.entries.back().id});
  }
  return page;
}

absl::StatusOr<HistoryEntry> HistoryStore::SetStar(const std::string& owner, const std::string& id, bool starred) {
  HistoryEntry entry;
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    const state::Parameters own = {{"owner", owner}, {"id", id}};
    auto found = Find(session, "owner = :owner AND id = :id", own);
    if (!found.ok()) return absl::IsNotFound(found.status()) ? NoSuch(id) : found.status();
    entry = *std::move(found);
    if (starred && !entry.starred) {
      auto count =
          session.Select("SELECT count(*) FROM history WHERE owner = :owner AND starred = 1", 1, {{"owner", owner}});
      if (!count.ok()) return count.status();
      if (count->at(0).Number(0) >= kStarsMax) {
        return absl::FailedPreconditionError(
            absl::StrCat("there are ", kStarsMax, " starred entries; take a star away first"));
      }
    }
    entry.starred = starred;
    return session
        .Execute("UPDATE history SET starred = :starred WHERE owner = :owner AND id = :id",
                 {{"starred", starred ? 1 : 0}, own[0], own[1]})
        .status();
  });
  if (!status.ok()) return status;
  return entry;
}

absl::Status HistoryStore::Delete(const std::string& owner, const std::string& id) {
  return database_.Transact([&](state::Session& session) -> absl::Status {
    auto removed = session.Execute("DELETE FROM history WHERE owner = :owner AND id = :id", {{"owner", owner}, {"id", id}});
    if (!removed.ok()) return removed.status();
    return *removed == 0 ? NoSuch(id) : absl::OkStatus();
  });
}

absl::StatusOr<int64_t> HistoryStore::Clear(const std::string& owner) {
  int64_t removed = 0;
  const absl::Status status = database_.Transact([&](state::Session& session) -> absl::Status {
    auto done = session.Execute("DELETE FROM history WHERE owner = :owner AND starred = 0", {{"owner", owner}});
    if (!done.ok()) return done.status();
    removed = *done;
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return removed;
}

}  // namespace aurora::gateway::workspace

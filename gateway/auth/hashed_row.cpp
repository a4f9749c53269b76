#include "gateway/auth/hashed_row.h"

#include "absl/strings/str_cat.h"
#include "gateway/auth/credential.h"

namespace aurora::gateway::auth {
namespace {

constexpr absl::Duration kUseGranularity = absl::Minutes(1);

}  // namespace

int64_t ToMicros(absl::Time time) { return absl::ToUnixMicros(time); }

absl::Time TimeOf(const state::Row& row, size_t column) { return absl::FromUnixMicros(row.Number(column)); }

std::optional<absl::Time> OptionalTimeOf(const state::Row& row, size_t column) {
  if (row.IsNull(column)) return std::nullopt;
  return TimeOf(row, column);
}

absl::StatusOr<state::Row> SelectByHash(state::Session& session, const std::string& table, const std::string& columns,
                                        size_t count, const std::string& hash, const absl::Status& unknown) {
  auto rows = session.Select(absl::StrCat("SELECT ", columns, ", hash FROM ", table, " WHERE hash = :hash"), count + 1,
                             {{"hash", hash}});
  if (!rows.ok()) return rows.status();
  if (rows->empty() || !ConstantTimeEquals(rows->at(0).Text(count), hash)) return unknown;
  return std::move(rows->at(0));
}

bool IsUseNoted(std::optional<absl::Time> last, absl::Time now) {
  return !last.has_value() || now - *last > kUseGranularity;
}

void NoteUse(state::Database& database, const std::string& table, const std::string& column, const std::string& hash,
             absl::Time now) {
  database
      .Transact([&](state::Session& session) {
        return session
            .Execute(absl::StrCat("UPDATE ", table, " SET ", column, " = :now WHERE hash = :hash"),
                     {{"now", ToMicros(now)}, {"hash", hash}})
            .status();
      })
      .IgnoreError();
}

}  // namespace aurora::gateway::auth

#include "gateway/auth/token_table.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gateway/auth/credential.h"
#include "gateway/auth/hashed_row.h"
#include "libs/base/identifier.h"

namespace aurora::gateway::auth {
namespace {

constexpr char kFactColumns[] = "id, name, created_at, expires_at, last_used_at";
constexpr size_t kFactCount = 5;

absl::Time ToTheMicrosecond(absl::Time time) { return absl::FromUnixMicros(ToMicros(time)); }

}  // namespace

FreshToken MakeToken(const char* prefix, const std::string& name, std::optional<absl::Duration> lifetime, absl::Time now) {
  FreshToken made;
  made.facts = {base::MakeIdentifier(prefix), name, ToTheMicrosecond(now), std::nullopt, std::nullopt};
  if (lifetime.has_value()) made.facts.expires_at = ToTheMicrosecond(now + *lifetime);
  made.secret = MakeCredential();
  return made;
}

TokenTable::TokenTable(state::Database& database, std::string name, std::vector<std::string> own, absl::Status unknown)
    : database_(database),
      name_(std::move(name)),
      own_(std::move(own)),
      unknown_(std::move(unknown)),
      columns_(absl::StrCat(kFactColumns, own_.empty() ? "" : ", ", absl::StrJoin(own_, ", "))) {}

absl::Status TokenTable::Add(state::Session& session, const FreshToken& token, const std::vector<std::string>& own) const {
  std::optional<int64_t> expires_at;
  if (token.facts.expires_at.has_value()) expires_at = ToMicros(*token.facts.expires_at);
  state::Parameters parameters = {{"id", token.facts.id},
                                  {"name", token.facts.name},
                                  {"hash", HashCredential(token.secret.Reveal())},
                                  {"created_at", ToMicros(token.facts.created_at)},
                                  {"expires_at", expires_at}};
  for (size_t i = 0; i < own_.size(); ++i) parameters.emplace_back(own_[i], own[i]);
  const auto name = [](std::string* out, const state::Parameter& parameter) { *out += parameter.first; };
  return session
      .Execute(absl::StrCat("INSERT INTO ", name_, " (", absl::StrJoin(parameters, ", ", name), ") VALUES (:",
                            absl::StrJoin(parameters, ", :", name), ")"),
               parameters)
      .status();
}

absl::StatusOr<std::vector<TokenTable::Kept>> TokenTable::List(const std::string& where,
                                                               const state::Parameters& parameters) const {
  std::vector<Kept> tokens;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    auto rows = session.Select(absl::StrCat("SELECT ", columns_, " FROM ", name_, where.empty() ? "" : " WHERE ", where,
                                            " ORDER BY created_at DESC, id"),
                               ColumnCount(), parameters);
    if (!rows.ok()) return rows.status();
    for (const state::Row& row : *rows) tokens.push_back(Read(row));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return tokens;
}

absl::StatusOr<TokenTable::Kept> TokenTable::Find(std::string_view token, absl::Time now) const {
  const std::string hash = HashCredential(token);
  Kept found;
  const absl::Status status = database_.Read([&](state::Session& session) -> absl::Status {
    auto row = SelectByHash(session, name_, columns_, ColumnCount(), hash, unknown_);
    if (!row.ok()) return row.status();
    found = Read(*row);
    if (found.facts.expires_at.has_value() && *found.facts.expires_at <= now) return unknown_;
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  if (IsUseNoted(found.facts.last_used_at, now)) NoteUse(database_, name_, "last_used_at", hash, now);
  return found;
}

TokenTable::Kept TokenTable::Read(const state::Row& row) const {
  Kept kept{{row.Text(0), row.Text(1), TimeOf(row, 2), OptionalTimeOf(row, 3), OptionalTimeOf(row, 4)}, {}};
  for (size_t i = 0; i < own_.size(); ++i) kept.own.push_back(row.Text(kFactCount + i));
  return kept;
}

size_t TokenTable::ColumnCount() const { return kFactCount + own_.size(); }

}  // namespace aurora::gateway::auth

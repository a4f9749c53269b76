#include "libs/state/connection_text.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace aurora::state {
namespace {

constexpr char kSqlite[] = "sqlite://";
constexpr char kPostgresql[] = "postgresql://";

absl::StatusOr<ConnectionText> ParseSqlite(const std::string& url, absl::Duration lock_timeout) {
  std::string path = url.substr(sizeof kSqlite - 1);
  // Four slashes in all mean the same as three.
  if (absl::StartsWith(path, "//")) path.erase(0, 1);
  if (path.empty() || path.front() != '/') {
    return absl::InvalidArgumentError(
        absl::StrCat("state URL \"", url, "\" has no absolute path; write sqlite:///var/lib/aurora/state.db"));
  }
  if (path.find('"') != std::string::npos) {
    return absl::InvalidArgumentError("the state URL's path has a quotation mark; choose another path");
  }
  ConnectionText parsed;
  parsed.path = path;
  parsed.display = absl::StrCat("database ", path);
  const int64_t seconds = std::max<int64_t>(1, absl::ToInt64Seconds(lock_timeout));
  parsed.text = absl::StrCat("db=\"", path, "\" timeout=", seconds);
  return parsed;
}

absl::StatusOr<ConnectionText> ParsePostgresql(const std::string& url) {
  const size_t authority = sizeof kPostgresql - 1;
  const size_t authority_end = std::min(url.find('/', authority), url.size());
  const size_t at = url.rfind('@', authority_end);
  if (at != std::string::npos && at > authority && url.find(':', authority) < at) {
    return absl::InvalidArgumentError(
        "the state URL holds a password, which would end up in process lists and logs; give it by "
        "state.password_file");
  }
  if (url.find("password=") != std::string::npos) {
    return absl::InvalidArgumentError("the state URL holds a password; give it by state.password_file");
  }
  ConnectionText parsed;
  parsed.postgresql = true;
  parsed.text = url;
  parsed.display = absl::StrCat("database ", url);
  return parsed;
}

}  // namespace

absl::StatusOr<ConnectionText> ParseUrl(const std::string& url, absl::Duration lock_timeout) {
  if (absl::StartsWith(url, kSqlite)) return ParseSqlite(url, lock_timeout);
  if (absl::StartsWith(url, kPostgresql)) return ParsePostgresql(url);
  return absl::InvalidArgumentError(absl::StrCat("state URL \"", url,
                                                 "\" is neither sqlite:///path nor "
                                                 "postgresql://user@host/database"));
}

}  // namespace aurora::state

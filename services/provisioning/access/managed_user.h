#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "libs/base/secret.h"

// Who Aurora is in ClickHouse, and what each may do.
namespace aurora::provisioning {

enum class Role {
  // Makes tables in databases that Aurora made, and inserts.
  kIngest,
  // People's and generated SQL: reads analytics databases and nothing else, within limits.
  kQuery,
  // Statements written in Aurora's own code that describe and sample tables.
  kCatalog,
};

struct ManagedUser {
  Role role;
  std::string name;
  std::string purpose;
  base::Secret password;
};

// The users of all roles; the passwords are left empty.
std::vector<ManagedUser> ManagedUsers();

// What one query of aurora_query may use up. Each becomes a default with a minimum and a maximum: in
// ClickHouse 0 means "without limit", so that a maximum alone is no limit.
struct QueryLimits {
  absl::Duration execution_time_max = absl::Seconds(60);
  int64_t memory_bytes_max = int64_t{2} << 30;
  int64_t temporary_bytes_max = int64_t{4} << 30;
  int64_t threads_max = 8;
  int64_t concurrent_queries_max = 16;
  int64_t queries_per_hour_max = 100'000;
};

// A name in system.databases that holds neither analytics nor Aurora's own tables.
bool IsSystemDatabase(std::string_view database);

// Statements, in their order, that make or correct profile, quota, row policies and the user itself. The
// password goes in as a salted hash: statements may be logged by the server.
std::vector<std::string> UserStatements(const ManagedUser& user, const QueryLimits& limits);

// One statement that makes the user's grants exactly what the role needs: `readable` are the analytics
// databases, `writable` those that Aurora made.
std::string GrantStatement(const ManagedUser& user, const std::set<std::string>& readable,
                           const std::set<std::string>& writable);

// Tables of `system` that ClickHouse lets everybody read. For aurora_query a row policy turns each into an
// error, because they name paths, settings and tables.
const std::vector<std::string>& OpenSystemTables();

}  // namespace aurora::provisioning

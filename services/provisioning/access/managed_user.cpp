#include "services/provisioning/access/managed_user.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

#include "libs/base/text.h"
#include "libs/table/create_table.h"
#include "libs/table/schema.h"

namespace aurora::provisioning {
namespace {

using base::StrAppend;
using base::StrCat;
using table::QuoteIdentifier;
using table::QuoteLiteral;

constexpr std::string_view kQueryProfile = "aurora_query";
constexpr std::string_view kQueryQuota = "aurora_query";

constexpr std::string_view kIngestGrants =
    "SELECT, INSERT, CREATE TABLE, DROP TABLE, ALTER ADD COLUMN, ALTER MODIFY COLUMN, ALTER COMMENT COLUMN, "
    "ALTER CONSTRAINT, ALTER DELETE";
constexpr std::string_view kCatalogTables[] = {"columns",       "databases", "functions", "parts",
                                               "parts_columns", "processes", "tables"};

std::string Sha256Hex(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned length = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha256(), nullptr);
  constexpr char kHex[] = "0123456789abcdef";
  std::string hex;
  for (unsigned i = 0; i < length; ++i) {
    hex += kHex[digest[i] >> 4];
    hex += kHex[digest[i] & 15];
  }
  return hex;
}

std::string Identification(const base::Secret& password) {
  const std::string salt = base::Secret::Random(16).Reveal();
  return StrCat("IDENTIFIED WITH sha256_hash BY '", Sha256Hex(password.Reveal() + salt), "' SALT '", salt,
                "'");
}

std::string Between(std::string_view setting, int64_t value) {
  return StrCat(setting, " = ", value, " MIN 1 MAX ", value);
}

std::string QuerySettings(const QueryLimits& limits) {
  // readonly = 2: the query engine sends settings of its own; what may be set is bounded here, and what may
  // be read is bounded by the grants.
  return StrCat("readonly = 2 MIN 1 MAX 2, allow_ddl = 0 CONST, allow_introspection_functions = 0 CONST, ",
                Between("max_execution_time", absl::ToInt64Seconds(limits.execution_time_max)), ", ",
                Between("max_memory_usage", limits.memory_bytes_max), ", ",
                Between("max_temporary_data_on_disk_size_for_user", limits.temporary_bytes_max), ", ",
                Between("max_threads", limits.threads_max), ", ",
                Between("max_concurrent_queries_for_user", limits.concurrent_queries_max), ", ",
                Between("max_query_size", 1 << 20), ", ", Between("max_ast_elements", 50'000), ", ",
                Between("max_ast_depth", 1000));
}

std::vector<std::string> ProfileStatements(const QueryLimits& limits) {
  const std::string profile = QuoteIdentifier(kQueryProfile);
  return {StrCat("CREATE SETTINGS PROFILE IF NOT EXISTS ", profile),
          StrCat("ALTER SETTINGS PROFILE ", profile, " SETTINGS ", QuerySettings(limits))};
}

std::vector<std::string> QuotaStatements(const ManagedUser& user, const QueryLimits& limits) {
  const std::string quota = QuoteIdentifier(kQueryQuota);
  return {StrCat("CREATE QUOTA IF NOT EXISTS ", quota),
          StrCat("ALTER QUOTA ", quota, " KEYED BY user_name FOR INTERVAL 1 hour MAX queries = ",
                 limits.queries_per_hour_max, " TO ", QuoteIdentifier(user.name))};
}

std::vector<std::string> RowPolicyStatements(const ManagedUser& user) {
  std::vector<std::string> statements;
  for (const std::string& table : OpenSystemTables()) {
    statements.push_back(
        StrCat("CREATE ROW POLICY IF NOT EXISTS aurora_query_closed ON system.", QuoteIdentifier(table),
               " USING throwIf(1, 'tables of the database system are not open to questions') TO ",
               QuoteIdentifier(user.name)));
  }
  return statements;
}

void GrantEach(std::string* grants, std::string_view privileges, const std::set<std::string>& databases) {
  for (const std::string& database : databases) {
    StrAppend(grants, grants->empty() ? "" : ", ", privileges, " ON ", QuoteIdentifier(database), ".*");
  }
}

}  // namespace

std::vector<ManagedUser> ManagedUsers() {
  return {
      {Role::kIngest, "aurora_ingest", "makes tables and inserts events", {}},
      {Role::kQuery, "aurora_query", "runs people's questions: reads analytics databases, nothing else", {}},
      {Role::kCatalog, "aurora_catalog", "describes and samples tables for the query engine", {}}};
}

bool IsSystemDatabase(std::string_view database) { return table::IsReservedDatabase(database); }

std::vector<std::string> UserStatements(const ManagedUser& user, const QueryLimits& limits) {
  std::vector<std::string> statements;
  const auto add = [&](std::vector<std::string> more) {
    statements.insert(statements.end(), more.begin(), more.end());
  };
  const std::string name = QuoteIdentifier(user.name);
  const std::string identification = Identification(user.password);
  const bool limited = user.role == Role::kQuery;
  if (limited) add(ProfileStatements(limits));
  add({StrCat("CREATE USER IF NOT EXISTS ", name, " ", identification),
       StrCat("ALTER USER ", name, " ", identification,
              limited ? StrCat(" SETTINGS PROFILE ", QuoteLiteral(kQueryProfile)) : std::string())});
  if (limited) {
    add(QuotaStatements(user, limits));
    add(RowPolicyStatements(user));
  }
  return statements;
}

std::string GrantStatement(const ManagedUser& user, const std::set<std::string>& readable,
                           const std::set<std::string>& writable) {
  std::string grants;
  switch (user.role) {
    case Role::kIngest:
      GrantEach(&grants, kIngestGrants, writable);
      StrAppend(&grants, grants.empty() ? "" : ", ",
                "SELECT, INSERT ON aurora.dead_letters, ALTER DELETE ON aurora.dead_letters, "
                "SELECT, INSERT, ALTER DELETE ON aurora.skipped_offsets, SELECT ON system.parts, SELECT ON system.processes, "
                "SELECT ON system.tables, SELECT ON system.merge_tree_settings, "
                "TABLE ENGINE ON MergeTree");
      break;
    case Role::kQuery:
      GrantEach(&grants, "SELECT", readable);
      break;
    case Role::kCatalog:
      GrantEach(&grants, "SELECT", readable);
      for (const std::string_view table : kCatalogTables) {
        StrAppend(&grants, grants.empty() ? "" : ", ", "SELECT ON system.", table);
      }
      // It ends queries of aurora_query whose asker has gone.
      StrAppend(&grants, ", KILL QUERY ON *.*, SELECT, INSERT ON aurora.query_history");
      break;
  }
  if (grants.empty()) return StrCat("REVOKE ALL ON *.* FROM ", QuoteIdentifier(user.name));
  return StrCat("GRANT ", grants, " TO ", QuoteIdentifier(user.name), " WITH REPLACE OPTION");
}

const std::vector<std::string>& OpenSystemTables() {
  static const auto& tables = *new std::vector<std::string>{"aggregate_function_combinators",
                                                            "collations",
                                                            "columns",
                                                            "completions",
                                                            "contributors",
                                                            "current_roles",
                                                            "data_type_families",
                                                            "database_engines",
                                                            "databases",
                                                            "dictionary_layouts",
                                                            "disk_types",
                                                            "enabled_roles",
                                                            "formats",
                                                            "functions",
                                                            "licenses",
                                                            "privileges",
                                                            "quota_usage",
                                                            "settings",
                                                            "table_engines",
                                                            "table_functions",
                                                            "tables",
                                                            "time_zones"};
  return tables;
}

}  // namespace aurora::provisioning

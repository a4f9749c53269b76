#include "services/embedded-clickhouse/server_files.h"

#include <openssl/sha.h>

#include <algorithm>
#include <utility>

#include "libs/base/text.h"

namespace aurora::embedded_clickhouse {
namespace {

using base::StrCat;

// Nobody but the administrator reads these; `default` shows the files of the machine as tables.
constexpr const char* kClosedDatabases[] = {"system", "INFORMATION_SCHEMA", "information_schema", "default"};

// The interval is so long, and counted from 1970, that it ends in 2065.
constexpr int kBootQuotaSeconds = 1'500'000'000;

// What the query user's statements may use at most, beside what the configuration says.
constexpr int64_t kQueryTextBytesMax = 1 << 20;
constexpr int64_t kQueryNodesMax = 50'000;
constexpr int64_t kQueryDepthMax = 1000;
constexpr int64_t kQueryTemporaryBytesMax = int64_t{10} << 30;

std::string Sha256Hex(std::string_view text) {
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  constexpr char kHex[] = "0123456789abcdef";
  std::string hex;
  for (const unsigned char byte : digest) {
    hex.push_back(kHex[byte >> 4]);
    hex.push_back(kHex[byte & 15]);
  }
  return hex;
}

bool IsName(std::string_view name) {
  return !name.empty() && !(name[0] >= '0' && name[0] <= '9') &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
         });
}

std::string Networks(const Options& options) {
  std::vector<std::string> networks = options.networks;
  if (networks.empty() && IsLoopback(options.listen_host)) networks = {"127.0.0.1", "::1"};
  if (networks.empty()) networks = {"::/0"};
  std::string xml;
  for (const std::string& network : networks) base::StrAppend(&xml, "<ip>", EscapeXml(network), "</ip>");
  return StrCat("<networks>", xml, "</networks>");
}

// Tables of `system` that the engine lets everybody read whatever the grants say. They name paths, settings and
// tables; for the user of people's queries a row policy turns each into an error.
std::string ClosedSystemTables() {
  std::string xml = "      <databases><system>\n";
  for (const char* table :
       {"aggregate_function_combinators", "collations", "columns", "completions", "contributors", "current_roles",
        "data_type_families", "database_engines", "databases", "dictionary_layouts", "disk_types", "enabled_roles",
        "formats", "functions", "licenses", "privileges", "quota_usage", "settings", "table_engines",
        "table_functions", "tables", "time_zones"}) {
    base::StrAppend(&xml, "        <", table, "><filter>throwIf(1, 'tables of the database system are not open to "
                    "questions')</filter></", table, ">\n");
  }
  return xml + "      </system></databases>\n";
}

// What a user may; without grants it is the administrator, who may everything. `more` is XML inside the user.
std::string UserXml(const User& user, const std::string& networks, const std::string& profile,
                    const std::vector<std::string>& grants, const std::string& more = "") {
  std::string xml = StrCat("    <", user.name, ">\n      <password_sha256_hex>", Sha256Hex(user.password.Reveal()),
                           "</password_sha256_hex>\n      ", networks, "\n      <profile>", profile,
                           "</profile><quota>default</quota>\n");
  if (grants.empty()) {
    xml += "      <access_management>1</access_management><named_collection_control>1</named_collection_control>\n";
  } else {
    xml += "      <grants>\n";
    for (const std::string& grant : grants) base::StrAppend(&xml, "        <query>", grant, "</query>\n");
    xml += "      </grants>\n";
  }
  base::StrAppend(&xml, more, "    </", user.name, ">\n");
  return xml;
}

// On every database, also on those made later, but not on the closed ones.
std::vector<std::string> OpenDatabases(const std::string& access) {
  std::vector<std::string> grants = {StrCat("GRANT ", access, " ON *.*")};
  for (const char* database : kClosedDatabases) grants.push_back(StrCat("REVOKE ", access, " ON ", database, ".*"));
  return grants;
}

std::vector<std::string> IngestGrants() {
  std::vector<std::string> grants = OpenDatabases(
      "SHOW, SELECT, INSERT, ALTER, CREATE DATABASE, CREATE TABLE, DROP TABLE, TRUNCATE, OPTIMIZE");
  grants.push_back("GRANT KILL QUERY ON *.*");
  for (const char* engine : {"MergeTree", "ReplacingMergeTree", "SummingMergeTree", "AggregatingMergeTree"}) {
    grants.push_back(StrCat("GRANT TABLE ENGINE ON ", engine));
  }
  for (const char* table : {"tables", "columns", "parts", "processes", "merges", "databases", "merge_tree_settings"}) {
    grants.push_back(StrCat("GRANT SELECT ON system.", table));
  }
  return grants;
}

std::vector<std::string> QueryGrants() {
  std::vector<std::string> grants = OpenDatabases("SELECT, dictGet");
  grants.push_back("REVOKE SELECT, dictGet ON aurora.*");
  return grants;
}

std::vector<std::string> CatalogGrants() {
  std::vector<std::string> grants = OpenDatabases("SHOW, SELECT, dictGet");
  for (const char* table :
       {"tables", "columns", "parts", "parts_columns", "databases", "data_skipping_indices", "dictionaries", "functions",
        "processes"}) {
    grants.push_back(StrCat("GRANT SELECT ON system.", table));
  }
  grants.push_back("GRANT INSERT ON aurora.query_history");
  // It ends queries of the query user whose asker has gone.
  grants.push_back("GRANT KILL QUERY ON *.*");
  return grants;
}

// A `max` alone is passed by 0, "no limit": each has a `min` beside it.
std::string QueryProfile(const Options& options) {
  const std::pair<const char*, int64_t> bounded[] = {
      {"max_execution_time", absl::ToInt64Seconds(options.query_time_max)},
      {"max_memory_usage", options.query_memory_bytes_max},
      {"max_concurrent_queries_for_user", options.queries_at_a_time_max},
      {"max_temporary_data_on_disk_size_for_user", kQueryTemporaryBytesMax},
      {"max_query_size", kQueryTextBytesMax},
      {"max_ast_elements", kQueryNodesMax},
      {"max_ast_depth", kQueryDepthMax}};
  std::string settings = "      <readonly>2</readonly>\n";
  std::string constraints;
  for (const char* name : {"allow_ddl", "allow_introspection_functions"}) {
    base::StrAppend(&settings, "      <", name, ">0</", name, ">\n");
    base::StrAppend(&constraints, "        <", name, "><const/></", name, ">\n");
  }
  for (const auto& [name, value] : bounded) {
    base::StrAppend(&settings, "      <", name, ">", value, "</", name, ">\n");
    base::StrAppend(&constraints, "        <", name, "><min>1</min><max>", value, "</max></", name, ">\n");
  }
  return StrCat("    <query>\n", settings, "      <constraints>\n", constraints, "      </constraints>\n    </query>\n");
}

}  // namespace

bool IsLoopback(std::string_view host) {
  return host == "localhost" || host == "::1" || host.substr(0, 4) == "127.";
}

std::string EscapeXml(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      default:
        escaped.push_back(c);
    }
  }
  return escaped;
}

absl::StatusOr<std::string> UsersXml(const Options& options, int boot_statements) {
  const User* const users[] = {&options.admin, &options.ingest, &options.query, &options.catalog};
  for (const User* user : users) {
    if (!IsName(user->name) || user->name == "default") {
      return absl::InvalidArgumentError(
          StrCat("user name \"", user->name, "\" cannot be used; take letters, digits and _, and not \"default\""));
    }
  }
  if (options.admin.password.empty()) {
    return absl::InvalidArgumentError("users.admin.password_file is needed; name a file that holds the password");
  }
  const std::string networks = Networks(options);
  std::string xml = "<clickhouse>\n  <profiles>\n    <default/>\n";
  base::StrAppend(&xml, "    <boot><max_sessions_for_user>1</max_sessions_for_user></boot>\n", QueryProfile(options),
                  "  </profiles>\n  <quotas>\n    <default/>\n    <boot><interval><duration>", kBootQuotaSeconds,
                  "</duration><queries>", boot_statements, "</queries></interval></boot>\n  </quotas>\n  <users>\n");
  xml +=
      "    <default>\n      <no_password/><networks><ip>127.0.0.1</ip></networks>\n      <profile>boot</profile>"
      "<quota>boot</quota>\n      <grants><query>GRANT SYSTEM LISTEN ON *.*</query></grants>\n    </default>\n";
  xml += UserXml(options.admin, networks, "default", {});
  if (!options.ingest.password.empty()) xml += UserXml(options.ingest, networks, "default", IngestGrants());
  if (!options.query.password.empty()) xml += UserXml(options.query, networks, "query", QueryGrants(), ClosedSystemTables());
  if (!options.catalog.password.empty()) xml += UserXml(options.catalog, networks, "default", CatalogGrants());
  xml += "  </users>\n</clickhouse>\n";
  return xml;
}

std::string ConfigXml(const Options& options, const std::string& data_path, const std::string& users_file) {
  std::string xml = "<clickhouse>\n";
  const auto add = [&xml](std::string_view name, std::string_view value) {
    base::StrAppend(&xml, "  <", name, ">", EscapeXml(value), "</", name, ">\n");
  };
  add("listen_host", options.listen_host);
  add("http_port", std::to_string(options.http_port));
  if (options.tcp_port != 0) add("tcp_port", std::to_string(options.tcp_port));
  add("path", StrCat(data_path, "/engine/"));
  add("tmp_path", StrCat(data_path, "/engine/tmp/"));
  add("users_config", users_file);
  add("keep_alive_timeout", "30");
  if (options.memory_bytes_max != 0) {
    add("max_server_memory_usage", std::to_string(options.memory_bytes_max));
    // The engine's own 5 GiB is meant for a machine of its own.
    add("mark_cache_size", std::to_string(options.memory_bytes_max / 8));
  }
  base::StrAppend(&xml, "  <storage_configuration><disks><default><keep_free_space_bytes>", options.disk_free_bytes_min,
                  "</keep_free_space_bytes></default></disks></storage_configuration>\n");
  // Ten small inserts a second are the usual load here. The engine's own 5 merges them in more and smaller steps, each of
  // which writes the rows anew (docs/performance.md).
  xml += "  <merge_tree><merge_selector_base>8</merge_selector_base></merge_tree>\n";
  base::StrAppend(&xml, "  <backups><allowed_path>", EscapeXml(StrCat(data_path, "/backups/")),
                  "</allowed_path>");
  if (!options.restore_from.empty()) {
    base::StrAppend(&xml, "<allowed_path>", EscapeXml(StrCat(options.restore_from, "/")), "</allowed_path>");
  }
  xml += "</backups>\n</clickhouse>\n";
  return xml;
}

}  // namespace aurora::embedded_clickhouse

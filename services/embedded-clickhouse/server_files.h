#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "services/embedded-clickhouse/options.h"

// The two XML files that the engine reads at its start, and only then.
namespace aurora::embedded_clickhouse {

// Users, profiles, quotas and grants; passwords as SHA-256. InvalidArgument for names that are not
// [A-Za-z_][A-Za-z0-9_]*.
//
// The user `default` is there because the engine's own first session is always of it and without a password. Its
// profile allows one session, which that one takes, and its quota as many statements as `boot_statements`: before
// the ports open there is nothing left for a stranger to use.
absl::StatusOr<std::string> UsersXml(const Options& options, int boot_statements);

// Ports, paths and limits; `data_path` is absolute. No <logger>: it would turn on trace logs.
std::string ConfigXml(const Options& options, const std::string& data_path, const std::string& users_file);

// Text as it may stand between two tags.
std::string EscapeXml(std::string_view text);

bool IsLoopback(std::string_view host);

}  // namespace aurora::embedded_clickhouse

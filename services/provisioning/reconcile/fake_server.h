#pragma once

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "services/provisioning/clickhouse/server.h"

namespace aurora::provisioning {

// A ClickHouse for unit tests: remembers statements, databases and records, and can be down or refuse.
class FakeServer final : public Server {
 public:
  bool up = true;
  bool users_declared = false;
  // The first statement that starts with it fails once.
  std::string refuse_once;
  std::set<std::string> databases = {"system", "INFORMATION_SCHEMA", "information_schema", "default"};
  std::set<std::string> users = {"aurora_ingest", "aurora_query", "aurora_catalog"};
  std::vector<Row> query_grants;
  std::map<std::string, std::string> migrations;
  // What is recorded of each; 0 for the others.
  std::map<std::string, std::string> usable_from;
  std::set<std::string> ensured;
  std::vector<std::string> statements;

  absl::Status Execute(std::string_view sql, const Parameters& parameters) override {
    if (!up) return absl::UnavailableError("down");
    const std::string text(sql);
    if (!refuse_once.empty() && text.starts_with(refuse_once)) {
      refuse_once.clear();
      return absl::UnavailableError("refused once");
    }
    statements.push_back(text);
    if (text.starts_with("CREATE DATABASE")) databases.insert(Unquoted(text.substr(text.rfind(' ') + 1)));
    if (text.starts_with("INSERT INTO aurora.migrations")) {
      migrations[parameters[0].second] = parameters[1].second;
      usable_from[parameters[0].second] = parameters[2].second;
    }
    if (text.starts_with("INSERT INTO aurora.databases")) ensured.insert(parameters[0].second);
    return absl::OkStatus();
  }

  absl::StatusOr<std::vector<Row>> Select(std::string_view sql, const Parameters& parameters) override {
    if (!up) return absl::UnavailableError("down");
    const std::string text(sql);
    const auto about = [&](std::string_view word) { return text.find(word) != std::string::npos; };
    if (about("version()")) return std::vector<Row>{{"26.7.1"}};
    if (about("user_directories")) return std::vector<Row>{{users_declared ? "0" : "1"}};
    if (about("system.grants")) return query_grants;
    if (about("system.users")) return Column(users);
    if (about("aurora.databases")) return Column(ensured);
    if (about("count() FROM system.databases")) {
      return std::vector<Row>{{databases.count(parameters[0].second) == 0 ? "0" : "1"}};
    }
    if (about("system.databases")) return Column(databases);
    std::vector<Row> rows;
    for (const auto& [version, name] : migrations) {
      const auto usable = usable_from.find(version);
      rows.push_back({version, name, "2026-11-21T12:00:00Z", usable == usable_from.end() ? "0" : usable->second});
    }
    return rows;
  }

  std::string authority() const override { return "fake:8123"; }

  size_t Count(std::string_view prefix) const {
    return static_cast<size_t>(std::count_if(statements.begin(), statements.end(),
                                             [&](const std::string& s) { return s.starts_with(prefix); }));
  }

 private:
  static std::string Unquoted(std::string name) {
    std::erase(name, '`');
    return name;
  }
  static std::vector<Row> Column(const std::set<std::string>& values) {
    std::vector<Row> rows;
    for (const std::string& value : values) rows.push_back({value});
    return rows;
  }
};

}  // namespace aurora::provisioning

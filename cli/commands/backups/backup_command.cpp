#include "cli/commands/backups/backup_command.h"

#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>

#include "absl/time/clock.h"
#include "cli/backup/drill.h"
#include "cli/backup/restore.h"
#include "cli/backup/stores/restore_stores.h"
#include "cli/commands/json_text.h"
#include "cli/exit_status.h"
#include "cli/output/figures.h"
#include "cli/output/table.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

std::string Shown(absl::Time time) { return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", time, absl::UTCTimeZone()); }

std::string KindOf(const Manifest& manifest) { return manifest.full() ? "full" : base::StrCat("changes since ", manifest.base); }

// "3 tables, 2 connections": Aurora's own tables are in the backup too and count as part of the state.
std::string ContentOf(const Manifest& manifest) {
  const auto own = std::count_if(manifest.tables.begin(), manifest.tables.end(), [](const BackedUpTable& table) { return table.name.starts_with("aurora."); });
  const size_t tables = manifest.tables.size() - static_cast<size_t>(own);
  const size_t connections = manifest.connections.size();
  return base::StrCat(tables, tables == 1 ? " table, " : " tables, ", connections, connections == 1 ? " connection" : " connections");
}

json::object ToJson(const Manifest& manifest) { return json::parse(ToText(manifest)).as_object(); }

template <typename Texts>
json::array Array(const Texts& texts) {
  json::array array;
  for (const std::string& text : texts) array.emplace_back(text);
  return array;
}

int List(const Context& context, const std::string& place) {
  const auto opened = OpenPlace(place, {});
  if (!opened.ok()) return Report(opened.status());
  const absl::StatusOr<Backups> backups = ListBackups(**opened);
  if (!backups.ok()) return Report(backups.status());
  if (context.json) {
    json::array list;
    for (const Manifest& manifest : backups->whole) list.push_back(ToJson(manifest));
    PrintJson(json::object{{"backups", std::move(list)}, {"damaged", Array(backups->damaged)}});
    return kExitOk;
  }
  Table table({{"backup"}, {"taken"}, {"size", Table::Align::kRight}, {"kind"}});
  for (const Manifest& manifest : backups->whole) {
    table.Add({manifest.id, Shown(manifest.taken_at), BytesText(static_cast<double>(manifest.bytes)), KindOf(manifest)});
  }
  std::printf("%s", table.Render(context.style).c_str());
  for (const std::string& damaged : backups->damaged) std::fprintf(stderr, "aurora: %s\n", damaged.c_str());
  return kExitOk;
}

absl::StatusOr<RestoreWish> Wish(const RestoreOptions& options) {
  RestoreWish wish{options.from, std::nullopt, options.key_file};
  if (options.to.empty()) return wish;
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, options.to, &time, &error)) {
    return absl::InvalidArgumentError(base::StrCat("--to ", options.to, " is no time; write it as 2026-11-21T12:00:00Z"));
  }
  wish.to = time;
  return wish;
}

absl::StatusOr<BackupOutcome> BackUpRunning(const Context& context, const BackupOptions& options, std::string& key_file) {
  const DataDirectory data = context.Data();
  const absl::StatusOr<Instance> instance = ReadInstance(data);
  if (!instance.ok()) return instance.status();
  absl::StatusOr<base::Secret> token = base::Secret::FromFile(instance->admin_token_file);
  if (!token.ok()) return token.status();
  const auto api = ApiClient::Create(instance->url, *std::move(token));
  if (!api.ok()) return api.status();
  key_file = data.State("ingest.key");
  return MakeBackup(*instance, data, **api, options.wish);
}

absl::StatusOr<BackupOutcome> BackUpStores(const BackupOptions& options, std::string& key_file) {
  const absl::StatusOr<Stores> stores = ReadStores(options.stores);
  if (!stores.ok()) return stores.status();
  key_file = stores->key_file;
  return MakeBackup(*stores, options.wish);
}

int RunRestoreOfStores(const Context& context, const RestoreWish& wish, const std::string& stores_file) {
  const absl::StatusOr<Stores> stores = ReadStores(stores_file);
  if (!stores.ok()) return Report(stores.status());
  const absl::Time begin = absl::Now();
  const absl::StatusOr<FoundBackup> backup = RestoreStores(wish, *stores);
  if (!backup.ok()) return Report(backup.status());
  const absl::Duration took = absl::Now() - begin;
  if (context.json) {
    PrintJson(json::object{{"backup", ToJson(backup->manifest)}, {"took_s", absl::ToDoubleSeconds(took)}});
    return kExitOk;
  }
  std::printf("backup %s of %s restored into ClickHouse at %s and %zu databases after %s: %s\n", backup->manifest.id.c_str(),
              Shown(backup->manifest.taken_at).c_str(), stores->clickhouse.url.c_str(), stores->states.size(), DurationText(took).c_str(),
              ContentOf(backup->manifest).c_str());
  std::printf("start Aurora's services: they go on from there and load what came since\n");
  return kExitOk;
}

}  // namespace

int RunBackup(const Context& context, const BackupOptions& options) {
  if (options.list) return List(context, options.wish.to);
  std::string key_file;
  const absl::StatusOr<BackupOutcome> outcome = options.stores.empty() ? BackUpRunning(context, options, key_file) : BackUpStores(options, key_file);
  if (!outcome.ok()) return Report(outcome.status());
  const Manifest& manifest = outcome->manifest;
  for (const std::string& warning : outcome->warnings) std::fprintf(stderr, "aurora: %s\n", warning.c_str());
  if (context.json) {
    PrintJson(json::object{{"backup", ToJson(manifest)}, {"removed", Array(outcome->removed)}, {"warnings", Array(outcome->warnings)}});
    return kExitOk;
  }
  std::printf("backup %s in %s: %s, %s, %s, after %s\n", manifest.id.c_str(), options.wish.to.c_str(), ContentOf(manifest).c_str(),
              BytesText(static_cast<double>(manifest.bytes)).c_str(), KindOf(manifest).c_str(), DurationText(manifest.took).c_str());
  for (const std::string& id : outcome->removed) std::printf("removed %s\n", id.c_str());
  std::printf("the key of the connections' passwords is not in it: keep a copy of %s somewhere else\n", key_file.c_str());
  return kExitOk;
}

int RunRestore(const Context& context, const RestoreOptions& options) {
  const absl::StatusOr<RestoreWish> wish = Wish(options);
  if (!wish.ok()) return Report(wish.status());
  if (!options.stores.empty()) return RunRestoreOfStores(context, *wish, options.stores);
  if (options.key_file.empty() && !options.without_key) {
    return Report(absl::InvalidArgumentError("give --key-file, the copy of state/ingest.key that you kept, or --without-key: then connections with passwords have to be "
                                             "made anew"));
  }
  const DataDirectory data = context.Data();
  const absl::Time begin = absl::Now();
  const absl::StatusOr<FoundBackup> backup = Restore(*wish, context.layout, data);
  if (!backup.ok()) return Report(backup.status());
  const absl::Duration took = absl::Now() - begin;
  if (context.json) {
    PrintJson(json::object{{"backup", ToJson(backup->manifest)}, {"data_dir", data.path}, {"took_s", absl::ToDoubleSeconds(took)}});
    return kExitOk;
  }
  std::printf("backup %s of %s restored into %s after %s: %s\n", backup->manifest.id.c_str(),
              Shown(backup->manifest.taken_at).c_str(), data.path.c_str(), DurationText(took).c_str(), ContentOf(backup->manifest).c_str());
  std::printf("`%s up` goes on from there and loads what came since. Settings are in no backup: give it the --config and the options that the old one was "
              "started with, else no backups are made by themselves\n", context.Program().c_str());
  return kExitOk;
}

int RunDrillRestore(const Context& context, const RestoreOptions& options) {
  absl::StatusOr<RestoreWish> wish = Wish(options);
  if (!wish.ok()) return Report(wish.status());
  const DataDirectory data = context.Data();
  if (wish->key_file.empty() && access(data.State("ingest.key").c_str(), R_OK) == 0) wish->key_file = data.State("ingest.key");
  const absl::StatusOr<DrillReport> report = DrillRestore(*wish, context.layout, data);
  if (!report.ok()) return Report(report.status());
  if (context.json) {
    json::array tables;
    for (const DrilledTable& table : report->tables) {
      json::object entry = {{"name", table.name}, {"rows_noted", nullptr}, {"rows", nullptr}};
      if (table.rows_noted.has_value()) entry["rows_noted"] = *table.rows_noted;
      if (table.rows.has_value()) entry["rows"] = *table.rows;
      tables.push_back(std::move(entry));
    }
    PrintJson(json::object{{"ok", report->wrong.empty()},
                           {"backup", report->backup.id},
                           {"age_s", absl::ToDoubleSeconds(report->age)},
                           {"took_s", absl::ToDoubleSeconds(report->took)},
                           {"tables", std::move(tables)},
                           {"wrong", Array(report->wrong)}});
  } else {
    Table table({{"table"}, {"rows restored", Table::Align::kRight}, {"rows before the copy", Table::Align::kRight}});
    const auto count = [](const std::optional<uint64_t>& rows) { return rows.has_value() ? Grouped(std::to_string(*rows)) : std::string(); };
    for (const DrilledTable& drilled : report->tables) table.Add({drilled.name, count(drilled.rows), count(drilled.rows_noted)});
    std::printf("%s\n", table.Render(context.style).c_str());
    std::printf("backup %s is %s old; restored and checked in %s: %s\n", report->backup.id.c_str(), DurationText(report->age).c_str(),
                DurationText(report->took).c_str(), report->wrong.empty() ? "it can be trusted" : context.style.Bad("it cannot be trusted").c_str());
    if (wish->key_file.empty()) {
      std::printf("whether your copy of the key is the right one was not looked at: name it with --key-file\n");
    } else if (report->wrong.empty()) {
      std::printf("%s is its key\n", wish->key_file.c_str());
    }
  }
  for (const std::string& wrong : report->wrong) std::fprintf(stderr, "aurora: %s\n", wrong.c_str());
  return report->wrong.empty() ? kExitOk : kExitFailed;
}

}  // namespace aurora::cli

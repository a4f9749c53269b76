#include "cli/commands/backups/backup_command.h"

#include <unistd.h>

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
  std::printf("backup %s of %s restored into ClickHouse at %s and %zu databases after %s: %zu tables, %zu connections\n", backup->manifest.id.c_str(),
              Shown(backup->manifest.taken_at).c_str(), stores->clickhouse.url.c_str(), stores->states.size(), DurationText(took).c_str(),
              backup->manifest.tables.size(), backup->manifest.connections.size());
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
  std::printf("backup %s in %s: %zu tables, %s, %s, after %s\n", manifest.id.c_str(), options.wish.to.c_str(), manifest.tables.size(),
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
  std::printf("backup %s of %s restored into %s after %s: %zu tables, %zu connections\n", backup->manifest.id.c_str(),
              Shown(backup->manifest.taken_at).c_str(), data.path.c_str(), DurationText(took).c_str(), backup->manifest.tables.size(),
              backup->manifest.connections.size());
  std::printf("`%s up` goes on from there and loads what came since\n", context.Program().c_str());
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
    Table table({{"table"}, {"rows restored", Table::Align::kRight}, {"rows noted", Table::Align::kRight}});
    const auto count = [](const std::optional<uint64_t>& rows) { return rows.has_value() ? Grouped(std::to_string(*rows)) : std::string(); };
    for (const DrilledTable& drilled : report->tables) table.Add({drilled.name, count(drilled.rows), count(drilled.rows_noted)});
    std::printf("%s\n", table.Render(context.style).c_str());
    std::printf("backup %s is %s old; restored and checked in %s\n", report->backup.id.c_str(), DurationText(report->age).c_str(),
                DurationText(report->took).c_str());
  }
  for (const std::string& wrong : report->wrong) std::fprintf(stderr, "aurora: %s\n", wrong.c_str());
  return report->wrong.empty() ? kExitOk : kExitFailed;
}

}  // namespace aurora::cli

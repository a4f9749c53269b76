#include "cli/commands/backups/commands.h"

#include <CLI/CLI.hpp>

#include "cli/commands/backups/backup_command.h"

namespace aurora::cli {
namespace {

void AddRestoreOptions(CLI::App& command, RestoreOptions& options) {
  command.add_option("--from", options.from, "Folder of backups or s3://BUCKET/PREFIX, or one backup below it")->required()->type_name("PLACE");
  command.add_option("--to", options.to, "The newest that was taken at or before this time (RFC 3339; default: the newest)");
  command.add_option("--key-file", options.key_file, "Your copy of state/ingest.key")->type_name("FILE");
}

CLI::Option* AddStoresOption(CLI::App& command, std::string& stores) {
  return command.add_option("--stores", stores, "Of an Aurora whose ClickHouse and PostgreSQL are servers of their own: where they are (YAML)")->type_name("FILE");
}

}  // namespace

void AddBackups(CommandSet& commands) {
  const Context& context = commands.SharedContext();
  BackupOptions& backup_options = commands.Keep<BackupOptions>();
  RestoreOptions& restore_options = commands.Keep<RestoreOptions>();
  CLI::App* backup = commands.Add("backup", "Copy tables, state and offsets of the running Aurora into a folder or to S3",
                                  "  aurora backup --to /mnt/backups --keep 14\n"
                                  "  aurora backup --to s3://my-backups/aurora\n"
                                  "  aurora backup --to s3://my-backups/aurora --stores stores.yaml\n"
                                  "  aurora backup --to /mnt/backups --list",
                                  [&context, &backup_options] { return RunBackup(context, backup_options); });
  backup->add_option("--to", backup_options.wish.to, "Folder of backups or s3://BUCKET/PREFIX; only what changed since the last full one of the week is copied")
      ->required()
      ->type_name("PLACE");
  backup->add_option("--keep", backup_options.wish.keep, "Remove all but the newest of this many, and the full ones that they need (default: none are removed)")
      ->check(CLI::Range(1, 10'000));
  AddStoresOption(*backup, backup_options.stores);
  backup->add_flag("--full", backup_options.wish.full, "Copy everything");
  backup->add_flag("--list", backup_options.list, "Only show what backups there are");
  CLI::App* restore = commands.Add("restore", "Make an Aurora of a backup, in an empty data directory or empty stores",
                                   "  aurora restore --from /mnt/backups --key-file ingest.key\n"
                                   "  aurora restore --from /mnt/backups --key-file ingest.key --to 2026-11-21T12:00:00Z\n"
                                   "  aurora restore --from s3://my-backups/aurora --stores stores.yaml",
                                   [&context, &restore_options] { return RunRestore(context, restore_options); });
  AddRestoreOptions(*restore, restore_options);
  AddStoresOption(*restore, restore_options.stores)->excludes("--key-file");
  restore->add_flag("--without-key", restore_options.without_key, "The key is lost: connections with passwords have to be made anew")
      ->excludes("--key-file");
  CLI::App* drill =
      commands.Add("drill", "Rehearse a restore of the newest backup", "  aurora drill restore --from /mnt/backups", nullptr);
  drill->require_subcommand(1);
  CLI::App* drilled = commands.AddBelow(
      *drill, "restore", "Restore the newest backup on the side, check it, say how old it is and how long that took",
      [&context, &restore_options] { return RunDrillRestore(context, restore_options); });
  AddRestoreOptions(*drilled, restore_options);
}

}  // namespace aurora::cli
